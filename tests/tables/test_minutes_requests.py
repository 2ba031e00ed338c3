"""What people ask about public minutes, and what they hear of it."""

from datetime import timedelta
from typing import Any

import pytest

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import Conflict
from aantafel.outbox.models import OutgoingMail
from tables.enums import (
    ActorRole,
    MinutesRequestKind,
    MinutesRequestOutcome,
)
from tables.models import (
    Minutes,
    MinutesRequest,
    Table,
)
from tables.services.minutes import requests
from tests.factories.ideas import owner_of
from tests.factories.minutes import meeting_of, minutes_of, published
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

OWNER = ActorRole.OWNER


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


@pytest.fixture
def owner(table: Table) -> User:
    return owner_of(table.idea)


@pytest.fixture
def minutes(table: Table) -> Minutes:
    return minutes_of(meeting_of(table))


def kinds() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("kind", flat=True))


class TestRequests:
    def ask(self, minutes: Minutes, **fields: Any) -> MinutesRequest:
        usual: dict[str, Any] = {
            "minutes_id": minutes.pk,
            "kind": MinutesRequestKind.NAME,
            "text": "Haal mijn naam weg.",
            "email": "ans@buurt.example",
            "client": "192.0.2.1",
            "language": "nl",
        }
        return requests.ask(**{**usual, **fields})

    def test_it_reaches_the_owner_and_is_answered_by_mail_once(self, owner: User, minutes: Minutes) -> None:
        published(minutes)
        one = self.ask(minutes)
        assert self.ask(minutes) == one
        assert kinds() == ["tables/minutes_request", "tables/minutes_request_received"]
        done: dict[str, Any] = {
            "actor": owner,
            "request_id": one.pk,
            "outcome": MinutesRequestOutcome.DONE,
            "role": OWNER,
        }
        with pytest.raises(requests.AnswerMissing):
            requests.answer(**done, text=" ")
        requests.answer(**done, text="Je naam is weg.")
        with pytest.raises(Conflict):
            requests.answer(**done, text="Nog eens.")
        assert kinds()[-1] == "tables/minutes_request_received"
        answer = OutgoingMail.objects.get(kind="tables/minutes_request_answered")
        assert "Je naam is weg." in answer.body_text
        assert "Haal mijn naam weg." not in "".join(OutgoingMail.objects.values_list("body_text", flat=True))

    def test_about_what_is_not_public_nobody_asks(self, minutes: Minutes) -> None:
        with pytest.raises(requests.NothingPublic):
            self.ask(minutes)

    def test_without_an_address_nobody_is_mailed_but_the_owner(self, minutes: Minutes) -> None:
        published(minutes)
        self.ask(minutes, email="")
        assert kinds() == ["tables/minutes_request"]

    def test_many_from_one_connection_are_stopped(self, minutes: Minutes) -> None:
        published(minutes)
        for number in range(50):
            self.ask(minutes, text=f"Nummer {number}", email="")
        with pytest.raises(requests.TooManyRequests):
            self.ask(minutes, text="Nog een", email="")

    def test_three_months_after_the_answer_it_is_erased(self, owner: User, minutes: Minutes) -> None:
        published(minutes)
        one = self.ask(minutes)
        requests.answer(actor=owner, request_id=one.pk, outcome=MinutesRequestOutcome.STAYS, text="Nee.", role=OWNER)
        assert requests.erase_old() == 0
        with clock.frozen(clock.now() + timedelta(days=100)):
            assert requests.erase_old() == 1
