"""Rows of the neighbour, of every model, whose every text can be recognised wherever it shows.

Nothing here knows a model by name: a row is made from the fields of its model, several times over, so that each of its
choices occurs, with and without what may be left empty. Whatever is new in the code is planted by itself. A number
behind the word in a text tells which field it was.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from municipalities.models import Instance, Municipality
from tests.house.test_floors import our_models

WORD = "zwaluw"
MARK = re.compile(rf"{WORD}[ \-_.+]?(\d{{5}})", re.IGNORECASE)
SHORTEST = len(WORD) + 6  # a shorter text cannot hold a mark
FIRST_KEY = 7_000_001  # no row of anybody else has a number like this
MOST_ROWS = 28  # of one model

# made elsewhere, or of nobody
NOT_MADE = {
    "core.RateCount": "digests of rate limits, of no municipality",
    "municipalities.Municipality": "the neighbour's own row is marked",
    "municipalities.Instance": "the neighbour's own row is marked",
}
# what everyone may know of a municipality, on whatever site
PUBLIC = {
    "municipalities.Municipality.name": "the country's own list",
    "municipalities.Municipality.official_name": "the same",
    "municipalities.Municipality.slug": "its address",
    "municipalities.Municipality.sort_name": "the country's own list",
    "municipalities.Municipality.search_names": "the same",
    "municipalities.Postcode.place": "the same",
    "municipalities.Place.name": "the same",
    "municipalities.Place.folded": "the same",
    "municipalities.Place.search_names": "the same",
    "municipalities.Instance.name": "the name of a site is part of every link to it",
    "municipalities.Instance.subdomain": "its address",
    "municipalities.Instance.main_host": "its address",
    "municipalities.Host.name": "its address",
    "municipalities.InstanceEvent.name": "as in the instance",
    "municipalities.InstanceEvent.subdomain": "as in the instance",
    "municipalities.InstanceEvent.main_host": "as in the instance",
}

# texts that no row can have beside the others
NOT_MARKED = {
    "municipalities.Municipality.mail_blocked_reason": "only of a mailbox that is blocked",
    "outbox.OutgoingMail.secret": "only for the minutes that a code lives",
}
# what shows a row to others than its municipality because somebody chose so; no row of the neighbour has it
SHARED = {"coaches.CoachTopic.is_national": "a subject among the coaches of the whole country"}

Field = models.Field[Any, Any]
Model = type[models.Model]


@dataclass
class Plants:
    """`fields` says by number of a mark for which field it was made, `held` which fields of kept rows have one, `rows`
    the keys of those rows by model.
    """

    fields: dict[int, str] = field(default_factory=dict)
    held: set[str] = field(default_factory=set)
    rows: dict[str, list[Any]] = field(default_factory=dict)
    states: dict[int, set[str]] = field(default_factory=dict)

    def mark(self, where: str) -> str:
        number = len(self.fields) + 1
        self.fields[number] = where
        return f"{WORD}-{number:05}"

    def seen_in(self, text: str) -> list[str]:
        """The fields whose texts show in it."""
        return sorted({self.fields.get(int(number), number) for number in MARK.findall(text)})

    def note(self, row: models.Model) -> None:
        """Rows of all models share their first numbers; `states` says what a number stands for."""
        if isinstance(row.pk, int):
            self.states.setdefault(row.pk, set()).add(f"{row._meta.label} {getattr(row, 'state', '')}")

    def unlike(self, number: int, tried: Collection[int], tables: Collection[str]) -> bool:
        """Whether a number stands for a row of one of these tables in a state that none of the tried numbers has."""
        labels = {model._meta.label for model in our_models() if model._meta.db_table in tables}
        known: set[str] = set().union(*(self.states[one] for one in tried))
        return any(state.partition(" ")[0] in labels for state in self.states[number] - known)

    def numbers(self) -> list[int]:
        """As few as stand for every model in each of its states."""
        chosen, left = [], dict(self.states)
        while any(left.values()):
            best = max(left, key=lambda number: len(left[number]))
            chosen.append(best)
            left = {number: states - self.states[best] for number, states in left.items()}
        return chosen


def place_of(number: int) -> int:
    """What a row with this number has where something is counted: `_moment_or_number` counts along with the keys."""
    return number - FIRST_KEY + 1


def can_hold(one: Field) -> bool:
    """Whether somebody's own words fit in this field."""
    if one.choices or isinstance(one, models.GeneratedField):
        return False
    if isinstance(one, ArrayField):
        return can_hold(one.base_field)
    if isinstance(one, models.JSONField):
        return True
    return isinstance(one, models.CharField | models.TextField | models.FileField) and (
        one.max_length is None or one.max_length >= SHORTEST
    )


def marked_fields(model: Model) -> list[Field]:
    return [
        one for one in model._meta.concrete_fields if can_hold(one) and f"{model._meta.label}.{one.name}" not in PUBLIC
    ]


def plant(municipality: Municipality) -> Plants:
    """In a transaction that is rolled back: the numbers of rows that come later go on where they were."""
    plants = Plants()
    with _numbers_from(FIRST_KEY):
        for model in _in_order():
            plants.rows[model._meta.label] = list(_make(model, municipality, plants))
    for model, rows in (
        (Municipality, Municipality.objects.filter(pk=municipality.pk)),
        (Instance, Instance.objects.filter(municipality=municipality)),
    ):
        for one in marked_fields(model):
            with suppress(IntegrityError), transaction.atomic():
                rows.update(**{one.name: _text(one, model, plants)})
                plants.held.add(f"{model._meta.label}.{one.name}")
        plants.rows[model._meta.label] = list(rows.values_list("pk", flat=True))
    return plants


def not_planted(plants: Plants) -> list[str]:
    """Models that hold texts, of which the neighbour has no row after all."""
    return [
        model._meta.label
        for model in our_models()
        if marked_fields(model) and not plants.rows.get(model._meta.label) and not is_history(model)
        if model._meta.label not in NOT_MADE
    ]


def _in_order() -> list[Model]:
    """What is pointed at comes before what points."""
    left = [model for model in our_models() if model._meta.label not in NOT_MADE and not is_history(model)]
    ordered: list[Model] = []
    while left:
        ready = [model for model in left if not {*_targets(model)} & {*left} - {model}]
        assert ready, f"these point at each other: {left}"
        ordered += ready
        left = [model for model in left if model not in ready]
    return ordered


def _targets(model: Model) -> Iterator[Model]:
    for one in model._meta.concrete_fields:
        if isinstance(one, models.ForeignKey) and isinstance(one.related_model, type):
            yield one.related_model


def is_history(model: Model) -> bool:
    """Written by triggers, along with the row that it is of."""
    return any(one.name == "pgh_id" for one in model._meta.concrete_fields)


def _make(model: Model, municipality: Municipality, plants: Plants) -> Iterator[Any]:
    """Each variant twice, without and with what may be left empty; at least one row for each row that it points at.

    What the database refuses is tried without texts that may be left out, and else not made: a state that demands a
    date, a second row where there is room for one.
    """
    choices = [len(_choices(one)) for one in model._meta.concrete_fields if one.choices]
    parents = [len(plants.rows.get(target._meta.label, [])) for target in _targets(model)]
    for number in range(min(max([2, *(2 * n for n in choices), *parents]), MOST_ROWS)):
        for left_out in _leaving_out(model):
            values = {
                one.attname: _value(one, model, municipality, plants, number)
                for one in model._meta.concrete_fields
                if not (one.primary_key and not one.is_relation) and not isinstance(one, models.GeneratedField)
                if one not in left_out
            }
            row = model(**{name: value for name, value in values.items() if value is not _LEAVE})
            if _is_kept(row):
                plants.note(row)
                plants.held |= {
                    f"{model._meta.label}.{one.name}" for one in marked_fields(model) if one.attname in values
                }
                yield row.pk
                break


def _leaving_out(model: Model) -> Iterator[list[Field]]:
    """Texts that a row may do without: none of them first, then one, then all."""
    optional = [one for one in marked_fields(model) if one.blank]
    yield from ([], *([one] for one in optional), optional)


def _is_kept(row: models.Model) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


_LEAVE = object()  # the field's own default


def _value(one: Field, model: Model, municipality: Municipality, plants: Plants, number: int) -> Any:
    variant, is_full = divmod(number, 2)
    if isinstance(one, models.ForeignKey):
        return _key(one, municipality, plants, number + _place(one, model))
    if can_hold(one):
        return _text(one, model, plants)
    if isinstance(one, ArrayField) and one.base_field.choices:
        return _choices(one.base_field)
    if one.choices:
        return _choices(one)[variant % len(_choices(one))]
    if isinstance(one, models.BooleanField):
        return bool(variant % 2) and f"{model._meta.label}.{one.name}" not in SHARED
    return _moment_or_number(one, number + _place(one, model), is_full=bool(is_full))


def _place(one: Field, model: Model) -> int:
    """How many of its kind stand before it, so that two of a kind differ: two ideas, opening and closing."""
    kinds = [(type(each), each.related_model) for each in model._meta.concrete_fields]
    place = list(model._meta.concrete_fields).index(one)
    return kinds[:place].count(kinds[place])


def _moment_or_number(one: Field, number: int, *, is_full: bool) -> Any:
    soon = timezone.now() + timedelta(days=7)
    if isinstance(one, models.DateField) and (one.null or not one.has_default()):
        if one.null and not is_full:
            return None
        moment = timezone.now() if one.null else soon
        return moment if isinstance(one, models.DateTimeField) else moment.date()
    if one.has_default() or one.null or one.blank:
        return _LEAVE
    if isinstance(one, models.CharField):
        return "nl"
    return time(number % 24, 30) if isinstance(one, models.TimeField) else number + 1


def _key(one: Field, municipality: Municipality, plants: Plants, number: int) -> Any:
    target = one.related_model
    if target is Municipality:
        return municipality.pk
    if target is Instance:
        return Instance.objects.get(municipality=municipality).pk
    there = plants.rows.get(target._meta.label, []) if isinstance(target, type) else []
    return there[number % len(there)] if there else None


def _text(one: Field, model: Model, plants: Plants) -> Any:
    mark = plants.mark(f"{model._meta.label}.{one.name}")
    if isinstance(one, ArrayField):
        return [mark]
    if isinstance(one, models.JSONField):
        return {WORD: mark}
    if isinstance(one, models.EmailField):
        return f"{mark}@buurdam.example"
    if isinstance(one, models.URLField):
        return f"https://{mark}.example/"
    return f"{mark}.jpg" if isinstance(one, models.FileField) else mark


def _choices(one: Field) -> list[Any]:
    return [value for value, _label in one.flatchoices if value not in ("", None)]


@contextmanager
def _numbers_from(first: int) -> Iterator[None]:
    """New rows of every model begin at one number, which no other row has; afterwards they go on where they were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname, sequencename, COALESCE(last_value, 0) FROM pg_sequences")
        before = [(f'"{schema}"."{name}"', last) for schema, name, last in cursor.fetchall()]
        for name, _last in before:
            cursor.execute("SELECT setval(%s::regclass, %s, false)", [name, first])
        yield
        for name, last in before:
            cursor.execute("SELECT setval(%s::regclass, %s, %s)", [name, max(last, 1), last > 0])
