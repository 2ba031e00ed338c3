"""How much the site answers on this machine, through the proxy with TLS and straight to the web server."""

import contextlib
from pathlib import Path
from statistics import median

from bench import client
from bench.client import Connection, Measured
from rehearsal.stage import Stage
from rehearsal.visitor import secure

PAGES = (("a kept page", "/ideeen/"), ("a page made anew", "/inloggen/"))
ROUNDS = 5
SECONDS = 1.0
CLIENTS = 8


def speed(stage: Stage) -> None:
    """Both ways in turns, so that whatever else the machine does weighs on both."""
    ports = stage.machine.ports
    ways: tuple[tuple[str, int, type[Connection]], ...] = (
        ("straight", ports["web"], Connection),
        ("proxy, TLS", ports["https"], secure(stage.context)),
    )
    for what, path in PAGES:
        sent = client.request(path, X_Forwarded_Proto="https")
        found: dict[str, list[Measured]] = {way: [] for way, _port, _kind in ways}
        for number in range(ROUNDS + 1):
            for way, port, kind in ways:
                round_ = client.load(port, sent, seconds=SECONDS, clients=CLIENTS, kind=kind)
                found[way] += [round_] if number else []  # the first one warms up
        for way, rounds in found.items():
            statuses = {status for each in rounds for status in each.statuses}
            stage.report.check(f"{what}, {way}: every answer is 200", statuses == {200}, else_=statuses)
            stage.report.figure(f"{what}, {way}, {CLIENTS} at once", _said(rounds))


def _said(rounds: list[Measured]) -> str:
    half, most = (median(each.percentile(share) for each in rounds) * 1000 for share in (0.5, 0.95))
    return f"{median(each.per_second for each in rounds):6.0f} requests/s, p50 {half:.0f} ms, p95 {most:.0f} ms"


def memory(stage: Stage) -> None:
    """What each process takes with its children: their own pages, and their part of those that they share (PSS)."""
    held = dict.fromkeys(stage.processes, 0)
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended in between
            session = int(status.read_text().rsplit(")", 1)[1].split()[3])
            for name, process in stage.processes.items():
                if process.running is not None and process.running.pid == session:
                    held[name] += _pss(status.parent / "smaps_rollup")
    said = ", ".join(f"{name} {kilobytes // 1024}" for name, kilobytes in held.items())
    stage.report.figure("memory in MB", f"{sum(held.values()) // 1024}: {said}")


def _pss(rollup: Path) -> int:
    lines = rollup.read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
