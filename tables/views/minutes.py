"""The minutes of a table, for who organises it: of which meeting, where they stand, who writes and who reads along."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aantafel.core.addresses import with_query
from aantafel.core.errors import DomainError, tell
from aantafel.core.text import whole_number
from tables import lifecycle
from tables.asking import people
from tables.enums import Readers
from tables.forms.minutes import NoteTakerForm, ReadersForm
from tables.lifecycle import State
from tables.minutes import desk
from tables.minutes.text import name_of, path_of, when
from tables.models import Meeting, Minutes, MinutesRequest, NoteTaker, Seat
from tables.notifications import minutes as mails
from tables.permissions import Work
from tables.querysets import SeatQuerySet
from tables.road import facts as known
from tables.road.addresses import address
from tables.road.facts import ACTORS
from tables.services.minutes import begin as begin_minutes
from tables.services.minutes import note_takers, set_readers
from tables.services.minutes.publishing import may_publish
from tables.views.doors import NotesRequest, WorkRequest, at_minutes, at_table
from tables.views.work import context


@at_table
@require_safe
def overview(request: WorkRequest) -> HttpResponse:
    """Every meeting that has a day, with its minutes."""
    table = request.work.table
    meetings = list(Meeting.everywhere.filter(table=table, starts_at__isnull=False).select_related("written"))
    for meeting in meetings:
        meeting.table = table
    waiting = MinutesRequest.everywhere.waiting().filter(table=table).order_by()
    counts = dict(waiting.values_list("minutes").annotate(n=Count("pk")))
    about_table = counts.pop(None, 0)
    shown = context(request, lines=desk.lines(meetings, counts), name_of=name_of, about_table=about_table)
    return render(request, "tables/minutes/overview.html", shown)


@at_minutes
@require_POST
def begin(request: NotesRequest) -> HttpResponse:
    meeting = request.notes.meeting
    try:
        begin_minutes(meeting.pk, actor=request.user)
    except DomainError as error:
        tell(request, error)
        return redirect("tables:minutes", pk=meeting.table_id)
    return redirect("tables:write", pk=meeting.table_id, number=meeting.number)


@at_table
@require_safe
def one(request: WorkRequest, number: int) -> HttpResponse:
    """One meeting: where its minutes stand, and who has a part in them."""
    return _one_page(request, _meeting(request, number))


def _one_page(request: WorkRequest, meeting: Meeting, **forms: Any) -> HttpResponse:
    minutes: Minutes | None = getattr(meeting, "written", None)
    takers = list(NoteTaker.objects.filter(meeting=meeting).select_related("seat__user"))
    asked = {one.seat_id for one in takers}
    seats = list(_writers(meeting))
    by_hand = []
    if minutes is not None and minutes.version:
        by_hand = [seat for seat, reader in mails.participants(meeting) if reader is None]
    called = people.called(request.work, [*seats, *(one.seat for one in takers), *by_hand])
    known: dict[str, Any] = {
        "meeting": meeting,
        "meeting_name": name_of(meeting),
        "when": when(meeting),
        "line": desk.Line(meeting, minutes),
        "minutes": minutes,
        "readers_form": ReadersForm(initial={"readers": meeting.readers}),
        "taker_form": NoteTakerForm(people={one.pk: called[one.pk] for one in seats if one.pk not in asked}),
        "takers": [(one, called[one.seat_id]) for one in takers],
        "by_hand": [(one, called[one.pk]) for one in by_hand],
        "live_path": path_of(meeting, "live"),
        "public_path": path_of(meeting),
        "publishes": minutes is not None and may_publish(minutes, request.work.role),
        **_decision(request.work, meeting),
    }
    status = 422 if forms else 200
    return render(request, "tables/minutes/one.html", context(request, **{**known, **forms}), status=status)


def _decision(work: Work, meeting: Meeting) -> dict[str, Any]:
    """Whether it is still to be said if the table goes on after this meeting, and whether this person says it."""
    facts = known.gather(work.table)
    rows = Meeting.everywhere.filter(pk=meeting.pk, round=work.table.round)
    to_decide = facts.state is State.RUNNING and rows.undecided().exists()
    return {
        "to_decide": to_decide,
        "decides": to_decide and ACTORS[work.role] in lifecycle.speakers(facts),
        "words_url": with_query(address("words", work.table.pk), {"bijeenkomst": str(meeting.pk)}),
    }


@at_table
@require_POST
def readers(request: WorkRequest, number: int) -> HttpResponse:
    """Who may read along."""
    meeting = _meeting(request, number)
    form = ReadersForm(request.POST)
    if not form.is_valid():
        return _one_page(request, meeting, readers_form=form)
    set_readers(meeting.pk, Readers(form.cleaned_data["readers"]), actor=request.user)
    messages.success(request, _("Saved. It counts from now on."))
    return redirect("tables:minutes_one", pk=meeting.table_id, number=meeting.number)


@at_table
@require_POST
def takers(request: WorkRequest, number: int) -> HttpResponse:
    """Ask somebody to write too, or not any more."""
    meeting = _meeting(request, number)
    gone = whole_number(request.POST.get("let_go", ""))
    if gone is not None:
        note_takers.let_go(meeting.pk, gone, actor=request.user)
        messages.success(request, _("This person does not write any more."))
        return redirect("tables:minutes_one", pk=meeting.table_id, number=meeting.number)
    form = NoteTakerForm(request.POST, people=people.called(request.work, list(_writers(meeting))))
    if not form.is_valid():
        return _one_page(request, meeting, taker_form=form)
    try:
        note_takers.point_out(meeting.pk, form.cleaned_data["seat"], actor=request.user)
        messages.success(request, _("This person may write too, and gets a mail about it."))
    except DomainError as error:
        tell(request, error)
    return redirect("tables:minutes_one", pk=meeting.table_id, number=meeting.number)


def _writers(meeting: Meeting) -> SeatQuerySet:
    """Who could write too: they can sign in."""
    return Seat.everywhere.listed().filter(table=meeting.table_id).exclude(email="", user=None)


def _meeting(request: WorkRequest, number: int) -> Meeting:
    table = request.work.table
    rows = Meeting.everywhere.select_related("written").filter(starts_at__isnull=False)
    meeting = get_object_or_404(rows, table=table, number=number)
    meeting.table = table
    return meeting
