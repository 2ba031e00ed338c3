"""The public history of a table, made ready to be shown: when, what, why, and as what somebody did it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aantafel.core import dates
from aantafel.core.cards import Moment
from tables.enums import ActorRole, TimelineKind
from tables.models import StepChange, Table
from tables.shown import queries, team
from tables.shown.team import Guide

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
    told = [(one.created_at, _title(one, names), one.note, str(ActorRole(one.role).label)) for one in lines]
    told += [
        (entry.created_at, _("Another idea became part of this one"), entry.text, str(ActorRole.COORDINATOR.label))
        for entry in queries.joined_by(table)
    ]
    if idea.submitted_at:
        told.append((idea.submitted_at, _("The idea was pinned"), "", _("Idea pinner")))
    if idea.changed_at:
        told.append((idea.changed_at, _("The text of the idea was changed"), "", _("Idea pinner")))
    return [
        (at, Moment(date=dates.day(at), date_iso=dates.day_of(at).isoformat(), title=title, text=text, who=who))
        for at, title, text, who in sorted(told, key=lambda line: line[0])
    ]


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
