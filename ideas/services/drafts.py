"""From the first word to a draft on the server, and from there to a pinned idea."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import SignInToken, User, normalise_email
from aantafel.accounts.services import sign_in
from aantafel.core import clock, ratelimit
from aantafel.core.errors import DomainError, WrongState
from ideas import notifications
from ideas.enums import Channel, ConsentHow, Relation, ReviewKind, ReviewRole
from ideas.lifecycle import BEFORE_REVIEW, State
from ideas.models import Idea, Pinner
from ideas.services import states
from municipalities.models import Municipality


class TooManyIdeas(DomainError):
    default = _("Many ideas were pinned from your connection in a short time. Your text is kept; try again in an hour.")


def save_draft(
    *,
    title: str,
    municipality: Municipality | None,
    postcode: str,
    language: str,
    client: str,
    idea: Idea | None = None,
    place_typed: str = "",
    story: dict[str, str] | None = None,
) -> Idea:
    """Keep what was typed; makes the draft or changes it. `client` is the visitor's address, for the rate limit;
    `story` is what was told already for the sketch (origin, people).

    Raises TooManyIdeas for a new draft when one connection made three hundred within an hour.
    """
    if idea is None and not ratelimit.hit("pin", client, limit=300, per=timedelta(hours=1)):
        raise TooManyIdeas
    with transaction.atomic():
        if idea is None:
            idea = Idea.everywhere.create(title=title, municipality=municipality, language=language, **(story or {}))
            Pinner.objects.create(idea=idea, postcode=postcode, place_typed=place_typed)
            return idea
        idea = states.lock(idea.pk)
        if idea.status not in BEFORE_REVIEW:
            raise WrongState
        idea.title, idea.municipality = title, municipality
        for name, text in (story or {}).items():
            setattr(idea, name, text)
        idea.save(update_fields=["title", "municipality", *(story or {})])
        Pinner.objects.filter(idea=idea).update(postcode=postcode, place_typed=place_typed)
        return idea


def give_identity(*, idea: Idea, name: str, email: str, municipality: Municipality) -> SignInToken:
    """The pinner says who they are and agrees: the code goes out, and until it comes back nothing is attached."""
    with transaction.atomic():
        locked = states.lock(idea.pk)
        states.move(locked, State.UNCONFIRMED, municipality=municipality)
        Pinner.objects.filter(idea=locked).update(
            name=name,
            email=normalise_email(email),
            helper_name="",
            helper_email="",
            consent_how=ConsentHow.SITE,
            consent_at=clock.now(),
        )
        return sign_in.request_token(email=email, language=locked.language, intent=f"pin:{locked.key}")


def give_identity_of_other(
    *,
    idea: Idea,
    name: str,
    email: str,
    helper_name: str,
    helper_email: str,
    municipality: Municipality,
) -> SignInToken:
    """A helper fills it in for somebody (with or without e-mail) and confirms with a code of their own."""
    with transaction.atomic():
        locked = states.lock(idea.pk)
        states.move(locked, State.UNCONFIRMED, municipality=municipality, channel=Channel.HELPER)
        Pinner.objects.filter(idea=locked).update(
            name=name,
            email=normalise_email(email),
            helper_name=helper_name,
            helper_email=normalise_email(helper_email),
            consent_how=ConsentHow.HELPER,
            consent_at=clock.now(),
        )
        return sign_in.request_token(email=helper_email, language=locked.language, intent=f"help:{locked.key}")


def resend(*, idea: Idea) -> SignInToken:
    """A new code for an idea that waits for one. Raises TooMany (from signing in) when asked too often."""
    pinner = idea.pinner
    intent, email = ("help", pinner.helper_email) if pinner.helper_email else ("pin", pinner.email)
    return sign_in.request_token(email=email, language=idea.language, intent=f"{intent}:{idea.key}")


def pin_signed_in(*, actor: User, idea: Idea, municipality: Municipality, relation: Relation) -> None:
    """Somebody who is signed in needs no code: the draft goes straight into the queue."""
    with transaction.atomic():
        locked = states.lock(idea.pk)
        submit(locked, owner=actor, municipality=municipality, relation=relation, capacity=actor.capacity)
        Pinner.objects.filter(idea=locked).update(
            name=actor.name,
            name_display=actor.name_display,
            consent_how=ConsentHow.SITE,
            consent_at=clock.now(),
        )


def submit(locked: Idea, *, owner: User | None, **fields: object) -> None:
    """Into the operator's queue, once: a locked idea whose pinner is known. The pinner gets a mail."""
    states.move(locked, State.WAITING, owner=owner, submitted_at=clock.now(), **fields)
    states.note(locked, ReviewKind.SUBMITTED, ReviewRole.PINNER, actor=owner)
    notifications.received(locked)


def drop(*, idea: Idea) -> None:
    """The pinner found what they meant and lets the draft go."""
    with transaction.atomic():
        locked = states.lock(idea.pk)
        states.move(locked, State.WITHDRAWN, withdrawn_at=clock.now())
