"""A desk names somebody to lead the meeting that a request for help is about."""

from dataclasses import dataclass
from typing import Any

from aantafel.accounts.models import User
from aantafel.core.errors import worked
from aantafel.pages.help.forms import FacilitatorForm
from coaches.enums_talk import HelpKind, HelpSide
from coaches.models import HelpRequest
from tables.meetings import words as meeting_words
from tables.models import FacilitatorAsk
from tables.services import facilitators as service


@dataclass(frozen=True)
class Naming:
    """The meeting in words, whom the desk asked already, and the form."""

    ask: FacilitatorAsk
    form: FacilitatorForm
    when: str
    where: str
    asked: str


def naming(side: HelpSide, found: HelpRequest, data: Any) -> Naming | None:
    """None for who asks, and for a request that is about no meeting or is closed."""
    if side is HelpSide.ASKER or found.kind != HelpKind.FACILITATOR:
        return None
    rows = FacilitatorAsk.everywhere.running().filter(request=found)
    ask = rows.select_related("person", "meeting__table").first()
    if ask is None:
        return None
    form = FacilitatorForm(data, people=service.candidates(found.municipality))
    meeting, asked = ask.meeting, (ask.person.name or ask.person.email) if ask.person and ask.state == "asked" else ""
    return Naming(ask, form, f"{meeting.name}: {meeting_words.when(meeting)}", meeting_words.where(meeting), asked)


def named(actor: User, side: HelpSide, one: Naming) -> bool:
    """False when the form does not take it."""
    if not one.form.is_valid():
        return False
    person = one.form.cleaned_data["person"]
    return worked(one.form, lambda: service.name(actor=actor, side=side, ask_id=one.ask.pk, person_id=person))
