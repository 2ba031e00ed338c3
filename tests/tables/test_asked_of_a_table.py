"""Asking to change something on the pages of a table, without an account; it comes where questions on minutes come."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from aantafel.core.registry import on_export
from aantafel.core.text import slugify
from aantafel.outbox.models import OutgoingMail
from tables.enums import ActorRole, MinutesRequestKind, MinutesRequestOutcome
from tables.models import MinutesRequest, News, Table
from tables.services import names_out
from tables.services.minutes import requests
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.instances import InstanceFactory, somebody
from tests.factories.tables import TableFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db

ANS = "ans@buurt.example"


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


@pytest.fixture
def owner(table: Table) -> User:
    return owner_of(table.idea)


@pytest.fixture
def asked(table: Table) -> MinutesRequest:
    return requests.ask(
        table_id=table.pk,
        kind=MinutesRequestKind.NAME,
        text="Haal de naam van Ans Bakker weg.",
        email=ANS,
        client="192.0.2.1",
        language="nl",
    )


def public(table: Table, route: str) -> str:
    return reverse(f"tables:{route}", args=[table.pk, slugify(table.idea.title)])


def work(table: Table, route: str = "table_requests") -> str:
    return reverse(f"tables:{route}", args=[table.pk])


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("route", ["detail", "course"])
def test_the_form_is_reached_from_what_everyone_reads(client: Client, table: Table, route: str) -> None:
    page = client.get(public(table, route)).content.decode()
    assert f'href="{public(table, "correct_table")}"' in page


def test_without_an_account_and_told_what_happens(client: Client, table: Table) -> None:
    here = public(table, "correct_table")
    wrong = client.post(here, {"kind": "name", "text": "", "email": "geen"})
    assert (wrong.status_code, 'value="geen"' in wrong.content.decode()) == (422, True)
    done = client.post(here, {"kind": "name", "text": "Haal mijn naam weg.", "email": ANS}, follow=True)
    assert "Dank je wel, je vraag is binnen" in done.content.decode()
    one = MinutesRequest.everywhere.get()
    assert (one.table, one.minutes, one.text) == (table, None, "Haal mijn naam weg.")


def test_what_is_sent_twice_counts_once(asked: MinutesRequest) -> None:
    said: dict[str, Any] = {"kind": MinutesRequestKind.NAME, "text": asked.text, "email": ANS, "client": "192.0.2.1"}
    assert requests.ask(table_id=asked.table_id, language="nl", **said) == asked


def test_of_a_table_that_is_not_on_the_site_nothing_is_asked(client: Client, table: Table) -> None:
    table.idea.state = "withdrawn"
    table.idea.save()
    assert client.get(public(table, "correct_table")).status_code == 410
    with pytest.raises(requests.NothingPublic):
        requests.ask(
            table_id=table.pk, kind=MinutesRequestKind.NAME, text="x", email="", client="192.0.2.1", language="nl"
        )


def test_owner_and_asker_hear_it_and_the_answer_goes_out_once(table: Table, owner: User, asked: MinutesRequest) -> None:
    told = {mail.to_address: mail for mail in OutgoingMail.objects.all()}
    assert {to: mail.kind for to, mail in told.items()} == {
        owner.email: "tables/minutes_request",
        ANS: "tables/minutes_request_received",
    }
    assert work(table) in told[owner.email].body_text
    assert "verslag" not in told[owner.email].body_text + told[ANS].body_text
    browser = as_(owner)
    assert "1 vraag over de pagina’s van de tafel wacht" in browser.get(work(table, "minutes")).content.decode()
    page = browser.get(work(table)).content.decode()
    assert "Haal de naam van Ans Bakker weg." in page
    assert work(table, "take_name") in page
    sent = {"request": str(asked.pk), "outcome": "done", "answer": "Je naam is weg."}
    assert browser.post(work(table), {**sent, "answer": ""}).status_code == 422
    assert browser.post(work(table), {**sent, "request": "999"}).status_code == 404
    browser.post(work(table), sent)
    asked.refresh_from_db()
    assert (asked.outcome, asked.handled_as) == (MinutesRequestOutcome.DONE, ActorRole.OWNER)
    answer = OutgoingMail.objects.get(kind="tables/minutes_request_answered")
    assert "Je naam is weg." in answer.body_text
    assert table.get_absolute_url() in answer.body_text
    assert "verslag" not in answer.body_text


def test_it_waits_in_the_heap_of_the_desk_that_looks_after_the_table(table: Table, asked: MinutesRequest) -> None:
    operator = as_(UserFactory.create(operator=True))
    assert f"{work(table)}#vraag-{asked.pk}" in operator.get(reverse("desk:minutes")).content.decode()
    InstanceFactory.create(municipality=table.municipality)
    assert "Ans Bakker" not in operator.get(reverse("desk:minutes")).content.decode()
    desk = at_site(table.municipality, somebody(Role.COORDINATOR, table.municipality))
    assert (
        f"{work(table)}#vraag-{asked.pk}"
        in desk.get(f"{reverse('coordinator:home')}?stapel=verslagen").content.decode()
    )


def test_somebody_elses_is_not_found(table: Table, asked: MinutesRequest) -> None:
    assert as_(UserFactory.create()).get(work(table)).status_code == 404


def test_a_name_that_is_taken_out_goes_out_of_the_question_too(
    table: Table, owner: User, asked: MinutesRequest
) -> None:
    News.everywhere.create(table=table, text="Ans Bakker hielp mee.", by=owner, role=ActorRole.OWNER)
    names_out.take_out(actor=owner, table_id=table.pk, words="Ans Bakker", role=ActorRole.OWNER)
    asked.refresh_from_db()
    assert asked.text == "Haal de naam van […] weg."


def test_it_is_part_of_what_somebody_may_have_of_themselves(table: Table, asked: MinutesRequest) -> None:
    ans = UserFactory.create(email=ANS)
    [[row]] = [part["minutes_requests"] for part in on_export.run(user=ans) if "minutes_requests" in part]
    assert (row["text"], row["table__idea__title"]) == (asked.text, table.idea.title)
