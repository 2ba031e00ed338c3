"""What the mails about coaches share: whom they are for at the desk, and the one way out."""

from collections.abc import Sequence
from typing import Any

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import Membership, User
from aantafel.accounts.permissions import desk_parts, running_shares
from aantafel.outbox.attachments import Attachment
from aantafel.outbox.services import enqueue
from municipalities import senders
from municipalities.models import Instance, Municipality
from municipalities.senders import Sender


def link(municipality: Municipality, route: str, language: str, *args: object) -> str:
    """A whole address on the site of a municipality, in the reader's language."""
    return _sender(municipality).link(route, language, *args)


def desk_of(municipality: Municipality, part: DeskPart, *, first: User | None = None) -> list[User]:
    """Who at the desk hears of something: who began it and still works there, or else the coordinators and who stands
    in for them."""
    if first is not None and part in desk_parts(first, municipality.pk):
        return [first]
    roles = Membership.objects.filter(municipality=municipality, role=Role.COORDINATOR, ended_at=None)
    standing_in = running_shares().filter(municipality=municipality, part="")
    people = User.objects.filter(pk__in=roles.values("user")) | User.objects.filter(pk__in=standing_in.values("user"))
    return list(people.filter(is_active=True).order_by("pk"))


def send(
    kind: str,
    user: User,
    municipality: Municipality,
    dedupe_key: str,
    context: dict[str, Any],
    *,
    category: str = "",
    takes_replies: bool = True,
    attachments: Sequence[Attachment] = (),
) -> None:
    """With a `category` it is a mail that people may stop. Replies go to the desk, if it takes any."""
    shared = {"name": user.get_short_name(), "municipality": municipality}
    composed = _sender(municipality).mail({**shared, **context})
    enqueue(
        kind=kind,
        to=user.email,
        language=user.language,
        dedupe_key=f"coaches:{dedupe_key}",
        conversation=f"to:{user.email}",
        recipient=user.recipient,
        optional=bool(category),
        category=category,
        attachments=attachments,
        **(composed if takes_replies else {**composed, "reply_to": ""}),
    )


def _sender(municipality: Municipality) -> Sender:
    """Its own site in whatever state it is: coaches are asked there while it is being prepared, too."""
    instance = Instance.objects.filter(municipality=municipality).first()
    return senders.of_instance(instance) if instance else senders.national()
