"""What likes, offers, questions and reactions hold about a person: given along, and erased."""

from typing import Any

from django.db.models import F, Q, QuerySet

from aantafel.accounts.models import User
from aantafel.core import killpoints
from aantafel.outbox.services.privacy import redact_events
from ideas import notifications
from ideas.enums import ReportOutcome
from ideas.models import Idea, IdeaTally, Intention, Like, Reaction, ReactionEntry, ReactionReport, Support
from ideas.permissions import manages
from ideas.services import reports, tallies

_BROUGHT = (
    "idea__title",
    "kind",
    "state",
    "text",
    "capacity",
    "role",
    "interest",
    "shares_email",
    "answer",
    "created_at",
    "answered_at",
)


def export_support(*, user: User, **_others: Any) -> dict[str, Any]:
    """What the person liked, offered, asked, said and reported, with the answers that they got and gave."""
    answered = Support.objects.filter(manages(user)).exclude(answer="")
    told = ReactionReport.objects.filter(email=user.email)
    liked = ("idea__title", "municipality__name", "wants_updates", "created_at")
    meant = ("idea__title", "kind", "name", "municipality__name", "postcode", "data", "created_at")
    return {
        "likes": list(Like.objects.filter(user=user).values(*liked)),
        "support": list(Support.objects.filter(user=user).values(*_BROUGHT)),
        "answers_to_support": list(answered.values("idea__title", "kind", "answer", "answered_at")),
        "reactions": [_whole(said) for said in _said_by(user)],
        "reports": list(told.values("reaction__idea__title", "why", "text", "created_at", "outcome")),
        "waits_for_a_code": list(Intention.objects.filter(email=user.email).values(*meant)),
    }


def _said_by(user: User) -> QuerySet[Reaction]:
    return Reaction.everywhere.filter(user=user).select_related("idea").prefetch_related("entries").order_by("pk")


def _whole(said: Reaction) -> dict[str, Any]:
    """A reaction with what happened to it; who decided stays out."""
    own = {name: getattr(said, name) for name in ("text", "capacity", "created_at", "edited_at")}
    history = [{"kind": line.kind, "text": line.text, "at": line.created_at} for line in said.entries.all()]
    return {"idea__title": said.idea.title, **own, "history": history}


def lock(*, user: User, **_others: Any) -> None:
    """First of all in an erasure, whose caller has locked the person: ideas, tallies, offers and reactions, of each the
    lowest number first. What others do to them at this moment is either seen afterwards, or comes too late.
    """
    own = Idea.everywhere.select_for_update(of=("self",), no_key=True).of(user).order_by("pk")
    ideas = list(own.values_list("pk", flat=True))
    killpoints.reach("erase:ideas")
    for rows in (
        IdeaTally.objects.filter(pk__in=[*ideas, *_liked(user)]),
        Support.objects.filter(_touches(user)),
        Reaction.everywhere.filter(_touches(user)),
    ):
        list(rows.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


def erase_support(*, user: User, **_others: Any) -> None:
    """Likes, offers and questions go; a reaction stays as an empty place when others answered to it.

    Before the ideas of the person themselves, and after `lock`.
    """
    liked = _liked(user)
    Like.objects.filter(user=user).delete()
    tallies.recount(liked)
    _erase_offers(user)
    Intention.objects.filter(email=user.email).delete()
    ReactionReport.objects.filter(email=user.email).update(email="", text="")
    _erase_reactions(Reaction.everywhere.filter(user=user))


def _erase_reactions(reactions: QuerySet[Reaction]) -> None:
    """Without a trace, also in the history of what was hidden, in reports, and in mails that told others of it. Whoever
    waits for a decision about one hears that it is gone."""
    numbers = list(reactions.values_list("pk", flat=True))
    for each in reactions.select_related("idea"):
        reports.settle(each, ReportOutcome.GONE)
    notifications.forget_reaction(numbers)
    reactions.filter(replies=None).delete()
    ReactionEntry.objects.filter(reaction__in=numbers).delete()
    ReactionReport.objects.filter(reaction__in=numbers).delete()
    reactions.filter(removed_at=None).update(removed_at=F("created_at"))
    nothing = {"text": "", "hidden_at": None, "hidden_by": None, "hidden_reason": ""}
    no_objection = {"objection": "", "objected_at": None, "objection_answered_at": None}
    reactions.update(user=None, **nothing, **no_objection)


def _erase_offers(user: User) -> None:
    """What the person offered and asked goes, and so do their answers to others; also in the mails that told of it."""
    touched = Support.objects.filter(_touches(user))
    redact_events(notifications.support_keys(list(touched.values_list("pk", flat=True))))
    Support.objects.filter(user=user).delete()
    touched.exclude(answer="").update(answer="")


def _touches(user: User) -> Q:
    """What the person brought, said, or got at their own ideas."""
    return Q(user=user) | Q(idea__in=Idea.everywhere.of(user))


def _liked(user: User) -> list[int]:
    return list(Like.objects.filter(user=user).values_list("idea_id", flat=True))
