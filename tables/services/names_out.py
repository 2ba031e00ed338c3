"""Taking a name out of what a table itself tells: reasons, notes, news, choices, the plan, looking back. Minutes have a
page of their own for it (`tables.services.minutes.names`). That it was done stands on the timeline, not what.
"""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.accounts.services import people
from aantafel.core import page_cache
from aantafel.core.errors import DomainError
from tables.enums import ActorRole, Aim, TimelineKind
from tables.models import (
    Action,
    AgendaPart,
    Choice,
    CoreAnswer,
    CoreAnswerVersion,
    Effect,
    Evaluation,
    Meeting,
    Minutes,
    MinutesRequest,
    News,
    OwnerWord,
    StepChange,
    Table,
    TableDocument,
    TableQuestion,
    Variant,
)
from tables.services import steps
from tables.services.minutes.names import Place, out_of_rows, place, whole_words


class NothingFound(DomainError):
    default = _("These words stand nowhere in the texts of the table. Look how they are written there, and try again.")


def find(table: Table, words: str) -> list[Place]:
    """Each text in which they stand, with the first time that they do. Raises TooShort, NothingFound."""
    pattern = whole_words(words)
    found = [
        place(what, text, hit)
        for what, rows, fields in _texts_of(table)
        for text in _read(rows, fields)
        if (hit := pattern.search(text))
    ]
    if not found:
        raise NothingFound
    return found


def in_minutes(table: Table, words: str) -> list[Minutes]:
    """The public minutes in which they stand as well. Raises TooShort."""
    pattern = whole_words(words)
    rows = Minutes.everywhere.public().filter(meeting__table=table).select_related("meeting").defer("search")
    return [one for one in rows.order_by("meeting__number") if pattern.search(one.words)]


def take_out(*, actor: User, table_id: int, words: str, role: ActorRole) -> int:
    """Out of every text of the table, as whole words, in capitals or not. How many texts had them. Locks the person and
    the table. Raises TooShort, NothingFound.
    """
    pattern = whole_words(words)
    with transaction.atomic():
        people.lock(actor)
        table = steps.lock(table_id)
        count = sum(out_of_rows(rows, fields, pattern) for _what, rows, fields in _texts_of(table))
        if not count:
            raise NothingFound
        steps.record(table, TimelineKind.TAKEN_OUT, actor=actor, role=role)
        transaction.on_commit(page_cache.purge, robust=True)
    return count


def _texts_of(table: Table) -> list[tuple[str | Promise, QuerySet[Any], tuple[str, ...]]]:
    own = {"table": table}
    meeting = ("title", "place", "address", "directions", "bring", "preparation", "cancel_reason")
    variant = ("title", "group", "text", "arguments_for", "arguments_against", "costs", "picture_description")
    return [
        (_("An answer to one of the four questions"), CoreAnswer.everywhere.filter(**own), ("public_text", "text")),
        (_("An earlier answer"), CoreAnswerVersion.objects.filter(answer__table=table), ("text",)),
        (_("A decision of the owner"), OwnerWord.objects.filter(**own), ("reason",)),
        (_("A line on the timeline"), StepChange.objects.filter(**own), ("note",)),
        (_("News"), News.everywhere.filter(**own), ("text", "picture_description")),
        (_("A variant"), Variant.everywhere.filter(**own), variant),
        (_("The choice of the table"), Choice.everywhere.filter(**own), ("reason", "objections")),
        (_("The action plan"), Action.everywhere.filter(**own), ("text", "who")),
        (_("A meeting"), Meeting.everywhere.filter(**own), meeting),
        (_("The agenda of a meeting"), AgendaPart.everywhere.filter(meeting__table=table), ("title", "note")),
        (_("A question to everyone"), TableQuestion.everywhere.filter(**own), ("title", "text", "place", "thanks")),
        (_("A document"), TableDocument.everywhere.filter(**own), ("title", "about")),
        (_("The look back"), Evaluation.everywhere.filter(**own), ("lessons", *(aim.value for aim in Aim))),
        (_("What somebody asked"), MinutesRequest.everywhere.filter(**own, minutes=None), ("text", "answer")),
        (_("What changed"), Effect.everywhere.filter(evaluation__table=table), ("text", "whom", "known_by")),
    ]


def _read(rows: QuerySet[Any], fields: tuple[str, ...]) -> Iterator[str]:
    for row in rows.values_list(*fields):
        yield from row
