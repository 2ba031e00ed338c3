"""What waits for the operator: one line per kind of work, with how much and since when."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from aantafel.outbox.enums import State as MailState
from aantafel.outbox.models import OutgoingMail
from aantafel.pages.desks import meetings, municipal, queries, reactions, waiting
from aantafel.pages.desks.municipal import Heap
from aantafel.pages.desks.queries import Standing
from aantafel.pages.desks.waiting import Waiting
from coaches.models import HelpRequest
from ideas.enums import NoticeAnswer
from ideas.lifecycle import State
from ideas.models import CallBack, Idea, MunicipalityNotice, VoiceMessage
from municipalities.querysets import run_nationally


@dataclass(frozen=True)
class Work:
    """A heap: what it is, how many lie there, how long the oldest lies there, and where to go."""

    label: str
    icon: str
    url: str
    count: int
    oldest: Waiting | None


def heaps() -> list[Work]:
    """Every heap, empty ones included, in the order in which to work. A fixed number of queries."""
    queue, calls, told = (reverse(f"desk:{name}") for name in ("queue", "calls", "notices"))
    mails, said = reverse("outbox:mails"), reverse("desk:reactions")
    waits = run_nationally(Idea.objects.filter(state=State.WAITING.value))
    calling = run_nationally(CallBack.objects.filter(done_at=None))
    voices = run_nationally(VoiceMessage.objects.at_desk())
    visits = run_nationally(MunicipalityNotice.objects.filter(answer=NoticeAnswer.WANTS_VISIT))
    failed = OutgoingMail.objects.filter(state=MailState.FAILED)
    objections, reports = reactions.objected(), reactions.reported()
    return [
        _heap(_("Ideas to review"), "inbox", queue, waits, "submitted_at"),
        _heap(_("Answers that came in"), "chat", f"{queue}?stand={Standing.ANSWERED}", queries.answered(), "last_at"),
        _heap(_("People to call"), "phone", calls, calling, "created_at"),
        _heap(_("Spoken messages"), "microphone", reverse("desk:voices"), voices, "created_at"),
        _heap(_("Reports about reactions"), "flag", f"{said}?stand=gemeld", reports, "reported_at"),
        _heap(_("Objections to hiding"), "hand", f"{said}?stand=bezwaar", objections, "objected_at"),
        _heap(_("Municipalities to tell"), "municipality", told, municipal.to_do(), "created_at"),
        _heap(_("Municipalities that want a visit"), "calendar", f"{told}?stand={Heap.VISIT}", visits, "answered_at"),
        *_meetings(),
        _heap(_("Requests for help"), "help", reverse("desk:help_requests"), _help(), "waits_since"),
        _heap(_("Mails that failed"), "mail", f"{mails}?staat={MailState.FAILED}", failed, "created_at"),
    ]


def _help() -> QuerySet[HelpRequest]:
    """What no desk of a municipality answers."""
    return HelpRequest.objects.waiting().at_operator()


def _meetings() -> list[Work]:
    here, to_finish = reverse("desk:meetings"), meetings.with_day(meetings.to_finish())
    tell, finish = f"{here}?stand={meetings.Heap.TO_TELL}", f"{here}?stand={meetings.Heap.TO_FINISH}"
    return [
        _heap(_("Free meetings to plan"), "calendar", here, meetings.to_plan(), "reached_at"),
        _heap(_("Municipalities to tell of a meeting"), "municipality", tell, meetings.to_tell(), "reached_at"),
        _heap(_("Meetings to finish"), "check", finish, to_finish, "began"),
    ]


def _heap(label: str, icon: str, url: str, rows: QuerySet[Any], moment: str) -> Work:
    found = rows.aggregate(count=Count("pk"), oldest=Min(moment))
    oldest = waiting.since(found["oldest"]) if found["oldest"] else None
    return Work(label, icon, url, found["count"], oldest)
