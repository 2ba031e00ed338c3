"""The register in the Django admin."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from aantafel.accounts.services import operators
from municipalities.models import Municipality
from tests.factories.municipalities import MunicipalityFactory

pytestmark = pytest.mark.django_db

LIST = "admin:municipalities_municipality_changelist"
CHANGE = "admin:municipalities_municipality_change"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(operators.make_operator(email="beheer@aantafel.example", name="Bea", admin=True).user)
    return client


def names(client: Client, **query: str) -> list[str]:
    response = client.get(reverse(LIST), query)
    return [one.name for one in response.context["cl"].result_list]


def test_search_knows_the_other_names(desk: Client) -> None:
    MunicipalityFactory.create(name="Zutphen")
    MunicipalityFactory.create(code="GM0796", name="'s-Hertogenbosch")
    assert names(desk, q="den bosch") == ["'s-Hertogenbosch"]
    assert names(desk, q="zutp") == ["Zutphen"]
    assert names(desk, q="!") == []


def test_filter_by_mailbox(desk: Client) -> None:
    MunicipalityFactory.create(name="Open")
    MunicipalityFactory.create(name="Dicht", blocked=True)
    MunicipalityFactory.create(name="Geen", without_mailbox=True)
    assert names(desk, mailbox="open") == ["Open"]
    assert names(desk, mailbox="blocked") == ["Dicht"]
    assert names(desk, mailbox="none") == ["Geen"]
    assert names(desk) == ["Dicht", "Geen", "Open"]


def test_a_mended_mailbox_is_open_again_and_the_rest_follows_the_register(desk: Client) -> None:
    one = MunicipalityFactory.create(name="Zutphen", code="GM0301", blocked=True)
    posted = {"email": "post@zutphen.example", "contact_form": "", "website": "", "name": "Anders", "code": "GM0001"}
    response = desk.post(reverse(CHANGE, args=[one.pk]), posted)
    assert response.status_code == 302
    one.refresh_from_db()
    assert one.mail_address == "post@zutphen.example"
    assert (one.name, one.code, one.mail_blocked_reason) == ("Zutphen", "GM0301", "")


def test_a_blocked_mailbox_stays_blocked_when_something_else_changes(desk: Client) -> None:
    one = MunicipalityFactory.create(blocked=True)
    desk.post(reverse(CHANGE, args=[one.pk]), {"email": one.email, "contact_form": "", "website": ""})
    one.refresh_from_db()
    assert one.mail_blocked_at is not None
    assert one.website == ""


def test_nobody_adds_or_deletes(desk: Client) -> None:
    one = MunicipalityFactory.create()
    assert desk.get(reverse("admin:municipalities_municipality_add")).status_code == 403
    assert desk.post(reverse("admin:municipalities_municipality_delete", args=[one.pk])).status_code == 403
    assert admin.site.is_registered(Municipality)
