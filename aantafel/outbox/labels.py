"""Labels say whom a mail is for without a foreign key upward: "user:12", "municipality:GM0301"."""

from typing import Protocol

from django.conf import settings

MUNICIPALITY = "municipality:"


class Actor(Protocol):
    """Somebody who acts: all that is kept of them is their number."""

    pk: int


def of_person(person: Actor) -> str:
    return f"user:{person.pk}"


def of_municipality(code: str) -> str:
    return f"{MUNICIPALITY}{code}"


def is_municipality(label: str) -> bool:
    return label.startswith(MUNICIPALITY)


def is_held(label: str) -> bool:
    """Mail to municipalities has a switch of its own, off by default, also in production."""
    return is_municipality(label) and not settings.MUNICIPALITY_MAIL_ENABLED
