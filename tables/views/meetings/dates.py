"""Looking for a date: the overview for who organises, and the answer of who is asked."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from aantafel.core.errors import DomainError, tell, worked
from tables.asking import people
from tables.enums import DateWord, MeetingState, SeatSource
from tables.forms.dates import AskDatesForm, DatesForm, OptionForm
from tables.meetings import hearers
from tables.meetings import words as meeting_words
from tables.models import DateAnswer, DateAsk, DateOption, Invitation, Meeting, Seat
from tables.notifications.asking import reached as reached_by_mail
from tables.permissions import Work
from tables.services import polls as service
from tables.views.doors import MeetingRequest, at_meeting, organisers_alone
from tables.views.meetings.work import meeting_context

ADD, ASK, PICK, AWAY = "erbij", "vraag", "kies", "weg"


@dataclass(frozen=True)
class Column:
    """A date with what was said of it: how many can, can if need be, cannot, and have not said."""

    option: DateOption
    words: str
    yes: int
    maybe: int
    no: int
    open: int


@dataclass(frozen=True)
class Row:
    """A person with a word for each date, in the order of the dates; "" for one that they said nothing about."""

    ask: DateAsk
    name: str
    words: list[tuple[Column, str, str]]


@dataclass(frozen=True)
class Stand:
    """By name: who has not answered yet, whom of them no mail reaches, and who gets a mail when a date is picked."""

    silent: str
    to_ring: str
    told: str


@at_meeting
@organisers_alone
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: MeetingRequest) -> HttpResponse:
    meeting = request.meeting
    word = request.POST.get("doe", "")
    option_form = OptionForm(request.POST if word == ADD else None)
    seats = _seats(meeting)
    columns, rows = grid(request.work, meeting)
    to_ask = _to_ask(request, seats, {row.ask.seat_id for row in rows})
    ask_form = AskDatesForm(
        request.POST if word == ASK else None,
        seats=[seat.pk for seat in seats],
        shown=to_ask,
        initial={"asker": request.user.get_full_name()},
    )
    here = redirect("tables:meeting_dates", meeting.table_id, meeting.number)
    if word == ADD and option_form.is_valid():
        moment = option_form.moment()
        if worked(option_form, lambda: service.offer(actor=request.user, meeting_id=meeting.pk, starts_at=moment)):
            messages.success(request, _("Added: %(date)s") % {"date": meeting_words.moment(moment)})
            return here
    if word == ASK and ask_form.is_valid():
        chosen, asker = ask_form.cleaned_data["wie"], ask_form.cleaned_data["asker"]

        def act() -> None:
            service.ask(actor=request.user, meeting_id=meeting.pk, seat_ids=chosen, asker=asker)

        if worked(ask_form, act):
            messages.success(
                request, _("They are asked. Whoever has no mail address, or wants no mail, you ask yourself.")
            )
            return here
    more = {
        "columns": columns,
        "rows": rows,
        "option_form": option_form,
        "ask_form": ask_form,
        "to_ask": to_ask,
        "stand": _stand(request.work, meeting, rows),
        "is_open": meeting.state == MeetingState.POLL,
        "best": _best(columns),
    }
    status = 422 if option_form.errors or ask_form.errors else 200
    return render(request, "tables/meetings/dates.html", meeting_context(request, **more), status=status)


def _to_ask(request: MeetingRequest, seats: list[Seat], asked: set[int]) -> list[tuple[int, str, str]]:
    """Who can still be asked: what stands beside their box, and a hint for whom no mail reaches."""
    called = people.called(request.work, seats)
    by_hand = _("No mail address: you ask this person yourself.")
    return [
        (seat.pk, f"{called[seat.pk]} ({seat.get_capacity_display()})", "" if seat.email or seat.user_id else by_hand)
        for seat in seats
        if seat.pk not in asked
    ]


@at_meeting
@organisers_alone
@require_POST
def option(request: MeetingRequest, option: int) -> HttpResponse:
    """Pick this date, or take it out."""
    meeting, word = request.meeting, request.POST.get("doe", "")
    if word not in (PICK, AWAY):
        raise Http404
    try:
        if word == AWAY:
            service.take_out(actor=request.user, meeting_id=meeting.pk, option_id=option)
        else:
            service.pick(actor=request.user, role=request.work.role, meeting_id=meeting.pk, option_id=option)
    except DomainError as error:
        tell(request, error)
    else:
        if word == PICK:
            messages.success(request, _("The date is set. Everyone who was asked gets a mail."))
            return redirect("tables:meeting_work", meeting.table_id, meeting.number)
    return redirect("tables:meeting_dates", meeting.table_id, meeting.number)


@at_meeting
@organisers_alone
@require_http_methods(["GET", "HEAD", "POST"])
def on_behalf(request: MeetingRequest, ask: int) -> HttpResponse:
    """What somebody said by phone, or at the door."""
    meeting = request.meeting
    found = get_object_or_404(DateAsk.everywhere.filter(meeting=meeting).select_related("seat"), pk=ask)
    person = people.called(request.work, [found.seat])[found.seat_id]
    form = DatesForm(
        request.POST if request.method == "POST" else None,
        options=list(DateOption.everywhere.filter(meeting=meeting)),
        ask=found,
    )

    def act() -> None:
        service.answer(ask_id=found.pk, words=form.words(), actor=request.user)

    if request.method == "POST" and form.is_valid() and worked(form, act):
        messages.success(request, _("Noted down what %(name)s said.") % {"name": person})
        return redirect("tables:meeting_dates", meeting.table_id, meeting.number)
    more = {"form": form, "ask": found, "person": person, "is_open": meeting.state == MeetingState.POLL}
    return render(
        request, "tables/meetings/on_behalf.html", meeting_context(request, **more), status=422 if form.errors else 200
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Who has the link from the mail says when they can come, without an account."""
    rows = DateAsk.everywhere.filter(meeting__table__idea__state="published")
    rows = rows.filter(seat__removed_at=None, seat__erased_at=None)
    found = get_object_or_404(
        rows.select_related("seat", "meeting__table__idea", "meeting__table__municipality"), key=key
    )
    meeting = found.meeting
    form = DatesForm(
        request.POST if request.method == "POST" else None,
        options=list(DateOption.everywhere.filter(meeting=meeting)),
        ask=found,
    )

    def act() -> None:
        service.answer(ask_id=found.pk, words=form.words())

    if request.method == "POST" and form.is_valid() and worked(form, act):
        messages.success(request, _("Thank you. Your answer is saved. You can change it until a date is picked."))
        return redirect("tables:dates", key)
    more = {
        "form": form,
        "ask": found,
        "meeting": meeting,
        "idea": meeting.table.idea,
        "when": meeting_words.when(meeting),
        "where": meeting_words.where(meeting),
        "is_open": meeting.state == MeetingState.POLL and bool(form.options),
        "invitation": Invitation.everywhere.filter(meeting=meeting, seat=found.seat_id).first(),
    }
    return render(request, "tables/meetings/answer_dates.html", more, status=422 if form.errors else 200)


def grid(work: Work, meeting: Meeting) -> tuple[list[Column], list[Row]]:
    """What everyone said of every date. Four queries."""
    options = list(DateOption.everywhere.filter(meeting=meeting))
    asks = list(DateAsk.everywhere.filter(meeting=meeting).select_related("seat").order_by("seat__name", "pk"))
    answers = DateAnswer.everywhere.filter(ask__meeting=meeting).values_list("ask", "option", "word")
    said = {(ask, option): word for ask, option, word in answers}
    columns = []
    for one in options:
        words = [said.get((ask.pk, one.pk), "") for ask in asks]
        counts = [words.count(word) for word in (*DateWord.values, "")]
        columns.append(Column(one, meeting_words.moment(one.starts_at), *counts))
    called = people.called(work, [ask.seat for ask in asks])
    labels = {"": _("No answer yet"), **{word.value: str(word.label) for word in DateWord}}
    rows = []
    for ask in asks:
        told = [said.get((ask.pk, column.option.pk), "") for column in columns]
        cells = [(column, word, labels[word]) for column, word in zip(columns, told, strict=True)]
        rows.append(Row(ask, called[ask.seat_id], cells))
    return columns, rows


def _stand(work: Work, meeting: Meeting, rows: list[Row]) -> Stand:
    """Four queries."""
    reached = reached_by_mail([row.ask.seat for row in rows])
    invited = [one.invitation.seat for one in hearers.invited(meeting) if one.invitation]
    told = {row.ask.seat_id: row.name for row in rows if row.ask.seat_id in reached} | people.called(work, invited)
    silent = [row for row in rows if row.ask.answered_at is None]
    return Stand(
        silent=", ".join(row.name for row in silent),
        to_ring=", ".join(row.name for row in silent if row.ask.seat_id not in reached),
        told=", ".join(told.values()),
    )


def _seats(meeting: Meeting) -> list[Seat]:
    """Who can be asked when they can; a mailbox of a municipality has no days of its own."""
    rows = Seat.everywhere.listed().filter(table=meeting.table_id).exclude(source=SeatSource.TOWN)
    return list(rows.order_by("name", "pk"))


def _best(columns: list[Column]) -> int | None:
    """The date at which most can come; only when one is better than all others."""
    ranked = sorted(columns, key=lambda one: (-one.yes, -one.maybe, one.no))
    if not ranked or not (ranked[0].yes or ranked[0].maybe):
        return None
    if len(ranked) > 1 and (ranked[0].yes, ranked[0].maybe) == (ranked[1].yes, ranked[1].maybe):
        return None
    return ranked[0].option.pk
