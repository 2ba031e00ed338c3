"""Filling in the survey of a table, from the link in the mail; without an account. Nobody sees whose answers it are."""

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
from aantafel.core.errors import DomainError, worked
from tables.forms.evaluation import SurveyForm
from tables.models import SurveyPass
from tables.services import survey as asker


class TooOften(DomainError):
    default = gettext_lazy("That were many answers from your connection. Try again in an hour.")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, key: UUID) -> HttpResponseBase:
    found = _pass(key)
    if request.method != "POST":
        before = asker.given(found) if found.evaluation.is_asking else None
        initial: dict[str, Any] = {name: str(getattr(before, name)) for name in asker.ANSWERED} if before else {}
        return _page(request, found, SurveyForm(initial=initial))
    form = SurveyForm(request.POST)
    if form.is_valid() and worked(form, lambda: _answer(request, key, form)):
        messages.success(
            request, _("Thank you. Your answers are kept. You can change them as long as the survey runs.")
        )
        return redirect("tables:survey", key=key)
    return _page(request, found, form)


def _answer(request: HttpRequest, key: UUID, form: SurveyForm) -> None:
    if not ratelimit.hit("survey-answer", ratelimit.client_address(request), limit=100, per=timedelta(hours=1)):
        raise TooOften
    try:
        asker.answer(key=key, answers=form.answers())
    except SurveyPass.DoesNotExist as gone:  # forgotten at this very moment
        raise Http404 from gone


def _pass(key: UUID) -> SurveyPass:
    rows = SurveyPass.objects.select_related("evaluation__table__idea", "evaluation__table__municipality")
    rows = rows.filter(seat__removed_at=None, seat__erased_at=None)
    found = rows.filter(key=key, evaluation__table__idea__state="published").first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: SurveyPass, form: SurveyForm) -> HttpResponse:
    evaluation = found.evaluation
    page = {
        "form": form,
        "evaluation": evaluation,
        "has_answered": found.has_answered,
        "table": evaluation.table,
        "idea": evaluation.table.idea,
    }
    return render(request, "tables/evaluation/survey.html", page, status=422 if form.errors else 200)
