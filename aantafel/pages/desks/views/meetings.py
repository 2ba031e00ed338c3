"""The free meetings that enough likes bring: planned, held, and told of."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.accounts.models import User
from aantafel.core.errors import Conflict, DomainError, tell
from aantafel.pages.desks import facts, meetings, waiting
from aantafel.pages.desks.contact import contact_of
from aantafel.pages.desks.meeting_form import MeetingForm
from aantafel.pages.desks.meetings import Heap
from aantafel.pages.desks.telling import Telling, without_foot
from ideas.enums import FreeMeetingState, NoticeWay
from ideas.models import FreeMeeting
from ideas.notifications import FIFTY_MUNICIPALITY_KIND, fifty_context
from ideas.services import free_meetings as service
from tables.services import free
from tables.services.free import USUAL


@operator_required
@require_safe
def listed(request: SignedInRequest) -> HttpResponse:
    heap = meetings.heap_of(request.GET.get("stand", ""))
    page = meetings.page(heap, request.GET.get("na", ""))
    here = reverse("desk:meetings")
    context = {
        "rows": [
            (row, meetings.told(row), meetings.next_step(row), waiting.since(row.reached_at)) for row in page.items
        ],
        "heaps": [(each.label, f"{here}?stand={each}", each is heap) for each in Heap],
        "heap": heap,
        "switched_off": not settings.MUNICIPALITY_MAIL_ENABLED,
        "first": "" if page.is_first else f"{here}?stand={heap}",
        "more": f"{here}?{urlencode({'stand': heap.value, 'na': page.next})}" if page.next else "",
    }
    return render(request, "desks/meetings.html", context)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: SignedInRequest, pk: int) -> HttpResponse:
    """One free meeting: the idea, whom to reach, what went out, and where it stands."""
    found = _meeting(pk)
    at_table = meetings.at_table(found)
    begins = timezone.localtime(at_table.starts_at).time() if at_table and at_table.starts_at else USUAL
    form = MeetingForm(request.POST or None, meeting=found, begins=begins)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        to = FreeMeetingState(data["to"])
        chosen = {"planned_for": data["planned_for"], "note": data["note"], "seen": data["mark"]}
        chosen["at"] = data["at"] or begins
        try:
            free.move(actor=request.user, meeting_id=pk, to=to, **chosen)
        except Conflict as error:
            return render(request, "desks/meeting.html", _conflicting(pk, request, error), status=409)
        except DomainError as error:
            form.add_error("planned_for", str(error.message))
        else:
            messages.success(request, _("Saved. The meeting stands at: %(state)s.") % {"state": to.label})
            return redirect("desk:meeting", pk=pk)
    status = 422 if form.errors else 200
    return render(request, "desks/meeting.html", _context(found, form, request.user), status=status)


@operator_required
@require_POST
def done(request: SignedInRequest, pk: int) -> HttpResponse:
    """The contact form has been filled in."""
    return _do(request, _meeting(pk), service.tell_by_hand, _("Noted down that %(name)s has heard of it."))


@operator_required
@require_POST
def by_hand(request: SignedInRequest, pk: int) -> HttpResponse:
    """Not by mail after all."""
    said = _("Tell %(name)s by its contact form. The text is ready.")
    return _do(request, _meeting(pk), service.by_hand_instead, said)


@operator_required
@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """The mail once more, to the mailbox as it is now."""
    return _do(request, _meeting(pk), service.send_again, _("The mail to %(name)s is in the outbox again."))


def _do(request: SignedInRequest, found: FreeMeeting, act: Callable[..., None], message: str) -> HttpResponse:
    try:
        act(actor=request.user, meeting_id=found.pk)
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, message % {"name": found.municipality.name})
    return redirect("desk:meeting", pk=found.pk)


def _meeting(pk: int) -> FreeMeeting:
    return get_object_or_404(meetings.with_people(), pk=pk)


def _context(found: FreeMeeting, form: MeetingForm, actor: User) -> dict[str, Any]:
    contact = contact_of(found.idea)
    return {
        "meeting": found,
        "idea": found.idea,
        "municipality": found.municipality,
        "tally": getattr(found.idea, "tally", None),
        "next_step": meetings.next_step(found),
        "waiting": waiting.since(found.reached_at),
        "contact": contact,
        "facts": facts.of_pinner(found.idea, contact),
        "words": meetings.words_for(found, contact) if contact.by_hand else "",
        "telling": _telling(found),
        "mails": meetings.mails(found),
        "likers": meetings.mails_to_likers(found),
        "work_url": meetings.work_url(found, actor),
        "form": form,
    }


def _telling(found: FreeMeeting) -> Telling:
    waits = found.way == NoticeWay.FORM and found.told_by_form_at is None
    return Telling(
        told=meetings.told(found),
        way=found.way,
        mail_state=getattr(found, "mail_state", None),
        mail_id=getattr(found, "mail_id", None),
        municipality=found.municipality,
        at=found.told_by_form_at or found.reached_at,
        by=None,
        text=_text_to_paste(found) if waits else "",
        done_url=reverse("desk:meeting_done", args=[found.pk]),
        by_hand_url=reverse("desk:meeting_by_hand", args=[found.pk]),
        again_url=reverse("desk:meeting_again", args=[found.pk]),
    )


def _text_to_paste(found: FreeMeeting) -> str:
    return without_foot(FIFTY_MUNICIPALITY_KIND, language="nl", context=fifty_context(found, "nl"))


def _conflicting(pk: int, request: SignedInRequest, error: DomainError) -> dict[str, Any]:
    """What a colleague did meanwhile, with what was typed kept: sending it again replaces theirs knowingly."""
    found = _meeting(pk)
    data = request.POST.copy()
    data["mark"] = service.meeting_mark(found)
    return {**_context(found, MeetingForm(data, meeting=found), request.user), "conflict": str(error.message)}
