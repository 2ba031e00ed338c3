"""What looks alike: the search behind "that is what I mean" and the operator's likely duplicates."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aantafel.core import clock
from ideas import queries, search
from municipalities import scope
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def national() -> Iterator[None]:
    with scope.national():
        yield


def titles(text: str, **kwargs: object) -> list[str]:
    return [idea.title for idea in queries.similar(text, **kwargs)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "speeltuin",
        "SPEELTUIN",
        "een speeltuin voor de kinderen",
        "Ik wil graag een speeltuintje bij ons in de buurt",
        "Een speeltuin met water en zand achter de supermarkt aan de Beukenlaan",
    ],
)
def test_another_form_of_the_word_is_alike(text: str) -> None:
    IdeaFactory.create(published=True, title="Meer speeltuinen in onze wijk")
    IdeaFactory.create(published=True, title="Een leesclub op dinsdag")
    assert titles(text) == ["Meer speeltuinen in onze wijk"]


@pytest.mark.parametrize(
    "text",
    [
        "Een reparatiecafé in de oude melkfabriek",
        "Wij willen graag samen met de buurt iets moois maken voor alle kinderen in onze wijk",
        "",
        "!!! ???",
        "de het een",
    ],
)
def test_a_text_about_something_else_finds_nothing(text: str) -> None:
    IdeaFactory.create(
        published=True, title="Meer speeltuinen in onze wijk", origin="In de buurt is niets voor kinderen."
    )
    IdeaFactory.create(
        published=True, title="Een leesclub voor alle buren, iedereen mag meedoen", origin="Samen lezen."
    )
    assert titles(text) == []


def test_accents_and_capitals_make_no_difference() -> None:
    IdeaFactory.create(published=True, title="Reparatiecafé in Súdwest")
    assert titles("reparatiecafe") == ["Reparatiecafé in Súdwest"]
    assert titles("RÉPARATIECAFÉ") == ["Reparatiecafé in Súdwest"]


def test_only_public_ideas_are_found_whatever_the_scope() -> None:
    for flags in ({}, {"waiting": True}, {"refused": True}, {"taken_off": True}, {"unconfirmed": True}):
        IdeaFactory.create(title="Een moestuin op het dak", **flags)
    shown = IdeaFactory.create(published=True, title="Moestuin op het dak")
    assert queries.similar("moestuin") == [shown]
    with scope.operator():
        assert queries.similar("moestuin") == [shown]
    assert shown.municipality is not None
    with scope.tenant(shown.municipality):
        assert queries.similar("moestuin") == [shown]


def test_the_own_municipality_comes_first_and_then_the_likest() -> None:
    here = MunicipalityFactory.create()
    IdeaFactory.create(published=True, title="Een moestuin op het dak van de school")
    IdeaFactory.create(published=True, title="Tuinieren", approach="We maken een moestuin op het dak.")
    IdeaFactory.create(published=True, title="Meer groen", approach="Een moestuin naast de school.", municipality=here)
    found = titles("moestuin op het dak van de school", municipality=here)
    assert found == ["Meer groen", "Een moestuin op het dak van de school", "Tuinieren"]


def test_the_idea_itself_is_left_out_and_the_limit_is_kept() -> None:
    ideas = IdeaFactory.create_batch(4, published=True, title="Een jeu-de-boulesbaan in het park")
    found = queries.similar("jeu de boules in het park", exclude=ideas[0], limit=2)
    assert len(found) == 2
    assert ideas[0] not in found


def test_an_old_idea_of_the_own_municipality_is_found_among_many_new_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "MOST_COMPARED", 3)
    old = IdeaFactory.create(published=True, title="Een moestuin", published_at=clock.now() - timedelta(days=900))
    IdeaFactory.create_batch(5, published=True, title="Een moestuin")
    assert old not in queries.similar("moestuin", limit=10)
    assert queries.similar("moestuin", municipality=old.municipality, limit=10)[0] == old


@pytest.mark.parametrize("count", [1, 6])
def test_two_queries_at_most_and_none_for_the_municipality_names(count: int) -> None:
    here = MunicipalityFactory.create()
    IdeaFactory.create_batch(count, published=True, title="Een moestuin")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert [str(idea.municipality) for idea in queries.similar("moestuin", municipality=here)]
    assert len(asked) == 2


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(text=st.one_of(st.text(max_size=300), st.text(alphabet="ab'\\&|!:*()<-> \"\0éøß²ﬁ", max_size=80)))
def test_any_text_may_be_asked(text: str) -> None:
    queries.similar(text)


def test_very_long_words_and_texts_are_cut() -> None:
    assert queries.similar("x" * 5000 + " " + "woord " * 5000) == []
    assert len(search.telling_words(" ".join(f"bijzonder{n}" for n in range(100)))) == search.MOST_WORDS


def test_a_text_of_weak_words_alone_is_still_compared() -> None:
    shown = IdeaFactory.create(published=True, title="Kinderen en ouderen")
    assert queries.similar("kinderen") == [shown]
