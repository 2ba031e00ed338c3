"""Typing a stack of paper: quick, by keyboard, with a way back."""

import re
from typing import Any

import pytest
from django.test import Client

from aantafel.outbox.models import OutgoingMail
from ideas.enums import Channel, ConsentHow, IdeaState
from ideas.models import ClaimCode, Idea
from movement.models import TakenInAt
from tests.factories.ideas import IdeaFactory
from tests.factories.movement import PhysicalTableFactory
from tests.pages.desks.conftest import html
from tests.pages.local.conftest import Town, sheet
from tests.support.heard import focused, title

STACK = "/coordinator/invoeren/stapel/"


def paper(number: int = 1, **changes: Any) -> dict[str, Any]:
    usual = {
        **sheet(key=f"6f2f1f9c-5d4b-4d0e-9d5e-{number:012d}", title=f"Een hinkelbaan op plein {number}"),
    }
    for name in ("consent_how", "channel", "relation", "language"):
        usual.pop(name)
    return {**usual, **changes}


@pytest.fixture
def desk(town: Town) -> Client:
    return town.as_(town.coordinator)


def test_a_sheet_goes_in_and_the_next_one_is_empty_but_for_what_they_share(desk: Client, town: Town) -> None:
    table = PhysicalTableFactory.create(municipality=town.municipality)
    response = desk.post(STACK, paper(consent_on="2026-11-02", table=table.pk))
    idea = Idea.everywhere.select_related("pinner").get()
    assert (idea.channel, idea.state, idea.municipality) == (Channel.PAPER, IdeaState.WAITING, town.municipality)
    assert idea.pinner.consent_how == ConsentHow.PAPER
    assert TakenInAt.everywhere.get().table == table
    following = desk.get(response["Location"])
    page = html(following)
    assert title(following).startswith("Vel 1 bewaard: “Een hinkelbaan op plein 1”.")
    assert 'name="title"' in focused(following) and 'aria-describedby="meldingen' in focused(following)
    assert 'value="2026-11-02"' in page and f'value="{table.pk}" selected' in page
    form = page[page.index("<form") : page.index("</form>")]
    assert "Een hinkelbaan" not in form and "Riet van Dam" not in form
    assert form.index('name="consent_on"') < form.index("autofocus") < form.index('name="origin"')


def test_the_last_five_show_the_last_one_first_and_all_are_counted(desk: Client) -> None:
    for number in range(7):
        desk.post(STACK, paper(number))
    page = html(desk.get(STACK))
    assert "7 vellen getypt" in page
    assert re.findall(r"plein (\d)</span></a>", page) == ["6", "5", "4", "3", "2"]


def test_undo_takes_a_sheet_away_with_its_mail(desk: Client) -> None:
    desk.post(STACK, paper(1))
    desk.post(STACK, paper(2, email="riet@buurt.example"))
    last = Idea.everywhere.latest("pk")
    desk.post(f"{STACK}{last.pk}/terug/")
    assert [idea.title for idea in Idea.everywhere.all()] == ["Een hinkelbaan op plein 1"]
    mail = OutgoingMail.objects.get(kind="ideas/entered_for_you")
    assert (mail.state, mail.body_text) == ("cancelled", "")
    assert "1 vel getypt" in html(desk.get(STACK))


def test_undo_is_for_this_stack_alone(desk: Client, town: Town) -> None:
    desk.post(STACK, paper())
    idea = Idea.everywhere.get()
    other = IdeaFactory.create(waiting=True, municipality=town.municipality)
    assert desk.post(f"{STACK}{other.pk}/terug/").status_code == 404
    assert town.as_(town.coordinator).post(f"{STACK}{idea.pk}/terug/").status_code == 404
    assert town.as_(town.helper).post(f"{STACK}{idea.pk}/terug/").status_code == 404
    assert Idea.everywhere.count() == 2


def test_what_went_on_can_no_longer_be_undone(desk: Client, town: Town) -> None:
    desk.post(STACK, paper())
    idea = Idea.everywhere.get()
    Idea.everywhere.filter(pk=idea.pk).update(state=IdeaState.ASKED)
    assert desk.post(f"{STACK}{idea.pk}/terug/").status_code == 409
    assert Idea.everywhere.exists()


def test_the_same_sentence_today_is_asked_about_once(desk: Client, town: Town) -> None:
    desk.post(STACK, paper(1), follow=True)
    again = paper(2, title="een HINKELBAAN op plein 1")
    response = desk.post(STACK, again)
    assert response.status_code == 422
    assert title(response).startswith("Let op: ") and 'role="alert"' in focused(response)
    assert "Is dit vel al getypt?" in html(response) and "een HINKELBAAN" in html(response)
    assert Idea.everywhere.count() == 1
    assert desk.post(STACK, {**again, "anyway": "1"}).status_code == 302
    assert Idea.everywhere.count() == 2


def test_the_same_sentence_next_door_is_no_double(desk: Client, town: Town, beside: Town) -> None:
    beside.as_(beside.coordinator).post(STACK, paper(1))
    assert desk.post(STACK, paper(2, title="Een hinkelbaan op plein 1")).status_code == 302


def test_a_button_pressed_twice_is_one_sheet(desk: Client) -> None:
    for _ in range(2):
        assert desk.post(STACK, paper()).status_code == 302
    assert Idea.everywhere.count() == 1
    assert "1 vel getypt" in html(desk.get(STACK))


def test_a_sheet_without_a_yes_stays_on_the_screen(desk: Client) -> None:
    response = desk.post(STACK, paper(consent=""))
    assert response.status_code == 422 and "Een hinkelbaan op plein 1" in html(response)
    assert not Idea.everywhere.exists()


@pytest.mark.parametrize("query", ["?tafel=x", "?tafel=999999999999999999999", "?op=nooit"])
def test_a_mangled_address_is_an_empty_form(desk: Client, query: str) -> None:
    assert desk.get(STACK + query).status_code == 200


def test_the_form_asks_in_the_order_and_the_words_of_the_sheet(desk: Client) -> None:
    page = html(desk.get(STACK))
    asked = re.findall(r"(?:<label[^>]*>|<legend[^>]*>)(\d)\. ([^<]+?) ?(?:<|\()", page)
    assert [int(number) for number, _words in asked] == [1, 2, 3, 4, 5, 6, 6, 7, 8]
    assert asked[0][1] == "Mijn idee in één zin"
    assert "consent_how" not in page


class TestLetters:
    SHEET = "6f2f1f9c-5d4b-4d0e-9d5e-000000000099"

    def printed(self, desk: Client) -> str:
        answer = desk.post(f"{STACK}brieven/", {"sheet": self.SHEET})
        assert answer.status_code == 200
        return html(answer)

    def test_one_page_holds_a_letter_for_everybody_whom_no_mail_reaches(self, desk: Client) -> None:
        desk.post(STACK, paper(1))
        desk.post(STACK, paper(2, email="riet@buurt.example"))
        desk.post(STACK, paper(3))
        assert "Print de brieven van deze stapel" in html(desk.get(STACK))
        page = self.printed(desk)
        assert page.count('class="at-letter"') == 2
        assert "plein 1" in page and "plein 2" not in page and "plein 3" in page
        assert ClaimCode.objects.count() == 2

    def test_asked_for_twice_the_codes_stay_the_same(self, desk: Client) -> None:
        desk.post(STACK, paper(1))
        codes = [re.findall(r'at-letter__code">([^<]+)<', self.printed(desk)) for _time in range(2)]
        assert codes[0] == codes[1] and len(codes[0]) == 1

    def test_only_of_the_own_stack(self, desk: Client, town: Town) -> None:
        desk.post(STACK, paper(1))
        assert "Niemand van deze stapel heeft een brief nodig." in self.printed(town.as_(town.coordinator))

    def test_a_mangled_form_leads_back(self, desk: Client) -> None:
        assert desk.post(f"{STACK}brieven/", {"sheet": "x"})["Location"] == STACK
