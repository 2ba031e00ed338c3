"""The first page for who organises a table: the one next thing to do, what is missing, what waits, and who is there."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tables import lifecycle
from tables.enums import TableState
from tables.lifecycle import Facts, Move
from tables.permissions import Work
from tables.road import facts as known
from tables.road import guide, needs, next_action, situation, timeline, work_menu
from tables.road.addresses import Place, address, url
from tables.road.facts import ACTORS
from tables.road.situation import Situation
from tables.services import owners
from tables.shown import team
from tables.shown.cards import standing
from tables.views.doors import WorkRequest, at_table


@dataclass(frozen=True)
class Link:
    text: str
    url: str
    icon: str = ""


@at_table
@require_safe
def home(request: WorkRequest) -> HttpResponse:
    work = request.work
    facts, now = known.gather(work.table), situation.gather(work.table)
    people = team.of(work.table)
    shown = {
        "facts": facts,
        "next": next_action.of(work, facts, now),
        "missing": needs.missing(facts, work) if facts.state is lifecycle.State.RUNNING else [],
        "explanation": guide.now(work.table.step, is_local=facts.is_local, been=now.been),
        "forward": forward_link(work, facts),
        "is_open": lifecycle.is_open(facts),
        "asks_reason": lifecycle.asks_reason(facts),
        "waits": waiting(work, now),
        "moves": moves(work, facts),
        "people": people,
        "owners": owners.co_owners(work.table),
        "can_share": work.is_owner and owners.can_share(work.table),
        "moments": timeline.moments(work.table)[:-6:-1],
    }
    return render(request, "tables/work/home.html", context(request, **shown))


def context(request: WorkRequest, **more: Any) -> dict[str, Any]:
    """What every page of the place where a table is organised shows."""
    table = request.work.table
    return {
        "work": request.work,
        "table": table,
        "idea": table.idea,
        "standing": standing(table),
        "work_menu": [] if request.work.is_facilitator else work_menu.shown(table.pk, request.path),
        **more,
    }


def forward_link(work: Work, facts: Facts) -> str:
    """Where somebody takes the next step with the table; "" for who does not."""
    if not lifecycle.may(facts, Move.FORWARD, ACTORS[work.role]):
        return ""
    by_asking = facts.step is lifecycle.Step.IDEA and facts.is_local
    return url(Place.COACH if by_asking else Place.FORWARD, work)


def waiting(work: Work, now: Situation) -> list[Link]:
    """What lies open at the table, besides the next thing to do."""
    runs, found = work.table.state == TableState.RUNNING, []
    if runs and now.has_poll:
        found.append((_("A date is looked for: pick one"), Place.MEETINGS, "calendar"))
    if runs and now.is_choosing:
        found.append((_("The table is choosing now."), Place.CHOICE, "scale"))
    if now.unanswered:
        text = ngettext("%(n)d invitation has no answer yet", "%(n)d invitations have no answer yet", now.unanswered)
        found.append((text % {"n": now.unanswered}, Place.SEATS, "send"))
    if now.to_write:
        found.append((_("The minutes of a meeting are not ready yet"), Place.MINUTES, "edit"))
    if now.to_check:
        found.append((_("Minutes wait for the table owner to check them"), Place.MINUTES, "document"))
    if runs and now.to_decide:
        found.append((_("After the last minutes it is not decided yet: go on or stop"), Place.WORDS, "scale"))
    if now.overdue:
        text = ngettext("%(n)d action is late", "%(n)d actions are late", now.overdue)
        found.append((text % {"n": now.overdue}, Place.PLAN, "clock"))
    if now.requests:
        text = ngettext(
            "%(n)d request to change something waits", "%(n)d requests to change something wait", now.requests
        )
        found.append((text % {"n": now.requests}, Place.MINUTES, "document"))
    if now.to_thank:
        text = ngettext("%(n)d answer waits for thanks", "%(n)d answers wait for thanks", now.to_thank)
        found.append((text % {"n": now.to_thank}, Place.QUESTIONS, "megaphone"))
    return [Link(text, url(place, work), icon) for text, place, icon in found]


MOVES = (
    (Move.FINISH, "outcome", "check"),
    (Move.NEW_ROUND, "outcome", "history"),
    (Move.RESUME, "resume", "arrow-right"),
    (Move.BACK, "back", "arrow-left"),
    (Move.STOP, "stop", "close"),
)


def moves(work: Work, facts: Facts) -> list[Link]:
    """What somebody can do with the table as a whole, besides taking the next step."""
    words = {
        Move.FINISH: _("Decide what comes of the table"),
        Move.NEW_ROUND: _("Decide what comes of the table"),
        Move.RESUME: _("Let the table go on"),
        Move.BACK: _("Go back one step"),
        Move.STOP: _("Stop the table"),
    }
    actor, found = ACTORS[work.role], {}
    for move, name, icon in MOVES:
        if lifecycle.may(facts, move, actor):
            found[name] = Link(words[move], address(name, work.table.pk), icon)
    return list(found.values())
