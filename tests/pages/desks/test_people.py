"""Finding a person."""

import pytest
from django.test import Client

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import AddressBlock
from aantafel.outbox.services import blocks
from ideas.models import CallBack
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.pages.desks.conftest import html, make_told, make_waiting, queries_of


@pytest.fixture
def noor(db: None) -> User:
    return UserFactory.create(name="Noor Zandstra", email="noor@zandstra.example")


@pytest.mark.parametrize("words", ["zandstra", "NOOR", "noor@zandstra.example", "  oor zand "])
def test_somebody_is_found_by_a_part_of_name_or_address(desk: Client, noor: User, words: str) -> None:
    UserFactory.create(name="Kees Mulder", email="kees@mulder.example")
    page = html(desk.get("/beheer/mensen/", {"q": words}))
    assert "noor@zandstra.example" in page
    assert "kees@mulder.example" not in page


@pytest.mark.parametrize("words", ["Riet Voor", "0612345678", "06 12 34 56 78", "+31 6 1234 5678", "06-12345678"])
def test_somebody_without_account_is_found_by_name_or_number(desk: Client, words: str) -> None:
    idea = make_told(title="Een bankje van Riet")
    make_told(title="Van een ander", pinner__name="Kees", pinner__phone="0201234567")
    CallBack.objects.create(name="Riet Voorbeeld", phone="0612345678")
    page = html(desk.get("/beheer/mensen/", {"q": words}))
    assert f'href="/beheer/ideeen/{idea.pk}/"' in page
    assert "Van een ander" not in page
    assert page.count("Riet Voorbeeld") == 2


def test_what_is_not_confirmed_keeps_its_text_to_itself(desk: Client) -> None:
    IdeaFactory.create(unconfirmed=True, title="Nog van niemand", pinner__name="Riet Voorbeeld")
    IdeaFactory.create(title="Een concept", owner=None, pinner__name="Riet Concept")
    page = html(desk.get("/beheer/mensen/", {"q": "Riet"}))
    assert "een idee dat nog niet bevestigd is" in page
    assert "Nog van niemand" not in page
    assert "Riet Concept" not in page


@pytest.mark.parametrize("words", ["", "ab", " a "])
def test_too_little_to_go_by(desk: Client, noor: User, words: str) -> None:
    response = desk.get("/beheer/mensen/", {"q": words})
    assert response.status_code == 422
    assert "zandstra" not in html(response)


@pytest.mark.parametrize("words", ["%%%", "___", "';--", "<script>", "\\\\\\"])
def test_signs_are_only_signs(desk: Client, noor: User, words: str) -> None:
    response = desk.get("/beheer/mensen/", {"q": words})
    assert response.status_code == 200
    assert "zandstra" not in html(response)
    assert "Niemand gevonden" in html(response)


def test_one_person_shows_ideas_mail_and_roles_and_no_more(desk: Client, operator: User, noor: User) -> None:
    make_waiting(owner=noor, title="Een idee van Noor")
    IdeaFactory.create(owner=noor, title="Een concept van Noor")
    page = html(desk.get(f"/beheer/mensen/{noor.pk}/"))
    assert "Een idee van Noor" in page
    assert "Een concept van Noor" not in page
    assert "Beheerder (het hele land)" not in page
    assert "Beheerder (het hele land)" in html(desk.get(f"/beheer/mensen/{operator.pk}/"))
    assert desk.get("/beheer/mensen/0/").status_code == 404


def test_a_mailbox_that_refuses_is_shown_and_can_be_freed(desk: Client, operator: User, noor: User) -> None:
    blocks.block(address=noor.email, recipient=noor.recipient, reason="550 no such user")
    assert "Onze mail komt niet aan" in html(desk.get(f"/beheer/mensen/{noor.pk}/"))
    assert "Onze mail komt niet aan" in html(desk.get("/beheer/mensen/?q=zandstra"))
    for _ in range(2):
        desk.post(f"/beheer/mensen/{noor.pk}/vrijgeven/")
    noor.refresh_from_db()
    assert noor.mail_blocked_at is None
    assert AddressBlock.objects.get().lifted_by == operator.recipient
    assert not blocks.is_blocked(noor.email)


def test_a_closed_account_is_called_closed(desk: Client, noor: User) -> None:
    User.objects.filter(pk=noor.pk).update(is_active=False, mail_blocked_at=clock.now())
    assert "Dit account is gesloten." in html(desk.get(f"/beheer/mensen/{noor.pk}/"))


def test_the_same_queries_for_one_and_for_many(desk: Client, noor: User) -> None:
    make_waiting(owner=noor)
    make_told(pinner__name="Zandstra")
    one = queries_of(lambda: desk.get("/beheer/mensen/?q=zandstra"))
    own = queries_of(lambda: desk.get(f"/beheer/mensen/{noor.pk}/"))
    for number in range(5):
        UserFactory.create(name=f"Fenna Zandstra{number}")
        make_told(pinner__name=f"Ali Zandstra{number}")
        make_waiting(owner=noor)
    assert queries_of(lambda: desk.get("/beheer/mensen/?q=zandstra")) == one <= 10
    assert queries_of(lambda: desk.get(f"/beheer/mensen/{noor.pk}/")) == own <= 9


def test_a_long_list_says_that_there_may_be_more(desk: Client) -> None:
    for number in range(21):
        UserFactory.create(name=f"Noor{number} Zandstra")
    page = html(desk.get("/beheer/mensen/?q=zandstra"))
    assert page.count("/beheer/mensen/") >= 20
    assert "Misschien zijn er meer" in page
