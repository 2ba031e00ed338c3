"""Spoken messages at the desk: listen, type out, read back. The operator's desk has those of municipalities without a
site of their own."""

import logging
from datetime import datetime, time
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aantafel.accounts.decorators import SignedInRequest
from aantafel.core import audio, clock, ranges, uploads
from aantafel.core.errors import DomainError
from aantafel.core.paging import by_moment
from aantafel.pages.desks import place, waiting
from aantafel.pages.local.desks import Desk
from aantafel.pages.local.voice_forms import PutAwayForm, ReadBackForm, TypeOutForm
from ideas.enums import ConsentHow, VoiceState
from ideas.models import VoiceMessage
from ideas.querysets import VoiceQuerySet
from ideas.services import voice as service
from municipalities.querysets import run_nationally

logger = logging.getLogger(__name__)
HEAPS = (
    (VoiceState.WAITS, "uittypen", gettext_lazy("To type out")),
    (VoiceState.TYPED, "voorlezen", gettext_lazy("To read back")),
)


@require_safe
def voices(request: SignedInRequest, desk: Desk) -> HttpResponse:
    """Longest waiting first."""
    stand = request.GET.get("stand", "")
    state, word = next(((one, key) for one, key, _label in HEAPS if key == stand), (HEAPS[0][0], HEAPS[0][1]))
    rows = at_desk().filter(state=state)
    page = by_moment(rows, moment="created_at", after=request.GET.get("na", ""), oldest_first=True)
    here = desk.url("voices")
    context = {
        "rows": [(one, waiting.since(one.created_at), desk.url("voice", one.pk)) for one in page.items],
        "desk": desk,
        "heaps": [(label, f"{here}?stand={key}", one == state) for one, key, label in HEAPS],
        "first": "" if page.is_first else f"{here}?stand={word}",
        "more": f"{here}?{urlencode({'stand': word, 'na': page.next})}" if page.next else "",
    }
    return render(request, "local/voices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def voice(request: SignedInRequest, desk: Desk, pk: int) -> HttpResponse:
    """One message: the recording beside the text."""
    message = _one(pk)
    form = TypeOutForm(request.POST or None, message=message)
    if request.method == "POST" and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            with place.acting(message.municipality_id):
                service.type_out(actor=request.user, message=message, version=version, text=form.text())
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("Saved. Now read it back to the person."))
            return redirect(desk.url("voice", pk))
    context = {"message": message, "form": form, "desk": desk, "back": desk.url("voices")}
    context["waiting"] = waiting.since(message.created_at)
    context |= {name: desk.url(f"voice_{name}", pk) for name in ("sound", "mail", "phone", "away")}
    return render(request, "local/voice.html", context, status=422 if form.errors else 200)


@require_POST
def mail(request: SignedInRequest, desk: Desk, pk: int) -> HttpResponse:
    message = _one(pk)
    with place.acting(message.municipality_id):
        service.read_back_by_mail(actor=request.user, message=message)
    messages.success(request, _("The text is on its way. The person says yes, no, or what is not right."))
    return redirect(desk.url("voice", pk))


@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: SignedInRequest, desk: Desk, pk: int) -> HttpResponse:
    """Read the text out by phone, and note down what the person says."""
    message = _one(pk)
    if message.state != VoiceState.TYPED:
        return redirect(desk.url("voice", pk))
    form = ReadBackForm(request.POST or None, initial={"version": message.version})
    if request.method == "POST" and form.is_valid():
        try:
            with place.acting(message.municipality_id):
                said = _answer(request, message, form)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, said)
            return redirect(desk.url("voices"))
    context = {"message": message, "form": form, "desk": desk, "back": desk.url("voice", pk)}
    return render(request, "local/voice_phone.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def away(request: SignedInRequest, desk: Desk, pk: int) -> HttpResponse:
    message = _one(pk)
    form = PutAwayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with place.acting(message.municipality_id):
                service.put_away(actor=request.user, message=message, reason=form.cleaned_data["reason"])
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            messages.success(request, _("The message is put away, and the recording is thrown away."))
            return redirect(desk.url("voices"))
    context = {"message": message, "form": form, "desk": desk, "back": desk.url("voice", pk)}
    return render(request, "local/voice_away.html", context, status=422 if form.errors else 200)


@require_safe
def sound(request: SignedInRequest, desk: Desk, pk: int) -> HttpResponse:
    """The recording, for the desk alone: as a download under a name of ours, and never as a page."""
    message = _one(pk)
    name = f"bericht-{message.pk}.{message.sort}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    }
    try:
        with message.audio.open("rb") as file:
            kind = audio.TYPES[message.sort]
            return ranges.respond(request, file, size=message.size, content_type=kind, headers=headers)
    except FileNotFoundError as missing:
        raise Http404 from missing
    except uploads.failures():
        logger.exception("a recording could not be read")
        return HttpResponse(status=503, headers={"Retry-After": "60"})


def at_desk() -> VoiceQuerySet:
    """Inside the scope of a desk: the municipality's own, or at the operator's those that have no open site."""
    rows = VoiceMessage.objects.at_desk().select_related("municipality", "typed_by")
    return run_nationally(rows)  # type: ignore[return-value]  # it gives back what it got


def _one(pk: int) -> VoiceMessage:
    return get_object_or_404(at_desk(), pk=pk)


def _answer(request: SignedInRequest, message: VoiceMessage, form: ReadBackForm) -> str:
    data = form.cleaned_data
    if data["answer"] == "no":
        service.no(message=message, version=data["version"])
        return _("Everything is thrown away, as this person wished.")
    day = data["on"]
    at = clock.now() if day == clock.today() else timezone.make_aware(datetime.combine(day, time(12)))
    service.yes(
        actor=request.user,
        message=message,
        version=data["version"],
        how=ConsentHow.PHONE,
        at=at,
        name_display=message.name_display,
    )
    return _("It is an idea now, and the recording is thrown away.")
