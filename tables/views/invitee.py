"""The page of who is invited: from the link of a mail or the code of a letter, without an account.

Whoever has the link answers; nothing is written before a button is pressed.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.accounts.models import User
from aantafel.core import ratelimit
from aantafel.core.errors import DomainError
from aantafel.core.ratelimit import client_address
from ideas.forms import LetterCodeForm
from tables.asking import invitee, my_invitations
from tables.enums import Answer
from tables.forms.invitee import AnswerForm
from tables.models import Invitation
from tables.services import invitations, seat_privacy

FROM_ONE_CONNECTION = 300  # answers in an hour: fifty people in a hall pass


class TooMany(DomainError):
    default = gettext_lazy(
        "That were many answers from your connection. What you typed is still here; try again in an hour."
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponseBase:
    """Who got a letter types its code."""
    form = LetterCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = invitations.find(typed=form.cleaned_data["code"], client=client_address(request))
        except DomainError as error:
            form.add_error("code", str(error.message))
        else:
            return redirect("tables:invitation", key=found.key)
    return render(request, "tables/invitee/code.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """What it is about, who sits there, and the answer, which can be changed until the meeting."""
    asked = _invitation(key)
    shown = invitee.ready(asked)
    if shown.closed:
        return render(request, "tables/invitee/closed.html", _about(asked, shown), status=410)
    form = AnswerForm(request.POST or None, invitation=asked)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, asked, form)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect("tables:invitation", key=key)
    context = {**_about(asked, shown), "form": form}
    return render(request, "tables/invitee/invitation.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def quiet(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """No more mail about this table; or mail again."""
    asked = _invitation(key, leaves=True)
    if request.method == "POST":
        wants_mail = request.POST.get("mail") == "ja"
        invitations.be_quiet(key=key, quiet=not wants_mail)
        messages.success(
            request,
            _("You get mail about this table again.") if wants_mail else _("You get no more mail about this table."),
        )
        return redirect("tables:invitation_quiet", key=key)
    return render(request, "tables/invitee/quiet.html", _about(asked, invitee.ready(asked)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Everything about this person at this table goes, at once."""
    if request.method == "POST":
        seat_privacy.erase_by_key(key=str(key))
        return redirect("tables:invitation_erased")
    asked = _invitation(key, leaves=True)
    return render(request, "tables/invitee/erase.html", _about(asked, invitee.ready(asked)))


@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "tables/invitee/erased.html")


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """All invitations to my address: what is to come, and what is over."""
    page = my_invitations.page(request.user, after=request.GET.get("na", ""))
    return render(request, "tables/invitee/mine.html", page)


def _answer(request: HttpRequest, asked: Invitation, form: AnswerForm) -> None:
    hour = timedelta(hours=1)
    if not ratelimit.hit("invitation-answer", client_address(request), limit=FROM_ONE_CONNECTION, per=hour):
        raise TooMany
    given = Answer(form.cleaned_data["answer"])
    actor = request.user if isinstance(request.user, User) else None
    done = invitations.answer(
        key=asked.key,
        given=given,
        told=form.told(),
        said=form.cleaned_data["said"],
        other=form.other(),
        actor=actor,
    )
    messages.success(request, invitee.thanks(done))


def _invitation(key: UUID, *, leaves: bool = False) -> Invitation:
    """`leaves`: who wants no more mail or be erased can say so also when the idea is no longer on the site."""
    rows = Invitation.everywhere.select_related(
        "seat", "meeting__table__municipality", "meeting__table__idea__owner", "meeting__table__idea__pinner"
    )
    found = (
        rows.defer("meeting__table__idea__search").filter(key=key, seat__removed_at=None, seat__erased_at=None).first()
    )
    if found is None or not (leaves or found.meeting.table.idea.is_public):
        raise Http404
    return found


def _about(asked: Invitation, shown: invitee.Shown) -> dict[str, Any]:
    table = asked.meeting.table
    return {
        "invitation": asked,
        "seat": asked.seat,
        "meeting": asked.meeting,
        "table": table,
        "idea": table.idea,
        "shown": shown,
    }
