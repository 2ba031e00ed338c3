"""Who likes an idea and wants to hear more gets one mail in a week in which something happened at its table."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from ideas.models import Like
from tables.enums import ActorRole, TableStep, TimelineKind
from tables.models import StepChange, Table
from tables.notifications import followers as notifications
from tables.services import followers
from tests.factories.accounts import UserFactory
from tests.factories.minutes import came, meeting_of, seat_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

THURSDAY = datetime(2026, 11, 26, 10, tzinfo=UTC)  # eleven in the morning in Amsterdam


@pytest.fixture
def table() -> Table:
    with clock.frozen(THURSDAY - timedelta(days=60)):
        return TableFactory.create()


def likes(table: Table, *, wants: bool = True, ago: timedelta = timedelta(days=30)) -> User:
    user, at = UserFactory.create(), THURSDAY - ago
    Like.objects.create(idea=table.idea, user=user, municipality=table.municipality, wants_updates=wants, created_at=at)
    return user


def happens(table: Table, kind: TimelineKind, *, ago: timedelta = timedelta(days=1), note: str = "") -> None:
    at = THURSDAY - ago
    StepChange.objects.create(
        table=table, kind=kind, from_step=3, to_step=TableStep.ASK, role=ActorRole.OWNER, note=note, created_at=at
    )


def tell(moment: datetime = THURSDAY) -> int:
    with clock.frozen(moment):
        return followers.tell_week()


def told() -> list[str]:
    return sorted(OutgoingMail.objects.filter(kind="tables/followed").values_list("to_address", flat=True))


def test_one_mail_tells_the_whole_week_to_who_asked_for_it(table: Table) -> None:
    user = likes(table)
    likes(table, wants=False)
    happens(table, TimelineKind.MINUTES)
    happens(table, TimelineKind.NEWS, ago=timedelta(days=2), note="De bank staat er.")
    happens(table, TimelineKind.STOPPED, ago=timedelta(days=9))
    assert tell() == 1
    assert told() == [user.email]
    mail = OutgoingMail.objects.get(kind="tables/followed")
    text = mail.body_text
    assert "Er staat een verslag op de site" in text and "De bank staat er." in text
    assert text.index("De bank staat er.") < text.index("Er staat een verslag op de site")
    assert "De tafel stopte" not in text
    assert table.get_absolute_url() in text
    assert mail.optional and mail.category == "likes", "it can be stopped from the mail"


def test_it_is_told_once_whenever_and_however_often_it_runs(table: Table) -> None:
    likes(table)
    happens(table, TimelineKind.MINUTES)
    assert tell() == 1
    assert tell(THURSDAY + timedelta(hours=3)) == 0
    assert tell(THURSDAY + timedelta(days=1)) == 0
    assert tell(THURSDAY + timedelta(days=7)) == 0, "nothing happened in that week"
    happens(table, TimelineKind.NEWS, ago=-timedelta(days=2))
    assert tell(THURSDAY + timedelta(days=7)) == 1


def test_it_waits_for_thursday_morning(table: Table) -> None:
    likes(table)
    happens(table, TimelineKind.MINUTES)
    assert tell(datetime(2026, 11, 26, 7, 59, tzinfo=UTC)) == 0
    assert tell(datetime(2026, 11, 26, 8, 0, tzinfo=UTC)) == 1


def test_without_news_nobody_gets_mail(table: Table) -> None:
    likes(table)
    happens(table, TimelineKind.OWNERS)
    assert tell() == 0


def test_who_organises_or_takes_part_hears_of_it_otherwise(table: Table) -> None:
    came(meeting_of(table), seat_of(table, user=likes(table)))
    came(meeting_of(table, 2), seat_of(table, "Ans", email=likes(table).email))
    owner = table.idea.owner
    assert owner is not None
    Like.objects.create(idea=table.idea, user=owner, municipality=table.municipality, wants_updates=True)
    happens(table, TimelineKind.MINUTES)
    assert tell() == 0


def test_who_stands_on_the_list_and_never_sat_there_still_hears_it(table: Table) -> None:
    user = likes(table)
    seat_of(table, user=user)
    happens(table, TimelineKind.MINUTES)
    assert tell() == 1
    assert told() == [user.email]


def test_who_likes_it_later_hears_of_the_next_week(table: Table) -> None:
    happens(table, TimelineKind.MINUTES)
    likes(table, ago=timedelta(minutes=30))
    assert tell() == 0


def test_nobody_is_told_that_a_name_was_taken_out(table: Table) -> None:
    likes(table)
    happens(table, TimelineKind.TAKEN_OUT)
    assert tell() == 0


def test_an_idea_that_is_no_longer_on_the_site_is_not_told_about(table: Table) -> None:
    likes(table)
    happens(table, TimelineKind.MINUTES)
    table.idea.__class__.everywhere.filter(pk=table.idea_id).update(state="withdrawn")
    assert tell() == 0


def test_a_table_that_fails_does_not_keep_the_others_waiting(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    likes(table)
    happens(table, TimelineKind.MINUTES)
    with clock.frozen(THURSDAY - timedelta(days=60)):
        other = TableFactory.create()
    user = likes(other)
    happens(other, TimelineKind.MINUTES)
    real = notifications.news

    def fail(about: Table, *rest: object) -> int:
        if about.pk == table.pk:
            raise RuntimeError("no")
        return real(about, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(notifications, "news", fail)
    with pytest.raises(ExceptionGroup):
        tell()
    assert told() == [user.email]


def test_many_lines_cost_no_more_queries(table: Table) -> None:
    likes(table)
    happens(table, TimelineKind.MINUTES)
    with CaptureQueriesContext(connection) as few:
        tell()
    OutgoingMail.objects.all().delete()
    for _ in range(10):
        happens(table, TimelineKind.NEWS)
    with CaptureQueriesContext(connection) as many:
        tell()
    assert len(many) <= len(few)
