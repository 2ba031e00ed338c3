"""A test of the test: without the lock on the tally the same hundred people count wrong."""

from tests.ideas.fire.site import BurningSite
from tests.ideas.fire.test_burst import LIKES, burst


def test_without_the_lock_on_the_tally_likes_are_lost_from_the_count(site: BurningSite) -> None:
    idea = site.ideas["zonder-slot"]
    with site.another_web_server(WITHOUT_LOCK="1") as port:
        burst(site, idea, port=port, way=lambda _place: LIKES)
    standing = site.standing(idea)
    assert standing.likes == len(site.people), "the likes themselves are guarded by the database"
    assert standing.local + standing.other < standing.likes
