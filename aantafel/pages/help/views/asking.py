"""Asking for help: an owner about their own table, a coach about a table or in general."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.accounts.models import User
from aantafel.accounts.permissions import coach_in, is_coach
from aantafel.core.errors import DomainError
from aantafel.core.paging import by_moment
from aantafel.core.text import whole_number
from aantafel.pages.help import seats
from aantafel.pages.help.forms import HelpForm
from aantafel.pages.help.seats import Seat
from coaches.enums_talk import HelpKind, HelpSide
from coaches.models import HelpRequest, Match
from coaches.services import help_requests as writer
from ideas.models import Idea
from municipalities import sites
from municipalities.models import Municipality
from tables.permissions import co_owned


@dataclass(frozen=True)
class About:
    municipality: Municipality
    idea: Idea | None = None


@signed_in
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    page = by_moment(
        HelpRequest.everywhere.filter(asker=request.user).select_related("idea", "municipality").defer("idea__search"),
        moment="created_at",
        after=request.GET.get("na", "")[:40],
    )
    here = reverse("help:help_requests")
    context = {
        "base": _base(request),
        "rows": page.items,
        "can_ask": _in_general(request) is not None,
        "first": "" if page.is_first else here,
        "more": f"{here}?na={page.next}" if page.next else "",
    }
    return render(request, "help/mine.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest) -> HttpResponse:
    """`idee` names the idea of a table that somebody owns or guides; without one, coaches ask in general."""
    about = _about(request)
    form = HelpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind, text = HelpKind(form.cleaned_data["kind"]), form.cleaned_data["text"]
        try:
            made = writer.ask(
                actor=request.user, municipality=about.municipality, idea=about.idea, kind=kind, text=text
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Your request is sent. You get a mail when there is an answer."))
            return redirect("help:help_request", pk=made.pk)
    context = {"base": _base(request), "about": about, "form": form, "has_desk": writer.has_desk(about.municipality)}
    return render(request, "help/ask.html", context, status=422 if form.errors else 200)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    user = request.user
    seat = Seat(HelpSide.ASKER, _base(request), "help", lambda: HelpRequest.everywhere.filter(asker=user))
    return seats.request_page(request, seat, pk)


def _about(request: SignedInRequest) -> About:
    """Raises Http404 for a table that is not theirs, and for who has none and is no coach."""
    number = request.GET.get("idee", "")
    if not number:
        about = _in_general(request)
    else:
        table = whole_number(number)
        about = None if table is None else _about_table(request.user, table)
    if about is None:
        raise Http404
    return about


def _about_table(user: User, pk: int) -> About | None:
    guided = Match.everywhere.running().filter(coach__user=user, coach__ended_at=None).values("idea")
    shared = co_owned(user).values("idea")
    own = Idea.everywhere.of(user).filter(pk=pk)
    own |= Idea.everywhere.filter(pk=pk, pk__in=guided) | Idea.everywhere.filter(pk=pk, pk__in=shared)
    idea = own.filter(table__isnull=False).select_related("municipality").first()
    return About(idea.municipality, idea) if idea and idea.municipality else None


def _in_general(request: SignedInRequest) -> About | None:
    """As a coach here; on the national site as a coach of the one municipality."""
    instance = sites.of(request)
    if instance is not None:
        return About(instance.municipality) if is_coach(request.user, instance.municipality_id) else None
    places = coach_in(request.user)
    return About(places[0]) if len(places) == 1 else None


def _base(request: SignedInRequest) -> str:
    """A coach stays at the desk."""
    instance = sites.of(request)
    at_desk = instance is not None and is_coach(request.user, instance.municipality_id)
    return "coach/desk.html" if at_desk else "mine.html"
