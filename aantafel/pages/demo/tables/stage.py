"""Where a table of the demo is played: who is there, what is there, and what happens when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.pictures import rewrite
from aantafel.pages.demo import moments
from aantafel.pages.demo.pictures import draw
from aantafel.pages.demo.tables.data import Told
from aantafel.pages.demo.tables.data_meetings import Meeting, Sitter
from tables.enums import ActorRole
from tables.models import Seat, Table

ROLES = {
    "owner": ActorRole.OWNER,
    "coach": ActorRole.COACH,
    "coordinator": ActorRole.COORDINATOR,
    "operator": ActorRole.OPERATOR,
    "notes": ActorRole.NOTE_TAKER,
}
NEAREST = {5: -1, 6: 1}  # how far the nearest working day is from a Saturday, and from a Sunday


@dataclass
class Stage:
    """`accounts` are the people with an account by key, `actors` who does things by what they are. What was made is
    found again by its key.
    """

    told: Told
    table: Table
    now: datetime
    accounts: Mapping[str, User]
    actors: dict[str, User]
    seats: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)
    variants: dict[str, int] = field(default_factory=dict)
    happenings: list[tuple[datetime, "partial[object]"]] = field(default_factory=list)

    def happens(self, at: datetime, what: Callable[..., object], *told: Any) -> None:
        """Something that is done with this stage and with what is told. What has not been yet does not happen."""
        if at < self.now:
            self.happenings.append((at, partial(what, self, *told)))

    def play(self) -> None:
        """Everything, in the order in which it was."""
        for at, what in self.in_order():
            with clock.frozen(at):
                try:
                    what()
                except Exception as error:
                    error.add_note(f"at the table of {self.told.idea}, on {at:%d-%m %H:%M}: {what.func.__name__}")
                    raise

    def in_order(self) -> list[tuple[datetime, "partial[object]"]]:
        return sorted(self.happenings, key=lambda one: one[0])

    def who(self, by: str) -> tuple[User, ActorRole]:
        return self.actors[by], ROLES[by]

    def sitter(self, key: str) -> Sitter:
        return next(one for one in self.told.people if one.key == key)

    def account(self, key: str) -> User | None:
        """Of a person of the table, if they have one."""
        return self.actors["owner"] if key == "owner" else self.accounts.get(self.sitter(key).account)

    def seat(self, key: str) -> Seat:
        if key == "owner":
            return Seat.everywhere.listed().get(table=self.table, user=self.actors["owner"])
        return Seat.everywhere.get(pk=self.seats[key])

    # time

    def ago(self, days: int, what: str) -> datetime:
        """On that day, between breakfast and supper: at another minute for each `what`."""
        day = timezone.localtime(self.now - timedelta(days=days))
        hour, minute = 9 + moments.luck(what, "hour", 9), moments.luck(what, "minute", 60)
        return day.replace(hour=hour, minute=minute, second=7, microsecond=0)

    def begins(self, meeting: Meeting) -> datetime:
        if meeting.at is None:
            raise ValueError(f"{meeting.key} has no day")
        return self.evening(-meeting.at, meeting.time)

    def after(self, meeting: Meeting, days: int, what: str) -> datetime:
        """So many days after it began, in the daytime."""
        day = timezone.localtime(self.begins(meeting) + timedelta(days=days))
        return day.replace(hour=9 + moments.luck(what, "hour", 9), minute=moments.luck(meeting.key, "minute", 60))

    def day(self, in_days: int) -> date:
        return timezone.localdate(self.now + timedelta(days=in_days))

    def evening(self, in_days: int, at: str) -> datetime:
        """When a meeting begins: in the weekend nobody meets, so then on the nearest working day."""
        day = self.day(in_days)
        if day.weekday() in NEAREST:
            day += timedelta(days=NEAREST[day.weekday()])
        return timezone.make_aware(datetime.combine(day, time.fromisoformat(at)))


def drawn(name: str) -> "ContentFile[bytes]":
    """A drawing, written anew like every uploaded picture."""
    return rewrite(SimpleUploadedFile(f"{name}.png", draw(name), content_type="image/png"))


def pictured(scene: str, text: str) -> dict[str, Any]:
    return {"picture": drawn(scene), "picture_description": text} if scene else {}
