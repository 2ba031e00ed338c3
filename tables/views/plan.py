"""The action plan, by who organises the table."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.core.errors import DomainError, tell, worked
from tables.asking import people
from tables.enums import ActionState
from tables.forms.plan import ActionForm, NewsForm
from tables.forms.seen import moment_of, seen_again
from tables.models import Action, News, Seat, Table
from tables.permissions import Work
from tables.services import news as news_writer
from tables.services import plan as writer
from tables.shown import plan as plan_shown
from tables.views.doors import WorkRequest, at_table
from tables.views.work import context

STATES = {"klaar": ActionState.DONE, "open": ActionState.OPEN, "weg": ActionState.DROPPED}


@at_table
@require_safe
def home(request: WorkRequest) -> HttpResponse:
    table = request.work.table
    names = people.names(request.work, list(Seat.everywhere.filter(actions__table=table).distinct()))
    shown = plan_shown.plan_of(table, lambda seat: names[seat.pk])
    news = list(News.everywhere.filter(table=table)[: plan_shown.NEWS_AT_ONCE])
    return render(request, "tables/plan/home.html", context(request, plan=shown, news=news))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: WorkRequest) -> HttpResponseBase:
    table = request.work.table
    form = ActionForm(request.POST or None, seats=_seats(request.work))
    if request.method == "POST" and form.is_valid():
        act: dict[str, Any] = {"actor": request.user, "table_id": table.pk}
        if worked(form, lambda: writer.add(**act, **form.values())):
            messages.success(request, _("The action is in the plan."))
            return redirect("tables:plan", pk=table.pk)
    return _form_page(request, form, None)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: WorkRequest, number: int) -> HttpResponseBase:
    table = request.work.table
    action = _action(table, number)
    if request.method != "POST":
        seat = str(action.seat_id) if action.seat_id else ""
        initial = {"text": action.text, "seat": seat, "who": action.who, "due_on": action.due_on}
        initial["seen"] = action.changed_at.isoformat()
        return _form_page(request, ActionForm(initial=initial, seats=_seats(request.work)), action)
    form = ActionForm(request.POST, seats=_seats(request.work))
    if form.is_valid():
        act: dict[str, Any] = {"actor": request.user, "table_id": table.pk, "action_id": action.pk}
        try:
            writer.change(**act, seen=moment_of(form.cleaned_data["seen"]), **form.values())
        except writer.Changed as error:
            again = ActionForm(
                seen_again(request.POST, error.action.changed_at.isoformat()), seats=_seats(request.work)
            )
            again.add_error(None, str(error.message))
            return _form_page(request, again, error.action, theirs=error.action)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("The action is saved."))
            return redirect("tables:plan", pk=table.pk)
    return _form_page(request, form, action)


@at_table
@require_POST
def put(request: WorkRequest, number: int, word: str) -> HttpResponse:
    """Done, to do again, or not needed any more."""
    table = request.work.table
    action = _action(table, number)
    if word in STATES:
        try:
            writer.put(table_id=table.pk, action_id=action.pk, state=STATES[word])
        except DomainError as error:
            tell(request, error)
        else:
            messages.success(request, _("Brought up to date: %(action)s") % {"action": action.text})
            return redirect(f"{reverse('tables:plan', args=[table.pk])}#actie-{number}")
    return redirect("tables:plan", pk=table.pk)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def tell_news(request: WorkRequest) -> HttpResponseBase:
    """Tell everyone how it goes."""
    form = NewsForm(request.POST or None, request.FILES or None)
    table = request.work.table
    if request.method == "POST" and form.is_valid():
        told = form.with_picture({"text": form.cleaned_data["text"]})
        act: dict[str, Any] = {"actor": request.user, "role": request.work.role, "table_id": table.pk}
        if worked(form, lambda: news_writer.tell(**act, **told)):
            messages.success(request, _("Everyone can read it on the page of the table."))
            return redirect("tables:plan", pk=table.pk)
    return render(request, "tables/plan/news.html", context(request, form=form), status=422 if form.errors else 200)


@at_table
@require_POST
def remove_news(request: WorkRequest, number: int) -> HttpResponse:
    news_writer.remove(table_id=request.work.table.pk, news_id=number)
    messages.success(request, _("It is taken off the page of the table."))
    return redirect("tables:plan", pk=request.work.table.pk)


def _action(table: Table, number: int) -> Action:
    return get_object_or_404(Action.everywhere.filter(table=table).select_related("seat"), number=number)


def _seats(work: Work) -> list[tuple[Seat, str]]:
    seats = list(Seat.everywhere.listed().filter(table=work.table, erased_at=None))
    names = people.names(work, seats)
    return sorted(((seat, names[seat.pk]) for seat in seats), key=lambda one: one[1].lower())


def _form_page(
    request: WorkRequest, form: ActionForm, action: Action | None, *, theirs: Action | None = None
) -> HttpResponse:
    page = context(request, form=form, action=action, theirs=theirs, nobody=len(form.seats) == 0)
    return render(request, "tables/plan/action.html", page, status=422 if form.errors else 200)
