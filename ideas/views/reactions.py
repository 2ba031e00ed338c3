"""What people say below an idea: to read all of it, to react and to answer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.accounts.permissions import is_operator
from aantafel.core.errors import DomainError
from aantafel.core.htmx import render_page, wants_fragment
from aantafel.core.page_cache import public_page
from aantafel.core.ratelimit import client_address
from ideas import queries
from ideas import reactions as reading
from ideas.enums import IntentionKind
from ideas.forms.reactions import ReactionForm, VisitorReactionForm
from ideas.models import Idea, Intention, Reaction
from ideas.services import intentions
from ideas.services import reactions as service
from ideas.views.gone import gone
from ideas.views.likes import go, of_public_idea
from municipalities.parts import part_required
from municipalities.switches import Switch


@part_required(Switch.REACTIONS)
@require_safe
@public_page
def all_reactions(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Every thread, page by page."""
    idea = queries.public_idea(pk)
    if idea is None:
        return gone(request, pk)
    threads = reading.page(idea, request.user, after=request.GET.get("na", ""))
    return render(request, "ideas/reactions.html", {"idea": idea, "reactions": threads})


@part_required(Switch.REACTIONS)
@require_safe
@public_page
def thread(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponse:
    """One thread by itself: where a mail leads, and where all answers of a long one stand."""
    idea = queries.public_idea(pk)
    if idea is None:
        return gone(request, pk)
    found = reading.thread(idea, number, request.user, after=request.GET.get("na", ""))
    if found is None:
        raise Http404
    shown, page = found
    threads = reading.Threads([shown], reading.address(idea))
    begins_later = number != shown.head.pk or not page.is_first
    context = {
        "idea": idea,
        "reactions": threads,
        "thread": shown,
        "whole": f"{threads.url}{shown.head.pk}/" if begins_later else "",
        "older": f"{threads.url}{shown.head.pk}/?na={page.next}" if page.next else "",
    }
    return render(request, "ideas/reaction.html", context)


@part_required(Switch.REACTIONS)
@require_http_methods(["GET", "POST"])
@of_public_idea
def react(request: HttpRequest, idea: Idea, number: int | None = None) -> HttpResponseBase:
    """Say something, or answer what somebody said: at once when signed in, else with a code from the mail."""
    rows = Reaction.objects.filter(idea=idea).select_related("user")
    to = get_object_or_404(rows, pk=number) if number is not None else None
    if isinstance(request.user, User):
        return _signed_in(request, request.user, idea, to)
    form = VisitorReactionForm(request.POST or None, initial=_typed(request, idea))
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("text", "capacity", "name_display")}
        try:
            token = intentions.mean(
                kind=IntentionKind.REACTION,
                idea=idea,
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                client=client_address(request),
                language=get_language() or "nl",
                data={**said, "to": to.pk if to else None},
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return go(request, reverse("accounts:code", args=[token.key]))
    return _show(request, idea, form, to)


def _signed_in(request: HttpRequest, user: User, idea: Idea, to: Reaction | None) -> HttpResponseBase:
    initial = {"capacity": user.capacity, **_typed(request, idea)}
    form = ReactionForm(request.POST or None, initial=initial, auto_id=f"id_{to.pk if to else 'nieuw'}_%s")
    if request.method == "POST" and form.is_valid():
        try:
            made = service.react(
                actor=user,
                idea_id=idea.pk,
                text=form.cleaned_data["text"],
                capacity=Capacity(form.cleaned_data["capacity"]),
                to=to.pk if to else None,
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return _done(request, user, idea, made)
    return _show(request, idea, form, to)


def _done(request: HttpRequest, user: User, idea: Idea, made: Reaction) -> HttpResponseBase:
    """To where it stands; for htmx the reactions as they are now, or the one thread that was answered."""
    thanks = _("Thank you. Your reaction stands below the idea.")
    if not wants_fragment(request):
        messages.success(request, thanks)
        return redirect(service.path_of(made, idea))
    context: dict[str, Any] = {"idea": idea, "said": thanks, "at_desk": is_operator(user)}
    if made.parent_id is None:
        context["reactions"] = reading.page(idea, user)
        response, target = render(request, "ideas/_reactions.html", context), "#reacties"
    else:
        context |= {"thread": reading.around(made, user), "reactions": reading.Threads([], reading.address(idea))}
        response, target = render(request, "ideas/_thread.html", context), f"#draad-{made.parent_id}"
    response["HX-Retarget"], response["HX-Reswap"] = target, "outerHTML"
    return response


def _show(request: HttpRequest, idea: Idea, form: ReactionForm, to: Reaction | None) -> HttpResponse:
    """htmx shows nothing of an answer that says 422, so a part of the page comes with 200. Its field takes the focus,
    or what is wrong does.
    """
    if wants_fragment(request) and not form.errors:
        form.fields["text"].widget.attrs["data-focus"] = True
    context = {
        "idea": idea,
        "form": form,
        "to": reading.said_of(to, request.user) if to else None,
        "back_url": f"{reading.address(idea)}{to.pk}/" if to else f"{idea.get_absolute_url()}#reacties",
        "unsaid": "terug" in request.GET and request.user.is_authenticated and bool(form.initial.get("text")),
    }
    status = 422 if form.errors and not wants_fragment(request) else 200
    return render_page(request, "ideas/react.html", context, partial="form", status=status)


def _typed(request: HttpRequest, idea: Idea) -> dict[str, Any]:
    """What somebody had typed before they came back to correct it."""
    kept: Intention | None = intentions.find(request.GET.get("terug", ""))
    if kept is None or kept.idea_id != idea.pk or kept.kind != IntentionKind.REACTION:
        return {}
    return {**kept.data, "name": kept.name, "email": kept.email}
