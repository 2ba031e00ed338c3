"""Lets everything happen at the tables of the demo, through the services of the site, each thing at its own moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from aantafel.accounts.models import User
from aantafel.pages.demo.tables import asking, doing, looking_back, meetings
from aantafel.pages.demo.tables.data import Advance, Told, of_site
from aantafel.pages.demo.tables.stage import Stage
from ideas.models import Idea
from tables.enums import WordKind
from tables.lifecycle import Step
from tables.models import Table
from tables.services import steps, still, words


@dataclass(frozen=True)
class Company:
    """Who there is: people with an account by key, the ideas by the slug of their story, and who works at a desk."""

    accounts: Mapping[str, User]
    ideas: Mapping[str, Idea]
    desk: Mapping[str, User]
    now: datetime


def play(company: Company, site: str = "") -> None:
    """The tables of a local site, or of the national one."""
    for told in of_site(site):
        _play(company, told)


def _play(company: Company, told: Told) -> None:
    table = Table.everywhere.select_related("idea__owner", "municipality").get(idea=company.ideas[told.idea])
    stage = Stage(told, table, company.now, company.accounts, _actors(company, told, table))
    prepare(stage)
    stage.play()


def prepare(stage: Stage) -> None:
    """All that happens at a table, and when."""
    told = stage.told
    asking.list_people(stage)
    for advance in told.steps:
        stage.happens(stage.ago(advance.days, f"step {advance.to}"), _step, advance)
    for meeting in told.meetings:
        meetings.gather(stage, meeting)
    doing.gather(stage)
    if told.judged:
        stage.happens(stage.ago(told.judged, "judged"), _can_be_judged)
    if told.evaluation:
        looking_back.gather(stage, told.evaluation)
    if told.still:
        stage.happens(stage.ago(told.still.asked, "still"), _stand_still)
        stage.happens(stage.ago(told.still.rests, "still"), _rest)


def _actors(company: Company, told: Told, table: Table) -> dict[str, User]:
    actors = dict(company.desk)
    if table.idea.owner is not None:
        actors["owner"] = table.idea.owner
    if told.coach:
        actors["coach"] = company.accounts[told.coach]
    if told.notes:
        actors["notes"] = company.accounts[told.notes]
    return actors


def _step(stage: Stage, told: Advance) -> None:
    actor, role = stage.who(told.by)
    stage.table.refresh_from_db(fields=["step"])
    here, to = Step(stage.table.step), Step(told.to)
    if to < here:
        steps.go_back(stage.table.pk, here=here, actor=actor, role=role, reason=told.note)
    else:
        steps.advance(stage.table.pk, to, actor=actor, role=role, note=told.note)


def _can_be_judged(stage: Stage) -> None:
    actor, role = stage.who("owner")
    words.say(actor=actor, table_id=stage.table.pk, kind=WordKind.CAN_BE_JUDGED, role=role)


def _stand_still(stage: Stage) -> None:
    still.ask(stage.table.pk)


def _rest(stage: Stage) -> None:
    still.let_lie(stage.table.pk)
