"""Somebody at a browser, as far as a rehearsal needs one: https through the proxy, cookies and forms."""

import contextlib
import http.client
import re
import secrets
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from bench.client import Connection

HOST = "localhost"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", errors="replace")

    @property
    def location(self) -> str:
        return self.headers.get("location", "").removeprefix(f"https://{HOST}")


def trusting(certificate: Path) -> ssl.SSLContext:
    """Our own certificate counts, and no other."""
    return ssl.create_default_context(cafile=str(certificate))


@dataclass
class Visitor:
    """Keeps cookies. Without `context` in plain http."""

    port: int
    context: ssl.SSLContext | None
    cookies: dict[str, str] = field(default_factory=dict)
    timeout: float = 60.0

    def get(self, path: str, **headers: str) -> Answer:
        return self._send("GET", path, b"", headers)

    def post(self, path: str, values: Mapping[str, str], *, to: str = "", **headers: str) -> Answer:
        """Fill in the form that the page at `path` shows, and send it there, or `to` another address."""
        filled = {**hidden(self.get(path).text), **values}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._send("POST", to or path, urlencode(filled).encode(), {**kind, **headers})

    def upload(self, path: str, values: Mapping[str, str], name: str, content: bytes) -> Answer:
        """The same with a file."""
        border = secrets.token_hex(16)
        filled = {**hidden(self.get(path).text), **values}
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in filled.items()
        ]
        head = f'--{border}\r\nContent-Disposition: form-data; name="{name}"; filename="a.jpg"\r\n'
        body = b"".join([*parts, f"{head}Content-Type: image/jpeg\r\n\r\n".encode(), content])
        body += f"\r\n--{border}--\r\n".encode()
        return self._send("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={border}"})

    def _send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        connection = self._connection()
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        own = {"Host": HOST, "Accept": "text/html", **({"Cookie": cookie} if cookie else {})}
        origin = {"Origin": f"https://{HOST}", "Referer": f"https://{HOST}{path}"} if method == "POST" else {}
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            with contextlib.suppress(OSError):  # it may answer before it has everything
                connection.request(method, path, body or None, {**own, **origin, **sent})
            answer = connection.getresponse()
            found = Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
            self._keep(answer)
        finally:
            connection.close()
        return found

    def _connection(self) -> http.client.HTTPConnection:
        if self.context is None:
            return http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        connection = http.client.HTTPSConnection(HOST, self.port, timeout=self.timeout, context=self.context)
        connection.sock = self.context.wrap_socket(
            socket.create_connection(("127.0.0.1", self.port), timeout=self.timeout), server_hostname=HOST
        )
        return connection

    def _keep(self, answer: http.client.HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value


def hidden(page: str) -> dict[str, str]:
    """What the last form of a page sends along unseen, its CSRF token first of all."""
    fields = re.findall(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?', page)
    return dict(fields)


def secure(context: ssl.SSLContext) -> type[Connection]:
    """A kept connection of the load client, in TLS."""

    class Secure(Connection):
        def _connect(self) -> socket.socket:
            return context.wrap_socket(super()._connect(), server_hostname=HOST)

    return Secure
