"""Lets people of the demo like, offer, ask and react, and lets enough likes bring a free meeting."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.pages.demo import moments, people
from aantafel.pages.demo.around import Around, Offer, Remark, around
from aantafel.pages.demo.crowd import Crowd
from aantafel.pages.demo.stories import Country, Story
from ideas.enums import ReportWhy, ReviewRole, SupportKind
from ideas.models import Idea, Like
from ideas.services import fifty, hiding, reactions, reports, support, tallies
from municipalities.models import Municipality

REPORTER = "oplettend@buren.example"
WANTS_MAIL = 7  # one in so many wants to hear what becomes of it


@dataclass(frozen=True)
class Supporter:
    """What liking needs: who lives where, who decides about reactions and as what, and the present moment. Ideas first,
    all of them.
    """

    country: Country
    municipalities: dict[str, Municipality]
    operator: User
    now: datetime
    crowd: Crowd
    told: Mapping[str, Around]
    role: ReviewRole = ReviewRole.OPERATOR

    def gather(self, stories: list[tuple[Story, Idea]]) -> None:
        """For the published ideas: who lives nearby first, so that there are people from elsewhere too."""
        chosen = [
            (story, idea, around(self.told, story, moments.luck(story.slug, "likes", 100))) for story, idea in stories
        ]
        for _story, idea, told in chosen:
            if idea.municipality is not None:
                self.crowd.of(idea.municipality, told.local)
        for story, idea, told in chosen:
            self._like(story, idea, told)
            self._talk(idea, told)

    # likes

    def _like(self, story: Story, idea: Idea, told: Around) -> None:
        """Likes as rows, and then counted; one moment each, from publication until now."""
        if idea.municipality is None or idea.published_at is None:
            raise ValueError("only a published idea can be liked")
        place, fans = idea.municipality, [self._person(key) for key in told.fans]
        near = [fan for fan in fans if fan.home_municipality_id == place.pk]
        far = [fan for fan in fans if fan.home_municipality_id != place.pk]
        local = near + self.crowd.of(place, told.local - len(near))
        other = far + self.crowd.elsewhere(place, told.other - len(far), moments.luck(story.slug, "far", 25))
        reached = self.now - timedelta(days=told.reached) if told.reached else None
        when = list(_spread(idea.published_at, reached, self.now, len(local)))
        later = list(_spread(idea.published_at, None, self.now, len(other)))
        rows = [
            _liked(idea, user, at) for user, at in [*zip(local, when, strict=True), *zip(other, later, strict=True)]
        ]
        Like.objects.bulk_create(rows)
        with clock.frozen(reached or self.now):
            tallies.recount([idea.pk])
        if reached is not None:
            with clock.frozen(reached + timedelta(minutes=1)):
                fifty.settle(idea.pk)

    # words

    def _talk(self, idea: Idea, told: Around) -> None:
        for offer in told.offers:
            self._offer(idea, offer)
        for remark in told.remarks:
            parent = self._react(idea, remark, None)
            for reply in remark.replies:
                self._react(idea, reply, parent)

    def _offer(self, idea: Idea, offer: Offer) -> None:
        """With the mail to the pinner, and the one with the pinner's answer."""
        user, kind = self._person(offer.by), SupportKind(offer.kind)
        typed = {"text": offer.text, "role": offer.role, "interest": offer.interest}
        with clock.frozen(self._ago(offer.days, offer.text)):
            brought = support.bring(actor=user, idea_id=idea.pk, kind=kind, typed=typed)
        if offer.answer and idea.owner is not None:
            with clock.frozen(self._ago(offer.answered, offer.answer)):
                support.reply(actor=idea.owner, support_id=brought.pk, text=offer.answer)

    def _react(self, idea: Idea, remark: Remark, to: int | None) -> int:
        """With its mails; hidden, objected to and reported where that is told. Gives its number."""
        user, at = self._person(remark.by), self._ago(remark.days, remark.text)
        capacity = Capacity(user.capacity)
        with clock.frozen(at):
            said = reactions.react(actor=user, idea_id=idea.pk, text=remark.text, capacity=capacity, to=to)
        if remark.hidden:
            with clock.frozen(at + timedelta(hours=5)):
                hiding.hide(actor=self.operator, reaction_id=said.pk, reason=remark.hidden, role=self.role)
        if remark.objection:
            with clock.frozen(self.now - timedelta(hours=30)):
                hiding.object_to_hiding(actor=user, reaction_id=said.pk, text=remark.objection)
        if remark.reported:
            with clock.frozen(self.now - timedelta(hours=7)):
                self._report(said.pk, remark.reported)
        return said.pk

    def _report(self, pk: int, text: str) -> None:
        why = ReportWhy.PRIVATE
        reports.report(reaction_id=pk, why=why, text=text, email=REPORTER, client="demo", language="nl")

    def _person(self, key: str) -> User:
        with clock.frozen(self.now - timedelta(days=140)):
            return people.make_person(self.country.people[key], self.municipalities)

    def _ago(self, days: int, text: str) -> datetime:
        """So many days ago, a bit later or earlier for each text."""
        return self.now - timedelta(days=days, minutes=moments.luck(text, "minute", 600))


def _spread(start: datetime, reached: datetime | None, end: datetime, count: int) -> Iterator[datetime]:
    """Evenly until now; where the fiftieth came at a known moment, the first fifty until then and the rest after."""
    most = settings.FREE_MEETING_LIKES
    for number in range(count):
        if reached is None:
            yield start + (end - start) * (number + 1) / (count + 1)
        elif number < most:
            yield start + (reached - start) * (number + 1) / most
        else:
            yield reached + (end - reached) * (number + 1 - most) / (count + 1 - most)


def _liked(idea: Idea, user: User, at: datetime) -> Like:
    if user.home_municipality_id is None:
        raise ValueError("who likes an idea lives somewhere")
    like = Like(idea=idea, user=user, wants_updates=user.pk % WANTS_MAIL == 0, created_at=at)
    like.municipality_id = user.home_municipality_id
    return like
