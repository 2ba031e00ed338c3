"""What waits for the operator: one line per kind of work, with how much and since when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.outbox.enums import State as MailState
from aantafel.outbox.models import OutgoingMail
from aantafel.pages.desks import counting, meetings, minutes_requests, municipal, queries, reactions, waiting
from aantafel.pages.desks.counting import Tally
from aantafel.pages.desks.municipal import Heap
from aantafel.pages.desks.queries import Standing
from aantafel.pages.desks.waiting import Waiting
from coaches.models import HelpRequest
from ideas.enums import NoticeAnswer
from ideas.lifecycle import State
from ideas.models import CallBack, Idea, MunicipalityNotice, VoiceMessage
from municipalities.querysets import run_nationally

ANSWERS = "antwoorden"  # these lie on the heap of ideas to review too


@dataclass(frozen=True)
class Kind:
    """A kind of work: its rows, the field or annotation that says since when they wait, and where to go."""

    key: str
    label: str | Promise
    icon: str
    url: str
    rows: QuerySet[Any]
    moment: str


@dataclass(frozen=True)
class Work:
    """A heap: what it is, how many lie there, how long the oldest lies there, and where to go."""

    label: str | Promise
    icon: str
    url: str
    count: int
    oldest: Waiting | None

    @property
    def is_late(self) -> bool:
        return self.oldest is not None and self.oldest.late


def tallies_of(request: HttpRequest) -> dict[str, Tally]:
    """Asked once for each request: the page and its menu both show it."""
    found: dict[str, Tally] | None = getattr(request, "desk_tallies", None)
    if found is None:
        found = tallies()
        request.desk_tallies = found  # type: ignore[attr-defined]  # read above
    return found


def tallies() -> dict[str, Tally]:
    """How much lies on each heap, by key. One statement."""
    return counting.tallies((one.key, one.rows, one.moment) for one in _kinds())


def heaps(found: Mapping[str, Tally]) -> list[Work]:
    """Every heap, empty ones included: what waits too long first, then in the order in which to work."""
    work = [_work(one, found[one.key]) for one in _kinds()]
    return sorted(work, key=lambda one: not one.is_late)


def _kinds() -> Iterator[Kind]:
    queue, calls, told = (reverse(f"desk:{name}") for name in ("queue", "calls", "notices"))
    mails, said, voices = reverse("outbox:mails"), reverse("desk:reactions"), reverse("desk:voices")
    waits = run_nationally(Idea.objects.filter(state=State.WAITING.value))
    calling = run_nationally(CallBack.objects.filter(done_at=None))
    spoken = run_nationally(VoiceMessage.objects.at_desk())
    visits = run_nationally(MunicipalityNotice.objects.filter(answer=NoticeAnswer.WANTS_VISIT))
    failed = OutgoingMail.objects.filter(state=MailState.FAILED)
    asked = HelpRequest.objects.waiting().at_operator()  # what no desk of a municipality answers
    answered, objections, reports = f"{queue}?stand={Standing.ANSWERED}", reactions.objected(), reactions.reported()
    yield Kind("ideeen", _("Ideas to review"), "inbox", queue, waits, "submitted_at")
    yield Kind(ANSWERS, _("Answers that came in"), "chat", answered, queries.answered(), "last_at")
    yield Kind("bellen", _("People to call"), "phone", calls, calling, "created_at")
    yield Kind("berichten", _("Spoken messages"), "microphone", voices, spoken, "created_at")
    yield Kind("gemeld", _("Reports about reactions"), "flag", f"{said}?stand=gemeld", reports, "reported_at")
    yield Kind("bezwaar", _("Objections to hiding"), "hand", f"{said}?stand=bezwaar", objections, "objected_at")
    minutes = minutes_requests.waiting()
    yield Kind("verslagen", _("Requests to change something"), "document", reverse("desk:minutes"), minutes, "at")
    yield Kind("vertellen", _("Municipalities to tell"), "municipality", told, municipal.to_do(), "created_at")
    want = f"{told}?stand={Heap.VISIT}"
    yield Kind("bezoeken", _("Municipalities that want a visit"), "calendar", want, visits, "answered_at")
    yield from _meetings()
    yield Kind("hulp", _("Requests for help"), "help", reverse("desk:help_requests"), asked, "waits_since")
    yield Kind("mislukt", _("Mails that failed"), "mail", f"{mails}?staat={MailState.FAILED}", failed, "created_at")


def _meetings() -> Iterator[Kind]:
    here, to_finish = reverse("desk:meetings"), meetings.with_day(meetings.to_finish())
    tell, finish = f"{here}?stand={meetings.Heap.TO_TELL}", f"{here}?stand={meetings.Heap.TO_FINISH}"
    to_plan, to_tell = meetings.to_plan(), meetings.to_tell()
    yield Kind("plannen", _("Free meetings to plan"), "calendar", here, to_plan, "reached_at")
    yield Kind(
        "bijeenkomst-vertellen", _("Municipalities to tell of a meeting"), "municipality", tell, to_tell, "reached_at"
    )
    yield Kind("afronden", _("Meetings to finish"), "check", finish, to_finish, "began")


def _work(kind: Kind, tally: Tally) -> Work:
    oldest = waiting.since(tally.oldest) if tally.oldest else None
    return Work(kind.label, kind.icon, kind.url, tally.count, oldest)
