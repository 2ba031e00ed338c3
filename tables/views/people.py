"""The list of a table: who is wanted there, and how they stand."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.core import clock
from aantafel.core.errors import DomainError
from aantafel.core.text import whole_number
from tables.asking import people, suggestions
from tables.asking.suggestions import Candidate
from tables.asking.waiting import RULE
from tables.enums import Answer, InvitationWay, MeetingState, SeatSource
from tables.forms.asking import ByHandForm, SameAsForm, SeatForm, meeting_choices
from tables.lifecycle import Step
from tables.meetings import next_action as meeting_next
from tables.meetings import words as meeting_words
from tables.models import Invitation, Meeting, Seat
from tables.road import facts as known
from tables.road import next_action, situation
from tables.services import invitations, places, seats
from tables.services.seats import ChangedMeanwhile, OnTheList
from tables.views.doors import WorkRequest, at_table
from tables.views.work import context


@at_table
@require_safe
def overview(request: WorkRequest) -> HttpResponse:
    """Everyone on the list, how the triangle stands, and the next thing to do."""
    found = people.gather(request.work, request.GET.get("bijeenkomst", ""))
    meeting = found.meeting
    waiting = [one.seat for one in places.line(meeting)] if meeting is not None else []
    called = people.called(request.work, waiting)
    values = {
        "people": found,
        "meetings": [(one, meeting_words.called(one)) for one in found.meetings],
        "when": meeting_words.called(meeting) if meeting else "",
        "taken": places.taken(meeting) if meeting else 0,
        "waiting": [(seat, called[seat.pk]) for seat in waiting],
        "rule": RULE,
        "next": _next(request, found),
    }
    return render(request, "tables/people/list.html", context(request, **values))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: WorkRequest) -> HttpResponseBase:
    """One person; "and another" comes back here."""
    work = request.work
    form = SeatForm(request.POST or None, initial={"capacity": request.GET.get("hoedanigheid", "")})
    if request.method == "POST" and form.is_valid():
        try:
            seat = seats.add(actor=work.user, table_id=work.table.pk, details=form.details())
        except OnTheList as known:
            form.add_error("email", str(known.message))
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("%(name)s is on the list.") % {"name": seat.name})
            return redirect("tables:seat_add" if "another" in request.POST else "tables:seats", work.table.pk)
    return render(request, "tables/people/form.html", context(request, form=form), status=_status(form))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: WorkRequest, seat: int) -> HttpResponseBase:
    """One person: what is written down, to change. Whoever was overtaken keeps what they typed, and may save again."""
    work, found = request.work, _seat(request, seat)
    form = SeatForm(request.POST or None, seat=found, hides_name=bool(people.hidden(work, [found])))
    now: Seat | None = None
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            seats.change(
                actor=work.user, table_id=work.table.pk, seat_id=found.pk, seen=seen, details=form.details(found)
            )
        except ChangedMeanwhile as overtaken:
            now = overtaken.seat
            form.has_now_seen(now)
            form.add_error(None, str(overtaken.message))
        except OnTheList as known:
            form.add_error("email", str(known.message))
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Saved."))
            return redirect("tables:seats", work.table.pk)
    asked = Invitation.everywhere.filter(seat=found).select_related("meeting").order_by("-pk")
    values = {
        "form": form,
        "seat": found,
        "seat_name": _called(request, found),
        "now": now,
        "asked": [(one, meeting_words.called(one.meeting)) for one in asked],
    }
    return render(request, "tables/people/form.html", context(request, **values), status=409 if now else _status(form))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: WorkRequest, seat: int) -> HttpResponseBase:
    """Ask whether you are sure; then the person is off the list, and what we knew of them is erased."""
    work, found = request.work, _seat(request, seat, erased=True)
    if request.method == "POST":
        try:
            seats.remove(actor=work.user, table_id=work.table.pk, seat_id=found.pk)
        except DomainError as error:
            messages.error(request, str(error.message))
        else:
            messages.success(request, _("Taken off the list. What we knew of this person is erased."))
        return redirect("tables:seats", work.table.pk)
    values = {"seat": found, "seat_name": _called(request, found)}
    return render(request, "tables/people/remove.html", context(request, **values))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: WorkRequest, seat: int) -> HttpResponseBase:
    """Two lines are one person."""
    work, found = request.work, _seat(request, seat)
    lines = [line for line in people.gather(work).lines if line.seat.pk != found.pk and line.seat.erased_at is None]
    form = SameAsForm(request.POST or None, lines=lines)
    if request.method == "POST" and form.is_valid():
        goes = int(form.cleaned_data["other"])
        try:
            seats.join(actor=work.user, table_id=work.table.pk, stays_id=found.pk, goes_id=goes)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("The two lines are one now."))
            return redirect("tables:seats", work.table.pk)
    values = {"form": form, "seat": found, "seat_name": _called(request, found)}
    return render(request, "tables/people/join.html", context(request, **values), status=_status(form))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def by_hand(request: WorkRequest, seat: int) -> HttpResponseBase:
    """Who was asked by phone, in person or on paper, and what they said."""
    work, found = request.work, _seat(request, seat)
    meetings = list(Meeting.everywhere.filter(table=work.table).to_invite_for().order_by("number"))
    start = {"role": found.role, "interest": found.interest, "needs": found.needs, "way": _usual_way(found)}
    form = ByHandForm(request.POST or None, meetings=meeting_choices(meetings, meeting_words.called), initial=start)
    if request.method == "POST" and meetings and form.is_valid():
        told = dict(form.cleaned_data)
        answer = told.pop("answer")
        try:
            invitations.note_by_hand(
                actor=work.user,
                table_id=work.table.pk,
                meeting_id=int(told.pop("meeting")),
                seat_id=found.pk,
                way=InvitationWay(told.pop("way")),
                answer=Answer(answer) if answer else None,
                **told,
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Noted."))
            return redirect("tables:seats", work.table.pk)
    values = {
        "form": form,
        "seat": found,
        "seat_name": _called(request, found),
        "meetings": meetings,
    }
    return render(request, "tables/people/by_hand.html", context(request, **values), status=_status(form))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: WorkRequest) -> HttpResponseBase:
    """Whom the table could ask, from each source; one button puts somebody on the list."""
    work = request.work
    if request.method == "POST":
        number = whole_number(request.POST.get("nummer", ""))
        if number is None:
            raise Http404
        found = suggestions.candidate(work, request.POST.get("bron", ""), number)
        if found is None:
            raise Http404
        _put_on_list(request, found)
        return redirect("tables:suggestions", work.table.pk)
    values = {"offered": suggestions.offered(work), "hidden_supporters": suggestions.hidden_supporters(work)}
    return render(request, "tables/people/suggestions.html", context(request, **values))


def _called(request: WorkRequest, seat: Seat) -> str:
    return people.called(request.work, [seat])[seat.pk]


def _put_on_list(request: WorkRequest, found: Candidate) -> None:
    details = seats.Details(
        capacity=found.capacity,
        name=found.name or found.shown,
        role=found.role,
        reach=found.reach,
        email=found.email,
        talent=found.said[:300] if found.source is not SeatSource.TOWN else "",
        language=found.user.language if found.user else "nl",
    )
    try:
        seats.add(
            actor=request.work.user,
            table_id=request.work.table.pk,
            details=details,
            source=found.source,
            user=found.user,
            hides_address=found.hides_address,
        )
    except DomainError as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("%(name)s is on the list.") % {"name": found.shown})


def _seat(request: WorkRequest, pk: int, *, erased: bool = False) -> Seat:
    """To write in; with `erased` also one in which nothing stands any more."""
    found = Seat.everywhere.listed().filter(table=request.work.table, pk=pk).first()
    if found is None or (found.erased_at is not None and not erased):
        raise Http404
    return found


def _usual_way(seat: Seat) -> str:
    if seat.source == SeatSource.TOWN and not seat.email:
        return InvitationWay.FORM
    return str(seat.reach)


def _next(request: WorkRequest, found: people.People) -> dict[str, Any]:
    """The one next thing to do, for `_next.html`; `adds` when its buttons put people on the list. Where nobody can be
    asked now, it is that of the table or of the date that is looked for.
    """
    listed = sum(not line.seat.is_owner for line in found.lines)
    if not found.meeting:
        if request.work.table.step >= Step.CREATE:
            return {"kind": "told", "todo": _of_table(request)}
        return {"kind": "meeting", "count": listed} if listed else {"kind": "begin", "adds": True}
    if found.meeting.state == MeetingState.POLL:
        if not listed:
            return {"kind": "begin", "adds": True}
        return {"kind": "told", "todo": meeting_next.of(found.meeting, clock.now(), request.work.role)}
    if found.meter.lacks_people and not found.to_invite:
        return {"kind": "add", "adds": True}
    for kind, people_ in (("invite", found.to_invite), ("find", found.to_find), ("ring", found.to_ring)):
        if people_:
            return {"kind": kind, "count": len(people_)}
    return {"kind": "wait", "count": found.silent} if found.silent else {"kind": "ready"}


def _of_table(request: WorkRequest) -> next_action.NextAction:
    table = request.work.table
    return next_action.of(request.work, known.gather(table), situation.gather(table))


def _status(form: Any) -> int:
    return 422 if form.errors else 200
