"""From which side somebody sees a request for help, and what the pages of all sides share."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet, TextChoices
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aantafel.accounts.decorators import SignedInRequest
from aantafel.core.errors import DomainError
from aantafel.core.paging import by_moment
from aantafel.pages.desks import waiting
from aantafel.pages.help import facilitators
from aantafel.pages.help.facilitators import Naming
from aantafel.pages.help.forms import FINISH, NAME, PASS_ON, SAY, LineForm
from coaches.enums_talk import HelpSide, HelpState
from coaches.models import HelpRequest
from coaches.services import help_requests as writer

DONE_WORDS: dict[str, str | Promise] = {
    SAY: _("Your message is sent."),
    FINISH: _("This is rounded off."),
    PASS_ON: _("Passed on. The operator answers from now on."),
}


class Heap(TextChoices):
    """Which requests a desk lists, by the word in the address."""

    OPEN = "wacht", pgettext_lazy("heap of requests for help", "Waits")
    ANSWERED = "beantwoord", pgettext_lazy("heap of requests for help", "Answered")
    DONE = "klaar", pgettext_lazy("heap of requests for help", "Done")


STATES = {Heap.OPEN: HelpState.OPEN, Heap.ANSWERED: HelpState.ANSWERED, Heap.DONE: HelpState.DONE}


@dataclass(frozen=True)
class Seat:
    """`rows` gives the requests that this side may read; `space` is where its pages stand."""

    side: HelpSide
    base: str
    space: str
    rows: Callable[[], QuerySet[HelpRequest]]

    @property
    def list_url(self) -> str:
        return reverse(f"{self.space}:help_requests")

    def url(self, pk: int) -> str:
        return reverse(f"{self.space}:help_request", args=[pk])


def list_page(request: SignedInRequest, seat: Seat) -> HttpResponse:
    """What waits longest first of what waits, else what was last answered."""
    word = request.GET.get("stand", "")
    heap = Heap(word) if word in Heap.values else Heap.OPEN
    rows = seat.rows().filter(state=STATES[heap]).select_related("asker", "municipality", "idea").defer("idea__search")
    after = request.GET.get("na", "")[:40]
    page = by_moment(rows, moment="waits_since", after=after, oldest_first=heap is Heap.OPEN)
    here = seat.list_url
    context = {
        "base": seat.base,
        "seat": seat,
        "rows": [(one, seat.url(one.pk), waiting.since(one.waits_since)) for one in page.items],
        "heaps": [(each.label, f"{here}?stand={each}", each is heap) for each in Heap],
        "heap": heap,
        "waits": heap is Heap.OPEN,
        "first": "" if page.is_first else f"{here}?stand={heap}",
        "more": f"{here}?stand={heap}&na={page.next}" if page.next else "",
    }
    return render(request, "help/list.html", context)


def request_page(request: SignedInRequest, seat: Seat, pk: int) -> HttpResponse:
    """One request with the talk about it; write, round off, or (the desk) pass it on."""
    rows = seat.rows().select_related("asker", "municipality", "idea__table").defer("idea__search")
    found = get_object_or_404(rows, pk=pk)
    naming = facilitators.naming(seat.side, found, request.POST if request.POST.get("act") == NAME else None)
    if request.POST.get("act") == NAME and naming is not None:
        if facilitators.named(request.user, seat.side, naming):
            messages.success(request, _("This person is asked by mail."))
            return redirect(seat.url(pk))
        return render(request, "help/request.html", _context(seat, found, LineForm(), naming), status=422)
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _act(request, seat, found, form)
        except DomainError as error:
            form.add_error(None, str(error.message))
            found = get_object_or_404(rows, pk=pk)
        else:
            messages.success(request, str(DONE_WORDS[form.cleaned_data["act"]]))
            return redirect(seat.url(pk))
    status = 422 if form.errors else 200
    return render(request, "help/request.html", _context(seat, found, form, naming), status=status)


def _context(seat: Seat, found: HelpRequest, form: LineForm, naming: Naming | None) -> dict[str, Any]:
    return {
        "base": seat.base,
        "seat": seat,
        "asked": found,
        "entries": found.entries.select_related("author"),
        "form": form,
        "waiting": waiting.since(found.waits_since),
        "at_operator": found.passed_on or not writer.has_desk(found.municipality),
        "is_asker": seat.side is HelpSide.ASKER,
        "can_pass_on": seat.side is HelpSide.DESK and not found.passed_on and found.state != HelpState.DONE,
        "is_done": found.state == HelpState.DONE,
        "naming": naming,
    }


def _act(request: SignedInRequest, seat: Seat, found: HelpRequest, form: LineForm) -> None:
    act, text = form.cleaned_data["act"], form.cleaned_data["text"]
    if act == PASS_ON:
        if seat.side is not HelpSide.DESK:
            raise Http404
        writer.pass_on(actor=request.user, request_id=found.pk, text=text)
    elif act == FINISH:
        writer.finish(actor=request.user, request_id=found.pk, side=seat.side, text=text)
    else:
        writer.say(actor=request.user, request_id=found.pk, side=seat.side, text=text)
