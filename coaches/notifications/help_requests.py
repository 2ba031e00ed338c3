"""Mails about requests for help, to who asked."""

from collections.abc import Iterable

from aantafel.outbox.services.privacy import redact_events
from coaches.models import HelpEntry, HelpRequest
from coaches.notifications.base import link, send


def told(entry: HelpEntry) -> None:
    """What the desk or the operator wrote, that it was passed on, or that it is done."""
    asked = entry.request
    url = link(asked.municipality, "help:help_request", asked.asker.language, asked.pk)
    context = {"asked": asked, "entry": entry, "url": url}
    send(f"coaches/help_{entry.kind}", asked.asker, asked.municipality, _key(entry.pk), context)


def forget(requests: Iterable[HelpRequest]) -> None:
    """No mail of ours repeats any longer what was said about these."""
    entries = HelpEntry.objects.filter(request__in=list(requests)).values_list("pk", flat=True)
    redact_events(f"coaches:{_key(pk)}" for pk in entries)


def _key(pk: int) -> str:
    return f"help-entry:{pk}"
