"""Who is here: checked in by who organises or leads the meeting, or by themselves at the door."""

from dataclasses import dataclass
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import DomainError, tell, worked
from aantafel.core.ratelimit import client_address, hit
from municipalities import sites
from tables.asking import people as names
from tables.enums import Answer
from tables.forms.dates import GuestForm, HereForm
from tables.meetings import words as meeting_words
from tables.models import Invitation, Meeting, Seat
from tables.road.addresses import address
from tables.services import attendance as service
from tables.views.doors import MeetingRequest, at_meeting, organisers_alone
from tables.views.meetings.work import meeting_context


@dataclass(frozen=True)
class Person:
    """Somebody on the list, with what they answered, and whether they are here."""

    seat: Seat
    name: str
    answer: str
    invitation: Invitation | None = None

    @property
    def is_here(self) -> bool:
        return self.invitation is not None and self.invitation.checked_in_at is not None


@at_meeting
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: MeetingRequest) -> HttpResponse:
    """The list with one button for each person, a form for guests, and who is missing."""
    meeting = request.meeting
    form = GuestForm(request.POST or None, initial={"key": uuid4()})

    def act() -> None:
        service.guest(actor=request.user, meeting_id=meeting.pk, **form.told())

    if request.method == "POST" and form.is_valid() and worked(form, act):
        messages.success(request, _("Checked in as a guest."))
        return redirect("tables:attendance", meeting.table_id, meeting.number)
    people = _people(request)
    here = [one for one in people if one.is_here]
    sat = [one.invitation.sat_as for one in here if one.invitation]
    missing = [one for one in Capacity if one.value not in sat]
    more = {
        "form": form,
        "here": here,
        "expected": [one for one in people if not one.is_here],
        "counts": {f"{name}s": sat.count(name) for name in ("resident", "professional", "employee")},
        "missing": meeting_words.sides(missing),
        "is_open": service.is_open(meeting, clock.now()),
        "invite_url": address("seats", meeting.table_id) if missing else "",
        "organises": not request.work.is_facilitator,
        "is_told": service.is_told(meeting),
    }
    return render(
        request, "tables/meetings/attendance.html", meeting_context(request, **more), status=422 if form.errors else 200
    )


@at_meeting
@require_POST
def here(request: MeetingRequest, seat: int) -> HttpResponse:
    """One tap: this person is here; or it was the wrong one."""
    meeting = request.meeting
    back = reverse("tables:attendance", args=[meeting.table_id, meeting.number])
    is_undone = request.POST.get("doe") == "terug"
    try:
        if is_undone:
            found = get_object_or_404(Invitation.everywhere, meeting=meeting, seat=seat)
            service.undo(actor=request.user, meeting_id=meeting.pk, invitation_id=found.pk)
        else:
            service.check_in(actor=request.user, meeting_id=meeting.pk, seat_id=seat)
    except DomainError as error:
        tell(request, error)
        return redirect(back)
    words = _("Undone: %(name)s") if is_undone else _("%(name)s is here.")
    name, place = _next_tap(_people(request), seat)
    messages.success(request, words % {"name": name})
    return redirect(f"{back}#{place}")


def _next_tap(people: list[Person], seat: int) -> tuple[str, str]:
    """How somebody who was just tapped is called, and the place on the page of who is tapped next: the first one from
    there on who is not here."""
    before = next((number for number, one in enumerate(people) if one.seat.pk == seat), None)
    if before is None:  # a guest who was not on the list goes off it again
        return _("a guest"), "verwacht"
    waiting = [one.seat.pk for one in people[before:] if not one.is_here]
    return people[before].name, f"persoon-{waiting[0]}" if waiting else "verwacht"


@at_meeting
@require_safe
def sheet(request: MeetingRequest) -> HttpResponse:
    """For on a screen, or on paper at the door: a QR code, and the address in letters."""
    meeting = request.meeting
    address = sites.base_url(meeting.table.municipality_id) + reverse("tables:door", args=[meeting.door_code])
    more = {
        "address": address,
        "organises": not request.work.is_facilitator,
        "is_over": service.is_over(meeting),
        "shut": service.DoorShut.default,
    }
    return render(request, "tables/meetings/sheet.html", meeting_context(request, **more))


@at_meeting
@organisers_alone
@require_POST
def new_code(request: MeetingRequest) -> HttpResponse:
    meeting = request.meeting
    service.new_code(actor=request.user, meeting_id=meeting.pk)
    messages.success(request, _("There is a new code. The old sheet does not work any more."))
    return redirect("tables:door_sheet", meeting.table_id, meeting.number)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, secret: str) -> HttpResponse:
    """Who is here says so themselves, with the code at the door: it works around the time of the meeting alone, and not
    once its minutes are public.
    """
    rows = Meeting.everywhere.filter(door_code=secret, table__idea__state="published")
    meeting = get_object_or_404(rows.select_related("table__idea", "table__municipality"))
    user = request.user if isinstance(request.user, User) else None
    is_open = service.is_door_open(meeting, clock.now())
    form = HereForm(request.POST or None, initial={"key": uuid4(), **_own(meeting, user)})

    def act() -> None:
        if not hit("door", f"{meeting.pk}:{client_address(request)}", limit=service.MOST_FROM_ONE, per=service.AFTER):
            raise service.Full
        if not hit("door", f"{meeting.pk}", limit=service.MOST_GUESTS, per=service.AFTER):
            raise service.Full
        service.at_the_door(code=secret, user=user, **form.told())

    if request.method == "POST" and is_open and form.is_valid() and worked(form, act):
        return redirect("tables:door_done", secret)
    more = {
        "meeting": meeting,
        "idea": meeting.table.idea,
        "form": form,
        "is_open": is_open,
        "when": meeting_words.when(meeting),
        "why": service.DoorShut.default if not is_open and service.is_over(meeting) else service.DoorClosed.default,
    }
    status = 422 if form.errors else 200 if is_open else 403
    return render(request, "tables/meetings/door.html", more, status=status)


@never_cache
@require_safe
def door_done(request: HttpRequest, secret: str) -> HttpResponse:
    rows = Meeting.everywhere.filter(door_code=secret, table__idea__state="published")
    meeting = get_object_or_404(rows.select_related("table__idea", "table__municipality"))
    more = {"meeting": meeting, "idea": meeting.table.idea, "again_url": reverse("tables:door", args=[secret])}
    return render(request, "tables/meetings/door_done.html", more)


def _people(request: MeetingRequest) -> list[Person]:
    """Everyone on the list, and who has been on it and came; by name. Three queries."""
    meeting = request.meeting
    rows = Invitation.everywhere.filter(meeting=meeting)
    invitations = {row.seat_id: row for row in rows}
    seats = list(Seat.everywhere.filter(table=meeting.table_id).order_by("name", "pk"))
    called = names.called(request.work, seats)
    people = []
    for seat in seats:
        row = invitations.get(seat.pk)
        came = row is not None and row.checked_in_at is not None
        if came or (seat.removed_at is None and not _is_old_guest(seat, row)):
            people.append(Person(seat, called[seat.pk], _answer(seat, row), row))
    return people


def _is_old_guest(seat: Seat, row: Invitation | None) -> bool:
    """A guest without a name of another meeting cannot be recognised."""
    return row is None and not seat.name and seat.source == "guest"


def _answer(seat: Seat, row: Invitation | None) -> str:
    if row is None:
        return _("Table owner") if seat.is_owner else _("Not invited for this meeting")
    if row.waits_since is not None:
        return _("On the waiting list")
    return str(Answer(row.answer).label) if row.answer else _("No answer")


def _own(meeting: Meeting, user: User | None) -> dict[str, str]:
    """What the list says of who is signed in."""
    if user is None:
        return {}
    seat = Seat.everywhere.listed().filter(table=meeting.table_id, user=user).first()
    if seat is None:
        return {}
    names = ("capacity", "role", "interest", "name", "name_display")
    return {name: getattr(seat, name) for name in names}
