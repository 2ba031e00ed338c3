"""Stopping optional mail, by a person and by a mail program."""

from collections.abc import Iterator

import pytest
from django.test import Client

from aantafel.outbox import categories
from aantafel.outbox.models import OptOut
from aantafel.outbox.services import optout

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def follow() -> Iterator[None]:
    categories.register("follow", "nieuwe verslagen")
    yield
    categories._names.pop("follow")


@pytest.fixture
def url() -> str:
    return optout.stop_url("Noor@buurt.example", "follow", language="nl").removeprefix("http://testserver")


@pytest.fixture
def strict() -> Client:
    """A browser that checks for cross-site forgery, as real ones meet it."""
    return Client(enforce_csrf_checks=True)


def test_looking_changes_nothing_and_sets_no_cookie(strict: Client, url: str) -> None:
    response = strict.get(url)
    assert response.status_code == 200
    assert "nieuwe verslagen" in response.text
    assert "noor@buurt.example" in response.text
    assert not response.cookies
    assert not OptOut.objects.exists()


def test_the_button_stops_and_the_way_back_undoes(strict: Client, url: str) -> None:
    response = strict.post(url, follow=True)
    assert "Deze mail is gestopt" in response.text
    assert not response.cookies
    strict.post(url)
    row = OptOut.objects.get()
    assert (row.address, row.category) == ("noor@buurt.example", "follow")
    response = strict.post(f"{url}terug/", follow=True)
    assert "Je krijgt deze mail weer" in response.text
    assert not OptOut.objects.exists()


def test_a_mail_program_stops_it_with_one_click(strict: Client, url: str) -> None:
    response = strict.post(url, {"List-Unsubscribe": "One-Click"})
    assert (response.status_code, response.text) == (200, "OK")
    assert OptOut.objects.count() == 1


def test_the_page_speaks_the_language_of_the_mail(client: Client) -> None:
    url = optout.stop_url("noor@buurt.example", "follow", language="en").removeprefix("http://testserver")
    assert url.startswith("/en/")
    assert "Do you no longer want mail about" in client.get(url).text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("end", ["", "terug/", "gestopt/"])
def test_a_made_up_token_does_nothing(client: Client, method: str, end: str) -> None:
    response = getattr(client, method)(f"/post/stop/made-up/{end}")
    assert response.status_code in {404, 405}
    assert not OptOut.objects.exists()


def test_a_token_of_something_else_does_not_fit(client: Client) -> None:
    from django.core import signing

    assert client.get(f"/post/stop/{signing.dumps(['a@b.example', 'follow'], salt='other')}/").status_code == 404


def test_a_sort_of_mail_that_is_no_more_can_still_be_stopped(client: Client) -> None:
    url = optout.stop_url("noor@buurt.example", "old", language="nl").removeprefix("http://testserver")
    assert "Wil je deze mail niet meer?" in client.get(url).text
    client.post(url)
    assert OptOut.objects.get().category == "old"


def test_undo_only_by_post(client: Client, url: str) -> None:
    assert client.get(f"{url}terug/").status_code == 405
