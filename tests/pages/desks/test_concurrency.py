"""Two operators at one moment, each over a connection of their own."""

from collections.abc import Callable

import pytest
from django.test import Client

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.outbox.models import OutgoingMail
from ideas.models import CallBack, Idea, MunicipalityNotice, Reaction, ReactionEntry, ReactionReport
from ideas.services import notices as answers
from ideas.services import reactions
from municipalities import scope
from tables.models import Table
from tests.factories.accounts import UserFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.reactions import ReactionFactory, report_of, writer_of
from tests.pages.desks.conftest import fresh, kinds, last_line, make_notice, make_waiting
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

DECISIONS = ("plaatsen", "vragen", "weigeren")
DECIDED = {"approved", "question", "refused"}


def desks(count: int) -> list[Client]:
    clients = [Client() for _ in range(count)]
    for number, client in enumerate(clients):
        client.force_login(UserFactory.create(email=f"beheer{number}@aantafel.example", operator=True))
    return clients


def post(client: Client, path: str, data: dict[str, object]) -> Callable[[], int]:
    return lambda: client.post(path, data).status_code


@pytest.mark.parametrize("first", DECISIONS)
@pytest.mark.parametrize("second", DECISIONS)
def test_of_two_decisions_at_once_one_is_taken(first: str, second: str) -> None:
    idea = make_waiting()
    data = {"seen": last_line(idea), "text": "Wie doet er mee?"}
    pair = zip(desks(2), (first, second), strict=True)
    statuses = sorted(at_once(*[post(client, f"/beheer/ideeen/{idea.pk}/{what}/", data) for client, what in pair]))
    assert statuses == [302, 409]
    decided = [kind for kind in kinds(idea) if kind in DECIDED]
    assert len(decided) == 1
    assert Table.everywhere.filter(idea=idea).count() == (decided == ["approved"])
    mails = OutgoingMail.objects.filter(kind__in=["ideas/question", "ideas/refused", "tables/published_tips"])
    assert mails.count() == 1


def test_ten_approvals_at_once_publish_once() -> None:
    idea = make_waiting()
    data: dict[str, object] = {"seen": last_line(idea)}
    statuses = sorted(at_once(*[post(client, f"/beheer/ideeen/{idea.pk}/plaatsen/", data) for client in desks(10)]))
    assert statuses == [302] + [409] * 9
    assert Table.everywhere.filter(idea=idea).count() == 1
    assert MunicipalityNotice.objects.filter(idea=idea).count() == 1
    assert OutgoingMail.objects.filter(kind="tables/published_municipality").count() == 1


def test_deciding_while_the_pinner_withdraws_leaves_one_of_the_two() -> None:
    idea = make_waiting()
    assert idea.owner is not None
    pinner = Client()
    pinner.force_login(idea.owner)
    at_once(
        post(desks(1)[0], f"/beheer/ideeen/{idea.pk}/weigeren/", {"seen": last_line(idea), "text": "Verkoopt iets."}),
        post(pinner, f"/mijn/ideeen/{idea.pk}/terugnemen/", {}),
    )
    assert fresh(idea).state == "withdrawn"
    assert kinds(idea) in (["submitted", "withdrawn"], ["submitted", "refused", "withdrawn"])


def test_a_form_that_is_sent_twice_at_once_enters_one_idea() -> None:
    town = MunicipalityFactory.create(name="Voorbeeldhoven")
    client = desks(1)[0]
    data: dict[str, object] = {
        "key": "6f2f1f9c-5d4b-4d0e-9d5e-0c1d4d7c0a11",
        "channel": "paper",
        "title": "Samen de speeltuin opknappen",
        "where": town.name,
        "relation": "lives",
        "capacity": "resident",
        "language": "nl",
        "name": "Riet Voorbeeld",
        "name_display": "hidden",
        "consent_how": "paper",
        "consent_on": "2026-01-05",
        "consent": "on",
    }
    statuses = sorted(at_once(*[post(client, "/beheer/ideeen/invoeren/", data) for _ in range(3)]))
    assert statuses == [302, 302, 302]
    assert Idea.everywhere.count() == 1
    assert kinds(Idea.everywhere.get()) == ["submitted"]


def test_a_request_to_be_called_is_closed_once() -> None:
    call = CallBack.objects.create(name="Riet", phone="0612345678")
    path = f"/beheer/bellen/{call.pk}/"
    statuses = sorted(at_once(*[post(client, path, {"outcome": "Gesproken"}) for client in desks(2)]))
    assert statuses == [302, 422]


def test_of_two_notes_about_one_answer_the_second_is_held_back() -> None:
    colleague: User = UserFactory.create(email="hans@aantafel.example", operator=True)
    with scope.operator():
        notice = make_notice(colleague)
    data: dict[str, object] = {"answer": "thanks", "note": "Zei dankjewel.", "mark": answers.answer_mark(notice)}
    other = {**data, "answer": "wants_visit", "note": "Wil een bezoek."}
    first, second = desks(2)
    path = f"/beheer/gemeenten/{notice.pk}/"
    assert sorted(at_once(post(first, path, data), post(second, path, other))) == [302, 409]


def test_of_two_decisions_about_a_reaction_one_is_taken() -> None:
    report = report_of(ReactionFactory.create(), email="mel@buurt.example")
    path, data = f"/beheer/reacties/{report.reaction_id}", {"seen": 0, "text": "Er staat een naam in."}
    for second in ("verbergen", "blijft-staan"):
        first_desk, second_desk = desks(2)
        calls = post(first_desk, f"{path}/verbergen/", data), post(second_desk, f"{path}/{second}/", data)
        assert sorted(at_once(*calls)) == [302, 409]
        assert OutgoingMail.objects.filter(kind="ideas/report_handled").count() == 1
        Reaction.everywhere.update(hidden_at=None, hidden_reason="")
        ReactionEntry.objects.all().delete()
        ReactionReport.objects.update(handled_at=None, outcome="")
        OutgoingMail.objects.all().delete()
        User.objects.filter(email__startswith="beheer").delete()


def test_reacting_and_taking_away_at_once_leaves_no_answer_in_the_air() -> None:
    head = ReactionFactory.create()
    other: User = UserFactory.create()

    def answer() -> bool:
        try:
            reactions.react(actor=other, idea_id=head.idea_id, text="Ja", capacity=Capacity.RESIDENT, to=head.pk)
        except reactions.CannotAnswer:
            return False
        return True

    def remove() -> bool:
        reactions.remove(actor=writer_of(head), reaction_id=head.pk)
        return True

    answered, _removed = at_once(answer, remove)
    assert Reaction.everywhere.filter(parent=head).count() == answered


def test_one_form_sent_three_times_at_once_is_one_reaction() -> None:
    idea = ReactionFactory.create().idea
    writer = UserFactory.create()
    clients = [Client() for _ in range(3)]
    for client in clients:
        client.force_login(writer)
    path = f"/ideeen/{idea.pk}-{idea.slug}/reageren/"
    data: dict[str, object] = {"text": "Ik doe mee.", "capacity": "resident"}
    assert at_once(*[post(client, path, data) for client in clients]) == [302, 302, 302]
    assert Reaction.everywhere.filter(user=writer).count() == 1
    assert OutgoingMail.objects.filter(kind="ideas/reaction_pinner").count() == 1
