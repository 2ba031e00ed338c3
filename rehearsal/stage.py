"""Everything that a check needs at hand."""

import json
import re
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from rehearsal.machine import Machine
from rehearsal.report import Report, until
from rehearsal.servers import Process, Shape
from rehearsal.visitor import Visitor
from tests.support.smtp import Received, SmtpServer


@dataclass
class Stage:
    report: Report
    machine: Machine
    shape: Shape
    smtp: SmtpServer
    context: ssl.SSLContext
    variables: dict[str, str]
    processes: dict[str, Process]
    idea_key: str = ""

    def visitor(self) -> Visitor:
        """Through the proxy, as everybody."""
        return Visitor(self.machine.ports["https"], self.context)

    def straight(self) -> Visitor:
        """Past the proxy, from its network."""
        return Visitor(self.machine.ports["web"], None)

    def readiness(self) -> dict[str, Any]:
        answer = self.visitor().get("/readyz")
        found: dict[str, Any] = json.loads(answer.body) if answer.body.startswith(b"{") else {"status": answer.text}
        return {"code": answer.status, **found}

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.variables["DATABASE_URL"]) as connection:
            return connection.execute(sql.encode()).fetchall()

    def log(self, name: str) -> list[dict[str, Any]]:
        """The lines of a process that are JSON."""
        path = self.shape.logs / f"{name}.log"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [json.loads(line) for line in lines if line.startswith("{")]

    def mail_to(self, address: str, seconds: float) -> tuple[Received, float]:
        """The newest mail to somebody, and how long it took. Raises LookupError."""

        def found() -> list[Received]:
            return [mail for mail in self.smtp.received() if mail.to == address]

        took = until(found, seconds)
        if took is None:
            raise LookupError(f"no mail to {address} within {seconds:.0f} s")
        return found()[-1], took


def code_in(mail: Received) -> str:
    match = re.search(r"\b(\d{6})\b", mail.part("plain"))
    if match is None:
        raise LookupError("a mail without a code")
    return match.group(1)


def odd_lines(path: Path) -> list[str]:
    """Lines that are no JSON, but for Celery's farewell, and its warning that this machine has no group 10001."""
    text = re.sub(r"\S+ SecurityWarning: .+\n(?:[^{\n]*\n)*", "", path.read_text(encoding="utf-8"))
    return [line for line in text.splitlines() if line and not line.startswith(("{", "worker: Warm shutdown"))]
