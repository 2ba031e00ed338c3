"""Liking an idea: in one click for somebody who is signed in, with a code for somebody who is not."""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
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


def of_public_idea(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For screens that belong to an idea on the site; one that was taken back is gone."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, pk: int, slug: str, **more: Any) -> HttpResponseBase:
        idea = queries.public_idea_in_short(pk)
        if idea is not None:
            return view(request, idea, **more)
        if not queries.was_public(pk):
            raise Http404
        if wants_fragment(request) and typed.texts(request):
            return sentence(NotOnTheSite.default, 410)
        if wants_fragment(request):
            return go(request, reverse("ideas:detail", args=[pk, slug]))
        return render(request, "ideas/gone.html", {"typed": typed.texts(request)}, status=410)

    return never_cache(wrapped)


def still_signed_in(view: Callable[[Any, Idea], HttpResponseBase]) -> Callable[[HttpRequest, Idea], HttpResponseBase]:
    """For a button, whose address cannot be opened: whoever was signed out meanwhile comes back to the idea."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, idea: Idea) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, idea)
        return go(request, f"{reverse('accounts:sign_in')}?{urlencode({'next': idea.get_absolute_url()})}")

    return wrapped


@require_http_methods(["GET", "POST"])
@of_public_idea
def like(request: HttpRequest, idea: Idea) -> HttpResponseBase:
    """A page of its own: to like, and afterwards to read what that brought."""
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


@require_POST
@of_public_idea
@still_signed_in
def take_back(request: SignedInRequest, idea: Idea) -> HttpResponseBase:
    """Taking it back asks nothing: one click brings it back again."""
    taken = likes.take_back(actor=request.user, idea_id=idea.pk)
    return _back(request, idea, _("You have taken your like back.") if taken else "")


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


def _signed_in(request: HttpRequest, user: User, idea: Idea) -> HttpResponseBase:
    knows_place = user.home_municipality_id is not None
    form = SignedInLikeForm(
        request.POST if request.method == "POST" else None, usual=idea.municipality, knows_place=knows_place
    )
    if request.method == "POST" and form.is_valid():
        try:
            if form.municipality is not None:
                likes.settle_place(actor=user, municipality=form.municipality, postcode=form.postcode)
            made = likes.like(actor=user, idea_id=idea.pk, wants_updates=form.cleaned_data["updates"])
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return _liked(request, idea, made=made)
    if request.method == "POST" and wants_fragment(request):
        return go(request, reverse("ideas:like", args=[idea.pk, idea.slug]))
    return _show(request, idea, form)


def _show(request: HttpRequest, idea: Idea, form: LikeForm | SignedInLikeForm) -> HttpResponse:
    context = {"idea": idea, "form": form, "box": like_box.box(idea, request.user), "said": ""}
    context["share_url"] = settings.BASE_URL + idea.get_absolute_url()
    if isinstance(request.user, User):
        given = idea.likes.filter(user=request.user).first()
        context["said"] = like_box.place_in_line(idea.tally, given) if given else ""
    return render(request, "ideas/like.html", context, status=422 if form.errors else 200)


def go(request: HttpRequest, path: str) -> HttpResponseBase:
    """To another page; htmx would put that page into the box, so it is told to go there."""
    if not wants_fragment(request):
        return redirect(path)
    return HttpResponse(status=204, headers={"HX-Redirect": path})


def _liked(request: HttpRequest, idea: Idea, *, made: bool) -> HttpResponseBase:
    """To the page that says what it brought. Without a message in the session: a hot idea is liked by many at once, and
    that would be one write more for each.
    """
    if not wants_fragment(request):
        return redirect("ideas:like", pk=idea.pk, slug=idea.slug)
    thanks = _("Thank you. You find this a good idea.") if made else _("You had liked this idea already.")
    return _box_alone(request, idea, thanks)


def _back(request: HttpRequest, idea: Idea, said: str = "") -> HttpResponseBase:
    """To the idea, with what was done; for htmx the box alone, as it stands now."""
    if wants_fragment(request):
        return _box_alone(request, idea, said)
    if said:
        messages.success(request, said)
    return redirect(f"{idea.get_absolute_url()}#goed-idee")


def _box_alone(request: HttpRequest, idea: Idea, said: str) -> HttpResponse:
    fresh = queries.public_idea(idea.pk) or idea
    context = {"idea": fresh, "box": like_box.box(fresh, request.user), "said": said}
    return render(request, "ideas/_like_box.html", context)


def _typed(request: HttpRequest, idea: Idea) -> dict[str, object]:
    """What somebody had typed before they came back to correct it."""
    kept: Intention | None = intentions.find(request.GET.get("terug", ""))
    if kept is None or kept.idea_id != idea.pk:
        return {}
    return {"email": kept.email, "place": kept.data.get("place", ""), "updates": kept.data.get("updates", False)}
