"""Reading along while minutes are made. Polled every few seconds by everyone who does: see `tables.minutes.live`."""

from dataclasses import replace

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from aantafel.accounts.decorators import of_somebody
from aantafel.core import clock
from aantafel.core.htmx import wants_fragment
from tables.minutes import live as reading
from tables.minutes.draft import Decided, Draft, Group, Sitter, ToDo
from tables.minutes.live import State
from tables.minutes.masking import Mask
from tables.minutes.text import document, name_of
from tables.shown import queries
from tables.views.gone import gone

STOP_POLLING = 286  # htmx puts the answer in its place and asks no more


@of_somebody
@require_safe
def live(request: HttpRequest, pk: int, slug: str, number: int) -> HttpResponseBase:
    state = reading.state(pk, number)
    if state is None:
        if queries.public_table(pk) is not None:
            raise Http404
        return gone(request, pk)
    if not reading.may_read(state, request.user):
        if request.user.is_authenticated or wants_fragment(request):
            raise Http404
        return redirect_to_login(request.get_full_path())
    if state.version:
        return _made_public(request)
    if wants_fragment(request) and request.GET.get("stand") == state.tag.strip('"'):
        return HttpResponse(status=204)
    tag = state.tag if not request.META.get("HTTP_COOKIE") else ""
    unchanged = get_conditional_response(request, etag=tag) if tag else None
    if unchanged is not None:
        return unchanged
    shown, text = reading.text(state, _made)
    response = _answer(request, state, shown, text)
    response.headers["Cache-Control"] = "no-cache, private"
    if tag:
        response.headers["ETag"] = shown
    return response


def _made_public(request: HttpRequest) -> HttpResponseBase:
    """What is written after that is for the next version, and not for who reads along."""
    there = request.path.removesuffix("live/")
    if wants_fragment(request):
        return render(request, "tables/minutes/_live_over.html", {"public_path": there}, status=STOP_POLLING)
    return HttpResponseRedirect(there)


def _answer(request: HttpRequest, state: State, tag: str, text: str) -> HttpResponse:
    """The text comes out of a template of ours, in which every word was escaped."""
    been = state.day if state.day and state.day < clock.today() else None
    context = {"text": SafeString(text), "stand": tag.strip('"'), "path": request.path, "been": been}
    template = "tables/minutes/_live.html" if wants_fragment(request) else "tables/minutes/live.html"
    return render(request, template, context)


def _made(state: State) -> str:
    """What everyone who reads along sees, from what is written now."""
    draft, mask = reading.draft(state)
    masked = _without_names(draft, mask)
    now = clock.now()
    changed = timezone.localtime(state.changed_at or now)
    shown = {
        "document": document(masked, at=now, site=""),
        "meeting": draft.meeting,
        "meeting_name": name_of(draft.meeting),
        "idea": draft.meeting.table.idea,
        "table": draft.meeting.table,
        "time": date_format(changed, "H:i"),
        "day": "" if changed.date() == clock.today() else date_format(changed, "j F"),
    }
    return render_to_string("tables/minutes/_live_text.html", shown)


def _without_names(draft: Draft, mask: Mask) -> Draft:
    hide = mask.apply
    return replace(
        draft,
        texts={name: hide(text) for name, text in draft.texts.items()},
        sitters=tuple(Sitter(one.capacity, hide(one.role), hide(one.interest)) for one in draft.sitters),
        groups=tuple(Group(hide(one.title), tuple(map(hide, one.cards))) for one in draft.groups),
        decisions=tuple(Decided(one.number, hide(one.text)) for one in draft.decisions),
        actions=tuple(ToDo(one.number, hide(one.text), hide(one.who), one.due_on) for one in draft.actions),
    )
