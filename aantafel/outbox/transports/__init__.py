"""Ways to hand a mail over. `settings.OUTBOX_TRANSPORT` names the module; each has a class `Transport`."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from aantafel.outbox.models import OutgoingMail


@dataclass(frozen=True)
class Letter:
    """A mail ready to go: envelope and the bytes of the message. `mail` is the row it comes from."""

    mail: OutgoingMail
    sender: str
    to: str
    content: bytes


class Refusal(Exception):
    """A mail was not taken. `code` is the mail server's answer, if it gave one; `words` what it said."""

    def __init__(self, words: str, *, code: int | None = None) -> None:
        super().__init__(words)
        self.words, self.code = words, code


class Later(Refusal):
    """It may work another time: the server says so, or the connection broke."""


class Unreachable(Later):
    """There is no connection, so that no mail can be tried."""


class Never(Refusal):
    """Refused for good, for a reason that is not the address."""


class Bounce(Refusal):
    """This address does not exist."""


class Transport(Protocol):
    """One connection, for one worker, for several mails."""

    def open(self) -> None:
        """Be ready to send; does nothing when it already is. Raises Unreachable."""

    def send(self, letter: Letter) -> str:
        """Hand one mail over and return the server's words. Raises a Refusal."""

    def close(self) -> None:
        """Say goodbye. Never raises."""


def create() -> Transport:
    transport: Transport = import_string(f"{settings.OUTBOX_TRANSPORT}.Transport")()
    return transport
