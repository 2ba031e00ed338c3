"""The process behind `tests.support.smtp`: aiosmtpd, with rules that come in over standard input."""

import asyncio
import json
import ssl
import sys
import threading
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session, syntax


@dataclass
class Rule:
    stage: str
    reply: str
    delay: float
    to: str
    times: int


@dataclass
class Box:
    """What has come in, and how to behave."""

    rules: list[Rule] = field(default_factory=list)
    mails: list[dict[str, str]] = field(default_factory=list)
    connections: int = 0
    more: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def at(self, stage: str, to: str) -> str:
        """What the first fitting rule answers; "" when none fits."""
        for rule in self.rules:
            if rule.stage == stage and rule.times != 0 and rule.to in to:
                rule.times -= 1
                if rule.delay:
                    await asyncio.sleep(rule.delay)
                return rule.reply
        return ""

    async def keep(self, mail: dict[str, str]) -> None:
        async with self.more:
            self.mails.append(mail)
            self.more.notify_all()

    async def wait(self, count: int, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds), self.more:
                await self.more.wait_for(lambda: len(self.mails) >= count)
        except TimeoutError:
            return


class Server(SMTP):
    """Hangs up where a rule says so, also in places that a handler never sees."""

    def __init__(self, box: Box, **options: Any) -> None:
        self.box = box
        super().__init__(Handler(box), hostname="mail.test.example", **options)

    def hang_up(self, *, gently: bool = False) -> None:
        assert isinstance(self.transport, asyncio.Transport)
        if gently:
            self.transport.close()
        else:
            self.transport.abort()

    async def _handle_client(self) -> None:
        self.box.connections += 1
        reply = await self.box.at("connect", "")
        if reply:
            if reply != "drop":
                await self.push(reply)
            self.hang_up(gently=True)
            return
        await super()._handle_client()

    @syntax("DATA")
    async def smtp_DATA(self, arg: str) -> None:
        assert self.envelope is not None
        reply = await self.box.at("data", "".join(self.envelope.rcpt_tos))
        if reply == "drop":
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            self.hang_up()
        elif reply:
            await self.push(reply)
        else:
            await super().smtp_DATA(arg)


class Handler:
    def __init__(self, box: Box) -> None:
        self.box = box

    async def handle_MAIL(
        self, server: Server, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = await self.box.at("mail", address)
        if reply == "drop":
            server.hang_up()
            return ""
        if not reply:
            envelope.mail_from = address
        return reply or "250 OK"

    async def handle_RCPT(
        self, server: Server, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = await self.box.at("rcpt", address)
        if reply == "drop":
            server.hang_up()
            return ""
        if not reply:
            envelope.rcpt_tos.append(address)
        return reply or "250 OK"

    async def handle_DATA(self, server: Server, session: Session, envelope: Envelope) -> str:
        reply = await self.box.at("body", envelope.rcpt_tos[0])
        if not reply or reply == "drop":
            content = envelope.original_content or b""
            await self.box.keep(
                {"sender": envelope.mail_from or "", "to": envelope.rcpt_tos[0], "content": content.decode("latin-1")}
            )
        if reply == "drop":
            server.hang_up()
            return ""
        return reply or "250 2.0.0 Taken"


async def serve(options: dict[str, str]) -> None:
    """Until standard input ends. Says its port on the first line, then answers each line with a line."""
    box = Box()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: Server(box, **_extras(options)),
        "127.0.0.1",
        0,
        ssl=_tls(options) if options["tls"] == "smtps" else None,
    )
    _say({"port": server.sockets[0].getsockname()[1]})
    questions: asyncio.Queue[str] = asyncio.Queue()
    threading.Thread(target=_listen, args=(loop, questions), daemon=True).start()
    while line := await questions.get():
        _say(await _answer(box, json.loads(line)))
    server.close()


def _listen(loop: asyncio.AbstractEventLoop, questions: asyncio.Queue[str]) -> None:
    for line in sys.stdin:
        loop.call_soon_threadsafe(questions.put_nowait, line)
    loop.call_soon_threadsafe(questions.put_nowait, "")


async def _answer(box: Box, question: dict[str, Any]) -> dict[str, Any]:
    command = question.pop("command")
    if command == "rule":
        box.rules.append(Rule(**question))
    elif command in {"behave", "clear"}:
        box.rules.clear()
        if command == "clear":
            box.mails.clear()
    elif command == "count":
        return {"count": len(box.mails), "connections": box.connections}
    elif command == "wait":
        await box.wait(question["count"], question["seconds"])
    return {"mails": box.mails} if command in {"received", "wait"} else {}


def _extras(options: dict[str, str]) -> dict[str, Any]:
    extras: dict[str, Any] = {}
    if options["tls"] == "starttls":
        extras |= {"tls_context": _tls(options), "require_starttls": True}
    if options["login"]:
        extras |= {"authenticator": _authenticator(options["login"]), "auth_required": True}
        extras["auth_require_tls"] = options["tls"] == "starttls"
    return extras


def _authenticator(login: str) -> Any:
    def check(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        name, _colon, password = login.partition(":")
        right = isinstance(data, LoginPassword) and (data.login, data.password) == (name.encode(), password.encode())
        return AuthResult(success=right, handled=right)

    return check


def _tls(options: dict[str, str]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options["certificate"], options["key"])
    return context


def _say(answer: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()
