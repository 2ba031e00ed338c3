"""The mail of a week to who likes an idea and wants to hear what becomes of it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation

from aantafel.accounts.models import User
from aantafel.core import dates
from aantafel.outbox.services import enqueue
from municipalities import senders
from tables.models import StepChange, Table
from tables.road import timeline
from tables.shown.team import Guide

LIKES = "likes"  # the category of mail about ideas that somebody likes


def news(table: Table, user: User, lines: Sequence[StepChange], guides: Sequence[Guide], end: datetime) -> int:
    """What these lines tell, in the language of this person. How many mails that made: none when it was told before."""
    sender = senders.of(table.municipality_id)
    with translation.override(user.language):
        told = [(dates.day(line.created_at), timeline.title(line, guides), line.note) for line in lines]
        url = sender.base_url + table.get_absolute_url()
    context = {"idea": table.idea, "name": user.get_short_name(), "lines": told, "url": url}
    made = enqueue(
        kind="tables/followed",
        to=user.email,
        language=user.language,
        dedupe_key=f"tables:followed:{table.pk}:{end:%Y%m%d}:{user.pk}",
        conversation=f"to:{user.email}",
        recipient=user.recipient,
        optional=True,
        category=LIKES,
        **sender.mail(context),
    )
    return int(made is not None)
