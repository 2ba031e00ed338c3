"""Variants, and choosing between them, by who organises the table."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.core.errors import DomainError, tell, worked
from tables.asking import people
from tables.enums import ChoiceWay
from tables.forms.choice import CloseForm, CountForm, VariantForm, WayForm
from tables.forms.seen import moment_of, seen_again
from tables.minutes.unasked import unasked_in
from tables.models import Choice, ChoiceNumber, Variant
from tables.services import choosing, variants
from tables.shown import choice as choice_shown
from tables.views.doors import WorkRequest, at_table
from tables.views.work import context


@at_table
@require_safe
def home(request: WorkRequest) -> HttpResponse:
    """All variants of this round, and how the choice stands."""
    table = request.work.table
    found = list(variants.open_variants(table))
    choice = _choice_of(request)
    more: dict[str, Any] = {
        "variants": found,
        "chosen": next((one for one in found if one.chosen_at), None),
        "choice": choice,
        "may_add": len(found) < variants.MOST,
    }
    if choice is not None:
        numbers = choice_shown.numbers(choice)
        more |= {
            "numbers": numbers,
            "voters": choosing.voters(choice),
            "has_numbers": any(one.number or one.against for one in numbers.scores),
        }
    return render(request, "tables/choice/home.html", context(request, **more))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: WorkRequest) -> HttpResponseBase:
    """Said before anybody types: while the table chooses, and once it chose, the variants stay as they are."""
    form = VariantForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        act: dict[str, Any] = {"actor": request.user, "table_id": request.work.table.pk}
        if worked(form, lambda: variants.add(**act, **form.values())):
            messages.success(request, _("The variant is written down."))
            return redirect("tables:choice", pk=request.work.table.pk)
    if request.method != "POST" and variants.are_settled(request.work.table):
        return render(request, "tables/choice/settled.html", context(request, why=variants.BeingChosen().message))
    return _form_page(request, form, None)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: WorkRequest, number: int) -> HttpResponseBase:
    variant = get_object_or_404(variants.open_variants(request.work.table), pk=number)
    if request.method != "POST":
        fields = VariantForm.base_fields
        initial = {name: getattr(variant, name) for name in fields if name not in {"picture", "seen"}}
        initial["seen"] = variant.changed_at.isoformat()
        return _form_page(request, VariantForm(initial=initial, has_picture=bool(variant.picture)), variant)
    form = VariantForm(request.POST, request.FILES, has_picture=bool(variant.picture))
    if form.is_valid():
        act: dict[str, Any] = {"variant_id": variant.pk, "table_id": request.work.table.pk}
        try:
            variants.change(**act, seen=moment_of(form.cleaned_data["seen"]), **form.values())
        except variants.Changed as error:
            typed = seen_again(request.POST, error.variant.changed_at.isoformat())
            again = VariantForm(typed, has_picture=bool(error.variant.picture))
            again.add_error(None, str(error.message))
            return _form_page(request, again, error.variant, theirs=error.variant)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("The variant is saved."))
            return redirect("tables:choice", pk=request.work.table.pk)
    return _form_page(request, form, variant)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: WorkRequest, number: int) -> HttpResponseBase:
    """Ask whether you are sure; then take it away."""
    variant = get_object_or_404(variants.open_variants(request.work.table), pk=number)
    if request.method == "POST":
        try:
            variants.drop(variant_id=variant.pk, table_id=request.work.table.pk)
            messages.success(request, _("The variant is taken away."))
        except DomainError as error:
            tell(request, error)
        return redirect("tables:choice", pk=request.work.table.pk)
    return render(request, "tables/choice/drop.html", context(request, variant=variant))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def open_choice(request: WorkRequest) -> HttpResponseBase:
    """Choose the way, and let the table choose."""
    table = request.work.table
    form = WayForm(
        request.POST or None, doubts=choice_shown.too_soon(table), initial={"way": choice_shown.usual_way(table).value}
    )
    if request.method == "POST" and form.is_valid():
        way, dots = ChoiceWay(form.cleaned_data["way"]), form.cleaned_data["dots"]
        act: dict[str, Any] = {"actor": request.user, "table_id": request.work.table.pk, "way": way, "dots": dots}
        if worked(form, lambda: choosing.open_choice(**act)):
            messages.success(request, _("The table can choose now. Who has a mail address got a link."))
            return redirect("tables:choice", pk=request.work.table.pk)
    page = context(request, form=form)
    return render(request, "tables/choice/open.html", page, status=422 if form.errors else 200)


@at_table
@require_safe
def room(request: WorkRequest) -> HttpResponse:
    """For on a screen or on paper in the room: the own way to choose of who has not."""
    choice = _open_choice(request)
    seats = choosing.silent(choice)
    names = people.names(request.work, seats)
    links = [(names[seat.pk], reverse("tables:ballot", args=[choice.key, seat.key])) for seat in seats]
    return render(request, "tables/choice/room.html", context(request, choice=choice, people=links))


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def count(request: WorkRequest) -> HttpResponseBase:
    """Write down what hands and stickers said."""
    choice = _open_choice(request)
    found = list(variants.open_variants(request.work.table))
    counted = {one.variant_id: one for one in ChoiceNumber.objects.filter(choice=choice)}
    initial = {f"for_{pk}": one.number for pk, one in counted.items()}
    initial |= {f"against_{pk}": one.against for pk, one in counted.items()}
    form = CountForm(request.POST or None, choice=choice, variants=found, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and worked(form, lambda: choosing.count_by_hand(choice_id=choice.pk, numbers=form.numbers()))
    ):
        messages.success(request, _("The numbers are written down."))
        return redirect("tables:choice", pk=request.work.table.pk)
    page = context(request, form=form, choice=choice)
    return render(request, "tables/choice/count.html", page, status=422 if form.errors else 200)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: WorkRequest) -> HttpResponseBase:
    """Write down what the table chose, and why."""
    choice = _open_choice(request)
    table = request.work.table
    numbers = choice_shown.numbers(choice)
    doubts = choice_shown.doubts(choice, numbers)
    texts = [request.POST.get(name, "") for name in ("reason", "objections")]
    named = unasked_in(table, texts) if any(texts) else []
    found = [one.variant for one in numbers.scores]
    form = CloseForm(request.POST or None, variants=found, doubts=doubts, names=bool(named))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        act: dict[str, Any] = {"actor": request.user, "role": request.work.role, "table_id": table.pk}
        act |= {"choice_id": choice.pk, "variant_id": int(data["variant"])}
        if worked(form, lambda: choosing.close(**act, reason=data["reason"], objections=data["objections"])):
            messages.success(request, _("The choice is written down. Now make the plan: who does what, and when?"))
            return redirect("tables:plan", pk=table.pk)
    page = context(request, form=form, choice=choice, numbers=numbers, unasked=named)
    return render(request, "tables/choice/close.html", page, status=422 if form.errors else 200)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: WorkRequest) -> HttpResponseBase:
    """Ask whether you are sure; then stop choosing, without a choice."""
    choice = _choice_of(request)
    if choice is not None and choice.closed_at is None:
        if request.method != "POST":
            page = context(request, voters=choosing.voters(choice))
            return render(request, "tables/choice/call_off.html", page)
        choosing.call_off(table_id=request.work.table.pk, choice_id=choice.pk)
        messages.success(request, _("The table is no longer choosing. You can change the variants again."))
    return redirect("tables:choice", pk=request.work.table.pk)


def _choice_of(request: WorkRequest) -> Choice | None:
    table = request.work.table
    return Choice.everywhere.filter(table=table, round=table.round).select_related("variant").first()


def _open_choice(request: WorkRequest) -> Choice:
    choice = _choice_of(request)
    if choice is None or choice.closed_at is not None:
        raise Http404
    return choice


def _form_page(
    request: WorkRequest, form: VariantForm, variant: Variant | None, *, theirs: Variant | None = None
) -> HttpResponse:
    page = context(request, form=form, variant=variant, theirs=theirs)
    return render(request, "tables/choice/variant.html", page, status=422 if form.errors else 200)
