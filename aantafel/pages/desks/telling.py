"""How a municipality hears of something, for the panel of the desk that sees to it (`desks/_telling.html`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aantafel.accounts.models import User
from aantafel.outbox.enums import State as MailState
from aantafel.outbox.render import render
from aantafel.pages.desks.municipal import Told
from ideas.enums import NoticeWay
from municipalities.models import Municipality

MAIL_FOOT = "\n\n--\n"


@dataclass(frozen=True)
class Telling:
    """`at` and `by` say when and by whom it was told, or since when it waits. `text` is there to paste, "" for none.

    The addresses are those of the buttons: it is done, rather by hand, the mail once more.
    """

    told: Told
    way: str
    mail_state: str | None
    mail_id: int | None
    municipality: Municipality
    at: datetime
    by: User | None
    text: str
    done_url: str
    by_hand_url: str
    again_url: str

    @property
    def is_undelivered(self) -> bool:
        return self.way == NoticeWay.MAIL and self.told.to_do

    @property
    def is_held(self) -> bool:
        return self.mail_state == MailState.HELD

    @property
    def can_send_again(self) -> bool:
        return self.mail_state in (MailState.FAILED, MailState.BLOCKED) and bool(self.municipality.mail_address)


def without_foot(kind: str, *, language: str, context: Mapping[str, Any]) -> str:
    """The words of a mail, to pass on otherwise: without what only a mail says about itself."""
    return render(kind, language=language, context=context).text.partition(MAIL_FOOT)[0] + "\n"
