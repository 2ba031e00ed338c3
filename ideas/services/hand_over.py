"""A municipality gets a site of its own, or that ends: who reviews its ideas changes. Called with the site locked.

No idea is touched: it belongs to its municipality, and lies on the desk of whoever looks after that now. Here whoever
waits for a review hears it, and the report counts what goes along. A free meeting that was promised stays the
operator's to give; mails to the municipality about ideas that stand on the site already still go out.
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import ngettext

from aantafel.accounts.models import User
from ideas import notifications
from ideas.enums import FreeMeetingState
from ideas.models import CallBack, FreeMeeting, Idea, Reaction, VoiceMessage
from municipalities.models import Municipality


def hand_over(*, municipality: Municipality, actor: User | None) -> list[str]:
    """To the coordinator's desk. `actor` opened the site."""
    ideas = _tell_pinners(municipality, notifications.at_local_desk, municipality.instance.opened_at)
    return [*_counted(municipality, ideas), *_promised(municipality)]


def hand_back(*, municipality: Municipality, actor: User | None) -> list[str]:
    """Back to the operator's desk."""
    ideas = _tell_pinners(municipality, notifications.at_national_desk, municipality.instance.ended_at)
    return _counted(municipality, ideas)


def _tell_pinners(municipality: Municipality, tell: Callable[[Idea, datetime], None], at: datetime | None) -> int:
    """Locks what waits for a review, so that nobody withdraws an idea while its pinner is written to."""
    waiting = Idea.everywhere.filter(municipality=municipality).in_review().select_for_update(of=("self",), no_key=True)
    found = list(waiting.order_by("pk").defer("search"))
    for idea in found:
        if at is not None:
            tell(idea, at)
    return len(found)


def _counted(municipality: Municipality, ideas: int) -> list[str]:
    calls = CallBack.objects.filter(municipality=municipality, done_at=None).count()
    said = Reaction.everywhere.filter(idea__municipality=municipality)
    objected = Q(objected_at__isnull=False, objection_answered_at=None)
    reactions = said.filter(Q(reports__isnull=False, reports__handled_at=None) | objected).distinct().count()
    told = VoiceMessage.everywhere.at_desk().filter(municipality=municipality).count()
    lines = [
        (ideas, ngettext("%(n)d idea waits for a review.", "%(n)d ideas wait for a review.", ideas)),
        (calls, ngettext("%(n)d person waits to be called.", "%(n)d people wait to be called.", calls)),
        (told, ngettext("%(n)d spoken message waits.", "%(n)d spoken messages wait.", told)),
        (
            reactions,
            ngettext("%(n)d reaction waits for a decision.", "%(n)d reactions wait for a decision.", reactions),
        ),
    ]
    return [text % {"n": count} for count, text in lines if count]


def _promised(municipality: Municipality) -> list[str]:
    promised = FreeMeeting.objects.filter(municipality=municipality).exclude(state=FreeMeetingState.TOLD).count()
    text = ngettext(
        "%(n)d free meeting was promised. The operator still gives it.",
        "%(n)d free meetings were promised. The operator still gives them.",
        promised,
    )
    return [text % {"n": promised}] if promised else []
