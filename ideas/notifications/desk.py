"""Mails about what the desk of a municipality plans and proposes around an idea: to its pinner or the helper, and back
to who proposed it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation

from aantafel.accounts.enums import DeskPart
from aantafel.accounts.models import User
from aantafel.accounts.permissions import desk_parts
from aantafel.core import icalendar
from aantafel.core.icalendar import Party
from aantafel.outbox.attachments import CALENDAR, Attachment
from ideas.agenda import event_of
from ideas.enums import ProposalState
from ideas.models import Idea, MergeProposal, PassOn, Talk
from ideas.notifications.base import addressee, send, to_pinner
from municipalities import senders, sites


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
        attachments=_calendar(talk),
    )


def talk_off(talk: Talk, *, reason: str) -> None:
    """It does not go on."""
    day = timezone.localtime(talk.starts_at)
    told: dict[str, Any] = {"day": day, "reason": reason, "attachments": _calendar(talk)}
    _tell(talk.idea, "ideas/talk_off", f"talk-off:{talk.pk}", "ideas:mine", talk.idea_id, **told)


def _calendar(talk: Talk) -> list[Attachment]:
    """For the calendar of the pinner, which keeps it up from mail to mail."""
    user = addressee(talk.idea)
    if user is None:
        return []
    sender = senders.of(talk.idea.municipality_id)
    organizer, attendee = Party(sender.reply_to, sender.name), Party(user.email, user.name)
    with translation.override(user.language):
        content = icalendar.invitation(event_of(talk), organizer=organizer, attendee=attendee, accepted=False)
    return [Attachment("aantafel.ics", CALENDAR, content)]


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
    kinds = ("merge-asked", "merge-closed", "merge-told")
    return [f"ideas:{kind}:{pk}:{idea}" for pk, *both in proposals for idea in both for kind in kinds]


def merge_closed(proposal: MergeProposal, idea: Idea) -> None:
    """What came of it."""
    other = proposal.other(idea)
    told: dict[str, Any] = {"other": other, "stays": idea.pk == proposal.stays_id, "outcome": proposal.state}
    key = f"merge-closed:{proposal.pk}:{idea.pk}"
    _tell(idea, "ideas/merge_closed", key, "ideas:mine", idea.pk, **told)


def pass_on_asked(proposal: PassOn) -> None:
    """Whether this idea may go to another municipality."""
    told: dict[str, Any] = {"target": proposal.target, "reason": proposal.reason, "answer_by": proposal.answer_by}
    key = f"pass-on-asked:{proposal.pk}"
    _tell(proposal.idea, "ideas/pass_on_asked", key, "ideas:pass_on", proposal.pk, **told)


def merge_told(proposal: MergeProposal, *, actor: User | None) -> None:
    """What came of it, to who proposed it."""
    stays, key = proposal.stays, f"merge-told:{proposal.pk}:{proposal.stays_id}"
    told = {"idea": stays, "other": proposal.goes, "route": "coordinator:idea", "args": [stays.pk]}
    _tell_desk(proposal, stays.municipality_id, "ideas/merge_told", key, actor, told)


def pass_on_keys(proposals: list[int]) -> list[str]:
    """Under which keys the outbox keeps the mails about passing an idea on."""
    return [f"ideas:{kind}:{pk}" for pk in proposals for kind in ("pass-on-asked", "pass-on-told")]


def pass_on_told(proposal: PassOn, *, actor: User | None) -> None:
    """The same for an idea that would go to another municipality; what it is called there is no news for here."""
    went = proposal.state == ProposalState.DONE
    told = {"title": proposal.title, "target": proposal.target, "route": "coordinator:passed_on", "args": []}
    told |= {} if went else {"route": "coordinator:idea", "args": [proposal.idea_id]}
    _tell_desk(proposal, proposal.source_id, "ideas/pass_on_told", f"pass-on-told:{proposal.pk}", actor, told)


def _tell_desk(
    proposal: MergeProposal | PassOn,
    municipality_id: int | None,
    kind: str,
    dedupe_key: str,
    actor: User | None,
    told: dict[str, Any],
) -> None:
    """Unless they closed it themselves, or work there no more; what the desk took back is known there."""
    user = proposal.proposed_by
    if user is None or user == actor or municipality_id is None or proposal.state == ProposalState.WITHDRAWN:
        return
    if DeskPart.TAKE_IN not in desk_parts(user, municipality_id):
        return
    sender = senders.of(municipality_id)
    url = sender.link(told.pop("route"), user.language, *told.pop("args"))
    context = {"name": user.get_short_name(), "url": url, "outcome": proposal.state, "place": sender.name, **told}
    send(sender, kind, user.email, user.language, context, dedupe_key, recipient=user.recipient)


def _tell(
    idea: Idea,
    kind: str,
    dedupe_key: str,
    route: str,
    *args: object,
    attachments: Sequence[Attachment] = (),
    **context: Any,
) -> None:
    user = addressee(idea)
    if user is None:
        return
    with translation.override(user.language):
        url = sites.base_url(idea.municipality_id) + reverse(route, args=args)
    to_pinner(idea, kind, dedupe_key, {"url": url, **context}, attachments=attachments)
