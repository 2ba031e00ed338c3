"""People who would rather be called. `listing` and `one` work at whatever desk they are asked."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.core.errors import DomainError
from aantafel.core.paging import by_moment
from aantafel.pages.desks import facts, place, queries, waiting
from aantafel.pages.desks.forms import CloseCallForm
from ideas.lifecycle import BEFORE_REVIEW
from ideas.models import CallBack
from ideas.services import desk
from municipalities.querysets import run_nationally

OPEN, DONE = "wacht", "klaar"
HEAPS = ((OPEN, gettext_lazy("To call")), (DONE, gettext_lazy("Called")))


def listing(request: SignedInRequest) -> HttpResponse:
    stand = DONE if request.GET.get("stand") == DONE else OPEN
    moment = "done_at" if stand == DONE else "created_at"
    rows = run_nationally(_calls()).filter(done_at__isnull=stand == OPEN)
    page = by_moment(rows, moment=moment, after=request.GET.get("na", ""), oldest_first=stand == OPEN)
    here = reverse(place.here().to["calls"])
    context = {
        "rows": [(call, waiting.since(call.created_at)) for call in page.items],
        "heaps": [(label, f"{here}?stand={value}", value == stand) for value, label in HEAPS],
        "done": stand == DONE,
        "first": "" if page.is_first else f"{here}?stand={stand}",
        "more": f"{here}?{urlencode({'stand': stand, 'na': page.next})}" if page.next else "",
    }
    return render(request, "desks/calls.html", context)


def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """One request: what was told already, and what came of it."""
    found = get_object_or_404(_calls(), pk=pk)
    form = CloseCallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with place.acting(found.municipality_id):
                desk.close_call(actor=request.user, call_id=pk, outcome=form.cleaned_data["outcome"])
        except DomainError as error:
            form.add_error(None, str(error.message))
            found = get_object_or_404(_calls(), pk=pk)
        else:
            messages.success(request, _("Noted down. %(name)s is off the list.") % {"name": found.name})
            return redirect(place.here().to["calls"])
    return render(request, "desks/call.html", _context(found, form), status=422 if form.errors else 200)


calls = operator_required(require_safe(listing))
call = operator_required(require_http_methods(["GET", "HEAD", "POST"])(one))


def _context(found: CallBack, form: CloseCallForm) -> dict[str, Any]:
    draft = found.idea if found.idea and found.idea.status in BEFORE_REVIEW else None
    return {
        "call": found,
        "draft": draft,
        "idea": queries.submitted().filter(pk=found.idea_id).first() if found.idea_id else None,
        "facts": facts.of_call(found),
        "form": form,
        "waiting": waiting.since(found.created_at),
        "enter_url": _enter_url(found),
    }


def _enter_url(found: CallBack) -> str:
    """Where this desk enters an idea for somebody."""
    return f"{reverse(place.here().to['enter'])}?{urlencode({'bellen': found.pk})}"


def _calls() -> QuerySet[CallBack]:
    """Those that this desk may see."""
    return queries.calls().select_related("idea", "municipality", "done_by").defer("idea__search")
