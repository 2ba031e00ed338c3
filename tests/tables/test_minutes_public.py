"""Minutes as everyone reads them: the page, versions, data, the list and its feed; and reading along while written."""

import json
import xml.etree.ElementTree as ET
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.documents import codec
from aantafel.outbox.models import OutgoingMail
from ideas.models import Idea
from municipalities import scope
from tables.enums import ActorRole, MeetingState, MinutesPartName, Readers, TableState
from tables.minutes import live
from tables.minutes.compare import around, by_sentence
from tables.minutes.masking import Mask
from tables.models import Minutes, MinutesRequest, MinutesVersion, Table
from tables.services.minutes import names, notes, save, set_readers
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.instances import InstanceFactory
from tests.factories.minutes import came, meeting_of, minutes_of, published, seat_of
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.tables import StepChangeFactory, TableFactory
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


def change(minutes: Minutes, actor: User, text: str, reason: str) -> MinutesVersion:
    name = MinutesPartName.SAID
    seen = minutes.parts.get(part=name).version
    save(actor=actor, minutes_id=minutes.pk, name=name, text=text, seen=seen, role=ActorRole.OWNER)
    return published(minutes, reason=reason)


class TestPage:
    def test_everyone_reads_it_with_addresses_to_quote(self, client: Client, minutes: Minutes) -> None:
        response = client.get(path(minutes))
        html = response.content.decode()
        assert response.status_code == 200
        assert not response.cookies
        assert 'id="besluit-1"' in html and 'href="#besluit-1"' in html
        assert 'id="actie-1"' in html and "de voetbalclub" in html
        assert html.index("In het kort") < html.index("De pitch") < html.index("bankje")
        assert "Er was niemand van de gemeente." not in html  # nobody was checked in at all
        assert "Versie 1" in html

    def test_who_was_there_and_who_was_missing(self, client: Client, table: Table) -> None:
        made = minutes_of(meeting_of(table))
        came(made.meeting, seat_of(table, "Ans Bakker", name_display=NameDisplay.FIRST))
        came(made.meeting, seat_of(table, "Cor Smit", capacity=Capacity.PROFESSIONAL, role="huisarts"))
        published(made)
        html = client.get(path(made)).content.decode()
        assert "Ans" in html and "Bakker" not in html and "Smit" not in html
        assert "huisarts" in html
        assert "Er was niemand van de gemeente." in html

    def test_what_is_not_published_shows_nowhere(self, client: Client, table: Table, owner: User) -> None:
        made = minutes_of(meeting_of(table), said="Nog geheim")
        for more in ("/", ".json", "/versies/1/", "/verbeteren/"):
            assert client.get(path(made, more)).status_code == 404
        assert "Nog geheim" not in client.get(reverse("tables:all_minutes")).content.decode()

    def test_a_change_shows_only_with_its_version(self, client: Client, minutes: Minutes, owner: User) -> None:
        said = MinutesPartName.SAID
        save(actor=owner, minutes_id=minutes.pk, name=said, text="Stiekem", seen=1, role=ActorRole.OWNER)
        assert "Stiekem" not in client.get(path(minutes)).content.decode()

    def test_it_stays_when_the_table_stops_and_goes_with_the_idea(self, client: Client, minutes: Minutes) -> None:
        Table.everywhere.update(state=TableState.STOPPED)
        assert client.get(path(minutes)).status_code == 200
        Idea.everywhere.update(state="withdrawn")
        for more in ("/", ".json", "/versies/1/", "/live/", "/verbeteren/"):
            assert client.get(path(minutes, more)).status_code == 410

    def test_another_title_leads_on(self, client: Client, minutes: Minutes) -> None:
        here = path(minutes).replace("een-lange-tafel-in-de-straat", "oud")
        response = client.get(here)
        assert (response.status_code, response["Location"]) == (302, path(minutes))

    def test_who_has_it_already_gets_nothing_until_something_changes(
        self, client: Client, minutes: Minutes, owner: User
    ) -> None:
        tag = client.get(path(minutes))["ETag"]
        again = {"If-None-Match": tag}
        assert client.get(path(minutes), headers=again).status_code == 304
        change(minutes, owner, "Anders gezegd.", "Klopte niet.")
        assert client.get(path(minutes), headers=again).status_code == 200
        tag = client.get(path(minutes))["ETag"]
        names.take_out(actor=owner, minutes_id=minutes.pk, words="Anders gezegd", role=ActorRole.OWNER)
        assert client.get(path(minutes), headers={"If-None-Match": tag}).status_code == 200

    def test_the_kept_page_answers_who_has_it_too(self, client: Client, minutes: Minutes, settings: Any) -> None:
        settings.PAGE_CACHE_SECONDS = 60
        tag = client.get(path(minutes))["ETag"]
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path(minutes), headers={"If-None-Match": tag}).status_code == 304
            assert client.get(path(minutes)).content
            assert len(asked) == 0

    def test_at_most_eight_queries_with_one_and_with_many(self, client: Client, minutes: Minutes, owner: User) -> None:
        with CaptureQueriesContext(connection) as asked:
            client.get(path(minutes))
            few = len(asked)
        assert few <= 8
        for number in range(2, 8):
            change(minutes, owner, f"Tekst {number}", f"Reden {number}")
            published(minutes_of(meeting_of(minutes.meeting.table, number)))
        with CaptureQueriesContext(connection) as asked:
            client.get(path(minutes))
            assert len(asked) <= few

    def test_the_meetings_before_and_after_are_one_step_away(self, client: Client, minutes: Minutes) -> None:
        table = minutes.meeting.table
        second, third = (minutes_of(meeting_of(table, number)) for number in (2, 3))
        published(second)
        published(third)
        html = client.get(path(second)).content.decode()
        assert f'href="{path(minutes)}" rel="prev"' in html
        assert f'href="{path(third)}" rel="next"' in html


class TestVersions:
    def test_each_has_an_address_and_what_changed_is_told_in_words(
        self, client: Client, minutes: Minutes, owner: User
    ) -> None:
        change(minutes, owner, "Een bewoner vroeg naar stoelen. En naar licht.", "Er miste iets.")
        old = client.get(path(minutes, "/versies/1/")).content.decode()
        assert "Er is een nieuwere." in old and "En naar licht." not in old
        assert "noindex" in old
        new = client.get(path(minutes)).content.decode()
        assert "En naar licht." in new and "Er miste iets." in new
        html = client.get(path(minutes, "/versies/2/vergelijk/")).content.decode()
        assert "Er miste iets." in html
        assert ">erbij</span> <ins" in html
        assert "We beginnen klein." not in html
        for more in ("/versies/3/", "/versies/1/vergelijk/", "/versies/3/vergelijk/"):
            assert client.get(path(minutes, more)).status_code == 404

    def test_what_stands_far_from_a_change_is_left_out(self) -> None:
        old = "Een. Twee. Drie. Vier. Vijf. Zes."
        found = around(by_sentence(old, "Een. Twee. Drie. Vier. Vijf en een half. Zes."))
        assert [(one.kind, one.text) for one in found] == [
            ("left", ""),
            ("same", "Vier."),
            ("gone", "Vijf."),
            ("new", "Vijf en een half."),
            ("same", "Zes."),
        ]

    def test_sentences_are_compared_one_by_one(self) -> None:
        found = by_sentence("Een. Twee! Drie?\nVier", "Een. Twee en een half! Drie?\nVier\nVijf")
        assert [(one.kind, one.text) for one in found] == [
            ("same", "Een."),
            ("gone", "Twee!"),
            ("new", "Twee en een half!"),
            ("same", "Drie?"),
            ("same", "Vier"),
            ("new", "Vijf"),
        ]


class TestData:
    def test_the_same_version_gives_the_same_bytes(self, client: Client, minutes: Minutes, owner: User) -> None:
        first = client.get(path(minutes, ".json"))
        data = json.loads(first.content)
        document = codec.from_json(data)
        assert document.title.startswith("Verslag: Eerste bijeenkomst")
        assert [block["anchor"] for block in data["body"] if block["kind"] == "item"] == ["besluit-1", "actie-1"]
        assert client.get(path(minutes, ".json"), headers={"If-None-Match": first["ETag"]}).status_code == 304
        change(minutes, owner, "Anders.", "Daarom.")
        assert client.get(path(minutes, ".json") + "?versie=1").content == first.content
        assert client.get(path(minutes, ".json")).content != first.content
        assert client.get(path(minutes, ".json") + "?versie=9").status_code == 404


class TestAsking:
    def test_without_an_account_and_told_what_happens(self, client: Client, minutes: Minutes) -> None:
        here = path(minutes, "/verbeteren/")
        assert client.get(here).status_code == 200
        wrong = client.post(here, {"kind": "name", "text": "", "email": "geen"})
        assert wrong.status_code == 422
        assert 'value="geen"' in wrong.content.decode()
        data = {"kind": "name", "text": "Haal mijn naam weg.", "email": "ans@buurt.example"}
        response = client.post(here, data, follow=True)
        assert "Dank je wel, je vraag is binnen" in response.content.decode()
        assert MinutesRequest.everywhere.get().text == "Haal mijn naam weg."
        assert OutgoingMail.objects.filter(to_address="ans@buurt.example").count() == 1

    def test_it_waits_at_the_desk_that_looks_after_the_table(self, minutes: Minutes) -> None:
        MinutesRequest.everywhere.create(minutes=minutes, kind="correct", text="De datum klopt niet.")
        operator = UserFactory.create(operator=True)
        client = Client()
        client.force_login(operator)
        assert "De datum klopt niet." in client.get(reverse("desk:minutes")).content.decode()
        InstanceFactory.create(municipality=minutes.meeting.table.municipality)
        assert "De datum klopt niet." not in client.get(reverse("desk:minutes")).content.decode()


class TestList:
    def find(self, client: Client, query: str) -> str:
        return client.get(reverse("tables:all_minutes") + query).content.decode()

    def test_words_are_found_in_dutch_wherever_they_stand(self, client: Client, minutes: Minutes) -> None:
        for word in ("stoel", "Bankje", "lange tafel", "voetbalclub", "klein"):
            assert "Een lange tafel in de straat" in self.find(client, f"?q={word}"), word
        assert "Geen verslagen gevonden" in self.find(client, "?q=zwembad")
        assert "Geen verslagen gevonden" in self.find(client, "?q=%21%21")

    def test_each_filter_leaves_out_what_it_should(self, client: Client, minutes: Minutes) -> None:
        table = minutes.meeting.table
        Minutes.everywhere.update(step=4)
        Idea.everywhere.filter(pk=table.idea_id).update(theme="care")
        day = clock.today().isoformat()
        before = (clock.today() - timedelta(days=5)).isoformat()
        title = "Een lange tafel in de straat"
        theme = Idea._meta.get_field("theme").choices[0][0]  # type: ignore[index]
        Idea.everywhere.filter(pk=table.idea_id).update(theme=theme)
        other = MunicipalityFactory.create(name="Verweg")
        slug = table.municipality.slug
        for query in (f"?gemeente={slug}", "?stap=4", f"?thema={theme}", f"?vanaf={before}", f"?tot={day}"):
            assert title in self.find(client, query), query
        for query in (f"?gemeente={other.slug}", "?stap=5", f"?vanaf={day}", f"?tot={before}"):
            assert title not in self.find(client, query), query

    def test_the_step_is_that_of_the_meeting_also_when_the_table_went_on(self, client: Client, table: Table) -> None:
        made = meeting_of(table)
        assert made.starts_at is not None
        for step, hours in ((4, -1), (5, 1)):
            at = made.starts_at + timedelta(hours=hours)
            StepChangeFactory.create(table=table, to_step=step, created_at=at)
        Table.everywhere.filter(pk=table.pk).update(step=7)
        minutes = minutes_of(made)
        version = published(minutes)
        assert ("Stap", "4. Creëer en ontwerp") in codec.from_json(version.content).details
        assert "4. Creëer en ontwerp</span>" in self.find(client, "?stap=4")
        assert "Een lange tafel in de straat" not in self.find(client, "?stap=7")

    def test_what_means_nothing_leads_to_the_plain_address(self, client: Client) -> None:
        for query in ("?stap=9", "?thema=x", "?vanaf=2026-99-99", "?tot=ooit", "?q="):
            response = client.get(reverse("tables:all_minutes") + query)
            assert (response.status_code, response["Location"]) == (302, reverse("tables:all_minutes"))

    def test_further_on_by_key_at_the_same_cost(self, client: Client, table: Table) -> None:
        for number in range(1, 24):
            with clock.frozen(clock.now() + timedelta(minutes=number)):
                published(minutes_of(meeting_of(table, number)))
        with CaptureQueriesContext(connection) as asked:
            first = self.find(client, "")
            assert len(asked) <= 8
        assert first.count(table.get_absolute_url() + "verslagen/") == 20
        onward = first.split("?na=")[1].split('"')[0]
        second = self.find(client, f"?na={onward}")
        assert second.count(table.get_absolute_url() + "verslagen/") == 3

    def test_the_feed_follows_the_same_filters(self, client: Client, minutes: Minutes) -> None:
        response = client.get(reverse("minutes_feed"))
        assert response["Content-Type"].startswith("application/atom+xml")
        space = {"a": "http://www.w3.org/2005/Atom"}
        [entry] = ET.fromstring(response.content).findall("a:entry", space)
        link = entry.find("a:link", space)
        assert link is not None and link.attrib["href"].endswith(path(minutes))
        assert client.get(link.attrib["href"]).status_code == 200
        empty = client.get(reverse("minutes_feed") + "?stap=7")
        assert not ET.fromstring(empty.content).findall("a:entry", space)

    def test_a_local_site_lists_its_own(self, minutes: Minutes) -> None:
        town, other = minutes.meeting.table.municipality, MunicipalityFactory.create()
        InstanceFactory.create(municipality=town)
        InstanceFactory.create(municipality=other)
        title = "Een lange tafel in de straat"
        assert title in at_site(town).get(reverse("tables:all_minutes")).content.decode()
        assert title not in at_site(other).get(reverse("tables:all_minutes")).content.decode()
        assert at_site(other).get(path(minutes)).status_code == 404


class TestCourse:
    def test_everything_in_order_with_what_was_decided(self, client: Client, minutes: Minutes) -> None:
        here = f"{minutes.meeting.table.get_absolute_url()}verloop/"
        with CaptureQueriesContext(connection) as asked:
            html = client.get(here).content.decode()
            assert len(asked) <= 8
        assert "Het verslag van een bijeenkomst" not in html
        assert f'href="{path(minutes)}#besluit-1"' in html and "We beginnen klein." in html


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
