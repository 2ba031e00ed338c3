"""One's own days in one's own calendar program, at an address that nobody else knows."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries

from aantafel.accounts.models import CalendarKey, User
from aantafel.accounts.services import calendars, privacy
from aantafel.accounts.views import calendars as views
from aantafel.core import clock, icalendar
from ideas.models import Talk
from ideas.services import talks
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, owner_of
from tests.ideas.test_talks import planned
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    cache.clear()
    yield


@pytest.fixture
def talk() -> Talk:
    return planned(note="Neem je buurvrouw mee.")


@pytest.fixture
def noor(talk: Talk) -> User:
    return owner_of(talk.idea)


def path_of(user: User) -> str:
    return calendars.address(calendars.renew(actor=user)).removeprefix("http://testserver")


def events(content: bytes) -> list[Any]:
    whole: Any = Calendar.from_ical(content)
    assert whole["METHOD"] == "PUBLISH"
    return list(whole.walk("VEVENT"))


def test_it_holds_what_is_yours(client: Client, talk: Talk, noor: User) -> None:
    planned()
    response = client.get(path_of(noor))
    [found] = events(response.content)
    assert found["UID"] == f"{talk.key}@aantafel"
    assert found.start == talk.starts_at.replace(microsecond=0)
    assert talk.idea.title in found["SUMMARY"]
    assert f"/mijn/gesprek/{talk.key}/" in found["URL"]


def test_it_speaks_the_language_of_its_owner(client: Client, noor: User) -> None:
    path = path_of(noor)
    assert "AanTafel!: we praten over" in events(client.get(path).content)[0]["SUMMARY"]
    User.objects.filter(pk=noor.pk).update(language="en")
    english = events(client.get(path).content)[0]
    assert "AanTafel!: we talk about" in english["SUMMARY"] and "/en/mijn/" in english["URL"]


def test_a_helper_keeps_the_days_of_who_has_no_mail(client: Client) -> None:
    helper = UserFactory.create()
    idea = IdeaFactory.create(waiting=True, owner=None)
    idea.pinner.helper = helper
    idea.pinner.save()
    talk = planned(idea)
    assert [found["UID"] for found in events(client.get(path_of(helper)).content)] == [f"{talk.key}@aantafel"]


def test_what_is_called_off_is_told_as_such(client: Client, talk: Talk, noor: User) -> None:
    path = path_of(noor)
    talks.cancel(actor=UserFactory.create(), talk_id=talk.pk, mark=0, reason="Ziek")
    [found] = events(client.get(path).content)
    assert (found["STATUS"], found["SEQUENCE"]) == ("CANCELLED", 1)


def test_what_has_long_been_is_left_out(client: Client, talk: Talk, noor: User) -> None:
    path = path_of(noor)
    Talk.everywhere.update(starts_at=clock.now() - icalendar.KEPT + timedelta(hours=1))
    assert len(events(client.get(path).content)) == 1
    Talk.everywhere.update(starts_at=clock.now() - icalendar.KEPT - timedelta(hours=1))
    assert events(client.get(path).content) == []


def test_nobody_keeps_it_and_no_cookie_comes_along(client: Client, noor: User) -> None:
    response = client.get(path_of(noor))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_while_nothing_changes_there_is_nothing_to_read(client: Client, talk: Talk, noor: User) -> None:
    path = path_of(noor)
    first = client.get(path)
    kept = {"If-None-Match": first.headers["ETag"]}
    with clock.frozen(clock.now() + timedelta(minutes=15)):
        again = client.get(path, headers=kept)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert again.headers["Cache-Control"] == "private, no-cache"
    compressed = client.get(path, headers={"Accept-Encoding": "gzip"})
    weak = {"If-None-Match": compressed.headers["ETag"], "Accept-Encoding": "gzip"}
    assert client.get(path, headers=weak).status_code == 304
    talks.change(actor=UserFactory.create(), talk_id=talk.pk, mark=0, where="De bieb")
    assert client.get(path, headers=kept).status_code == 200


def test_what_is_gone_does_not_stay_in_what_was_read(client: Client, talk: Talk, noor: User) -> None:
    path = path_of(noor)
    kept = {"If-None-Match": client.get(path).headers["ETag"]}
    talk.delete()
    assert events(client.get(path, headers=kept).content) == []


def test_it_takes_three_queries_however_many_days(
    client: Client, noor: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = path_of(noor)
    for _ in range(3):
        planned(IdeaFactory.create(waiting=True, owner=noor))
    client.get(path)  # where sites stand is remembered for a few seconds
    for _ in range(3):
        with django_assert_num_queries(3):  # whose it is, the talks, the meetings
            assert client.get(path).status_code == 200


def test_an_address_that_nobody_has(client: Client, noor: User, django_assert_num_queries: Any) -> None:
    calendars.renew(actor=noor)
    with django_assert_num_queries(1):
        assert client.get(f"/agenda/{'a' * 32}.ics").status_code == 404
    for odd in ("a" * 31, "a" * 33, "%00" * 32, "é" * 32):
        assert client.get(f"/agenda/{odd}.ics").status_code == 404
    assert client.post(f"/agenda/{'a' * 32}.ics").status_code == 405


def test_a_program_that_never_stops_is_told_to_wait(
    client: Client, noor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PER_HOUR", 2)
    path, other = path_of(noor), path_of(UserFactory.create())
    assert [client.get(path).status_code for _ in range(3)] == [200, 200, 429]
    assert client.get(path).headers["Retry-After"] == "3600"
    assert client.get(other).status_code == 200


def test_a_new_address_ends_the_old_one_at_once(client: Client, noor: User) -> None:
    old = path_of(noor)
    new = path_of(noor)
    assert old != new
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    assert CalendarKey.objects.count() == 1


def test_who_is_shut_out_has_no_calendar(client: Client, noor: User) -> None:
    path = path_of(noor)
    User.objects.filter(pk=noor.pk).update(is_active=False)
    assert client.get(path).status_code == 404


def test_an_erased_person_has_no_address(client: Client, noor: User) -> None:
    path = path_of(noor)
    privacy.erase(actor=noor, ideas_too=False)
    assert client.get(path).status_code == 404
    assert not CalendarKey.objects.exists()


def test_what_somebody_takes_along_says_only_that_there_is_one(noor: User) -> None:
    assert privacy.download(actor=noor)["account"]["calendar_address"] is False
    key = calendars.renew(actor=noor)
    found = privacy.download(actor=noor)
    assert found["account"]["calendar_address"] is True
    assert key.key not in str(found)


def test_the_page_makes_an_address_when_it_is_asked_for(client: Client, talk: Talk, noor: User) -> None:
    client.force_login(noor)
    page = client.get("/mijn/agenda/")
    assert talk.idea.title in page.text and "Maak een adres voor mijn agenda" in page.text
    assert not CalendarKey.objects.exists()
    done = client.post("/mijn/agenda/", follow=True)
    key = CalendarKey.objects.get(user=noor)
    assert "Je adres staat klaar." in done.text
    assert f'value="http://testserver/agenda/{key.key}.ics"' in done.text
    assert f'href="webcal://testserver/agenda/{key.key}.ics"' in done.text
    assert "no-store" in done.headers["Cache-Control"]
    again = client.post("/mijn/agenda/", follow=True)
    assert "Het oude werkt niet meer." in again.text and key.key not in again.text


def test_the_page_of_somebody_without_days(client: Client) -> None:
    client.force_login(UserFactory.create())
    assert "Je hebt nu geen afspraken." in client.get("/mijn/agenda/").text


def test_the_page_leaves_out_what_has_been_or_is_called_off(client: Client, talk: Talk, noor: User) -> None:
    client.force_login(noor)
    talks.cancel(actor=UserFactory.create(), talk_id=talk.pk, mark=0, reason="Ziek")
    past = planned(talk.idea, starts_at=clock.now() - timedelta(days=1))
    assert past.is_planned
    assert "Je hebt nu geen afspraken." in client.get("/mijn/agenda/").text


def test_the_way_there_stands_in_the_overview(client: Client) -> None:
    client.force_login(UserFactory.create())
    assert f'href="{reverse("accounts:calendar")}"' in client.get("/mijn/").text


@pytest.mark.django_db(transaction=True)
def test_two_devices_that_ask_at_once_leave_one_address() -> None:
    user = UserFactory.create()
    keys = at_once(*[lambda: calendars.renew(actor=user).key] * 2)
    assert CalendarKey.objects.get().key in keys
