"""Answering what a table asks, with a code for who is not signed in; and how it stands with an answer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.accounts.models import User
from aantafel.core.errors import DomainError
from aantafel.core.ratelimit import client_address
from ideas.enums import IntentionKind
from ideas.services import intentions
from tables.forms.questions import AnswerQuestionForm
from tables.models import QuestionAnswer, TableQuestion
from tables.permissions import owns_or_guides
from tables.services import answers
from tables.shown import questions


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponseBase:
    question = questions.at_address(pk)
    if question is None or question.hidden_at is not None:
        raise Http404
    user = request.user if isinstance(request.user, User) else None
    sent = request.POST if request.method == "POST" else None
    form = AnswerQuestionForm(sent, user=user, initial=_typed(request, question, user))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_send(request, question, form, user))
        except DomainError as error:
            form.add_error(None, str(error.message))
    context = {
        "question": question,
        "idea": question.table.idea,
        "form": form,
        "is_own": user is not None and owns_or_guides(user, question.table),
        "mine": list(QuestionAnswer.everywhere.filter(question=question, user=user)) if user else [],
    }
    return render(request, "tables/questions/answer_new.html", context, status=422 if form.errors else 200)


@signed_in
@require_safe
def mine(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    return render(request, "tables/questions/mine.html", {"answer": found, "question": found.question})


@signed_in
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    question = _own(request, pk).question
    answers.take_back(actor=request.user, answer_id=pk)
    messages.success(request, _("You have taken your answer back."))
    return redirect("tables:answer_question", pk=question.pk)


def _own(request: SignedInRequest, pk: int) -> QuestionAnswer:
    """Somebody else's is not found."""
    rows = QuestionAnswer.everywhere.filter(user=request.user)
    return get_object_or_404(rows.select_related("question__table__idea", "question__table__municipality"), pk=pk)


def _send(request: HttpRequest, question: TableQuestion, form: AnswerQuestionForm, user: User | None) -> str:
    """Where to go next: what was sent, or for who is not signed in the question for the code."""
    name = form.cleaned_data.get("name", "")
    if user is not None:
        made = answers.answer(actor=user, question_id=question.pk, typed=form.typed(), name=name)
        messages.success(request, _("Thank you. Your answer has been sent to the table."))
        return reverse("tables:my_answer", args=[made.pk])
    if not question.is_open:
        raise answers.NotOpen
    token = intentions.mean(
        kind=IntentionKind.ANSWER,
        idea=question.table.idea,
        email=form.cleaned_data["email"],
        name=name,
        client=client_address(request),
        language=get_language() or "nl",
        data={**form.typed(), "question": question.pk},
    )
    return reverse("accounts:code", args=[token.key])


def _typed(request: HttpRequest, question: TableQuestion, user: User | None) -> dict[str, Any]:
    """What somebody had typed before they came back to correct it; or else what we know already."""
    kept = intentions.find(request.GET.get("terug", ""))
    if kept is not None and kept.kind == IntentionKind.ANSWER and kept.data.get("question") == question.pk:
        return {**kept.data, "name": kept.name, "email": kept.email}
    return {"capacity": user.capacity} if user is not None else {}
