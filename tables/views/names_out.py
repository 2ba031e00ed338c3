"""Where who organises a table takes a name out of its own texts: first where it stands, then out of all of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aantafel.core.errors import worked
from tables.enums import TimelineKind
from tables.forms.words import NameForm
from tables.minutes.text import name_of
from tables.models import Minutes, StepChange
from tables.services import names_out
from tables.services.minutes.names import Place
from tables.views.doors import WorkRequest, at_table
from tables.views.work import context


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: WorkRequest) -> HttpResponse:
    """A name stands in no address: looking for it is a POST too."""
    work, places = request.work, list[Place]()
    form = NameForm(request.POST or None)
    minutes: list[Minutes] = []
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        if "take_out" in request.POST and worked(form, lambda: _take_out(request, words)):
            messages.success(request, _("It is taken out of the texts of the table. It cannot be brought back."))
            return _on_to_minutes(request, words)
        if not form.errors:
            worked(form, lambda: places.extend(names_out.find(work.table, words)))
        minutes = names_out.in_minutes(work.table, words)
    lines = StepChange.objects.filter(table=work.table, kind=TimelineKind.TAKEN_OUT)
    shown = {
        "form": form,
        "places": places,
        "in_minutes": [(one.meeting.number, name_of(one.meeting)) for one in minutes],
        "removals": list(lines.order_by("created_at", "pk")),
    }
    status = 422 if form.errors else 200
    return render(request, "tables/work/take_name.html", context(request, **shown), status=status)


def _on_to_minutes(request: WorkRequest, words: str) -> HttpResponse:
    """Where the words still stand: minutes are done one by one."""
    table, left = request.work.table, names_out.in_minutes(request.work.table, words)
    if not left:
        return redirect("tables:take_name", pk=table.pk)
    where = ", ".join(name_of(one.meeting) for one in left)
    messages.warning(
        request, _("It still stands in the minutes of: %(where)s. Take it out there too.") % {"where": where}
    )
    return redirect("tables:minutes_take_out", table.pk, left[0].meeting.number)


def _take_out(request: WorkRequest, words: str) -> None:
    work = request.work
    names_out.take_out(actor=work.user, table_id=work.table.pk, words=words, role=work.role)
