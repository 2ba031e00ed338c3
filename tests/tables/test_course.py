"""Everything that happened at a table, in the order in which it happened, also on one day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from tables.enums import ActorRole, TimelineKind
from tables.lifecycle import Step
from tables.models import StepChange
from tests.factories.minutes import meeting_of, minutes_of, published
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

MEETING = datetime(2026, 6, 1, 10, tzinfo=UTC)


def test_what_came_after_a_meeting_stands_below_its_minutes(client: Client) -> None:
    table = TableFactory.create(step=Step.CREATE)
    published(minutes_of(meeting_of(table, starts_at=MEETING), said="We praatten."))
    step = {"from_step": Step.CREATE, "to_step": Step.CHOOSE, "role": ActorRole.OWNER}
    for hours, kind in ((-1, TimelineKind.ASKED), (5, TimelineKind.NEWS)):
        StepChange.objects.create(table=table, kind=kind, created_at=MEETING + timedelta(hours=hours), **step)
    page = client.get(f"{table.get_absolute_url()}verloop/").content.decode()
    said = ("De tafel vroeg iedereen om hulp", "/verslagen/", "De tafel vertelde hoe het gaat")
    assert sorted(said, key=page.index) == list(said)
