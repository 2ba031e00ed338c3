"""What tables hold about a person, erased."""

from typing import Any

from aantafel.accounts.models import User
from aantafel.outbox.enums import State as MailState
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services.privacy import redact_events
from ideas.enums import NoticeWay
from ideas.models import Idea, MunicipalityNotice
from tables.notifications import municipality_key


def erase_from_mail(*, user: User, **_others: Any) -> None:
    """The mail to a municipality tells who pinned the idea: its text goes. Runs before the ideas lose their owner.

    A mail that still waits is not sent any more; telling the municipality becomes a task by hand.
    """
    keys = {municipality_key(pk): pk for pk in Idea.everywhere.filter(owner=user).values_list("pk", flat=True)}
    waiting = OutgoingMail.objects.filter(dedupe_key__in=keys, state__in=(MailState.QUEUED, MailState.HELD))
    late = [keys[key] for key in waiting.values_list("dedupe_key", flat=True)]
    MunicipalityNotice.objects.filter(idea__in=late).update(way=NoticeWay.FORM)
    redact_events(keys)
