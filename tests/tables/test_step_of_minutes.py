"""At which step a table was when it met: kept with what is published, and the same for ever."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.core import clock
from aantafel.core.documents import codec
from tables.enums import ActorRole, MinutesPartName, TableStep
from tables.models import Minutes, StepChange, Table
from tables.services.minutes import save
from tests.factories.ideas import owner_of
from tests.factories.minutes import meeting_of, minutes_of, published
from tests.factories.tables import StepChangeFactory, TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return TableFactory.create(step=4, idea__title="Een lange tafel in de straat")


def test_the_first_time_it_is_written_down_and_a_later_version_leaves_it(table: Table) -> None:
    minutes = minutes_of(meeting_of(table))
    StepChange.objects.update(to_step=4, created_at=clock.now() - timedelta(days=5))
    published(minutes)
    assert minutes.step == 4
    StepChangeFactory.create(table=table, to_step=7, created_at=clock.now() - timedelta(days=2))
    Table.everywhere.update(step=7)
    name = MinutesPartName.SUMMARY
    seen = minutes.parts.get(part=name).version
    owner, role = owner_of(table.idea), ActorRole.OWNER
    save(actor=owner, minutes_id=minutes.pk, name=name, text="Toch anders.", seen=seen, role=role)
    version = published(minutes, reason="De dag klopte niet.")
    assert (version.number, minutes.step) == (2, 4)
    assert ("Stap", f"4. {TableStep.CREATE.label}") in codec.from_json(version.content).details


def test_the_list_asks_the_timeline_nothing_and_shows_no_step_that_it_does_not_know(
    client: Client, table: Table
) -> None:
    published(minutes_of(meeting_of(table)))
    Minutes.everywhere.update(step=None)
    with CaptureQueriesContext(connection) as asked:
        found = client.get(reverse("tables:all_minutes")).content.decode()
    assert "Een lange tafel in de straat" in found and "None" not in found
    assert not [one["sql"] for one in asked if StepChange._meta.db_table in one["sql"]]
