"""The agenda of a meeting, for who organises or leads it; and the meeting while it goes on."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.enums import Capacity
from aantafel.core import clock
from aantafel.core.errors import DomainError, tell, worked
from tables.forms.meetings import PartForm
from tables.meetings import words as meeting_words
from tables.models import AgendaPart, Meeting
from tables.services import agenda as service
from tables.services import attendance
from tables.views.doors import MeetingRequest, at_meeting
from tables.views.meetings.work import meeting_context

UP, DOWN, AWAY = "omhoog", "omlaag", "weg"
_MOVED = {
    UP: gettext_lazy("Moved up: %(part)s"),
    DOWN: gettext_lazy("Moved down: %(part)s"),
    AWAY: gettext_lazy("Taken out: %(part)s"),
}


@dataclass(frozen=True)
class Timed:
    """A part with the times of the clock at which it begins and ends; `is_now` while it goes on."""

    part: AgendaPart
    begins: str
    ends: str
    is_now: bool = False
    is_over: bool = False


@at_meeting
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: MeetingRequest) -> HttpResponse:
    """All parts with what they add up to, and a form for one more."""
    meeting = request.meeting
    form = PartForm(request.POST or None, meeting=meeting)

    def act() -> None:
        service.add(actor=request.user, meeting_id=meeting.pk, **form.told())

    if request.method == "POST" and form.is_valid() and worked(form, act):
        messages.success(request, _("Added to the agenda."))
        return redirect("tables:meeting_agenda", meeting.table_id, meeting.number)
    parts = parts_of(meeting)
    total = sum(part.minutes for part in parts)
    more = {
        "form": form,
        "timed": timed(meeting, parts),
        "total": total,
        "left": meeting.minutes - total,
        "over": total - meeting.minutes,
    }
    return render(
        request, "tables/meetings/agenda.html", meeting_context(request, **more), status=422 if form.errors else 200
    )


@at_meeting
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: MeetingRequest, part: int) -> HttpResponse:
    meeting = request.meeting
    found = get_object_or_404(AgendaPart.everywhere.select_related("work_form"), meeting=meeting, pk=part)
    form = PartForm(request.POST or None, meeting=meeting, part=found)

    def act() -> None:
        service.change(actor=request.user, meeting_id=meeting.pk, part_id=found.pk, **form.told())

    if request.method == "POST" and form.is_valid() and worked(form, act):
        messages.success(request, _("Saved."))
        return redirect("tables:meeting_agenda", meeting.table_id, meeting.number)
    return render(
        request,
        "tables/meetings/part.html",
        meeting_context(request, form=form, part=found),
        status=422 if form.errors else 200,
    )


@at_meeting
@require_POST
def move(request: MeetingRequest, part: int) -> HttpResponse:
    """Up, down, or out of the agenda, by the button that was pressed."""
    meeting, word = request.meeting, request.POST.get("doe", "")
    if word not in (UP, DOWN, AWAY):
        raise Http404
    back = reverse("tables:meeting_agenda", args=[meeting.table_id, meeting.number])
    title = AgendaPart.everywhere.filter(meeting=meeting, pk=part).values_list("title", flat=True).first()
    try:
        if word == AWAY:
            service.remove(actor=request.user, meeting_id=meeting.pk, part_id=part)
        else:
            service.move(actor=request.user, meeting_id=meeting.pk, part_id=part, up=word == UP)
    except DomainError as error:
        tell(request, error)
        return redirect(back)
    messages.success(request, _MOVED[word] % {"part": title or ""})
    return redirect(back if word == AWAY else f"{back}#onderdeel-{part}")


@at_meeting
@require_safe
def now(request: MeetingRequest) -> HttpResponse:
    """The meeting while it goes on: which part it is, what comes next, and who is missing. Reload to see it move on."""
    meeting, moment = request.meeting, clock.now()
    parts, missing = timed(meeting, parts_of(meeting), moment), attendance.missing(meeting)
    current = next((place for place, one in enumerate(parts) if one.is_now), None)
    following = parts[current + 1] if current is not None and current + 1 < len(parts) else None
    more = {
        "timed": parts,
        "current": parts[current] if current is not None else None,
        "following": following if current is not None else next((one for one in parts if not one.is_over), None),
        "clock": f"{timezone.localtime(moment):%H:%M}",
        "missing": meeting_words.sides(missing),
        "nobody": len(missing) == len(Capacity),
        "can_check_in": attendance.is_open(meeting, moment),
        "has_begun": meeting.starts_at is not None and meeting.starts_at <= moment,
        "is_over": meeting.ends_at is not None and meeting.ends_at < moment,
    }
    return render(request, "tables/meetings/now.html", meeting_context(request, **more))


def parts_of(meeting: Meeting) -> list[AgendaPart]:
    """With their work forms. One query."""
    return list(AgendaPart.everywhere.filter(meeting=meeting).select_related("work_form"))


def timed(meeting: Meeting, parts: list[AgendaPart], moment: datetime | None = None) -> list[Timed]:
    """By the clock when a day is set, else counted from the beginning."""
    found, begin = [], timedelta()
    for one in parts:
        end = begin + timedelta(minutes=one.minutes)
        if meeting.starts_at is None:
            found.append(Timed(one, _since(begin), _since(end)))
        else:
            starts, ends = meeting.starts_at + begin, meeting.starts_at + end
            here = moment is not None and starts <= moment < ends
            over = moment is not None and ends <= moment
            found.append(Timed(one, _clock(starts), _clock(ends), here, over))
        begin = end
    return found


def _clock(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%H:%M}"


def _since(span: timedelta) -> str:
    hours, minutes = divmod(int(span.total_seconds() // 60), 60)
    return f"{hours}:{minutes:02}"
