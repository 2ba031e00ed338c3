"""A hundred people at one moment, over HTTP, with sessions of their own."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.ideas.fire.site import BurningIdea, BurningSite, Person, Standing
from tests.ideas.fire.visitor import Visitor, together

LIKES, CHANGES_MIND, COMES_BACK = ("like",), ("like", "take_back"), ("like", "take_back", "like")


def road(place: int) -> tuple[str, ...]:
    """What the person at this place does: most like it, every tenth thinks better of it, others come back to it."""
    if place % 10 == 9:
        return CHANGES_MIND
    return COMES_BACK if place % 10 == 4 else LIKES


def agrees(person: Person) -> bool:
    """Half of them want to hear what becomes of it."""
    return person.pk % 2 == 0


def goes(person: Person, visitor: Visitor, idea: BurningIdea, steps: tuple[str, ...]) -> Callable[[], None]:
    agreed: dict[str, Any] = {"updates": "on"} if agrees(person) else {}
    paths = {"like": idea.like_path, "take_back": f"{idea.like_path}terug/"}

    def run() -> None:
        for step in steps:
            answer = visitor.submit(paths[step], **agreed)
            assert answer.is_done, (step, answer)

    return run


def burst(
    site: BurningSite, idea: BurningIdea, *, port: int = 0, way: Callable[[int], tuple[str, ...]] = road
) -> list[Person]:
    """All at once, each on their own road; gives those who like it in the end."""
    visitors = [(person, site.visitor(person, port=port)) for person in site.people]
    together([partial(visitor.open, idea.path) for _person, visitor in visitors])
    assert all(visitor.token for _person, visitor in visitors)
    together([goes(person, visitor, idea, way(place)) for place, (person, visitor) in enumerate(visitors)])
    return [person for place, person in enumerate(site.people) if way(place)[-1] == "like"]


@pytest.mark.parametrize("name", ["nul", "negenenveertig"])
def test_a_hundred_people_at_once_bring_one_meeting_and_one_mail_each(site: BurningSite, name: str) -> None:
    idea = site.ideas[name]
    before = site.standing(idea).local
    stayed = burst(site, idea)
    local = before + sum(person.is_local for person in stayed)
    other = sum(not person.is_local for person in stayed)
    assert site.settled(idea) == Standing(
        local, other, likes=local + other, local_likes=local, is_reached=True, is_settled=True, meetings=1
    )
    sure, possible = listeners(site, idea)
    mails = site.mails_about(idea)
    assert set(mails.values()) == {1}
    assert site.expected_mails(idea, *sure) <= mails <= site.expected_mails(idea, *possible)


def listeners(site: BurningSite, idea: BurningIdea) -> tuple[set[str], set[str]]:
    """Who certainly hears of the meeting, and who may: a like just after it, or taken back meanwhile, is either."""
    agreed = """
        SELECT email FROM ideas_like JOIN accounts_user ON accounts_user.id = user_id
        JOIN ideas_ideatally AS tally USING (idea_id)
        WHERE idea_id = %s AND wants_updates AND ideas_like.municipality_id = tally.municipality_id
            AND ideas_like.created_at <= tally.reached_at
    """
    sure = {email for (email,) in site.rows(agreed, idea.pk)} - set(idea.listening)
    return sure, {person.email for person in site.people if person.is_local and agrees(person)}
