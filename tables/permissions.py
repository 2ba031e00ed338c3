"""Who may do what at a table: fetched and authorised in one call."""

from django.http import Http404

from aantafel.accounts.models import User
from coaches.models import Match
from ideas.permissions import own_idea
from municipalities.models import Municipality
from tables.models import Table


def own_table(user: User, idea_pk: int) -> Table:
    """The table of this person's own idea; of an idea without a table, or of somebody else's, it is not found."""
    idea = own_idea(user, idea_pk)
    table = Table.everywhere.filter(idea=idea).select_related("municipality").first()
    if table is None:
        raise Http404
    table.idea = idea
    return table


def guided_table(user: User, idea_pk: int) -> Table:
    """The table of an idea that this person guides, wherever that is; any other is not found."""
    guided = Match.everywhere.running().filter(coach__user=user, idea=idea_pk).values("idea")
    table = Table.everywhere.filter(idea__in=guided).first()
    if table is None:
        raise Http404
    return table


def coached_table(user: User, municipality: Municipality, pk: int) -> tuple[Table, Match]:
    """A table of this municipality that this person guides there, with their part in it; any other is not found."""
    matches = Match.everywhere.running().filter(coach__user=user, coach__municipality=municipality)
    found = matches.filter(idea__table__pk=pk, idea__table__municipality=municipality)
    match = found.select_related("coach__user", "idea__table", "idea__owner", "idea__pinner").first()
    if match is None:
        raise Http404
    table: Table = match.idea.table
    table.idea, table.municipality = match.idea, municipality
    return table, match
