"""Mails about pinning and review."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings

from aantafel.core import clock
from aantafel.outbox import addresses
from ideas.models import Idea, ReviewEntry
from ideas.notifications.base import addressee, send, to_pinner
from ideas.signals import Along
from municipalities import senders


def received(idea: Idea) -> None:
    """To the pinner (or the helper): it is in the queue, what happens next and when, and the way to the sketch."""
    by = clock.add_working_days(idea.submitted_at or clock.now(), settings.REVIEW_PROMISE_WORKING_DAYS)
    to_pinner(idea, "ideas/received", f"received:{idea.pk}", {"decided_by": by})


def confirm_reminder(idea: Idea) -> None:
    """To the address that was given: the idea still waits, and is erased on a date. Asks for no code by itself."""
    pinner, sender = idea.pinner, senders.of(idea.municipality_id)
    address = pinner.helper_email or pinner.email
    context = {
        "idea": idea,
        "url": sender.link("ideas:identity", idea.language, idea.key),
        "erased_on": (idea.created_at + settings.PIN_LIFETIME).date(),
    }
    send(sender, "ideas/confirm_reminder", address, idea.language, context, f"confirm-reminder:{idea.pk}")


def entered_for_you(idea: Idea, *, email: str, entered_by: str) -> None:
    """To the person whose idea it is: somebody filled it in; a link to take it over. `entered_by` may be ""."""
    sender = senders.of(idea.municipality_id)
    context = {"idea": idea, "entered_by": entered_by, "url": sender.link("ideas:claim", idea.language, idea.key)}
    send(sender, "ideas/entered_for_you", email, idea.language, context, _entered_for(idea.pk))


def entered_for_key(idea_id: int) -> str:
    """Under which key the outbox keeps that mail, which names who filled the idea in."""
    return f"ideas:{_entered_for(idea_id)}"


def _entered_for(idea_id: int) -> str:
    return f"entered-for:{idea_id}"


def question(idea: Idea, entry: ReviewEntry) -> None:
    """To the pinner: the operator's question and where to answer."""
    to_pinner(idea, "ideas/question", f"question:{entry.pk}", {"question": entry.text})


def refused(idea: Idea, entry: ReviewEntry) -> None:
    """To the pinner: refused, why, and how to answer back."""
    to_pinner(idea, "ideas/refused", f"refused:{entry.pk}", {"reason": entry.text})


def withdrawn(idea: Idea, along: Mapping[str, Along]) -> None:
    """To the pinner: the idea is no longer on the site."""
    user = addressee(idea)
    more = along.get(addresses.key(user.email), Along()) if user else Along()
    context = {"called_off": None, **more.context}
    to_pinner(idea, "ideas/withdrawn", f"withdrawn:{idea.pk}", context, attachments=more.attachments)


def at_local_desk(idea: Idea, at: datetime) -> None:
    """To the pinner of an idea that waits for a review: the coordinator of the site that opened reads it."""
    _other_desk(idea, "ideas/at_local_desk", at)


def at_national_desk(idea: Idea, at: datetime) -> None:
    """To the same: the site ended, and the operator reads it again."""
    _other_desk(idea, "ideas/at_national_desk", at)


def _other_desk(idea: Idea, kind: str, at: datetime) -> None:
    key = f"other-desk:{idea.pk}:{at:%Y%m%d%H%M%S%f}"
    to_pinner(idea, kind, key, {"municipality": idea.municipality})
