"""Lets the people of a local site do with ideas what the demo tells, through the services of the site itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.pages.demo import moments
from aantafel.pages.demo.local.data import Asked, Core, Merge, PassOn, Plan, Road
from aantafel.pages.demo.local.opening import Opened
from aantafel.pages.demo.stories import Story
from aantafel.pages.demo.tell import Teller
from coaches.enums import MatchRole
from coaches.models import Match
from coaches.services import answers, matches
from coaches.services import notes as coach_notes
from ideas.enums import TalkWay, YesNo
from ideas.models import Idea
from ideas.services import idea_merge, marks, notes, pass_on, talks
from movement.services import taking_in
from municipalities.models import Municipality
from tables import lifecycle
from tables.enums import ActorRole, CoreQuestion
from tables.lifecycle import Step
from tables.models import CoreAnswer, Table
from tables.road import facts
from tables.services import core, steps


@dataclass(frozen=True)
class LocalTeller(Teller):
    """The coordinator decides, and an idea may be told at a table in the neighbourhood."""

    opened: Opened | None = None

    @property
    def site(self) -> Opened:
        if self.opened is None:
            raise ValueError("a local idea is told at a local site")
        return self.opened

    def sketch(self, story: Story) -> dict[str, Any]:
        """With the neighbourhood that it is in."""
        areas = self.site.municipality.neighbourhoods
        return {**story.sketch, "neighbourhood": areas.get(name=story.area) if story.area else None}

    def _enter(self, story: Story) -> Idea:
        road = self.site.local.roads.get(story.slug, Road())
        table = self.site.meetings.get(road.table)
        return taking_in.enter(actor=self.operator, key=uuid4(), table=table, **self.entering(story))


@dataclass(frozen=True)
class Walker:
    """What walking a road needs: the site, and the ideas that are there by the slug of their story."""

    opened: Opened
    ideas: dict[str, Idea]
    municipalities: dict[str, Municipality]

    def walk(self) -> None:
        """Every road, and then what takes two ideas or ends the one that it is about."""
        roads = [(self.ideas[slug], road) for slug, road in self.opened.local.roads.items()]
        for idea, road in roads:
            idea.refresh_from_db()
            self._at_the_desk(idea, road)
            for asked in sorted(road.asked, key=lambda one: -one.days):
                self._ask(idea, asked)
            for told in sorted(road.core, key=lambda one: -one.days):
                self._answer_core(idea, told)
            for said in road.coach_notes:
                with clock.frozen(self._at(said.days, said.text)):
                    town = self.opened.municipality
                    coach_notes.add(actor=self._who(said.by), municipality=town, idea=idea, text=said.text)
        for idea, road in roads:
            if road.merge:
                self._merge(idea, road.merge)
            if road.pass_on:
                self._pass_on(idea, road.pass_on)

    def _at_the_desk(self, idea: Idea, road: Road) -> None:
        """Somebody takes it up, writes something down, plans to talk."""
        if road.taken_by:
            with clock.frozen(self.opened.now - timedelta(hours=6)):
                who, town = self._who(road.taken_by), self.opened.municipality
                marks.take(actor=who, municipality=town, subjects=[("idea", idea.pk)])
        for said in road.notes:
            with clock.frozen(self._at(said.days, said.text)):
                notes.add(actor=self._who(said.by), idea_id=idea.pk, text=said.text)
        if road.talk:
            self._plan(idea, road.talk)

    def _plan(self, idea: Idea, told: Plan) -> None:
        day = timezone.localtime(self.opened.now + timedelta(days=told.in_days))
        with clock.frozen(self._at(told.planned, told.note)):
            talks.plan(
                actor=self._who(told.by),
                idea_id=idea.pk,
                way=TalkWay(told.way),
                starts_at=day.replace(hour=told.hour, minute=0, second=0, microsecond=0),
                where=told.where,
                note=told.note,
            )

    # coaches

    def _ask(self, idea: Idea, told: Asked) -> None:
        with clock.frozen(self._at(told.days, told.message)):
            match = matches.ask(
                actor=self.opened.coordinator,
                idea_id=idea.pk,
                coach_id=self.opened.coaches[told.coach].pk,
                role=MatchRole(told.role),
                message=told.message,
            )
        if told.reminded:
            with clock.frozen(self._at(told.reminded, told.message)):
                matches.remind(actor=self.opened.coordinator, match_id=match.pk)
        if told.asks:
            with clock.frozen(self._at(max(told.days - 1, 0), told.asks)):
                answers.ask_back(key=match.key, text=told.asks)
        if told.answer:
            with clock.frozen(self._at(told.answered, told.message)):
                self._answer(idea, match, told)
        if told.ended:
            with clock.frozen(self._at(told.ended, told.message)):
                matches.end(actor=self.opened.coordinator, match_id=match.pk, reason=told.reason)

    def _answer(self, idea: Idea, match: Match, told: Asked) -> None:
        if told.answer == "no":
            answers.decline(key=match.key, reason=told.reason)
            return
        answers.accept(actor=self._who(told.coach), key=match.key)
        if told.shares and idea.owner is not None:
            answers.share_contact(actor=idea.owner, match_id=match.pk, shares=True)

    def _answer_core(self, idea: Idea, told: Core) -> None:
        """By the pinner, or by the coach while they talked; what is shown was read by the pinner."""
        table, question = Table.everywhere.get(idea=idea), CoreQuestion(told.question)
        if idea.owner is None:
            raise ValueError("core questions are answered by an owner")
        writer = (self._who(told.coach), ActorRole.COACH) if told.coach else (idea.owner, ActorRole.OWNER)
        there = CoreAnswer.everywhere.filter(table=table, question=question).first()
        with clock.frozen(self._at(told.days, told.text)):
            saved = core.save(
                actor=writer[0],
                table_id=table.pk,
                question=question,
                text=told.text,
                seen=there.version if there else 0,
                role=writer[1],
            )
            if told.shown and saved is not None:
                core.show(actor=idea.owner, table_id=table.pk, question=question, seen=saved.version)
            if facts.gather(table).met >= set(lifecycle.NEEDS[Step.MATCH]) and table.step == Step.MATCH:
                steps.advance(table.pk, Step.ASK, actor=writer[0], role=writer[1])

    # two desks, two ideas

    def _merge(self, goes: Idea, told: Merge) -> None:
        stays = self.ideas[told.into]
        with clock.frozen(self._at(told.days, told.reason)):
            proposal = idea_merge.propose(
                actor=self.opened.coordinator, stays_id=stays.pk, goes_id=goes.pk, reason=told.reason
            )
        if told.answered:
            for owner in (goes.owner, stays.owner):
                with clock.frozen(self._at(told.answered, told.reason)):
                    idea_merge.answer(actor=_there(owner), proposal_id=proposal.pk, says=YesNo.YES)

    def _pass_on(self, idea: Idea, told: PassOn) -> None:
        with clock.frozen(self._at(told.days, told.reason)):
            proposal = pass_on.propose(
                actor=self.opened.coordinator,
                idea_id=idea.pk,
                target=self.municipalities[told.to],
                reason=told.reason,
            )
        if told.answered:
            with clock.frozen(self._at(told.answered, told.reason)):
                pass_on.answer(actor=_there(idea.owner), proposal_id=proposal.pk, says=YesNo.YES)

    def _who(self, key: str) -> User:
        return self.opened.people[key]

    def _at(self, days: int, text: str) -> datetime:
        """So many days ago, a bit earlier for each text."""
        return self.opened.ago(days, 10 + moments.luck(text, "minute", 300))


def _there(owner: User | None) -> User:
    if owner is None:
        raise ValueError("only somebody with an account answers on the site")
    return owner
