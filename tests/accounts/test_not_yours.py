"""A link from a mail, opened while signed in as somebody else: the same words as for what is not there."""

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from tables.models import Minutes, Table
from tests.factories.accounts import UserFactory
from tests.factories.minutes import meeting_of, minutes_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

NOT_YOURS = "Je bent ingelogd als"


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


@pytest.fixture
def user() -> User:
    return UserFactory.create(email="els@buurt.example")


@pytest.fixture
def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 404
    return answer.content.decode()


def test_it_says_as_whom_one_is_signed_in(table: Table, browser: Client) -> None:
    page = read(browser, reverse("tables:work", args=[table.pk]))
    assert NOT_YOURS in page
    assert "Je bent ingelogd als els@buurt.example" in page
    assert "tikfout" not in page


@pytest.mark.parametrize(("path", "status"), [("/mijn/tafels/{}/", 404), ("/beheer/", 403)])
def test_no_browser_or_proxy_keeps_it(table: Table, browser: Client, path: str, status: int) -> None:
    answer = browser.get(path.format(table.pk))
    assert answer.status_code == status
    assert {"no-store", "private"} <= set(answer.headers["Cache-Control"].split(", "))


def test_what_is_not_there_for_anyone_may_be_kept(browser: Client) -> None:
    assert "Cache-Control" not in browser.get("/tafels/0/niets/").headers


def test_nothing_tells_whether_it_exists(table: Table, browser: Client) -> None:
    there, nowhere = (reverse("tables:work", args=[pk]) for pk in (table.pk, table.pk + 1000))
    pages = [read(browser, path).split("<main")[1].split("csrfmiddlewaretoken") for path in (there, nowhere)]
    assert pages[0][0] == pages[1][0]


def test_minutes_that_are_being_written_too(table: Table, browser: Client) -> None:
    minutes: Minutes = minutes_of(meeting_of(table))
    path = reverse("tables:live", args=[table.pk, table.idea.slug, minutes.meeting.number])
    assert NOT_YOURS in read(browser, path)


def test_the_button_leads_to_signing_in_and_back(table: Table, browser: Client) -> None:
    path = reverse("tables:work", args=[table.pk])
    assert f'name="next" value="{path}"' in read(browser, path)
    answer = browser.post(reverse("accounts:sign_out"), {"next": path})
    assert answer["Location"] == f"{reverse('accounts:sign_in')}?next={path}"
    assert "_auth_user_id" not in browser.session


def test_it_leads_to_no_other_site(browser: Client) -> None:
    answer = browser.post(reverse("accounts:sign_out"), {"next": "https://elders.example/"})
    assert answer["Location"] == "/"


def test_a_public_address_has_the_page_that_it_had(browser: Client) -> None:
    for client in (browser, Client()):
        assert "tikfout" in read(client, "/er-is-niets/")
        assert "tikfout" in read(client, "/tafels/999999-niets/")
