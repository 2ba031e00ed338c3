"""People to call, and ideas that are entered for somebody."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from ideas.enums import ConsentHow
from ideas.models import CallBack, Idea, Pinner
from municipalities.models import Municipality
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory, PostcodeFactory
from tests.pages.desks.conftest import fresh, html, kinds, queries_of
from tests.support.heard import focused, title

ENTER = "/beheer/ideeen/invoeren/"


@pytest.fixture
def town(db: None) -> Municipality:
    return MunicipalityFactory.create(name="Voorbeeldhoven")


@pytest.fixture
def call(town: Municipality) -> CallBack:
    return CallBack.objects.create(
        name="Riet van Dam",
        phone="0612345678",
        municipality=town,
        when="na vier uur",
        text="Ik wil graag weer een biljartclub.",
    )


@pytest.fixture
def sheet(town: Municipality) -> dict[str, Any]:
    """What somebody wrote on paper."""
    PostcodeFactory.create(pc4="7201", municipality=town)
    return {
        "key": "6f2f1f9c-5d4b-4d0e-9d5e-0c1d4d7c0a11",
        "channel": "paper",
        "title": "Weer een biljartclub in het dorpshuis",
        "origin": "Vroeger was hij er ook.",
        "where": "7201 AB",
        "relation": "lives",
        "capacity": "resident",
        "role": "oud-biljarter",
        "language": "nl",
        "name": "Riet van Dam",
        "name_display": "first",
        "email": "",
        "phone": "06 12 34 56 78",
        "consent_how": "paper",
        "consent_on": (clock.today() - timedelta(days=2)).isoformat(),
        "consent": "on",
    }


def test_who_waits_longest_is_called_first(desk: Client, call: CallBack) -> None:
    CallBack.objects.create(name="Kees Mulder", phone="0201234567", created_at=clock.now() - timedelta(days=14))
    page = html(desk.get("/beheer/bellen/"))
    assert page.index("Kees Mulder") < page.index("Riet van Dam")
    assert "te lang" in page
    assert 'href="tel:0612345678"' in page


def test_one_request_shows_what_was_told(desk: Client, call: CallBack) -> None:
    draft = IdeaFactory.create(title="Een biljart voor iedereen", owner=None)
    CallBack.objects.filter(pk=call.pk).update(idea=draft)
    page = html(desk.get(f"/beheer/bellen/{call.pk}/"))
    for text in ("Riet van Dam", "0612345678", "na vier uur", "Ik wil graag weer een biljartclub.", draft.title):
        assert text in page
    assert f"/beheer/ideeen/invoeren/?bellen={call.pk}" in page


def test_a_request_is_closed_with_what_came_of_it(desk: Client, operator: User, call: CallBack) -> None:
    url = f"/beheer/bellen/{call.pk}/"
    assert desk.post(url, {"outcome": " "}).status_code == 422
    response = desk.post(url, {"outcome": "Gesproken, prikt zelf."}, follow=True)
    assert response.redirect_chain == [("/beheer/bellen/", 302)]
    assert "Genoteerd. Riet van Dam is van de lijst." in html(response)
    call.refresh_from_db()
    assert (call.done_by, call.outcome) == (operator, "Gesproken, prikt zelf.")
    assert "Riet van Dam" not in html(desk.get("/beheer/bellen/"))
    assert "Gesproken, prikt zelf." in html(desk.get("/beheer/bellen/?stand=klaar"))
    again = desk.post(f"/beheer/bellen/{call.pk}/", {"outcome": "Nog eens"})
    assert again.status_code == 422
    assert "Iemand anders was je net voor" in html(again)
    call.refresh_from_db()
    assert call.outcome == "Gesproken, prikt zelf."


def test_the_list_takes_the_same_queries_for_one_and_for_many(desk: Client, call: CallBack) -> None:
    one = queries_of(lambda: desk.get("/beheer/bellen/"))
    for number in range(5):
        CallBack.objects.create(name=f"Kees {number}", phone="0201234567", municipality=MunicipalityFactory.create())
    assert queries_of(lambda: desk.get("/beheer/bellen/")) == one <= 9


def test_an_idea_on_paper_comes_into_the_queue(desk: Client, operator: User, sheet: dict[str, Any]) -> None:
    response = desk.post(ENTER, sheet)
    idea = Idea.everywhere.get()
    assert response["Location"] == f"/beheer/ideeen/{idea.pk}/"
    assert (idea.state, idea.channel, idea.owner, idea.role) == ("waiting", "paper", None, "oud-biljarter")
    assert idea.municipality is not None
    assert idea.municipality.name == "Voorbeeldhoven"
    pinner = Pinner.objects.get(idea=idea)
    assert (pinner.name, pinner.phone, pinner.postcode) == ("Riet van Dam", "0612345678", "7201")
    assert (pinner.consent_how, pinner.consent_recorded_by) == (ConsentHow.PAPER, operator)
    assert pinner.consent_at is not None
    assert pinner.consent_at.date().isoformat() == sheet["consent_on"]
    assert kinds(idea) == ["submitted"]
    assert OutgoingMail.objects.count() == 0


def test_with_an_address_the_person_can_take_it_over(desk: Client, sheet: dict[str, Any]) -> None:
    desk.post(ENTER, {**sheet, "email": " Riet@Dorp.Example ", "phone": ""})
    idea = Idea.everywhere.get()
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.to_address) == ("ideas/entered_for_you", "riet@dorp.example")
    assert str(idea.key) in mail.body_text
    assert idea.owner is None


def test_without_address_or_number_it_is_entered_too(desk: Client, sheet: dict[str, Any]) -> None:
    desk.post(ENTER, {**sheet, "phone": ""})
    idea = Idea.everywhere.get()
    assert "krijgt geen mail" in html(desk.get("/beheer/ideeen/"))
    assert "Krijgt geen mail: bel of schrijf" in html(desk.get(f"/beheer/ideeen/{idea.pk}/"))


def test_the_next_sheet_keeps_what_the_sheets_share(desk: Client, sheet: dict[str, Any]) -> None:
    response = desk.post(ENTER, {**sheet, "channel": "talk", "consent_how": "talk", "again": "1"}, follow=True)
    form = response.context["form"]
    assert response.request["PATH_INFO"] == ENTER
    assert (form["channel"].value(), form["consent_how"].value()) == ("talk", "talk")
    assert form["consent_on"].value() == sheet["consent_on"]
    assert (form["name"].value(), form["title"].value()) == (None, None)
    assert form["key"].value() != sheet["key"]
    assert "ligt bij de ideeën om te beoordelen" in title(response)
    assert 'aria-describedby="meldingen' in focused(response)
    assert "Riet" not in response.request["QUERY_STRING"]


def test_nonsense_in_the_address_is_left_alone(desk: Client) -> None:
    form = desk.get(f"{ENTER}?via=duif&ja=nee&op=gisteren").context["form"]
    assert (form["channel"].value(), form["consent_how"].value()) == ("paper", "paper")
    for number in ("0", "x", "9" * 40, "²"):
        assert desk.get(f"{ENTER}?bellen={number}").status_code == 404


def test_the_same_form_twice_enters_it_once(desk: Client, sheet: dict[str, Any]) -> None:
    first, second = desk.post(ENTER, sheet), desk.post(ENTER, sheet)
    assert first["Location"] == second["Location"]
    assert Idea.everywhere.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "kort"),
        ("where", "Atlantis"),
        ("name", " "),
        ("email", "riet@"),
        ("phone", "bel maar"),
        ("consent", ""),
        ("consent_on", "2999-01-01"),
        ("consent_on", "gisteren"),
        ("channel", "site"),
        ("consent_how", "site"),
        ("key", "x"),
    ],
)
def test_what_is_wrong_is_explained_and_nothing_is_lost(
    desk: Client, sheet: dict[str, Any], field: str, value: str
) -> None:
    response = desk.post(ENTER, {**sheet, field: value})
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert Idea.everywhere.count() == 0
    assert sheet["origin"] in html(response)


def test_a_shared_postcode_asks_which_municipality(desk: Client, sheet: dict[str, Any]) -> None:
    other = MunicipalityFactory.create(name="Verderop")
    PostcodeFactory.create(pc4="7201", municipality=other, rank=2)
    response = desk.post(ENTER, sheet)
    assert response.status_code == 422
    assert "Verderop</label>" in html(response)
    desk.post(ENTER, {**sheet, "municipality": other.code})
    assert Idea.everywhere.get().municipality == other


def test_a_call_fills_in_what_is_known_and_is_closed_with_it(
    desk: Client, operator: User, call: CallBack, sheet: dict[str, Any]
) -> None:
    url = f"{ENTER}?bellen={call.pk}"
    form = desk.get(url).context["form"]
    filled = {name: form[name].value() for name in ("name", "phone", "where", "origin", "channel", "consent_how")}
    assert filled == {
        "name": "Riet van Dam",
        "phone": "0612345678",
        "where": "Voorbeeldhoven",
        "origin": "Ik wil graag weer een biljartclub.",
        "channel": "phone",
        "consent_how": "phone",
    }
    desk.post(url, {**sheet, **filled})
    call.refresh_from_db()
    assert call.idea is not None
    assert (call.done_by, call.idea.state, call.idea.channel) == (operator, "waiting", "phone")
    assert f"/beheer/ideeen/{call.idea.pk}/" in html(desk.get(f"/beheer/bellen/{call.pk}/"))


def test_a_draft_of_the_caller_is_completed(desk: Client, call: CallBack, sheet: dict[str, Any]) -> None:
    draft = IdeaFactory.create(title="Een biljart voor iedereen", owner=None, origin="Van vroeger.")
    CallBack.objects.filter(pk=call.pk).update(idea=draft, text="")
    form = desk.get(f"{ENTER}?bellen={call.pk}").context["form"]
    assert (form["title"].value(), form["origin"].value()) == ("Een biljart voor iedereen", "Van vroeger.")
    desk.post(f"{ENTER}?bellen={call.pk}", sheet)
    assert Idea.everywhere.count() == 1
    idea = fresh(draft)
    assert (idea.state, idea.title, idea.key) == ("waiting", sheet["title"], draft.key)


def test_a_caller_who_was_quicker_is_not_entered_twice(desk: Client, call: CallBack, sheet: dict[str, Any]) -> None:
    pinned = IdeaFactory.create(waiting=True)
    CallBack.objects.filter(pk=call.pk).update(idea=pinned)
    response = desk.post(f"{ENTER}?bellen={call.pk}", sheet)
    assert response.status_code == 422
    assert "Deze persoon heeft het idee al geprikt" in html(response)
    assert Idea.everywhere.count() == 1
    call.refresh_from_db()
    assert call.done_at is None


def test_a_draft_that_was_thrown_away_gets_a_successor(desk: Client, call: CallBack, sheet: dict[str, Any]) -> None:
    draft = IdeaFactory.create(withdrawn=True)
    CallBack.objects.filter(pk=call.pk).update(idea=draft)
    assert desk.post(f"{ENTER}?bellen={call.pk}", sheet).status_code == 302
    call.refresh_from_db()
    assert call.idea is not None
    assert call.idea.pk != draft.pk


def test_a_call_that_a_colleague_closed_enters_nothing(desk: Client, call: CallBack, sheet: dict[str, Any]) -> None:
    CallBack.objects.filter(pk=call.pk).update(done_at=clock.now())
    response = desk.post(f"{ENTER}?bellen={call.pk}", sheet)
    assert "Iemand anders was je net voor" in html(response)
    assert Idea.everywhere.count() == 0


def test_hostile_text_is_kept_as_text(desk: Client, sheet: dict[str, Any]) -> None:
    evil = '<script>alert(1)</script>{% csrf_token %}"\u202e\x00'
    desk.post(ENTER, {**sheet, "title": evil.replace("\x00", ""), "name": evil, "origin": evil.replace("\x00", "")})
    desk.post(ENTER, {**sheet, "title": evil.replace("\x00", ""), "name": "<b>Riet</b>"})
    idea = Idea.everywhere.get()
    page = html(desk.get(f"/beheer/ideeen/{idea.pk}/"))
    assert "<script>alert" not in page
    assert "&lt;b&gt;Riet" in page
