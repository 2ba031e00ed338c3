"""A meeting in words: when, where, how to get in, and what changed. In the language in force."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar

from django.utils import timezone, translation
from django.utils.dateformat import format as written
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from aantafel.accounts.enums import Capacity
from aantafel.core import clock
from tables.enums import MeetingState
from tables.models import Meeting

P = ParamSpec("P")
T = TypeVar("T")

WHERE = ("place", "address", "link")


@dataclass(frozen=True)
class Change:
    """`label` names what it is about."""

    label: str
    before: str
    after: str


def in_dutch(say: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """For what is kept, as a line on the timeline is: the site is Dutch."""
    with translation.override("nl"):
        return say(*args, **kwargs)


def moment(at: datetime) -> str:
    """ "woensdag 2 december 2026, 19:30"."""
    return written(timezone.localtime(at), "l j F Y, H:i")


def when(meeting: Meeting) -> str:
    """From when until when; that a date is looked for as long as there is none."""
    if meeting.starts_at is None:
        return _("A date is looked for")
    return span(meeting.starts_at, meeting.minutes)


def when_and_how_long(meeting: Meeting) -> str:
    return f"{when(meeting)} ({length(meeting.minutes)})" if meeting.starts_at else when(meeting)


def span(starts_at: datetime, minutes: int) -> str:
    starts, ends = timezone.localtime(starts_at), timezone.localtime(starts_at + timedelta(minutes=minutes))
    until = written(ends, "H:i") if ends.date() == starts.date() else written(ends, "l j F, H:i")
    return f"{written(starts, 'l j F Y, H:i')} – {until}"


def where(meeting: Meeting) -> str:
    """The place with its address, or that it is online."""
    if meeting.place or meeting.address:
        return ", ".join(part for part in (meeting.place, meeting.address) if part)
    return _("Online") if meeting.link else _("The place follows")


def called(meeting: Meeting) -> str:
    """With the day at which it begins: to choose it from a list."""
    return _with(meeting, moment(meeting.starts_at) if meeting.starts_at else when(meeting))


def in_a_line(meeting: Meeting) -> str:
    return f"{_with(meeting, when(meeting))}. {where(meeting)}."


def _with(meeting: Meeting, said: str) -> str:
    """After the name, which may hold a colon already."""
    return f"{meeting.name}{',' if ':' in meeting.name else ':'} {said}"


def access(meeting: Meeting) -> list[str]:
    """How one gets in and takes part, of a meeting at a place; what nobody knows is said too."""
    if not (meeting.place or meeting.address):
        return []
    known = (
        (meeting.has_step_free, _("You can get in without steps"), _("There are steps at the door")),
        (meeting.has_toilet, _("There is a toilet for wheelchair users"), _("There is no toilet for wheelchair users")),
        (meeting.has_hearing_loop, _("There is a hearing loop"), _("There is no hearing loop")),
    )
    lines = [(yes if there else no) for there, yes, no in known if there is not None]
    names = (
        pgettext("not known of a place", "steps"),
        pgettext("not known of a place", "the toilet"),
        pgettext("not known of a place", "a hearing loop"),
    )
    unknown = [name for (there, _yes, _no), name in zip(known, names, strict=True) if there is None]
    if unknown:
        lines.append(_("We do not know yet about: %(what)s") % {"what": ", ".join(unknown)})
    return lines


def length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return ngettext("%(n)d minute", "%(n)d minutes", rest) % {"n": rest}
    if not rest:
        return _("%(n)d hours") % {"n": hours} if hours != 1 else _("1 hour")
    return _("%(hours)d hours and %(minutes)d minutes") % {"hours": hours, "minutes": rest}


def changes(meeting: Meeting, before: Mapping[str, Any], *, public: bool = False) -> list[Change]:
    """What is different from before, of what stands in calendars. The time and its length are one thing. `public` for
    what everyone reads for ever: of a link only that it is another one.
    """
    found = []
    if before.keys() & {"starts_at", "minutes"} and meeting.starts_at is not None:
        old = span(before.get("starts_at") or meeting.starts_at, before.get("minutes", meeting.minutes))
        found.append(Change(pgettext("meeting", "When"), old, when(meeting)))
    if before.keys() & {*WHERE}:
        then = Meeting(**{name: before.get(name, getattr(meeting, name)) for name in WHERE})
        old, new = where(then), where(meeting)
        if old != new:
            found.append(Change(pgettext("meeting", "Where"), old, new))
        elif "link" in before and public:
            found.append(Change(_("Link"), pgettext("link", "the old one"), pgettext("link", "another one")))
        elif "link" in before:
            found.append(Change(_("Link"), then.link or _("none"), meeting.link or _("none")))
    return found


def is_place_at_last(meeting: Meeting, before: Mapping[str, Any]) -> bool:
    """Whether nothing else is different than that one knows now where it is."""
    return before.keys() <= {*WHERE} and not any(before.get(name, getattr(meeting, name)) for name in WHERE)


def sides(capacities: Iterable[Capacity]) -> str:
    """Capacities inside a sentence."""
    return ", ".join(str(one.label).lower() for one in capacities)


def state(meeting: Meeting) -> str:
    return str(MeetingState(meeting.state).label)


def is_past(meeting: Meeting) -> bool:
    """Whether the day at which it ended is over."""
    return meeting.ends_at is not None and timezone.localtime(meeting.ends_at).date() < clock.today()


def is_now(meeting: Meeting) -> bool:
    """Whether it goes on at this moment, as far as its hours tell."""
    if meeting.state != MeetingState.PLANNED or meeting.starts_at is None or meeting.ends_at is None:
        return False
    return meeting.starts_at <= clock.now() <= meeting.ends_at


def is_over(meeting: Meeting, now: datetime) -> bool:
    return meeting.ends_at is not None and meeting.ends_at < now
