"""One idea at the desk of its municipality: everything that the desk may know, and what it can do."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.decorators import DeskRequest, desk_required
from aantafel.accounts.enums import WITH_PEOPLE, DeskPart
from aantafel.core.text import whole_number
from aantafel.pages.coordinator import around
from aantafel.pages.coordinator.forms import NoteForm
from aantafel.pages.coordinator.heaps import match_url
from aantafel.pages.desks import facts, likeness, queries, wording
from aantafel.pages.desks.contact import contact_of, words_for
from aantafel.pages.desks.views.behalf import changing, replying, withdrawing
from aantafel.pages.desks.views.decide import approving, asking, refusing
from aantafel.pages.desks.views.idea import standing_of
from ideas.lifecycle import MERGEABLE
from ideas.models import Idea
from ideas.services import letters, notes
from ideas.services.talks import TALKABLE
from movement.models import TakenInAt

LETTERS = (DeskPart.TAKE_IN, DeskPart.PRINT)
_takes = require_http_methods(["GET", "HEAD", "POST"])
_decides = desk_required(DeskPart.TAKE_IN)

approve = _decides(_takes(approving))
ask = _decides(_takes(asking))
refuse = _decides(_takes(refusing))
behalf_reply = _decides(_takes(replying))
behalf_change = _decides(_takes(changing))
behalf_withdraw = _decides(_takes(withdrawing))


@desk_required()
@require_safe
def idea(request: DeskRequest, pk: int) -> HttpResponse:
    """Whoever does not deal with people sees the idea itself, and neither who is behind it nor what was said."""
    found = queries.idea_for_review(pk)
    entries = queries.entries_of(found)
    contact = contact_of(found)
    standing = standing_of(found, entries, seen=whole_number(request.GET.get("gezien", "")))
    here = not standing["elsewhere"]
    context = {
        **standing,
        "contact": contact,
        "facts": [*facts.of_pinner(found, contact), *_told_at(found)],
        "words": words_for(found, contact, entries) if contact.by_hand else "",
        "around": around.of(found),
        "table": getattr(found, "table", None),
        "alike": [(other, wording.state_of(other)) for other in _alike(found)],
        "others": [(other, wording.state_of(other)) for other in queries.pinned_by_same(found)],
        "following": queries.next_after(found),
        "form": NoteForm(),
        "with_people": not request.parts.isdisjoint(WITH_PEOPLE),
        "letter_url": _letter_url(request, found),
        "may_decide": DeskPart.TAKE_IN in request.parts,
        "may_match": here and DeskPart.MATCH in request.parts and found.is_public,
        "match_url": match_url(pk),
        "may_talk": here and found.status in TALKABLE,
        "may_merge": here and found.status in MERGEABLE,
    }
    return render(request, "coordinator/idea.html", context)


def _letter_url(request: DeskRequest, found: Idea) -> str:
    """Where a letter is made for whom nothing else reaches; "" where that cannot be."""
    pinner = queries.pinner_of(found)
    entered = pinner is not None and pinner.consent_recorded_by_id is not None
    possible = entered and not request.parts.isdisjoint(LETTERS) and letters.can_have_letter(found)
    return reverse("coordinator:letter", args=[found.pk]) if possible else ""


def _told_at(found: Idea) -> facts.Facts:
    """At which table in the neighbourhood it was told."""
    at = TakenInAt.objects.filter(idea=found).select_related("table").first()
    return [(_("Noted at the table"), at.table.name)] if at is not None else []


def _alike(found: Idea) -> list[Idea]:
    return [*likeness.in_the_queue(found), *likeness.on_the_site(found)]


@desk_required(*WITH_PEOPLE)
@_takes
def note(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Write something down for colleagues."""
    found = queries.idea_for_review(pk)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        notes.add(actor=request.user, idea_id=pk, text=form.cleaned_data["text"])
        messages.success(request, _("Noted down."))
        return redirect("coordinator:idea", pk=pk)
    context = {"idea": found, "form": form}
    return render(request, "coordinator/note.html", context, status=422 if form.errors else 200)


@desk_required(*WITH_PEOPLE)
@require_POST
def remove_note(request: DeskRequest, pk: int, number: int) -> HttpResponseBase:
    """Take one's own note away."""
    found = queries.idea_for_review(pk)
    if notes.remove(actor=request.user, idea_id=found.pk, note_id=number):
        messages.success(request, _("The note is gone."))
    return redirect("coordinator:idea", pk=pk)
