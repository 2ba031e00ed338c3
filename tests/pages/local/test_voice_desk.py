"""Spoken messages at the desks: who may hear them, typing out, reading back, putting away."""

from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from ideas.enums import Channel, ConsentHow, VoiceState
from ideas.models import Idea, VoiceMessage
from tests.factories.accounts import UserFactory
from tests.factories.instances import somebody
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.voice import VoiceMessageFactory
from tests.pages.desks.conftest import html
from tests.pages.local.conftest import Town
from tests.support import sounds

DESK = "/coordinator/berichten/"


@pytest.fixture
def message(town: Town) -> VoiceMessage:
    return VoiceMessageFactory.create(municipality=town.municipality)


@pytest.fixture
def operator(db: None, national: Client) -> Client:
    person: User = UserFactory.create(operator=True)
    national.force_login(person)
    return national


def typed(**changes: Any) -> dict[str, Any]:
    usual = {"version": "0", "title": "Een stille bank in het park", "origin": "Voor mijn oma.", "capacity": "resident"}
    return {**usual, "name_display": "first", **changes}


def fresh() -> VoiceMessage:
    return VoiceMessage.everywhere.get()


def test_from_listening_to_a_yes_by_phone(town: Town, message: VoiceMessage) -> None:
    desk, path = town.as_(town.helper), f"{DESK}{message.pk}/"
    assert "Stien Stem" in html(desk.get(DESK))
    page = html(desk.get(path))
    assert f"{path}geluid/" in page and "0600000007" in page
    desk.post(path, typed())
    assert (fresh().state, fresh().typed_by, fresh().version) == (VoiceState.TYPED, town.helper, 1)
    assert "Een stille bank" in html(desk.get(f"{path}voorlezen/"))
    said = {"version": "1", "answer": "yes", "on": clock.today().isoformat(), "sure": "on"}
    assert desk.post(f"{path}voorlezen/", {**said, "sure": ""}).status_code == 422
    desk.post(f"{path}voorlezen/", said)
    idea = Idea.everywhere.select_related("pinner").get()
    assert (idea.channel, idea.municipality, idea.title) == (Channel.VOICE, town.municipality, typed()["title"])
    assert (idea.pinner.consent_how, idea.pinner.consent_recorded_by) == (ConsentHow.PHONE, town.helper)
    assert idea.pinner.name_display == "first"
    assert desk.get(path).status_code == 404


def test_a_no_by_phone_throws_it_away(town: Town, message: VoiceMessage) -> None:
    desk, path = town.as_(town.coordinator), f"{DESK}{message.pk}/"
    desk.post(path, typed())
    said = {"version": "1", "answer": "no", "on": clock.today().isoformat(), "sure": "on"}
    desk.post(f"{path}voorlezen/", said)
    assert (fresh().state, fresh().title) == (VoiceState.REFUSED, "")
    assert not Idea.everywhere.exists()


def test_a_yes_that_is_still_to_come_is_none(town: Town, message: VoiceMessage) -> None:
    desk, path = town.as_(town.coordinator), f"{DESK}{message.pk}/"
    desk.post(path, typed())
    said = {"version": "1", "answer": "yes", "on": "2099-01-01", "sure": "on"}
    assert desk.post(f"{path}voorlezen/", said).status_code == 422


def test_the_text_goes_out_by_mail_and_again_when_asked(town: Town, message: VoiceMessage) -> None:
    desk, path = town.as_(town.coordinator), f"{DESK}{message.pk}/"
    assert desk.post(f"{path}mail/").status_code == 409  # nothing is typed yet
    desk.post(path, typed())
    for _ in range(2):
        desk.post(f"{path}mail/")
    assert OutgoingMail.objects.filter(kind="ideas/voice_read_back", to_address=message.email).count() == 2
    assert fresh().mailed_at is not None
    desk.post(path, typed(version="1", title="Nog een stillere bank"))
    assert fresh().mailed_at is None


def test_who_has_no_address_gets_no_mail(town: Town) -> None:
    message = VoiceMessageFactory.create(typed=True, municipality=town.municipality, email="")
    desk = town.as_(town.coordinator)
    assert f"{DESK}{message.pk}/mail/" not in html(desk.get(f"{DESK}{message.pk}/"))
    assert desk.post(f"{DESK}{message.pk}/mail/").status_code == 409


def test_putting_away_says_why(town: Town, message: VoiceMessage) -> None:
    desk, path = town.as_(town.coordinator), f"{DESK}{message.pk}/wegleggen/"
    assert desk.post(path, {"reason": ""}).status_code == 422
    desk.post(path, {"reason": "We horen alleen ruis."})
    assert (fresh().state, fresh().name) == (VoiceState.REFUSED, "")
    assert "We horen alleen ruis." in OutgoingMail.objects.get().body_text


def test_two_who_type_it_out_are_told(town: Town, message: VoiceMessage) -> None:
    path = f"{DESK}{message.pk}/"
    town.as_(town.coordinator).post(path, typed())
    response = town.as_(town.helper).post(path, typed(title="Een andere zin over de bank"))
    assert response.status_code == 422 and "veranderd" in html(response) and "Een andere zin" in html(response)
    assert fresh().title == typed()["title"]


class TestSound:
    def test_is_a_download_that_can_never_be_a_page(self, town: Town, message: VoiceMessage) -> None:
        response = town.as_(town.coordinator).get(f"{DESK}{message.pk}/geluid/")
        assert (response.status_code, response["Content-Type"]) == (200, "audio/wav")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Disposition"] == f'attachment; filename="bericht-{message.pk}.wav"'
        assert "sandbox" in response["Content-Security-Policy"]
        assert "no-store" in response["Cache-Control"]
        assert response.content == sounds.wav(1)

    def test_comes_in_pieces(self, town: Town, message: VoiceMessage) -> None:
        desk = town.as_(town.coordinator)
        response = desk.get(f"{DESK}{message.pk}/geluid/", headers={"range": "bytes=0-3"})
        assert (response.status_code, response.content) == (206, b"RIFF")
        assert response["Content-Range"] == f"bytes 0-3/{len(sounds.wav(1))}"

    def test_a_recording_that_is_gone_is_not_found(self, town: Town, message: VoiceMessage) -> None:
        default_storage.delete(message.audio.name or "")
        assert town.as_(town.coordinator).get(f"{DESK}{message.pk}/geluid/").status_code == 404

    @pytest.mark.parametrize("flags", [{"begun": True}, {"state": "refused"}])
    def test_what_is_not_at_the_desk_is_not_heard(self, town: Town, flags: dict[str, Any]) -> None:
        message = VoiceMessageFactory.create(**{"municipality": town.municipality, **flags})
        assert town.as_(town.coordinator).get(f"{DESK}{message.pk}/geluid/").status_code == 404


class TestDoors:
    PARTS = ("", "geluid/", "mail/", "voorlezen/", "wegleggen/")

    @pytest.mark.parametrize("part", PARTS)
    def test_a_message_of_next_door_is_not_found(self, town: Town, beside: Town, part: str) -> None:
        theirs = VoiceMessageFactory.create(typed=True, municipality=beside.municipality)
        desk = town.as_(town.coordinator)
        said = {"version": "1", "answer": "no", "on": clock.today().isoformat(), "sure": "on", "reason": "x"}
        answers = {desk.get(f"{DESK}{theirs.pk}/{part}").status_code}
        answers.add(desk.post(f"{DESK}{theirs.pk}/{part}", {**typed(), **said}).status_code)
        assert answers <= {404, 405}
        assert fresh().state == VoiceState.TYPED

    @pytest.mark.parametrize("part", PARTS)
    def test_nobody_else_comes_in(self, town: Town, beside: Town, message: VoiceMessage, part: str) -> None:
        others = [UserFactory.create(), town.coach, beside.coordinator, somebody(Role.INITIATIVE, town.municipality)]
        assert {town.as_(user).get(f"{DESK}{message.pk}/{part}").status_code for user in others} == {403}
        assert town.as_(None).get(f"{DESK}{message.pk}/{part}").status_code == 302

    def test_the_operator_has_those_without_a_site(self, town: Town, message: VoiceMessage, operator: Client) -> None:
        elsewhere = VoiceMessageFactory.create(municipality=MunicipalityFactory.create(), name="Wil Wijd")
        page = html(operator.get("/beheer/berichten/"))
        assert "Wil Wijd" in page and "Stien Stem" not in page
        assert operator.get(f"/beheer/berichten/{message.pk}/geluid/").status_code == 404
        assert operator.get(f"/beheer/berichten/{elsewhere.pk}/geluid/").status_code == 200
        operator.post(f"/beheer/berichten/{elsewhere.pk}/", typed())
        said = {"version": "1", "answer": "yes", "on": clock.today().isoformat(), "sure": "on"}
        operator.post(f"/beheer/berichten/{elsewhere.pk}/voorlezen/", said)
        assert Idea.everywhere.get().municipality == elsewhere.municipality

    def test_waits_in_the_inbox(self, town: Town, message: VoiceMessage) -> None:
        assert "Stien Stem" in html(town.as_(town.coordinator).get("/coordinator/"))
