"""Saying something below an idea: reacting, answering, changing it for a while, taking it away."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import clock, killpoints, page_cache, ratelimit
from aantafel.core.errors import DomainError, WrongState
from ideas import notifications
from ideas.enums import ReactionEntryKind, ReportOutcome
from ideas.models import Idea, Intention, Reaction
from ideas.services import reports, states
from ideas.services.reaction_log import ReactionGone, lock, note
from ideas.services.tallies import NotOnTheSite
from municipalities import switches
from municipalities.switches import Switch

MOST_PER_HOUR = 30


class TooManyReactions(DomainError):
    default = _("That were many reactions in a short time. Your text is still here; wait an hour and try again.")


class CannotAnswer(WrongState):
    default = _("You can no longer answer this reaction: it was taken away or hidden. Your text is still here.")


class NoLongerYours(WrongState):
    default = _("You can no longer change this reaction. You can still take it away.")


def react(*, actor: User, idea_id: int, text: str, capacity: Capacity, to: int | None = None) -> Reaction:
    """Say something below an idea, or answer the reaction with number `to`. An answer to an answer joins its thread.

    The same text of the same person in the same place, sent twice, stands there once. The pinner and whoever is
    answered get a mail. Locks the person, the idea, and what is answered. Raises NotOnTheSite, PartOff,
    CannotAnswer, TooManyReactions.
    """
    if not ratelimit.hit("reaction", actor.recipient, limit=MOST_PER_HOUR, per=timedelta(hours=1)):
        raise TooManyReactions
    with transaction.atomic():
        people.lock(actor)
        idea = states.lock(idea_id)
        if not idea.is_public:
            raise NotOnTheSite
        switches.demand(idea.municipality_id, Switch.REACTIONS)
        answered = _to_answer(idea, to) if to is not None else None
        head = (answered.parent or answered) if answered else None
        same = Reaction.everywhere.filter(idea=idea, user=actor, parent=head, text=text, removed_at=None)
        twice = same.filter(created_at__gt=clock.a_moment_ago()).first()
        if twice is not None:
            return twice
        made = Reaction.everywhere.create(idea=idea, user=actor, parent=head, text=text, capacity=capacity)
        notifications.reaction_came(made, answered=answered)
        killpoints.reach("reaction:told")
    return made


def change(*, actor: User, reaction_id: int, text: str) -> None:
    """Put it in other words, for half an hour; from then on it says that it was changed. Not without end: each time
    empties the page cache of the whole site. Raises NoLongerYours, TooManyReactions.
    """
    if not ratelimit.hit("reaction-change", actor.recipient, limit=MOST_PER_HOUR, per=timedelta(hours=1)):
        raise TooManyReactions
    with transaction.atomic():
        reaction = _own(actor, reaction_id)
        if not can_change(reaction):
            raise NoLongerYours
        if reaction.text == text:
            return
        reaction.text, reaction.edited_at = text, clock.now()
        reaction.save(update_fields=["text", "edited_at"])
        note(reaction, ReactionEntryKind.CHANGED, actor=actor)
        transaction.on_commit(page_cache.purge, robust=True)


def remove(*, actor: User, reaction_id: int) -> None:
    """Take it away, at any moment. Its text is gone for good, also from reports and from the mails that we keep; its
    place stays when there are answers. A second time changes nothing.
    """
    with transaction.atomic():
        reaction = _own(actor, reaction_id)
        if reaction.removed_at is not None:
            return
        reaction.removed_at, reaction.text = clock.now(), ""
        reaction.hidden_at, reaction.hidden_by, reaction.hidden_reason = None, None, ""
        reaction.objection, reaction.objected_at, reaction.objection_answered_at = "", None, None
        reaction.save()
        note(reaction, ReactionEntryKind.REMOVED, actor=actor)
        reports.settle(reaction, ReportOutcome.GONE)
        reaction.reports.update(quoted="")
        notifications.forget_reaction([reaction.pk])
        notifications.forget_lines(reaction.entries.values_list("pk", flat=True))
        transaction.on_commit(page_cache.purge, robust=True)


def move_all(idea: Idea, *, to: Idea) -> None:
    """Two ideas are put together: all that was said hangs below the one that stays. Inside the caller's transaction."""
    said = Reaction.everywhere.filter(idea=idea).order_by("pk")
    list(said.select_for_update(of=("self",), no_key=True).values_list("pk"))
    said.update(idea=to)


def can_change(reaction: Reaction) -> bool:
    """Whether its writer may still put it in other words."""
    stands = reaction.removed_at is None and reaction.hidden_at is None
    return stands and clock.now() < changeable_until(reaction)


def changeable_until(reaction: Reaction) -> datetime:
    return reaction.created_at + settings.REACTION_EDITABLE


def _own(actor: User, reaction_id: int) -> Reaction:
    reaction = lock(reaction_id)
    if reaction.user_id != actor.pk:
        raise ReactionGone
    return reaction


def _to_answer(idea: Idea, pk: int) -> Reaction:
    """With the head of its thread: whoever wrote them gets a mail, and may be having their account erased."""
    thread = Reaction.everywhere.filter(Q(pk=pk) | Q(replies=pk)).order_by("pk")
    list(thread.select_for_update(of=("self",), no_key=True).values_list("pk"))
    rows = Reaction.everywhere.select_related("parent__user", "user")
    found = rows.filter(idea=idea, pk=pk, removed_at=None, hidden_at=None).first()
    if found is None:
        raise CannotAnswer
    return found


def react_as_meant(user: User, kept: Intention) -> str:
    """For `intentions`: the address is proved. What can no longer be said does not keep anybody from signing in: it is
    kept once more, and leads to a screen on which it still stands.
    """
    capacity, to = Capacity(kept.data["capacity"]), kept.data.get("to")
    try:
        made = react(actor=user, idea_id=kept.idea_id, text=kept.data["text"], capacity=capacity, to=to)
    except DomainError:
        again = Intention.objects.create(idea=kept.idea, kind=kept.kind, email=kept.email, data=kept.data)
        return f"{reverse('ideas:react', args=[kept.idea_id, kept.idea.slug])}?terug={again.key}"
    return path_of(made, kept.idea)


def path_of(reaction: Reaction, idea: Idea) -> str:
    """Where its writer reads it: on top of the page of the idea, an answer in its thread."""
    if reaction.parent_id is None:
        return f"{idea.get_absolute_url()}#reactie-{reaction.pk}"
    return reverse("ideas:reaction", args=[idea.pk, idea.slug, reaction.pk]) + f"#reactie-{reaction.pk}"


def typed_path(kept: Intention) -> str:
    """The screen on which it was typed."""
    where = [kept.idea_id, kept.idea.slug]
    to = kept.data.get("to")
    return reverse("ideas:answer", args=[*where, to]) if to else reverse("ideas:react", args=where)
