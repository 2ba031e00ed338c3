"""A municipality goes up into another."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from aantafel.core.errors import WrongState
from aantafel.core.registry import Registry
from municipalities.models import Municipality, Place, Postcode
from municipalities.services import merge as merging
from municipalities.services.merge import merge
from tests.factories.municipalities import MunicipalityFactory, PlaceFactory, PostcodeFactory

pytestmark = pytest.mark.django_db

DAY = date(2020, 1, 1)


@pytest.fixture
def handlers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """A registry without the handlers of other apps."""
    own = Registry("merge")
    monkeypatch.setattr(merging, "on_merge", own)
    yield own


@pytest.fixture
def old(handlers: Registry) -> Municipality:
    return MunicipalityFactory.create(name="Wijdemeren")


@pytest.fixture
def new(handlers: Registry) -> Municipality:
    return MunicipalityFactory.create(name="Hilversum")


def test_places_and_postcodes_move_and_doubles_are_kept_once(old: Municipality, new: Municipality) -> None:
    PlaceFactory.create(name="Loosdrecht", municipality=old)
    for municipality in (old, new):
        PlaceFactory.create(name="Grensdorp", municipality=municipality)
    PostcodeFactory.create(pc4="1231", municipality=old)
    PostcodeFactory.create(pc4="1215", municipality=old, rank=1)
    PostcodeFactory.create(pc4="1215", municipality=new, rank=2)
    report = merge(old=old, new=new, on=DAY)
    assert report == ["register: 2 postcodes, 2 places"]
    assert set(Place.objects.values_list("name", "municipality")) == {("Loosdrecht", new.pk), ("Grensdorp", new.pk)}
    assert set(Postcode.objects.values_list("pc4", "municipality", "rank")) == {
        ("1231", new.pk, 1),
        ("1215", new.pk, 1),
    }


def test_the_old_one_ends_and_has_a_successor(old: Municipality, new: Municipality) -> None:
    merge(old=old, new=new, on=DAY)
    old.refresh_from_db()
    assert (old.ends_on, old.successor) == (DAY, new)
    assert list(Municipality.objects.current()) == [new]


def test_every_app_moves_its_part_in_order(old: Municipality, new: Municipality, handlers: Registry) -> None:
    def second(**who: Any) -> str:
        return f"second: {who['old']} to {who['new']}"

    def first(**_who: Any) -> str:
        return "first"

    handlers.register(20, second)
    handlers.register(10, first)
    assert merge(old=old, new=new, on=DAY)[1:] == ["first", "second: Wijdemeren to Hilversum"]


def test_an_error_in_one_app_undoes_all(old: Municipality, new: Municipality, handlers: Registry) -> None:
    def broken(**_who: Any) -> str:
        raise ZeroDivisionError

    handlers.register(10, broken)
    PostcodeFactory.create(pc4="1231", municipality=old)
    with pytest.raises(ZeroDivisionError):
        merge(old=old, new=new, on=DAY)
    old.refresh_from_db()
    assert old.is_current
    assert old.postcodes.exists()


def test_a_second_time_does_nothing(old: Municipality, new: Municipality, handlers: Registry) -> None:
    merge(old=old, new=new, on=DAY)
    calls: list[str] = []

    def counting(**_who: Any) -> str:
        calls.append("called")
        return ""

    handlers.register(10, counting)
    assert merge(old=old, new=new, on=DAY) == []
    assert not calls


def test_a_successor_is_always_one_step_away(old: Municipality, new: Municipality) -> None:
    oldest = MunicipalityFactory.create(name="Loosdrecht")
    merge(old=oldest, new=old, on=DAY)
    merge(old=old, new=new, on=DAY)
    oldest.refresh_from_db()
    assert oldest.successor == new


def test_what_has_ended_cannot_merge_again(old: Municipality, new: Municipality) -> None:
    third = MunicipalityFactory.create()
    merge(old=old, new=new, on=DAY)
    with pytest.raises(WrongState):
        merge(old=old, new=third, on=DAY)
    with pytest.raises(WrongState):
        merge(old=third, new=old, on=DAY)


def test_nothing_merges_into_itself(old: Municipality) -> None:
    with pytest.raises(WrongState):
        merge(old=old, new=old, on=DAY)
