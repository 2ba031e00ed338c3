"""What municipalities hear of ideas, and what they answer."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.decorators import SignedInRequest, operator_required
from aantafel.core.errors import DomainError, tell
from aantafel.pages.desks import municipal, waiting
from aantafel.pages.desks.forms import AnswerForm, MailboxForm
from aantafel.pages.desks.municipal import Heap
from aantafel.pages.desks.telling import Telling, without_foot
from ideas.enums import NoticeAnswer, NoticeWay
from ideas.models import MunicipalityNotice
from ideas.services import notices as answers
from municipalities.models import Municipality
from tables.models import Table
from tables.notifications.published import MUNICIPALITY_KIND, municipality_context
from tables.services import notices as service

LOG_LINES = 10


@operator_required
@require_safe
def notices(request: SignedInRequest) -> HttpResponse:
    heap = municipal.heap_of(request.GET.get("stand", ""))
    page = municipal.page(heap, request.GET.get("na", ""))
    here = reverse("desk:notices")
    context = {
        "rows": [(row, municipal.told(row), waiting.since(row.created_at)) for row in page.items],
        "heaps": [(each.label, f"{here}?stand={each}", each is heap) for each in Heap],
        "heap": heap,
        "switched_off": not settings.MUNICIPALITY_MAIL_ENABLED,
        "first": "" if page.is_first else f"{here}?stand={heap}",
        "more": f"{here}?{urlencode({'stand': heap.value, 'na': page.next})}" if page.next else "",
    }
    return render(request, "desks/notices.html", context)


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: SignedInRequest, pk: int) -> HttpResponse:
    """One word to a municipality: whether it arrived, and what came back."""
    found = _notice(pk)
    form = AnswerForm(request.POST or None, notice=found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            answers.record_answer(
                actor=request.user,
                notice_id=pk,
                answer=NoticeAnswer(data["answer"]),
                visit_on=data["visit_on"],
                note=data["note"],
                seen=data["mark"],
            )
        except DomainError as error:
            return render(request, "desks/notice.html", _conflicting(pk, form, error), status=409)
        messages.success(request, _("Noted down what %(name)s said.") % {"name": found.municipality.name})
        return redirect("desk:notice", pk=pk)
    return render(request, "desks/notice.html", _context(found, form), status=422 if form.errors else 200)


@operator_required
@require_POST
def done(request: SignedInRequest, pk: int) -> HttpResponse:
    """The contact form has been filled in."""
    found = _notice(pk)
    return _do(request, found, answers.mark_done, _("Noted down that %(name)s has heard of it."))


@operator_required
@require_POST
def by_hand(request: SignedInRequest, pk: int) -> HttpResponse:
    """Not by mail after all."""
    return _do(request, _notice(pk), service.tell_by_hand, _("Tell %(name)s by its contact form. The text is ready."))


@operator_required
@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """The mail once more, to the mailbox as it is now."""
    return _do(request, _notice(pk), service.send_again, _("The mail to %(name)s is in the outbox again."))


@operator_required
@require_http_methods(["GET", "HEAD", "POST"])
def mailbox(request: SignedInRequest, code: str) -> HttpResponse:
    """Where a municipality can be reached."""
    found = get_object_or_404(Municipality, code=code)
    form = MailboxForm(request.POST or None, initial={"email": found.email, "contact_form": found.contact_form})
    if request.method == "POST" and form.is_valid():
        service.correct_mailbox(actor=request.user, municipality_id=found.pk, **form.cleaned_data)
        messages.success(request, _("The address of %(name)s is saved.") % {"name": found.name})
        return redirect("desk:mailbox", code=code)
    kind = ContentType.objects.get_for_model(Municipality)
    log = LogEntry.objects.filter(content_type=kind, object_id=str(found.pk)).select_related("user")
    waits = municipal.to_do().filter(municipality=found).select_related("idea").order_by("created_at")[:LOG_LINES]
    context = {"municipality": found, "form": form, "waits": waits, "log": log.order_by("-pk")[:LOG_LINES]}
    return render(request, "desks/mailbox.html", context, status=422 if form.errors else 200)


@operator_required
@require_POST
def unblock(request: SignedInRequest, code: str) -> HttpResponse:
    """The mailbox works again."""
    found = get_object_or_404(Municipality, code=code)
    service.lift_block(actor=request.user, municipality_id=found.pk)
    messages.success(request, _("%(name)s may get mail again.") % {"name": found.name})
    return redirect("desk:mailbox", code=code)


def _do(request: SignedInRequest, found: MunicipalityNotice, act: Callable[..., None], message: str) -> HttpResponse:
    try:
        act(actor=request.user, notice_id=found.pk)
    except DomainError as error:
        tell(request, error)
    else:
        messages.success(request, message % {"name": found.municipality.name})
    return redirect("desk:notice", pk=found.pk)


def _notice(pk: int) -> MunicipalityNotice:
    return get_object_or_404(municipal.notices(), pk=pk)


def _context(found: MunicipalityNotice, form: AnswerForm) -> dict[str, Any]:
    return {"notice": found, "municipality": found.municipality, "telling": _telling(found), "form": form}


def _telling(found: MunicipalityNotice) -> Telling:
    waits = found.way == NoticeWay.FORM and found.done_at is None
    return Telling(
        told=municipal.told(found),
        way=found.way,
        mail_state=getattr(found, "mail_state", None),
        mail_id=getattr(found, "mail_id", None),
        municipality=found.municipality,
        at=found.done_at or found.created_at,
        by=found.done_by,
        text=_text_to_paste(found) if waits else "",
        done_url=reverse("desk:notice_done", args=[found.pk]),
        by_hand_url=reverse("desk:notice_by_hand", args=[found.pk]),
        again_url=reverse("desk:notice_again", args=[found.pk]),
    )


def _text_to_paste(found: MunicipalityNotice) -> str:
    table = Table.objects.select_related("idea", "municipality").get(idea_id=found.idea_id)
    context = {**municipality_context(table), "by_form": True}
    return without_foot(MUNICIPALITY_KIND, language="nl", context=context)


def _conflicting(pk: int, form: AnswerForm, error: DomainError) -> dict[str, Any]:
    """What a colleague wrote meanwhile, with what was typed kept: sending it again replaces theirs knowingly."""
    found = _notice(pk)
    data = {**form.cleaned_data, "mark": answers.answer_mark(found)}
    return {**_context(found, AnswerForm(data, notice=found)), "conflict": str(error.message)}
