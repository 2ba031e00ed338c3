"""The public history of a table, made ready to be shown: when, what, why, as what somebody did it, and where more of it
stands.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aantafel.core import dates
from aantafel.core.cards import Moment
from municipalities import sites
from tables.enums import ActorRole, TimelineKind
from tables.models import StepChange, Table
from tables.road.addresses import address
from tables.road.facts import OUTCOMES
from tables.shown import queries, team
from tables.shown.team import Guide

OF_MEETING = (
    TimelineKind.MEETING,
    TimelineKind.FREE,
    TimelineKind.MOVED,
    TimelineKind.PLACE,
    TimelineKind.CANCELLED,
)
PLAIN: dict[str, str | Promise] = {
    TimelineKind.STOPPED: gettext_lazy("The table stopped"),
    TimelineKind.RESUMED: gettext_lazy("The table went on"),
    TimelineKind.RESTS: gettext_lazy("Nobody told how it goes. The table rests"),
    TimelineKind.MEETING: gettext_lazy("A meeting was planned"),
    TimelineKind.FREE: gettext_lazy("A free meeting was planned"),
    TimelineKind.MOVED: gettext_lazy("A meeting was moved"),
    TimelineKind.PLACE: gettext_lazy("The place of a meeting is known"),
    TimelineKind.CANCELLED: gettext_lazy("A meeting was cancelled"),
    TimelineKind.MINUTES: gettext_lazy("Minutes were published"),
    TimelineKind.VARIANT: gettext_lazy("The table chose"),
    TimelineKind.NEWS: gettext_lazy("The table told how it goes"),
    TimelineKind.ASKED: gettext_lazy("The table asked everyone for help"),
    TimelineKind.OWNERS: gettext_lazy("The owners of the table changed"),
}


def moments(
    table: Table, guides: Sequence[Guide] | None = None, history: Sequence[StepChange] | None = None
) -> list[Moment]:
    """The first thing first."""
    return [moment for _at, moment in timed(table, guides, history)]


def timed(
    table: Table, guides: Sequence[Guide] | None = None, history: Sequence[StepChange] | None = None
) -> list[tuple[datetime, Moment]]:
    """The same with when each was, to put other things between them. One query for its lines and one for the names of
    coaches, unless they are given, and one for what became part of it.
    """
    lines = queries.history(table) if history is None else history
    idea = table.idea
    names = {one.user_id: one.name for one in (team.guides(table) if guides is None else guides)}
    told = [
        _moment(one.created_at, _title(one, names), one.note, str(ActorRole(one.role).label), url)
        for one, url in zip(lines, _addresses(table, lines), strict=True)
    ]
    told += [
        _moment(entry.created_at, _("Another idea became part of this one"), entry.text, ActorRole.COORDINATOR.label)
        for entry in queries.joined_by(table)
    ]
    if idea.submitted_at:
        told.append(_moment(idea.submitted_at, _("The idea was pinned"), "", _("Idea pinner")))
    if idea.changed_at:
        told.append(_moment(idea.changed_at, _("The text of the idea was changed"), "", _("Idea pinner")))
    return sorted(told, key=lambda line: line[0])


def _moment(at: datetime, title: str, text: str, who: str | Promise, url: str = "") -> tuple[datetime, Moment]:
    day = dates.day_of(at).isoformat()
    return at, Moment(date=dates.day(at), date_iso=day, title=title, text=text, who=str(who), url=url)


def _addresses(table: Table, lines: Sequence[StepChange]) -> Iterator[str]:
    """Where more of each line stands, seen from the site in use; "" when nothing does, or no longer for everyone."""
    base, number = sites.elsewhere(table.municipality_id), 1
    for line in lines:
        path = _path(table, line, number)
        yield base + path if path else ""
        if line.kind == TimelineKind.ROUND:
            number += 1


def _path(table: Table, line: StepChange, number: int) -> str:
    """`number` is that of the round. Of a line of `queries.history`, which says what everyone can read."""
    own = (table.pk, table.idea.slug)
    if line.kind in OF_MEETING and getattr(line, "meeting_day", None):
        return address("meeting", line.meeting_id)
    if line.kind == TimelineKind.MINUTES and getattr(line, "minutes_version", None):
        return address("published", *own, getattr(line, "meeting_number", 0))
    if line.kind == TimelineKind.ASKED and getattr(line, "is_asked", False):
        return address("question", line.question_id)
    if line.kind == TimelineKind.NEWS and getattr(line, "news_told", None):
        return f"{address('public_plan', *own)}#nieuws-{line.news_id}"
    if line.kind == TimelineKind.VARIANT:
        return f"{address('public_choice', *own)}#ronde-{number}"
    if line.word is not None and line.word.kind in OUTCOMES and getattr(line, "looks_back", False):
        return f"{address('public_evaluation', *own)}?ronde={line.word.round}"
    return ""


def title(change: StepChange, guides: Sequence[Guide]) -> str:
    """What one line tells, in the language of now."""
    return _title(change, {one.user_id: one.name for one in guides})


def _title(change: StepChange, names: dict[int, str]) -> str:
    if change.kind in (TimelineKind.COACH, TimelineKind.COACH_LEFT):
        return _about_coach(change, names.get(change.actor_id or 0, ""))
    if change.kind in PLAIN:
        return str(PLAIN[change.kind])
    word = {"word": change.word.get_kind_display() if change.word else ""}
    if change.kind == TimelineKind.FINISHED:
        return _("The table is finished: %(word)s") % word if change.word else _("The table is finished")
    if change.kind == TimelineKind.WORD:
        return _("The table owner decided: %(word)s") % word if change.word else _("The table owner decided")
    return _of_step(change)


def _about_coach(change: StepChange, name: str) -> str:
    if change.kind == TimelineKind.COACH:
        return _("%(name)s guides this table as a coach") % {"name": name} if name else _("A coach guides this table")
    return _("%(name)s stopped as a coach here") % {"name": name} if name else _("A coach stopped here")


def _of_step(change: StepChange) -> str:
    if not change.from_step:
        return _("The idea came on the site, and its table stands")
    step = {"step": change.to_step, "name": change.get_to_step_display()}
    if change.kind == TimelineKind.BACK:
        return _("The table went back to step %(step)s: %(name)s") % step
    if change.kind == TimelineKind.ROUND:
        return _("The table began a new round, at step %(step)s: %(name)s") % step
    return _("The table went to step %(step)s: %(name)s") % step
