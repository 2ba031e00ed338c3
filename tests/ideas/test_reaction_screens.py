"""Reactions on the screen: reading, saying, answering, changing, objecting and reporting, with and without a code."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.accounts.enums import NameDisplay
from aantafel.accounts.models import User
from aantafel.core import clock, page_cache
from aantafel.outbox.models import OutgoingMail
from ideas.models import Idea, Intention, Reaction
from ideas.services import hiding, reactions
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.reactions import ReactionFactory, writer_of

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
SAID = {
    "text": "Ik neem stoelen mee.",
    "capacity": "professional",
    "name": "Fleur Voorbeeld",
    "name_display": "first",
    "email": "fleur@buurt.example",
}


@pytest.fixture
def idea() -> Idea:
    made: Idea = IdeaFactory.create(published=True)
    return made


def path(idea: Idea, name: str, *numbers: int) -> str:
    return reverse(f"ideas:{name}", args=[idea.pk, idea.slug, *numbers])


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def type_code(answer: Any, email: str) -> Any:
    """On another device."""
    code = OutgoingMail.objects.filter(to_address=email).exclude(secret="").latest("pk").secret
    return Client().post(answer["Location"], {"code": code}, follow=True)


class TestReading:
    def test_with_name_as_chosen_capacity_day_and_whether_it_was_changed(self, client: Client, idea: Idea) -> None:
        full = UserFactory.create(name="Fleur Voorbeeld", name_display=NameDisplay.FULL)
        nameless = UserFactory.create(name="Otto Onbekend", name_display=NameDisplay.HIDDEN)
        ReactionFactory.create(idea=idea, user=full, capacity="employee", edited_at=clock.now())
        ReactionFactory.create(idea=idea, user=nameless, capacity="professional")
        page = text_of(client.get(idea.get_absolute_url()))
        assert "Fleur Voorbeeld" in page and "medewerker van de gemeente" in page and "(aangepast)" in page
        assert "Otto" not in page and "professional" in page

    def test_the_idea_comes_first_then_what_you_can_do_and_then_what_people_say(self, client: Client) -> None:
        sketched = IdeaFactory.create(published=True, sketched=True)
        page = client.get(sketched.get_absolute_url()).content.decode()
        places = [page.index(f'id="{name}"') for name in ("idee-tekst", "goed-idee", "steun", "delen", "reacties")]
        assert places == sorted(places)

    def test_signed_out_there_are_links_and_no_form(self, client: Client, idea: Idea) -> None:
        made = ReactionFactory.create(idea=idea)
        response = client.get(idea.get_absolute_url())
        page = response.content.decode()
        assert not response.cookies
        assert "<form" not in page.partition('id="reacties"')[2].partition("</section>")[0]
        for name, numbers in (("react", ()), ("answer", (made.pk,)), ("report", (made.pk,))):
            assert path(idea, name, *numbers) in page
        assert "data-hx-get" not in page.partition('id="reacties"')[2]

    def test_an_empty_place_shows_only_when_it_has_answers(self, client: Client, idea: Idea) -> None:
        gone = ReactionFactory.create(idea=idea, text="", removed_at=clock.now())
        assert "weggehaald" not in text_of(client.get(idea.get_absolute_url()))
        assert client.get(path(idea, "reaction", gone.pk)).status_code == 404
        ReactionFactory.create(idea=idea, parent=gone)
        assert "Iemand heeft deze reactie weggehaald." in text_of(client.get(idea.get_absolute_url()))
        assert client.get(path(idea, "reaction", gone.pk)).status_code == 200

    def test_a_hidden_one_says_why_and_not_what_or_who(self, client: Client, idea: Idea) -> None:
        made = ReactionFactory.create(idea=idea, hidden=True, user__name="Fleur Voorbeeld")
        for url in (idea.get_absolute_url(), path(idea, "reactions"), path(idea, "reaction", made.pk)):
            page = text_of(client.get(url))
            assert "De beheerder heeft deze reactie verborgen." in page and made.hidden_reason in page
            assert made.text not in page and "Fleur" not in page
        assert "Lees wat je kunt doen" in text_of(signed_in(writer_of(made)).get(idea.get_absolute_url()))

    def test_hostile_text_is_text_and_links_are_none(self, client: Client, idea: Idea) -> None:
        nasty = "<script>alert(1)</script> https://kwaad.example/ {{ 7|add:7 }} \u202emmo"
        ReactionFactory.create(idea=idea, text=nasty, user__name="<b>Fleur</b>", user__name_display="full")
        page = client.get(idea.get_absolute_url()).content.decode()
        assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page
        assert "<b>Fleur" not in page
        assert 'href="https://kwaad.example' not in page
        assert '<div class="at-prose at-reaction__text" dir="auto"' in page

    def test_many_threads_go_page_by_page_and_cost_no_more(self, client: Client, idea: Idea) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(idea.get_absolute_url()).status_code == 200
            return len(captured)

        first = ReactionFactory.create(idea=idea, text="De allereerste.")
        ReactionFactory.create(idea=idea, parent=first)
        queries()  # the open sites are read once and remembered
        one = queries()
        for _ in range(29):
            ReactionFactory.create(idea=idea, parent=ReactionFactory.create(idea=idea))
        assert queries() == one <= 8
        page = text_of(client.get(idea.get_absolute_url()))
        assert "De allereerste." not in page and "Oudere reacties" in page
        older = client.get(page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&"))
        assert "De allereerste." in text_of(older) and "Nieuwste reacties" in text_of(older)

    def test_a_long_thread_shows_its_first_answers_and_leads_on(self, client: Client, idea: Idea) -> None:
        head = ReactionFactory.create(idea=idea)
        answers = [ReactionFactory.create(idea=idea, parent=head, text=f"Antwoord {n}.") for n in range(60)]
        page = text_of(client.get(idea.get_absolute_url()))
        assert "Antwoord 4." in page and "Antwoord 5." not in page and "Nog 55 antwoorden" in page
        whole = text_of(client.get(path(idea, "reaction", head.pk)))
        assert "Antwoord 49." in whole and "Antwoord 50." not in whole and "Verder" in whole
        late = text_of(client.get(path(idea, "reaction", answers[55].pk)))
        assert "Antwoord 55." in late and "Antwoord 54." not in late and "Lees vanaf het begin" in late
        onward = client.get(whole.partition('rel="next" href="')[2].partition('"')[0])
        assert "Antwoord 59." in text_of(onward)

    def test_what_is_not_there_is_not_found(self, client: Client, idea: Idea) -> None:
        other = ReactionFactory.create()
        for name in ("reaction", "answer", "report"):
            assert client.get(path(idea, name, other.pk)).status_code == 404
        hidden = IdeaFactory.create(waiting=True)
        assert client.get(path(hidden, "reactions")).status_code == 404
        assert client.get(path(hidden, "react")).status_code == 404

    def test_a_withdrawn_idea_takes_its_reactions_along(self, client: Client) -> None:
        made = ReactionFactory.create(idea=IdeaFactory.create(taken_off=True))
        for name, numbers in (
            ("reactions", ()),
            ("react", ()),
            *((n, (made.pk,)) for n in ("reaction", "answer", "report")),
        ):
            assert client.get(path(made.idea, name, *numbers)).status_code == 410

    def test_an_erased_writer_has_no_name(self, client: Client, idea: Idea) -> None:
        ReactionFactory.create(idea=idea, user=None, text="Nog te lezen.")
        assert "Nog te lezen." in text_of(client.get(idea.get_absolute_url()))

    def test_the_operator_has_a_way_to_hide_each(self, client: Client, idea: Idea) -> None:
        made = ReactionFactory.create(idea=idea)
        link = f"/beheer/reacties/{made.pk}/verbergen/"
        assert link in signed_in(UserFactory.create(operator=True)).get(idea.get_absolute_url()).content.decode()
        assert link not in signed_in(writer_of(made)).get(idea.get_absolute_url()).content.decode()
        assert link not in client.get(idea.get_absolute_url()).content.decode()


class TestWithCode:
    def test_a_visitor_reacts_and_it_stands_there(self, client: Client, idea: Idea) -> None:
        answer = client.post(path(idea, "react"), SAID)
        assert answer.status_code == 302
        assert not Reaction.everywhere.exists()
        page = text_of(type_code(answer, SAID["email"]))
        assert "Ik neem stoelen mee." in page
        made = Reaction.everywhere.get()
        writer = User.objects.get(email=SAID["email"])
        assert (made.user, made.capacity, writer.name_display) == (writer, "professional", "first")
        assert not Intention.objects.exists()

    def test_a_visitor_answers_in_the_thread(self, client: Client, idea: Idea) -> None:
        head = ReactionFactory.create(idea=idea)
        landed = type_code(client.post(path(idea, "answer", head.pk), SAID), SAID["email"])
        assert Reaction.everywhere.get(text=SAID["text"]).parent == head
        assert head.text in text_of(landed) and SAID["text"] in text_of(landed)

    def test_somebody_we_know_keeps_how_their_name_shows(self, client: Client, idea: Idea) -> None:
        known = UserFactory.create(email=SAID["email"], name="Fleur Anders", name_display=NameDisplay.HIDDEN)
        type_code(client.post(path(idea, "react"), SAID), SAID["email"])
        known.refresh_from_db()
        assert (known.name, known.name_display) == ("Fleur Anders", "hidden")

    @pytest.mark.parametrize(
        ("wrong", "complaint"),
        [
            ({"text": ""}, "Typ wat je wilt zeggen."),
            ({"text": "a" * 1501}, "Maak het iets korter"),
            ({"email": "fleur@"}, "geen heel e-mailadres"),
            ({"name": ""}, "Typ je naam."),
            ({"capacity": "koning"}, "koning"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
        self, client: Client, idea: Idea, wrong: dict[str, str], complaint: str
    ) -> None:
        typed = {**SAID, **wrong}
        answer = client.post(path(idea, "react"), typed)
        assert answer.status_code == 422
        page = text_of(answer)
        assert complaint in page
        assert all(typed[name] in page for name in ("text", "email", "name"))
        assert not Intention.objects.exists()

    def test_a_wrong_address_can_be_corrected_without_typing_all_again(self, client: Client, idea: Idea) -> None:
        head = ReactionFactory.create(idea=idea)
        answer = client.post(path(idea, "answer", head.pk), SAID)
        back = f"{path(idea, 'answer', head.pk)}?terug={Intention.objects.get().key}"
        assert back in client.get(answer["Location"]).content.decode()
        page = client.get(back).content.decode()
        assert SAID["text"] in page and SAID["email"] in page and SAID["name"] in page

    def test_what_can_no_longer_be_answered_is_not_lost(self, client: Client, idea: Idea) -> None:
        head = ReactionFactory.create(idea=idea)
        answer = client.post(path(idea, "answer", head.pk), SAID)
        reactions.remove(actor=writer_of(head), reaction_id=head.pk)
        page = text_of(type_code(answer, SAID["email"]))
        assert "Je reactie staat er nog niet" in page and SAID["text"] in page
        assert not Reaction.everywhere.filter(removed_at=None).exists()

    def test_a_class_of_fifty_behind_one_address_can_all_react(self, idea: Idea) -> None:
        for number in range(50):
            visitor, email = Client(REMOTE_ADDR="192.0.2.9"), f"leerling{number}@school.example"
            answer = visitor.post(path(idea, "react"), {**SAID, "email": email})
            type_code(answer, email)
        assert Reaction.everywhere.count() == 50


class TestSignedIn:
    def test_at_once_and_back_at_the_idea(self, idea: Idea) -> None:
        client = signed_in(UserFactory.create())
        landed = client.post(path(idea, "react"), {"text": "Ik kom.", "capacity": "resident"}, follow=True)
        assert "Bedankt. Je reactie staat bij het idee." in text_of(landed) and "Ik kom." in text_of(landed)

    def test_the_form_opens_in_place_with_htmx_and_gives_the_reactions_back(self, idea: Idea) -> None:
        client = signed_in(UserFactory.create())
        form = text_of(client.get(path(idea, "react"), headers=HTMX))
        assert form.startswith('<div class="at-react">') and "data-hx-post" in form
        wrong = client.post(path(idea, "react"), {"text": "", "capacity": "resident"}, headers=HTMX)
        assert wrong.status_code == 200 and "Typ wat je wilt zeggen." in text_of(wrong)
        done = client.post(path(idea, "react"), {"text": "Ik kom.", "capacity": "resident"}, headers=HTMX)
        assert done["HX-Retarget"] == "#reacties"
        assert 'role="status"' in text_of(done) and "Ik kom." in text_of(done)

    def test_an_answer_with_htmx_gives_its_thread_back_however_long(self, idea: Idea) -> None:
        head = ReactionFactory.create(idea=idea)
        for _ in range(8):
            ReactionFactory.create(idea=idea, parent=head)
        client = signed_in(UserFactory.create())
        done = client.post(
            path(idea, "answer", head.pk), {"text": "Als laatste.", "capacity": "resident"}, headers=HTMX
        )
        assert done["HX-Retarget"] == f"#draad-{head.pk}"
        page = text_of(done)
        assert "Als laatste." in page and "Nog 3 antwoorden" in page
        assert path(idea, "reaction", head.pk) in page

    def test_an_answer_too_late_keeps_what_was_typed(self, idea: Idea) -> None:
        head = ReactionFactory.create(idea=idea, hidden=True)
        answer = signed_in(UserFactory.create()).post(
            path(idea, "answer", head.pk), {"text": "Mijn antwoord.", "capacity": "resident"}
        )
        assert answer.status_code == 422
        assert "Mijn antwoord." in text_of(answer) and "Je kunt niet meer op deze reactie antwoorden" in text_of(answer)
        assert head.text not in text_of(answer)

    def test_changing_and_then_too_late(self, idea: Idea) -> None:
        made = ReactionFactory.create(idea=idea)
        client, url = signed_in(writer_of(made)), path(idea, "change_reaction", made.pk)
        assert client.post(url, {"text": "Anders gezegd."}).status_code == 302
        assert "Anders gezegd." in text_of(client.get(idea.get_absolute_url()))
        with clock.frozen(clock.now() + timedelta(minutes=31)):
            assert "Je kunt een reactie een half uur lang wijzigen." in text_of(client.get(url))
            late = client.post(url, {"text": "Nog anders."})
            assert late.status_code == 422 and "Nog anders." in text_of(late)
            assert "Weghalen kan nog wel." in text_of(late)
            assert url not in client.get(idea.get_absolute_url()).content.decode()

    def test_taking_away_asks_first(self, idea: Idea) -> None:
        made = ReactionFactory.create(idea=idea)
        client, url = signed_in(writer_of(made)), path(idea, "remove_reaction", made.pk)
        assert made.text in text_of(client.get(url))
        assert Reaction.everywhere.get().removed_at is None
        assert "Je reactie is weg." in text_of(client.post(url, follow=True))
        assert made.text not in text_of(client.get(idea.get_absolute_url()))
        assert client.get(url).status_code == 404

    def test_my_own_stand_together_and_no_one_elses(self, client: Client, idea: Idea) -> None:
        writer, url = UserFactory.create(), reverse("ideas:my_reactions")
        assert "Je hebt nog niet gereageerd" in text_of(signed_in(writer).get(url))
        for number in range(25):
            ReactionFactory.create(idea=idea, user=writer, text=f"Zin {number}.")
        ReactionFactory.create(idea=idea, user=writer, hidden=True)
        ReactionFactory.create(idea=idea, user=writer, text="", removed_at=clock.now())
        other = ReactionFactory.create(idea=idea)
        page = text_of(signed_in(writer).get(url))
        assert "Zin 24." in page and "Zin 0." not in page and other.text not in page
        assert "Je kunt terugschrijven." in page and "Oudere reacties" in page
        older = page.partition('rel="next" href="')[2].partition('"')[0]
        assert "Zin 0." in text_of(signed_in(writer).get(older))
        assert client.get(url).status_code == 302

    @pytest.mark.parametrize("name", ["change_reaction", "remove_reaction"])
    def test_only_ones_own_below_its_own_idea(self, client: Client, idea: Idea, name: str) -> None:
        made = ReactionFactory.create(idea=idea)
        url = path(idea, name, made.pk)
        assert client.get(url)["Location"].startswith("/inloggen/")
        assert signed_in(UserFactory.create()).post(url, {"text": "Nee"}).status_code == 404
        elsewhere = path(IdeaFactory.create(published=True), name, made.pk)
        assert signed_in(writer_of(made)).post(elsewhere, {"text": "Nee"}).status_code == 404
        assert Reaction.everywhere.get().text == made.text

    def test_a_hidden_one_has_a_reason_and_room_to_write_back_once(self, idea: Idea) -> None:
        made = ReactionFactory.create(idea=idea, hidden=True)
        client, url = signed_in(writer_of(made)), reverse("ideas:my_reaction", args=[made.pk])
        page = text_of(client.get(url))
        assert made.text in page and made.hidden_reason in page and "Waarom zie je het anders?" in page
        assert client.post(url, {"text": ""}).status_code == 422
        assert "Je hebt teruggeschreven" in text_of(client.post(url, {"text": "Hij weet het."}, follow=True))
        again = client.post(url, {"text": "Nog eens."}, follow=True)
        assert "Deze reactie is niet meer verborgen, of je hebt al teruggeschreven." in text_of(again)
        hiding.keep_hidden(actor=UserFactory.create(operator=True), reaction_id=made.pk, answer="Toch niet zeker.")
        assert "Toch niet zeker." in text_of(client.get(url))
        assert signed_in(UserFactory.create()).get(url).status_code == 404
        assert "wijzigen" in text_of(client.get(path(idea, "change_reaction", made.pk)))


@pytest.mark.parametrize("what", ["change", "remove", "hide", "show"])
def test_kept_pages_go_when_something_changes(
    monkeypatch: pytest.MonkeyPatch, idea: Idea, what: str, django_capture_on_commit_callbacks: Any
) -> None:
    purged: list[str] = []
    monkeypatch.setattr(page_cache, "purge", lambda: purged.append(what))
    operator, made = UserFactory.create(operator=True), ReactionFactory.create(idea=idea, hidden=what == "show")
    acts = {
        "change": lambda: reactions.change(actor=writer_of(made), reaction_id=made.pk, text="Anders."),
        "remove": lambda: reactions.remove(actor=writer_of(made), reaction_id=made.pk),
        "hide": lambda: hiding.hide(actor=operator, reaction_id=made.pk, reason="Naam."),
        "show": lambda: hiding.show_again(actor=operator, reaction_id=made.pk, answer=""),
    }
    with django_capture_on_commit_callbacks(execute=True):
        acts[what]()
    assert purged == [what]


class TestNothingToSee:
    """A reaction, a name and a reason hold something that a person can read."""

    @pytest.mark.parametrize("text", ["\x01", "\u200b\u200b", "\u2060 \u200d", "\x85\x01", "\u2800", "\u3164"])
    def test_it_is_asked_again(self, idea: Idea, text: str) -> None:
        reaction = ReactionFactory.create(idea=idea)
        said = signed_in(UserFactory.create()).post(path(idea, "react"), {**SAID, "text": text})
        named = Client().post(path(idea, "react"), {**SAID, "name": text})
        operator = signed_in(UserFactory.create(operator=True))
        hidden = operator.post(reverse("desk:reaction_hide", args=[reaction.pk]), {"text": text, "seen": 0})
        assert [answer.status_code for answer in (said, named, hidden)] == [422] * 3
        assert list(Reaction.everywhere.all()) == [reaction]

    def test_a_name_does_not_turn_the_words_beside_it(self, idea: Idea) -> None:
        Client().post(path(idea, "react"), {**SAID, "name": "Fleur \u202eredraw\u2066 Veld"})
        assert Intention.objects.get().name == "Fleur redraw Veld"


class TestNothingInSilence:
    """What htmx would put into the box, or would not show at all."""

    def test_signed_out_meanwhile_the_question_for_the_code_is_a_page_of_its_own(
        self, client: Client, idea: Idea
    ) -> None:
        answer = client.post(path(idea, "react"), SAID, headers=HTMX)
        assert answer.status_code == 204
        assert "/code/" in answer["HX-Redirect"]
        assert Intention.objects.get().data["text"] == SAID["text"]

    def test_a_text_for_an_idea_that_is_gone_stays(self, idea: Idea) -> None:
        client = signed_in(UserFactory.create())
        Idea.everywhere.filter(pk=idea.pk).update(state="withdrawn")
        here = {"Origin": "http://testserver"}
        whole = client.post(path(idea, "react"), SAID, headers=here)
        assert whole.status_code == 410
        assert SAID["text"] in text_of(whole)
        partly = client.post(path(idea, "react"), SAID, headers={**HTMX, **here})
        assert (partly.status_code, text_of(partly)) == (410, "Dit idee staat niet meer op de site.")
