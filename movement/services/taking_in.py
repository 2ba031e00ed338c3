"""Ideas that come in at a local site otherwise than by its form: with the table they were told at, or the visit."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from aantafel.accounts.models import User
from ideas.models import CallBack, Idea
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
    call: CallBack | None = None,
) -> Idea:
    """Enter an idea for somebody, once per `key` (see `ideas.services.desk.enter_for`), and remember where it was told.

    `table`, `heard` and `call` belong to the same municipality; the request to be called is off the list with it.
    Raises ClosedAlready when somebody else was there first with the same visit, Conflict for a call that was closed,
    and PinnedAlready when the caller was quicker.
    """
    with transaction.atomic():
        told = {"idea_fields": idea_fields, "pinner_fields": pinner_fields}
        if call is None:
            idea = desk.enter_for(actor=actor, idea=None, municipality=municipality, key=key, **told)
        else:
            said = _("The idea is entered.")
            idea = desk.enter_for_caller(actor=actor, call_id=call.pk, municipality=municipality, outcome=said, **told)
        if table is not None:
            TakenInAt.everywhere.get_or_create(idea=idea, defaults={"table": table})
        if heard is not None and not HeardIdea.everywhere.filter(pk=heard.pk, idea=idea).exists():
            visits.entered(heard=heard, idea=idea)
    return idea
