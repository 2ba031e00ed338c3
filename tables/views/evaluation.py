"""Looking back on a table, by who organises it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.core.errors import DomainError, tell, worked
from tables import lifecycle
from tables.asking import people
from tables.enums import TableState, WordKind
from tables.forms.evaluation import AimsForm, EffectForm, OutcomeForm, TypeForm
from tables.forms.seen import moment_of, seen_again
from tables.lifecycle import Move, Step
from tables.models import Effect, Evaluation, OwnerWord, SurveyPass
from tables.road import facts as known
from tables.services import evaluation as writer
from tables.services import outcome as decider
from tables.services import survey as asker
from tables.shown import evaluation as shown
from tables.shown import survey
from tables.views.doors import WorkRequest, at_table
from tables.views.work import context


@at_table
@require_safe
def home(request: WorkRequest) -> HttpResponse:
    table = request.work.table
    evaluation = _evaluation(request)
    passes = SurveyPass.objects.filter(evaluation=evaluation) if evaluation else SurveyPass.objects.none()
    asked = list(passes.values_list("has_answered", flat=True))
    runs = table.state == TableState.RUNNING and table.step == Step.EVALUATE
    more: dict[str, Any] = {
        "evaluation": evaluation,
        "asked": len(asked),
        "answered": sum(asked),
        "to_go": _to_go(evaluation),
        "waiting": asker.without_pass(table, evaluation).count() if evaluation and evaluation.is_asking and runs else 0,
        "results": shown.results(evaluation),
        "effects": list(Effect.everywhere.filter(evaluation=evaluation)) if evaluation else [],
        "aims": shown.aims(evaluation),
        "writable": writer.is_writable(table),
        "runs": runs,
        "decides": _decides(request),
        "outcome": _outcome(request),
    }
    return render(request, "tables/evaluation/home.html", context(request, **more))


@at_table
@require_POST
def ask(request: WorkRequest) -> HttpResponse:
    """Send the survey to who takes part."""
    try:
        asker.ask(table_id=request.work.table.pk)
        messages.success(request, _("The survey is on its way. Who has no mail address fills it in on paper."))
    except DomainError as error:
        tell(request, error)
    return redirect("tables:evaluation", pk=request.work.table.pk)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: WorkRequest) -> HttpResponseBase:
    """Ask whether you are sure, with how many answered; then nobody answers any more."""
    evaluation = _evaluation(request)
    if request.method == "POST":
        try:
            asker.close(table_id=request.work.table.pk)
            messages.success(request, _("The survey is closed. Below you read what came out."))
        except DomainError as error:
            tell(request, error)
    elif evaluation is not None and evaluation.is_asking:
        passes = list(SurveyPass.objects.filter(evaluation=evaluation).values_list("has_answered", flat=True))
        counts = {"asked": len(passes), "answered": sum(passes), "fewest": survey.FEWEST}
        return render(request, "tables/evaluation/close.html", context(request, **counts))
    return redirect("tables:evaluation", pk=request.work.table.pk)


@at_table
@require_safe
def paper(request: WorkRequest) -> HttpResponse:
    """The survey, to print."""
    words = [str(shown.WORDS[word]) for word in survey.WORDS]
    more = {"statements": list(shown.STATEMENTS.values()), "words": words}
    return render(request, "tables/evaluation/paper.html", context(request, **more))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def type_in(request: WorkRequest) -> HttpResponseBase:
    """Type over what somebody wrote on paper."""
    evaluation = _evaluation(request)
    if evaluation is None or not evaluation.is_asking:
        raise Http404
    waiting = list(SurveyPass.objects.filter(evaluation=evaluation, has_answered=False).select_related("seat"))
    names = people.names(request.work, [one.seat for one in waiting])
    named = sorted(((one, names[one.seat.pk]) for one in waiting), key=lambda one: one[1].lower())
    form = TypeForm(request.POST or None, people=named)
    if request.method == "POST" and form.is_valid():
        act: dict[str, Any] = {"table_id": request.work.table.pk, "pass_id": int(form.cleaned_data["person"])}
        if worked(form, lambda: asker.type_in(**act, answers=form.answers())):
            messages.success(request, _("The answers are kept, without whose they are."))
            return redirect("tables:evaluation", pk=request.work.table.pk)
    page = context(request, form=form, nobody=not named)
    return render(request, "tables/evaluation/type.html", page, status=422 if form.errors else 200)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def aims(request: WorkRequest) -> HttpResponseBase:
    """A sentence for each aim, and the lessons."""
    evaluation = _evaluation(request)
    if request.method != "POST":
        initial = {name: getattr(evaluation, name) for name in writer.WRITTEN} if evaluation else {}
        seen = evaluation.changed_at.isoformat() if evaluation else ""
        return _aims_page(request, AimsForm(initial={**initial, "seen": seen}))
    form = AimsForm(request.POST)
    if form.is_valid():
        act: dict[str, Any] = {"actor": request.user, "role": request.work.role, "table_id": request.work.table.pk}
        try:
            writer.write(**act, seen=moment_of(form.cleaned_data["seen"]), texts=form.texts())
        except writer.Changed as error:
            again = AimsForm(seen_again(request.POST, error.evaluation.changed_at.isoformat()))
            again.add_error(None, str(error.message))
            return _aims_page(request, again, theirs=error.evaluation)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("It is saved."))
            return redirect("tables:evaluation", pk=request.work.table.pk)
    return _aims_page(request, form)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def add_effect(request: WorkRequest) -> HttpResponseBase:
    form = EffectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act: dict[str, Any] = {"actor": request.user, "table_id": request.work.table.pk}
        if worked(form, lambda: writer.add_effect(**act, values=form.values())):
            messages.success(request, _("It is written down."))
            return redirect("tables:evaluation", pk=request.work.table.pk)
    return _effect_page(request, form, None)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def change_effect(request: WorkRequest, number: int) -> HttpResponseBase:
    effect = _effect(request, number)
    if request.method != "POST":
        initial = {name: getattr(effect, name) for name in ("text", "whom", "known_by", "unit", "before", "after")}
        return _effect_page(request, EffectForm(initial={**initial, "seen": effect.changed_at.isoformat()}), effect)
    form = EffectForm(request.POST)
    if form.is_valid():
        act: dict[str, Any] = {"table_id": request.work.table.pk, "effect_id": effect.pk}
        try:
            writer.change_effect(**act, seen=moment_of(form.cleaned_data["seen"]), values=form.values())
        except writer.EffectChanged as error:
            again = EffectForm(seen_again(request.POST, error.effect.changed_at.isoformat()))
            again.add_error(None, str(error.message))
            return _effect_page(request, again, error.effect, theirs=error.effect)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("It is saved."))
            return redirect("tables:evaluation", pk=request.work.table.pk)
    return _effect_page(request, form, effect)


@at_table
@require_POST
def remove_effect(request: WorkRequest, number: int) -> HttpResponse:
    effect = _effect(request, number)
    try:
        writer.remove_effect(table_id=request.work.table.pk, effect_id=effect.pk)
        messages.success(request, _("It is taken away."))
    except DomainError as error:
        tell(request, error)
    return redirect("tables:evaluation", pk=request.work.table.pk)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: WorkRequest) -> HttpResponseBase:
    """The owner decides what happens now."""
    if not _decides(request):
        return redirect("tables:evaluation", pk=request.work.table.pk)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act: dict[str, Any] = {"actor": request.user, "role": request.work.role, "table_id": request.work.table.pk}
        kind, reason = WordKind(form.cleaned_data["kind"]), form.cleaned_data["reason"]
        if worked(form, lambda: decider.decide(**act, kind=kind, reason=reason)):
            messages.success(request, _("It is decided. Everyone can read how your table looks back."))
            return redirect("tables:work", pk=request.work.table.pk)
    evaluation = _evaluation(request)
    page = context(request, form=form, evaluation=evaluation, to_go=_to_go(evaluation))
    return render(request, "tables/evaluation/outcome.html", page, status=422 if form.errors else 200)


def _evaluation(request: WorkRequest) -> Evaluation | None:
    table = request.work.table
    return Evaluation.everywhere.filter(table=table, round=table.round).first()


def _to_go(evaluation: Evaluation | None) -> int:
    """How many more have to answer before anything of a survey that runs can show; 0 for none. One query."""
    if evaluation is None or not evaluation.is_asking:
        return 0
    return max(survey.FEWEST - SurveyPass.objects.filter(evaluation=evaluation, has_answered=True).count(), 0)


def _effect(request: WorkRequest, number: int) -> Effect:
    table = request.work.table
    rows = Effect.everywhere.filter(evaluation__table=table, evaluation__round=table.round)
    return get_object_or_404(rows, pk=number)


def _decides(request: WorkRequest) -> bool:
    """Whether this is who may say what happens now, and the table stands where that is asked."""
    actor = known.ACTORS.get(request.work.role)
    return actor is not None and lifecycle.may(known.gather(request.work.table), Move.FINISH, actor)


def _outcome(request: WorkRequest) -> OwnerWord | None:
    table = request.work.table
    return OwnerWord.objects.filter(table=table, round=table.round, kind__in=known.OUTCOMES).last()


def _aims_page(request: WorkRequest, form: AimsForm, *, theirs: Evaluation | None = None) -> HttpResponse:
    said = [one for one in shown.aims(theirs) if one.text] if theirs else []
    page = context(request, form=form, theirs=theirs, theirs_of_aims=said)
    return render(request, "tables/evaluation/aims.html", page, status=422 if form.errors else 200)


def _effect_page(
    request: WorkRequest, form: EffectForm, effect: Effect | None, *, theirs: Effect | None = None
) -> HttpResponse:
    page = context(request, form=form, effect=effect, theirs=theirs)
    return render(request, "tables/evaluation/effect.html", page, status=422 if form.errors else 200)
