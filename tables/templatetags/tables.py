"""What pages of lower floors show of a table."""

from django import template

from aantafel.accounts.models import User
from ideas.models import Idea
from tables.enums import ActorRole
from tables.models import Table
from tables.permissions import Work
from tables.road import next_action
from tables.road.next_action import NextAction
from tables.shown import queries
from tables.shown.cards import Standing, standing

register = template.Library()


@register.simple_tag
def table_of(idea: Idea) -> Standing | None:
    """Where the table of an idea stands. One query."""
    table = queries.table_of(idea)
    return standing(table) if table else None


@register.filter
def text_lines(text: str) -> list[str]:
    """What somebody typed as one thing on each line, without the dashes that people put before them."""
    lines = (line.strip().lstrip("-•* ").strip() for line in text.splitlines())
    return [line for line in lines if line]


@register.simple_tag
def shared_tables(user: User) -> list[tuple[Table, NextAction]]:
    """The tables of ideas of others that somebody owns with them, each with the next thing to do. As many queries for
    one as for all, and one when there are none.
    """
    tables = queries.shared_with(user)
    todo = next_action.of_each([Work(table, user, ActorRole.OWNER) for table in tables]) if tables else {}
    return [(table, todo[table.pk]) for table in tables]
