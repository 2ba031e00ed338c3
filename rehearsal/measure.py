"""How much the site answers on this machine, through the proxy with TLS and straight to the web server."""

from bench import client
from bench.client import Connection, Measured
from rehearsal.stage import Stage
from rehearsal.visitor import secure

PAGES = (("a kept page", "/ideeen/"), ("a page made anew", "/inloggen/"))
SECONDS = 4.0
CLIENTS = 8


def speed(stage: Stage) -> None:
    ports = stage.machine.ports
    ways: tuple[tuple[str, int, type[Connection]], ...] = (
        ("straight", ports["web"], Connection),
        ("proxy, TLS", ports["https"], secure(stage.context)),
    )
    for what, path in PAGES:
        sent = client.request(path, X_Forwarded_Proto="https")
        for way, port, kind in ways:
            client.load(port, sent, seconds=0.5, clients=CLIENTS, kind=kind)
            found = client.load(port, sent, seconds=SECONDS, clients=CLIENTS, kind=kind)
            stage.report.check(
                f"{what}, {way}: every answer is 200", set(found.statuses) == {200}, else_=found.statuses
            )
            stage.report.figure(f"{what}, {way}, {CLIENTS} at once", _said(found))


def _said(found: Measured) -> str:
    half, most = (found.percentile(share) * 1000 for share in (0.5, 0.95))
    return f"{found.per_second:6.0f} requests/s, p50 {half:.0f} ms, p95 {most:.0f} ms"
