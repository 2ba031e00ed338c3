"""Who leads a meeting: chosen or asked for by who organises it, and the yes or no of who is asked."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.core.errors import DomainError, tell, worked
from aantafel.core.text import whole_number
from tables.enums import FacilitatorState, MeetingState
from tables.forms.meetings import FacilitateForm, FacilitatorRequestForm
from tables.meetings import words as meeting_words
from tables.models import FacilitatorAsk
from tables.services import facilitators as service
from tables.views.doors import MeetingRequest, at_meeting, organisers_alone
from tables.views.meetings.work import meeting_context

LIVING = (MeetingState.POLL, MeetingState.PLANNED)


@at_meeting
@organisers_alone
@require_http_methods(["GET", "HEAD", "POST"])
def facilitator(request: MeetingRequest) -> HttpResponse:
    """Who leads it now, the coaches of the table, and a request to the desk."""
    meeting = request.meeting
    form = FacilitatorRequestForm(request.POST or None)

    def act() -> None:
        service.ask(actor=request.user, meeting_id=meeting.pk, text=form.cleaned_data["text"])

    if request.method == "POST" and form.is_valid() and worked(form, act):
        messages.success(request, _("The desk reads your request. You get a mail when there is an answer."))
        return redirect("tables:meeting_facilitator", meeting.table_id, meeting.number)
    running = FacilitatorAsk.everywhere.running().filter(meeting=meeting).select_related("person", "request").first()
    more = {
        "form": form,
        "running": running,
        "request_url": reverse("help:help_request", args=[running.request_id])
        if running and running.request.asker_id == request.user.pk
        else "",
        "guides": [one for one in service.guides(meeting.table) if one.pk != meeting.facilitator_id],
        "is_living": meeting.state in LIVING,
    }
    return render(
        request,
        "tables/meetings/facilitator.html",
        meeting_context(request, **more),
        status=422 if form.errors else 200,
    )


@at_meeting
@organisers_alone
@require_POST
def choose(request: MeetingRequest) -> HttpResponse:
    """A coach leads, nobody does for now, or the request is taken back."""
    meeting, word = request.meeting, request.POST.get("wie", "")
    try:
        if word == "terug":
            service.take_back(actor=request.user, meeting_id=meeting.pk)
        else:
            service.choose(actor=request.user, meeting_id=meeting.pk, person_id=whole_number(word))
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, _("Saved."))
    return redirect("tables:meeting_facilitator", meeting.table_id, meeting.number)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def facilitate(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Somebody is asked to lead a meeting; whoever else has the address finds nothing there."""
    rows = FacilitatorAsk.everywhere.filter(key=key, person=request.user)
    found = rows.select_related("meeting__table__idea", "meeting__table__municipality", "request").first()
    if found is None:
        raise Http404
    meeting = found.meeting
    form = FacilitateForm(request.POST or None)

    def act() -> None:
        data = form.cleaned_data
        service.answer(actor=request.user, key=key, yes=data["yes"] == "ja", said=data["said"])

    if request.method == "POST" and form.is_valid() and worked(form, act):
        if form.cleaned_data["yes"] == "ja":
            messages.success(request, _("Thank you. You lead this meeting. Here you find all about it."))
            return redirect("tables:meeting_work", meeting.table_id, meeting.number)
        messages.success(request, _("Noted down. The desk looks for somebody else."))
        return redirect("tables:facilitate", key)
    more = {
        "ask": found,
        "meeting": meeting,
        "idea": meeting.table.idea,
        "when": meeting_words.when(meeting),
        "where": meeting_words.where(meeting),
        "form": form,
        "is_open": found.state == FacilitatorState.ASKED and meeting.state in LIVING,
        "leads": found.state == FacilitatorState.FOUND,
        "work_url": reverse("tables:meeting_work", args=[meeting.table_id, meeting.number]),
    }
    return render(request, "tables/meetings/facilitate.html", more, status=422 if form.errors else 200)
