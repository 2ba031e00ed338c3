"""Mails about reactions: that one came, that one was hidden and what followed, and what became of a report."""

from collections.abc import Iterable
from typing import Any

from aantafel.accounts.models import User
from aantafel.outbox.services import enqueue
from aantafel.outbox.services.privacy import redact_events
from ideas.models import Idea, Reaction, ReactionEntry, ReactionReport, shown_name
from ideas.notifications.base import addressee
from municipalities import senders
from municipalities.senders import Sender

REACTIONS = "reactions"  # the sorts of mail that people may stop
ANSWERS = "answers"
_HEARERS = ("pinner", "head", "answered")


def reaction_came(reaction: Reaction, *, answered: Reaction | None) -> None:
    """To whoever pinned the idea, began the thread or was answered: one mail each at most, and never to the writer."""
    told = {reaction.user_id}
    head = reaction.parent
    for place, said in (("answered", answered), ("head", head)):
        user = said.user if said is not None else None
        if user is not None and user.pk not in told:
            told.add(user.pk)
            _tell(reaction, user, place, "ideas/reaction_answer", ANSWERS)
    pinner = addressee(reaction.idea)
    if pinner is not None and pinner.pk not in told:
        _tell(reaction, pinner, "pinner", "ideas/reaction_pinner", REACTIONS)


def forget_reaction(numbers: Iterable[int]) -> None:
    """No mail of ours repeats any longer what these reactions said; those that wait do not go out."""
    redact_events(_key(pk, place) for pk in numbers for place in _HEARERS)


def forget_lines(numbers: Iterable[int]) -> None:
    """The same for the mails to the writer that came with these lines of the history."""
    redact_events(_line_key(pk) for pk in numbers)


def reaction_hidden(reaction: Reaction, entry: ReactionEntry) -> None:
    """To its writer: hidden, why, and how to answer back."""
    _to_writer(reaction, entry, "ideas/reaction_hidden", {"reason": entry.text})


def reaction_shown(reaction: Reaction, entry: ReactionEntry) -> None:
    """To its writer: everyone can read it again."""
    _to_writer(reaction, entry, "ideas/reaction_shown", {"answer": entry.text})


def reaction_kept(reaction: Reaction, entry: ReactionEntry) -> None:
    """To its writer, who objected: it stays hidden, and why."""
    _to_writer(reaction, entry, "ideas/reaction_kept", {"answer": entry.text})


def report_received(report: ReactionReport) -> None:
    """To whoever reported. Repeats nothing that was typed: the address need not be the typist's own."""
    _to_reporter(report, "ideas/report_received", f"report:{report.pk}", {})


def report_handled(report: ReactionReport, *, answer: str) -> None:
    """To whoever reported: what was decided."""
    context = {"outcome": report.outcome, "answer": answer}
    _to_reporter(report, "ideas/report_handled", f"report-handled:{report.pk}", context)


def _key(pk: int, place: str) -> str:
    return f"ideas:reaction:{pk}:{place}"


def _line_key(pk: int) -> str:
    return f"ideas:reaction-line:{pk}"


def _tell(reaction: Reaction, user: User, place: str, kind: str, category: str) -> None:
    writer, sender = reaction.user, senders.of(reaction.idea.municipality_id)
    name = shown_name(writer.name, writer.name_display) if writer else ""
    context = {
        "idea": reaction.idea,
        "name": user.get_short_name(),
        "writer": name,
        "capacity": reaction.capacity,
        "said": reaction.text,
        "url": _link_to(sender, reaction, user.language),
    }
    _enqueue(sender, kind, user, context, _key(reaction.pk, place), optional=True, category=category)


def _to_writer(reaction: Reaction, entry: ReactionEntry, kind: str, context: dict[str, Any]) -> None:
    writer = reaction.user
    if writer is None:
        return
    sender = senders.of(reaction.idea.municipality_id)
    shared = {
        "idea": reaction.idea,
        "name": writer.get_short_name(),
        "said": reaction.text,
        "url": sender.link("ideas:my_reaction", writer.language, reaction.pk),
    }
    _enqueue(sender, kind, writer, {**shared, **context}, _line_key(entry.pk))


def _to_reporter(report: ReactionReport, kind: str, key: str, context: dict[str, Any]) -> None:
    if not report.email:
        return
    idea: Idea = report.reaction.idea
    sender = senders.of(idea.municipality_id)
    url = sender.link("ideas:detail", report.language, idea.pk, idea.slug)
    enqueue(
        kind=kind,
        to=report.email,
        language=report.language,
        dedupe_key=f"ideas:{key}",
        conversation=f"to:{report.email}",
        **sender.mail({"idea": idea, "url": url, **context}),
    )


def _link_to(sender: Sender, reaction: Reaction, language: str) -> str:
    idea = reaction.idea
    return f"{sender.link('ideas:reaction', language, idea.pk, idea.slug, reaction.pk)}#reactie-{reaction.pk}"


def _enqueue(sender: Sender, kind: str, user: User, context: dict[str, Any], key: str, **more: Any) -> None:
    enqueue(
        kind=kind,
        to=user.email,
        language=user.language,
        dedupe_key=key,
        conversation=f"to:{user.email}",
        recipient=user.recipient,
        **sender.mail(context),
        **more,
    )
