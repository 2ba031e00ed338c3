"""The one writer of agendas: the parts of a meeting, their length and their order."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from aantafel.core.errors import DomainError, WrongState
from tables.enums import MeetingState
from tables.meetings import agendas
from tables.models import AgendaPart, Meeting, WorkForm

MOST = 30


class TooMany(DomainError):
    default = _("An agenda has at most thirty parts. Put two of them together.")


class PartGone(WrongState):
    default = _("Somebody took this part out of the agenda. Look at the page again.")


class Over(WrongState):
    default = _("This meeting was called off, so its agenda stays as it is.")


def begin(meeting: Meeting) -> None:
    """What fits the purpose of a new meeting. Inside the caller's transaction."""
    parts = agendas.default(meeting.purpose, meeting.minutes, meeting.language)
    AgendaPart.everywhere.bulk_create(
        AgendaPart(meeting=meeting, position=place, minutes=minutes, title=title, note=note)
        for place, (minutes, title, note) in enumerate(parts, start=1)
    )


def add(
    *, actor: User, meeting_id: int, minutes: int, title: str, note: str = "", work_form: WorkForm | None = None
) -> AgendaPart:
    """At the end. The same, sent twice in a row, stands there once. Raises TooMany, Over."""
    with transaction.atomic():
        meeting = _lock(meeting_id)
        parts = list(AgendaPart.everywhere.filter(meeting=meeting))
        last = parts[-1] if parts else None
        said: dict[str, Any] = {"minutes": minutes, "title": title, "note": note, "work_form": work_form}
        if last is not None and all(getattr(last, name) == value for name, value in said.items()):
            return last
        if len(parts) >= MOST:
            raise TooMany
        position = last.position + 1 if last else 1
        part = AgendaPart.everywhere.create(meeting=meeting, position=position, **said)
        _touch(meeting)
        return part


def change(
    *,
    actor: User,
    meeting_id: int,
    part_id: int,
    minutes: int,
    title: str,
    note: str,
    work_form: WorkForm | None = None,
) -> None:
    """Raises PartGone, Over."""
    with transaction.atomic():
        meeting = _lock(meeting_id)
        part = _part(meeting, part_id)
        part.minutes, part.title, part.note, part.work_form = minutes, title, note, work_form
        part.save(update_fields=["minutes", "title", "note", "work_form"])
        _touch(meeting)


def remove(*, actor: User, meeting_id: int, part_id: int) -> None:
    """A second time changes nothing. Raises Over."""
    with transaction.atomic():
        meeting = _lock(meeting_id)
        AgendaPart.everywhere.filter(meeting=meeting, pk=part_id).delete()
        _renumber(list(AgendaPart.everywhere.filter(meeting=meeting)))
        _touch(meeting)


def move(*, actor: User, meeting_id: int, part_id: int, up: bool) -> None:
    """One place up or down; at the end of the list nothing happens. Raises PartGone, Over."""
    with transaction.atomic():
        meeting = _lock(meeting_id)
        parts = list(AgendaPart.everywhere.filter(meeting=meeting))
        here = next((place for place, part in enumerate(parts) if part.pk == part_id), None)
        if here is None:
            raise PartGone
        there = here - 1 if up else here + 1
        if not 0 <= there < len(parts):
            return
        parts[here], parts[there] = parts[there], parts[here]
        _renumber(parts)
        _touch(meeting)


def _lock(meeting_id: int) -> Meeting:
    meeting = Meeting.everywhere.select_for_update(of=("self",), no_key=True).get(pk=meeting_id)
    if meeting.state == MeetingState.CANCELLED:
        raise Over
    return meeting


def _part(meeting: Meeting, part_id: int) -> AgendaPart:
    part = AgendaPart.everywhere.filter(meeting=meeting, pk=part_id).first()
    if part is None:
        raise PartGone
    return part


def _renumber(parts: list[AgendaPart]) -> None:
    for position, part in enumerate(parts, start=1):
        part.position = position
    AgendaPart.everywhere.bulk_update(parts, ["position"])


def _touch(meeting: Meeting) -> None:
    """The agenda is no part of what a form about the meeting shows, so that its version stays."""
    meeting.changed_at = clock.now()
    meeting.save(update_fields=["changed_at"])
    transaction.on_commit(page_cache.purge, robust=True)
