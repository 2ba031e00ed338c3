"""What the demo tells, read without a database: it fits, and it could have happened."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aantafel.pages.demo import around, moments, pictures
from aantafel.pages.demo.local.data import Local, local_sites
from aantafel.pages.demo.pictures import SCENES
from aantafel.pages.demo.stories import country
from ideas.enums import Theme
from municipalities.services.tables import DATA, read_municipalities

DEMO = Path(pictures.__file__).parent.parent
NOW = datetime(2026, 11, 18, 14, 30, tzinfo=UTC)  # a Wednesday


class TestTheTexts:
    """No database is needed to read them. Those of the national site, and what holds for all."""

    stories = country().stories

    def test_about_sixty_ideas_stand_in_twenty_five_municipalities(self) -> None:
        public = [story for story in self.stories if story.state == "published"]
        assert 55 <= len(public) <= 70
        places = {story.municipality or country().people[story.by].home for story in self.stories}
        assert len(places) == 25
        known = {row.code: row for row in read_municipalities(DATA / "municipalities.csv")}
        assert {known[code].province for code in places} == {row.province for row in known.values()}

    def test_every_theme_and_capacity_occurs(self) -> None:
        assert {story.theme for story in self.stories} >= set(Theme.values)
        assert {person.capacity for person in country().people.values()} == {"resident", "professional", "employee"}
        assert {person.show for person in country().people.values()} == {"full", "first", "hidden"}

    def test_texts_differ_in_length_and_beginning(self) -> None:
        origins = [story.origin for story in self.stories if story.origin]
        assert min(map(len, origins)) < 120
        assert max(map(len, origins)) > 400
        openings = Counter(" ".join(text.split()[:3]) for text in origins)
        assert max(openings.values()) <= 2
        assert len({story.title for story in self.stories}) == len(self.stories)

    def test_texts_fit_their_fields(self) -> None:
        for story in self.stories:
            assert 8 <= len(story.title) <= 140
            for name, length in (("role", 100), ("interest", 300), ("place", 200), ("picture_text", 300)):
                assert len(getattr(story, name)) <= length

    def test_nobody_has_an_address_that_could_exist(self) -> None:
        for person in country().people.values():
            assert person.email == "" or person.email.endswith(".example")
        for story in self.stories:
            for text in (story.title, story.origin, story.people, story.approach):
                assert not re.search(r"@|https?:|www\.|\b0\d{8,9}\b", text)

    def test_what_stands_around_an_idea_is_about_one_that_is_on_the_site(self) -> None:
        public = {story.slug for story in self.stories if story.state == "published"}
        assert set(around.told()) <= public
        for told in around.told().values():
            assert not re.search(r"@|https?:|www\.|\b0\d{8,9}\b", repr([told.offers, told.remarks]))

    def test_every_picture_is_told_in_words(self) -> None:
        for story in self.stories:
            assert bool(story.picture) is bool(story.picture_text)
        tables = [path.read_text() for path in (DEMO / "data/tables").glob("*.toml")]
        drawn = {name for text in tables for name in re.findall(r'^(?:scene|picture) = "(\w+)"$', text, re.MULTILINE)}
        assert {story.picture for story in self.stories if story.picture} | drawn == set(SCENES)


@pytest.mark.parametrize("days", range(14))
@pytest.mark.parametrize("hour", [0, 7, 13, 23])
def test_the_stories_fit_whenever_the_demo_is_made(days: int, hour: int) -> None:
    """On whatever day and hour, decisions lie in the past, in office hours and after the pin."""
    now = (NOW + timedelta(days=days)).replace(hour=hour)
    for story in country().stories:
        pinned = moments.told(story, now)
        assert pinned < now
        if story.state in ("published", "withdrawn", "refused"):
            decided = moments.decided(story, pinned)
            assert pinned < decided < now
            assert decided.weekday() < 5
            assert decided + timedelta(days=max(story.later_after, story.withdrawn_after)) < now
            told = around.told().get(story.slug)
            if told is not None:
                ages = [one.days + 1 for one in told.offers] + [one.days + 1 for one in told.remarks] + [told.reached]
                assert decided < now - timedelta(days=max(ages)), story.slug


@pytest.mark.parametrize("local", local_sites(), ids=lambda local: local.site.subdomain)
class TestALocalSite:
    def test_whoever_is_named_exists_and_could_not_be_real(self, local: Local) -> None:
        people = local.country.people
        named = [story.by for story in local.country.stories if story.by]
        named += [member.person for member in local.members] + [coach.person for coach in local.coaches]
        assert set(named) <= set(people)
        assert all(one.email == "" or one.email.endswith(".example") for one in people.values())
        assert all(not one.email or one.email.endswith(".example") for one in local.contacts)

    def test_five_to_twelve_coaches_each(self, local: Local) -> None:
        assert 5 <= len(local.coaches) <= 12

    def test_addresses_do_not_meet_those_of_others(self, local: Local) -> None:
        everybody = [country().people, *(one.country.people for one in local_sites())]
        emails = Counter(one.email for people in everybody for one in people.values() if one.email)
        assert max(emails.values()) == 1
        slugs = Counter(story.slug for one in local_sites() for story in one.country.stories)
        slugs.update(story.slug for story in country().stories)
        assert max(slugs.values()) == 1

    def test_neighbourhoods_are_its_own(self, local: Local) -> None:
        areas = {area for coach in local.coaches for area in coach.areas}
        areas |= {area for contact in local.contacts for area in contact.areas}
        areas |= {meeting.area for meeting in local.meetings} | {heard.area for heard in local.heard}
        assert areas - {""} <= set(local.site.neighbourhoods)

    def test_what_was_done_comes_after_the_decision_and_in_order(self, local: Local) -> None:
        known = {story.slug: story for story in (*country().stories, *local.country.stories)}
        trained = {coach.person: coach.second for coach in local.coaches}
        for slug, road in local.roads.items():
            story = known[slug]
            decided = moments.decided(story, moments.told(story, NOW))
            for one in road.asked:
                assert decided < NOW - timedelta(days=one.days, hours=6), slug
                assert one.days < local.site.opened, slug
                assert one.role == "along" or one.days < trained[one.coach], slug
                assert one.days >= one.answered >= one.ended, slug
                assert not one.answer or one.days - one.answered < 7, slug
            if road.core:
                assert max(one.days for one in road.core) < max(one.answered for one in road.asked), slug


@pytest.mark.parametrize("days", range(0, 14, 3))
def test_local_decisions_lie_in_the_past_whenever_the_demo_is_made(days: int) -> None:
    now = NOW + timedelta(days=days)
    for local in local_sites():
        for story in local.country.stories:
            if story.state in ("published", "withdrawn", "refused"):
                decided = moments.decided(story, moments.told(story, now))
                offers = local.around.get(story.slug, around.Around(local=0, other=0))
                ages = [one.days + 1 for one in offers.offers] + [one.days + 1 for one in offers.remarks]
                assert decided + timedelta(days=max([story.withdrawn_after, 0])) < now
                assert decided < now - timedelta(days=max(ages, default=0)), story.slug
