"""Mails about what the desk of a municipality plans and proposes around an idea: to its pinner, or the helper."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation

from ideas.models import Idea, MergeProposal, PassOn, Talk
from ideas.notifications.base import addressee, to_pinner
from municipalities import sites


def talk_day(talk: Talk, *, before: datetime | None) -> None:
    """When and where they talk, each time that something changes. `before` is the moment that it was."""
    moved = before is not None and before != talk.starts_at
    _tell(
        talk.idea,
        "ideas/talk_day",
        f"talk:{talk.pk}:{talk.changes}",
        "ideas:talk",
        talk.key,
        talk=talk,
        day=timezone.localtime(talk.starts_at),
        before=timezone.localtime(before) if before and moved else None,
        is_new=before is None,
    )


def talk_off(talk: Talk, *, reason: str) -> None:
    """It does not go on."""
    day = timezone.localtime(talk.starts_at)
    _tell(talk.idea, "ideas/talk_off", f"talk-off:{talk.pk}", "ideas:mine", talk.idea_id, day=day, reason=reason)


def merge_asked(proposal: MergeProposal, idea: Idea) -> None:
    """Whether this idea may be put together with the other one. Somebody who has both gets one mail."""
    other = proposal.other(idea)
    user = addressee(idea)
    if idea.pk == proposal.stays_id and user is not None and user == addressee(other):
        return
    _tell(
        idea,
        "ideas/merge_asked",
        f"merge-asked:{proposal.pk}:{idea.pk}",
        "ideas:merge",
        proposal.pk,
        other=other,
        stays=idea.pk == proposal.stays_id,
        reason=proposal.reason,
        answer_by=proposal.answer_by,
    )


def merge_keys(proposals: list[tuple[int, int, int]]) -> list[str]:
    """Under which keys the outbox keeps the mails about proposals: each its number, and those of both ideas."""
    kinds = ("merge-asked", "merge-closed")
    return [f"ideas:{kind}:{pk}:{idea}" for pk, *both in proposals for idea in both for kind in kinds]


def merge_closed(proposal: MergeProposal, idea: Idea) -> None:
    """What came of it."""
    other = proposal.other(idea)
    told = {"other": other, "stays": idea.pk == proposal.stays_id, "outcome": proposal.state}
    key = f"merge-closed:{proposal.pk}:{idea.pk}"
    _tell(idea, "ideas/merge_closed", key, "ideas:mine", idea.pk, **told)


def pass_on_asked(proposal: PassOn) -> None:
    """Whether this idea may go to another municipality."""
    told = {"target": proposal.target, "reason": proposal.reason, "answer_by": proposal.answer_by}
    key = f"pass-on-asked:{proposal.pk}"
    _tell(proposal.idea, "ideas/pass_on_asked", key, "ideas:pass_on", proposal.pk, **told)


def _tell(idea: Idea, kind: str, dedupe_key: str, route: str, *args: object, **context: Any) -> None:
    user = addressee(idea)
    if user is None:
        return
    with translation.override(user.language):
        url = sites.base_url(idea.municipality_id) + reverse(route, args=args)
    to_pinner(idea, kind, dedupe_key, {"url": url, **context})
