"""Asking the people who will carry a local site, each by mail."""

from collections.abc import Iterable
from dataclasses import dataclass

from aantafel.accounts.enums import Capacity, Role
from aantafel.accounts.models import User
from aantafel.accounts.services import invitations
from aantafel.core.errors import DomainError
from municipalities.models import Municipality


@dataclass(frozen=True)
class Wanted:
    """Somebody to ask; `capacity` is "" for a coordinator."""

    email: str
    role: Role
    capacity: Capacity | str = ""


@dataclass(frozen=True)
class Asked:
    """How many got a mail, and who did not, with the sentence that says why."""

    count: int
    refused: list[tuple[str, str]]


def ask(*, actor: User, municipality: Municipality, people: Iterable[Wanted], message: str = "") -> Asked:
    """Invite each of them. One who cannot be invited does not keep the others from getting their mail."""
    count, refused = 0, []
    for one in people:
        try:
            invitations.invite(
                actor=actor,
                municipality=municipality,
                email=one.email,
                role=one.role,
                capacity=one.capacity,
                message=message,
            )
            count += 1
        except DomainError as error:
            refused.append((one.email, str(error.message)))
    return Asked(count, refused)
