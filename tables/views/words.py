"""What the owner decides: after each meeting whether the table goes on, and when it can be judged. For an owner without
an account the coach or the desk writes it down.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aantafel.core.errors import worked
from tables import lifecycle
from tables.enums import WordKind
from tables.forms.words import WordForm
from tables.lifecycle import State, Step
from tables.models import Meeting, OwnerWord, Table
from tables.road import facts as known
from tables.road.facts import ACTORS
from tables.services import words
from tables.views.doors import WorkRequest, at_table
from tables.views.work import context


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: WorkRequest) -> HttpResponse:
    work = request.work
    facts = known.gather(work.table)
    runs = facts.state is State.RUNNING
    open_ones = undecided(work.table) if runs else []
    meeting = _chosen(open_ones, request)
    kinds = _kinds(facts.step, meeting) if runs else []
    form = WordForm(
        request.POST or None,
        kinds=kinds,
        with_reason=words.WITH_REASON,
        initial={"kind": kinds[0].value if len(kinds) == 1 else None, "meeting": meeting.pk if meeting else None},
    )
    if request.method == "POST" and form.is_valid():
        kind = WordKind(form.cleaned_data["kind"])
        about = meeting if kind in words.AFTER_A_MEETING else None

        def act() -> None:
            who: dict[str, Any] = {"actor": work.user, "table_id": work.table.pk, "role": work.role}
            words.decide(**who, kind=kind, reason=form.cleaned_data["reason"], meeting=about)

        if worked(form, act):
            messages.success(request, _("Written down. Everyone can read it on the page of the table."))
            return redirect("tables:work", pk=work.table.pk)
    is_mine = runs and ACTORS[work.role] in lifecycle.speakers(facts)
    shown = {
        "form": form,
        "kinds": kinds,
        "the_one": kinds[0].label if len(kinds) == 1 else "",
        "meeting": meeting,
        "others": [one for one in open_ones if one != meeting],
        "is_mine": is_mine,
        "writes_down": is_mine and not work.is_owner,
        "is_last": facts.step is Step.EVALUATE and runs,
        "said": OwnerWord.objects.filter(table=work.table).select_related("meeting").order_by("-at", "-pk"),
    }
    return render(request, "tables/work/words.html", context(request, **shown), status=422 if form.errors else 200)


def undecided(table: Table) -> list[Meeting]:
    """The meetings of this round after which the owner has to say whether the table goes on; the latest first. One
    query.
    """
    rows = Meeting.everywhere.filter(table=table, round=table.round)
    return list(rows.undecided().order_by("-starts_at", "-pk"))


def _chosen(open_ones: list[Meeting], request: WorkRequest) -> Meeting | None:
    asked = request.POST.get("meeting") or request.GET.get("bijeenkomst", "")
    found = next((one for one in open_ones if str(one.pk) == asked), None)
    return found or (open_ones[0] if open_ones else None)


def _kinds(step: Step, meeting: Meeting | None) -> list[WordKind]:
    found = [WordKind.GO_ON, WordKind.STOP] if meeting is not None else []
    return [*found, WordKind.CAN_BE_JUDGED] if step is Step.DO else found
