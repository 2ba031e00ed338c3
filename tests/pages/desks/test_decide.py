"""Judging one idea: what the operator sees, and the three decisions."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from aantafel.accounts.enums import NameDisplay
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from ideas import reasons
from ideas.enums import NoticeWay
from ideas.models import Idea, MunicipalityNotice
from ideas.services import own, review
from tables.models import Table
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.pages.desks.conftest import fresh, html, kinds, last_line, make_told, make_waiting, queries_of

pytestmark = pytest.mark.usefixtures("everywhere")


def decide(client: Client, idea: Idea, what: str, **fields: Any) -> Any:
    data = {"seen": last_line(idea), "text": "Wie doet er mee?", **fields}
    return client.post(f"/beheer/ideeen/{idea.pk}/{what}/", data)


def mails(kind: str) -> int:
    return OutgoingMail.objects.filter(kind=kind).count()


def test_the_idea_shows_as_residents_will_see_it(desk: Client) -> None:
    idea = make_waiting(sketched=True, title="Een leestafel", owner__name_display=NameDisplay.HIDDEN)
    page = html(desk.get(f"/beheer/ideeen/{idea.pk}/"))
    shown = page[page.index("<article") : page.index("</article>")]
    for text in (idea.title, idea.origin, idea.people, idea.approach, idea.place, idea.role, idea.interest):
        assert text in shown
    assert idea.owner is not None
    assert idea.owner.name not in shown
    assert idea.owner.name in page


def test_it_shows_what_is_alike_and_what_came_from_the_same_person(desk: Client) -> None:
    town = MunicipalityFactory.create()
    IdeaFactory.create(published=True, municipality=town, title="Een speeltuin aan de Dorpsstraat")
    owner = UserFactory.create()
    idea = make_waiting(municipality=town, owner=owner, title="Speeltuinen voor alle kinderen")
    IdeaFactory.create(refused=True, owner=owner, title="Iets heel anders van dezelfde mens")
    IdeaFactory.create(owner=owner, title="Een concept van dezelfde mens")
    page = html(desk.get(f"/beheer/ideeen/{idea.pk}/"))
    assert "Een speeltuin aan de Dorpsstraat" in page
    assert "Iets heel anders van dezelfde mens" in page
    assert "Een concept van dezelfde mens" not in page


def test_the_same_idea_of_two_people_in_one_week_is_seen(desk: Client) -> None:
    idea = make_waiting(title="Een moestuin achter de bibliotheek aan de Kerkstraat")
    twin = make_waiting(title="Moestuintjes bij de bibliotheek")
    make_waiting(title="Een moestuin")
    make_waiting(title="Zonnepanelen op het dak van de bibliotheek van Lochem")
    IdeaFactory.create(title="Een moestuin achter de bibliotheek")
    alike = desk.get(f"/beheer/ideeen/{idea.pk}/").context["alike_waiting"]
    assert [other.pk for other, _state in alike] == [twin.pk]
    for title in ("de het een", "!!!!!!!!", "日本語"):
        assert desk.get(f"/beheer/ideeen/{make_waiting(title=title).pk}/").status_code == 200


def test_people_without_account_are_known_by_phone_address_or_helper(desk: Client) -> None:
    helper = UserFactory.create()
    mine = make_told(title="Het eerste van Riet", pinner__email="riet@dorp.example", pinner__helper=helper)
    same_phone = make_told(title="Van hetzelfde nummer")
    same_helper = make_told(title="Van dezelfde helper", pinner__phone="", pinner__helper=helper)
    same_email = make_told(title="Van hetzelfde adres", pinner__phone="", pinner__email="riet@dorp.example")
    by_account = make_waiting(title="Met een account", owner=UserFactory.create(email="riet@dorp.example"))
    other = make_told(title="Van een vreemde", pinner__phone="0600000000")
    page = html(desk.get(f"/beheer/ideeen/{mine.pk}/"))
    for idea in (same_phone, same_helper, same_email, by_account):
        assert idea.title in page
    assert other.title not in page


def test_the_history_tells_who_did_what_and_what_a_change_changed(desk: Client, operator: User, waiting: Idea) -> None:
    owner = waiting.owner
    assert owner is not None
    review.ask(actor=operator, idea_id=waiting.pk, question="Waar precies?")
    own.change(actor=owner, idea=waiting, title="Een moestuin bij de kerk", theme="groen", role="buurvrouw")
    own.answer(actor=owner, idea=waiting, text="Bij de kerk dus.")
    page = html(desk.get(f"/beheer/ideeen/{waiting.pk}/"))
    order = ["Prikte het idee", "Waar precies?", "Wijzigde het idee", "Bij de kerk dus."]
    assert sorted(order, key=page.index) == order
    assert "<del" in page
    assert "Een moestuin achter de bibliotheek</del>" in page
    assert "Een moestuin bij de kerk</ins>" in page
    assert "Groen en natuur</ins>" in page
    assert "Beheerder Bea Beheer" in page


def test_the_consent_record_is_shown(desk: Client, operator: User) -> None:
    idea = make_told(pinner__consent_recorded_by=operator)
    page = html(desk.get(f"/beheer/ideeen/{idea.pk}/"))
    assert "genoteerd door Bea Beheer" in page
    assert "0612345678" in page


def test_the_page_takes_the_same_queries_however_much_there_is(desk: Client, operator: User, waiting: Idea) -> None:
    url = f"/beheer/ideeen/{waiting.pk}/"
    own.change(actor=operator, idea=waiting, role="buurman")
    IdeaFactory.create(published=True, title="Een moestuin achter de school")
    IdeaFactory.create(refused=True, owner=waiting.owner)
    desk.get(url)  # the open sites are read once and remembered
    few = queries_of(lambda: desk.get(url))
    for number in range(4):
        own.change(actor=operator, idea=waiting, role=f"buurman {number}")
        review.ask(actor=operator, idea_id=waiting.pk, question="En?")
        IdeaFactory.create(published=True, title=f"Een moestuin achter school {number}")
        IdeaFactory.create(refused=True, owner=waiting.owner)
    assert queries_of(lambda: desk.get(url)) == few <= 18


def test_approving_publishes_and_goes_on_to_the_next(desk: Client, waiting: Idea) -> None:
    following = make_waiting()
    question = html(desk.get(f"/beheer/ideeen/{waiting.pk}/plaatsen/?gezien={last_line(waiting)}"))
    assert "Dit idee op de site zetten?" in question
    assert f"{waiting.municipality} krijgt een mail" in question
    response = decide(desk, waiting, "plaatsen")
    assert response.status_code == 302
    assert response["Location"] == f"/beheer/ideeen/{following.pk}/"
    assert fresh(waiting).is_public
    assert Table.everywhere.filter(idea=waiting).count() == 1
    assert (mails("tables/published_tips"), mails("tables/published_municipality")) == (1, 1)
    shown = html(desk.get(response["Location"]))
    assert f'“<a href="/beheer/ideeen/{waiting.pk}/">Een moestuin achter de bibliotheek</a>” staat op de site.' in shown


def test_after_the_last_one_comes_the_queue(desk: Client, waiting: Idea) -> None:
    assert decide(desk, waiting, "plaatsen")["Location"] == "/beheer/ideeen/"


def test_next_is_the_one_behind_and_after_the_last_the_first(desk: Client) -> None:
    first, second, third = (make_waiting() for _ in range(3))
    assert decide(desk, second, "vragen")["Location"] == f"/beheer/ideeen/{third.pk}/"
    assert decide(desk, third, "vragen")["Location"] == f"/beheer/ideeen/{first.pk}/"


def test_a_municipality_without_mailbox_becomes_a_task(desk: Client) -> None:
    idea = make_waiting(municipality=MunicipalityFactory.create(without_mailbox=True))
    assert "contactformulier" in html(desk.get(f"/beheer/ideeen/{idea.pk}/plaatsen/"))
    decide(desk, idea, "plaatsen")
    assert MunicipalityNotice.objects.get(idea=idea).way == NoticeWay.FORM
    assert mails("tables/published_municipality") == 0


def test_asking_mails_the_question_and_waits(desk: Client, waiting: Idea) -> None:
    response = decide(desk, waiting, "vragen", text="Waar   precies?\r\n\r\n\r\nEn wanneer?")
    assert response.status_code == 302
    assert fresh(waiting).state == "asked"
    entry = waiting.review_entries.latest("pk")
    assert (entry.kind, entry.text) == ("question", "Waar precies?\n\nEn wanneer?")
    assert "Waar precies?" in OutgoingMail.objects.get(kind="ideas/question").body_text


def test_refusing_mails_the_reason(desk: Client, waiting: Idea) -> None:
    assert decide(desk, waiting, "weigeren", text="Dit is reclame.").status_code == 302
    assert fresh(waiting).state == "refused"
    assert "Dit is reclame." in OutgoingMail.objects.get(kind="ideas/refused").body_text


@pytest.mark.parametrize("what", ["vragen", "weigeren"])
def test_without_words_nothing_happens(desk: Client, waiting: Idea, what: str) -> None:
    response = decide(desk, waiting, what, text="  \r\n ")
    assert response.status_code == 422
    assert "precies dit krijgt deze persoon te lezen" in html(response)
    assert fresh(waiting).state == "waiting"


@pytest.mark.parametrize("what", ["plaatsen", "vragen", "weigeren"])
def test_a_mangled_form_decides_nothing(desk: Client, waiting: Idea, what: str) -> None:
    for seen in ("", "x", "-1", "9" * 40):
        assert decide(desk, waiting, what, seen=seen).status_code in {302, 422}
    assert fresh(waiting).state == "waiting"


@pytest.mark.parametrize(("what", "ready"), [("vragen", reasons.QUESTIONS), ("weigeren", reasons.REFUSALS)])
def test_a_ready_made_text_comes_behind_what_was_typed_and_sends_nothing(
    desk: Client, waiting: Idea, what: str, ready: tuple[reasons.ReadyReason, ...]
) -> None:
    url, seen = f"/beheer/ideeen/{waiting.pk}/{what}/", last_line(waiting)
    for one in ready:
        assert f'name="klaar" value="{one.key}"' in html(desk.get(url))
        form = desk.post(url, {"klaar": one.key, "text": "Dag Noor.", "seen": seen}).context["form"]
        with translation.override("nl"):
            assert form["text"].value() == f"Dag Noor.\n\n{one.text}"
        assert str(form["seen"].value()) == str(seen)
    unknown = desk.post(url, {"klaar": "bestaat-niet", "text": "Dag Noor.", "seen": seen})
    assert unknown.context["form"]["text"].value() == "Dag Noor."
    assert fresh(waiting).state == "waiting"


def test_ready_made_words_are_in_the_pinners_language(desk: Client) -> None:
    idea = make_waiting(owner__language="en")
    response = desk.post(f"/beheer/ideeen/{idea.pk}/weigeren/", {"klaar": "selling", "text": "", "seen": 0})
    assert response.context["form"]["text"].value().startswith("Your text is mainly an advertisement")
    assert "Verkoopt iets" in html(response)


def test_what_is_missing_has_the_name_of_its_field(desk: Client, waiting: Idea) -> None:
    url = f"/beheer/ideeen/{waiting.pk}/weigeren/"
    page = html(desk.post(url, {"text": "", "seen": last_line(waiting)}))
    assert "<strong>De reden</strong>" in page and "Wat schrijf je?" not in page


@pytest.mark.parametrize("what", ["plaatsen", "vragen", "weigeren"])
def test_a_colleague_was_first(desk: Client, waiting: Idea, what: str) -> None:
    """The page was open; meanwhile it was decided. What was typed is kept, and the present state is told."""
    colleague = UserFactory.create(operator=True, name="Hans Bureau")
    seen = last_line(waiting)
    review.refuse(actor=colleague, idea_id=waiting.pk, reason="Verkoopt iets.")
    before = kinds(waiting)
    response = decide(desk, waiting, what, seen=seen, text="Mijn lange, zorgvuldige tekst.")
    page = html(response)
    assert response.status_code == 409
    assert "Iemand anders was je net voor" in page
    assert "Zo staat het idee er nu voor: Geweigerd." in page
    assert kinds(waiting) == before
    if what != "plaatsen":
        assert "Mijn lange, zorgvuldige tekst." in page
        assert "Beheerder Hans Bureau" in page


@pytest.mark.parametrize("what", ["plaatsen", "vragen", "weigeren"])
def test_what_was_not_read_is_not_decided_about(desk: Client, waiting: Idea, what: str) -> None:
    """The pinner changed the text after the operator had opened it: nothing happens until that is read too."""
    seen = last_line(waiting)
    assert waiting.owner is not None
    own.change(actor=waiting.owner, idea=waiting, title="Koop nu onze stofzuigers")
    response = decide(desk, waiting, what, seen=seen, text="Prima idee, maar waar?")
    page = html(response)
    assert response.status_code == 409
    assert "Er is iets gebeurd met dit idee nadat je het opende" in page
    assert "Koop nu onze stofzuigers" in page
    assert fresh(waiting).state == "waiting"
    again = decide(desk, waiting, what, seen=response.context["seen"], text="Prima idee, maar waar?")
    assert again.status_code == 302
    assert fresh(waiting).state != "waiting"


@pytest.mark.parametrize("what", ["plaatsen", "vragen", "weigeren"])
def test_a_link_from_an_old_page_leads_back_to_what_is_new(desk: Client, waiting: Idea, what: str) -> None:
    seen = last_line(waiting)
    assert waiting.owner is not None
    own.change(actor=waiting.owner, idea=waiting, title="Iets heel anders nu")
    response = desk.get(f"/beheer/ideeen/{waiting.pk}/{what}/?gezien={seen}")
    assert response["Location"] == f"/beheer/ideeen/{waiting.pk}/?gezien={seen}"
    page = html(desk.get(response["Location"]))
    assert "Er gebeurde iets nadat je dit idee opende" in page
    assert page.count("Nieuw sinds je het idee opende") == 1
    assert desk.get(f"/beheer/ideeen/{waiting.pk}/{what}/?gezien=onzin").status_code == 302


@pytest.mark.parametrize("state", ["published", "refused", "withdrawn"])
@pytest.mark.parametrize("what", ["plaatsen", "vragen", "weigeren"])
def test_what_is_decided_has_no_page_to_decide_on(desk: Client, state: str, what: str) -> None:
    idea = make_waiting()
    Idea.everywhere.filter(pk=idea.pk).update(state=state, published_at=clock.now())
    assert desk.get(f"/beheer/ideeen/{idea.pk}/{what}/")["Location"] == f"/beheer/ideeen/{idea.pk}/"
    assert decide(desk, idea, what).status_code == 409
    assert fresh(idea).state == state
    assert "Jouw beslissing" not in html(desk.get(f"/beheer/ideeen/{idea.pk}/"))


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("vragen", "We hebben er een vraag over.\n\nWie doet er mee?"),
        ("weigeren", "Dit is waarom.\n\nWie doet er mee?"),
        ("plaatsen", "Hier kan iedereen het lezen: http"),
    ],
)
def test_whom_no_mail_reaches_is_told_by_hand(desk: Client, told: Idea, what: str, says: str) -> None:
    make_waiting()
    response = decide(desk, told, what)
    assert response["Location"] == f"/beheer/ideeen/{told.pk}/"
    page = desk.get(response["Location"])
    assert "Bel of schrijf Riet Voorbeeld" in html(page)
    assert 'href="tel:0612345678"' in html(page)
    assert page.context["words"].startswith("Hallo Riet Voorbeeld,")
    assert says in page.context["words"]
    assert "Naar het volgende idee" in html(page)
    assert OutgoingMail.objects.filter(kind__startswith="ideas/").count() == 0


def test_an_address_that_nobody_confirmed_gets_no_mail_either(desk: Client) -> None:
    idea = make_told(pinner__email="riet@dorp.example", pinner__phone="")
    decide(desk, idea, "vragen")
    page = html(desk.get(f"/beheer/ideeen/{idea.pk}/"))
    assert "niemand heeft dit e-mailadres nog bevestigd" in page
    assert 'href="mailto:riet@dorp.example"' in page
    assert mails("ideas/question") == 0


def test_a_mailbox_that_refuses_our_mail_counts_as_none(desk: Client) -> None:
    idea = make_waiting(owner__mail_blocked_at=clock.now())
    assert decide(desk, idea, "weigeren")["Location"] == f"/beheer/ideeen/{idea.pk}/"
    assert "de postbus weigert hem" in html(desk.get(f"/beheer/ideeen/{idea.pk}/"))


def test_words_to_say_are_never_markup(desk: Client, told: Idea) -> None:
    decide(desk, told, "weigeren", text="</textarea><script>alert(1)</script>")
    assert "<script>alert" not in html(desk.get(f"/beheer/ideeen/{told.pk}/"))


def test_somebody_without_name_is_greeted_all_the_same(desk: Client) -> None:
    idea = make_told(pinner__name="")
    decide(desk, idea, "vragen")
    response = desk.get(f"/beheer/ideeen/{idea.pk}/")
    assert response.context["words"].startswith("Hallo,\n")
    assert "Bel of schrijf deze persoon" in html(response)


def test_an_idea_without_anybody_behind_it_still_opens(desk: Client) -> None:
    """Whoever pinned it was erased."""
    idea = make_waiting(owner=None, pinner=None)
    assert desk.get(f"/beheer/ideeen/{idea.pk}/").status_code == 200
    assert desk.get("/beheer/ideeen/").status_code == 200
