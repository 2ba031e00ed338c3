"""From the first word to a draft on the server, and from there to a pinned idea."""

from datetime import timedelta
from uuid import UUID

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
from ideas.services import retention, states
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
    if idea is None:
        _count("pin", client)
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


def throw_away(idea: Idea) -> None:
    """Erase a draft of which nobody has said whose it is. One that was sent meanwhile stays."""
    with transaction.atomic():
        locked = states.lock(idea.pk)
        if locked.status is State.DRAFT:
            retention.erase(locked)


def count_identity(client: str) -> None:
    """One more code asked from this connection, for whatever address. Raises TooManyIdeas after 300 in an hour."""
    _count("identity", client)


def give_identity(*, idea: Idea, name: str, email: str, municipality: Municipality) -> SignInToken:
    """The pinner says who they are and agrees: the code goes out, and until it comes back nothing is attached.

    First the ways in, then the idea: who types a code at this moment locks them in that order too.
    """
    with transaction.atomic():
        token = sign_in.request_token(email=email, language=idea.language, intent=f"pin:{idea.key}")
        locked = states.lock(idea.pk)
        states.move(locked, State.UNCONFIRMED, municipality=municipality, channel=Channel.SITE)
        Pinner.objects.filter(idea=locked).update(
            name=name,
            email=normalise_email(email),
            helper_name="",
            helper_email="",
            consent_how=ConsentHow.SITE,
            consent_at=clock.now(),
        )
    return token


def give_identity_of_other(
    *,
    idea: Idea,
    name: str,
    email: str,
    helper_name: str,
    helper_email: str,
    municipality: Municipality,
) -> SignInToken:
    """A helper fills it in for somebody (with or without e-mail) and confirms with a code of their own.

    Locks in the order of `give_identity`.
    """
    with transaction.atomic():
        token = sign_in.request_token(email=helper_email, language=idea.language, intent=f"help:{idea.key}")
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
    return token


def pin_at_once(
    *,
    actor: User,
    key: UUID,
    title: str,
    municipality: Municipality,
    relation: Relation,
    language: str,
    postcode: str = "",
    story: dict[str, str] | None = None,
) -> Idea:
    """Pin an idea of somebody who is signed in: one screen, no code.

    `key` names the new idea, so that a form that is sent twice pins once: the second time the idea is given back.
    A form that comes back with another text is another idea. Raises TooManyIdeas.
    """
    _count("pin", actor.recipient)
    new = {"title": title, "municipality": municipality, "language": language, **(story or {})}
    with transaction.atomic():
        idea, made = Idea.everywhere.get_or_create(key=key, defaults=new)
        if not made and idea.owner_id == actor.pk and idea.title == title:
            return idea
        if not made:
            idea = Idea.everywhere.create(**new)
        Pinner.objects.create(idea=idea, postcode=postcode or actor.home_postcode)
        _settle_down(actor, municipality, postcode, relation)
        pin_signed_in(actor=actor, idea=idea, municipality=municipality, relation=relation)
    idea.refresh_from_db(fields=["state", "owner"])
    return idea


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


def _count(scope: str, client: str) -> None:
    if not ratelimit.hit(scope, client, limit=300, per=timedelta(hours=1)):
        raise TooManyIdeas


def _settle_down(actor: User, municipality: Municipality, postcode: str, relation: Relation) -> None:
    """Whoever had no place here yet (a helper, say) need not type it again the next time."""
    if actor.home_municipality_id is None and relation is Relation.LIVES:
        actor.home_municipality, actor.home_postcode = municipality, postcode
        actor.save(update_fields=["home_municipality", "home_postcode"])
