"""`/post/stop/<token>/`: stop a sort of mail without an account; a mail program does it with one click (RFC 8058)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from aantafel.outbox import categories
from aantafel.outbox.services import optout
from aantafel.outbox.services.optout import Wish


@never_cache
@csrf_exempt  # a mail program posts without a cookie; the signed token is what allows it, and it allows nothing else
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button; the button (or the mail program) stops the mail. Twice does no harm."""
    wish = _wish(token)
    if request.method != "POST":
        return render(request, "outbox/stop.html", _context(wish, token))
    optout.stop(wish)
    if request.POST.get("List-Unsubscribe") == "One-Click":
        return HttpResponse("OK", content_type="text/plain")
    return redirect("outbox:stopped", token)


@never_cache
@require_http_methods(["GET", "HEAD"])
def stopped(request: HttpRequest, token: str) -> HttpResponse:
    """What has been stopped, and the way back."""
    wish = _wish(token)
    return render(request, "outbox/stopped.html", {**_context(wish, token), "is_stopped": optout.is_stopped(wish)})


@never_cache
@csrf_exempt  # the same page without a cookie; the signed token allows it
@require_POST
def undo(request: HttpRequest, token: str) -> HttpResponse:
    optout.undo(_wish(token))
    return redirect("outbox:stopped", token)


def _wish(token: str) -> Wish:
    wish = optout.read(token)
    if wish is None:
        raise Http404
    return wish


def _context(wish: Wish, token: str) -> dict[str, str]:
    try:
        what = categories.name_of(wish.category)
    except categories.UnknownCategory:  # the sort of mail is no more; stopping it still does what was asked
        what = ""
    return {"address": wish.address, "what": what, "token": token}
