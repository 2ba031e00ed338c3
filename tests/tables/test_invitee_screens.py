"""The pages of the invited, and of who signs up: without an account, from the link, and in two languages."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from ideas import short_codes
from tables.enums import Answer, MeetingState
from tables.models import Invitation, Meeting, Seat, SignUp
from tables.services.invitations import letters
from tests.factories.accounts import UserFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, SeatFactory
from tests.tables.road import written

pytestmark = pytest.mark.django_db

COMES = {
    "answer": "comes",
    "capacity": "professional",
    "role": "wijkverpleegkundige",
    "interest": "Ik kom er elke dag",
    "name": "Mieke Groen",
    "name_display": "first",
}


@pytest.fixture
def asked() -> Invitation:
    return InvitationFactory.create(text="Denk je mee?")


def path(asked: Invitation, name: str = "invitation") -> str:
    return reverse(f"tables:{name}", args=[asked.key])


class TestAnswering:
    def test_the_page_tells_what_it_is_about(self, client: Client, asked: Invitation) -> None:
        InvitationFactory.create(meeting=asked.meeting, answer=Answer.COMES, seat__interest="Ik woon er vlakbij")
        html = client.get(path(asked)).content.decode()
        for words in (asked.meeting.table.idea.title, "Denk je mee?", "Buurthuis De Linde", "Ik woon er vlakbij"):
            assert words in html
        assert "gast" not in html.replace(asked.seat.name.lower(), ""), "no address of anybody"

    def test_it_says_who_writes(self, client: Client, asked: Invitation) -> None:
        assert "Wie de tafel organiseert, schrijft je</h2>" in client.get(path(asked)).content.decode()
        Seat.everywhere.filter(pk=asked.seat_id).update(asker="Fleur van de bakker")
        assert "Fleur van de bakker schrijft je</h2>" in client.get(path(asked)).content.decode()

    def test_in_english(self, client: Client, asked: Invitation) -> None:
        with translation.override("en"):
            html = client.get(path(asked)).content.decode()
        assert "Will you sit at the table?" in html

    def test_who_comes_says_as_what(self, client: Client, asked: Invitation) -> None:
        html = client.post(path(asked), COMES, follow=True).content.decode()
        assert "Fijn dat je komt." in html and "Je komt aan tafel" in html
        asked.refresh_from_db()
        assert asked.answer == Answer.COMES

    def test_what_is_missing_is_told_and_the_rest_stays(self, client: Client, asked: Invitation) -> None:
        response = client.post(path(asked), {**COMES, "interest": " ", "needs": "Geen vlees"})
        assert response.status_code == 422
        assert list(response.context["form"].errors) == ["interest"]
        assert "Geen vlees" in response.content.decode()

    def test_no_needs_nothing_more(self, client: Client, asked: Invitation) -> None:
        told = {"answer": "not", "capacity": "resident", "name_display": "hidden"}
        assert client.post(path(asked), told).status_code == 302
        assert client.post(path(asked), COMES).status_code == 302
        asked.refresh_from_db()
        assert asked.answer == Answer.COMES

    def test_sending_somebody_asks_who(self, client: Client, asked: Invitation) -> None:
        told = {**COMES, "answer": "sends"}
        response = client.post(path(asked), told)
        assert set(response.context["form"].errors) == {"other_name", "other_email"}
        client.post(path(asked), {**told, "other_name": "Karim", "other_email": "karim@groen.example"})
        assert Invitation.everywhere.get(instead_of=asked).seat.name == "Karim"

    def test_a_full_meeting_tells_the_number_and_the_rule(self, client: Client) -> None:
        asked = InvitationFactory.create(meeting__size=1)
        html = client.post(path(asked), COMES, follow=True).content.decode()
        assert "Je bent nummer 1 op de wachtlijst" in html
        assert html.count("Je staat op de wachtlijst<") == 1
        assert "Hoe de wachtlijst opschuift" in html

    @pytest.mark.parametrize(
        ("answer", "words", "name"),
        [
            ("comes", "Zet de dag in je agenda, zodat je die niet vergeet.", "meeting_calendar"),
            ("not", "Wat er aan de tafel gebeurt, kan iedereen lezen.", "detail"),
        ],
    )
    def test_who_answered_reads_what_comes_now(
        self, client: Client, asked: Invitation, answer: str, words: str, name: str
    ) -> None:
        assert "Wat je nu kunt doen" not in client.get(path(asked)).content.decode()
        html = client.post(path(asked), {**COMES, "answer": answer}, follow=True).content.decode()
        table = asked.meeting.table
        urls = {"meeting_calendar": f"/bijeenkomsten/{asked.meeting_id}.ics", "detail": f"/tafels/{table.pk}-"}
        assert words in html
        assert f'href="{urls[name]}' in html

    def test_after_the_meeting_it_leads_to_the_minutes(self, client: Client, asked: Invitation) -> None:
        Meeting.everywhere.filter(pk=asked.meeting_id).update(
            state=MeetingState.HELD, starts_at=clock.now() - timedelta(days=2)
        )
        assert "Lees het verslag" not in client.get(path(asked)).content.decode()
        written(asked.meeting)
        assert "Lees het verslag" in client.get(path(asked)).content.decode()

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"state": MeetingState.CANCELLED, "cancel_reason": "De zaal is dicht"}, "De zaal is dicht"),
            ({"starts_at": clock.now() - timedelta(days=2)}, "Deze bijeenkomst is geweest."),
        ],
    )
    def test_a_meeting_that_is_over_asks_nothing(
        self, client: Client, asked: Invitation, change: dict[str, Any], words: str
    ) -> None:
        client.post(path(asked), COMES)
        Meeting.everywhere.filter(pk=asked.meeting_id).update(**change)
        response = client.get(path(asked))
        assert response.status_code == 410
        assert words in response.content.decode()
        assert "in je agenda" not in response.content.decode()
        assert client.post(path(asked), COMES).status_code == 410

    def test_opening_writes_nothing(self, client: Client, asked: Invitation) -> None:
        for name in ("invitation", "invitation_quiet", "invitation_erase"):
            client.get(path(asked, name))
        asked.refresh_from_db()
        assert (asked.answer, asked.seat.quiet_at, asked.seat.erased_at) == ("", None, None)

    def test_quiet_and_back(self, client: Client, asked: Invitation) -> None:
        client.post(path(asked, "invitation_quiet"))
        assert Seat.everywhere.get(pk=asked.seat_id).quiet_at
        client.post(path(asked, "invitation_quiet"), {"mail": "ja"})
        assert Seat.everywhere.get(pk=asked.seat_id).quiet_at is None

    def test_an_unknown_link_is_not_found(self, client: Client) -> None:
        strange = reverse("tables:invitation", args=["00000000-0000-4000-8000-000000000000"])
        assert client.get(strange).status_code == 404

    def test_an_idea_that_left_the_site_asks_nobody(self, client: Client, asked: Invitation) -> None:
        idea = asked.meeting.table.idea
        idea.state = "withdrawn"
        idea.save()
        assert client.get(path(asked)).status_code == 404
        html = client.get(path(asked, "invitation_erase")).content.decode()
        assert idea.title not in html
        client.post(path(asked, "invitation_erase"))
        assert Seat.everywhere.get(pk=asked.seat_id).erased_at


class TestTheCode:
    def test_it_leads_to_the_invitation(self, client: Client, asked: Invitation) -> None:
        letters.give_code(asked)
        typed = short_codes.grouped(letters.code_of(asked)).lower()
        response = client.post(reverse("tables:invitation_code"), {"code": typed})
        assert response["Location"] == path(asked)

    def test_a_wrong_one_says_so(self, client: Client) -> None:
        response = client.post(reverse("tables:invitation_code"), {"code": "CDFG 3467"})
        assert response.status_code == 422


class TestMine:
    def test_by_account_and_by_address(self, client: Client) -> None:
        user = UserFactory.create()
        InvitationFactory.create(seat__user=user)
        InvitationFactory.create(seat__email=user.email)
        InvitationFactory.create()
        InvitationFactory.create(seat__email=user.email, sent_at=None)
        client.force_login(user)
        response = client.get(reverse("tables:my_invitations"))
        assert len(response.context["coming"]) == 2
        assert "2 uitnodigingen wachten op je antwoord" in client.get(reverse("ideas:overview")).content.decode()

    @pytest.mark.parametrize(
        ("state", "days", "word"),
        [
            (MeetingState.PLANNED, 3, "Wacht op je antwoord"),
            (MeetingState.PLANNED, -3, "Geweest"),
            (MeetingState.HELD, -3, "Geweest"),
            (MeetingState.CANCELLED, 3, "Gaat niet door"),
        ],
    )
    def test_nobody_waits_for_an_answer_about_what_is_over(
        self, client: Client, state: MeetingState, days: int, word: str
    ) -> None:
        user = UserFactory.create()
        begins = clock.now() + timedelta(days=days)
        InvitationFactory.create(seat__user=user, meeting__state=state, meeting__starts_at=begins)
        client.force_login(user)
        with translation.override("nl"):
            response = client.get(reverse("tables:my_invitations"))
        assert [one.standing for one in response.context["coming" if word.startswith("Wacht") else "over"]] == [word]

    def test_the_nearest_day_comes_first_and_of_what_is_over_the_latest(self, client: Client) -> None:
        user = UserFactory.create()
        days = {"Over een week": 7, "Over een maand": 30, "Morgen": 1, "Lang geleden": -90, "Gisteren": -1}
        for title, day in days.items():
            begins = clock.now() + timedelta(days=day)
            InvitationFactory.create(
                seat__user=user, meeting__table__idea__title=title, meeting__starts_at=begins, meeting__held=day < 0
            )
        InvitationFactory.create(seat__user=user, meeting__poll=True, meeting__table__idea__title="Nog geen dag")
        client.force_login(user)
        context = client.get(reverse("tables:my_invitations")).context
        order = [one.title for part in ("coming", "over") for one in context[part]]
        assert order == ["Morgen", "Over een week", "Over een maand", "Nog geen dag", "Gisteren", "Lang geleden"]
        for day in range(2, 30):
            InvitationFactory.create(
                seat__user=user, meeting__held=True, meeting__starts_at=clock.now() - timedelta(days=day)
            )
        first = client.get(reverse("tables:my_invitations")).context
        assert (len(first["coming"]), len(first["over"])) == (4, 20)
        second = client.get(first["older"]).context
        assert (second["coming"], len(second["over"]), second["over"][-1].title) == ([], 10, "Lang geleden")

    def test_signing_in_makes_it_part_of_the_account(self, client: Client) -> None:
        user = UserFactory.create()
        seat = SeatFactory.create(email=user.email)
        client.force_login(user)
        seat.refresh_from_db()
        assert seat.user == user


class TestSigningUp:
    @pytest.fixture
    def meeting(self) -> Meeting:
        return MeetingFactory.create(size=3)

    @staticmethod
    def url(meeting: Meeting) -> str:
        return reverse("tables:sign_up", args=[meeting.pk])

    def test_signed_in_it_is_done(self, client: Client, meeting: Meeting) -> None:
        client.force_login(UserFactory.create())
        response = client.post(self.url(meeting), COMES, follow=True)
        assert "Je komt aan tafel" in response.content.decode()
        assert "Naar je uitnodiging" in client.get(self.url(meeting)).content.decode()

    def test_without_an_account_by_the_link_of_the_mail(self, client: Client, meeting: Meeting) -> None:
        response = client.post(self.url(meeting), {**COMES, "email": "mieke@groen.example"}, follow=True)
        assert "Bijna klaar" in response.content.decode()
        assert "mieke@groen.example" not in response.content.decode()
        assert not Seat.everywhere.exists()
        link = re.search(r"https?://\S+/bijeenkomsten/meedoen/\S+", OutgoingMail.objects.get().body_text)
        assert link is not None
        confirm = reverse("tables:sign_up_confirm", args=[SignUp.everywhere.get().key])
        assert link[0].endswith(confirm)
        assert client.get(confirm).status_code == 200
        assert not Seat.everywhere.exists(), "a mail program may open the link"
        assert "Je komt aan tafel" in client.post(confirm, follow=True).content.decode()
        assert Seat.everywhere.get(email="mieke@groen.example").user is None

    def test_a_full_meeting_offers_the_waiting_list_on_the_whole_road(self, client: Client) -> None:
        meeting = MeetingFactory.create(size=1)
        assert "Naar de wachtlijst" in client.get(reverse("tables:meeting", args=[meeting.pk])).content.decode()
        assert "Zet mij op de wachtlijst" in client.get(self.url(meeting)).content.decode()
        sent = client.post(self.url(meeting), {**COMES, "email": "mieke@groen.example"}, follow=True)
        mail = OutgoingMail.objects.get()
        confirm = client.get(reverse("tables:sign_up_confirm", args=[SignUp.everywhere.get().key]))
        for text in (sent.content.decode(), mail.body_text, mail.body_html, confirm.content.decode()):
            assert "op de wachtlijst" in text
            assert "aangemeld" not in text and "Meld mij aan" not in text and "meld mij aan" not in text

    @pytest.mark.parametrize("fields", [{"is_open": False}, {"held": True}])
    def test_a_closed_one_says_so(self, client: Client, fields: dict[str, Any]) -> None:
        meeting = MeetingFactory.create(**fields)
        assert "niet of niet meer aanmelden" in client.get(self.url(meeting)).content.decode()

    def test_a_day_that_is_still_looked_for_has_no_page(self, client: Client) -> None:
        assert client.get(self.url(MeetingFactory.create(poll=True))).status_code == 404

    def test_a_late_link(self, client: Client) -> None:
        late = reverse("tables:sign_up_confirm", args=["00000000-0000-4000-8000-000000000000"])
        assert client.get(late).status_code == 410

    def test_fifty_people_behind_one_address_pass(self, client: Client, meeting: Meeting) -> None:
        for number in range(50):
            told = {**COMES, "email": f"gast{number}@buurt.example"}
            assert client.post(self.url(meeting), told).status_code == 302
