"""What lies around the ideas of a local site: its network list, people to go and see, what coaches ask."""

import io
import math
import wave
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from aantafel.core import clock
from aantafel.pages.demo import moments
from aantafel.pages.demo.local.data import Application, Contact, Heard, Help, OwnForm, Topic, Voice
from aantafel.pages.demo.local.opening import Opened
from coaches.enums_talk import HelpKind, HelpSide
from coaches.services import applications, help_requests, talk
from ideas.models import Idea
from ideas.services import voice
from movement.enums import PEOPLE, AgreedHow, ContactKind
from movement.services import network, visits
from movement.services.network import Details
from tables.models import WorkForm
from tables.services import work_forms

RATE = 8000  # samples a second: enough for a voice


def gather(opened: Opened, ideas: dict[str, Idea]) -> None:
    """All of it; `ideas` are known by the slug of their story."""
    for contact in opened.local.contacts:
        _list(opened, contact)
    for heard in opened.local.heard:
        _hear(opened, heard)
    for topic in opened.local.topics:
        _discuss(opened, topic)
    for asked in opened.local.helps:
        _help(opened, asked, ideas.get(asked.idea))
    for wish in opened.local.applications:
        _apply(opened, wish)
    for spoken in opened.local.voices:
        _speak(opened, spoken)
    for own in opened.local.work_forms:
        with clock.frozen(opened.ago(own.days)):
            _write_form(opened, own)


def _write_form(opened: Opened, told: OwnForm) -> None:
    who: dict[str, Any] = {"actor": opened.coordinator, "municipality": opened.municipality}
    if told.replaces:
        national = WorkForm.everywhere.get(slug=told.replaces, replaces=None)
        work_forms.save_version(national=national, seen=0, values=told.words, **who)
    else:
        work_forms.add(values=told.words, **who)


def _list(opened: Opened, told: Contact) -> None:
    kind, at = ContactKind(told.kind), opened.ago(told.days, moments.luck(told.name, "minute", 300))
    town = opened.municipality
    agreed = kind in PEOPLE
    details = Details(
        kind=kind,
        name=told.name,
        offers=told.offers,
        themes=told.themes,
        phone=told.phone,
        email=told.email,
        source=told.source,
        agreed_how=AgreedHow.TALK if agreed else "",
        agreed_on=at.date() if agreed else None,
        note=told.note,
    )
    with clock.frozen(at):
        areas = town.neighbourhoods.filter(name__in=told.areas)
        network.add(actor=opened.coordinator, municipality=town, details=details, neighbourhoods=areas)


def _hear(opened: Opened, told: Heard) -> None:
    town, actor, at = opened.municipality, opened.coordinator, opened.ago(told.days, 45)
    with clock.frozen(at):
        heard = visits.note(
            actor=actor,
            municipality=town,
            fields={
                "about": told.about,
                "who": told.who,
                "reach": told.reach,
                "heard": told.heard,
                "heard_from": told.heard_from,
                "neighbourhood": town.neighbourhoods.filter(name=told.area).first(),
                "consent_on": at.date() if told.about == "person" else None,
            },
        )
    if told.visitor:
        day = (opened.now + timedelta(days=told.planned_in)).date()
        with clock.frozen(at + timedelta(hours=20)):
            visits.plan(actor=actor, heard=heard, visitor=opened.people[told.visitor], day=day)
    if told.closed:
        with clock.frozen(at + timedelta(days=4)):
            visits.close(actor=actor, heard=heard, reason=told.closed)


def _discuss(opened: Opened, told: Topic) -> None:
    town = opened.municipality
    with clock.frozen(opened.ago(told.days, 30)):
        topic = talk.begin(
            actor=opened.people[told.by],
            municipality=town,
            title=told.title,
            text=told.text,
            is_national=told.national,
        )
    for said in told.replies:
        with clock.frozen(opened.ago(said.days, 15 + moments.luck(said.text, "minute", 10))):
            talk.reply(actor=opened.people[said.by], municipality=town, topic_id=topic.pk, text=said.text)


def _help(opened: Opened, told: Help, idea: Idea | None) -> None:
    with clock.frozen(opened.ago(told.days, 20)):
        asked = help_requests.ask(
            actor=opened.people[told.by],
            municipality=opened.municipality,
            idea=idea,
            kind=HelpKind(told.kind),
            text=told.text,
        )
    if told.answer:
        with clock.frozen(opened.ago(told.answered, 10)):
            help_requests.say(actor=opened.coordinator, request_id=asked.pk, side=HelpSide.DESK, text=told.answer)


def _apply(opened: Opened, told: Application) -> None:
    user = opened.people[told.by]
    typed = {"name": user.name, "phone": told.phone, "why": told.why}
    with clock.frozen(opened.ago(told.days, 25)):
        applications.apply(
            user=user,
            municipality=opened.municipality,
            typed=typed | {"themes": list(told.themes), "moments": list(told.moments)},
            language="nl",
        )


def _speak(opened: Opened, told: Voice) -> None:
    with clock.frozen(opened.now - timedelta(hours=told.hours)):
        upload = SimpleUploadedFile("opname.wav", hum(6), content_type="audio/wav")
        message = voice.record(upload=upload, language="nl", client="demo")
        voice.send(
            message=message,
            municipality=opened.municipality,
            name=told.name,
            email="",
            phone=told.phone,
            postcode=told.postcode,
        )


def hum(seconds: int) -> bytes:
    """Somebody who hums, in place of a voice: nobody's words are in the demo."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(bytes(_sample(number / RATE) for number in range(seconds * RATE)))
    return out.getvalue()


def _sample(at: float) -> int:
    tone = (196, 220, 247, 220)[int(at / 0.75) % 4]
    swell = math.sin(math.pi * (at % 0.75) / 0.75)
    return round(128 + 40 * swell * math.sin(math.tau * tone * at))
