"""Mails about a local site, to its coordinators."""

from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Membership, User
from aantafel.outbox.services import enqueue
from ideas.models import CallBack, Idea
from municipalities import senders
from municipalities.models import Instance
from municipalities.senders import Sender
from tables.enums import TableState
from tables.models import Table


def site_opened(instance: Instance) -> list[str]:
    """It is open, and this waits at their desk. Says how many get this mail."""
    here = {"municipality": instance.municipality}
    waits = {
        "ideas": Idea.everywhere.in_review().filter(**here).count(),
        "calls": CallBack.objects.filter(**here, done_at=None).count(),
        "tables": Table.everywhere.public().filter(**here, state=TableState.RUNNING).count(),
    }
    return _tell(instance, "movement/site_opened", senders.of_instance(instance), instance.opened_at, waits=waits)


def site_ended(instance: Instance, *, reason: str) -> list[str]:
    """It has ended, and why; from the operator, who looks after the municipality again."""
    return _tell(instance, "movement/site_ended", senders.national(), instance.ended_at, reason=reason)


def _tell(instance: Instance, kind: str, sender: Sender, at: datetime | None, **more: Any) -> list[str]:
    held = {"municipality": instance.municipality, "role": Role.COORDINATOR, "ended_at": None}
    coordinators = User.objects.filter(
        is_active=True, pk__in=Membership.objects.filter(**held).values("user")
    ).order_by("pk")
    for user in coordinators:
        url = sender.link("coordinator:home", user.language)
        context = {"municipality": instance.municipality, "name": user.get_short_name(), "url": url, **more}
        enqueue(
            kind=kind,
            to=user.email,
            language=user.language,
            dedupe_key=f"{kind.replace('/', ':')}:{instance.pk}:{user.pk}:{at:%Y%m%d%H%M%S%f}",
            conversation=f"to:{user.email}",
            recipient=user.recipient,
            **sender.mail(context),
        )
    count = len(coordinators)
    return [ngettext("%(n)d coordinator gets a mail.", "%(n)d coordinators get a mail.", count) % {"n": count}] * bool(
        count
    )
