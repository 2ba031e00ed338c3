"""Saying how it goes with what one does for a table, from the link in the mail; without an account."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from aantafel.core import ratelimit
from aantafel.core.errors import DomainError
from tables.enums import ActionState
from tables.forms.plan import HelpForm, LaterForm
from tables.models import Action
from tables.services import plan as writer

WITHOUT_WORDS = frozenset({"done", "not_done"})


class TooOften(DomainError):
    default = gettext_lazy("That were many answers from your connection. Try again in an hour.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def action(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """Done, later, or help; and not done after all."""
    forms: dict[str, Any] = {"later": LaterForm(), "help": HelpForm()}
    found = _action(key)
    if request.method != "POST":
        return _page(request, found, forms)
    said = request.POST.get("answer", "")
    if said in forms:
        forms[said] = type(forms[said])(request.POST)
    elif said not in WITHOUT_WORDS:
        return redirect("tables:action", key=key)
    if said in WITHOUT_WORDS or forms[said].is_valid():
        try:
            _say(request, key, said, forms)
        except DomainError as error:
            return _page(request, _action(key), forms, status=409, said=str(error.message))
        messages.success(request, _("Thank you. The table can see it."))
        return redirect("tables:action", key=key)
    return _page(request, found, forms, status=422)


def _say(request: HttpRequest, key: UUID, said: str, forms: dict[str, Any]) -> None:
    if not ratelimit.hit("action-answer", ratelimit.client_address(request), limit=100, per=timedelta(hours=1)):
        raise TooOften
    if said == "done":
        writer.say(key=key, state=ActionState.DONE)
    elif said == "not_done":
        writer.not_done(key=key)
    elif said == "later":
        data = forms["later"].cleaned_data
        writer.say(key=key, state=ActionState.OPEN, said=data["said"], due_on=data["due_on"])
    else:
        writer.say(key=key, state=ActionState.HELP, said=forms["help"].cleaned_data["needed"])


def _action(key: UUID) -> Action:
    rows = Action.everywhere.select_related("seat", "table__idea", "table__municipality").defer("table__idea__search")
    rows = rows.filter(seat__removed_at=None, seat__erased_at=None)
    found = rows.filter(key=key, table__idea__state="published").first()
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, found: Action, forms: dict[str, Any], *, status: int = 200, said: str = ""
) -> HttpResponse:
    page = {"action": found, "table": found.table, "idea": found.table.idea, "said": said, **forms}
    return render(request, "tables/plan/answer.html", page, status=status)
