"""Small words on the pages of an owner that say what is so."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Role
from aantafel.core import clock
from tables.models import Meeting, News, Table
from tables.services import facilitators
from tests.core.test_pictures import drawn, upload
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, owner_of
from tests.factories.instances import InstanceFactory, somebody
from tests.support.local import at_site
from tests.tables.road import invited, meeting, own_by, table_at, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return table_at(4)


def page(table: Table, name: str, *args: object, **posted: str) -> str:
    client = Client()
    client.force_login(owner_of(table.idea))
    address = reverse(f"tables:{name}", args=[table.pk, *args])
    return (client.post(address, posted) if posted else client.get(address)).content.decode()


def test_what_is_not_called_off_is_a_meeting(table: Table) -> None:
    html = page(table, "meeting_cancel", meeting(table).number)
    assert "Laat de bijeenkomst doorgaan" in html and "Laat de tafel doorgaan" not in html


def test_who_owns_the_table_needs_no_invitation(table: Table) -> None:
    own_by(table, UserFactory.create(), name="Otto")
    html = page(table, "attendance", meeting(table).number)
    assert "Tafeleigenaar." in html and "Niet uitgenodigd voor deze bijeenkomst" not in html


def test_a_reason_is_said_to_be_needed_where_it_is(table: Table) -> None:
    written(meeting(table, days=-2))
    html = page(table, "words")
    label = html.partition("Waarom?")[2].partition("</label>")[0]
    assert "hoeft niet" not in label and "Nodig als de tafel stopt." in html


def test_a_document_needs_an_address_or_a_file(table: Table) -> None:
    assert "Geef een webadres, of kies een bestand." in page(table, "documents", title="Plan", about="")


def test_a_desk_that_leads_a_meeting_reads_it_on_its_own_page() -> None:
    town = InstanceFactory.create(municipality__name="Tafeldam").municipality
    there = table_at(5, town=town)
    member = somebody(Role.COORDINATOR, town)
    coming = meeting(there, "second", days=6, facilitator=member)
    invited(coming)
    assert "Je begeleidt een bijeenkomst" in at_site(town, member).get(reverse("ideas:overview")).content.decode()


def test_what_runs_stands_above_what_is_over(table: Table) -> None:
    owner = owner_of(table.idea)
    IdeaFactory.create(owner=owner, title="Een oud plan", withdrawn=True)
    IdeaFactory.create(owner=owner, title="Een nieuw plan", waiting=True)
    client = Client()
    client.force_login(owner)
    html = client.get(reverse("ideas:overview")).content.decode().partition("Mijn ideeën")[2]
    assert html.index(table.idea.title) < html.index("Een nieuw plan") < html.index("Een oud plan")


def test_a_picture_that_was_not_kept_is_asked_for_again() -> None:
    """With nothing said of it the news went out without its picture."""
    there = table_at(6)
    client = Client()
    client.force_login(owner_of(there.idea))
    address = reverse("tables:tell_news", args=[there.pk])
    first = client.post(address, {"text": "Het gaat goed.", "picture": upload(drawn("JPEG"))}).content.decode()
    assert "Kies het plaatje nog een keer. Het is niet bewaard." in first
    second = client.post(address, {"text": "Het gaat goed.", "picture_description": "Een schep."})
    assert "Kies het plaatje waar dit over gaat" in second.content.decode()
    assert not News.everywhere.exists()


@pytest.mark.parametrize(("step", "state"), [(4, "stopped"), (7, "finished")])
def test_at_a_table_that_does_not_run_nothing_is_to_be_decided(step: int, state: str) -> None:
    table = table_at(step)
    written(meeting(table, days=-3))
    assert "nog niet besloten: doorgaan of stoppen" in page(table, "work") or step == 7
    Table.everywhere.update(state=state)
    assert "Er valt nu niets te besluiten." in page(table, "words")
    assert "Er is iets te besluiten" not in page(table, "words")
    assert "nog niet besloten: doorgaan of stoppen" not in page(table, "work")
    assert "Besluit wat er van de tafel komt" not in page(table, "forward")


def test_during_a_meeting_people_are_checked_in_before_anybody_is_missed() -> None:
    there = table_at(4)
    running = meeting(there, days=0, state="planned")
    Meeting.everywhere.filter(pk=running.pk).update(starts_at=clock.now() - timedelta(minutes=5))
    html = page(there, "meeting_now", running.number)
    assert "Vink eerst aan wie er is" in html and "Niet alle drie zitten aan tafel" not in html
    invited(running, "resident", came=True)
    html = page(there, "meeting_now", running.number)
    assert "Vink eerst aan wie er is" not in html and "Niet alle drie zitten aan tafel" in html


def test_all_is_not_ready_while_a_facilitator_is_looked_for() -> None:
    there = table_at(5)
    coming = meeting(there, "second", days=6, place="De Eik")
    invited(coming, answer="comes")
    facilitators.ask(actor=owner_of(there.idea), meeting_id=coming.pk, text="Wie kan dit?")
    html = page(there, "meeting_work", coming.number)
    assert "Er wordt iemand gezocht om te begeleiden." in html and "Alles is klaar" not in html


def test_the_desk_is_led_to_the_people_of_a_table_that_rests() -> None:
    town = InstanceFactory.create(municipality__name="Tafeldam").municipality
    there = table_at(3, town=town, asked_at=clock.now(), rests_since=clock.now())
    browser = at_site(town, somebody(Role.COORDINATOR, town))
    html = browser.get(reverse("tables:work", args=[there.pk])).content.decode()
    assert "Bel de tafeleigenaar of de coach" in html
    assert f'href="{reverse("coordinator:idea", args=[there.idea_id])}"' in html
