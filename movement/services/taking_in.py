"""Ideas that come in at a local site otherwise than by its form: with the table they were told at, or the visit."""

from typing import Any
from uuid import UUID

from django.db import transaction

from aantafel.accounts.models import User
from ideas.models import Idea
from ideas.services import desk
from movement.models import HeardIdea, PhysicalTable, TakenInAt
from movement.services import visits
from municipalities.models import Municipality


def enter(
    *,
    actor: User,
    municipality: Municipality,
    key: UUID,
    idea_fields: dict[str, Any],
    pinner_fields: dict[str, Any],
    table: PhysicalTable | None = None,
    heard: HeardIdea | None = None,
) -> Idea:
    """Enter an idea for somebody, once per `key` (see `ideas.services.desk.enter_for`), and remember where it was told.

    `table` and `heard` belong to the same municipality. Raises ClosedAlready when somebody else was there first with
    the same visit.
    """
    with transaction.atomic():
        idea = desk.enter_for(
            actor=actor,
            idea=None,
            municipality=municipality,
            idea_fields=idea_fields,
            pinner_fields=pinner_fields,
            key=key,
        )
        if table is not None:
            TakenInAt.everywhere.get_or_create(idea=idea, defaults={"table": table})
        if heard is not None and not HeardIdea.everywhere.filter(pk=heard.pk, idea=idea).exists():
            visits.entered(heard=heard, idea=idea)
    return idea
