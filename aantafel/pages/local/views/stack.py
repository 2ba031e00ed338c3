"""A stack of paper forms, typed one after the other with the keyboard alone."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from aantafel.accounts.decorators import DeskRequest
from aantafel.core import clock
from aantafel.core.errors import DomainError
from aantafel.core.text import fold
from aantafel.pages.local.desks import COORDINATOR
from aantafel.pages.local.forms import SheetForm, StackForm
from aantafel.pages.local.views.enter import save
from aantafel.pages.local.views.letter import facts_of
from ideas.enums import Channel
from ideas.lifecycle import State
from ideas.models import Idea
from ideas.services import desk as desk_service
from ideas.services import letters as letters_service

TYPED = "stack"  # in the session: the numbers of the ideas of this stack, the last one last
LAST = 5
LONGEST = 500


@require_http_methods(["GET", "HEAD", "POST"])
def stack(request: DeskRequest) -> HttpResponse:
    form = StackForm(request.POST or None, at=request.instance.municipality, initial=_kept(request))
    double = None
    if request.method == "POST" and form.is_valid():
        double = None if "anyway" in request.POST else _double(request, form)
        if double is None:
            try:
                idea = save(request, form)
            except DomainError as error:
                form.add_error(None, str(error.message))
            else:
                typed = request.session[TYPED] = [*_typed(request, without=idea.pk), idea.pk][-LONGEST:]
                told = {"number": len(typed), "title": idea.title}
                messages.success(request, _("Sheet %(number)d is saved: “%(title)s”.") % told)
                return redirect(f"{COORDINATOR.url('stack')}?{urlencode(_shared(form))}")
    if request.method != "POST":
        form.type_on()
    wrong = bool(form.errors) or double is not None
    context = {"form": form, "desk": COORDINATOR, "double": double, **_last(request)}
    return render(request, "local/stack.html", context, status=422 if wrong else 200)


@require_POST
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """A sheet of this stack that was typed by mistake: as if it had not been."""
    if pk not in _typed(request):
        raise Http404
    desk_service.undo_entering(actor=request.user, idea_id=pk)
    request.session[TYPED] = _typed(request, without=pk)
    messages.success(request, _("That sheet is gone again."))
    return redirect(f"{COORDINATOR.url('stack')}?{request.GET.urlencode()}")


@require_POST
def letters(request: DeskRequest) -> HttpResponse:
    """One page to print, with a letter for everybody of this stack whom no mail reaches."""
    form = SheetForm(request.POST)
    if not form.is_valid():
        return redirect(COORDINATOR.url("stack"))
    sheet = form.cleaned_data["sheet"]
    printed = []
    for idea in _for_letters(request):
        try:
            code = letters_service.make_code(actor=request.user, idea=idea, sheet=sheet)
        except DomainError:
            continue  # taken over or taken back in this very moment: no letter is needed
        printed.append(facts_of(request, idea, code, idea.pinner.name))
    context = {"letters": printed, "desk": COORDINATOR, "stack_url": COORDINATOR.url("stack")}
    with translation.override("nl"):  # as the sheets are
        return render(request, "local/letters.html", context)


def _double(request: DeskRequest, form: StackForm) -> Idea | None:
    """An idea with this very sentence that was entered today: perhaps the sheet was typed already."""
    today = Idea.objects.filter(municipality=request.instance.municipality, channel=Channel.PAPER)
    title = fold(form.cleaned_data["title"])
    since = today.filter(submitted_at__date=clock.today()).exclude(key=form.cleaned_data["key"])
    return next((idea for idea in since.only("title", "key").order_by("-pk")[:1000] if fold(idea.title) == title), None)


def _typed(request: DeskRequest, *, without: int | None = None) -> list[int]:
    return [pk for pk in request.session.get(TYPED, []) if pk != without]


def _last(request: DeskRequest) -> dict[str, Any]:
    """The last five of this stack, the newest first, and how many it are; those that went on since are not shown."""
    numbers = _typed(request)
    own = Idea.objects.filter(pinner__consent_recorded_by=request.user, pk__in=numbers[-LAST:])
    rows = own.select_related("pinner").defer("search").order_by("-pk")
    letters = {"letters": _for_letters(request).count(), "sheet": uuid4()}
    return {"last": rows, "count": len(numbers), "query": request.GET.urlencode(), **letters}


def _for_letters(request: DeskRequest) -> QuerySet[Idea]:
    """Those of this stack whose person no mail reaches, in the order in which they were typed."""
    own = Idea.objects.filter(pinner__consent_recorded_by=request.user, pk__in=_typed(request))
    unread = own.filter(pinner__email="", owner=None).exclude(state=State.WITHDRAWN.value)
    return unread.select_related("pinner", "municipality").defer("search").order_by("pk")


def _shared(form: StackForm) -> dict[str, str]:
    """What the next sheet shares with this one, for the address of the empty form."""
    data = form.cleaned_data
    table = data.get("table")
    return {
        "op": data["consent_on"].isoformat(),
        **({"tafel": str(table.pk)} if table else {}),
    }


def _kept(request: DeskRequest) -> dict[str, Any]:
    """What the sheet before had; anything else in the address is left alone."""
    kept: dict[str, Any] = {}
    if request.GET.get("op"):
        kept["consent_on"] = request.GET["op"]
    if request.GET.get("tafel"):
        kept["table"] = request.GET["tafel"]
    return kept
