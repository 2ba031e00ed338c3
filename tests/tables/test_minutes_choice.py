"""What a table chose stands in the minutes of that meeting: the way, the numbers and the reasons."""

from typing import Any

import pytest

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.documents.structure import Document
from aantafel.core.documents.structure import Table as Rows
from tables.enums import ActorRole, ChoiceWay
from tables.lifecycle import Step
from tables.minutes.draft import gather
from tables.minutes.text import document
from tables.models import Choice, Minutes, MinutesVersion, Table
from tables.services import choosing
from tables.services.minutes import names
from tests.factories.ideas import owner_of
from tests.factories.minutes import meeting_of, minutes_of, published
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


def test_a_choice_written_down_later_asks_for_a_new_version(table: Table, minutes: Minutes) -> None:
    published(minutes)
    assert not minutes.has_changes
    choose(table)
    assert Minutes.everywhere.get().has_changes
    assert "Een kleine tuin" in str(published(minutes, reason="De keuze ontbrak.").content)


def test_a_name_that_is_taken_out_does_not_come_back(table: Table, owner: User, minutes: Minutes) -> None:
    choice = choose(table)
    published(minutes)
    names.take_out(actor=owner, minutes_id=minutes.pk, words="Ans Bakker", role=ActorRole.OWNER)
    choice.refresh_from_db()
    assert "Ans" not in str([*MinutesVersion.everywhere.values_list("content"), choice.reason])
