"""Lists of what people bring: whose they are, what they say, and that thirty cost as much as one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from aantafel.accounts.models import User
from ideas import support_queries, support_words
from ideas.enums import SupportKind, SupportState
from ideas.models import Idea
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, SupportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def pinner() -> User:
    made: User = UserFactory.create()
    return made


@pytest.fixture
def idea(pinner: User) -> Idea:
    made: Idea = IdeaFactory.create(published=True, owner=pinner)
    return made


def test_numbers_count_people_and_nothing_that_was_taken_back(idea: Idea) -> None:
    fleur, sam = UserFactory.create(), UserFactory.create()
    SupportFactory.create_batch(2, idea=idea, user=fleur)
    SupportFactory.create(idea=idea, user=sam, thanked=True)
    SupportFactory.create(idea=idea, user=sam, join=True)
    SupportFactory.create(idea=idea, user=fleur, join=True, state=SupportState.WITHDRAWN)
    SupportFactory.create(idea=idea, kind=SupportKind.QUESTION)
    SupportFactory.create(join=True)
    assert support_queries.counts(idea) == support_queries.Counts(helpers=2, joiners=1)
    assert support_queries.counts(IdeaFactory.create()) == support_queries.Counts()


def test_a_person_sees_their_own_with_what_happens_next(pinner: User, idea: Idea) -> None:
    fleur = UserFactory.create()
    asked = SupportFactory.create(idea=idea, user=fleur, kind=SupportKind.QUESTION)
    SupportFactory.create(idea=idea)
    [line] = support_queries.brought_by(fleur)
    assert (line.support, line.label, line.url) == (asked, "Je vroeg iets", f"/mijn/steun/{asked.pk}/")
    assert line.next.startswith("De ideeprikker krijgt er een mail over.")
    assert support_queries.brought_by(pinner) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"state": SupportState.WITHDRAWN}, "Je hoeft niets te doen."),
        ({"state": SupportState.ANSWERED}, "heeft je geantwoord"),
        ({"state": SupportState.THANKED}, "heeft je bedankt"),
        ({"state": SupportState.INVITED}, "Je bent uitgenodigd aan tafel."),
        ({"idea__owner": None}, "kan niemand je meer antwoorden. Mail of bel ons."),
        ({"idea__taken_off": True, "idea__published": False}, "staat niet meer op de site"),
        ({}, "krijgt er een mail over"),
    ],
)
def test_the_next_step_says_how_it_stands(changes: dict[str, object], words: str) -> None:
    assert words in support_words.next_for_supporter(SupportFactory.create(**changes))


@pytest.mark.parametrize("kind", list(SupportKind))
@pytest.mark.parametrize("state", list(SupportState))
def test_everything_has_words_for_both(kind: SupportKind, state: SupportState) -> None:
    made = SupportFactory.create(kind=kind, state=state, user__name="")
    assert support_words.for_pinner(made).startswith("Iemand ")
    said = {support_words.for_supporter(made), support_words.next_for_pinner(made), support_words.on_the_idea(made)}
    assert len(said) == 3


def test_what_waits_for_somebody_is_at_their_ideas_and_longest_first(pinner: User, idea: Idea) -> None:
    first, second = SupportFactory.create(idea=idea), SupportFactory.create(idea=idea, join=True)
    for state in (SupportState.WITHDRAWN, SupportState.THANKED):
        SupportFactory.create(idea=idea, state=state)
    SupportFactory.create()
    helper = UserFactory.create()
    helped = SupportFactory.create(idea__owner=None, idea__pinner__helper=helper)
    assert [line.support for line in support_queries.waiting_for(pinner)] == [first, second]
    assert [line.support for line in support_queries.waiting_for(helper)] == [helped]


def test_the_helper_no_longer_sees_what_comes_in_once_the_idea_is_taken_over(pinner: User) -> None:
    helper = UserFactory.create()
    made = SupportFactory.create(idea__owner=pinner, idea__pinner__helper=helper)
    assert support_queries.waiting_for(helper) == []
    assert [line.support for line in support_queries.waiting_for(pinner)] == [made]


def test_a_page_of_an_idea_goes_on_by_key(idea: Idea) -> None:
    SupportFactory.create_batch(25, idea=idea)
    first = support_queries.brought_to(idea)
    rest = support_queries.brought_to(idea, after=first.next)
    assert (len(first.items), len(rest.items), rest.next) == (20, 5, "")
    assert {one.pk for one in first.items} & {one.pk for one in rest.items} == set()


def test_thirty_cost_as_much_as_one(pinner: User, idea: Idea) -> None:
    fleur = UserFactory.create()
    questions: list[Callable[[], object]] = [
        lambda: support_queries.brought_by(fleur),
        lambda: support_queries.waiting_for(pinner),
        lambda: support_queries.lines(support_queries.brought_to(idea)),
        lambda: support_queries.counts(idea),
        lambda: support_queries.standing_of(fleur, idea),
    ]
    for count in (1, 29):
        SupportFactory.create_batch(count, idea=idea, user=fleur)
        SupportFactory.create_batch(count, idea__owner=pinner)
        for question in questions:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                question()
            assert len(asked) == 1
