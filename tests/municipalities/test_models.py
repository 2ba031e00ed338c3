"""What a municipality knows about itself, and what the database refuses."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from aantafel.core import clock
from municipalities.models import Municipality
from tests.factories.municipalities import MunicipalityFactory, PlaceFactory, PostcodeFactory

pytestmark = pytest.mark.django_db


def test_current_until_the_day_it_ends() -> None:
    today = clock.today()
    never, tomorrow, now = (MunicipalityFactory.create(ends_on=day) for day in (None, today + timedelta(days=1), today))
    assert [one.is_current for one in (never, tomorrow, now)] == [True, True, False]
    assert set(Municipality.objects.current()) == {never, tomorrow}


def test_mail_goes_nowhere_while_the_mailbox_is_blocked() -> None:
    assert MunicipalityFactory.create(email="info@zutphen.example").mail_address == "info@zutphen.example"
    assert MunicipalityFactory.create(blocked=True).mail_address == ""
    assert MunicipalityFactory.create(without_mailbox=True).mail_address == ""


def test_labels() -> None:
    zutphen = MunicipalityFactory.create(code="GM0301", name="Zutphen")
    assert str(zutphen) == "Zutphen"
    assert zutphen.recipient == "municipality:GM0301"
    assert str(PlaceFactory.create(name="'T Harde")) == "'T Harde"
    assert str(PostcodeFactory.create(pc4="7201", place="Zutphen")) == "7201 Zutphen"


def test_ordered_as_people_look_for_it() -> None:
    for name in ("'s-Hertogenbosch", "Zutphen", "Gouda", "Ínvented"):
        MunicipalityFactory.create(name=name)
    assert [one.name for one in Municipality.objects.all()] == ["Gouda", "'s-Hertogenbosch", "Ínvented", "Zutphen"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "0301"},
        {"mail_blocked_reason": "550"},
    ],
)
def test_the_database_refuses_a_wrong_municipality(wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        MunicipalityFactory.create(**wrong)


def test_a_successor_needs_an_end_and_is_another() -> None:
    one, other = MunicipalityFactory.create(), MunicipalityFactory.create()
    for changes in ({"successor": other}, {"successor": one, "ends_on": date(2027, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Municipality.objects.filter(pk=one.pk).update(**changes)


@pytest.mark.parametrize("wrong", [{"pc4": "0123"}, {"pc4": "123"}, {"pc4": "12a4"}, {"rank": 0}])
def test_the_database_refuses_a_wrong_postcode(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PostcodeFactory.create(**wrong)
