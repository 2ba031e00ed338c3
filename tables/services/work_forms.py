"""The one writer of what a municipality makes of the library: its own versions, its own forms, and what it turns off.

Every change is in the history by itself (database triggers), with who made it. A change names the last line of that
history that its writer had read: what a colleague wrote since is never overwritten unseen. All of it is done under the
lock on the local site.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from aantafel.core.errors import Conflict, DomainError, WrongState
from aantafel.core.text import slugify
from municipalities.models import Municipality
from municipalities.services import instances
from tables.models import WorkForm, WorkFormChoice
from tables.models.work_forms import CONTENT

MOST_OWN = 100
SLUG_LENGTH = 60


class Overtaken(Conflict):
    """A colleague has changed the same work form since; `now` is how it stands, `version` where its history is."""

    def __init__(self, now: WorkForm) -> None:
        super().__init__()
        self.now = now
        self.version = version(now)


class Ended(WrongState):
    default = _("This work form is no longer used. Use it again first.")


class Full(DomainError):
    default = _("You have very many work forms of your own. Stop with one first.")


def version(form: WorkForm | None) -> int:
    """The number of the last line in the history of a work form; 0 where there is none yet."""
    if form is None:
        return 0
    rows = apps.get_model("tables", "WorkFormEvent").objects.filter(pgh_obj=form.pk).order_by("-pgh_id")
    return int(rows.values_list("pgh_id", flat=True).first() or 0)


def own_version(municipality: Municipality, national: WorkForm) -> WorkForm | None:
    """The version that a municipality uses now."""
    rows = WorkForm.everywhere.running().filter(municipality=municipality, replaces=national)
    return rows.select_related("replaces").first()


def earlier_version(municipality: Municipality, national: WorkForm) -> WorkForm | None:
    """The last version that it had before it went back to the national text."""
    rows = WorkForm.everywhere.filter(municipality=municipality, replaces=national, ended_at__isnull=False)
    return rows.order_by("-ended_at", "-pk").first()


def is_off(municipality: Municipality, national: WorkForm) -> bool:
    return WorkFormChoice.everywhere.filter(municipality=municipality, form=national, is_off=True).exists()


def save_version(
    *, actor: User, municipality: Municipality, national: WorkForm, seen: int, values: dict[str, Any]
) -> WorkForm:
    """Make or change the municipality's own version of a national form. Raises Overtaken."""
    with _writing(actor, municipality):
        there = own_version(municipality, national)
        if there is not None:
            return _change(there, seen, values)
        kept: dict[str, Any] = {"slug": national.slug, "phase": national.phase, "position": national.position}
        return _set(WorkForm(municipality=municipality, replaces=national, **kept), values)


def back_to_national(*, actor: User, municipality: Municipality, national: WorkForm) -> None:
    """The national text shows again; the own version keeps its row. Safe to run twice."""
    with _writing(actor, municipality):
        there = own_version(municipality, national)
        if there is not None:
            _end(there)


def add(*, actor: User, municipality: Municipality, values: dict[str, Any]) -> WorkForm:
    """A form of the municipality itself. Raises Full."""
    with _writing(actor, municipality):
        _refuse_too_many(municipality)
        return _set(WorkForm(municipality=municipality, slug=_free_slug(municipality, values["title"])), values)


def change(*, actor: User, municipality: Municipality, pk: int, seen: int, values: dict[str, Any]) -> WorkForm:
    """Raises Overtaken, Ended, and DoesNotExist for a form that is not the municipality's own."""
    with _writing(actor, municipality):
        form = _own(municipality, pk)
        if form.ended_at is not None:
            raise Ended
        return _change(form, seen, values)


def end(*, actor: User, municipality: Municipality, pk: int) -> None:
    """No longer offered; meetings keep it. Safe to run twice. Raises DoesNotExist."""
    with _writing(actor, municipality):
        form = _own(municipality, pk)
        if form.ended_at is None:
            _end(form)


def use_again(*, actor: User, municipality: Municipality, pk: int) -> None:
    """Offer a form of its own that had ended. Safe to run twice. Raises Full, and DoesNotExist."""
    with _writing(actor, municipality):
        form = WorkForm.everywhere.get(municipality=municipality, replaces=None, pk=pk)
        if form.ended_at is not None:
            _refuse_too_many(municipality)
            form.ended_at = None
            form.save(update_fields=["ended_at"])


def turn(*, actor: User, municipality: Municipality, national: WorkForm, is_off: bool) -> None:
    """Whether the municipality uses a national form, or its own version of it. Safe to run twice."""
    with _writing(actor, municipality):
        kept: dict[str, Any] = {"municipality": municipality, "form": national}
        there = WorkFormChoice.everywhere.filter(**kept).first() or WorkFormChoice(**kept)
        if there.is_off != is_off:
            there.is_off = is_off
            there.save()


@contextmanager
def _writing(actor: User, municipality: Municipality) -> Iterator[None]:
    with transaction.atomic(), pghistory.context(user=actor.pk):
        instances.lock(municipality.pk)
        yield
        transaction.on_commit(page_cache.purge, robust=True)


def _own(municipality: Municipality, pk: int) -> WorkForm:
    """A form that the municipality made itself, or a version whose national form is no more."""
    return WorkForm.everywhere.made_by(municipality.pk).get(pk=pk)


def _change(form: WorkForm, seen: int, values: dict[str, Any]) -> WorkForm:
    if all(getattr(form, name) == value for name, value in values.items()):
        return form
    if seen != version(form):
        raise Overtaken(form)
    return _set(form, values)


def _set(form: WorkForm, values: dict[str, Any]) -> WorkForm:
    unknown = set(values) - set(CONTENT)
    if unknown:
        raise ValueError(f"not a municipality's to write: {sorted(unknown)}")
    for name, value in values.items():
        setattr(form, name, value)
    form.save()
    return form


def _end(form: WorkForm) -> None:
    form.ended_at = clock.now()
    form.save(update_fields=["ended_at"])


def _refuse_too_many(municipality: Municipality) -> None:
    if WorkForm.everywhere.made_by(municipality.pk).running().count() >= MOST_OWN:
        raise Full


def _free_slug(municipality: Municipality, title: str) -> str:
    """With the code of the municipality at its end, as no form of the national library or of another municipality."""
    base, end = slugify(title, max_length=SLUG_LENGTH), municipality.code.lower()
    taken = set(WorkForm.everywhere.filter(slug__startswith=base, slug__endswith=end).values_list("slug", flat=True))
    tried, number = f"{base}-{end}", 1
    while tried in taken:
        number += 1
        tried = f"{base}-{number}-{end}"
    return tried
