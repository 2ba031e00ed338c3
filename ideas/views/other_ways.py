"""Other ways in: a problem instead of an idea, being called back, paper."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from aantafel.accounts.models import User
from aantafel.core.errors import DomainError
from aantafel.core.page_cache import public_page
from aantafel.core.ratelimit import client_address
from ideas import problem_help
from ideas.forms import CallBackForm, PinForm, ProblemForm, SignedInPinForm
from ideas.models import Idea
from ideas.permissions import open_draft
from ideas.services import desk
from municipalities.parts import part_required
from municipalities.switches import Switch


@part_required(Switch.PIN)
@never_cache
@require_http_methods(["GET", "POST"])
def problem(request: HttpRequest) -> HttpResponseBase:
    """A few questions that turn a problem into an idea; the answers go along to the first screen."""
    form = ProblemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        initial = {"title": form.title(), "origin": form.story(), "people": form.people()}
        person = request.user
        turned = SignedInPinForm(initial=initial, user=person) if isinstance(person, User) else PinForm(initial=initial)
        return render(request, "ideas/problem_turned.html", {"form": turned, "closing": problem_help.CLOSING})
    context = {"form": form, "opening": problem_help.OPENING}
    return render(request, "ideas/problem.html", context, status=422 if form.errors else 200)


@part_required(Switch.CALL_BACK)
@never_cache
@require_http_methods(["GET", "POST"])
def call_me_back(request: HttpRequest) -> HttpResponseBase:
    """A phone number instead of e-mail; with a draft (`?concept=`) that draft goes along."""
    idea = _draft(request)
    initial = {"text": "", "name": idea.pinner.name if idea else "", "place": idea.pinner.place_typed if idea else ""}
    form = CallBackForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data, found = form.cleaned_data, form.found
        try:
            desk.ask_for_call(
                name=data["name"],
                phone=data["phone"],
                municipality=found.municipalities[0] if found else None,
                when=data["when"],
                text=data["text"],
                client=client_address(request),
                idea=idea,
            )
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect("ideas:call_noted")
    context = {"form": form, "idea": idea}
    return render(request, "ideas/call_me_back.html", context, status=422 if form.errors else 200)


@require_GET
def call_noted(request: HttpRequest) -> HttpResponse:
    return render(request, "ideas/call_noted.html")


@part_required(Switch.PAPER)
@public_page
@require_GET
def paper(request: HttpRequest) -> HttpResponse:
    """A form in large type, to print and to hand in."""
    return render(request, "ideas/paper.html")


def _draft(request: HttpRequest) -> Idea | None:
    key = request.GET.get("concept", "")
    if not key:
        return None
    try:
        return open_draft(UUID(key))
    except ValueError:
        return None
