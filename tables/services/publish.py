"""Publication: the idea becomes public and its table stands."""

from django.db import transaction

from aantafel.accounts.models import User
from aantafel.core import page_cache
from ideas.enums import ReviewRole
from ideas.models import Idea
from ideas.services import review
from tables.enums import ActorRole
from tables.lifecycle import FIRST
from tables.models import StepChange, Table
from tables.notifications import published as notifications


def publish(*, actor: User, idea_id: int, seen: int | None = None, role: ReviewRole = ReviewRole.OPERATOR) -> Table:
    """Approve the idea, put its table on the site at step 1, and queue the mails: all of it, or nothing.

    By the operator: the pinner gets tips, and no more than that; the municipality hears of it once, ever (by mail, or
    as a task for the operator where no mailbox is known). By the coordinator of an open site: the pinner hears that a
    coach is looked for; the municipality takes part itself, so nobody tells it. Raises Conflict when somebody else has
    decided already, when more has happened to the idea than was seen, or at the wrong desk (`ideas.services.review`).
    """
    with transaction.atomic():
        idea = review.approve(actor=actor, idea_id=idea_id, seen=seen, role=role)
        table = open_table(idea, actor=actor, role=ActorRole(role.value))
        if role is ReviewRole.COORDINATOR:
            notifications.published_locally(table)
        else:
            notifications.published_tips(table)
            notifications.published_municipality(table, review.open_notice(idea=idea))
        transaction.on_commit(page_cache.purge, robust=True)
    return table


def open_table(idea: Idea, *, actor: User, role: ActorRole = ActorRole.OPERATOR) -> Table:
    """The table at its first step, with the first line of its timeline; inside the caller's transaction."""
    if idea.municipality is None or idea.published_at is None:
        raise ValueError("only a published idea gets a table")
    table = Table.everywhere.create(idea=idea, municipality=idea.municipality, opened_at=idea.published_at)
    StepChange.objects.create(table=table, to_step=FIRST.value, role=role, actor=actor, created_at=idea.published_at)
    return table
