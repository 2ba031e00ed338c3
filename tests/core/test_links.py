"""Links that act without an account, and the pages that they lead to."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from aantafel.core import clock, headers, links
from aantafel.outbox.services import optout
from tests.factories.ideas import IdeaFactory
from tests.house.test_urls import routes
from tests.ideas.test_talks import planned

MOMENT = datetime(2026, 11, 27, 12, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.integers() | st.text(), lambda part: st.lists(part) | st.dictionaries(st.text(), part)
)


@given(JSON)
def test_what_is_signed_is_read_back(about: object) -> None:
    assert links.read("tables.answer", links.make("tables.answer", about)) == about


@given(st.text())
def test_what_somebody_types_is_not_ours(token: str) -> None:
    with pytest.raises(links.NotOurs):
        links.read("tables.answer", token)


@given(st.integers(0, 200), st.characters())
def test_a_changed_link_is_not_ours(place: int, sign: str) -> None:
    token = links.make("tables.answer", 7)
    place %= len(token)
    changed = token[:place] + sign + token[place + 1 :]
    if changed != token:
        with pytest.raises(links.NotOurs):
            links.read("tables.answer", changed)


@pytest.mark.parametrize("purpose", ["tables.stop", "tables.answer.late", "answer.tables"])
def test_a_link_for_one_purpose_works_for_no_other(purpose: str) -> None:
    with pytest.raises(links.NotOurs):
        links.read(purpose, links.make("tables.answer", 7))


@pytest.mark.parametrize("purpose", ["", "answer", "tables.", "Tables.answer", "tables answer", "tables.answer:7"])
def test_a_purpose_names_its_app(purpose: str) -> None:
    with pytest.raises(ValueError, match="no purpose"):
        links.make(purpose, 7)


def test_a_link_runs_out_by_the_clock_of_the_site() -> None:
    with clock.frozen(MOMENT):
        token = links.make("tables.answer", 7)
    with clock.frozen(MOMENT + timedelta(days=30)):
        assert links.read("tables.answer", token, max_age=timedelta(days=30)) == 7
        assert links.read("tables.answer", token) == 7
        with pytest.raises(links.RanOut):
            links.read("tables.answer", token, max_age=timedelta(days=30) - timedelta(seconds=1))


def test_a_link_works_on_when_the_key_of_the_site_changes(settings: Settings) -> None:
    token = links.make("tables.answer", 7)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key"
    assert links.read("tables.answer", token) == 7
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(links.NotOurs):
        links.read("tables.answer", token)


def test_a_mail_of_before_can_still_be_stopped() -> None:
    token = signing.dumps(["noor@buurt.example", "follow"], salt="aantafel.outbox.stop")
    assert optout.read(token) == optout.Wish("noor@buurt.example", "follow")


@pytest.mark.django_db
def test_a_page_with_a_secret_address_is_kept_by_nobody(client: Client) -> None:
    draft = IdeaFactory.create(waiting=True)
    for path in (
        f"/mijn/gesprek/{planned().key}/",
        f"/post/stop/{optout.token('noor@buurt.example', 'follow')}/",
        f"/ideeen/prik/{draft.key}/schets/",
        "/uitnodiging/7b1d8f2e-0000-4000-8000-000000000000/",
        "/inloggen/link/7b1d8f2e-0000-4000-8000-000000000000/123456/",
    ):
        response = client.get(path)
        assert response.headers["X-Robots-Tag"] == "noindex", path
        assert {"private", "no-store"} <= set(response.headers["Cache-Control"].split(", ")), path
        assert response.headers["Referrer-Policy"] == "same-origin", path
    assert "X-Robots-Tag" not in client.get("/ideeen/").headers


def test_a_secret_in_an_address_is_called_one() -> None:
    """By its name the middleware knows it. `code` alone is that of a municipality, at the desk of the operator."""
    unnamed = {
        address
        for _name, address in routes("nl")
        if re.search(r"<(uuid|str):", address)
        and headers.SECRETS.isdisjoint(re.findall(r"<\w+:(\w+)>", address))
        and not address.startswith("beheer/")
    }
    assert unnamed == set()
