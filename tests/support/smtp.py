"""A real SMTP server in a process of its own, which can be told to misbehave.

    with SmtpServer() as smtp:
        smtp.rule(stage="rcpt", reply="550 5.1.1 Unknown", to="gone@")
        ...
        [received] = smtp.wait_for(1)

A rule works at a stage (connect, mail, rcpt, data, body) for a recipient that contains `to`, as often as `times`
says. `reply` is what the server answers, or "drop" to hang up. At `data` the client has not yet sent the body;
at `body` the server has it, and has kept it: hanging up there is how a mail arrives without anybody knowing.
"""

import asyncio
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent.parent
DROP = "drop"


@dataclass(frozen=True)
class Received:
    """A mail as it came in: the envelope and the message."""

    sender: str
    to: str
    message: EmailMessage

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])

    def part(self, kind: str) -> str:
        """The text of the part "plain" or "html"."""
        body = self.message.get_body(preferencelist=(kind,))
        assert isinstance(body, EmailMessage)
        return str(body.get_content())

    @property
    def attachments(self) -> list[EmailMessage]:
        return list(self.message.iter_attachments())


class SmtpServer:
    """The server as a test sees it. `tls` ("starttls" or "smtps") takes a certificate and a key file."""

    def __init__(self, *, tls: str = "", certificate: str = "", key: str = "", login: str = "") -> None:
        options = {"tls": tls, "certificate": certificate, "key": key, "login": login}
        self._options = json.dumps(options)
        self._process: subprocess.Popen[str] | None = None
        self.port = 0

    @property
    def url(self) -> str:
        """For EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.smtp", self._options],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.port = int(self._answer()["port"])

    def stop(self) -> None:
        """Its process ends when its standard input does."""
        process, self._process = self._process, None
        if process is not None and process.stdin and process.stdout:
            process.stdin.close()
            process.wait(timeout=10)
            process.stdout.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def rule(self, *, stage: str, reply: str = "", delay: float = 0, to: str = "", times: int = -1) -> None:
        """From now on: at `stage`, for mail to `to`, wait `delay` seconds and answer `reply` ("" is as usual)."""
        self._ask(command="rule", stage=stage, reply=reply, delay=delay, to=to, times=times)

    def behave(self) -> None:
        """Forget all rules."""
        self._ask(command="behave")

    def clear(self) -> None:
        """Forget all rules and all mail."""
        self._ask(command="clear")

    def received(self) -> list[Received]:
        """What has come in so far, oldest first."""
        return self._read(self._ask(command="received"))

    def wait_for(self, count: int, *, seconds: float = 30) -> list[Received]:
        """As `received`, but not before there are `count`. Fails after `seconds`."""
        mails = self._read(self._ask(command="wait", count=count, seconds=seconds))
        assert len(mails) >= count, f"{len(mails)} of {count} mails came in"
        return mails

    def count(self) -> int:
        return int(self._ask(command="count")["count"])

    def connections(self) -> int:
        """How often somebody connected."""
        return int(self._ask(command="count")["connections"])

    def _ask(self, **question: Any) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the mail server has stopped"
        answer: dict[str, Any] = json.loads(line)
        return answer

    @staticmethod
    def _read(answer: Mapping[str, Any]) -> list[Received]:
        return [
            Received(
                mail["sender"],
                mail["to"],
                message_from_bytes(mail["content"].encode("latin-1"), policy=policy.default),
            )
            for mail in answer["mails"]
        ]


if __name__ == "__main__":
    from tests.support.smtp_process import serve

    asyncio.run(serve(json.loads(sys.argv[1])))
