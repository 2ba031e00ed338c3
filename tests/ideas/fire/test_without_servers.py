"""Redis gone at the fiftieth like, and PostgreSQL killed in the middle of many.

By its name this file comes after the one about limits: for half a minute after Redis was gone, each web process decides
for itself where limits are counted.
"""

from functools import partial

from tests.ideas.fire.site import BurningIdea, BurningSite, Person, until
from tests.ideas.fire.test_killed import comes_once
from tests.ideas.fire.visitor import Visitor, together

QUICK = 15.0  # seconds that a visitor waits before leaving


def test_without_redis_the_fiftieth_like_is_saved_and_brings_its_meeting_afterwards(site: BurningSite) -> None:
    idea, store = site.ideas["cache"], site.parts["valkey"]
    store.kill()
    assert site.like(site.people[0], idea, patience=QUICK).is_done
    assert site.visitor(site.people[0]).open(idea.path, patience=QUICK).status == 200
    assert site.visitor().open(idea.path, patience=QUICK).status == 200
    standing = site.standing(idea)
    assert (standing.local, standing.is_reached, standing.is_settled) == (50, True, False)
    store.start()
    comes_once(site, idea)


def again(visitor: Visitor, idea: BurningIdea) -> None:
    """Whoever likes it a second time, because the first time gave an error or not, counts once."""
    assert visitor.submit(idea.like_path).is_done


def test_a_database_killed_in_the_middle_loses_no_like_that_was_confirmed(site: BurningSite) -> None:
    idea, database = site.ideas["database"], site.parts["postgres"]
    visitors = [(person, site.visitor(person)) for person in site.people]
    together([partial(visitor.open, idea.path) for _person, visitor in visitors])
    confirmed: list[Person] = []

    def like(person: Person, visitor: Visitor) -> None:
        if visitor.submit(idea.like_path).is_done:
            confirmed.append(person)

    def disaster() -> None:
        until(lambda: len(confirmed) > 10, "some have liked")
        database.kill()
        database.start()

    together([partial(like, *one) for one in visitors], meanwhile=disaster)
    assert len(confirmed) < len(visitors), "nothing broke"
    saved = {pk for (pk,) in site.rows("SELECT user_id FROM ideas_like WHERE idea_id = %s", idea.pk)}
    assert {person.pk for person in confirmed} <= saved
    standing = site.standing(idea)
    assert (standing.local, standing.local + standing.other) == (standing.local_likes, standing.likes)
    together([partial(again, visitor, idea) for _person, visitor in visitors])
    standing = site.settled(idea)
    assert (standing.local, standing.other, standing.likes, standing.meetings) == (60, 40, 100, 1)
    assert site.mails_about(idea) == site.expected_mails(idea)
