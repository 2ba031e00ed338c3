"""The operator and reactions: the heaps, hiding with a reason, objections and reports, and two operators at once."""

from typing import Any

import pytest
from django.test import Client

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from ideas.models import Reaction, ReactionReport
from ideas.reasons import HIDINGS
from ideas.services import reactions
from ideas.services.reaction_log import last_line
from tests.factories.accounts import UserFactory
from tests.factories.reactions import ReactionFactory, report_of, writer_of
from tests.pages.desks.conftest import html, queries_of

pytestmark = pytest.mark.django_db


def address(reaction: Reaction, act: str = "") -> str:
    return f"/beheer/reacties/{reaction.pk}/" + (f"{act}/" if act else "")


def fresh(reaction: Reaction) -> Reaction:
    return Reaction.everywhere.get(pk=reaction.pk)


def decide(desk: Client, reaction: Reaction, act: str, text: str, **other: Any) -> Any:
    return desk.post(address(reaction, act), {"text": text, "seen": last_line(reaction), **other})


def test_each_heap_shows_what_lies_there(desk: Client) -> None:
    plain = ReactionFactory.create(text="Gewoon een reactie.")
    reported = report_of(ReactionFactory.create(text="Er is over gemeld.")).reaction
    hidden = ReactionFactory.create(hidden=True, text="Verborgen en stil.")
    objected = ReactionFactory.create(hidden=True, objected=True, text="Verborgen en boos.")
    answered = {"objection_answered_at": clock.now(), "text": "Verborgen en beantwoord."}
    done = ReactionFactory.create(hidden=True, objected=True, **answered)
    heaps = {
        "alles": {plain, reported, hidden, objected, done},
        "gemeld": {reported},
        "bezwaar": {objected},
        "verborgen": {hidden, objected, done},
        "onzin": {plain, reported, hidden, objected, done},
    }
    for name, there in heaps.items():
        page = html(desk.get(f"/beheer/reacties/?stand={name}"))
        assert {one for one in (plain, reported, hidden, objected, done) if one.text in page} == there, name


@pytest.mark.parametrize("heap", ["alles", "gemeld", "bezwaar", "verborgen"])
def test_a_heap_goes_page_by_page_and_costs_the_same(desk: Client, heap: str) -> None:
    def one(number: int) -> None:
        made = ReactionFactory.create(text=f"Reactie {number}.", hidden=heap != "gemeld", objected=heap != "gemeld")
        if heap == "gemeld":
            report_of(made)
            report_of(made)

    one(100)
    url = f"/beheer/reacties/?stand={heap}"
    few = queries_of(lambda: desk.get(url))
    for number in range(101, 130):
        one(number)
    assert queries_of(lambda: desk.get(url)) == few
    first = html(desk.get(url))
    onward = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    second = html(desk.get(onward))
    told = {number: (f"Reactie {number}." in first, f"Reactie {number}." in second) for number in range(100, 130)}
    assert all(there in ((True, False), (False, True)) for there in told.values()), told


def test_hidden_with_a_ready_made_reason(desk: Client, operator: User) -> None:
    made = ReactionFactory.create(user__language="en")
    picked = html(desk.post(address(made, "verbergen"), {"klaar": "hurts", "text": "Hi.", "seen": 0}))
    assert "Being critical or angry is fine." in picked and ">Hi." in picked.replace("\n", "")
    assert "Kwetst mensen" in picked
    landed = decide(desk, made, "verbergen", "This names somebody.")
    assert landed["Location"] == address(made)
    page = html(desk.get(address(made)))
    assert "This names somebody." in page and "Beheerder Bea Beheer" in page
    assert fresh(made).hidden_by == operator
    mail = OutgoingMail.objects.get(kind="ideas/reaction_hidden")
    assert mail.language == "en" and "We have hidden your reaction" in mail.subject


@pytest.mark.parametrize("ready", HIDINGS, ids=[ready.key for ready in HIDINGS])
def test_each_ready_made_reason_fits(ready: Any) -> None:
    assert 40 < len(str(ready.text)) < 1000


def test_without_a_reason_nothing_is_hidden(desk: Client) -> None:
    made = ReactionFactory.create()
    for text in ("", "   ", "a" * 1001):
        assert decide(desk, made, "verbergen", text).status_code == 422
    assert fresh(made).hidden_at is None


def test_the_objection_is_answered_by_keeping_or_showing(desk: Client) -> None:
    kept, shown = (ReactionFactory.create(hidden=True, objected=True) for _ in range(2))
    assert kept.objection in html(desk.get(address(kept, "verborgen-houden")))
    assert decide(desk, kept, "verborgen-houden", "").status_code == 422
    assert decide(desk, kept, "verborgen-houden", "We blijven erbij.").status_code == 302
    assert decide(desk, shown, "tonen", "").status_code == 302
    assert fresh(kept).hidden_at is not None and fresh(shown).hidden_at is None
    assert "Verborgen" not in html(desk.get("/beheer/reacties/?stand=bezwaar")).partition("<table")[2]
    assert "Weer te lezen" in html(desk.get(address(shown)))


def test_a_report_is_answered_by_letting_it_stay(desk: Client) -> None:
    report = report_of(ReactionFactory.create(), email="mel@buurt.example", quoted="Wat er eerst stond.")
    page = html(desk.get(address(report.reaction)))
    assert "Dat gaat niemand iets aan." in page and "Wat er eerst stond." in page and "mel@buurt.example" in page
    assert decide(desk, report.reaction, "blijft-staan", "Er staat geen naam in.").status_code == 302
    assert OutgoingMail.objects.get(kind="ideas/report_handled").to_address == "mel@buurt.example"
    assert "Afgehandelde meldingen" in html(desk.get(address(report.reaction)))
    assert ReactionReport.objects.get().outcome == "stays"


@pytest.mark.parametrize(
    ("act", "state"),
    [
        ("verbergen", {"hidden": True}),
        ("tonen", {}),
        ("verborgen-houden", {"hidden": True}),
        ("blijft-staan", {}),
        ("verbergen", {"removed_at": clock.now(), "text": ""}),
    ],
)
def test_what_cannot_be_decided_leads_back_and_is_refused(desk: Client, act: str, state: dict[str, Any]) -> None:
    made = ReactionFactory.create(**state)
    assert desk.get(address(made, act))["Location"] == address(made)
    answer = decide(desk, made, act, "Toch maar.")
    assert answer.status_code == 409
    assert "Dit is niet gedaan" in html(answer) and "Toch maar." in html(answer)


def test_what_changed_after_the_page_was_opened_is_read_first(desk: Client) -> None:
    made = ReactionFactory.create()
    opened = html(desk.get(address(made, "verbergen")))
    assert 'name="seen" value="0"' in opened
    reactions.change(actor=writer_of(made), reaction_id=made.pk, text="Nu zonder naam.")
    picked = html(desk.post(address(made, "verbergen"), {"klaar": "hurts", "text": "", "seen": 0}))
    assert 'name="seen" value="0"' in picked
    answer = desk.post(address(made, "verbergen"), {"text": "Er staat een naam in.", "seen": 0})
    assert answer.status_code == 409
    page = html(answer)
    assert "Lees haar opnieuw" in page and "Nu zonder naam." in page and "Er staat een naam in." in page
    assert fresh(made).hidden_at is None


def test_an_erased_writer_and_a_withdrawn_idea_stand_there_in_words(desk: Client) -> None:
    made = ReactionFactory.create(user=None, idea__state="withdrawn")
    page = html(desk.get(address(made)))
    assert "niet meer bekend" in page and "niet meer op de site" in page
    assert decide(desk, made, "verbergen", "Naam.").status_code == 302


def test_hostile_text_is_shown_as_text(desk: Client) -> None:
    nasty = '"><script>alert(1)</script>{{ 7|add:7 }}'
    made = ReactionFactory.create(text=nasty, hidden=True, objection=nasty, objected_at=clock.now(), user__name=nasty)
    report_of(made, text=nasty, quoted=nasty)
    for url in ("/beheer/reacties/", address(made), address(made, "tonen")):
        page = html(desk.get(url))
        assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


def test_nobody_else_decides() -> None:
    made = ReactionFactory.create()
    stranger = Client()
    stranger.force_login(UserFactory.create())
    for act in ("verbergen", "tonen", "verborgen-houden", "blijft-staan"):
        assert decide(stranger, made, act, "Weg ermee.").status_code == 403
    assert fresh(made).hidden_at is None
