"""Ideas that were heard of: noted with consent, planned, visited, closed, and erased in time."""

from datetime import timedelta
from typing import Any

import pytest

from aantafel.accounts.enums import Role
from aantafel.accounts.services import privacy
from aantafel.core import clock
from aantafel.core.registry import on_export
from movement.enums import HeardAbout, HeardState
from movement.models import HeardIdea
from movement.services import visits
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import somebody
from tests.factories.movement import HeardIdeaFactory
from tests.pages.desks.conftest import html
from tests.pages.local.conftest import Town
from tests.support.at_once import at_once

DESKS = pytest.mark.parametrize("space", ["coordinator", "coach"])


def noted(**changes: Any) -> dict[str, Any]:
    usual = {"heard": "Ze willen een moestuin.", "about": "place", "who": "De flat bij het park", "heard_from": "Bep"}
    return {**usual, **changes}


def fresh() -> HeardIdea:
    return HeardIdea.everywhere.get()


@DESKS
def test_from_hearing_to_a_reason(town: Town, space: str) -> None:
    browser = town.as_(getattr(town, space))
    there = browser.post(f"/{space}/langsgaan/nieuw/", noted())["Location"]
    heard = fresh()
    assert (heard.municipality, heard.noted_by) == (town.municipality, getattr(town, space))
    day = clock.today() + timedelta(days=3)
    browser.post(there, {"visitor": town.coach.pk, "day": day.isoformat()})
    assert (fresh().state, fresh().visitor, fresh().planned_for) == (HeardState.PLANNED, town.coach, day)
    browser.post(f"{there}bezocht/")
    assert fresh().state == HeardState.VISITED
    assert browser.post(f"{there}afsluiten/", {"reason": ""}).status_code == 422
    browser.post(f"{there}afsluiten/", {"reason": "Bestaat al."})
    heard = fresh()
    assert (heard.state, heard.reason) == (HeardState.CLOSED, "Bestaat al.") and heard.closed_at
    assert "De flat bij het park" in html(browser.get(f"/{space}/langsgaan/?stand=klaar"))
    assert "De flat bij het park" not in html(browser.get(f"/{space}/langsgaan/"))


def test_of_a_person_nothing_is_noted_without_a_yes(town: Town) -> None:
    browser = town.as_(town.coordinator)
    person = noted(about="person", who="Greet Groen", reach="06 12 34 56 78")
    response = browser.post("/coordinator/langsgaan/nieuw/", person)
    assert response.status_code == 422 and "Greet Groen" in html(response)
    assert not HeardIdea.everywhere.exists()
    browser.post("/coordinator/langsgaan/nieuw/", {**person, "consent": "on"})
    assert (fresh().about, fresh().consent_on) == (HeardAbout.PERSON, clock.today())


def test_a_consent_keeps_its_day_when_the_rest_changes(town: Town) -> None:
    before = clock.today() - timedelta(days=40)
    heard = HeardIdeaFactory.create(municipality=town.municipality, about=HeardAbout.PERSON, consent_on=before)
    browser = town.as_(town.coach)
    path = f"/coach/langsgaan/{heard.pk}/wijzigen/"
    browser.post(path, noted(about="person", who="Greet", consent="on"))
    assert (fresh().who, fresh().consent_on) == ("Greet", before)
    browser.post(path, noted(consent="on"))
    assert (fresh().about, fresh().consent_on) == (HeardAbout.PLACE, None)


def test_only_people_of_the_desk_can_be_sent(town: Town, beside: Town) -> None:
    heard = HeardIdeaFactory.create(municipality=town.municipality)
    browser, path = town.as_(town.coordinator), f"/coordinator/langsgaan/{heard.pk}/"
    day = clock.today().isoformat()
    for person in (beside.coach, UserFactory.create(), somebody(Role.READER, town.municipality)):
        assert browser.post(path, {"visitor": person.pk, "day": day}).status_code == 422
    assert browser.post(path, {"visitor": town.helper.pk, "day": day}).status_code == 302


@pytest.mark.parametrize("days", [-1, 400])
def test_a_day_is_to_come_and_not_far(town: Town, days: int) -> None:
    heard = HeardIdeaFactory.create(municipality=town.municipality)
    day = (clock.today() + timedelta(days=days)).isoformat()
    response = town.as_(town.coach).post(f"/coach/langsgaan/{heard.pk}/", {"visitor": town.coach.pk, "day": day})
    assert response.status_code == 422 and fresh().state == HeardState.WAITS


@DESKS
@pytest.mark.parametrize("part", ["", "wijzigen/", "bezocht/", "afsluiten/"])
def test_a_visit_of_next_door_is_not_found(town: Town, beside: Town, space: str, part: str) -> None:
    theirs = HeardIdeaFactory.create(municipality=beside.municipality)
    browser = town.as_(getattr(town, space))
    path = f"/{space}/langsgaan/{theirs.pk}/{part}"
    answers = {"reason": "x", **noted(), "visitor": town.coach.pk, "day": clock.today().isoformat()}
    assert browser.post(path, answers).status_code == 404
    assert fresh().state == HeardState.WAITS


@DESKS
def test_nobody_else_reads_the_list(town: Town, beside: Town, space: str) -> None:
    others = [UserFactory.create(), getattr(beside, space), somebody(Role.INITIATIVE, town.municipality)]
    assert [town.as_(user).get(f"/{space}/langsgaan/").status_code for user in others] == [403] * 3


def test_what_is_off_the_list_stays_as_it_is(town: Town) -> None:
    heard = HeardIdeaFactory.create(municipality=town.municipality, closed=True)
    browser, path = town.as_(town.coordinator), f"/coordinator/langsgaan/{heard.pk}/"
    day = clock.today().isoformat()
    assert browser.post(path, {"visitor": town.coach.pk, "day": day}).status_code == 422
    assert browser.post(f"{path}wijzigen/", noted(who="Anders")).status_code == 422
    assert browser.post(f"{path}bezocht/").status_code == 409
    assert browser.post(f"{path}afsluiten/", {"reason": "Nog eens."}).status_code == 422
    assert (fresh().reason, fresh().who) == (heard.reason, heard.who)


def test_a_year_after_it_was_closed_it_is_gone(town: Town) -> None:
    HeardIdeaFactory.create(municipality=town.municipality, closed=True)
    running = HeardIdeaFactory.create(municipality=town.municipality)
    with clock.frozen(clock.now() + timedelta(days=364)):
        assert visits.erase_old() == 0
    with clock.frozen(clock.now() + timedelta(days=366)):
        assert visits.erase_old() == 1
    assert fresh() == running


def test_somebody_s_own_visits_come_along_in_what_they_download(town: Town) -> None:
    HeardIdeaFactory.create(municipality=town.municipality, noted_by=town.coach, who="Greet Groen")
    told = [part["visits"] for part in on_export.run(user=town.coach) if "visits" in part]
    assert len(told) == 1 and len(told[0]) == 1
    assert "Greet Groen" not in str(told)  # that is about somebody else


def test_who_erases_their_account_leaves_the_list(town: Town) -> None:
    HeardIdeaFactory.create(municipality=town.municipality, noted_by=town.coach, visitor=town.coach)
    privacy.erase(actor=town.coach, ideas_too=False)
    assert (fresh().noted_by, fresh().visitor) == (None, None)


def about_a_person(town: Town, **fields: Any) -> HeardIdea:
    told = {"about": "person", "who": "Greet Groen", "reach": "06 12345678", "heard": "Een tuin", "heard_from": "Bep"}
    fields = {**told, "consent_on": clock.today(), "municipality": town.municipality, **fields}
    made: HeardIdea = HeardIdeaFactory.create(**fields)
    return made


def test_once_it_is_an_idea_nothing_tells_here_of_whom(town: Town) -> None:
    person, place = about_a_person(town), HeardIdeaFactory.create(municipality=town.municipality, reach="06 87654321")
    for heard in (person, place):
        visits.entered(heard=heard, idea=IdeaFactory.create(waiting=True, municipality=town.municipality))
        heard.refresh_from_db()
        assert (heard.reach, heard.heard, heard.heard_from) == ("", "", "")
    assert (person.who, place.who) == ("", "De kantine van de voetbalclub")
    browser = town.as_(town.coordinator)
    for page in ("/coordinator/langsgaan/?stand=klaar", f"/coordinator/langsgaan/{person.pk}/"):
        assert "Iemand die nu een idee heeft" in html(browser.get(page))


def test_a_person_whom_nobody_went_to_see_is_forgotten_in_a_year(town: Town) -> None:
    about_a_person(town)
    HeardIdeaFactory.create(municipality=town.municipality)
    with clock.frozen(clock.now() + timedelta(days=365)):
        assert visits.erase_old() == 0
    with clock.frozen(clock.now() + timedelta(days=367)):
        assert visits.erase_old() == 1
    assert fresh().about == "place"


@pytest.mark.parametrize("ideas_too", [True, False])
def test_what_was_noted_about_somebody_is_theirs_to_read_and_to_erase(town: Town, *, ideas_too: bool) -> None:
    person = UserFactory.create(email="greet@buurt.example")
    others = about_a_person(town, who="Margreet", reach="margreet@buurt.example")
    about_a_person(town, reach="06 12345678 of Greet@buurt.example")
    idea = IdeaFactory.create(published=True, owner=person, municipality=town.municipality)
    HeardIdeaFactory.create(municipality=town.municipality, state="entered", idea=idea, closed_at=clock.now())
    (told,) = [part["noted_about_you"] for part in on_export.run(user=person) if "noted_about_you" in part]
    assert len(told) == 2 and "Greet Groen" in str(told) and "Margreet" not in str(told)
    privacy.erase(actor=person, ideas_too=ideas_too)
    assert fresh() == others


@pytest.mark.django_db(transaction=True)
def test_two_who_close_at_once_close_it_once(town: Town) -> None:
    heard = HeardIdeaFactory.create(municipality=town.municipality)

    def close(reason: str) -> str:
        try:
            visits.close(actor=town.coordinator, heard=heard, reason=reason)
        except visits.ClosedAlready:
            return "late"
        return reason

    found = at_once(lambda: close("een"), lambda: close("twee"))
    assert sorted(found)[1:] in (["late"], ["twee"]) and found.count("late") == 1
    assert fresh().reason in found
