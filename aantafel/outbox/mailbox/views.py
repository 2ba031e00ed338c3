"""`/postvak/`: every mail that would have been sent, for whoever works on this machine. It holds the sign-in codes."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from aantafel.core.paging import by_moment
from aantafel.outbox import addresses, attachments, shown
from aantafel.outbox.mailbox.models import CapturedMail

PAGE_SIZE = 50


@require_safe
@never_cache
def mails(request: HttpRequest) -> HttpResponse:
    """Newest first; `aan` shows those to one address."""
    to = addresses.key(request.GET.get("aan", ""))
    rows = CapturedMail.objects.defer("body_text", "body_html", "attachments")
    page = by_moment(
        rows.filter(to_address=to) if to else rows,
        moment="captured_at",
        after=request.GET.get("na", ""),
        size=PAGE_SIZE,
    )
    chosen = {"aan": to} if to else {}
    context = {
        "mails": page.items,
        "to": to,
        "first": "" if page.is_first else f"?{urlencode(chosen)}",
        "older": f"?{urlencode({**chosen, 'na': page.next})}" if page.next else "",
    }
    return render(request, "outbox/mailbox/mails.html", context)


@require_safe
@never_cache
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(CapturedMail, pk=pk)
    facts = [
        (gettext("To"), f"{row.to_name} <{row.to_address}>" if row.to_name else row.to_address),
        (gettext("From"), row.sender),
        (gettext("Reply goes to"), row.reply_to),
        (gettext("Stop this mail"), row.stop_url),
    ]
    context = {"mail": row, "facts": [(name, value) for name, value in facts if value]}
    return render(request, "outbox/mailbox/mail.html", context)


@require_safe
@never_cache
@xframe_options_sameorigin
def html(request: HttpRequest, pk: int) -> HttpResponse:
    """The mail as it looks, for a frame. Its links open in the window around it: that is how one signs in locally."""
    row = get_object_or_404(CapturedMail, pk=pk)
    head, found, rest = row.body_html.partition("<head>")
    whole_window = format_html('<base target="{}">', "_top")
    return shown.framed(f"{head}{found}{whole_window}{rest}" if found else row.body_html, links=True)


@require_safe
@never_cache
def attachment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What hangs below a mail, to take over: never shown as a page."""
    kept = attachments.kept(get_object_or_404(CapturedMail, pk=pk).attachments)
    if not 1 <= number <= len(kept):
        raise Http404
    one = kept[number - 1]
    headers = {"Content-Disposition": f'attachment; filename="{one.name}"'}
    return HttpResponse(one.content, content_type=f"{one.content_type}; charset=utf-8", headers=headers)


@require_POST
def empty(request: HttpRequest) -> HttpResponse:
    """Throw everything away."""
    CapturedMail.objects.all().delete()
    return redirect("mailbox:mails")
