"""Pinning: the idea first, who you are last. The draft lives on the server from the first submit."""

import functools
from collections.abc import Callable
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from aantafel.accounts.models import SignInToken, User
from aantafel.core.errors import DomainError
from aantafel.core.ratelimit import client_address
from ideas import queries
from ideas.forms import HelperForm, IdentityForm, PinForm, SignedInPinForm
from ideas.lifecycle import BEFORE_REVIEW
from ideas.models import Idea
from ideas.permissions import begun_draft, by_draft_key
from ideas.services import confirm, drafts
from municipalities import lookup, sites, switches
from municipalities.lookup import Lookup
from municipalities.parts import off, part_required
from municipalities.switches import Switch

FOR_OTHER = "ander"
BEGUN = "draft"  # in the session: the key of what was begun in this browser, and whether it is for somebody else


def of_draft(view: Callable[[HttpRequest, Idea], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For the screens of a draft. Once it is pinned, an old tab or mail leads on to its own page, behind sign-in."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, key: UUID) -> HttpResponseBase:
        idea = by_draft_key(key)
        if idea.status not in BEFORE_REVIEW:
            return redirect("ideas:pinned", key=key)
        return view(request, idea)

    return wrapped


@part_required(Switch.PIN)
@never_cache
@require_http_methods(["GET", "POST"])
def pin(request: HttpRequest) -> HttpResponseBase:
    """The first screen."""
    if _for_other(request) and not switches.is_on(sites.of(request), Switch.HELPER):
        return off(request, Switch.HELPER)
    if request.user.is_authenticated and request.GET.get("voor") != FOR_OTHER:
        return _pin_signed_in(request, request.user)
    initial = {"title": request.GET.get("idee", "")[:140], "place": request.GET.get("plaats", "")[:100]}
    form = PinForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            idea = _save(request, form, None)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            request.session[BEGUN] = [str(idea.key), _for_other(request)]
            return redirect(_next_screen(request, form, idea))
    return _show_pin(request, form)


@part_required(Switch.PIN)
@require_POST
@of_draft
def throw_away(request: HttpRequest, idea: Idea) -> HttpResponseBase:
    """What was begun does not have to become anything."""
    drafts.throw_away(idea)
    messages.success(request, _("What you had typed is gone."))
    return redirect("ideas:pin")


@part_required(Switch.PIN)
@never_cache
@require_http_methods(["GET", "POST"])
@of_draft
def edit_draft(request: HttpRequest, idea: Idea) -> HttpResponseBase:
    """Back to the first screen of a draft."""
    form = PinForm(request.POST or None, initial={"title": idea.title, "place": idea.pinner.place_typed})
    if request.method == "POST" and form.is_valid():
        return redirect(_next_screen(request, form, _save(request, form, idea)))
    return _show_pin(request, form, idea)


@part_required(Switch.PIN)
@never_cache
@require_GET
def similar_while_typing(request: HttpRequest) -> HttpResponse:
    """For htmx: ideas that look like what stands in the field now."""
    text = request.GET.get("title", "")[:140]
    found = queries.similar(text, limit=3) if len(text) >= 8 else []
    return render(request, "ideas/_similar_while_typing.html", {"similar": found})


@part_required(Switch.PIN)
@never_cache
@require_GET
@of_draft
def similar(request: HttpRequest, idea: Idea) -> HttpResponse:
    """Ideas that look alike: that is what I mean, or mine is different."""
    found = queries.similar(idea.title, municipality=idea.municipality)
    return render(request, "ideas/similar.html", {"idea": idea, "similar": found, "for_other": _for_other(request)})


@part_required(Switch.PIN)
@never_cache
@require_http_methods(["GET", "POST"])
@of_draft
def identity(request: HttpRequest, idea: Idea) -> HttpResponseBase:
    """The last screen: name, e-mail and the consent sentence; or of somebody else and a helper."""
    found, for_other = _place_of(idea), _for_other(request)
    if for_other and not switches.is_on(sites.of(request), Switch.HELPER):
        return off(request, Switch.HELPER)
    if not found.municipalities:
        return redirect("ideas:pin_draft", key=idea.key)
    pinner = idea.pinner
    initial = {"name": pinner.name, "email": pinner.email, "helper_name": pinner.helper_name}
    kind = HelperForm if for_other else IdentityForm
    form = kind(
        request.POST or None,
        initial={**initial, "helper_email": pinner.helper_email},
        found=found,
        chosen=idea.municipality,
    )
    if request.method == "POST" and form.is_valid():
        try:
            drafts.count_identity(client_address(request))
            token = _give_identity(form, idea)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect("accounts:code", key=token.key)
    context = {"form": form, "idea": idea, "for_other": for_other}
    return render(request, "ideas/identity.html", context, status=422 if form.errors else 200)


def _pin_signed_in(request: HttpRequest, user: User) -> HttpResponseBase:
    form = SignedInPinForm(request.POST or None, user=user, initial={"title": request.GET.get("idee", "")[:140]})
    if request.method == "POST" and form.is_valid():
        try:
            municipality, relation = form.chosen()
            idea = drafts.pin_at_once(
                actor=user,
                key=form.cleaned_data["key"] or uuid4(),
                title=form.cleaned_data["title"],
                municipality=municipality,
                relation=relation,
                language=get_language() or "nl",
                postcode=form.found.postcode if form.found else "",
                story=form.story(),
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect(confirm.done_path(idea))
    return _show_pin(request, form)


def _show_pin(request: HttpRequest, form: PinForm | SignedInPinForm, idea: Idea | None = None) -> HttpResponse:
    shown = queries.similar(str(form["title"].value() or ""), limit=3) if form.is_bound else []
    context: dict[str, object] = {"form": form, "idea": idea, "similar": shown, "for_other": _for_other(request)}
    if idea is None and not form.is_bound:
        context |= _begun(request)
    return render(request, "ideas/pin.html", context, status=422 if form.errors else 200)


def _begun(request: HttpRequest) -> dict[str, object]:
    """What this browser has a draft of, with how to go on with it; nothing once it was sent or is gone."""
    key, for_other = request.session.get(BEGUN, ("", False))
    idea = begun_draft(UUID(key)) if key else None
    if idea is None:
        return {}
    query = f"?voor={FOR_OTHER}" if for_other else ""
    return {"begun": idea, "begun_url": reverse("ideas:pin_draft", args=[idea.key]) + query}


def _save(request: HttpRequest, form: PinForm, idea: Idea | None) -> Idea:
    found = form.found
    return drafts.save_draft(
        idea=idea,
        title=form.cleaned_data["title"],
        municipality=found.municipalities[0] if found else None,
        postcode=found.postcode if found else "",
        place_typed=form.cleaned_data["place"],
        story=form.story(),
        language=get_language() or "nl",
        client=client_address(request),
    )


def _next_screen(request: HttpRequest, form: PinForm, idea: Idea) -> str:
    """Like ideas that were not shown while typing come first; otherwise straight on to who you are."""
    alike = {found.pk for found in queries.similar(idea.title, municipality=idea.municipality)}
    name = "ideas:similar" if alike - form.seen_ids() else "ideas:identity"
    query = f"?voor={FOR_OTHER}" if _for_other(request) else ""
    return reverse(name, args=[idea.key]) + query


def _place_of(idea: Idea) -> Lookup:
    return lookup.find(idea.pinner.place_typed or (idea.municipality.name if idea.municipality else ""))


def _for_other(request: HttpRequest) -> bool:
    return request.GET.get("voor") == FOR_OTHER


def _give_identity(form: IdentityForm | HelperForm, idea: Idea) -> SignInToken:
    data = form.cleaned_data
    if isinstance(form, IdentityForm):
        return drafts.give_identity(
            idea=idea, name=data["name"], email=data["email"], municipality=form.chosen_municipality()
        )
    return drafts.give_identity_of_other(
        idea=idea,
        name=data["name"],
        email=data["email"],
        helper_name=data["helper_name"],
        helper_email=data["helper_email"],
        municipality=form.chosen_municipality(),
    )
