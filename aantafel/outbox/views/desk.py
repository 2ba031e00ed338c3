"""`/beheer/post/`: every mail with its state, and what can be done about it. Secrets are never read here."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from aantafel.core.errors import WrongState, tell
from aantafel.core.htmx import render_page
from aantafel.core.paging import by_moment
from aantafel.outbox import addresses, shown
from aantafel.outbox.forms import FilterForm
from aantafel.outbox.labels import Actor
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services import blocks, health, manage
from aantafel.outbox.views.door import desk_only

PAGE_SIZE = 50


@require_safe
@desk_only
def mails(request: HttpRequest) -> HttpResponse:
    """Newest first, filtered by what stands in the address."""
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    chosen = {name: value for name, value in wanted.items() if value}
    page = by_moment(_chosen(chosen), moment="created_at", after=request.GET.get("na", ""), size=PAGE_SIZE)
    context = {
        "form": form,
        "mails": [shown.Line(mail) for mail in page.items],
        "chosen": chosen,
        "filtered": bool(chosen),
        "first": "" if page.is_first else f"?{urlencode(chosen)}",
        "older": f"?{urlencode({**chosen, 'na': page.next})}" if page.next else "",
        "summary": shown.summary(health.figures()),
    }
    return render_page(request, "outbox/mails.html", context)


def _chosen(wanted: dict[str, Any]) -> QuerySet[OutgoingMail]:
    rows = OutgoingMail.objects.only(*shown.LINE_FIELDS)
    if state := wanted.get("staat"):
        rows = rows.filter(state=state)
    if kind := wanted.get("soort"):
        rows = rows.filter(kind=kind)
    if address := wanted.get("adres"):
        rows = rows.alias(key=Lower("to_address")).filter(key=addresses.key(address))
    return rows


@require_safe
@desk_only
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mail(pk)
    is_blocked = blocks.is_blocked(row.to_address)
    context = {
        "mail": shown.Whole(row),
        "facts": shown.facts(row),
        "history": row.history.order_by("at", "pk"),
        "can_retry": manage.can_retry(row) and not is_blocked,
        "can_cancel": manage.can_cancel(row),
        "is_blocked": is_blocked,
    }
    return render_page(request, "outbox/mail.html", context)


@require_safe
@desk_only
@xframe_options_sameorigin
def html(request: HttpRequest, pk: int) -> HttpResponse:
    """The mail as it looks, for a frame: locked up, so that nothing in it can run, load or lead anywhere."""
    return shown.framed(shown.masked(_mail(pk).body_html))


@desk_only
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, "retry", manage.retry, _("The mail is back in the queue."))


@desk_only
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    return _act(request, pk, "cancel", manage.cancel, _("The mail is cancelled."))


@require_safe
@desk_only
def blocked(request: HttpRequest) -> HttpResponse:
    """Addresses that nothing is sent to."""
    page = by_moment(blocks.standing(), moment="created_at", after=request.GET.get("na", ""), size=PAGE_SIZE)
    older = f"?{urlencode({'na': page.next})}" if page.next else ""
    first = "" if page.is_first else reverse("outbox:blocked")
    return render_page(request, "outbox/blocked.html", {"blocks": page.items, "older": older, "first": first})


@desk_only
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; by POST mail may be tried again."""
    row = get_object_or_404(blocks.standing(), pk=pk)
    if request.method != "POST":
        return render(request, "outbox/lift.html", {"blocked": row})
    blocks.lift(row.address, actor=_actor(request))
    messages.success(request, _("The block is lifted. Mail to this address is sent again from now on."))
    return redirect("outbox:blocked")


def _act(request: HttpRequest, pk: int, what: str, service: Callable[..., None], done: Promise) -> HttpResponse:
    """Asks first; by POST carries it out, or says why that is no longer possible."""
    if request.method != "POST":
        row = shown.Whole(_mail(pk))
        return render(request, "outbox/confirm.html", {"mail": row, "what": what})
    _mail(pk)
    try:
        service(pk, actor=_actor(request))
    except WrongState as error:
        tell(request, error)
    else:
        messages.success(request, str(done))
    return redirect("outbox:mail", pk)


def _mail(pk: int) -> OutgoingMail:
    """Without the secret, which is not even read."""
    return get_object_or_404(manage.without_secret(), pk=pk)


def _actor(request: HttpRequest) -> Actor:
    user = request.user
    assert user.is_authenticated, "the door lets nobody else in"
    return user
