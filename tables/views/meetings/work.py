"""The meetings of a table, for who organises it: listed, planned, one of them, changed, called off, held."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.core import clock
from aantafel.core.errors import Conflict, DomainError, tell, worked
from tables.enums import MeetingPurpose, MeetingState
from tables.forms.meetings import CancelForm, ChangeForm, PlanForm
from tables.meetings import agendas
from tables.meetings import next_action as meeting_next
from tables.meetings import words as meeting_words
from tables.models import AgendaPart, Meeting
from tables.services import attendance
from tables.services import meetings as service
from tables.services.meetings import ONCE_PER_ROUND
from tables.views.doors import MeetingRequest, WorkRequest, at_meeting, at_table, organisers_alone
from tables.views.work import context


@at_table
@require_safe
def listed(request: WorkRequest) -> HttpResponse:
    """What comes first, and what has been below it."""
    table = request.work.table
    rows = list(Meeting.everywhere.filter(table=table).select_related("facilitator").order_by("-number"))
    for row in rows:
        row.table = table
    living = (MeetingState.POLL, MeetingState.PLANNED)
    coming = sorted(
        (row for row in rows if row.state in living),
        key=lambda row: (row.starts_at is None, row.starts_at or row.made_at),
    )
    offered = agendas.offered(table.step)
    first = coming[0] if coming else None
    more = {
        "first": first,
        "next": meeting_next.of(first, clock.now(), request.work.role) if first else None,
        "coming": [(row, meeting_words.when(row), meeting_words.where(row)) for row in coming],
        "past": [(row, meeting_words.when(row), meeting_words.where(row)) for row in rows if row.state not in living],
        "offered": offered.label,
        "explained": agendas.EXPLAINED[offered],
        "offers": offered is not MeetingPurpose.OTHER and offered.value not in _taken(rows, table.round),
    }
    return render(request, "tables/meetings/list.html", context(request, **more))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: WorkRequest) -> HttpResponse:
    work = request.work
    table = work.table
    rows = list(Meeting.everywhere.filter(table=table))
    taken = _taken(rows, table.round)
    form = PlanForm(request.POST or None, table=table, offered=agendas.offered(table.step), taken=taken)
    made: list[Meeting] = []

    def act() -> None:
        details = {**form.details(), "starts_at": form.starts_at}
        purpose = form.cleaned_data["purpose"]
        made.append(service.plan(actor=request.user, role=work.role, table_id=table.pk, purpose=purpose, **details))

    if request.method == "POST" and form.is_valid() and worked(form, act):
        if form.starts_at:
            messages.success(request, _("The meeting is planned. Now look at the agenda, and invite people."))
            return redirect("tables:meeting_work", table.pk, made[0].number)
        messages.success(request, _("Now write down the dates that people can choose from."))
        return redirect("tables:meeting_dates", table.pk, made[0].number)
    is_open = table.state == "running"
    return render(
        request,
        "tables/meetings/plan.html",
        context(request, form=form, is_open=is_open),
        status=422 if form.errors else 200,
    )


@at_meeting
@require_safe
def one(request: MeetingRequest) -> HttpResponse:
    meeting, now = request.meeting, clock.now()
    organises = not request.work.is_facilitator
    parts = list(AgendaPart.everywhere.filter(meeting=meeting))
    over = meeting.state == MeetingState.PLANNED and meeting.ends_at is not None and now > meeting.ends_at
    more = {
        "next": meeting_next.of(meeting, now, request.work.role),
        "facts": facts(meeting),
        "agenda": parts,
        "planned_minutes": sum(part.minutes for part in parts),
        "is_living": meeting.state in (MeetingState.POLL, MeetingState.PLANNED),
        "is_poll": meeting.state == MeetingState.POLL,
        "is_over": over,
        "has_begun": meeting.starts_at is not None and meeting.starts_at <= now,
        "can_check_in": attendance.is_open(meeting, now),
        "organises": organises,
    }
    return render(request, "tables/meetings/one.html", meeting_context(request, **more))


@at_meeting
@organisers_alone
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MeetingRequest) -> HttpResponse:
    """A colleague's change in the meantime is shown, with what was typed kept."""
    meeting = request.meeting
    form = ChangeForm(request.POST or None, meeting=meeting)
    conflict = ""
    if request.method == "POST" and form.is_valid():
        try:
            changed = service.change(
                actor=request.user,
                role=request.work.role,
                meeting_id=meeting.pk,
                seen=form.cleaned_data["seen"],
                **form.details(),
            )
        except Conflict as error:
            conflict = str(error.message)
            meeting = Meeting.everywhere.select_related("table__municipality", "work_form").get(pk=meeting.pk)
            data = request.POST.copy()
            data["seen"] = str(meeting.version)
            form = ChangeForm(data, meeting=meeting)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Saved.") if changed else _("Nothing was different, so nobody was told."))
            return redirect("tables:meeting_work", meeting.table_id, meeting.number)
    status = 409 if conflict else 422 if form.errors else 200
    more = {"form": form, "conflict": conflict, "now_facts": facts(meeting) if conflict else []}
    return render(request, "tables/meetings/change.html", meeting_context(request, **more), status=status)


@at_meeting
@organisers_alone
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: MeetingRequest) -> HttpResponse:
    meeting, work = request.meeting, request.work
    form = CancelForm(request.POST or None, initial={"seen": meeting.version})

    def act() -> None:
        service.cancel(actor=request.user, role=work.role, meeting_id=meeting.pk, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and worked(form, act):
        messages.success(request, _("The meeting is called off. Everyone who was asked gets a mail."))
        return redirect("tables:meeting_work", meeting.table_id, meeting.number)
    more = {"form": form, "is_living": meeting.state in (MeetingState.POLL, MeetingState.PLANNED)}
    return render(
        request, "tables/meetings/cancel.html", meeting_context(request, **more), status=422 if form.errors else 200
    )


@at_meeting
@require_POST
def held(request: MeetingRequest) -> HttpResponse:
    meeting = request.meeting
    try:
        service.hold(actor=request.user, meeting_id=meeting.pk)
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, _("Noted down: the meeting has been."))
    return redirect("tables:meeting_work", meeting.table_id, meeting.number)


def facts(meeting: Meeting) -> list[tuple[str, str]]:
    """A meeting by name and value, for who works at it."""
    who = meeting.facilitator.get_short_name() if meeting.facilitator else _("Nobody yet")
    size = _("%(n)d people at most") % {"n": meeting.size} if meeting.size else _("No limit")
    open_to = _("Everyone may sign up") if meeting.is_open else _("Only who was invited")
    found = [
        (_("When"), meeting_words.when_and_how_long(meeting)),
        (_("Where"), meeting_words.where(meeting)),
        (_("Link"), meeting.link),
        (_("How to get there"), meeting.directions),
        (_("Getting in"), " ".join(f"{line}." for line in meeting_words.access(meeting))),
        (_("Led by"), who),
        (_("Work form"), meeting.work_form.title if meeting.work_form else ""),
        (_("For how many"), f"{size}. {open_to}."),
        (_("What to bring"), meeting.bring),
        (_("To prepare"), meeting.preparation),
    ]
    return [(label, value) for label, value in found if value]


def meeting_context(request: MeetingRequest, **more: Any) -> dict[str, Any]:
    """What every page about one meeting shows."""
    meeting = request.meeting
    return context(
        request,
        meeting=meeting,
        when=meeting_words.when(meeting),
        where=meeting_words.where(meeting),
        state_label=meeting_words.state(meeting),
        meeting_url=reverse("tables:meeting_work", args=[meeting.table_id, meeting.number]),
        **more,
    )


def _taken(rows: list[Meeting], round_number: int) -> set[str]:
    """The purposes of which this round has its one meeting."""
    once = {purpose.value for purpose in ONCE_PER_ROUND}
    here = [row for row in rows if row.round == round_number and row.state != MeetingState.CANCELLED]
    return {row.purpose for row in here} & once
