"""What pages of lower floors show of a table."""

from django import template

from aantafel.accounts.models import User
from ideas.models import Idea
from tables import queries
from tables.cards import Standing, standing
from tables.models import Table

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
def shared_tables(user: User) -> list[Table]:
    """The tables of ideas of others that somebody owns with them. One query."""
    return queries.shared_with(user)
