"""The review queue and the overview."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.enums import State as MailState
from aantafel.pages.desks import waiting as waiting_time
from ideas.enums import IdeaState, NoticeAnswer
from ideas.models import CallBack, Idea, MunicipalityNotice
from ideas.services import own, review
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.outbox import OutgoingMailFactory
from tests.factories.reactions import ReactionFactory, report_of
from tests.pages.desks.conftest import html, make_notice, make_told, make_waiting, queries_of

THURSDAY = datetime(2026, 11, 19, 10, tzinfo=UTC)


def test_longest_waiting_comes_first(desk: Client) -> None:
    young = make_waiting(title="Het jongste idee")
    old = make_waiting(title="Het oudste idee", submitted_at=clock.now() - timedelta(days=9))
    page = html(desk.get("/beheer/ideeen/"))
    assert page.index(old.title) < page.index(young.title)


@pytest.mark.parametrize(("days", "late"), [(5, False), (6, True)])
def test_more_than_five_working_days_shows_in_colour_and_in_words(desk: Client, days: int, late: bool) -> None:
    with clock.frozen(THURSDAY):
        make_waiting(submitted_at=THURSDAY - timedelta(days=days + 2))  # a weekend lies between
        page = html(desk.get("/beheer/ideeen/"))
    assert f"{days} werkdagen" in page
    assert (f"{days} werkdagen: te lang" in page) is late
    assert ("at-badge--error" in page) is late


def test_waiting_in_words() -> None:
    with clock.frozen(THURSDAY + timedelta(days=3)):  # a Sunday
        assert waiting_time.since(clock.now()).text == "vandaag"
        assert waiting_time.since(clock.now() - timedelta(days=2)).text == "minder dan een werkdag"
        assert waiting_time.since(clock.now() - timedelta(days=3)).text == "1 werkdag"
        assert waiting_time.since(None).days == 0


def test_the_heap_is_kept_in_the_address(desk: Client) -> None:
    states = ("waiting", "asked")
    titles = {state: make_waiting(title=f"Een idee dat {state} is", state=state).title for state in states}
    refused = IdeaFactory.create(refused=True, title="Een geweigerd idee").title
    for stand, shown in (("wacht", titles["waiting"]), ("gevraagd", titles["asked"]), ("besloten", refused)):
        page = html(desk.get(f"/beheer/ideeen/?stand={stand}"))
        assert [title for title in (*titles.values(), refused) if title in page] == [shown]
        assert f'href="/beheer/ideeen/?stand={stand}" aria-current="page"' in page
    assert titles["waiting"] in html(desk.get("/beheer/ideeen/?stand=onzin&na=onzin"))


def test_an_answer_that_came_in_stands_out(desk: Client, operator: User, waiting: Idea, everywhere: None) -> None:
    make_waiting(title="Een ander idee")
    assert "Antwoord binnen</span>" not in html(desk.get("/beheer/ideeen/"))
    review.ask(actor=operator, idea_id=waiting.pk, question="Waar?")
    own.answer(actor=operator, idea=waiting, text="Daar.")
    page = html(desk.get("/beheer/ideeen/?stand=antwoord"))
    assert waiting.title in page
    assert "Een ander idee" not in page
    assert html(desk.get("/beheer/ideeen/")).count("Antwoord binnen</span>") == 1


def test_drafts_and_unconfirmed_ideas_never_lie_there(desk: Client) -> None:
    IdeaFactory.create(title="Een concept dat niemand ziet")
    IdeaFactory.create(unconfirmed=True, title="Een onbevestigd idee")
    for stand in ("wacht", "antwoord", "gevraagd", "besloten"):
        page = html(desk.get(f"/beheer/ideeen/?stand={stand}"))
        assert "Een concept dat niemand ziet" not in page
        assert "Een onbevestigd idee" not in page


@pytest.mark.parametrize("stand", ["wacht", "besloten"])
def test_pages_follow_each_other_without_gap_or_double(desk: Client, stand: str) -> None:
    """Twenty a page, also when all came in at one moment."""
    moment = clock.now() - timedelta(days=1)
    states: dict[str, dict[str, Any]] = {
        "wacht": {"waiting": True},
        "besloten": {"refused": True, "decided_at": moment},
    }
    town = MunicipalityFactory.create()
    made = {IdeaFactory.create(municipality=town, submitted_at=moment, **states[stand]).pk for _ in range(45)}
    seen: list[int] = []
    response = desk.get(f"/beheer/ideeen/?stand={stand}")
    while True:
        seen += [row.idea.pk for row in response.context["rows"]]
        if not response.context["more"]:
            break
        assert f"stand={stand}" in response.context["more"]
        response = desk.get(response.context["more"])
        assert response.context["first"] == f"/beheer/ideeen/?stand={stand}"
    assert len(seen) == 45
    assert set(seen) == made


@pytest.mark.parametrize(("stand", "state"), [("wacht", "waiting"), ("gevraagd", "asked"), ("besloten", "refused")])
def test_the_queue_takes_the_same_queries_for_one_and_for_many(desk: Client, stand: str, state: str) -> None:
    make_waiting(state=state, decided_at=clock.now())
    one = queries_of(lambda: desk.get(f"/beheer/ideeen/?stand={stand}"))
    for _ in range(5):
        make_told(state=state, decided_at=clock.now())
    assert queries_of(lambda: desk.get(f"/beheer/ideeen/?stand={stand}")) == one <= 9


def test_the_overview_counts_every_heap(desk: Client, operator: User, everywhere: None) -> None:
    answered = make_waiting()
    review.ask(actor=operator, idea_id=answered.pk, question="Waar?")
    own.answer(actor=operator, idea=answered, text="Daar.")
    make_waiting(submitted_at=clock.now() - timedelta(days=30))
    CallBack.objects.create(name="Riet", phone="0612345678")
    CallBack.objects.create(name="Kees", phone="0687654321", done_at=clock.now())
    make_notice(operator, MunicipalityFactory.create(without_mailbox=True))
    visit = make_notice(operator)
    MunicipalityNotice.objects.filter(pk=visit.pk).update(answer=NoticeAnswer.WANTS_VISIT, answered_at=clock.now())
    OutgoingMailFactory.create(state=MailState.FAILED)
    report_of(ReactionFactory.create())
    ReactionFactory.create(hidden=True, objected=True)
    ReactionFactory.create(hidden=True)
    page = desk.get("/beheer/").context
    heaps = {heap.label: heap for heap in [*page["heaps"], *page["empty"]]}
    assert page["heaps"][0].label == "Ideeën om te beoordelen"  # what waits too long comes first
    assert {label: heap.count for label, heap in heaps.items()} == {
        "Ideeën om te beoordelen": 2,
        "Antwoorden die binnenkwamen": 1,
        "Mensen om te bellen": 1,
        "Meldingen over reacties": 1,
        "Bezwaren tegen verbergen": 1,
        "Gemeenten die het nog moeten horen": 1,
        "Gemeenten die een bezoek willen": 1,
        "Gratis bijeenkomsten om te plannen": 0,
        "Gemeenten om te vertellen over een bijeenkomst": 0,
        "Bijeenkomsten om af te maken": 0,
        "Mails die mislukten": 1,
        "Gesproken berichten": 0,
        "Vragen om iets te veranderen": 0,
        "Hulpvragen": 0,
    }
    assert heaps["Ideeën om te beoordelen"].oldest.late
    for heap in heaps.values():
        assert desk.get(heap.url).status_code == 200


def test_an_empty_desk_says_so(desk: Client) -> None:
    assert "Er wacht niets" in html(desk.get("/beheer/"))


def test_the_overview_takes_the_same_queries_for_one_and_for_many(desk: Client, operator: User) -> None:
    def fill() -> None:
        make_waiting()
        CallBack.objects.create(name="Riet", phone="0612345678")
        make_notice(operator, MunicipalityFactory.create(without_mailbox=True))
        OutgoingMailFactory.create(state=MailState.FAILED)
        report_of(ReactionFactory.create())

    fill()
    desk.get("/beheer/")  # the open sites are read once and remembered
    one = queries_of(lambda: desk.get("/beheer/"))
    for _ in range(4):
        fill()
    assert queries_of(lambda: desk.get("/beheer/")) == one <= 9


def test_hostile_text_is_shown_as_text(desk: Client) -> None:
    title = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7|add:7 }}'
    idea = make_waiting(title=title, origin=title, pinner__name=title, role=title, interest=title, place=title)
    for path in ("/beheer/ideeen/", f"/beheer/ideeen/{idea.pk}/", f"/beheer/ideeen/{idea.pk}/weigeren/"):
        page = html(desk.get(path))
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page
    assert IdeaState(idea.state) is IdeaState.WAITING
