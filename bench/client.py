"""A load client that costs little itself: kept connections, one thread each, and no more of HTTP than it takes."""

import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

_END = b"\r\n\r\n"


@dataclass
class Answer:
    """Status, headers (lower case) and the length of the body in bytes, as sent."""

    status: int
    headers: dict[str, str]
    length: int


@dataclass
class Measured:
    """Seconds of each request, in the order in which they ended, and how long all of it took."""

    seconds: list[float] = field(default_factory=list)
    took: float = 0.0
    statuses: dict[int, int] = field(default_factory=dict)

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.took if self.took else 0.0

    def percentile(self, share: float) -> float:
        """Seconds within which this share (0 to 1) of the requests was answered."""
        ordered = sorted(self.seconds)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


class Connection:
    """One kept connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None
        self._rest = b""

    def send(self, request: bytes) -> Answer:
        """Raises OSError when the server hangs up twice in a row."""
        try:
            return self._exchange(request)
        except (OSError, ValueError):
            self.close()
            return self._exchange(request)

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket, self._rest = None, b""

    def _exchange(self, request: bytes) -> Answer:
        if self._socket is None:
            self._socket = self._connect()
        self._socket.sendall(request)
        data = self._rest
        while _END not in data:
            data += self._more()
        head, _end, body = data.partition(_END)
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
        if "content-length" not in headers:
            raise RuntimeError(f"an answer without a length: {first}")
        length = int(headers["content-length"])
        while len(body) < length:
            body += self._more()
        self._rest = body[length:]
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(first.split(" ", 2)[1]), headers, length)

    def _connect(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self._port), timeout=30)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def _more(self) -> bytes:
        if self._socket is None:
            raise OSError("no connection")
        part = self._socket.recv(262_144)
        if not part:
            raise OSError("the server hung up")
        return part


def request(
    path: str, *, cookie: str = "", method: str = "GET", body: str = "", host: str = "localhost", **headers: str
) -> bytes:
    """The bytes of a request, as a browser that takes gzip sends them."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Accept-Encoding: gzip", "Accept: text/html"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if method == "POST":
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def together(calls: Sequence[Callable[[Measured], None]]) -> Measured:
    """Each call on a thread of its own, begun together; what they measured, put together."""
    parts = [Measured() for _call in calls]
    errors: list[BaseException] = []
    gate = threading.Barrier(len(calls) + 1)

    def run(call: Callable[[Measured], None], part: Measured) -> None:
        gate.wait()
        try:
            call(part)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=pair) for pair in zip(calls, parts, strict=True)]
    for thread in threads:
        thread.start()
    gate.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    whole = Measured(took=time.perf_counter() - began)
    for part in parts:
        whole.seconds += part.seconds
        for status, count in part.statuses.items():
            whole.statuses[status] = whole.statuses.get(status, 0) + count
    return whole


def load(port: int, sent: bytes, *, seconds: float, clients: int = 8, kind: type[Connection] = Connection) -> Measured:
    """As many requests as the server answers in so many seconds, by so many clients at once."""

    def client(part: Measured) -> None:
        connection = kind(port)
        until = time.perf_counter() + seconds
        while (began := time.perf_counter()) < until:
            _keep(part, connection.send(sent), began)
        connection.close()

    return together([client] * clients)


def one_by_one(port: int, sent: bytes, *, times: int) -> Measured:
    """So many requests after each other, by one client: how long each takes when nothing else goes on."""

    def client(part: Measured) -> None:
        connection = Connection(port)
        for _time in range(times):
            began = time.perf_counter()
            _keep(part, connection.send(sent), began)
        connection.close()

    return together([client])


def each_once(port: int, requests: Sequence[bytes]) -> Measured:
    """All of these requests at once, each by a client of its own."""

    def client(sent: bytes) -> Callable[[Measured], None]:
        def run(part: Measured) -> None:
            connection = Connection(port)
            began = time.perf_counter()
            _keep(part, connection.send(sent), began)
            connection.close()

        return run

    return together([client(sent) for sent in requests])


def _keep(part: Measured, answer: Answer, began: float) -> None:
    part.seconds.append(time.perf_counter() - began)
    part.statuses[answer.status] = part.statuses.get(answer.status, 0) + 1
