"""Liking an idea: in one click for somebody who is signed in, with a code for somebody who is not."""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from aantafel.accounts.decorators import SignedInRequest
from aantafel.accounts.models import User
from aantafel.core import typed
from aantafel.core.errors import DomainError
from aantafel.core.htmx import sentence, wants_fragment
from aantafel.core.ratelimit import client_address
from ideas import like_box, queries
from ideas.enums import IntentionKind
from ideas.forms.likes import LikeForm, SignedInLikeForm
from ideas.models import Idea, Intention
from ideas.services import intentions, likes
from ideas.services.tallies import NotOnTheSite
from ideas.views.gone import gone
from municipalities import sites
from municipalities.parts import part_required
from municipalities.switches import Switch


def of_public_idea(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For screens that belong to an idea on the site; one that was taken back is gone."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, pk: int, slug: str, **more: Any) -> HttpResponseBase:
        idea = queries.public_idea_in_short(pk)
        if idea is not None:
            return view(request, idea, **more)
        away = gone(request, pk, typed=typed.texts(request))
        if wants_fragment(request) and typed.texts(request):
            return sentence(NotOnTheSite.default, 410)
        if wants_fragment(request):
            return go(request, reverse("ideas:detail", args=[pk, slug]))
        return away

    return never_cache(wrapped)


def still_signed_in(view: Callable[[Any, Idea], HttpResponseBase]) -> Callable[[HttpRequest, Idea], HttpResponseBase]:
    """For a button, whose address cannot be opened: whoever was signed out meanwhile comes back to the idea."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, idea: Idea) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, idea)
        return go(request, f"{reverse('accounts:sign_in')}?{urlencode({'next': idea.get_absolute_url()})}")

    return wrapped


@part_required(Switch.LIKES)
@never_cache
@require_http_methods(["GET", "POST"])
def like(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    """A page of its own: to like, and afterwards to read what that brought."""
    user = request.user
    if request.method == "POST" and isinstance(user, User) and user.home_municipality_id is not None:
        return _in_one_click(request, user, pk, slug)
    return _with_form(request, pk=pk, slug=slug)


@of_public_idea
def _with_form(request: HttpRequest, idea: Idea) -> HttpResponseBase:
    if isinstance(request.user, User):
        return _signed_in(request, request.user, idea)
    if request.method == "POST" and wants_fragment(request):
        return go(request, request.path)
    form = LikeForm(request.POST or None, usual=idea.municipality, initial=_typed(request, idea))
    if request.method == "POST" and form.is_valid():
        try:
            token = intentions.mean(
                kind=IntentionKind.LIKE,
                idea=idea,
                email=form.cleaned_data["email"],
                client=client_address(request),
                language=get_language() or "nl",
                municipality=form.municipality,
                postcode=form.postcode,
                data={"updates": form.cleaned_data["updates"], "place": form.cleaned_data["place"]},
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect("accounts:code", key=token.key)
    return _show(request, idea, form)


@part_required(Switch.LIKES)
@require_POST
@of_public_idea
@still_signed_in
def take_back(request: SignedInRequest, idea: Idea) -> HttpResponseBase:
    """Taking it back asks nothing: one click brings it back again."""
    taken = likes.take_back(actor=request.user, idea_id=idea.pk)
    return _back(request, idea, _("You have taken your like back.") if taken else "")


@part_required(Switch.LIKES)
@require_POST
@of_public_idea
@still_signed_in
def updates(request: SignedInRequest, idea: Idea) -> HttpResponseBase:
    """Whether you get mail about what becomes of the idea."""
    wanted = request.POST.get("updates") == "yes"
    likes.set_updates(actor=request.user, idea_id=idea.pk, wanted=wanted)
    done = (
        _("You get a mail when there is news of this idea.") if wanted else _("You get no more mail about this idea.")
    )
    return _back(request, idea, done)


def _in_one_click(request: HttpRequest, user: User, pk: int, slug: str) -> HttpResponseBase:
    """Somebody whom we know well enough. A hot idea is liked by many at once, so this does without whatever it can: the
    idea is not fetched first, and thanks are said on the page that follows instead of through the session.
    """
    try:
        made = likes.like(actor=user, idea_id=pk, wants_updates=bool(request.POST.get("updates")))
    except DomainError as refusal:
        return _refused(request, pk=pk, slug=slug, why=str(refusal.message))
    if not wants_fragment(request):
        return redirect("ideas:like", pk=pk, slug=slug)
    return _box_alone(
        request, pk, slug, _("Thank you. You find this a good idea.") if made else _("You had liked this idea already.")
    )


@of_public_idea
def _refused(request: HttpRequest, idea: Idea, why: str) -> HttpResponseBase:
    if wants_fragment(request):
        return sentence(why, 409)
    form = SignedInLikeForm(request.POST, usual=idea.municipality, knows_place=True)
    form.add_error(None, why)
    return _show(request, idea, form)


def _signed_in(request: HttpRequest, user: User, idea: Idea) -> HttpResponseBase:
    """Whoever has no place yet types it along; the others only look."""
    knows_place = user.home_municipality_id is not None
    sent = request.POST if request.method == "POST" else None
    form = SignedInLikeForm(sent, usual=idea.municipality, knows_place=knows_place)
    if request.method == "POST" and form.is_valid() and form.municipality is not None:
        try:
            likes.settle_place(actor=user, municipality=form.municipality, postcode=form.postcode)
            likes.like(actor=user, idea_id=idea.pk, wants_updates=form.cleaned_data["updates"])
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect("ideas:like", pk=idea.pk, slug=idea.slug)
    if request.method == "POST" and wants_fragment(request):
        return go(request, request.path)
    return _show(request, idea, form)


def _show(request: HttpRequest, idea: Idea, form: LikeForm | SignedInLikeForm) -> HttpResponse:
    context = {"idea": idea, "form": form, "box": like_box.box(idea, request.user), "said": ""}
    context["share_url"] = sites.base_url(idea.municipality_id) + idea.get_absolute_url()
    if isinstance(request.user, User):
        given = idea.likes.filter(user=request.user).first()
        context["said"] = like_box.place_in_line(idea.tally, given) if given else ""
    return render(request, "ideas/like.html", context, status=422 if form.errors else 200)


def go(request: HttpRequest, path: str) -> HttpResponseBase:
    """To another page; htmx would put that page into the box, so it is told to go there."""
    if not wants_fragment(request):
        return redirect(path)
    return HttpResponse(status=204, headers={"HX-Redirect": path})


def _back(request: HttpRequest, idea: Idea, said: str = "") -> HttpResponseBase:
    """To the idea, with what was done; for htmx the box alone, as it stands now."""
    if wants_fragment(request):
        return _box_alone(request, idea.pk, idea.slug, said)
    if said:
        messages.success(request, said)
    return redirect(f"{idea.get_absolute_url()}#goed-idee")


def _box_alone(request: HttpRequest, pk: int, slug: str, said: str) -> HttpResponseBase:
    idea = queries.public_idea(pk)
    if idea is None:
        return go(request, reverse("ideas:detail", args=[pk, slug]))
    context = {"idea": idea, "box": like_box.box(idea, request.user), "said": said}
    return render(request, "ideas/_like_box.html", context)


def _typed(request: HttpRequest, idea: Idea) -> dict[str, object]:
    """What somebody had typed before they came back to correct it."""
    kept: Intention | None = intentions.find(request.GET.get("terug", ""))
    if kept is None or kept.idea_id != idea.pk:
        return {}
    return {"email": kept.email, "place": kept.data.get("place", ""), "updates": kept.data.get("updates", False)}
