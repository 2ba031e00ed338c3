"""What a table asks everyone, by who organises it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.core.errors import DomainError, tell, worked
from tables.enums import QuestionAnswerState, TableState
from tables.forms.questions import AskForm, HideForm, ReplyForm, ThanksForm
from tables.forms.seen import moment_of, seen_again
from tables.models import QuestionAnswer, TableQuestion
from tables.services import answers
from tables.services import questions as writer
from tables.shown import questions as shown
from tables.views.doors import WorkRequest, at_table
from tables.views.work import context

WORDS = {"thank": QuestionAnswerState.THANKED, "decline": QuestionAnswerState.DECLINED}


@at_table
@require_safe
def home(request: WorkRequest) -> HttpResponse:
    table = request.work.table
    found = shown.of_organisers(table)
    still = [one for one in found if one.is_open]
    more: dict[str, Any] = {
        "opened": still,
        "others": [one for one in found if not one.is_open],
        "waiting": sum(one.waiting_count for one in found),  # type: ignore[attr-defined]
        "may_ask": table.state == TableState.RUNNING and len(still) < writer.MOST_OPEN,
        "runs": table.state == TableState.RUNNING,
    }
    return render(request, "tables/questions/home.html", context(request, **more))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: WorkRequest) -> HttpResponseBase:
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act: dict[str, Any] = {"actor": request.user, "role": request.work.role, "table_id": request.work.table.pk}
        if worked(form, lambda: writer.ask(**act, asked=form.asked())):
            messages.success(request, _("Your question is on the site. Share it with people who may know somebody."))
            return redirect("tables:questions", pk=request.work.table.pk)
    return _form_page(request, form, None)


@at_table
@require_safe
def question(request: WorkRequest, number: int) -> HttpResponse:
    """The question, and what people answered: what waits first."""
    found = _question(request, number)
    rows = QuestionAnswer.everywhere.filter(question=found).select_related("user").order_by("created_at", "pk")
    here = sorted(rows, key=lambda one: one.state != QuestionAnswerState.NEW)
    return render(request, "tables/questions/question.html", context(request, question=found, answers=here))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: WorkRequest, number: int) -> HttpResponseBase:
    found = _question(request, number)
    if request.method != "POST":
        initial = {name: getattr(found, name) for name in ("title", "text", "until", "place")}
        return _form_page(request, AskForm(initial={**initial, "seen": found.changed_at.isoformat()}), found)
    form = AskForm(request.POST)
    if form.is_valid():
        act: dict[str, Any] = {"table_id": request.work.table.pk, "question_id": found.pk}
        try:
            writer.change(**act, seen=moment_of(form.cleaned_data["seen"]), asked=form.asked())
        except writer.Changed as error:
            again = AskForm(seen_again(request.POST, error.question.changed_at.isoformat()))
            again.add_error(None, str(error.message))
            return _form_page(request, again, error.question, theirs=error.question)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("The question is saved."))
            return redirect("tables:work_question", pk=request.work.table.pk, number=found.pk)
    return _form_page(request, form, found)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: WorkRequest, number: int) -> HttpResponseBase:
    """Close it with thanks, or change the thanks."""
    found = _question(request, number)
    form = ThanksForm(request.POST or None, initial={"thanks": found.thanks})
    if request.method == "POST" and form.is_valid():
        act: dict[str, Any] = {"table_id": request.work.table.pk, "question_id": found.pk}
        if worked(form, lambda: writer.close(**act, thanks=form.cleaned_data["thanks"])):
            messages.success(request, _("The question is closed. Everyone can read your thanks."))
            return redirect("tables:work_question", pk=request.work.table.pk, number=found.pk)
    page = context(request, form=form, question=found)
    return render(request, "tables/questions/close.html", page, status=422 if form.errors else 200)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: WorkRequest, number: int) -> HttpResponseBase:
    """Ask for the reason; then take it off the site."""
    found = _question(request, number)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act: dict[str, Any] = {"actor": request.user, "role": request.work.role, "table_id": request.work.table.pk}
        if worked(form, lambda: writer.hide(**act, question_id=found.pk, reason=form.cleaned_data["reason"])):
            messages.success(request, _("The question is off the site."))
            return redirect("tables:work_question", pk=request.work.table.pk, number=found.pk)
    page = context(request, form=form, question=found)
    return render(request, "tables/questions/hide.html", page, status=422 if form.errors else 200)


@at_table
@require_POST
def show(request: WorkRequest, number: int) -> HttpResponse:
    found = _question(request, number)
    try:
        writer.show(role=request.work.role, table_id=request.work.table.pk, question_id=found.pk)
        messages.success(request, _("The question is on the site again."))
    except DomainError as error:
        tell(request, error)
    return redirect("tables:work_question", pk=request.work.table.pk, number=found.pk)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: WorkRequest, number: int, answer: int) -> HttpResponseBase:
    """What somebody answered: thank them, or say why it is not needed."""
    found = _question(request, number)
    said = _answer(found, answer)
    form = ReplyForm(request.POST or None)
    state = WORDS.get(request.POST.get("answer", ""))
    if request.method == "POST" and form.is_valid() and state is not None:
        act: dict[str, Any] = {"actor": request.user, "table_id": request.work.table.pk, "answer_id": said.pk}
        if worked(form, lambda: answers.reply(**act, state=state, text=form.cleaned_data["text"])):
            messages.success(request, _("Your message has been sent."))
            return redirect("tables:work_question", pk=request.work.table.pk, number=found.pk)
        said.refresh_from_db(fields=["state", "reply", "replied_at"])
    page = context(request, form=form, question=found, answer=said)
    return render(request, "tables/questions/answer.html", page, status=422 if form.errors else 200)


@at_table
@require_POST
def put_on_list(request: WorkRequest, number: int, answer: int) -> HttpResponse:
    found = _question(request, number)
    said = _answer(found, answer)
    try:
        answers.put_on_list(actor=request.user, table_id=request.work.table.pk, answer_id=said.pk)
        messages.success(request, _("This person is on the list of your table. You can invite them for a meeting."))
    except DomainError as error:
        tell(request, error)
    return redirect("tables:work_answer", pk=request.work.table.pk, number=found.pk, answer=said.pk)


def _question(request: WorkRequest, number: int) -> TableQuestion:
    found = get_object_or_404(TableQuestion.everywhere.filter(table=request.work.table), pk=number)
    found.table = request.work.table
    return found


def _answer(question: TableQuestion, number: int) -> QuestionAnswer:
    rows = QuestionAnswer.everywhere.filter(question=question).select_related("user", "seat")
    return get_object_or_404(rows, pk=number)


def _form_page(
    request: WorkRequest, form: AskForm, question: TableQuestion | None, *, theirs: TableQuestion | None = None
) -> HttpResponse:
    page = context(request, form=form, question=question, theirs=theirs)
    return render(request, "tables/questions/ask.html", page, status=422 if form.errors else 200)
