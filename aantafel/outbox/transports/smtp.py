"""SMTP, one connection for many mails. Over smtplib step by step, because what a refusal means depends on the step.

A 5xx to RCPT is about the address, and so is a hard bounce, unless the server says that it is about something else
(RFC 3463: x.7.x is policy, x.2.2 a full mailbox) or about us (syntax, order, authentication). Any other 5xx
is final for this mail, but says nothing about the address. Every 4xx, timeout and broken connection may pass.
"""

import contextlib
import re
import smtplib
import ssl

from django.conf import settings
from django.core.mail.utils import DNS_NAME

from aantafel.outbox.transports import Bounce, Later, Letter, Never, Refusal, Unreachable

_ABOUT_US = range(500, 540)
_NOT_THE_ADDRESS = re.compile(r"5\.(?:7\.\d+|2\.2)\b")
_TROUBLE = (smtplib.SMTPException, OSError)  # a timeout is an OSError


class Transport:
    def __init__(self) -> None:
        self._server: smtplib.SMTP | None = None
        self._used = False

    def open(self) -> None:
        if self._server is not None:
            return
        try:
            self._server, self._used = _connect(), False
        except _TROUBLE as error:
            raise Unreachable(_words(error), code=getattr(error, "smtp_code", None)) from error

    def close(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            with contextlib.suppress(*_TROUBLE):
                server.quit()
            server.close()

    def send(self, letter: Letter) -> str:
        try:
            return self._send(letter)
        except _TROUBLE as error:
            self.close()
            raise Later(_words(error)) from error

    def _send(self, letter: Letter) -> str:
        code, answer = self._mail_from(letter.sender)
        if code != 250:
            raise self._refusal(code, answer)
        code, answer = self._live().rcpt(letter.to)
        if is_bounce(code, _text(answer)):
            self._reset()
            raise Bounce(_text(answer), code=code)
        if code not in (250, 251):
            raise self._refusal(code, answer)
        try:
            code, answer = self._live().data(letter.content)
        except smtplib.SMTPDataError as error:
            raise self._refusal(error.smtp_code, error.smtp_error) from error
        if code != 250:
            raise self._refusal(code, answer)
        return _text(answer)

    def _mail_from(self, sender: str) -> tuple[int, bytes]:
        """A server may hang up between two mails (idle, or a full connection): then once more, freshly connected."""
        self.open()
        if self._used:
            with contextlib.suppress(*_TROUBLE):
                code, words = self._live().mail(sender)
                if code != 421:
                    return code, words
            self.close()
            self.open()
        self._used = True
        return self._live().mail(sender)

    def _refusal(self, code: int, answer: bytes | str) -> Refusal:
        self._reset()
        return (Never if code >= 500 else Later)(_text(answer), code=code if code > 0 else None)

    def _reset(self) -> None:
        """Ready for the next mail on the same connection, or without a connection."""
        try:
            code, _words = self._live().rset()
        except _TROUBLE:
            code = 421
        if code != 250:
            self.close()

    def _live(self) -> smtplib.SMTP:
        if self._server is None:
            raise smtplib.SMTPServerDisconnected("not connected")
        return self._server


def _connect() -> smtplib.SMTP:
    """Connected, encrypted and signed in as the settings say."""
    options = {"local_hostname": DNS_NAME.get_fqdn(), "timeout": settings.EMAIL_TIMEOUT}
    host, port = settings.EMAIL_HOST, settings.EMAIL_PORT
    server: smtplib.SMTP
    if settings.EMAIL_USE_SSL:
        server = smtplib.SMTP_SSL(host, port, context=ssl.create_default_context(), **options)
    else:
        server = smtplib.SMTP(host, port, **options)
    try:
        if settings.EMAIL_USE_TLS:
            server.starttls(context=ssl.create_default_context())
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        server.ehlo_or_helo_if_needed()
    except _TROUBLE:
        server.close()
        raise
    return server


def is_bounce(code: int, words: str) -> bool:
    """Whether this answer to RCPT says that nobody lives at the address."""
    return 500 <= code < 600 and code not in _ABOUT_US and not _NOT_THE_ADDRESS.match(words)


def _text(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _text(error.smtp_error)
    return f"{type(error).__name__}: {error}"
