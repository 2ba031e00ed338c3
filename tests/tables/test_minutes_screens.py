"""The screens of who makes minutes, with and without a script, also when another was first."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from aantafel.accounts.models import User
from tables.enums import ActorRole, MeetingState, MinutesPartName, MinutesRequestKind, MinutesState
from tables.models import (
    Card,
    Decision,
    Meeting,
    Minutes,
    MinutesPart,
    MinutesPicture,
    MinutesRequest,
    NameRemoval,
    NotedAction,
    Table,
)
from tables.models.minutes import TEXT_LENGTH
from tables.services.minutes import begin, note_takers, save
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.minutes import came, meeting_of, minutes_of, published, seat_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


@pytest.fixture
def owner(client: Client, table: Table) -> User:
    client.force_login(owner_of(table.idea))
    return owner_of(table.idea)


@pytest.fixture
def minutes(table: Table, owner: User) -> Minutes:
    return begin(meeting_of(table).pk, actor=owner)


def url(minutes: Minutes | Meeting, name: str = "write", *args: object) -> str:
    meeting = minutes.meeting if isinstance(minutes, Minutes) else minutes
    return reverse(f"tables:{name}", args=[meeting.table_id, meeting.number, *args])


def hidden(html: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]*)"', html)


def other_writes(minutes: Minutes, text: str, seen: int) -> None:
    save(
        actor=UserFactory.create(),
        minutes_id=minutes.pk,
        name=MinutesPartName.SAID,
        text=text,
        seen=seen,
        role=ActorRole.NOTE_TAKER,
    )


def picture(mode: str = "RGB") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new(mode, (60, 40), "white").save(content, "PNG")
    return SimpleUploadedFile("IMG_van_Ans.png", content.getvalue(), "image/png")


class TestBeginning:
    def test_from_the_list_to_an_empty_screen(self, client: Client, table: Table, owner: User) -> None:
        meeting = meeting_of(table, state=MeetingState.PLANNED)
        assert "Begin het verslag" in client.get(reverse("tables:minutes", args=[table.pk])).content.decode()
        assert client.get(url(meeting)).status_code == 200
        assert not Minutes.everywhere.exists()
        response = client.post(url(meeting, "minutes_begin"), follow=True)
        html = response.content.decode()
        assert "Schrijf het verslag" in html
        assert "Nog niemand heeft zich aangemeld." in html

    def test_what_was_called_off_has_none(self, client: Client, table: Table, owner: User) -> None:
        meeting = meeting_of(table, state=MeetingState.CANCELLED)
        response = client.post(url(meeting, "minutes_begin"), follow=True)
        assert "Er is dus geen verslag te maken." in response.content.decode()


class TestTexts:
    def test_htmx_gets_the_new_version_and_nothing_of_the_field(self, client: Client, minutes: Minutes) -> None:
        response = client.post(url(minutes, "write_part", "gezegd"), {"text": "Een", "seen": "0"}, headers=HTMX)
        html = response.content.decode()
        assert (response.status_code, hidden(html, "seen")) == (200, ["1"])
        assert "Bewaard om" in html and "<textarea" not in html and "<html" not in html

    def test_without_a_script_it_is_saved_and_leads_back_to_its_place(self, client: Client, minutes: Minutes) -> None:
        response = client.post(url(minutes, "write_part", "gezegd"), {"text": "Een", "seen": "0"})
        assert response["Location"] == f"{url(minutes)}#deel-gezegd"
        assert MinutesPart.objects.get().text == "Een"

    def test_somebody_elses_words_are_left(self, client: Client, minutes: Minutes) -> None:
        other_writes(minutes, "Van een ander", 0)
        save_url = url(minutes, "write_part", "gezegd")
        html = client.post(save_url, {"text": "Van mij", "seen": "0"}, headers=HTMX).content.decode()
        assert hidden(html, "seen") == ["0"]
        assert "Iemand anders (Verslagmaker) heeft dit deel net veranderd." in html
        response = client.post(save_url, {"text": "Van mij", "seen": "0"})
        html = response.content.decode()
        assert response.status_code == 409
        assert "<mark>mij</mark>" in html
        assert MinutesPart.objects.get().text == "Van een ander"

    @pytest.mark.parametrize(
        ("choice", "stands"),
        [({"keep": "mine"}, "Van mij"), ({"keep": "theirs"}, "Van hen"), ({"text": "Van ons"}, "Van ons")],
    )
    def test_each_choice_keeps_the_other_text(
        self, client: Client, minutes: Minutes, choice: dict[str, str], stands: str
    ) -> None:
        other_writes(minutes, "Van hen", 0)
        client.post(url(minutes, "write_part", "gezegd"), {"text": "Van mij", "seen": "1", **choice})
        part = MinutesPart.objects.get()
        assert part.text == stands
        assert {"Van hen", stands} <= set(part.versions.values_list("text", flat=True))
        html = client.get(url(minutes, "write_earlier", "gezegd")).content.decode()
        assert "Van hen" in html and stands in html
        assert "Van hen" in client.get(f"{url(minutes, 'write_one_part', 'gezegd')}?versie=1").content.decode()

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_a_text_that_is_too_long_is_told_and_kept(
        self, client: Client, minutes: Minutes, headers: dict[str, str]
    ) -> None:
        long = "a" * (TEXT_LENGTH + 1)
        response = client.post(url(minutes, "write_part", "gezegd"), {"text": long, "seen": "0"}, headers=headers)
        assert response.status_code == 422
        assert ("te lang" if headers else long) in response.content.decode()

    def test_what_is_no_part_is_not_there(self, client: Client, minutes: Minutes) -> None:
        assert client.post(url(minutes, "write_part", "niets"), {"text": "x", "seen": "0"}).status_code == 404
        assert client.get(url(minutes, "write_earlier", "gezegd")).status_code == 404


class TestWhatOthersWrote:
    def test_nothing_new_is_nothing(self, client: Client, minutes: Minutes) -> None:
        assert client.get(f"{url(minutes, 'write_stand')}?stand=0").status_code == 204

    def test_only_what_is_new_comes(self, client: Client, minutes: Minutes) -> None:
        other_writes(minutes, "Van een ander", 0)
        news = json.loads(client.get(f"{url(minutes, 'write_stand')}?stand=0&gezegd=0&pitch=0").content)
        assert news["delen"]["gezegd"] == {"versie": 1, "tekst": "Van een ander"}
        assert "pitch" not in news["delen"]
        before = news["lijsten"]["oogst"]
        client.post(url(minutes, "write_list", "oogst"), {"add": "1", "cards": "bankje"})
        news = json.loads(client.get(f"{url(minutes, 'write_stand')}?stand=1").content)
        assert news["lijsten"]["oogst"] != before
        html = client.get(f"{url(minutes)}?lijst=oogst", headers=HTMX).content.decode()
        assert html.lstrip().startswith("<div") and "bankje" in html and news["lijsten"]["oogst"] in html

    @pytest.mark.parametrize("sort", ["oogst", "besluiten", "acties", "ontbreekt", "fotos"])
    def test_the_lines_alone_come_and_not_the_form_in_which_somebody_types(
        self, client: Client, minutes: Minutes, sort: str
    ) -> None:
        page = client.get(url(minutes)).content.decode()
        lines = client.get(f"{url(minutes)}?lijst={sort}", headers=HTMX).content.decode()
        there = f'id="{sort}-lines" data-list="{sort}"'
        assert page.count(there) == lines.count(there) == 1
        assert "<textarea" not in lines and "at-form" not in lines


class TestLists:
    def post(self, client: Client, minutes: Minutes, sort: str, **data: Any) -> Any:
        return client.post(url(minutes, "write_list", sort), data)

    def test_many_cards_and_regrouping_them(self, client: Client, minutes: Minutes) -> None:
        response = self.post(client, minutes, "oogst", add="1", cards="- bankje\r\n\r\n- tafel\r\n", new_group="Zitten")
        assert response["Location"] == f"{url(minutes)}#oogst"
        keys = list(Card.objects.values_list("pk", flat=True))
        self.post(client, minutes, "oogst", move="1", card=keys[:1], new_group="Liggen")
        assert set(Card.objects.values_list("text", "group__title")) == {("bankje", "Liggen"), ("tafel", "Zitten")}
        self.post(client, minutes, "oogst", remove="1", card=keys)
        assert not Card.objects.exists()

    @pytest.mark.parametrize(
        ("sort", "data", "words"),
        [
            ("oogst", {"add": "1", "cards": " \n - \n"}, "Typ wat er langskwam."),
            ("oogst", {"add": "1", "cards": "a" * 301}, "Dit kaartje is langer"),
            ("besluiten", {"text": ""}, "Typ wat er is besloten."),
            ("acties", {"text": "Bellen", "due_on": "morgen"}, "Typ een dag"),
            ("ontbreekt", {"capacity": "koning"}, "Koning"),
            ("fotos", {"description": "Een vel"}, "Kies een foto."),
        ],
    )
    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_bad_input_gets_a_message_and_stays(
        self, client: Client, minutes: Minutes, sort: str, data: dict[str, str], words: str, headers: dict[str, str]
    ) -> None:
        response = client.post(url(minutes, "write_list", sort), data, headers=headers)
        html = response.content.decode()
        assert response.status_code == (200 if headers else 422)
        assert words.lower() in html.lower()
        for value in data.values():
            assert value.strip() in html

    def test_a_line_is_changed_on_a_page_of_its_own(self, client: Client, minutes: Minutes) -> None:
        self.post(client, minutes, "oogst", add="1", cards="bankje", new_group="Zitten")
        self.post(client, minutes, "besluiten", text="Ja.")
        self.post(client, minutes, "acties", text="Bellen", who="de club", due_on="2026-12-24")
        card = Card.objects.get()
        assert card.group is not None
        for sort, pk, data in (
            ("oogst", card.pk, {"text": "bank"}),
            ("groep", card.group_id, {"title": "Staan"}),
            ("besluiten", Decision.objects.get().pk, {"text": "Nee."}),
            ("acties", NotedAction.objects.get().pk, {"text": "Mailen"}),
        ):
            here = url(minutes, "write_item", sort, pk)
            assert client.get(here).status_code == 200
            assert client.post(here, dict.fromkeys(data, "")).status_code == 422
            assert client.post(here, data).status_code == 302
        card.refresh_from_db()
        assert (card.text, Decision.objects.get().text, NotedAction.objects.get().text) == ("bank", "Nee.", "Mailen")
        assert client.get(url(minutes, "write_item", "besluiten", 999)).status_code == 404

    def test_a_picture_is_made_anew_and_needs_a_description(self, client: Client, minutes: Minutes) -> None:
        assert self.post(client, minutes, "fotos", file=picture()).status_code == 422
        assert self.post(client, minutes, "fotos", file=picture(), description="Een vel").status_code == 302
        one = MinutesPicture.objects.get()
        assert one.file.name is not None and re.fullmatch(r"pictures/[0-9a-f]{32}\.jpg", one.file.name)
        fake = SimpleUploadedFile("x.jpg", b"<svg onload=alert(1)>", "image/jpeg")
        response = self.post(client, minutes, "fotos", file=fake, description="Een vel")
        assert response.status_code == 422
        self.post(client, minutes, "fotos", remove=str(one.pk))
        assert not MinutesPicture.objects.exists()

    def test_hostile_words_are_words(self, client: Client, minutes: Minutes) -> None:
        hostile = "<script>alert(1)</script>{{ 7|add:7 }}\u202e#let x"
        self.post(client, minutes, "oogst", add="1", cards=hostile, new_group=hostile)
        self.post(client, minutes, "besluiten", text=hostile)
        client.post(url(minutes, "write_part", "gezegd"), {"text": hostile, "seen": "0"})
        for page in (url(minutes), url(minutes, "minutes_check")):
            html = client.get(page).content.decode()
            assert "<script>alert" not in html
            assert "&lt;script&gt;alert" in html

    def test_one_line_and_thirty_cost_the_same(self, client: Client, minutes: Minutes) -> None:
        self.post(client, minutes, "oogst", add="1", cards="een", new_group="Een")
        self.post(client, minutes, "besluiten", text="Ja.")
        with CaptureQueriesContext(connection) as asked:
            client.get(url(minutes))
            few = len(asked)
        for number in range(10):
            self.post(client, minutes, "oogst", add="1", cards=f"kaart {number}\nen {number}", new_group=f"G {number}")
            self.post(client, minutes, "besluiten", text=f"Besluit {number}")
            self.post(client, minutes, "acties", text=f"Actie {number}")
            came(minutes.meeting, seat_of(minutes.meeting.table))
        with CaptureQueriesContext(connection) as asked:
            client.get(url(minutes))
            assert len(asked) <= few


class TestChecking:
    def test_what_is_missing_is_named_with_where_to_write_it(self, client: Client, minutes: Minutes) -> None:
        html = client.get(url(minutes, "minutes_check")).content.decode()
        for word in ("kort", "actief", "weer", "wie"):
            assert f'href="{url(minutes)}#deel-{word}"' in html
        response = client.post(url(minutes, "minutes_check"), {"publish": "1", "seen": "0"}, follow=True)
        assert "Er mist nog iets in het verslag." in response.content.decode()

    def test_the_owner_publishes_and_reads_what_is_next(self, client: Client, table: Table, owner: User) -> None:
        minutes = minutes_of(meeting_of(table))
        by_hand = seat_of(table, "Henk zonder mail", phone="0600000001")
        came(minutes.meeting, by_hand)
        response = client.post(url(minutes, "minutes_check"), {"publish": "1", "seen": "0"}, follow=True)
        html = response.content.decode()
        assert "Het verslag is openbaar. Wie erbij was, krijgt een mail." in html
        assert "Henk zonder mail" in html and "0600000001" in html

    def test_what_was_changed_meanwhile_is_read_again(self, client: Client, table: Table, owner: User) -> None:
        minutes = minutes_of(meeting_of(table))
        other_writes(minutes, "Anders", 1)
        response = client.post(url(minutes, "minutes_check"), {"publish": "1", "seen": "0"})
        html = response.content.decode()
        assert response.status_code == 422
        assert "Er is net iets in het verslag veranderd." in html
        assert hidden(html, "seen") == ["1"]
        assert Minutes.everywhere.get().version == 0

    def test_a_note_taker_hands_in_and_cannot_publish(self, client: Client, table: Table, owner: User) -> None:
        minutes = minutes_of(meeting_of(table))
        writer = UserFactory.create()
        note_takers.point_out(minutes.meeting_id, seat_of(table, user=writer).pk, actor=owner)
        client.force_login(writer)
        html = client.get(url(minutes, "minutes_check")).content.decode()
        assert "Geef aan de tafeleigenaar" in html and "Plaats het verslag" not in html
        response = client.post(url(minutes, "minutes_check"), {"publish": "1", "seen": "0"})
        assert response.status_code == 422
        client.post(url(minutes, "minutes_check"), {"hand_in": "1"})
        minutes.refresh_from_db()
        assert minutes.state == MinutesState.TO_CHECK
        client.post(url(minutes, "minutes_check"), {"take_back": "1"})
        minutes.refresh_from_db()
        assert minutes.state == MinutesState.WRITING

    def test_a_new_version_needs_a_reason(self, client: Client, table: Table, owner: User) -> None:
        minutes = minutes_of(meeting_of(table))
        published(minutes)
        other_writes(minutes, "Anders", 1)
        page = url(minutes, "minutes_check")
        response = client.post(page, {"publish": "1", "seen": "1", "reason": ""})
        assert "Schrijf in een of twee zinnen wat je hebt veranderd" in response.content.decode()
        client.post(page, {"publish": "1", "seen": "1", "reason": "Er stond iets fout."})
        assert Minutes.everywhere.get().version == 2


class TestOrganising:
    def test_who_reads_along_and_who_writes(self, client: Client, table: Table, minutes: Minutes) -> None:
        seat = seat_of(table, "Ans Bakker", email="ans@buurt.example")
        client.post(url(minutes, "minutes_readers"), {"readers": "everyone"})
        minutes.meeting.refresh_from_db()
        assert minutes.meeting.readers == "everyone"
        assert client.post(url(minutes, "minutes_readers"), {"readers": "koning"}).status_code == 422
        client.post(url(minutes, "minutes_takers"), {"seat": str(seat.pk)})
        html = client.get(url(minutes, "minutes_one")).content.decode()
        assert "Schrijft niet meer mee" in html
        client.post(url(minutes, "minutes_takers"), {"let_go": str(seat.pk)})
        assert not minutes.meeting.note_takers.exists()
        assert client.post(url(minutes, "minutes_takers"), {"seat": "x"}).status_code == 422

    def test_a_question_is_answered_and_a_name_taken_out(self, client: Client, table: Table, owner: User) -> None:
        minutes = minutes_of(meeting_of(table), said="Ans Bakker vroeg iets.")
        published(minutes)
        asked = MinutesRequest.everywhere.create(
            table=table, minutes=minutes, kind=MinutesRequestKind.NAME, text="Haal <mij> weg", email="ans@buurt.example"
        )
        here = url(minutes, "minutes_requests")
        assert (
            "1 vraag over dit verslag wacht" in client.get(reverse("tables:minutes", args=[table.pk])).content.decode()
        )
        assert "Haal &lt;mij&gt; weg" in client.get(here).content.decode()
        wrong = client.post(url(minutes, "minutes_take_out"), {"words": "Niemand hier"})
        assert "Deze woorden staan nergens in het verslag." in wrong.content.decode()
        looked = client.post(url(minutes, "minutes_take_out"), {"words": "Ans Bakker"}).content.decode()
        assert "<mark>Ans Bakker</mark>" in looked and "Haal weg uit elke versie" in looked
        assert not NameRemoval.objects.exists(), "nothing goes before it was shown"
        client.post(url(minutes, "minutes_take_out"), {"words": "Ans Bakker", "take_out": "1"})
        assert "Bakker" not in Client().get(minutes_path(minutes)).content.decode()
        assert client.post(here, {"request": str(asked.pk), "outcome": "done", "answer": ""}).status_code == 422
        assert client.post(here, {"request": "999", "outcome": "done", "answer": "x"}).status_code == 404
        client.post(here, {"request": str(asked.pk), "outcome": "done", "answer": "Het is weg."})
        asked.refresh_from_db()
        assert (asked.outcome, asked.handled_as) == ("done", "owner")

    def test_a_picture_goes_out_of_every_version(self, client: Client, table: Table, owner: User) -> None:
        minutes = minutes_of(meeting_of(table))
        client.post(url(minutes, "write_list", "fotos"), {"file": picture(), "description": "Een vel"})
        published(minutes)
        one = MinutesPicture.objects.get()
        assert one.file.url in Client().get(minutes_path(minutes)).content.decode()
        client.post(url(minutes, "write_list", "fotos"), {"remove": str(one.pk)})
        one.refresh_from_db()
        assert one.removed_at is not None
        client.post(url(minutes, "minutes_take_out"), {"picture": str(one.pk)})
        html = Client().get(minutes_path(minutes)).content.decode()
        assert one.file.url not in html and "uit alle versies weggehaald" in html
        assert not MinutesPicture.objects.exists()


def minutes_path(minutes: Minutes) -> str:
    meeting = minutes.meeting
    return f"{meeting.table.get_absolute_url()}verslagen/{meeting.number}/"
