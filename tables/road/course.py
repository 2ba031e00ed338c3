"""Everything that happened at a table, in order: the lines of its timeline, and between them what was written down."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from aantafel.accounts.enums import Capacity
from aantafel.core import clock, dates
from municipalities import sites
from tables.enums import TimelineKind
from tables.minutes import public, reading, text
from tables.minutes.public import Read
from tables.models import Action, Meeting, StepChange, Table
from tables.road import timeline
from tables.road.addresses import address
from tables.shown import evaluation, plan, queries, told
from tables.shown.told import Asked, Chosen, LookedBack, Told


@dataclass(frozen=True)
class Entry:
    """`time` is "" where nothing else happened on that day. `part` is the template that shows `more`."""

    at: datetime
    title: str
    url: str = ""
    text: str = ""
    who: str = ""
    part: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    time: str = ""

    @property
    def is_long(self) -> bool:
        """Whether it may go on at the next sheet of paper."""
        return self.part in ("meeting", "look_back")

    @property
    def date(self) -> str:
        return dates.day(self.at)

    @property
    def date_iso(self) -> str:
        return dates.day_of(self.at).isoformat()


def of(table: Table) -> list[Entry]:
    """The first thing first. Four queries, however much happened, and one for ideas that became part of it."""
    found = told.of(table)
    minutes = {one.minutes.meeting_id: one for one in public.newest_versions(table.pk)}
    entries = [
        *_meetings(table, found.meetings, minutes),
        *(_choice(table, one) for one in found.chosen),
        *_plan(table, [one for one in found.actions if one.meeting_id not in minutes]),
        *_done(found.actions),
        *_news(table, found),
        *(_question(table, one) for one in found.questions),
        *(_look_back(table, one) for one in found.looked_back),
        *_lines(table, found),
    ]
    return _with_times(sorted(entries, key=lambda one: one.at))


def _lines(table: Table, found: Told) -> Iterator[Entry]:
    """The timeline, without what stands here whole."""
    history = [line for line in queries.history(table) if not _stands_whole(line, found)]
    for at, moment in timeline.timed(table, history=history):
        yield Entry(at, moment.title, moment.url, moment.text, moment.who)


def _stands_whole(line: StepChange, found: Told) -> bool:
    """Of what was taken away, only its line is left. Lines of old do not say what they tell of."""
    if line.kind == TimelineKind.VARIANT:
        return bool(found.chosen)
    if line.kind == TimelineKind.NEWS:
        return line.news_id in {None, *(one.pk for one in found.news)} and bool(found.news)
    if line.kind == TimelineKind.ASKED:
        asked = {one.question.pk for one in found.questions}
        return line.question_id in {None, *asked} and bool(asked)
    return False


def _with_times(entries: list[Entry]) -> list[Entry]:
    """With the hour where more than one thing happened on a day."""
    shown: list[Entry] = []
    for _day, of_day in groupby(entries, key=lambda one: one.date_iso):
        those = list(of_day)
        several = len(those) > 1
        shown += [replace(one, time=f"{timezone.localtime(one.at):%H:%M}" if several else "") for one in those]
    return shown


def _meetings(table: Table, meetings: Iterable[Meeting], minutes: dict[int, Read]) -> Iterator[Entry]:
    """Those that have begun; their minutes in short with them, and who came as these say it."""
    for meeting in meetings:
        written = minutes.get(meeting.pk)
        at = meeting.starts_at or (written.version.at if written else None)
        if at is None or (at > clock.now() and written is None):
            continue
        place = ", ".join(part for part in (meeting.place, meeting.address) if part)
        more: dict[str, Any] = {"place": place}
        if written:
            came = text.came(written.document)
            more["came"] = {f"{kind.value}s": came[kind] for kind in Capacity} if came else None
            more |= {"document": written.document, "points": reading.decided(written.document)}
            more["path"] = text.path_of(written.minutes.meeting)
        url = more.get("path") or sites.elsewhere(table.municipality_id) + address("meeting", meeting.pk)
        yield Entry(at, meeting.name, url, part="meeting", more=more)


def _choice(table: Table, one: Chosen) -> Entry:
    at = one.choice.closed_at or clock.now()
    variant = one.choice.variant
    title = _("The table chose: %(title)s") % {"title": variant.title} if variant else _("The table chose")
    more = {"choice": one.choice, "numbers": one.numbers, "round": one.choice.round if table.round > 1 else 0}
    url = f"{_own(table, 'public_choice')}#ronde-{one.choice.round}"
    return Entry(at, title, url, part="choice", more=more)


def _plan(table: Table, actions: Iterable[Action]) -> Iterator[Entry]:
    """What was put into the plan apart from minutes, day by day."""
    for those in _by_day(actions, lambda one: one.made_at):
        lines = [plan.line(one, plan.name_for_everyone) for one in those]
        yield Entry(
            those[0].made_at, _("Put into the plan"), _own(table, "public_plan"), part="plan", more={"lines": lines}
        )


def _done(actions: Iterable[Action]) -> Iterator[Entry]:
    for those in _by_day((one for one in actions if one.done_at), _done_at):
        lines = [plan.line(one, plan.name_for_everyone) for one in those]
        yield Entry(_done_at(those[-1]), _("This was done"), part="done", more={"lines": lines})


def _done_at(action: Action) -> datetime:
    return action.done_at or action.made_at


def _by_day(actions: Iterable[Action], moment: Callable[[Action], datetime]) -> Iterator[list[Action]]:
    def day(one: Action) -> date:
        return dates.day_of(moment(one))

    for _day, those in groupby(sorted(actions, key=lambda one: (moment(one), one.number)), key=day):
        yield list(those)


def _news(table: Table, found: Told) -> Iterator[Entry]:
    for one in found.news:
        title, who = str(timeline.PLAIN[TimelineKind.NEWS]), str(one.get_role_display())
        url = f"{_own(table, 'public_plan')}#nieuws-{one.pk}"
        yield Entry(one.at, title, url, who=who, part="news", more={"news": one})


def _question(table: Table, asked: Asked) -> Entry:
    """Of one that was hidden only that it was asked."""
    one = asked.question
    title, who = str(timeline.PLAIN[TimelineKind.ASKED]), str(one.get_role_display())
    if one.hidden_at is not None:
        return Entry(one.asked_at, title, text=_("This question no longer stands on the site."), who=who)
    url = sites.elsewhere(table.municipality_id) + one.get_absolute_url()
    more = {"question": one, "answers": asked.answers, "until": dates.day(one.until)}
    return Entry(one.asked_at, title, url, who=who, part="question", more=more)


def _look_back(table: Table, one: LookedBack) -> Entry:
    looked = one.evaluation
    more = {
        "evaluation": looked,
        "effects": one.effects,
        "aims": [said for said in evaluation.aims(looked) if said.text.strip()],
        "results": evaluation.of_answers(one.answers) if looked.closed_at else None,
    }
    url = f"{_own(table, 'public_evaluation')}?ronde={looked.round}"
    return Entry(looked.published_at or clock.now(), _("The table looked back"), url, part="look_back", more=more)


def _own(table: Table, name: str) -> str:
    return sites.elsewhere(table.municipality_id) + address(name, table.pk, table.idea.slug)


def idea_texts(table: Table) -> Sequence[tuple[str, str]]:
    """What whoever pinned the idea told of it, as it reads now."""
    idea = table.idea
    texts = (
        (_("How it came about"), idea.origin),
        (_("Who is needed"), idea.people),
        (_("The approach"), idea.approach),
    )
    return [(heading, text) for heading, text in texts if text.strip()]
