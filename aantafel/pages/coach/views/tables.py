"""One table as its coach sees it: the idea, the pinner, the answers, notes for oneself, and stopping."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import DeskRequest, coach_required
from aantafel.core.errors import DomainError
from aantafel.core.paging import by_moment
from aantafel.pages.coach import board
from aantafel.pages.coach.forms import EndForm, NoteForm
from coaches import shown
from coaches.forms import MessageForm
from coaches.models import CoachNote, Match
from coaches.services import matches, notes
from coaches.services import messages as writer
from tables import lifecycle
from tables.models import Table
from tables.permissions import coached_table
from tables.road import core, facts, needs, next_action, situation, timeline
from tables.shown.cards import standing


@coach_required
@require_safe
def table(request: DeskRequest, pk: int) -> HttpResponse:
    found, match = coached_table(request.user, request.instance.municipality, pk)
    return render(request, "coach/table.html", _context(request, found, match))


@coach_required
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: DeskRequest, pk: int) -> HttpResponse:
    """Write to the pinner; `pk` is that of the match, as the mail about their message knows it."""
    guided = Match.objects.running().filter(coach__user=request.user, idea__table__isnull=False)
    own = get_object_or_404(guided.select_related("idea__table").defer("idea__search"), pk=pk)
    found, match = coached_table(request.user, request.instance.municipality, own.idea.table.pk)
    form = MessageForm(request.POST or None, auto_id="id_message_%s")
    if request.method == "POST" and form.is_valid():
        try:
            writer.write(actor=request.user, match_id=pk, text=form.cleaned_data["text"])
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Your message is sent."))
            return redirect(reverse("coach:table", args=[found.pk]) + f"#berichten-{pk}")
    context = _context(request, found, match, letter=form)
    return render(request, "coach/table.html", context, status=422 if form.errors else 200)


@coach_required
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: DeskRequest, pk: int) -> HttpResponse:
    """Write something down for yourself. What cannot be taken in stays on the screen."""
    found, match = coached_table(request.user, request.instance.municipality, pk)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        municipality = request.instance.municipality
        notes.add(actor=request.user, municipality=municipality, idea=found.idea, text=form.cleaned_data["text"])
        messages.success(request, _("Your note is saved."))
        return redirect(reverse("coach:table", args=[pk]) + "#notities")
    context = _context(request, found, match, form)
    return render(request, "coach/table.html", context, status=422 if form.errors else 200)


@coach_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove_note(request: DeskRequest, pk: int) -> HttpResponse:
    """Ask whether you are sure; then it is gone for good. Also for who no longer guides the table."""
    found = get_object_or_404(CoachNote.objects.filter(user=request.user).select_related("idea__table"), pk=pk)
    back = _back(request, found)
    if request.method == "POST":
        notes.remove(actor=request.user, note_id=pk)
        messages.success(request, _("Your note is gone."))
        return redirect(back)
    return render(request, "coach/remove_note.html", {"note": found, "back_url": back})


@coach_required
@require_safe
def notebook(request: DeskRequest) -> HttpResponse:
    """All notes of this coach here, also about tables that they no longer guide."""
    rows = CoachNote.objects.filter(user=request.user).select_related("idea__table").defer("idea__search")
    page = by_moment(rows, moment="created_at", after=request.GET.get("na", "")[:40])
    here = reverse("coach:notebook")
    context = {
        "notes": page.items,
        "first": "" if page.is_first else here,
        "more": f"{here}?na={page.next}" if page.next else "",
    }
    return render(request, "coach/notebook.html", context)


@coach_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: DeskRequest, pk: int) -> HttpResponse:
    """Stop at this table: the coordinator hears it with the reason, and looks for somebody else."""
    found, match = coached_table(request.user, request.instance.municipality, pk)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            matches.end(actor=request.user, match_id=match.pk, reason=form.cleaned_data["text"])
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("You no longer guide this table. The coordinator looks for somebody else."))
            return redirect("coach:home")
    context = {"table": found, "idea": found.idea, "match": match, "form": form}
    return render(request, "coach/end.html", context, status=422 if form.errors else 200)


def _context(
    request: DeskRequest,
    found: Table,
    match: Match,
    form: NoteForm | None = None,
    letter: MessageForm | None = None,
) -> dict[str, Any]:
    answers = core.asked(found)
    known, work = facts.gather(found), board.work_of(match, found)
    mine = CoachNote.objects.filter(user=request.user, idea=found.idea).order_by("-created_at", "-pk")
    return {
        "table": found,
        "idea": found.idea,
        "match": match,
        "organises": work is not None,
        "pinner": getattr(found.idea, "pinner", None),
        "standing": standing(found),
        "answers": [(one, reverse("coach:core_question", args=[found.pk, one.question])) for one in answers],
        "together": board.together(found),
        "missing": needs.missing(known, work) if known.state is lifecycle.State.RUNNING else [],
        "next": next_action.of(work, known, situation.gather(found)),
        "moments": timeline.moments(found),
        "notes": mine[:10],
        "form": form or NoteForm(),
        "message": letter or MessageForm(auto_id="id_message_%s"),
        "letters": shown.messages_of(match),
        "can_write": writer.can_write(match),
    }


def _back(request: DeskRequest, found: CoachNote) -> str:
    """To the table for who guides it, else to all notes."""
    guides = Match.objects.running().filter(coach__user=request.user, idea=found.idea_id).exists()
    own = getattr(found.idea, "table", None)
    return reverse("coach:table", args=[own.pk]) + "#notities" if guides and own else reverse("coach:notebook")
