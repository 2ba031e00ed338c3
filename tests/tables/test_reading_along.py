"""Reading along while minutes are written: what shows, what it costs, and that no names do."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from municipalities import scope
from tables.enums import MeetingState, Readers
from tables.minutes import live
from tables.minutes.masking import Mask
from tables.models import Minutes, Table
from tables.services.minutes import notes, set_readers
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.instances import InstanceFactory
from tests.factories.minutes import meeting_of, minutes_of, published, seat_of
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.tables import TableFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def table() -> Table:
    opened = clock.now() - timedelta(days=9)
    return TableFactory.create(idea__title="Een lange tafel in de straat", opened_at=opened)


@pytest.fixture
def owner(table: Table) -> User:
    return owner_of(table.idea)


@pytest.fixture
def minutes(table: Table, owner: User) -> Minutes:
    """Published, with a decision and two actions."""
    made = minutes_of(meeting_of(table))
    who: dict[str, Any] = {"actor": owner, "minutes_id": made.pk}
    notes.add_decision(**who, text="We beginnen klein.")
    notes.add_action(**who, text="Stoelen halen", who="de voetbalclub")
    notes.add_cards(**who, texts=["bankje"], new_group="Zitten")
    published(made)
    return made


def path(minutes: Minutes, more: str = "") -> str:
    return f"{minutes.meeting.table.get_absolute_url()}verslagen/{minutes.meeting.number}{more or '/'}"


class TestReadingAlong:
    @pytest.fixture
    def draft(self, table: Table) -> Minutes:
        seat_of(table, "Ans van den Bakker", capacity=Capacity.RESIDENT)
        made = minutes_of(meeting_of(table, state=MeetingState.PLANNED), said="Ans vroeg iets, en BAKKER ook.")
        cache.clear()
        return made

    def open_to(self, minutes: Minutes, readers: Readers, actor: User) -> None:
        set_readers(minutes.meeting_id, readers, actor=actor)
        cache.clear()

    def test_only_who_may_reads_along(self, draft: Minutes, table: Table, owner: User) -> None:
        here = path(draft, "/live/")
        anybody, at_table = UserFactory.create(), UserFactory.create()
        seat_of(table, user=at_table)
        for readers, statuses in (
            (Readers.TABLE, (302, 404, 200, 200)),
            (Readers.SIGNED, (302, 200, 200, 200)),
            (Readers.EVERYONE, (200, 200, 200, 200)),
        ):
            self.open_to(draft, readers, owner)
            found = []
            for user in (None, anybody, at_table, owner):
                client = Client()
                if user is not None:
                    client.force_login(user)
                found.append(client.get(here).status_code)
            assert tuple(found) == statuses
        self.open_to(draft, Readers.TABLE, owner)
        assert Client().get(here, headers=HTMX).status_code == 404

    def test_no_name_shows(self, client: Client, draft: Minutes, owner: User) -> None:
        self.open_to(draft, Readers.EVERYONE, owner)
        who: dict[str, Any] = {"actor": owner, "minutes_id": draft.pk}
        notes.add_cards(**who, texts=["stoelen van ans"])
        notes.add_action(**who, text="Bel Ans", who="Bakker")
        notes.add_wanted(**who, capacity="employee", name="Wim Wethouder")
        html = client.get(path(draft, "/live/")).content.decode()
        assert "[Inwoner] vroeg iets, en [Inwoner] ook." in html
        assert "stoelen van [Inwoner]" in html
        for name in ("Ans", "BAKKER", "Bakker", "Wim", owner.name):
            assert name not in html, name

    def test_what_was_written_before_today_is_not_written_at_this_moment(
        self, client: Client, draft: Minutes, owner: User
    ) -> None:
        self.open_to(draft, Readers.EVERYONE, owner)
        for days, told in ((0, "Dit wordt op dit moment geschreven."), (3, "wordt nog gemaakt. Het is nog niet")):
            draft.meeting.starts_at = clock.now() - timedelta(days=days)
            draft.meeting.save(update_fields=["starts_at"])
            draft.changed_at = clock.now() - timedelta(days=days)
            draft.save(update_fields=["changed_at"])
            cache.clear()
            page = client.get(path(draft, "/live/")).content.decode()
            assert told in page
            assert ("Voor het laatst veranderd op" in page) is bool(days)

    def test_hundreds_who_ask_again_cost_nothing(self, client: Client, draft: Minutes, owner: User) -> None:
        InstanceFactory.create()  # as soon as a site is open somewhere, a table may stand on another one
        self.open_to(draft, Readers.EVERYONE, owner)
        here = path(draft, "/live/")
        html = client.get(here).content.decode()
        poll = html.split('data-hx-get="')[1].split('"')[0]
        tag = client.get(here)["ETag"]
        with CaptureQueriesContext(connection) as asked:
            for _reader in range(100):
                assert client.get(poll, headers=HTMX).status_code == 204
            assert len(asked) == 0
            assert client.get(here, headers={"If-None-Match": tag}).status_code == 304

    def test_a_change_is_seen_when_it_is_asked_for_again_and_told_once(
        self, client: Client, draft: Minutes, owner: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(live, "STATE_SECONDS", 0)
        self.open_to(draft, Readers.EVERYONE, owner)
        here = path(draft, "/live/")
        poll = client.get(here).content.decode().split('data-hx-get="')[1].split('"')[0]
        assert client.get(poll, headers=HTMX).status_code == 204
        notes.add_decision(actor=owner, minutes_id=draft.pk, text="Dat doen we.")
        response = client.get(poll, headers=HTMX)
        html = response.content.decode()
        assert response.status_code == 200
        assert "Dat doen we." in html and "<html" not in html and "data-said=" in html

    def test_who_saves_often_is_asked_no_oftener(
        self, client: Client, draft: Minutes, owner: User, django_capture_on_commit_callbacks: Any
    ) -> None:
        self.open_to(draft, Readers.EVERYONE, owner)
        poll = client.get(path(draft, "/live/")).content.decode().split('data-hx-get="')[1].split('"')[0]
        with django_capture_on_commit_callbacks(execute=True):
            notes.add_decision(actor=owner, minutes_id=draft.pk, text="Dat doen we.")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(poll, headers=HTMX).status_code == 204
        assert len(asked) == 0

    def test_while_one_makes_the_text_others_get_the_one_before(
        self, client: Client, draft: Minutes, owner: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(live, "STATE_SECONDS", 0)
        self.open_to(draft, Readers.EVERYONE, owner)
        here = path(draft, "/live/")
        before = client.get(here)["ETag"]
        notes.add_decision(actor=owner, minutes_id=draft.pk, text="Dat doen we.")
        with scope.national():
            state = live.state(draft.meeting.table_id, draft.meeting.number)
        assert state is not None
        cache.add(f"live-making:{state.tag}", 1)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(here)
        assert response["ETag"] == before and "Dat doen we." not in response.content.decode()
        assert len(asked) == 1
        cache.delete(f"live-making:{state.tag}")
        response = client.get(here)
        assert response["ETag"] == state.tag and "Dat doen we." in response.content.decode()

    def test_narrowing_who_may_read_counts_at_once(
        self, client: Client, draft: Minutes, owner: User, django_capture_on_commit_callbacks: Any
    ) -> None:
        self.open_to(draft, Readers.EVERYONE, owner)
        assert client.get(path(draft, "/live/")).status_code == 200
        with django_capture_on_commit_callbacks(execute=True):
            set_readers(draft.meeting_id, Readers.TABLE, actor=owner)
        assert client.get(path(draft, "/live/")).status_code == 302

    def test_published_minutes_end_it_and_show_no_draft(self, client: Client, draft: Minutes, owner: User) -> None:
        self.open_to(draft, Readers.EVERYONE, owner)
        draft.meeting.starts_at = clock.now() - timedelta(hours=2)
        published(draft)
        cache.clear()
        response = client.get(path(draft, "/live/"))
        assert (response.status_code, response["Location"]) == (302, path(draft))
        poll = client.get(path(draft, "/live/"), headers=HTMX)
        assert poll.status_code == 286
        assert "Ans" not in poll.content.decode()

    def test_another_site_knows_nothing_of_it(self, draft: Minutes, owner: User) -> None:
        town, other = draft.meeting.table.municipality, MunicipalityFactory.create()
        InstanceFactory.create(municipality=town)
        InstanceFactory.create(municipality=other)
        self.open_to(draft, Readers.EVERYONE, owner)
        assert at_site(town).get(path(draft, "/live/")).status_code == 200
        assert at_site(other).get(path(draft, "/live/")).status_code == 404
        assert at_site(town).get(path(draft, "/live/")).status_code == 200

    def test_what_was_not_begun_is_not_there(self, client: Client, table: Table) -> None:
        meeting_of(table)
        assert client.get(f"{table.get_absolute_url()}verslagen/1/live/").status_code == 404


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Jan de Vries zei", "[Inwoner] zei"),
        ("jan en de rest", "[Inwoner] en de rest"),
        ("Januari en Vriesland", "Januari en Vriesland"),
        ("José, JOSE en josé’s", "[Inwoner], [Inwoner] en [Inwoner]’s"),
        ("Josés idee, en dat van Jans buurman", "[Inwoner] idee, en dat van [Inwoner] buurman"),
        ("Willem en Anne", "[Professional] en [Professional]"),
        ("niemand", "niemand"),
    ],
)
def test_a_name_is_hidden_and_no_word_that_holds_it(text: str, masked: str) -> None:
    people = [("Jan de Vries", "Inwoner"), ("José", "Inwoner"), ("Anne-Willem Bos", "Professional")]
    assert Mask(people).apply(text) == masked


def test_what_somebody_is_called_after_is_no_name() -> None:
    people = [("Joost van de corporatie", "Professional"), ("fatima", "Inwoner")]
    text = "De corporatie vroeg Joost en Fatima. Joost van de Corporatie bleef."
    assert Mask(people).apply(text) == "De corporatie vroeg [Professional] en [Inwoner]. [Professional] bleef."


def test_without_names_nothing_is_hidden() -> None:
    assert Mask([]).apply("Jan") == "Jan"


def test_a_surname_without_a_capital_is_a_name_where_a_text_gives_it_one() -> None:
    people = [("Piet bakker", "Inwoner"), ("Jan de vries", "Professional")]
    text = "Bakker vindt het goed, en Piet ook. De bakker niet. De heer De Vries en Jan de Vries twijfelen."
    read = "[Inwoner] vindt het goed, en [Inwoner] ook. De bakker niet. "
    read += "De heer De [Professional] en [Professional] twijfelen."
    assert Mask(people).apply(text) == read


def test_a_word_of_every_day_that_is_the_name_of_somebody_else_is_hidden() -> None:
    people = [("Piet bakker", "Inwoner"), ("Anna Bakker", "Professional")]
    assert Mask(people).apply("De bakker vroeg het.") == "De [Inwoner] vroeg het."
