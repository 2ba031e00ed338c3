"""Every mail about people, ideas and tables: complete in both languages, and the same in text and HTML."""

import re
from html import unescape

import pytest

from aantafel.core import clock
from aantafel.outbox.render import PLACEHOLDER
from ideas.enums import Relation
from ideas.models import Idea, Talk
from tests.support.mail_texts import ABOUT_AN_IDEA, KINDS, SAID, TITLE, an_idea, mail

EVERYTHING = pytest.mark.parametrize(
    ("kind", "language"), [(kind, language) for kind in KINDS for language in ("nl", "en")]
)


def words(text: str) -> set[str]:
    return set(re.findall(r"[\w’-]{4,}", text))


def plain(html: str) -> str:
    """What a reader sees of the HTML."""
    body = html[html.index("<body") :]
    return unescape(re.sub(r"<[^>]+>", " ", body))


@EVERYTHING
def test_text_and_html_say_the_same(kind: str, language: str) -> None:
    done = mail(kind, language)
    only_html = words(plain(done.html)) - words(done.text)
    only_text = words(done.text) - words(plain(done.html)) - words(done.html)
    if kind == "accounts/sign_in":  # a button there is an address here
        only_html -= words("Of druk op deze knop. Dat werkt ook op een ander apparaat. Ga verder")
        only_html -= words("Or press this button. It works on another device too. Go on")
        only_text -= words("Of gebruik deze link: Or use this link:")
    assert (only_html, only_text) == (set(), set())


@EVERYTHING
def test_nothing_is_left_in_the_other_language(kind: str, language: str) -> None:
    done = mail(kind, language)
    other = {"nl": r"\b(the|you|your|with)\b", "en": r"\b(het|je|jij|niet)\b"}[language]
    ours = done.text
    for theirs in (
        TITLE,
        "Mijn tante",
        "loopt slecht.",
        "haal de naam",
        "Je noemt iemand.",
        "Ik help <zaterdag>.",
        *SAID,
    ):
        ours = ours.replace(theirs, "")
    assert not re.search(other, ours, re.IGNORECASE)


@EVERYTHING
def test_nobody_is_shouted_at(kind: str, language: str) -> None:
    done = mail(kind, language)
    assert "!" not in (done.subject + done.text).replace("AanTafel!", "")


@pytest.mark.parametrize("kind", ABOUT_AN_IDEA)
def test_the_idea_is_named_and_cannot_bring_html_along(kind: str) -> None:
    done = mail(kind, "nl")
    assert TITLE in done.subject
    assert TITLE in done.text
    assert "Een bankje &lt;bij&gt; de vijver &amp; een boom" in done.html
    assert "<bij>" not in done.html
    assert "<wie>" not in done.html
    assert "<weg>" not in done.html
    assert "<zaterdag>" not in done.html and "<langs>" not in done.html
    assert "<b>buren" not in done.html
    assert "<drie>" not in done.html
    assert "<jij>" not in done.html


def test_the_code_stays_out_of_the_stored_text() -> None:
    done = mail("accounts/sign_in", "nl")
    assert f"https://site.example/inloggen/link/abc/{PLACEHOLDER}/" in done.text
    assert f'href="https://site.example/inloggen/link/abc/{PLACEHOLDER}/"' in done.html
    assert done.text.count(PLACEHOLDER) == 2
    assert PLACEHOLDER not in done.subject


def test_signing_in_without_pinning_speaks_of_no_idea() -> None:
    done = mail("accounts/sign_in", "nl", pinning=False)
    assert "idee" not in done.text
    assert "14 dagen" not in done.text
    assert "14 dagen" in mail("accounts/sign_in", "nl").text


def test_the_pinner_hears_by_when() -> None:
    assert "uiterlijk op maandag 30 november" in mail("ideas/received", "nl").text
    assert "on Monday 30 November at the latest" in mail("ideas/received", "en").text
    assert "zondag 6 december" in mail("ideas/confirm_reminder", "nl").text


def test_a_helper_is_not_told_that_the_idea_is_theirs() -> None:
    done = mail("tables/published_tips", "nl", idea=Idea(pk=3, title=TITLE, owner=None))
    assert "het idee dat je hebt ingevuld" in done.text
    assert "Jij hebt dit idee ingevuld voor iemand anders." in done.text
    assert "Jij hebt dit idee geprikt." not in done.text


def test_without_a_helper_the_operator_entered_it() -> None:
    done = mail("ideas/entered_for_you", "nl", entered_by="")
    assert "We hebben je idee ingevuld" in done.text
    assert "Piet" not in done.text


def test_what_was_never_on_the_site_was_not_taken_from_it() -> None:
    assert "zetten we dit idee niet op de site" in mail("ideas/withdrawn", "nl").text
    gone = an_idea(published_at=clock.now())
    assert "niet meer op de site" in mail("ideas/withdrawn", "nl", idea=gone).text


@pytest.mark.parametrize("kind", ["help", "join", "question"])
def test_what_somebody_brings_says_where_a_reply_goes(kind: str) -> None:
    shared, hidden = mail(f"ideas/support_{kind}", "nl"), mail(f"ideas/support_{kind}", "nl", email="")
    assert "fleur@buurt.example" in shared.text and "fleur@buurt.example" not in hidden.text + hidden.html
    assert "Beantwoord je deze mail, dan komt dat bij ons." in hidden.text
    assert "Iemand" in mail(f"ideas/support_{kind}", "nl", supporter="").text


def test_joining_names_capacity_role_and_interest() -> None:
    assert "professional, loodgieter" in mail("ideas/support_join", "nl").text
    assert "Belang: Geen" in mail("ideas/support_join", "nl").text


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("hidden", "We hebben de reactie verborgen."),
        ("stays", "We laten de reactie staan."),
        ("gone", "De reactie staat er niet meer."),
    ],
)
def test_whoever_reported_hears_what_came_of_it(outcome: str, words: str) -> None:
    done = mail("ideas/report_handled", "nl", outcome=outcome, answer="")
    assert words in done.text
    assert "Dit is de reden" not in done.text
    assert ("Zie je het anders?" in done.text) == (outcome != "gone")


def test_a_writer_without_a_name_has_a_capacity() -> None:
    assert "\nprofessional:" in mail("ideas/reaction_pinner", "nl", writer="").text
    assert "Otto, professional:" in mail("ideas/reaction_answer", "nl").text


class TestToTheMunicipality:
    def test_asks_nothing_and_offers_a_visit(self) -> None:
        text = mail("tables/published_municipality", "nl").text
        assert "Beste mensen van de gemeente Súdwest-Fryslân," in text
        assert "Jullie hoeven niets te doen." in text
        assert "Na een bezoek zitten jullie nergens aan vast." in text
        for address in ("tafels/1/", "ideeen/3/", "gemeenten/sudwest-fryslan/"):
            assert f"https://site.example/{address}" in text

    def test_shows_no_more_of_the_pinner_than_the_pinner_chose(self) -> None:
        done = mail("tables/published_municipality", "nl")
        assert "Geprikt door: Joke, inwoner" in done.text
        for part in (done.text, done.html):
            assert "de Vries" not in part
            assert "joke@" not in part

    def test_says_when_somebody_only_works_there(self) -> None:
        idea = an_idea(relation=Relation.WORKS)
        assert "die in jullie gemeente werkt" in mail("tables/published_municipality", "nl", idea=idea).text

    def test_leaves_out_what_was_not_told(self) -> None:
        text = mail("tables/published_municipality", "nl").text
        assert "Hoe het is ontstaan: Mijn tante" in text
        assert "Hoe de ideeprikker het wil aanpakken" not in text


class TestAboutCoaches:
    def test_what_people_type_brings_no_html_along(self) -> None:
        for kind in KINDS:
            if kind.startswith("coaches/"):
                html = mail(kind, "nl").html
                assert not re.search("<(mee|haar|weg|hier|er|is|Bieb)>", html), kind

    def test_a_coach_reads_as_what_they_are_asked(self) -> None:
        asked = mail("coaches/asked", "nl", is_coach=False, is_along=True)
        assert "mee te lopen" in asked.text
        assert "samen met een andere coach" in mail("coaches/asked", "nl", is_coach=False).text

    def test_contact_stands_there_only_when_it_was_given(self) -> None:
        assert "fleur@buurt.example" in mail("coaches/yes_pinner", "nl").text
        assert "mailen:" not in mail("coaches/yes_pinner", "nl", email="").text

    @pytest.mark.parametrize("kind", ["coaches/yes_pinner", "coaches/yes_coach"])
    def test_a_yes_leads_to_the_four_questions(self, kind: str) -> None:
        done = mail(kind, "nl")
        assert "\nhttps://site.example/mijn/ideeen/3/kernvragen/" in done.text
        assert 'href="https://site.example/mijn/ideeen/3/kernvragen/"' in done.html

    def test_nobody_is_named_who_wants_no_name(self) -> None:
        assert "Een AanTafel!coach is vanaf nu de coach" in mail("coaches/yes_pinner", "nl", coach_name="").text
        assert "heeft het geprikt" not in mail("coaches/yes_coach", "nl", pinner_name="").text
        assert mail("coaches/ended_desk", "nl", coach_name="").subject.startswith("De coach stopt")

    def test_a_no_has_its_reason_and_a_way_to_answer_back(self) -> None:
        text = mail("coaches/application_refused", "nl").text
        assert "We hebben <er> genoeg." in text and "Zie je het anders?" in text

    def test_a_talk_has_its_day_and_place(self) -> None:
        assert "De <Bieb>" in mail("coaches/application_talk", "nl").text


class TestFromADesk:
    @pytest.mark.parametrize(
        ("way", "where", "words"),
        [
            ("place", "Het buurthuis", "We zien elkaar hier: Het buurthuis"),
            ("phone", "", "We bellen je."),
            ("link", "https://praat.example/1", "Dit is de link naar het videogesprek: https://praat.example/1"),
        ],
    )
    def test_a_talk_says_how_and_where(self, way: str, where: str, words: str) -> None:
        talk = Talk(way=way, where=where, minutes=30)
        assert words in mail("ideas/talk_day", "nl", talk=talk, is_new=True, before=None).text

    def test_a_changed_talk_says_when_it_was(self) -> None:
        assert "Dus niet op dinsdag 8 december 2026 om 11:00 uur." in mail("ideas/talk_day", "nl").text
        assert "Dus niet op" not in mail("ideas/talk_day", "nl", before=None).text

    def test_each_of_two_pinners_reads_what_happens_to_their_own_idea(self) -> None:
        assert "jij blijft de eigenaar" in mail("ideas/merge_asked", "nl", stays=True).text
        assert "Je idee gaat op in het andere." in mail("ideas/merge_asked", "nl", stays=False).text

    @pytest.mark.parametrize(
        ("outcome", "stays", "words"),
        [
            ("done", True, "Het andere idee hoort nu bij dat van jou."),
            ("done", False, "Je idee is nu opgegaan in het andere."),
            ("apart", True, "De twee ideeën blijven dus apart."),
            ("withdrawn", False, "is van de baan"),
        ],
    )
    def test_what_came_of_it(self, outcome: str, stays: bool, words: str) -> None:
        assert words in mail("ideas/merge_closed", "nl", outcome=outcome, stays=stays).text

    @pytest.mark.parametrize(("outcome", "words"), [("done", "zijn nu één"), ("apart", "blijven apart")])
    def test_the_desk_reads_what_came_of_two_ideas(self, outcome: str, words: str) -> None:
        assert words in mail("ideas/merge_told", "nl", outcome=outcome).text

    @pytest.mark.parametrize(("outcome", "words"), [("done", "ligt nu in Overstad"), ("apart", "blijft bij jullie")])
    def test_the_desk_reads_whether_an_idea_went(self, outcome: str, words: str) -> None:
        assert words in mail("ideas/pass_on_told", "nl", outcome=outcome).text

    def test_passing_on_says_what_the_others_see(self) -> None:
        text = mail("ideas/pass_on_asked", "nl").text
        assert "Overstad" in text and "je naam en hoe je te bereiken bent" in text
