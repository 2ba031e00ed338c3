"""What spoken messages hold about a person: given along, and erased with the recording."""

from typing import Any

from aantafel.accounts.models import User
from aantafel.outbox.services.privacy import redact_events
from ideas import notifications
from ideas.models import VoiceMessage
from ideas.services import voice

_TOLD = ("created_at", "state", "seconds", "name", "phone", "title", "origin", "people", "approach", "correction")


def export_voices(*, user: User, **_others: Any) -> dict[str, Any]:
    """Messages that were left with this person's address, in writing as far as they were typed out."""
    return {"spoken_messages": list(VoiceMessage.everywhere.filter(email=user.email).order_by("pk").values(*_TOLD))}


def erase_voices(*, user: User, **_others: Any) -> None:
    """Inside the caller's transaction. The desk that has one open finds that it is gone."""
    messages = VoiceMessage.everywhere.select_for_update(of=("self",)).filter(email=user.email).order_by("pk")
    for message in messages:
        redact_events(notifications.voice_keys(message.pk))
        voice.erase([message])
