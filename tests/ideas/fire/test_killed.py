"""A process killed with -9 at every named place between the fiftieth like and the last mail: still exactly once."""

import pytest

from tests.ideas.fire.breaking import IN_THE_WEB_SERVER, IN_THE_WORKER
from tests.ideas.fire.site import BurningIdea, BurningSite, Standing, until

REACHED = Standing(local=50, other=0, likes=50, local_likes=50, is_reached=True, is_settled=True, meetings=1)


def idea_for(site: BurningSite, place: str) -> BurningIdea:
    return site.ideas[place.replace(":", "-")]


def comes_once(site: BurningSite, idea: BurningIdea) -> None:
    assert site.settled(idea) == REACHED
    assert site.mails_about(idea) == site.expected_mails(idea)


@pytest.mark.parametrize("place", IN_THE_WORKER)
def test_a_worker_killed_at_any_place_is_made_good_by_another(site: BurningSite, place: str) -> None:
    """The broker gives the task of a lost process to the next one; the clock's sweep would find it too."""
    idea = idea_for(site, place)
    site.order_death(place)
    assert site.like(site.people[0], idea).is_done
    told = f"pid:{site.died_at(place)} exited with 'signal 9 (SIGKILL)'"
    until(lambda: told in site.parts["worker"].log(), "the worker tells of the death")
    comes_once(site, idea)


def test_a_worker_killed_with_all_its_processes_is_made_good_by_a_new_one(site: BurningSite) -> None:
    """Nobody gives its task back: what the clock sweeps brings the meeting."""
    idea, worker = site.ideas["machine"], site.parts["worker"]
    site.order_death("fifty:told", whole=True)
    assert site.like(site.people[0], idea).is_done
    worker.was_killed()
    assert not site.standing(idea).is_settled
    worker.start()
    comes_once(site, idea)


@pytest.mark.parametrize("place", IN_THE_WEB_SERVER)
def test_a_web_process_killed_while_liking_saves_all_of_the_like_or_nothing(site: BurningSite, place: str) -> None:
    """Whoever got no answer presses again; what was saved already then counts once."""
    idea, person = idea_for(site, place), site.people[0]
    site.order_death(place)
    assert site.like(person, idea).status == 0
    told = f"Worker (pid:{site.died_at(place)}) was sent SIGKILL"
    until(lambda: told in site.parts["web"].log(), "the web server tells of the death")
    standing = site.standing(idea)
    saved = place == "like:committed"
    assert (standing.local, standing.likes) == ((50, 50) if saved else (49, 49))
    assert standing.is_reached == saved
    assert site.like(person, idea).is_done
    comes_once(site, idea)
