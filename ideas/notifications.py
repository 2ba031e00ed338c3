"""Mails about ideas: one function per kind. Each is a row in the caller's transaction."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.services import enqueue
from ideas.models import Idea, Pinner, ReviewEntry


def received(idea: Idea) -> None:
    """To the pinner (or the helper): it is in the queue, what happens next and when, and the way to the sketch."""
    by = clock.add_working_days(idea.submitted_at or clock.now(), settings.REVIEW_PROMISE_WORKING_DAYS)
    _to_pinner(idea, "ideas/received", f"received:{idea.pk}", {"decided_by": by})


def confirm_reminder(idea: Idea) -> None:
    """To the address that was given: the idea still waits, and is erased on a date. Asks for no code by itself."""
    pinner = idea.pinner
    address = pinner.helper_email or pinner.email
    context = {
        "idea": idea,
        "url": link("ideas:identity", idea.language, idea.key),
        "erased_on": (idea.created_at + settings.PIN_LIFETIME).date(),
    }
    _send("ideas/confirm_reminder", address, idea.language, context, f"confirm-reminder:{idea.pk}")


def entered_for_you(idea: Idea, *, email: str, entered_by: str) -> None:
    """To the person whose idea it is: somebody filled it in; a link to take it over. `entered_by` may be ""."""
    context = {"idea": idea, "entered_by": entered_by, "url": link("ideas:claim", idea.language, idea.key)}
    _send("ideas/entered_for_you", email, idea.language, context, _entered_for(idea.pk))


def entered_for_key(idea_id: int) -> str:
    """Under which key the outbox keeps that mail, which names who filled the idea in."""
    return f"ideas:{_entered_for(idea_id)}"


def _entered_for(idea_id: int) -> str:
    return f"entered-for:{idea_id}"


def question(idea: Idea, entry: ReviewEntry) -> None:
    """To the pinner: the operator's question and where to answer."""
    _to_pinner(idea, "ideas/question", f"question:{entry.pk}", {"question": entry.text})


def refused(idea: Idea, entry: ReviewEntry) -> None:
    """To the pinner: refused, why, and how to answer back."""
    _to_pinner(idea, "ideas/refused", f"refused:{entry.pk}", {"reason": entry.text})


def withdrawn(idea: Idea) -> None:
    """To the pinner: the idea is no longer on the site."""
    _to_pinner(idea, "ideas/withdrawn", f"withdrawn:{idea.pk}", {})


def link(name: str, language: str, *args: object) -> str:
    """A whole address in the reader's language."""
    with translation.override(language):
        return settings.BASE_URL + reverse(name, args=args)


def addressee(idea: Idea) -> User | None:
    """Who hears about an idea: its owner, or the helper of somebody without e-mail; None when only a phone is known,
    or nobody any more."""
    if idea.owner is not None:
        return idea.owner
    pinner = Pinner.objects.select_related("helper").filter(idea=idea).first()
    return pinner.helper if pinner is not None else None


def _to_pinner(idea: Idea, kind: str, dedupe_key: str, context: dict[str, Any]) -> None:
    user = addressee(idea)
    if user is None:
        return
    url = link("ideas:mine", user.language, idea.pk)
    sketch = link("ideas:sketch_start", user.language, idea.key)
    shared = {"idea": idea, "name": user.get_short_name(), "url": url, "sketch_url": sketch}
    _send(kind, user.email, user.language, {**shared, **context}, dedupe_key, recipient=user.recipient)


def _send(kind: str, to: str, language: str, context: dict[str, Any], dedupe_key: str, *, recipient: str = "") -> None:
    enqueue(
        kind=kind,
        to=to,
        language=language,
        context=context,
        dedupe_key=f"ideas:{dedupe_key}",
        reply_to=settings.OPERATOR_EMAIL,
        conversation=f"to:{to}",
        recipient=recipient,
    )
