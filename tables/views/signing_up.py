"""Signing up for a meeting that is open to everyone."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.models import User
from aantafel.core.errors import DomainError
from aantafel.core.ratelimit import client_address
from tables.asking import invitee
from tables.asking.waiting import RULE
from tables.forms.invitee import SignUpForm
from tables.meetings import words as meeting_words
from tables.models import Invitation, Meeting, SignUp
from tables.services import invitations, places
from tables.services.invitations import signing_up as service


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Signed in it is done at once; anybody else gets a mail with a link, and nothing happens before that."""
    meeting = _meeting(pk)
    user = request.user if isinstance(request.user, User) else None
    form = SignUpForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            return _sign_up(request, meeting, user, form)
        except DomainError as error:
            form.add_error(None, str(error.message))
    theirs = _of(user, meeting)
    left = max(meeting.size - places.taken(meeting), 0) if meeting.size else None
    context = {
        "meeting": meeting,
        "table": meeting.table,
        "idea": meeting.table.idea,
        "form": form,
        "when": meeting_words.when_and_how_long(meeting),
        "where": meeting_words.where(meeting),
        "is_open": service.is_open(meeting) and meeting.table.state == "running",
        "left": left,
        "rule": RULE,
        "theirs": theirs,
    }
    return render(request, "tables/invitee/sign_up.html", context, status=422 if form.errors else 200)


@require_safe
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """A mail is on its way; to which address is not said."""
    meeting = _meeting(pk)
    context = {"meeting": meeting, "is_full": not places.has_room(meeting)}
    return render(request, "tables/invitee/sign_up_sent.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """From the mail: a button, since a mail program may open links by itself."""
    rows = SignUp.everywhere.select_related("meeting__table__idea", "invitation").defer("meeting__table__idea__search")
    kept = rows.filter(key=key).first()
    if kept is None:
        return render(request, "tables/invitee/sign_up_late.html", status=410)
    if kept.invitation is not None:
        return redirect("tables:invitation", key=kept.invitation.key)
    said = ""
    if request.method == "POST":
        try:
            done = invitations.confirm(key=key)
        except DomainError as error:
            said = str(error.message)
        else:
            messages.success(request, invitee.thanks(done))
            return redirect("tables:invitation", key=done.key)
    context = {
        "sign_up": kept,
        "meeting": kept.meeting,
        "idea": kept.meeting.table.idea,
        "when": meeting_words.when_and_how_long(kept.meeting),
        "where": meeting_words.where(kept.meeting),
        "is_full": not places.has_room(kept.meeting),
        "said": said,
    }
    return render(request, "tables/invitee/sign_up_confirm.html", context, status=409 if said else 200)


def _sign_up(request: HttpRequest, meeting: Meeting, user: User | None, form: SignUpForm) -> HttpResponseBase:
    if user is not None:
        done = invitations.sign_up(actor=user, meeting_id=meeting.pk, told=form.told())
        messages.success(request, invitee.thanks(done))
        return redirect("tables:invitation", key=done.key)
    email = form.cleaned_data["email"]
    invitations.ask_to_sign_up(meeting=meeting, email=email, told=form.told(), client=client_address(request))
    return redirect("tables:sign_up_sent", pk=meeting.pk)


def _meeting(pk: int) -> Meeting:
    """A meeting of this site that everyone may know of."""
    rows = Meeting.objects.public().select_related("table__municipality", "table__idea")
    found = rows.defer("table__idea__search").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _of(user: User | None, meeting: Meeting) -> Invitation | None:
    """What this person was asked or said already."""
    if user is None:
        return None
    return Invitation.everywhere.filter(meeting=meeting, seat__user=user, seat__removed_at=None).first()
