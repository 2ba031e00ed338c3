"""Whose rows a piece of work may see: what is public (everywhere, or in one municipality), all of one municipality's,
or (the operator) everything.

The scope is a context variable, entered by the middleware, by a desk's door, or by a task. A query through a
scoped manager without a scope raises: forgetting it can never show another municipality's rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.db import models

if TYPE_CHECKING:
    from municipalities.models import Municipality


@dataclass(frozen=True, slots=True)
class National:
    """The national site: public rows of every municipality."""


@dataclass(frozen=True, slots=True)
class Local:
    """The public pages of a local site: the public rows of its municipality."""

    municipality_id: int


@dataclass(frozen=True, slots=True)
class Operator:
    """The operator's desk, tasks and commands: every row."""


@dataclass(frozen=True, slots=True)
class Tenant:
    """The desks of one municipality: all of its rows, public or not, and no one else's."""

    municipality_id: int


Scope = National | Local | Operator | Tenant

_scope: ContextVar[Scope | None] = ContextVar("municipality_scope", default=None)


class ScopeMissing(RuntimeError):
    """A scoped query was made while nobody had said whose rows may be seen."""


def current() -> Scope:
    """The scope in force. Raises ScopeMissing outside every scope."""
    scope = _scope.get()
    if scope is None:
        raise ScopeMissing(
            "No scope is in force: enter scope.national(), scope.local(…), scope.tenant(…) or scope.operator(), "
            "or use the model's unscoped manager `everywhere`."
        )
    return scope


@contextmanager
def within(scope: Scope) -> Iterator[Scope]:
    """Work inside a scope. May be nested; the outer scope is back afterwards, also after an error."""
    token = _scope.set(scope)
    try:
        yield scope
    finally:
        _scope.reset(token)


@contextmanager
def national() -> Iterator[Scope]:
    with within(National()) as scope:
        yield scope


@contextmanager
def local(municipality: "Municipality") -> Iterator[Scope]:
    """On the public pages of one municipality, which must be saved."""
    with within(Local(_key_of(municipality))) as scope:
        yield scope


@contextmanager
def operator() -> Iterator[Scope]:
    with within(Operator()) as scope:
        yield scope


@contextmanager
def tenant(municipality: "Municipality") -> Iterator[Scope]:
    """Inside one municipality, which must be saved: an unsaved one would match rows without a municipality."""
    with within(Tenant(_key_of(municipality))) as scope:
        yield scope


def _key_of(municipality: "Municipality") -> int:
    if municipality.pk is None:
        raise ValueError("A municipality must be saved before it can be a scope.")
    return municipality.pk


M = TypeVar("M", bound=models.Model)


class TenantQuerySet(models.QuerySet[M]):
    """Rows that belong to a municipality. A subclass says which of them are public.

    `municipality_lookup` is the path to the municipality's key, for rows that hang under another row
    (such as "idea__municipality_id").
    """

    municipality_lookup: ClassVar[str] = "municipality_id"

    def public(self) -> Self:
        """What everyone may read. Without an answer from the subclass there is no safe default."""
        raise NotImplementedError(f"{type(self).__name__} does not say which rows are public.")

    def of_this_site(self) -> Self:
        """Public or not, and only of the municipality whose site is in use: for what a site may say about a row without
        showing it. On the national site that is every row.
        """
        match current():
            case Local(municipality_id=key) | Tenant(municipality_id=key):
                return self.filter(**{self.municipality_lookup: key})
            case _:
                return self

    def seen_from(self, scope: Scope) -> Self:
        """The rows that a scope may see."""
        match scope:
            case Operator():
                return self
            case National():
                return self.public()
            case Local(municipality_id=key):
                return self.public().filter(**{self.municipality_lookup: key})
            case Tenant(municipality_id=key):
                return self.filter(**{self.municipality_lookup: key})


class TenantManager(models.Manager[M]):
    """The default manager of a content model, made by `TenantManager.from_queryset(IdeaQuerySet)`.

    Every query starts inside the scope in force, and raises ScopeMissing without one. A content model has a second,
    plain manager `everywhere` for services, migrations and merges, which is also its `base_manager_name`, so
    that following a foreign key, saving and cascades never depend on a scope.
    """

    def get_queryset(self) -> models.QuerySet[M]:
        rows = super().get_queryset()
        if not isinstance(rows, TenantQuerySet):
            raise TypeError(f"{type(rows).__name__} must inherit TenantQuerySet to be scoped.")
        return rows.seen_from(current())
