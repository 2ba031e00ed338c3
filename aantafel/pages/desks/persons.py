"""People as the operator looks them up."""

import re
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q

from aantafel.accounts.models import Membership, User
from aantafel.outbox.services import blocks
from aantafel.pages.desks.wording import state_of
from ideas.lifecycle import State
from ideas.models import CallBack, Idea, Pinner

MOST = 20


@dataclass(frozen=True)
class Found:
    """Who the words lead to: people with an account, people behind an idea without one, and requests to be called."""

    people: list[User]
    pinners: list[Pinner]
    calls: list[CallBack]

    @property
    def nobody(self) -> bool:
        return not (self.people or self.pinners or self.calls)

    @property
    def full(self) -> bool:
        """There may be more than are shown."""
        return MOST in {len(self.people), len(self.pinners), len(self.calls)}


def find(words: str) -> Found:
    """By a part of the name, the e-mail address or the phone number. Three queries."""
    name = Q(name__icontains=words)
    email = Q(email__icontains=words)
    digits = _phone_digits(words)
    phone = Q(phone__contains=digits) if digits else Q(pk=None)
    pinners = Pinner.objects.filter(name | email | phone, idea__owner=None).exclude(idea__state=State.DRAFT.value)
    return Found(
        people=list(
            User.objects.filter(name | email).annotate(idea_count=Count("ideas")).order_by("-is_active", "email")[:MOST]
        ),
        pinners=list(pinners.select_related("idea", "idea__municipality").defer("idea__search").order_by("-pk")[:MOST]),
        calls=list(CallBack.objects.filter(name | phone).order_by("-pk")[:MOST]),
    )


def ideas_of(person: User) -> list[tuple[Idea, str]]:
    """Their ideas with where each stands, newest first; drafts are theirs alone."""
    rows = Idea.objects.of(person).exclude(state=State.DRAFT.value).select_related("municipality").defer("search")
    return [(idea, state_of(idea)) for idea in rows.order_by("-created_at", "-pk")[: 5 * MOST]]


def roles_of(person: User) -> list[Membership]:
    return list(person.memberships.filter(ended_at=None).select_related("municipality"))


def lift_block(*, actor: User, person: User) -> None:
    """Mail may go to this person again. Safe to run twice."""
    with transaction.atomic():
        blocks.lift(person.email, actor=actor)
        User.objects.filter(pk=person.pk).update(mail_blocked_at=None)


def _phone_digits(words: str) -> str:
    """The last nine digits of what looks like a phone number, whatever the country code or the spaces; else ""."""
    if not re.fullmatch(r"[+()\d\s-]{6,}", words):
        return ""
    return re.sub(r"\D", "", words)[-9:]
