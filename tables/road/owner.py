"""How the tables of their ideas stand, in words for who pinned them, with the next thing to do."""

from django.urls import reverse
from django.utils.translation import gettext as _

from coaches.enums import MatchRole
from coaches.models import Match
from coaches.notifications.matches import coach_name
from ideas.models import Idea
from ideas.status import Status
from municipalities import sites
from tables.enums import ActorRole, TableState, TableStep
from tables.lifecycle import Step
from tables.models import CoreAnswer, Table
from tables.permissions import Work
from tables.road import next_action
from tables.road.next_action import NextAction


def guidance(*, ideas: list[Idea]) -> dict[int, Status]:
    """By the number of the idea, for those whose owner works at their table. As many queries for one as for all."""
    owned = {idea.pk: idea for idea in ideas if idea.owner is not None}
    tables = list(Table.everywhere.filter(idea__in=owned, pinner_left_at=None))
    if not tables:
        return {}
    for table in tables:
        table.idea = owned[table.idea_id]
    rows = Match.everywhere.running().filter(idea__in=owned, role=MatchRole.COACH).select_related("coach__user")
    matches = {match.idea_id: match for match in rows.defer("coach__search")}
    answered = set(CoreAnswer.everywhere.filter(table__in=tables).exclude(text="").values_list("table", flat=True))
    todo = next_action.of_each([_own(table) for table in tables])
    return {
        table.idea_id: _status(table, matches.get(table.idea_id), todo[table.pk], begun=table.pk in answered)
        for table in tables
    }


def _own(table: Table) -> Work:
    owner = table.idea.owner
    assert owner is not None
    return Work(table, owner, ActorRole.OWNER)


def _status(table: Table, match: Match | None, todo: NextAction, *, begun: bool) -> Status:
    if table.state != TableState.RUNNING:
        return Status(str(table.get_state_display()), todo.text, "stop", None, todo.label, todo.url)
    label = _("Your table stands in step %(n)d: %(name)s") % {"n": table.step, "name": TableStep(table.step).label}
    if match is None:
        label = label if table.step > Step.MATCH else _("Your idea is on the site")
        return Status(label, _alone(table, todo), "good", None, todo.label, todo.url)
    label = label if table.step > Step.MATCH else _("There is a coach for your idea")
    who = coach_name(match) or _("Your coach")
    if table.step <= Step.MATCH and not begun and not match.shares_contact_pinner:
        text = _("%(name)s is your coach. Send a message or share your address, so that you can make an appointment.")
        coach_url = reverse("coaches:mine", args=[table.idea_id])
        return Status(label, text % {"name": who}, "good", None, _("To your coach"), coach_url)
    said = _("%(name)s is your coach. %(next)s") % {"name": who, "next": todo.text}
    return Status(label, said, "good", None, todo.label, todo.url)


def _alone(table: Table, todo: NextAction) -> str:
    """Without a coach, and where there is a site with one to come."""
    if not sites.is_open(table.municipality_id):
        if table.step == Step.IDEA:
            return _("Its table stands. The municipality has heard of it. %(next)s") % {"next": todo.text}
        return todo.text
    if table.step <= Step.MATCH and todo.label:
        return _("The coordinator looks for a coach for you. %(next)s") % {"next": todo.text}
    return todo.text
