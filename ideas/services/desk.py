"""What the operator takes in for people: being called back, and ideas told by phone, on paper or in a talk."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User, normalise_email
from aantafel.core import clock, ratelimit
from aantafel.core.errors import Conflict, DomainError, WrongState
from aantafel.outbox.services.privacy import redact_events
from ideas import notifications
from ideas.lifecycle import BEFORE_REVIEW, State
from ideas.models import CallBack, Idea, Pinner
from ideas.services import states
from ideas.services.drafts import submit
from ideas.services.retention import erase
from municipalities.models import Municipality


class TooManyCalls(DomainError):
    default = _("We were asked to call many times from your connection. Try again in an hour, or call us.")


class WentOn(WrongState):
    default = _("Somebody has read this idea already, or it has an owner. It can no longer be undone here.")


class PinnedAlready(Conflict):
    default = _("This person has pinned the idea already. You find it among the ideas.")


def ask_for_call(
    *,
    name: str,
    phone: str,
    municipality: Municipality | None,
    when: str,
    text: str,
    client: str,
    idea: Idea | None = None,
) -> CallBack:
    """Put somebody in the operator's queue. With a draft, that draft goes along and is kept until they were called.

    Who asks a second time with the same draft corrects the first request, or opens it again.
    """
    if not ratelimit.hit("call-back", client, limit=60, per=timedelta(hours=1)):
        raise TooManyCalls
    fields = {"name": name, "phone": phone, "municipality": municipality, "when": when, "text": text}
    if idea is None:
        return CallBack.objects.create(**fields)
    again = {"created_at": clock.now(), "done_at": None, "done_by": None, "outcome": ""}
    call, _made = CallBack.objects.update_or_create(idea=idea, defaults={**fields, **again})
    return call


def close_call(*, actor: User, call_id: int, outcome: str) -> None:
    """The operator has called. Two at once: the second gets Conflict."""
    with transaction.atomic():
        call = CallBack.objects.select_for_update().get(pk=call_id)
        if call.done_at is not None:
            raise Conflict
        call.done_at, call.done_by, call.outcome = clock.now(), actor, outcome
        call.save(update_fields=["done_at", "done_by", "outcome"])


def enter_for(
    *,
    actor: User | None,
    idea: Idea | None,
    municipality: Municipality,
    idea_fields: dict[str, Any],
    pinner_fields: dict[str, Any],
    key: UUID | None = None,
) -> Idea:
    """Enter an idea for somebody who told it; consent (who, when, how) is part of `pinner_fields`. Without an `actor`
    that person agreed on the site itself.

    With an e-mail address the person gets a copy and a link to take the idea over. Given a draft (from a request
    to be called), that draft is completed. Goes into the queue like any other idea. `key` names a new idea, so that
    a form that is sent twice enters it once: the second time the idea is given back as it is. A form that comes back
    with another sentence is another idea.
    """
    with transaction.atomic():
        if idea is None:
            new = {"municipality": municipality, **idea_fields}
            locked, made = Idea.everywhere.get_or_create(key=key or uuid4(), defaults=new)
            if not made and (locked.title, locked.municipality_id) == (new["title"], municipality.pk):
                return locked
            if not made:
                locked = Idea.everywhere.create(**new)
            pinner = Pinner(idea=locked)
        else:
            locked = states.lock(idea.pk)
            if locked.status not in BEFORE_REVIEW:
                raise Conflict
            pinner = Pinner.objects.get(idea=locked)
        for name, value in pinner_fields.items():
            setattr(pinner, name, value)
        pinner.email = normalise_email(pinner.email)
        pinner.consent_recorded_by = actor
        pinner.save()
        submit(locked, owner=None, municipality=municipality, **idea_fields)
        if pinner.email:
            notifications.entered_for_you(locked, email=pinner.email, entered_by="")
    return locked


def undo_entering(*, actor: User, idea_id: int) -> None:
    """Erase what this person entered by mistake, with the mail about it: as if it had not been entered.

    Raises WentOn once somebody else has touched it.
    """
    with transaction.atomic():
        locked = states.lock(idea_id)
        mine = Pinner.objects.filter(idea=locked, consent_recorded_by=actor).exists()
        untouched = locked.status is State.WAITING and locked.owner_id is None
        if not mine or not untouched or locked.review_entries.count() > 1:
            raise WentOn
        redact_events([notifications.entered_for_key(locked.pk)])
        erase(locked)


def enter_for_caller(
    *,
    actor: User,
    call_id: int,
    municipality: Municipality,
    idea_fields: dict[str, Any],
    pinner_fields: dict[str, Any],
    outcome: str,
) -> Idea:
    """Enter the idea of somebody who asked to be called, and close that request: both, or neither.

    A draft of theirs is completed; one that they threw away gets a successor. Raises Conflict for a request that is
    closed, PinnedAlready when the person was quicker.
    """
    with transaction.atomic():
        call = CallBack.objects.select_for_update(of=("self",)).select_related("idea").get(pk=call_id)
        if call.done_at is not None:
            raise Conflict
        draft = call.idea if call.idea is not None and call.idea.status is not State.WITHDRAWN else None
        if draft is not None and draft.status not in BEFORE_REVIEW:
            raise PinnedAlready
        idea = enter_for(
            actor=actor,
            idea=draft,
            municipality=municipality,
            idea_fields=idea_fields,
            pinner_fields=pinner_fields,
        )
        call.idea = idea
        call.save(update_fields=["idea"])
        close_call(actor=actor, call_id=call_id, outcome=outcome)
    return idea
