"""What a table chose stands in the minutes of that meeting: the way, the numbers and the reasons."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.documents import codec
from aantafel.core.documents.structure import Document, Heading
from aantafel.core.documents.structure import Table as Rows
from tables.enums import ActorRole, ChoiceWay
from tables.lifecycle import Step
from tables.minutes.draft import gather
from tables.minutes.text import document, path_of
from tables.models import Choice, Meeting, Minutes, MinutesVersion, Table
from tables.services import choosing
from tables.services.minutes import names, notes
from tests.factories.ideas import owner_of
from tests.factories.minutes import came, meeting_of, minutes_of, published, seat_of
from tests.factories.plans import variant_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return TableFactory.create(step=Step.CHOOSE)


@pytest.fixture
def owner(table: Table) -> User:
    return owner_of(table.idea)


@pytest.fixture
def minutes(table: Table) -> Minutes:
    return minutes_of(meeting_of(table))


def choose(table: Table, way: ChoiceWay = ChoiceWay.CONSENT) -> Choice:
    """A small garden, by hand: five can live with it, one objects."""
    small, large = variant_of(table), variant_of(table, "Een grote tuin")
    who: dict[str, Any] = {"actor": owner_of(table.idea), "table_id": table.pk}
    choice = choosing.open_choice(**who, way=way)
    choosing.count_by_hand(choice_id=choice.pk, numbers={small.pk: (5, 1), large.pk: (2, 0)})
    what: dict[str, Any] = {"choice_id": choice.pk, "variant_id": small.pk, "reason": "Ans Bakker heeft plek."}
    choosing.close(**who, **what, role=ActorRole.OWNER, objections="Het is klein. We beginnen ermee.")
    return choice


def made_of(minutes: Minutes) -> Document:
    return document(gather(minutes), at=clock.now(), site="AanTafel!")


def test_with_numbers_and_reasons(table: Table, minutes: Minutes) -> None:
    choose(table)
    words = str(published(minutes).content)
    for text in ("Gekozen: Een kleine tuin", "zwaar bezwaar", "Ans Bakker heeft plek.", "Het is klein."):
        assert text in words
    rows = next(block for block in made_of(minutes).body if isinstance(block, Rows) and "variant" in block.caption)
    assert rows.columns == ("Variant", "Kan ermee leven", "Bezwaren")
    assert [[str(cell[0].text) for cell in row] for row in rows.rows] == [
        ["Een kleine tuin", "5", "1"],
        ["Een grote tuin", "2", "0"],
    ]


def test_dots_and_votes_have_no_objections(table: Table, minutes: Minutes) -> None:
    choose(table, ChoiceWay.DOTS)
    rows = next(block for block in made_of(minutes).body if isinstance(block, Rows) and "variant" in block.caption)
    assert rows.columns == ("Variant", "Stippen")


def test_what_is_not_chosen_yet_or_was_elsewhere_is_not_there(table: Table, owner: User, minutes: Minutes) -> None:
    variant_of(table)
    choosing.open_choice(actor=owner, table_id=table.pk, way=ChoiceWay.VOTE)
    assert "keuze" not in str(made_of(minutes).body)


def test_the_table_of_who_was_there_says_something_else_than_its_heading(minutes: Minutes) -> None:
    came(minutes.meeting, seat_of(minutes.meeting.table))
    with translation.override("nl"):
        rows = next(block for block in made_of(minutes).body if isinstance(block, Rows))
    assert rows.caption == "In welke hoedanigheid en rol, en met welk belang"


class TestMinutesThatEveryoneReadsAlready:
    """What was chosen comes into them as a new version, and the one before stays what it was."""

    def test_a_new_version_by_itself(self, client: Client, table: Table, minutes: Minutes) -> None:
        before = published(minutes).content
        choose(table)
        first, second = MinutesVersion.everywhere.order_by("number")
        assert first.content == before and not Minutes.everywhere.get().has_changes
        assert second.reason == "Wat de tafel koos is erbij gezet." and second.role == ActorRole.OWNER
        page = client.get(path_of(minutes.meeting)).content.decode()
        asked = f'href="http://testserver{table.get_absolute_url()}keuze/"'
        for text in ("Gekozen: Een kleine tuin", "Ans Bakker heeft plek.", "Bezwaren", asked, second.reason):
            assert text in page
        assert "Een kleine tuin" in client.get(path_of(minutes.meeting, "published_json")).content.decode()
        assert "kleine tuin" in Minutes.everywhere.get().words

    def test_above_what_was_decided(self, table: Table, owner: User, minutes: Minutes) -> None:
        notes.add_decision(actor=owner, minutes_id=minutes.pk, text="We beginnen in mei.")
        published(minutes)
        choose(table)
        body = codec.from_json(MinutesVersion.everywhere.get(number=2).content).body
        anchors = [one.anchor for one in body if isinstance(one, Heading) and one.level == 1]
        assert anchors.index("keuze") == anchors.index("besluiten") - 1

    def test_what_is_being_written_stays_for_the_next(self, table: Table, owner: User, minutes: Minutes) -> None:
        published(minutes)
        notes.add_decision(actor=owner, minutes_id=minutes.pk, text="Nog niet nagekeken.")
        choose(table)
        assert "Nog niet nagekeken." not in str(MinutesVersion.everywhere.get(number=2).content)
        assert Minutes.everywhere.get().has_changes

    def test_of_another_round_beside_it(self, table: Table, minutes: Minutes) -> None:
        published(minutes)
        choose(table)
        Table.everywhere.update(round=2)
        Meeting.everywhere.update(round=2)
        table.refresh_from_db()
        choose(table, ChoiceWay.VOTE)
        body = codec.from_json(MinutesVersion.everywhere.get(number=3).content).body
        chosen = [one for one in body if isinstance(one, Heading) and one.anchor == "keuze"]
        assert len(chosen) == 1 and str(body).count("Gekozen: ") == 2


def test_chosen_at_the_meeting_that_came_after_it_was_opened(table: Table, owner: User, minutes: Minutes) -> None:
    variant = variant_of(table)
    choice = choosing.open_choice(actor=owner, table_id=table.pk, way=ChoiceWay.VOTE)
    second = meeting_of(table, number=2, starts_at=clock.now())
    what: dict[str, Any] = {"choice_id": choice.pk, "variant_id": variant.pk, "reason": "Iedereen wil het."}
    choosing.close(actor=owner, table_id=table.pk, role=ActorRole.OWNER, **what)
    assert Choice.everywhere.get().meeting == second


def test_a_meeting_that_has_yet_to_begin_is_not_where_it_was_chosen(
    table: Table, owner: User, minutes: Minutes
) -> None:
    variant = variant_of(table)
    choice = choosing.open_choice(actor=owner, table_id=table.pk, way=ChoiceWay.VOTE)
    noon = timezone.localtime(clock.now() + timedelta(days=14)).replace(hour=12)
    meeting_of(table, number=2, starts_at=noon + timedelta(hours=7))
    what: dict[str, Any] = {"choice_id": choice.pk, "variant_id": variant.pk, "reason": "Iedereen wil het."}
    with clock.frozen(noon):
        choosing.close(actor=owner, table_id=table.pk, role=ActorRole.OWNER, **what)
    assert Choice.everywhere.get().meeting == minutes.meeting


def test_of_two_meetings_the_one_that_begins_today(table: Table, minutes: Minutes) -> None:
    tonight = timezone.localtime(clock.now()).replace(hour=23, minute=59)
    second = meeting_of(table, number=2, starts_at=tonight)
    meeting_of(table, number=3, starts_at=tonight + timedelta(days=1))
    assert choose(table).meeting == second


def test_a_name_that_is_taken_out_does_not_come_back(table: Table, owner: User, minutes: Minutes) -> None:
    choice = choose(table)
    published(minutes)
    names.take_out(actor=owner, minutes_id=minutes.pk, words="Ans Bakker", role=ActorRole.OWNER)
    choice.refresh_from_db()
    assert "Ans" not in str([*MinutesVersion.everywhere.values_list("content"), choice.reason])


def test_a_name_in_the_reasons_is_asked_about_before_everyone_reads_it(
    client: Client, table: Table, owner: User
) -> None:
    """It comes at once on the site, and into minutes that are public already."""
    seat_of(table, "Ans Bakker")
    variant, _other = variant_of(table), variant_of(table, "Een grote tuin")
    choice = choosing.open_choice(actor=owner, table_id=table.pk, way=ChoiceWay.CONSENT)
    choosing.count_by_hand(choice_id=choice.pk, numbers={variant.pk: (5, 0)})
    client.force_login(owner)
    address = reverse("tables:close_choice", args=[table.pk])
    assert 'name="asked"' not in client.get(address).content.decode()
    typed = {"variant": variant.pk, "reason": "Dat zei Ans.", "objections": ""}
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Horen deze namen hier?" in page and "‘Ans’, op de site: Inwoner, buurvrouw" in page
    assert "Haal de namen uit de tekst." in page and "Dat zei Ans." in page
    choice.refresh_from_db()
    assert choice.closed_at is None
    assert client.post(address, {**typed, "asked": "on"}).status_code == 302
    choice.refresh_from_db()
    assert choice.reason == "Dat zei Ans."


def test_without_such_names_nothing_is_asked(client: Client, table: Table, owner: User) -> None:
    variant, _other = variant_of(table), variant_of(table, "Een grote tuin")
    choice = choosing.open_choice(actor=owner, table_id=table.pk, way=ChoiceWay.CONSENT)
    choosing.count_by_hand(choice_id=choice.pk, numbers={variant.pk: (5, 0)})
    client.force_login(owner)
    typed = {"variant": variant.pk, "reason": "Dat wilden de buren.", "objections": ""}
    assert client.post(reverse("tables:close_choice", args=[table.pk]), typed).status_code == 302
