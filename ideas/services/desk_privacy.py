"""What the desk's notes, conversations and proposals hold about a person: given along, moved, and erased."""

from typing import Any

from django.db.models import F, Q

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.services.privacy import redact_events
from ideas import notifications
from ideas.enums import ProposalState
from ideas.models import DeskMark, Idea, IdeaNote, MergeProposal, PassOn, Talk
from municipalities.models import Municipality


def export_desk(*, user: User, **_others: Any) -> dict[str, Any]:
    """What desks noted and planned about this person's ideas (without who), and what they noted at a desk."""
    ideas = Idea.everywhere.of(user)
    about = {"idea__in": ideas}
    talk = ("idea__title", "state", "way", "starts_at", "where", "note", "outcome")
    merge = ("stays__title", "goes__title", "reason", "state", "stays_says", "goes_says", "created_at")
    return {
        "notes_of_the_desk": list(IdeaNote.everywhere.filter(**about).values("idea__title", "text", "created_at")),
        "conversations": list(Talk.everywhere.filter(**about).values(*talk)),
        "proposals_to_put_together": [
            *MergeProposal.everywhere.filter(goes__in=ideas).values(*merge),
            *MergeProposal.everywhere.filter(stays__in=ideas).exclude(goes__in=ideas).values(*merge),
        ],
        "proposals_to_pass_on": list(
            PassOn.everywhere.filter(**about).values("title", "target__name", "reason", "state", "created_at")
        ),
        "notes_that_you_wrote": list(IdeaNote.everywhere.filter(author=user).values("text", "created_at")),
        "lines_that_you_took_up": list(
            DeskMark.everywhere.filter(user=user).values("municipality__name", "about", "kind", "created_at")
        ),
    }


def erase_desk(*, user: User, **_others: Any) -> None:
    """What desks noted about the person's ideas goes, also where the idea itself stays. Notes that they wrote about
    ideas of others stay, without their name. Before the ideas lose their owner, and after the locks on them.
    """
    ideas = list(Idea.everywhere.of(user).values_list("pk", flat=True))
    IdeaNote.everywhere.filter(idea__in=ideas).delete()
    _erase_proposals(ideas)
    Talk.everywhere.filter(idea__in=ideas).delete()
    IdeaNote.everywhere.filter(author=user).update(author=None)


def _erase_proposals(ideas: list[int]) -> None:
    """That there was one, and what came of it, stays; why it was proposed does not, in the mails about it neither."""
    merges = MergeProposal.everywhere.filter(Q(stays__in=ideas) | Q(goes__in=ideas))
    redact_events(notifications.merge_keys(list(merges.values_list("pk", "stays", "goes"))))
    passed_on = PassOn.everywhere.filter(idea__in=ideas)
    redact_events(notifications.pass_on_keys(list(passed_on.values_list("pk", flat=True))))
    closed = {"reason": "", "state": ProposalState.WITHDRAWN, "closed_at": clock.now()}
    for rows in (merges, passed_on):
        rows.update(reason="")
        rows.filter(state=ProposalState.OPEN).update(**closed)


def move_desk(*, old: Municipality, new: Municipality, **_others: Any) -> str:
    """Marks and proposals go along to the successor; between two that become one there is nothing to pass on."""
    marks = DeskMark.everywhere.filter(municipality=old).update(municipality=new)
    PassOn.everywhere.filter(source=old).update(source=new)
    PassOn.everywhere.filter(target=old).update(target=new)
    PassOn.everywhere.filter(source=F("target")).delete()
    return f"desk: {marks} marks"
