"""Coaches ask each other: beginning a subject, replying, reading, taking away and hiding."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import clock, ratelimit
from aantafel.core.errors import DomainError, WrongState
from coaches.models import CoachReply, CoachTopic, TopicRead
from coaches.notifications import talk as mails
from municipalities.models import Municipality

MOST_PER_HOUR = 30


class TooMuch(DomainError):
    default = _("That was a lot in a short time. Your text is still here; wait an hour and try again.")


class TopicClosed(WrongState):
    default = _("This subject was taken away or hidden in the meantime. Your text is still here.")


class NotYours(WrongState):
    default = _("Somebody else wrote this, so you cannot take it away.")


class NotHere(WrongState):
    default = _("This was written elsewhere. The coordinator there decides about it.")


def begin(*, actor: User, municipality: Municipality, title: str, text: str, is_national: bool) -> CoachTopic:
    """A new subject. The same, sent twice, stands there once. Locks the person. Raises TooMuch."""
    _hit(actor)
    with transaction.atomic():
        people.lock(actor)
        same = {"author": actor, "title": title, "text": text, "removed_at": None}
        twice = CoachTopic.everywhere.filter(**same, created_at__gt=clock.a_moment_ago()).first()
        if twice is not None:
            return twice
        topic = CoachTopic.everywhere.create(
            municipality=municipality, author=actor, title=title, text=text, is_national=is_national
        )
        _has_read(actor, topic)
    return topic


def reply(*, actor: User, municipality: Municipality, topic_id: int, text: str) -> CoachReply:
    """Add something. Who began the subject gets a mail. Locks the person and the subject.

    Raises TopicClosed, TooMuch.
    """
    _hit(actor)
    with transaction.atomic():
        people.lock(actor)
        topic = _lock_topic(topic_id)
        if not topic.stands or not (topic.is_national or topic.municipality_id == municipality.pk):
            raise TopicClosed
        same = CoachReply.everywhere.filter(topic=topic, author=actor, text=text, removed_at=None)
        twice = same.filter(created_at__gt=clock.a_moment_ago()).first()
        if twice is not None:
            return twice
        made = CoachReply.everywhere.create(topic=topic, municipality=municipality, author=actor, text=text)
        topic.latest_at = made.created_at
        topic.save(update_fields=["latest_at"])
        _has_read(actor, topic)
        mails.replied(made)
    return made


def mark_read(*, actor: User, topic: CoachTopic | None) -> None:
    """This person has read the subject, or (without one) all of them. Safe to run twice."""
    with transaction.atomic():
        people.lock(actor)
        _has_read(actor, topic)


def take_away(*, actor: User, written: CoachTopic | CoachReply) -> None:
    """One's own words, at any moment; they are gone for good. A second time changes nothing. Raises NotYours."""
    with transaction.atomic():
        found = _lock(written)
        if found.author_id != actor.pk:
            raise NotYours
        if found.removed_at is not None:
            return
        found.removed_at, found.text = clock.now(), ""
        found.hidden_at, found.hidden_by, found.hidden_reason = None, None, ""
        if isinstance(found, CoachTopic):
            found.title = ""
        else:
            mails.forget([found.pk])
        found.save()


def hide(*, actor: User, municipality: Municipality, written: CoachTopic | CoachReply, reason: str) -> None:
    """The coordinator takes it out of sight, with a reason that stands in its place and goes to the writer by mail.

    Only what was written by somebody of this municipality, or below a subject from here. Raises NotHere, and WrongState
    when somebody was just before.
    """
    with transaction.atomic():
        found = _lock(written)
        topic = found.topic if isinstance(found, CoachReply) else found
        if municipality.pk not in (found.municipality_id, topic.municipality_id):
            raise NotHere
        if not found.stands:
            raise WrongState
        found.hidden_at, found.hidden_by, found.hidden_reason = clock.now(), actor, reason
        found.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
        if isinstance(found, CoachReply):
            mails.forget([found.pk])
        mails.hidden(found)


def _hit(actor: User) -> None:
    if not ratelimit.hit("coach-talk", actor.recipient, limit=MOST_PER_HOUR, per=timedelta(hours=1)):
        raise TooMuch


def _has_read(actor: User, topic: CoachTopic | None) -> None:
    TopicRead.objects.update_or_create(user=actor, topic=topic, defaults={"read_at": clock.now()})


def _lock(written: CoachTopic | CoachReply) -> CoachTopic | CoachReply:
    if isinstance(written, CoachTopic):
        return _lock_topic(written.pk)
    rows = CoachReply.everywhere.select_for_update(of=("self",), no_key=True)
    return rows.select_related("topic", "author", "municipality").get(pk=written.pk)


def _lock_topic(pk: int) -> CoachTopic:
    rows = CoachTopic.everywhere.select_for_update(of=("self",), no_key=True).select_related("author", "municipality")
    topic = rows.filter(pk=pk).first()
    if topic is None:
        raise TopicClosed
    return topic
