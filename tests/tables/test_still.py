"""Tables that stand still: asked once, answered from the mail, resting, and woken by any sign of life."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from coaches.models import HelpRequest
from municipalities.models import Municipality
from tables.enums import CoreQuestion, TableState
from tables.models import Table
from tables.services import core, steps, still
from tables.tasks import ask_how_it_goes
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import SupportFactory, owner_of
from tests.factories.instances import InstanceFactory
from tests.tables.road import own_by, table_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Municipality:
    return InstanceFactory.create().municipality


def quiet(table: Table, days: int) -> Table:
    Table.everywhere.filter(pk=table.pk).update(alive_at=clock.now() - timedelta(days=days))
    table.refresh_from_db()
    return table


def asked() -> list[str]:
    return sorted(OutgoingMail.objects.filter(kind="tables/still").values_list("to_address", flat=True))


def link_to(user: User) -> str:
    mail = OutgoingMail.objects.filter(kind="tables/still", to_address=user.email).latest("pk")
    found = re.search(r"https?://[^/]+(/tafels/hoe-gaat-het/\S+)", mail.body_text)
    assert found
    return found[1]


class TestAsking:
    def test_owner_and_coach_get_one_mail_however_often_it_is_looked(self, town: Municipality) -> None:
        table = quiet(table_at(3, town=town), 29)
        coach = MatchFactory.create(idea=table.idea, accepted=True).coach.user
        other = own_by(table, MatchFactory.create().coach.user).user
        assert other is not None
        for _time in range(3):
            ask_how_it_goes()
        assert asked() == sorted([owner_of(table.idea).email, coach.email, other.email])

    @pytest.mark.parametrize(
        ("step", "days", "is_asked"), [(3, 27, False), (3, 29, True), (6, 41, False), (6, 43, True)]
    )
    def test_each_step_may_take_its_own_while(self, step: int, days: int, is_asked: bool) -> None:
        quiet(table_at(step), days)
        assert still.ask_due() == is_asked

    def test_a_municipality_chooses_for_itself(self, town: Municipality) -> None:
        here, elsewhere = quiet(table_at(3, town=town), 12), quiet(table_at(3), 12)
        town.instance.still_days = {"3": 10}
        town.instance.save()
        assert still.ask_due() == 1
        here.refresh_from_db()
        elsewhere.refresh_from_db()
        assert (here.asked_at is not None, elsewhere.asked_at) == (True, None)

    def test_where_the_desk_looks_for_a_coach_nobody_is_asked(self, town: Municipality) -> None:
        quiet(table_at(2, town=town), 90)
        assert still.ask_due() == 0

    @pytest.mark.parametrize("state", [TableState.STOPPED, TableState.FINISHED])
    def test_nor_about_a_table_that_is_over(self, state: str) -> None:
        quiet(table_at(4, state=state), 90)
        assert still.ask_due() == 0

    def test_what_others_bring_is_life_too(self) -> None:
        table = quiet(table_at(3), 90)
        SupportFactory.create(idea=table.idea)
        assert still.ask_due() == 0


class TestAnswering:
    @pytest.fixture
    def table(self) -> Table:
        table = quiet(table_at(3), 40)
        still.ask_due()
        table.refresh_from_db()
        return table

    def test_reading_the_page_writes_nothing(self, client: Client, table: Table) -> None:
        page = client.get(link_to(owner_of(table.idea))).content.decode()
        assert "Hoe gaat het?" in page and "We zijn ermee bezig" in page
        before = table.asked_at
        table.refresh_from_db()
        assert table.asked_at == before

    def test_busy_wakes_it_and_asks_again_after_as_long(self, client: Client, table: Table) -> None:
        page = client.post(link_to(owner_of(table.idea)), {"answer": "busy"})
        assert "We vragen het later nog eens" in page.content.decode()
        table.refresh_from_db()
        assert table.asked_at is None
        assert still.ask_due() == 0
        with clock.frozen(clock.now() + timedelta(days=29)):
            assert still.ask_due() == 1

    def test_what_cannot_be_done_is_heard_at_once(
        self, client: Client, table: Table, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(_key: str) -> None:
            raise still.Answered

        monkeypatch.setattr(still, "say_busy", refuse)
        page = client.post(link_to(owner_of(table.idea)), {"answer": "busy"}).content.decode()
        assert re.search('role="alert"[^>]* autofocus', page)
        assert "<title>Fout: " in page

    def test_help_lies_at_the_desk(self, client: Client, table: Table) -> None:
        link = link_to(owner_of(table.idea))
        assert client.post(link, {"answer": "help", "text": " "}).status_code == 422
        client.post(link, {"answer": "help", "text": "Wie kent een huisarts?"})
        request = HelpRequest.everywhere.get()
        assert (request.asker, request.idea, request.text) == (
            owner_of(table.idea),
            table.idea,
            "Wie kent een huisarts?",
        )

    def test_stopping_takes_a_reason(self, client: Client, table: Table) -> None:
        link = link_to(owner_of(table.idea))
        assert client.post(link, {"answer": "stop", "reason": "", "here": "3"}).status_code == 422
        client.post(link, {"answer": "stop", "reason": "We verhuizen.", "here": "3"})
        table.refresh_from_db()
        assert table.state == TableState.STOPPED

    def test_once_answered_the_link_does_nothing_more(self, client: Client, table: Table) -> None:
        link = link_to(owner_of(table.idea))
        client.post(link, {"answer": "busy"})
        page = client.post(link, {"answer": "stop", "reason": "Toch.", "here": "3"})
        assert "Je hoeft niet meer te antwoorden" in page.content.decode()
        table.refresh_from_db()
        assert table.state == TableState.RUNNING

    def test_a_coach_does_not_stop_the_table(self, client: Client, town: Municipality) -> None:
        table = quiet(table_at(4, town=town), 40)
        coach = MatchFactory.create(idea=table.idea, accepted=True).coach.user
        still.ask_due()
        link = link_to(coach)
        host = {"host": f"{town.instance.subdomain}.testserver"}
        assert "Wil je zelf stoppen als coach?" in client.get(link, headers=host).content.decode()
        client.post(link, {"answer": "stop", "reason": "Klaar.", "here": "4"}, headers=host)
        table.refresh_from_db()
        assert table.state == TableState.RUNNING

    @pytest.mark.parametrize("key", ["x", "WzEsMiwiMyJd:1abc:zzzz"])
    def test_a_made_up_link_leads_nowhere(self, client: Client, key: str) -> None:
        assert client.get(reverse("tables:still", args=[key])).status_code == 404


class TestResting:
    @pytest.fixture
    def table(self) -> Table:
        table = quiet(table_at(3), 60)
        with clock.frozen(clock.now() - timedelta(days=15)):
            still.ask_due()
        assert still.let_rest() == 1
        assert still.let_rest() == 0
        table.refresh_from_db()
        return table

    def test_everyone_reads_that_it_rests(self, client: Client, table: Table) -> None:
        assert "Deze tafel rust" in client.get(table.get_absolute_url()).content.decode()
        assert table.step_changes.filter(kind="rests").count() == 1
        page = client.get(reverse("tables:list"), {"stand": "rust"}).content.decode()
        assert table.idea.title in page and "Rust" in page
        assert table.idea.title not in client.get(reverse("tables:list"), {"stand": "loopt"}).content.decode()

    @pytest.mark.parametrize("sign", ["line", "answer", "support"])
    def test_any_sign_of_life_wakes_it(self, client: Client, table: Table, sign: str) -> None:
        if sign == "line":
            steps.advance(table.pk, table.step + 1, actor=None, role="owner", note="We gaan.")  # type: ignore[arg-type]
        elif sign == "answer":
            who = {"actor": owner_of(table.idea), "table_id": table.pk, "role": "owner"}
            core.save(question=CoreQuestion.WHY, text="Omdat.", seen=0, **who)  # type: ignore[arg-type]
        else:
            SupportFactory.create(idea=table.idea)
            assert still.wake() == 1
        table.refresh_from_db()
        assert (table.rests_since, table.asked_at) == (None, None)
        assert "Deze tafel rust" not in client.get(table.get_absolute_url()).content.decode()

    def test_who_was_asked_yesterday_does_not_rest(self) -> None:
        quiet(table_at(3), 60)
        with clock.frozen(clock.now() - timedelta(days=1)):
            still.ask_due()
        assert still.let_rest() == 0
