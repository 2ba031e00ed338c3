"""Telling an idea: what comes in, who tells it, and the yes or no of the teller."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aantafel.accounts.services import privacy
from aantafel.core import audio, clock
from aantafel.core.registry import on_export
from aantafel.core.uploads import NotKept
from aantafel.outbox.models import OutgoingMail
from ideas.enums import Channel, ConsentHow, IdeaState, VoiceState
from ideas.models import Idea, Pinner, VoiceMessage
from ideas.services import voice
from municipalities.models import Instance
from tests.factories.accounts import UserFactory
from tests.factories.instances import InstanceFactory
from tests.factories.municipalities import MunicipalityFactory, PostcodeFactory
from tests.factories.voice import VoiceMessageFactory
from tests.pages.desks.conftest import html
from tests.pages.local.conftest import browser
from tests.support import sounds
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db
TELL = "/ideeen/prik/vertel/"
HTML = b"<!doctype html><script>alert(document.domain)</script>"
TYPED = {"title": "Een stille bank in het park", "people": "", "approach": "", "capacity": "resident"}


def upload(data: bytes | None = None, name: str = "praat.wav", kind: str = "audio/wav") -> dict[str, Any]:
    return {"recording": SimpleUploadedFile(name, sounds.wav(1) if data is None else data, kind)}


def fresh() -> VoiceMessage:
    return VoiceMessage.everywhere.get()


def files() -> list[str]:
    return voice._files()


@pytest.fixture(autouse=True)
def empty_storage() -> None:
    for name in files():
        default_storage.delete(name)


class TestRecording:
    @pytest.mark.parametrize("sort", sounds.ALL)
    def test_every_kind_is_kept_under_a_name_that_says_nothing(self, client: Client, sort: str) -> None:
        response = client.post(TELL, upload(sounds.ALL[sort](3), name="Stien vertelt.exe", kind="text/html"))
        message = fresh()
        assert response["Location"] == f"{TELL}{message.key}/"
        assert (message.state, message.sort, message.seconds) == (VoiceState.BEGUN, sort, 3)
        assert re.fullmatch(r"voice/[0-9a-f]{32}", message.audio.name or "")

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (HTML, "niet openen als opname"),
            (b"", "niet openen als opname"),
            (sounds.ogg(1) + HTML, "niet heel"),
            (sounds.webm(1)[:-2], "niet heel"),
            (sounds.wav(186), "te lang"),
            (sounds.mp4(codec=b"avc1"), "niet heel"),
        ],
    )
    def test_what_is_no_recording_gets_a_sentence(self, client: Client, data: bytes, words: str) -> None:
        response = client.post(TELL, upload(data))
        assert response.status_code == 422 and words in html(response)
        assert not VoiceMessage.everywhere.exists() and files() == []

    def test_too_large_gets_a_sentence(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(audio, "LARGEST", 1000)
        response = client.post(TELL, upload())
        assert response.status_code == 422 and "te groot" in html(response)

    def test_nothing_at_all_gets_a_sentence(self, client: Client) -> None:
        response = client.post(TELL)
        assert response.status_code == 422 and "nog geen opname" in html(response)

    def test_a_full_disk_gets_a_sentence(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_args: Any, **_more: Any) -> str:
            raise NotKept

        monkeypatch.setattr(type(default_storage._wrapped), "_save", full)  # type: ignore[attr-defined]
        response = client.post(TELL, upload())
        assert response.status_code == 422 and "je opname nu niet bewaren" in html(response)
        assert not VoiceMessage.everywhere.exists()

    def test_many_from_one_connection_is_enough(self, client: Client) -> None:
        for _ in range(40):
            assert client.post(TELL, upload()).status_code == 302
        assert client.post(TELL, upload()).status_code == 422

    def test_the_microphone_is_for_this_page_alone(self, client: Client) -> None:
        message = VoiceMessageFactory.create(begun=True)
        assert "microphone=(self)" in client.get(TELL)["Permissions-Policy"]
        assert "microphone=(self)" in client.post(TELL)["Permissions-Policy"]
        for path in ("/", "/ideeen/prik/", f"{TELL}{message.key}/", f"{TELL}gehoord/"):
            assert "microphone=()" in client.get(path)["Permissions-Policy"]

    def test_the_policy_of_the_page_stays_strict(self, client: Client) -> None:
        policy = client.get(TELL)["Content-Security-Policy"]
        assert "unsafe" not in policy and "blob:" not in policy and "data:" not in policy

    def test_no_address_shows_what_is_kept(self, client: Client) -> None:
        name = VoiceMessageFactory.create().audio.name
        for path in (f"/media/{name}", f"/media/pictures/{name}", f"/{name}"):
            assert client.get(path).status_code == 404


class TestTeller:
    def test_the_thanks_name_the_day_on_which_something_is_heard(self, client: Client) -> None:
        friday = datetime(2026, 11, 27, 12, tzinfo=UTC)
        message = VoiceMessageFactory.create(created_at=friday)
        page = html(client.get(f"{TELL}gehoord/?bericht={message.key}"))
        assert "vrijdag 4 december" in page
        for other in ("", "onzin", str(uuid4())):
            assert "december" not in html(client.get(f"{TELL}gehoord/?bericht={other}"))

    def test_on_the_national_site_the_postcode_leads_to_the_municipality(self, client: Client) -> None:
        town = MunicipalityFactory.create()
        PostcodeFactory.create(pc4="7201", municipality=town)
        message = VoiceMessageFactory.create(begun=True)
        answers = {"name": "Stien", "phone": "06 12 34 56 78", "email": "", "place": "7201 AB"}
        assert client.post(f"{TELL}{message.key}/", answers)["Location"].startswith(f"{TELL}gehoord/")
        message = fresh()
        assert (message.state, message.municipality, message.postcode) == (VoiceState.WAITS, town, "7201")
        assert (message.phone, message.name) == ("0612345678", "Stien")

    def test_a_postcode_of_two_is_a_choice(self, client: Client) -> None:
        towns = [MunicipalityFactory.create(), MunicipalityFactory.create()]
        for town in towns:
            PostcodeFactory.create(pc4="7202", municipality=town)
        message = VoiceMessageFactory.create(begun=True)
        answers = {"name": "Stien", "email": "stien@buurt.example", "place": "7202"}
        response = client.post(f"{TELL}{message.key}/", answers)
        assert response.status_code == 422 and towns[1].name in html(response)
        client.post(f"{TELL}{message.key}/", {**answers, "municipality": towns[1].code})
        assert fresh().municipality == towns[1]

    def test_on_a_local_site_it_is_of_here(self) -> None:
        instance = InstanceFactory.create()
        message = VoiceMessageFactory.create(begun=True)
        other = MunicipalityFactory.create()
        answers = {"name": "Stien", "email": "Stien@Buurt.example", "place": other.name, "municipality": other.code}
        browser(instance, None).post(f"{TELL}{message.key}/", answers)
        assert (fresh().municipality, fresh().email) == (instance.municipality, "stien@buurt.example")

    def test_one_way_to_reach_somebody_is_needed(self, client: Client) -> None:
        town = MunicipalityFactory.create()
        message = VoiceMessageFactory.create(begun=True)
        response = client.post(f"{TELL}{message.key}/", {"name": "Stien", "place": town.name})
        assert response.status_code == 422 and "Stien" in html(response)
        assert fresh().state == VoiceState.BEGUN

    def test_sent_twice_is_sent_once(self, client: Client) -> None:
        town = MunicipalityFactory.create()
        message = VoiceMessageFactory.create(begun=True)
        answers = {"name": "Stien", "email": "stien@buurt.example", "place": town.name}
        for _ in range(2):
            assert client.post(f"{TELL}{message.key}/", answers).status_code == 302
        assert client.post(f"{TELL}{message.key}/", {**answers, "name": "Iemand anders"}).status_code == 302
        assert fresh().name == "Stien"

    def test_an_unknown_key_is_not_found(self, client: Client) -> None:
        for part in ("", "klopt-het/"):
            assert client.get(f"{TELL}{uuid4()}/{part}").status_code == 404


class TestTurnedOff:
    def test_the_addresses_say_so(self) -> None:
        instance = InstanceFactory.create(switches={"voice": False})
        message = VoiceMessageFactory.create(begun=True)
        visitor = browser(instance, None)
        assert visitor.get(TELL).status_code == 404
        assert visitor.post(TELL, upload()).status_code == 404
        assert visitor.post(f"{TELL}{message.key}/", {"name": "x", "email": "a@b.example"}).status_code == 404
        assert TELL not in html(visitor.get("/ideeen/prik/"))

    def test_nor_does_the_national_site_send_it_there(self, client: Client) -> None:
        instance = InstanceFactory.create()
        message = VoiceMessageFactory.create(begun=True)
        Instance.objects.update(switches={"voice": False})
        answers = {"name": "Stien", "email": "stien@buurt.example", "place": instance.municipality.name}
        response = client.post(f"{TELL}{message.key}/", answers)
        assert response.status_code == 422
        assert fresh().state == VoiceState.BEGUN


class TestReadBack:
    def page(self, message: VoiceMessage) -> str:
        return f"{TELL}{message.answer_key}/klopt-het/"

    def test_a_yes_makes_it_an_idea_and_the_recording_goes(
        self, client: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        message = VoiceMessageFactory.create(typed=True)
        assert "Een fluisterbank in het park" in html(client.get(self.page(message)))
        with django_capture_on_commit_callbacks(execute=True):
            client.post(self.page(message), {"answer": "yes", "version": "1", "name_display": "first"})
        idea = Idea.everywhere.select_related("pinner").get()
        assert (idea.title, idea.origin) == (message.title, message.origin)
        assert (idea.state, idea.channel, idea.owner) == (IdeaState.WAITING, Channel.VOICE, None)
        pinner = idea.pinner
        assert (pinner.name, pinner.email, pinner.phone) == ("Stien Stem", message.email, message.phone)
        assert (pinner.consent_how, pinner.consent_recorded_by, pinner.name_display) == (ConsentHow.MAIL, None, "first")
        assert pinner.consent_at is not None
        message = fresh()
        assert (message.state, message.idea) == (VoiceState.DONE, idea)
        assert (message.name, message.email, message.phone, message.title, message.origin) == ("",) * 5
        assert files() == []
        assert "Je zei ja" in html(client.get(self.page(message)))
        assert OutgoingMail.objects.filter(kind="ideas/entered_for_you").count() == 1

    def test_a_no_throws_everything_away_from_the_mail_too(
        self, client: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        message = VoiceMessageFactory.create(typed=True)
        voice.read_back_by_mail(actor=UserFactory.create(), message=message)
        assert "fluisterbank" in OutgoingMail.objects.get().body_text
        with django_capture_on_commit_callbacks(execute=True):
            client.post(self.page(message), {"answer": "no", "version": "1", "name_display": "hidden"})
        assert not Idea.everywhere.exists() and not Pinner.objects.exists()
        assert (fresh().state, fresh().title, fresh().name, files()) == (VoiceState.REFUSED, "", "", [])
        assert OutgoingMail.objects.get().body_text == ""
        assert "Alles is weggegooid" in html(client.get(self.page(message)))

    def test_a_correction_goes_back_to_the_desk(self, client: Client) -> None:
        message = VoiceMessageFactory.create(typed=True)
        answers = {"answer": "change", "version": "1", "name_display": "hidden", "text": ""}
        assert client.post(self.page(message), answers).status_code == 422
        client.post(self.page(message), {**answers, "text": "Het is bij de vijver."})
        assert (fresh().state, fresh().correction) == (VoiceState.WAITS, "Het is bij de vijver.")
        assert "We kijken er nog eens naar" in html(client.get(self.page(message)))
        voice.type_out(actor=UserFactory.create(), message=fresh(), version=1, text=text())
        assert (fresh().state, fresh().version, fresh().correction) == (VoiceState.TYPED, 2, "")

    def test_a_yes_is_about_the_text_that_was_read(self, client: Client) -> None:
        message = VoiceMessageFactory.create(typed=True)
        voice.type_out(actor=UserFactory.create(), message=message, version=1, text=text(title="Iets heel anders"))
        response = client.post(
            self.page(message), {"answer": "yes", "version": "1", "name_display": "hidden"}, follow=True
        )
        assert "veranderd" in html(response) and "Iets heel anders" in html(response)
        assert not Idea.everywhere.exists()

    def test_reading_the_page_says_nothing(self, client: Client) -> None:
        message = VoiceMessageFactory.create(typed=True)
        client.get(self.page(message) + "?answer=yes&version=1")
        assert fresh().state == VoiceState.TYPED

    def test_before_it_was_typed_out_there_is_nothing_to_read(self, client: Client) -> None:
        for flags in ({}, {"begun": True}, {"typed": True, "answer_key": None}):
            message = VoiceMessageFactory.create(**flags)
            assert client.get(f"{TELL}{message.key}/klopt-het/").status_code == 404

    def test_who_recorded_it_cannot_say_yes_in_the_name_of_somebody_else(self, client: Client) -> None:
        message = VoiceMessageFactory.create(typed=True, answer_key=None)
        voice.read_back_by_mail(actor=UserFactory.create(), message=message)
        yes = {"answer": "yes", "version": "1", "name_display": "full"}
        assert client.post(f"{TELL}{message.key}/klopt-het/", yes).status_code == 404
        assert not Idea.everywhere.exists()
        assert str(message.key) not in OutgoingMail.objects.get().body_text

    def test_a_second_mail_leads_to_the_same_page(self) -> None:
        message = VoiceMessageFactory.create(typed=True)
        voice.read_back_by_mail(actor=UserFactory.create(), message=message)
        assert fresh().answer_key == message.answer_key

    def test_the_mail_leads_there_and_comes_from_the_local_site(self, client: Client) -> None:
        instance = InstanceFactory.create()
        message = VoiceMessageFactory.create(typed=True, municipality=instance.municipality)
        voice.read_back_by_mail(actor=UserFactory.create(), message=message)
        mail = OutgoingMail.objects.get()
        assert f"{instance.subdomain}.testserver{self.page(message)}" in mail.body_text
        assert (mail.to_address, mail.reply_to) == (message.email, instance.contact_email)


class TestRetention:
    def test_what_was_not_sent_goes_after_a_day(self, django_capture_on_commit_callbacks: Any) -> None:
        VoiceMessageFactory.create(begun=True)
        with clock.frozen(clock.now() + timedelta(hours=23)):
            assert voice.erase_old() == 0
        with clock.frozen(clock.now() + timedelta(hours=25)), django_capture_on_commit_callbacks(execute=True):
            assert voice.erase_old() == 1
        assert not VoiceMessage.everywhere.exists() and files() == []

    @pytest.mark.parametrize("flags", [{}, {"typed": True}])
    def test_after_thirty_days_of_nothing_it_goes_and_the_teller_hears_why(
        self, flags: dict[str, bool], django_capture_on_commit_callbacks: Any
    ) -> None:
        VoiceMessageFactory.create(**flags)
        with clock.frozen(clock.now() + timedelta(days=29)):
            assert voice.erase_old() == 0
        with clock.frozen(clock.now() + timedelta(days=31)), django_capture_on_commit_callbacks(execute=True):
            assert voice.erase_old() == 1
            assert voice.erase_old() == 0
        assert (fresh().state, fresh().name, files()) == (VoiceState.REFUSED, "", [])
        mail = OutgoingMail.objects.get()
        assert "binnen dertig dagen" in mail.body_text
        with clock.frozen(clock.now() + timedelta(days=62)):
            assert voice.erase_old() == 1
        assert not VoiceMessage.everywhere.exists()

    def test_whoever_works_on_it_keeps_it(self) -> None:
        message = VoiceMessageFactory.create()
        with clock.frozen(clock.now() + timedelta(days=20)):
            voice.type_out(actor=UserFactory.create(), message=message, version=0, text=text())
        with clock.frozen(clock.now() + timedelta(days=40)):
            assert voice.erase_old() == 0

    def test_a_recording_without_a_row_is_swept_up(self) -> None:
        kept = VoiceMessageFactory.create()
        gone = VoiceMessageFactory.create()
        VoiceMessage.everywhere.filter(pk=gone.pk).delete()
        assert voice.sweep() == 0  # a request may be about to write its row
        with clock.frozen(clock.now() + timedelta(days=2)):
            assert voice.sweep() == 1
        assert files() == [kept.audio.name]


class TestPrivacy:
    def test_somebody_s_messages_come_along_in_what_they_download(self) -> None:
        user = UserFactory.create(email="stien.stem@buurt.example")
        VoiceMessageFactory.create(typed=True)
        VoiceMessageFactory.create(typed=True, email="iemand@buurt.example")
        told = next(part["spoken_messages"] for part in on_export.run(user=user) if "spoken_messages" in part)
        assert [row["title"] for row in told] == ["Een fluisterbank in het park"]

    def test_erasing_an_account_erases_the_voice(self, django_capture_on_commit_callbacks: Any) -> None:
        user = UserFactory.create(email="stien.stem@buurt.example")
        other = VoiceMessageFactory.create(email="iemand@buurt.example")
        VoiceMessageFactory.create(typed=True)
        with django_capture_on_commit_callbacks(execute=True):
            privacy.erase(actor=user, ideas_too=False)
        assert fresh() == other and files() == [other.audio.name]


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_a_yes_and_a_no_leave_one_of_them(self) -> None:
        message = VoiceMessageFactory.create(typed=True)
        said = at_once(lambda: attempt(say_yes, message), lambda: attempt(say_no, message))
        assert sorted(said) == [False, True]
        assert Idea.everywhere.exists() is said[0]
        assert files() == []

    def test_two_yeses_are_one_idea(self) -> None:
        message = VoiceMessageFactory.create(typed=True)
        assert sorted(at_once(*[lambda: attempt(say_yes, message)] * 2)) == [False, True]
        assert Idea.everywhere.count() == 1

    def test_two_who_type_it_out_do_not_overwrite_each_other(self) -> None:
        message = VoiceMessageFactory.create()
        typists = [UserFactory.create(), UserFactory.create()]

        def type_as(number: int) -> bool:
            mine = text(title=f"Getypt door nummer {number}")
            return attempt(
                lambda one: voice.type_out(actor=typists[number], message=one, version=0, text=mine), message
            )

        typed = at_once(lambda: type_as(0), lambda: type_as(1))
        assert sorted(typed) == [False, True]
        assert fresh().title == f"Getypt door nummer {typed.index(True)}"


def attempt(act: Any, message: VoiceMessage) -> bool:
    try:
        act(message)
    except (voice.NotAtDesk, voice.TypedAnew):
        return False
    return True


def say_yes(message: VoiceMessage) -> None:
    at, how = clock.now(), ConsentHow.MAIL
    voice.yes(actor=None, message=message, version=1, how=how, at=at, name_display="hidden")


def say_no(message: VoiceMessage) -> None:
    voice.no(message=message, version=1)


def text(**changes: str) -> dict[str, Any]:
    return {**TYPED, "origin": "", "name_display": "hidden", **changes}
