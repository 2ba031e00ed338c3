"""Mails about spoken messages."""

from aantafel.outbox.models import OutgoingMail
from ideas.models import VoiceMessage
from ideas.notifications.base import send
from municipalities import senders


def voice_read_back(message: VoiceMessage) -> None:
    """To the teller: what was typed out, and where to say yes, no, or what is not right."""
    sender = senders.of(message.municipality_id)
    context = {
        "idea": message,
        "name": message.name,
        "url": sender.link("ideas:voice_answer", message.language, message.answer_key),
    }
    key = f"{_start(message.pk)}{message.version}:{message.mailed_at or message.touched_at:%Y%m%d%H%M%S%f}"
    send(sender, "ideas/voice_read_back", message.email, message.language, context, key)


def voice_keys(message_id: int) -> list[str]:
    """Under which keys the outbox keeps the mails with the text."""
    mails = OutgoingMail.objects.filter(dedupe_key__startswith=f"ideas:{_start(message_id)}")
    return list(mails.values_list("dedupe_key", flat=True))


def _start(message_id: int) -> str:
    return f"voice:{message_id}:"


def voice_put_away(message: VoiceMessage, *, reason: str) -> None:
    """To the teller: nothing came of it, why, and what to do now."""
    sender = senders.of(message.municipality_id)
    context = {"name": message.name, "reason": reason, "url": sender.link("ideas:tell", message.language)}
    send(sender, "ideas/voice_put_away", message.email, message.language, context, f"voice-away:{message.pk}")
