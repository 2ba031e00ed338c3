"""Helping, joining and asking on the screen: with a code or signed in, for whoever may, and with what goes wrong."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import SignInToken, User
from aantafel.core import clock
from aantafel.core.errors import WrongState
from aantafel.outbox.models import OutgoingMail
from ideas.enums import SupportKind, SupportState
from ideas.models import Idea, Intention, Support
from ideas.services import support
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, SupportFactory, owner_of

pytestmark = pytest.mark.django_db

EMAIL = "fleur@buurt.example"
WHO = {"name": "Fleur Veld", "email": "Fleur@Buurt.example"}
JOIN = {"capacity": "professional", "role": "timmerman", "interest": "Ik woon ernaast.", "text": ""}
TYPED: dict[str, dict[str, str]] = {
    "offer_help": {"text": "Ik kan goed timmeren."},
    "join": JOIN,
    "ask": {"text": "Mag mijn hond ook mee?"},
}
EACH = pytest.mark.parametrize("name", list(TYPED))


@pytest.fixture
def idea() -> Idea:
    made: Idea = IdeaFactory.create(published=True, owner=UserFactory.create(name="Piet Prikker"))
    return made


@pytest.fixture
def fleur() -> User:
    made: User = UserFactory.create(email=EMAIL, name="Fleur Veld")
    return made


def path(idea: Idea, name: str) -> str:
    return reverse(f"ideas:{name}", args=[idea.pk, idea.slug])


def page_of(made: Support) -> str:
    return reverse("ideas:support", args=[made.pk])


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def code_for(address: str) -> str:
    mail = OutgoingMail.objects.filter(kind="accounts/sign_in", to_address=address).order_by("pk").last()
    assert mail is not None
    return mail.secret


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


class TestSignedOut:
    @EACH
    def test_it_is_there_after_the_code_on_another_device(self, client: Client, idea: Idea, name: str) -> None:
        assert path(idea, name) in client.get(idea.get_absolute_url()).content.decode()
        answer = client.post(path(idea, name), {**TYPED[name], **WHO, "shares_email": "on"})
        assert answer.status_code == 302
        assert not Support.objects.exists()
        landed = Client().post(answer["Location"], {"code": code_for(EMAIL)}, follow=True)
        made = Support.objects.get()
        assert landed.request["PATH_INFO"] == page_of(made)
        assert "De ideeprikker krijgt er een mail over." in text_of(landed)
        assert (made.user.email, made.user.name, made.shares_email) == (EMAIL, "Fleur Veld", True)
        assert {key: getattr(made, key) for key in TYPED[name]} == TYPED[name]
        assert OutgoingMail.objects.filter(kind=f"ideas/support_{made.kind}").count() == 1
        assert not Intention.objects.exists()

    def test_the_link_of_the_mail_does_the_same(self, client: Client, idea: Idea) -> None:
        client.post(path(idea, "ask"), {**TYPED["ask"], **WHO})
        token = OutgoingMail.objects.get().dedupe_key.removeprefix("sign-in:")
        link = reverse("accounts:link", args=[token, code_for(EMAIL)])
        assert Client().get(link).status_code == 200
        assert not Support.objects.exists()
        assert Client().post(link).status_code == 302
        assert Support.objects.get().kind == SupportKind.QUESTION

    def test_mail_comes_in_the_language_of_the_screen(self, client: Client, idea: Idea) -> None:
        answer = client.post(f"/en{path(idea, 'ask')}", {**TYPED["ask"], **WHO})
        client.post(answer["Location"], {"code": code_for(EMAIL)})
        made = Support.objects.get()
        assert made.user.language == "en"
        support.reply(actor=owner_of(idea), support_id=made.pk, text="Natuurlijk.")
        assert OutgoingMail.objects.get(to_address=EMAIL, kind="ideas/support_answered").subject.startswith("An answer")

    def test_whoever_is_known_keeps_their_name_and_language(self, client: Client, idea: Idea, fleur: User) -> None:
        User.objects.filter(pk=fleur.pk).update(language="en", last_login=clock.now())
        answer = client.post(path(idea, "ask"), {**TYPED["ask"], **WHO, "name": "Iemand Anders"})
        client.post(answer["Location"], {"code": code_for(EMAIL)})
        fleur.refresh_from_db()
        assert (fleur.name, fleur.language) == ("Fleur Veld", "en")

    @EACH
    @pytest.mark.parametrize("missing", ["name", "email"])
    def test_who_you_are_is_needed_and_nothing_typed_is_lost(
        self, client: Client, idea: Idea, name: str, missing: str
    ) -> None:
        typed = {**TYPED[name], **WHO, missing: "", "shares_email": "on"}
        answer = client.post(path(idea, name), typed)
        assert answer.status_code == 422
        page = text_of(answer)
        assert {"name": "Typ je naam.", "email": "Typ je e-mailadres."}[missing] in page
        assert all(value in page for value in typed.values())
        assert "checked" in page
        assert not Intention.objects.exists()

    @EACH
    def test_a_wrong_address_is_corrected_without_typing_all_again(self, client: Client, idea: Idea, name: str) -> None:
        answer = client.post(path(idea, name), {**TYPED[name], **WHO, "email": "fluer@buurt.example"})
        back = f"{path(idea, name)}?terug={Intention.objects.get().key}"
        assert back in client.get(answer["Location"]).content.decode()
        again = text_of(client.get(back))
        for value in (*TYPED[name].values(), "Fleur Veld", "fluer@buurt.example"):
            assert value in again
        other = "ask" if name != "ask" else "join"
        assert "fluer@" not in text_of(client.get(back.replace(path(idea, name), path(idea, other))))

    def test_another_code_after_the_first_ran_out_still_brings_it(self, client: Client, idea: Idea) -> None:
        answer = client.post(path(idea, "ask"), {**TYPED["ask"], **WHO})
        with clock.frozen(clock.now() + timedelta(minutes=21)):
            late = client.post(answer["Location"], {"code": code_for(EMAIL)})
            assert late.status_code == 410
            once_more = reverse("accounts:new_code", args=[SignInToken.objects.get().key])
            assert f'action="{once_more}"' in late.content.decode()
            again = client.post(once_more)
            client.post(again["Location"], {"code": code_for(EMAIL)})
        assert Support.objects.count() == 1

    def test_sent_twice_and_confirmed_twice_is_there_once(self, client: Client, idea: Idea) -> None:
        first, second = (client.post(path(idea, "join"), {**JOIN, **WHO}) for _ in range(2))
        codes = list(OutgoingMail.objects.order_by("pk").values_list("secret", flat=True))
        for answer, code in zip((first, second), codes, strict=True):
            assert Client().post(answer["Location"], {"code": code}).status_code == 302
        assert Support.objects.count() == 1

    def test_who_joined_already_reads_that_after_the_code(self, client: Client, idea: Idea, fleur: User) -> None:
        SupportFactory.create(idea=idea, user=fleur, join=True)
        answer = client.post(path(idea, "join"), {**JOIN, **WHO})
        landed = client.post(answer["Location"], {"code": code_for(EMAIL)}, follow=True)
        assert "Je hebt al laten weten dat je wilt meedoen." in text_of(landed)
        assert Support.objects.count() == 1

    def test_an_idea_that_goes_meanwhile_keeps_nobody_out(self, client: Client, idea: Idea) -> None:
        answer = client.post(path(idea, "ask"), {**TYPED["ask"], **WHO})
        Idea.everywhere.filter(pk=idea.pk).update(state="withdrawn")
        landed = client.post(answer["Location"], {"code": code_for(EMAIL)}, follow=True)
        assert landed.status_code == 410
        assert User.objects.filter(email=EMAIL).exists()
        assert not Support.objects.exists()

    def test_the_pinner_who_was_not_signed_in_reads_that_it_is_their_own(self, client: Client, idea: Idea) -> None:
        answer = client.post(path(idea, "ask"), {**TYPED["ask"], **WHO, "email": owner_of(idea).email})
        landed = client.post(answer["Location"], {"code": code_for(owner_of(idea).email)}, follow=True)
        assert "Dit is je eigen idee." in text_of(landed)
        assert not Support.objects.exists()

    def test_a_class_of_fifty_behind_one_address_can_all_help(self, idea: Idea) -> None:
        for number in range(50):
            visitor, email = Client(REMOTE_ADDR="192.0.2.9"), f"leerling{number}@school.example"
            answer = visitor.post(path(idea, "offer_help"), {**TYPED["offer_help"], **WHO, "email": email})
            assert visitor.post(answer["Location"], {"code": code_for(email)}).status_code == 302
        assert Support.objects.count() == 50

    def test_what_one_offers_to_do_stands_in_the_form(self, client: Client, idea: Idea) -> None:
        about = {"over": "Rode lampjes <b>bestellen</b>"}
        page = client.get(path(idea, "offer_help"), about).content.decode()
        assert "Ik kan hierbij helpen: Rode lampjes &lt;b&gt;bestellen&lt;/b&gt;</textarea>" in page
        assert "Rode lampjes" not in client.get(path(idea, "ask"), about).content.decode()

    def test_one_address_asks_for_a_few_codes_and_keeps_what_was_typed(self, client: Client, idea: Idea) -> None:
        with clock.frozen(clock.now()):
            answers = [client.post(path(idea, "ask"), {"text": f"Vraag {n}?", **WHO}) for n in range(7)]
        assert [answer.status_code for answer in answers] == [302] * 6 + [422]
        assert "Vraag 6?" in text_of(answers[-1])


class TestSignedIn:
    @EACH
    def test_it_takes_one_form_and_the_page_of_the_idea_remembers(self, idea: Idea, fleur: User, name: str) -> None:
        client = signed_in(fleur)
        form = text_of(client.get(path(idea, name)))
        assert 'name="email"' not in form and 'name="name"' not in form and "ziet je naam: Fleur Veld" in form
        landed = client.post(path(idea, name), TYPED[name], follow=True)
        assert landed.request["PATH_INFO"] == page_of(Support.objects.get())
        assert "Dank je wel." in text_of(landed)
        there = text_of(client.get(idea.get_absolute_url()))
        line = {"offer_help": "Je bood hulp aan op", "join": "Je wilt meedoen sinds", "ask": "Je vroeg iets op"}[name]
        assert line in there
        assert (path(idea, "join") in there) is (name != "join")

    def test_who_has_no_name_yet_gives_one(self, idea: Idea) -> None:
        nameless = UserFactory.create(name="")
        client = signed_in(nameless)
        assert client.post(path(idea, "ask"), TYPED["ask"]).status_code == 422
        assert client.post(path(idea, "ask"), {**TYPED["ask"], "name": "Sam Steun"}).status_code == 302
        nameless.refresh_from_db()
        assert nameless.name == "Sam Steun"

    @pytest.mark.parametrize(
        ("name", "field", "complaint"),
        [
            ("offer_help", "text", "Vertel in een paar woorden hoe je kunt helpen."),
            ("ask", "text", "Typ je vraag."),
            ("join", "capacity", "Kies als wie je wilt meedoen."),
            ("join", "role", "Vertel wat je rol is."),
            ("join", "interest", "Vertel in een paar woorden wat je belang is."),
        ],
    )
    def test_what_is_needed_is_asked_for(self, idea: Idea, fleur: User, name: str, field: str, complaint: str) -> None:
        answer = signed_in(fleur).post(path(idea, name), {**TYPED[name], field: "" if field == "capacity" else "  "})
        assert answer.status_code == 422
        assert complaint in text_of(answer)
        assert not Support.objects.exists()

    def test_a_text_that_is_too_long_is_not_cut(self, idea: Idea, fleur: User) -> None:
        answer = signed_in(fleur).post(path(idea, "ask"), {"text": "a" * 2001})
        assert answer.status_code == 422
        assert "a" * 2001 in text_of(answer)

    def test_who_joined_sees_how_it_stands_instead_of_the_form(self, idea: Idea, fleur: User) -> None:
        made = SupportFactory.create(idea=idea, user=fleur, join=True)
        page = text_of(signed_in(fleur).get(path(idea, "join")))
        assert page_of(made) in page and "<textarea" not in page
        again = signed_in(fleur).post(path(idea, "join"), {**JOIN, "role": "buurman"})
        assert again.status_code == 422
        assert "Neem dat dan eerst terug." in text_of(again) and "buurman" in text_of(again)

    def test_a_flood_is_stopped_and_nothing_typed_is_lost(self, idea: Idea, fleur: User) -> None:
        client = signed_in(fleur)
        with clock.frozen(clock.now()):
            answers = [client.post(path(idea, "ask"), {"text": f"Vraag {n}?"}) for n in range(7)]
        assert answers[-1].status_code == 422
        assert "Wacht een uur" in text_of(answers[-1]) and "Vraag 6?" in text_of(answers[-1])

    @EACH
    def test_the_pinner_reads_that_it_is_their_own(self, idea: Idea, name: str) -> None:
        client = signed_in(owner_of(idea))
        assert "Dit is je eigen idee." in text_of(client.get(path(idea, name)))
        assert client.post(path(idea, name), TYPED[name]).status_code == 422
        assert not Support.objects.exists()


class TestTheIdeasPage:
    def test_shows_numbers_and_nobodys_name_or_words(self, client: Client, idea: Idea, fleur: User) -> None:
        SupportFactory.create(idea=idea, user=fleur, text="Ik kan goed timmeren.")
        SupportFactory.create_batch(2, idea=idea, join=True)
        page = text_of(client.get(idea.get_absolute_url()))
        assert "1 persoon biedt hulp aan" in page and "2 mensen willen meedoen" in page
        assert "Fleur" not in page and "timmeren" not in page and "wijkverpleegkundige" not in page
        assert "<form" not in page.partition('id="steun"')[2].partition("</section>")[0]

    def test_leads_to_the_operator_when_nobody_can_be_mailed(self, client: Client) -> None:
        told = IdeaFactory.create(published=True, owner=None, pinner__phone="0600000000")
        page = text_of(client.get(told.get_absolute_url()))
        assert "We kunnen de ideeprikker niet mailen." in page and path(told, "join") not in page
        assert "We kunnen de ideeprikker niet mailen." in text_of(client.get(path(told, "join")))
        assert client.post(path(told, "ask"), {**TYPED["ask"], **WHO}).status_code in {302, 422}
        assert not Support.objects.exists()

    @EACH
    def test_what_is_not_on_the_site_takes_nothing(self, client: Client, name: str) -> None:
        for state, status in (("taken_off", 410), ("waiting", 404), ("refused", 404)):
            one = IdeaFactory.create(**{state: True})
            assert client.get(path(one, name)).status_code == status
            assert client.post(path(one, name), {**TYPED[name], **WHO}).status_code == status


class TestThePinner:
    def test_finds_it_at_the_idea_and_thanks(self, idea: Idea, fleur: User) -> None:
        made = SupportFactory.create(idea=idea, user=fleur, shares_email=True)
        client = signed_in(owner_of(idea))
        mine = text_of(client.get(reverse("ideas:mine", args=[idea.pk])))
        assert "Fleur Veld biedt hulp aan" in mine and page_of(made) in mine
        page = text_of(client.get(page_of(made)))
        assert made.text in page and f"mailto:{EMAIL}" in page
        done = client.post(page_of(made), {"text": "Dank je wel."}, follow=True)
        assert "Je bericht is verstuurd." in text_of(done) and "<textarea" not in text_of(done)
        made.refresh_from_db()
        assert (made.state, made.answer) == (SupportState.THANKED, "Dank je wel.")
        assert "Dank je wel." in text_of(signed_in(fleur).get(page_of(made)))

    def test_answers_a_question_and_may_be_asked_again(self, idea: Idea, fleur: User) -> None:
        made = SupportFactory.create(idea=idea, user=fleur, kind=SupportKind.QUESTION)
        assert "Typ je antwoord." in text_of(signed_in(owner_of(idea)).post(page_of(made), {"text": " "}))
        signed_in(owner_of(idea)).post(page_of(made), {"text": "Ja hoor."})
        page = text_of(signed_in(fleur).get(page_of(made)))
        assert "Ja hoor." in page and path(idea, "ask") in page and "terug/" not in page

    def test_does_not_see_an_address_that_was_not_shared(self, idea: Idea, fleur: User) -> None:
        made = SupportFactory.create(idea=idea, user=fleur)
        for where in (page_of(made), reverse("ideas:mine", args=[idea.pk])):
            assert EMAIL not in text_of(signed_in(owner_of(idea)).get(where))

    def test_sees_of_what_was_taken_back_only_that(self, idea: Idea, fleur: User) -> None:
        made = SupportFactory.create(idea=idea, user=fleur, shares_email=True, state=SupportState.WITHDRAWN)
        page = text_of(signed_in(owner_of(idea)).get(page_of(made)))
        assert "Dit is teruggenomen." in page
        assert made.text not in page and EMAIL not in page and "<textarea" not in page

    def test_keeps_what_they_typed_when_it_was_taken_back_meanwhile(self, idea: Idea, fleur: User) -> None:
        made = SupportFactory.create(idea=idea, user=fleur, state=SupportState.WITHDRAWN)
        answer = signed_in(owner_of(idea)).post(page_of(made), {"text": "Wat fijn."})
        assert answer.status_code == 422
        assert str(WrongState.default) in text_of(answer) and "Wat fijn." in text_of(answer)
        assert made.text not in text_of(answer)

    def test_can_still_answer_after_taking_the_idea_back(self, idea: Idea, fleur: User) -> None:
        made = SupportFactory.create(idea=idea, user=fleur, kind=SupportKind.QUESTION)
        Idea.everywhere.filter(pk=idea.pk).update(state="withdrawn")
        client = signed_in(owner_of(idea))
        assert page_of(made) in text_of(client.get(reverse("ideas:mine", args=[idea.pk])))
        assert client.post(page_of(made), {"text": "Het gaat niet door."}).status_code == 302
        page = text_of(signed_in(fleur).get(page_of(made)))
        assert "Het gaat niet door." in page and idea.get_absolute_url() not in page

    def test_reads_on_from_page_to_page(self, idea: Idea) -> None:
        SupportFactory.create_batch(21, idea=idea)
        client = signed_in(owner_of(idea))
        mine = reverse("ideas:mine", args=[idea.pk])
        older = client.get(mine).context["older"]
        page = text_of(client.get(mine + older.removesuffix("#steun")))
        assert page.count("biedt hulp aan") == 1 and f'href="{mine}#steun"' in page


class TestDoors:
    def test_only_the_two_get_in(self, client: Client, idea: Idea, fleur: User) -> None:
        made = SupportFactory.create(idea=idea, user=fleur)
        back = reverse("ideas:take_support_back", args=[made.pk])
        operator, other = UserFactory.create(operator=True), UserFactory.create()
        for address in (page_of(made), back):
            assert (client.get(address).status_code, client.post(address).status_code) == (302, 403)
            for stranger in (operator, other):
                assert signed_in(stranger).get(address).status_code == 404
                assert signed_in(stranger).post(address, {"text": "Hoi"}).status_code == 404
        assert signed_in(owner_of(idea)).get(back).status_code == 404
        assert signed_in(owner_of(idea)).post(back).status_code == 404
        assert signed_in(fleur).post(page_of(made), {"text": "Ik bedank mezelf."}).status_code == 404
        made.refresh_from_db()
        assert (made.state, made.answer) == (SupportState.OPEN, "")

    def test_a_helper_gets_in_until_the_idea_is_taken_over(self, fleur: User) -> None:
        helper = UserFactory.create()
        made = SupportFactory.create(user=fleur, idea__owner=None, idea__pinner__helper=helper)
        assert signed_in(helper).get(page_of(made)).status_code == 200
        Idea.everywhere.filter(pk=made.idea_id).update(owner=UserFactory.create())
        assert signed_in(helper).get(page_of(made)).status_code == 404


class TestTakingBack:
    def test_asks_first_and_counts_no_longer(self, client: Client, idea: Idea, fleur: User) -> None:
        made = SupportFactory.create(idea=idea, user=fleur, join=True)
        back = reverse("ideas:take_support_back", args=[made.pk])
        mine = signed_in(fleur)
        assert back in text_of(mine.get(page_of(made)))
        assert mine.get(back).status_code == 200
        done = text_of(mine.post(back, follow=True))
        assert "Je hebt het teruggenomen." in done and "Je wilt niet meer meedoen" in done
        assert "1 persoon wil meedoen" not in text_of(client.get(idea.get_absolute_url()))
        assert path(idea, "join") in text_of(mine.get(idea.get_absolute_url()))

    def test_a_second_time_leads_on(self, fleur: User) -> None:
        made = SupportFactory.create(user=fleur, state=SupportState.WITHDRAWN)
        back = reverse("ideas:take_support_back", args=[made.pk])
        for answer in (signed_in(fleur).get(back), signed_in(fleur).post(back)):
            assert answer["Location"] == page_of(made)

    def test_an_answered_question_stays(self, fleur: User) -> None:
        made = SupportFactory.create(user=fleur, kind=SupportKind.QUESTION, state=SupportState.ANSWERED)
        signed_in(fleur).post(reverse("ideas:take_support_back", args=[made.pk]))
        made.refresh_from_db()
        assert made.state == SupportState.ANSWERED
