"""The timeline: each line leads to what it tells of, as long as everyone can read that."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.core import clock
from tables.enums import ActorRole, MeetingPurpose, MeetingState, TimelineKind, WordKind
from tables.models import Meeting, OwnerWord, StepChange, Table
from tables.road import timeline
from tables.services import meetings, news, questions
from tests.factories.evaluations import closed_evaluation
from tests.factories.ideas import owner_of
from tests.factories.minutes import meeting_of, minutes_of, published
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Table:
    return TableFactory.create(step=4)


def planned(table: Table, *, days: int = 9) -> Meeting:
    """By its owner, in so many days."""
    when = clock.now() + timedelta(days=days)
    who: dict[str, Any] = {"actor": owner_of(table.idea), "role": ActorRole.OWNER}
    return meetings.plan(
        **who, table_id=table.pk, purpose=MeetingPurpose.OTHER, starts_at=when, minutes=90, place="De Linde"
    )


def line(table: Table, kind: TimelineKind, **more: Any) -> None:
    StepChange.objects.create(table=table, kind=kind, from_step=4, to_step=4, role=ActorRole.OWNER, **more)


def ends_with(table: Table, kind: WordKind, **more: Any) -> None:
    word = OwnerWord.objects.create(table=table, round=table.round, kind=kind, role=ActorRole.OWNER)
    line(table, TimelineKind.WORD, word=word, **more)


def links(table: Table) -> list[str]:
    """Of the lines that lead somewhere, the last thing first."""
    return [one.url for one in reversed(timeline.moments(table)) if one.url]


def path(name: str, *args: object) -> str:
    return reverse(f"tables:{name}", args=args)


def asked(table: Table) -> int:
    question = questions.ask(
        actor=owner_of(table.idea),
        role=ActorRole.OWNER,
        table_id=table.pk,
        asked=questions.Asked("Wie heeft een ladder?", clock.today() + timedelta(days=9)),
    )
    return question.pk


def told(table: Table) -> int:
    return news.tell(actor=owner_of(table.idea), role=ActorRole.OWNER, table_id=table.pk, text="Het hek staat.").pk


def test_what_happens_to_a_meeting_leads_to_its_page(table: Table) -> None:
    meeting = planned(table)
    who: dict[str, Any] = {"actor": None, "role": ActorRole.OWNER, "meeting_id": meeting.pk, "seen": None}
    meetings.change(**who, starts_at=clock.now() + timedelta(days=12))
    meetings.cancel(**who, reason="De zaal is dicht.")
    assert links(table) == [path("meeting", meeting.pk)] * 3


def test_a_meeting_that_lost_its_day_is_no_longer_for_everyone(table: Table) -> None:
    meeting = planned(table)
    Meeting.everywhere.filter(pk=meeting.pk).update(state=MeetingState.POLL, starts_at=None)
    assert links(table) == []


def test_minutes_a_question_and_news_lead_to_themselves(client: Client, table: Table) -> None:
    published(minutes_of(meeting_of(table)))
    number, item = asked(table), told(table)
    own = (table.pk, table.idea.slug)
    found = [f"{path('public_plan', *own)}#nieuws-{item}", path("question", number), path("published", *own, 1)]
    assert links(table) == found
    page = client.get(table.get_absolute_url()).content.decode()
    for link in found:
        assert f'href="{link}"' in page
        assert client.get(link).status_code == 200
    assert f'id="nieuws-{item}"' in client.get(found[0]).content.decode()
    course = client.get(path("course", *own)).content.decode()
    assert all(f'href="{link}"' in course for link in found)


def test_what_was_hidden_or_taken_away_is_told_without_a_link(table: Table) -> None:
    number, item = asked(table), told(table)
    who: dict[str, Any] = {"actor": owner_of(table.idea), "role": ActorRole.OWNER, "table_id": table.pk}
    questions.hide(**who, question_id=number, reason="Er staat een telefoonnummer in.")
    news.remove(table_id=table.pk, news_id=item)
    assert links(table) == []
    lines = StepChange.objects.filter(table=table)
    assert set(lines.filter(kind=TimelineKind.NEWS).values_list("news", flat=True)) == {item}, "a line stays as it is"


def test_a_choice_leads_to_its_round_and_the_end_to_the_evaluation(client: Client, table: Table) -> None:
    line(table, TimelineKind.VARIANT)
    ends_with(table, WordKind.GO_ON)
    own = (table.pk, table.idea.slug)
    evaluation = closed_evaluation(table)
    ends_with(table, WordKind.NEW_ROUND)
    assert links(table) == [f"{path('public_choice', *own)}#ronde-1"], "the owner still thinks about it"
    type(evaluation).everywhere.update(published_at=clock.now())
    line(table, TimelineKind.ROUND)
    line(table, TimelineKind.VARIANT)
    assert links(table) == [
        f"{path('public_choice', *own)}#ronde-2",
        f"{path('public_evaluation', *own)}?ronde=1",
        f"{path('public_choice', *own)}#ronde-1",
    ]


def test_more_lines_cost_no_more(client: Client, table: Table) -> None:
    counts = []
    for _more in range(3):
        planned(table)
        told(table)
        client.get(table.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(table.get_absolute_url())
        counts.append(len(captured))
    assert len(set(counts[1:])) == 1
    assert counts[0] <= 8
