"""A form that is sent twice, as after a double click, makes one row; the same once more another day makes a second."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from aantafel.accounts.enums import Role
from aantafel.core import clock
from ideas.services import notes
from movement.enums import ContactEntryKind, ContactKind, HeardAbout
from movement.models import ContactEntry
from movement.services import network, physical_tables, visits
from movement.services.network import Details
from municipalities.models import Municipality
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory, somebody
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
Act = Callable[[], object]


def contact(town: Municipality) -> Act:
    details = Details(kind=ContactKind.ORGANISATION, name="Buurthuis", themes=("zorg",), source="Uit de krant")
    return partial(network.add, actor=somebody(Role.COORDINATOR, town), municipality=town, details=details)


def visit(town: Municipality) -> Act:
    fields = {"about": HeardAbout.PLACE, "who": "Bij de bakker", "heard": "Iets met een bankje.", "consent_on": None}
    return partial(visits.note, actor=somebody(Role.COORDINATOR, town), municipality=town, fields=fields)


def table(town: Municipality) -> Act:
    fields = {"name": "Bij de bakker", "address": "Dorpsstraat 1", "neighbourhood": None}
    return partial(physical_tables.set_up, actor=somebody(Role.COORDINATOR, town), municipality=town, fields=fields)


def note(town: Municipality) -> Act:
    idea = IdeaFactory.create(waiting=True, municipality=town)
    return partial(notes.add, actor=somebody(Role.COORDINATOR, town), idea_id=idea.pk, text="Gebeld.")


@pytest.mark.parametrize("kind", [contact, visit, table, note])
def test_sent_twice_it_is_there_once(kind: Callable[[Municipality], Act]) -> None:
    act = kind(InstanceFactory.create().municipality)
    first, second = at_once(act, act)
    assert first == second == act()
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        assert act() != first


def test_a_contact_that_is_sent_twice_has_one_line_of_history() -> None:
    act = contact(InstanceFactory.create().municipality)
    act(), act()
    assert [entry.kind for entry in ContactEntry.everywhere.all()] == [ContactEntryKind.ADDED]
