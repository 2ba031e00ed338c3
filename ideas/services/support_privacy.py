"""What likes, offers, questions and reactions hold about a person: given along, and erased."""

from typing import Any

from django.db.models import F, QuerySet

from aantafel.accounts.models import User
from ideas import notifications
from ideas.models import IdeaTally, Intention, Like, Reaction, ReactionEntry, ReactionReport, Support
from ideas.services import tallies


def export_support(*, user: User, **_others: Any) -> dict[str, Any]:
    """What the person liked, offered, asked, said and reported, with the answers that they got."""
    shown = ("idea__title", "kind", "state", "text", "role", "interest", "answer", "created_at")
    reactions = Reaction.everywhere.filter(user=user)
    reports = ReactionReport.objects.filter(email=user.email)
    return {
        "likes": list(Like.objects.filter(user=user).values("idea__title", "wants_updates", "created_at")),
        "support": list(Support.objects.filter(user=user).values(*shown)),
        "reactions": list(reactions.values("idea__title", "text", "created_at", "hidden_reason", "objection")),
        "reports": list(reports.values("reaction__idea__title", "why", "text", "created_at", "outcome")),
    }


def erase_support(*, user: User, **_others: Any) -> None:
    """Likes, offers and questions go; a reaction stays as an empty place when others answered to it.

    Before the ideas of the person themselves. Locks the tallies in the order of their numbers.
    """
    liked = list(Like.objects.filter(user=user).values_list("idea_id", flat=True))
    list(IdeaTally.objects.select_for_update(no_key=True).filter(pk__in=liked).order_by("pk"))
    Like.objects.filter(user=user).delete()
    tallies.recount(liked)
    Support.objects.filter(user=user).delete()
    Intention.objects.filter(email=user.email).delete()
    ReactionReport.objects.filter(email=user.email).update(email="", text="")
    _erase_reactions(Reaction.everywhere.filter(user=user))


def _erase_reactions(reactions: QuerySet[Reaction]) -> None:
    """Without a trace, also in the history of what was hidden, in reports, and in mails that told others of it."""
    numbers = list(reactions.values_list("pk", flat=True))
    notifications.forget_reaction(numbers)
    reactions.filter(replies=None).delete()
    ReactionEntry.objects.filter(reaction__in=numbers).delete()
    ReactionReport.objects.filter(reaction__in=numbers).delete()
    reactions.filter(removed_at=None).update(removed_at=F("created_at"))
    nothing = {"text": "", "hidden_at": None, "hidden_by": None, "hidden_reason": ""}
    no_objection = {"objection": "", "objected_at": None, "objection_answered_at": None}
    reactions.update(user=None, **nothing, **no_objection)
