"""Mails about what coaches ask each other: to who asked, and to whose words were hidden."""

from collections.abc import Iterable

from aantafel.outbox.services.privacy import redact_events
from coaches.models import CoachReply, CoachTopic
from coaches.notifications.base import link, send
from ideas.models import shown_name

CATEGORY = "coach_talk"  # the sort of mail that people may stop


def replied(reply: CoachReply) -> None:
    """To who began the subject, on the site where they are a coach; never to the writer of the reply."""
    topic, writer = reply.topic, reply.author
    if topic.author is None or topic.author_id == reply.author_id:
        return
    context = {
        "topic": topic,
        "writer": shown_name(writer.name, writer.name_display) if writer else "",
        "place": reply.municipality.name,
        "said": reply.text,
        "url": link(topic.municipality, "coach:topic", topic.author.language, topic.pk) + f"#antwoord-{reply.pk}",
    }
    send("coaches/topic_replied", topic.author, topic.municipality, _key(reply.pk), context, category=CATEGORY)


def hidden(written: CoachTopic | CoachReply) -> None:
    """To the writer: what was hidden, why, and that an answer to this mail reaches the coordinator."""
    if written.author is None or written.hidden_at is None:
        return
    topic = written.topic if isinstance(written, CoachReply) else written
    key = f"talk-hidden:{written._meta.model_name}:{written.pk}:{written.hidden_at:%Y-%m-%dT%H:%M:%S}"
    context = {"topic": topic, "said": written.text, "reason": written.hidden_reason}
    send("coaches/topic_hidden", written.author, written.municipality, key, context)


def forget(replies: Iterable[int]) -> None:
    """No mail of ours repeats any longer what these replies said."""
    redact_events(f"coaches:{_key(pk)}" for pk in replies)


def _key(pk: int) -> str:
    return f"talk-reply:{pk}"
