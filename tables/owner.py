"""How a table stands once a coach has said yes, in words for its owner, with the next thing to do."""

from django.urls import reverse
from django.utils.translation import gettext as _

from coaches.enums import MatchRole
from coaches.models import Match
from coaches.notifications.matches import coach_name
from ideas.models import Idea
from ideas.status import Status
from tables import core, guide
from tables.lifecycle import Step
from tables.models import Table


def guidance(*, ideas: list[Idea]) -> dict[int, Status]:
    """By the number of the idea, for those with a coach. Three queries, however many there are."""
    rows = Match.everywhere.running().filter(idea__in=ideas, role=MatchRole.COACH).select_related("coach__user")
    matches = {match.idea_id: match for match in rows.defer("coach__search")}
    if not matches:
        return {}
    tables = list(Table.everywhere.filter(idea__in=matches))
    answers = core.asked_of([table.pk for table in tables])
    return {table.idea_id: _status(table, matches[table.idea_id], answers[table.pk]) for table in tables}


def _status(table: Table, match: Match, answers: list[core.Asked]) -> Status:
    label = _("There is a coach for your idea")
    who = coach_name(match) or _("Your coach")
    open_ones = core.unanswered(answers)
    if len(open_ones) == len(answers) and not match.shares_contact_pinner:
        text = _("%(name)s is your coach. Send a message or share your address, so that you can make an appointment.")
        return Status(label, text % {"name": who}, "good", None, _("To your coach"), _coach_page(table))
    if table.step <= Step.MATCH and open_ones:
        text = _("%(name)s is your coach. Answer the four questions together.")
        core_url = reverse("tables:core", args=[table.idea_id])
        return Status(label, text % {"name": who}, "good", None, _("Answer the four questions"), core_url)
    text = _("%(name)s is your coach. %(next)s")
    said = text % {"name": who, "next": guide.for_owner(max(table.step, Step.MATCH))}
    return Status(label, said, "good", None, _("To your coach"), _coach_page(table))


def _coach_page(table: Table) -> str:
    return reverse("coaches:mine", args=[table.idea_id])
