"""My calendar: its secret address for whose it is, and the calendar itself for the program that follows it."""

import hashlib
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import SignedInRequest, signed_in
from aantafel.accounts.services import calendars as service
from aantafel.core import icalendar, ratelimit

PER_HOUR = 120  # several programs on several devices, each of them four times an hour


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: SignedInRequest) -> HttpResponse:
    """What stands in it, its address and how to follow it; by POST a new address."""
    key = service.key_of(request.user)
    if request.method == "POST":
        service.renew(actor=request.user)
        said = _("You have a new address. The old one no longer works.") if key else _("Your address is ready.")
        messages.success(request, said)
        return redirect("accounts:calendar")
    url = service.address(key) if key else ""
    context = {"key": key, "url": url, "webcal": f"webcal://{url.partition('://')[2]}"}
    return render(request, "accounts/calendar.html", {**context, "coming": service.coming(request.user)})


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponseBase:
    """For a program that comes by all day: short answers, and none at all while nothing has changed. No Last-Modified:
    what goes out of a calendar leaves no moment behind.
    """
    user = service.read(secret)
    if user is None:
        return HttpResponseNotFound(content_type="text/plain")
    if not ratelimit.hit("calendar", str(user.pk), limit=PER_HOUR, per=timedelta(hours=1)):
        return HttpResponse(status=429, content_type="text/plain", headers={"Retry-After": "3600"})
    content = service.feed(user)
    response = icalendar.response(content, "aantafel.ics")
    response.headers["Content-Language"] = user.language
    response.headers["Cache-Control"] = "private, no-cache"
    etag = f'"{hashlib.blake2b(content.encode(), digest_size=16).hexdigest()}"'
    response.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
