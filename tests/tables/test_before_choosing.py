"""What is asked before a table begins to choose, and what the page of a choice offers first."""

import pytest
from django.test import Client
from django.urls import reverse

from tables.enums import ChoiceWay, MeetingPurpose
from tables.models import Choice, ChoiceNumber, Table, Variant, WorkForm
from tables.services import choosing
from tables.services.work_form_library import load, read
from tests.factories.ideas import owner_of
from tests.factories.plans import seat_at, variant_of
from tests.tables.road import meeting, table_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    made = table_at(5)
    for title in ("Klein", "Groot"):
        variant_of(made, title=title)
    return made


@pytest.fixture
def owner(client: Client, table: Table) -> Client:
    client.force_login(owner_of(table.idea))
    return client


def page(table: Table, name: str) -> str:
    return reverse(f"tables:{name}", args=[table.pk])


def test_before_the_meeting_it_is_asked_once_more(owner: Client, table: Table) -> None:
    meeting(table, MeetingPurpose.SECOND, days=6)
    assert "Begin je nu, dan krijgt iedereen nu al een mail." in owner.get(page(table, "open_choice")).content.decode()
    asked = owner.post(page(table, "open_choice"), {"way": "dots", "dots": "3"})
    assert asked.status_code == 422 and not Choice.everywhere.exists()
    owner.post(page(table, "open_choice"), {"way": "dots", "dots": "3", "sure": "on"})
    assert Choice.everywhere.get().way == ChoiceWay.DOTS


def test_in_the_meeting_nothing_more_is_asked(owner: Client, table: Table) -> None:
    meeting(table, MeetingPurpose.SECOND, days=-1)
    assert 'name="sure"' not in owner.get(page(table, "open_choice")).content.decode()
    owner.post(page(table, "open_choice"), {"way": "vote", "dots": "3"})
    assert Choice.everywhere.exists()


def test_the_way_is_that_of_the_work_form_of_the_meeting(owner: Client, table: Table) -> None:
    def proposed() -> object:
        return owner.get(page(table, "open_choice")).context["form"]["way"].value()

    assert proposed() == ChoiceWay.CONSENT.value
    load(read())
    meeting(table, MeetingPurpose.SECOND, work_form=WorkForm.everywhere.get(slug="stippen-plakken", municipality=None))
    assert proposed() == ChoiceWay.DOTS.value


def test_no_variant_can_be_typed_while_the_table_chooses(owner: Client, table: Table) -> None:
    assert owner.get(page(table, "add_variant")).status_code == 200
    choosing.open_choice(actor=owner_of(table.idea), table_id=table.pk, way=ChoiceWay.VOTE)
    html = owner.get(page(table, "add_variant")).content.decode()
    assert "De tafel is aan het kiezen" in html and f'href="{page(table, "choice")}"' in html
    assert 'name="title"' not in html


def test_while_people_choose_only_how_many_did_is_seen(owner: Client, table: Table) -> None:
    choice = choosing.open_choice(actor=owner_of(table.idea), table_id=table.pk, way=ChoiceWay.VOTE)
    voter = seat_at(table)
    phone = Client()
    variant = Variant.everywhere.filter(table=table)[0]
    phone.post(reverse("tables:ballot", args=[choice.key, voter.key]), {"vote": str(variant.pk)})
    html = owner.get(page(table, "choice")).content.decode()
    assert "1 persoon koos op een telefoon." in html and "Wat elke variant kreeg" not in html
    assert "Wat elke variant kreeg" in owner.get(page(table, "close_choice")).content.decode()


def test_the_first_thing_is_to_choose_and_then_to_write_it_down(owner: Client, table: Table) -> None:
    choice = choosing.open_choice(actor=owner_of(table.idea), table_id=table.pk, way=ChoiceWay.VOTE)
    assert "De tafel is nu aan het kiezen." in owner.get(page(table, "work")).content.decode()

    def first() -> str:
        buttons = owner.get(page(table, "choice")).content.decode().partition("<main")[2].split("nl-button--primary")
        return buttons[1].partition("</a>")[0]

    assert page(table, "choice_room") in first()
    ChoiceNumber.objects.create(choice=choice, variant=Variant.everywhere.filter(table=table)[0], number=2)
    assert page(table, "close_choice") in first()
