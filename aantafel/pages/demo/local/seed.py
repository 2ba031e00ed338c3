"""Makes one local site of the demo, and lets everything happen there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aantafel.accounts.models import User
from aantafel.pages.demo import moments
from aantafel.pages.demo.crowd import Crowd
from aantafel.pages.demo.local import around
from aantafel.pages.demo.local.data import Local
from aantafel.pages.demo.local.ideas import LocalTeller, Walker
from aantafel.pages.demo.local.opening import Opened, open_site
from aantafel.pages.demo.people import existing
from aantafel.pages.demo.stories import country
from aantafel.pages.demo.support import Supporter
from aantafel.pages.demo.tables.play import Company, play
from ideas.enums import ReviewRole
from ideas.models import Idea
from municipalities.models import Municipality


@dataclass(frozen=True)
class LocalSeed:
    """What every local site needs: the country, its operator, the neighbours, and the national ideas by slug."""

    municipalities: dict[str, Municipality]
    operator: User
    now: datetime
    crowd: Crowd
    national: dict[str, Idea]

    def make(self, local: Local) -> list[Idea]:
        """The ideas of the site, those that were national before not among them."""
        opened = open_site(local=local, municipalities=self.municipalities, operator=self.operator, now=self.now)
        coordinator, stories = opened.coordinator, local.country.stories
        teller = LocalTeller(local.country, self.municipalities, coordinator, self.now, ReviewRole.COORDINATOR, opened)
        ideas = {story.slug: teller.tell(story) for story in stories}
        for idea in ideas.values():
            idea.refresh_from_db()
        on_the_site = [(story, ideas[story.slug]) for story in stories if ideas[story.slug].is_public]
        supporter = Supporter(
            local.country, self.municipalities, coordinator, self.now, self.crowd, local.around, ReviewRole.COORDINATOR
        )
        supporter.gather(on_the_site)
        here = self.national | ideas
        Walker(opened, here, self.municipalities).walk()
        around.gather(opened, here)
        accounts = existing(country().people) | opened.people
        desk = {"coordinator": coordinator, "operator": self.operator}
        play(Company(accounts, here, desk, self.now), local.site.subdomain)
        _come_by(opened)
        return list(ideas.values())


def _come_by(opened: Opened) -> None:
    """Each coach was at their desk in the last two weeks, or somewhat longer ago."""
    for key in opened.coaches:
        hours = 5 + moments.luck(key, "visit", 18 * 24)
        User.objects.filter(pk=opened.people[key].pk).update(seen_at=opened.now - timedelta(hours=hours))
