"""Telling an idea instead of typing it, and saying yes or no when it is read back."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from aantafel.core import clock
from aantafel.core.addresses import with_query
from aantafel.core.errors import DomainError
from aantafel.core.headers import may_use_microphone
from aantafel.core.ratelimit import client_address
from ideas.enums import ConsentHow, VoiceState
from ideas.forms import RecordingForm, TellerForm, VoiceAnswerForm
from ideas.models import VoiceMessage
from ideas.services import voice
from municipalities import sites
from municipalities.parts import part_required
from municipalities.switches import Switch


@part_required(Switch.VOICE)
@never_cache
@may_use_microphone
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest) -> HttpResponseBase:
    """Record in the browser, or choose a file. It is kept before anything else is asked, so that it is not lost."""
    sent = request.method == "POST"
    form = RecordingForm(request.POST if sent else None, request.FILES if sent else None)
    if sent and form.is_valid():
        try:
            message = voice.record(
                upload=form.cleaned_data["recording"],
                language=get_language() or "nl",
                client=client_address(request),
            )
        except DomainError as error:
            form.add_error("recording", str(error.message))
        else:
            return redirect("ideas:teller", key=message.key)
    return render(request, "ideas/tell.html", {"form": form}, status=422 if form.errors else 200)


@part_required(Switch.VOICE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def teller(request: HttpRequest, key: UUID) -> HttpResponseBase:
    message = _message(key=key)
    told_url = with_query(reverse("ideas:told"), {"bericht": str(key)})
    if message.state != VoiceState.BEGUN:
        return redirect(told_url)
    instance = sites.of(request)
    form = TellerForm(request.POST or None, at=instance.municipality if instance else None)
    if request.method == "POST" and form.is_valid():
        try:
            voice.send(message=message, municipality=form.chosen(), **form.who())
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect(told_url)
    return render(request, "ideas/teller.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def told(request: HttpRequest) -> HttpResponse:
    """`bericht` is the key of the message: by its age the page knows on which day the teller hears something."""
    try:
        found = VoiceMessage.everywhere.filter(key=UUID(request.GET.get("bericht", ""))).first()
    except ValueError:
        found = None
    waits = found is not None and found.state == VoiceState.WAITS
    days = settings.REVIEW_PROMISE_WORKING_DAYS
    by = clock.add_working_days(found.created_at, days) if found is not None and waits else None
    return render(request, "ideas/told.html", {"by": by})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """From the mail: what was typed out, and the teller's yes, no, or what is not right."""
    message = _message(answer_key=key)
    if message.state != VoiceState.TYPED:
        return _answered(request, message)
    initial = {"version": message.version, "name_display": message.name_display}
    form = VoiceAnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _carry_out(message, form.cleaned_data)
        except voice.TypedAnew as error:
            messages.warning(request, str(error.message))
            return redirect("ideas:voice_answer", key=key)
        except DomainError as error:
            form.add_error(None, str(error.message))
        else:
            return redirect("ideas:voice_answer", key=key)
    context = {"message": message, "form": form}
    return render(request, "ideas/voice_answer.html", context, status=422 if form.errors else 200)


def _carry_out(message: VoiceMessage, data: dict[str, Any]) -> None:
    version = data["version"]
    if data["answer"] == "no":
        voice.no(message=message, version=version)
    elif data["answer"] == "change":
        voice.correct(message=message, version=version, text=data["text"])
    else:
        voice.yes(
            actor=None,
            message=message,
            version=version,
            how=ConsentHow.MAIL,
            at=clock.now(),
            name_display=data["name_display"],
        )


def _answered(request: HttpRequest, message: VoiceMessage) -> HttpResponse:
    """What came of it, for who opens the mail once more."""
    return render(request, "ideas/voice_answered.html", {"state": message.state})


def _message(**key: UUID) -> VoiceMessage:
    message = VoiceMessage.everywhere.select_related("municipality").filter(**key).first()
    if message is None:
        raise Http404
    return message
