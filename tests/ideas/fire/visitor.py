"""A browser that knows HTTP, cookies and forms and nothing else, so that a hundred of them cost little."""

import http.client
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

PATIENCE = 20.0  # seconds that a browser waits for an answer
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_LOST = 0  # the status of a request that the server hung up on


@dataclass(frozen=True)
class Answer:
    """`status` is 0 when the server hung up or did not answer."""

    status: int
    text: str = ""
    location: str = ""

    @property
    def is_done(self) -> bool:
        """The server has said that it did what was asked."""
        return self.status == 302


@dataclass
class Visitor:
    """`submit` sends the form of the page that was opened last, as a browser does: with its token and the cookies."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def open(self, path: str, *, patience: float = PATIENCE) -> Answer:
        answer = self._ask("GET", path, patience=patience)
        found = _TOKEN.search(answer.text)
        self.token = found[1] if found else ""
        return answer

    def submit(self, path: str, *, patience: float = PATIENCE, **fields: str) -> Answer:
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields})
        return self._ask("POST", path, body, patience=patience)

    def _ask(self, method: str, path: str, body: str = "", *, patience: float) -> Answer:
        headers = {"Host": f"localhost:{self.port}", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        try:
            connection.request(method, path, body or None, headers)
            response = connection.getresponse()
            text = response.read().decode()
        except (OSError, http.client.HTTPException):
            return Answer(_LOST)
        finally:
            connection.close()
        for name, morsel in SimpleCookie("; ".join(response.headers.get_all("Set-Cookie") or [])).items():
            self.cookies[name] = morsel.value
        where = urlsplit(urljoin(path, response.headers.get("Location", path)))
        return Answer(response.status, text, where.path + (f"?{where.query}" if where.query else ""))


def together(calls: Sequence[Callable[[], object]], *, meanwhile: Callable[[], None] | None = None) -> None:
    """Each call on a thread of its own, begun at one moment, and something else on this one. An error is raised."""
    gate = threading.Barrier(len(calls))
    errors: list[BaseException] = []

    def run(call: Callable[[], None]) -> None:
        try:
            gate.wait(timeout=60)
            call()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    if meanwhile is not None:
        meanwhile()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
