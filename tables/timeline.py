"""The public history of a table, made ready to be shown: when, what, why, and as what somebody did it."""

from django.utils.translation import gettext as _

from aantafel.core import dates
from aantafel.core.cards import Moment
from coaches.models import CoachProfile
from tables import queries
from tables.enums import ActorRole, TimelineKind
from tables.models import StepChange, Table

ABOUT_COACHES = (TimelineKind.COACH, TimelineKind.COACH_LEFT)


def moments(table: Table) -> list[Moment]:
    """The first thing first. One query, one more for the names of coaches, and one for what became part of it."""
    idea = table.idea
    changes = queries.history(table)
    names = _names(table, changes)
    told = [(one.created_at, _title(one, names), one.note, str(ActorRole(one.role).label)) for one in changes]
    told += [
        (entry.created_at, _("Another idea became part of this one"), entry.text, str(ActorRole.COORDINATOR.label))
        for entry in queries.joined_by(table)
    ]
    if idea.submitted_at:
        told.append((idea.submitted_at, _("The idea was pinned"), "", _("Idea pinner")))
    if idea.changed_at:
        told.append((idea.changed_at, _("The text of the idea was changed"), "", _("Idea pinner")))
    return [
        Moment(date=dates.day(at), date_iso=dates.day_of(at).isoformat(), title=title, text=text, who=who)
        for at, title, text, who in sorted(told, key=lambda line: line[0])
    ]


def _title(change: StepChange, names: dict[int, str]) -> str:
    name = names.get(change.actor_id or 0, "")
    if change.kind == TimelineKind.COACH:
        return _("%(name)s guides this table as a coach") % {"name": name} if name else _("A coach guides this table")
    if change.kind == TimelineKind.COACH_LEFT:
        return _("%(name)s stopped as a coach here") % {"name": name} if name else _("A coach stopped here")
    if change.kind == TimelineKind.STOPPED:
        return _("The table stopped")
    if not change.from_step:
        return _("The idea came on the site, and its table stands")
    return _("The table went to step %(step)s: %(name)s") % {
        "step": change.to_step,
        "name": change.get_to_step_display(),
    }


def _names(table: Table, changes: list[StepChange]) -> dict[int, str]:
    """Of the coaches who are told of, as each wants their name shown to everyone."""
    told = {one.actor_id for one in changes if one.kind in ABOUT_COACHES and one.actor_id}
    if not told:
        return {}
    profiles = CoachProfile.everywhere.filter(user__in=told, municipality=table.municipality_id).select_related("user")
    return {profile.user_id: profile.public_name for profile in profiles.defer("search")}
