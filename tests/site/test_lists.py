"""A list costs the same with one row and with many."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from municipalities import scope
from tests.site import world as worlds
from tests.site.answers import Answers, ask
from tests.site.pages import PAGES, Page, Role

pytestmark = pytest.mark.django_db

# besides lists: pages that show some rows beside their own
OTHERS = {
    "pages:home",
    "ideas:detail",
    "ideas:mine~published",
    "tables:detail",
    "desk:home",
    "desk:idea~waiting",
    "desk:person",
    "sitemap~ideeen",
}
MINE = ["ideas:overview", "ideas:my_ideas", "ideas:my_likes", "ideas:my_support", "ideas:support_to_me"]
MINE += ["help:help_requests", "tables:my_invitations"]
LISTS = [page for page in PAGES if page.lists or page.name in OTHERS]
OWN = [next(page for page in PAGES if page.route == route) for route in MINE]


@pytest.fixture(scope="module")
def crowd(seeded: Answers, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Many more rows of everything, made once for these tests. What the pages say without them is asked before."""
    with django_db_blocker.unblock():
        for page in LISTS:
            seeded.of(page, _reader(page), "nl")
        for page in OWN:
            seeded.of(page, Role.OTHER, "nl")
            seeded.of(page, Role.OWNER, "nl")
        with transaction.atomic():
            with scope.operator():
                worlds.crowd()
            yield
            transaction.set_rollback(True)


def _reader(page: Page) -> Role:
    return Role.VISITOR if Role.VISITOR in page.seen_by() else page.seen_by()[-1]


@pytest.mark.parametrize("page", LISTS, ids=[page.name for page in LISTS])
def test_many_rows_cost_no_more_queries_than_one(answers: Answers, crowd: None, page: Page) -> None:
    few = answers.of(page, _reader(page), "nl")
    many = ask(answers.world, page, _reader(page), "nl")
    assert many.status == few.status
    assert not page.lists or len(many.body) > len(few.body)
    assert len(many.queries) <= len(few.queries), "\n".join(many.queries)


@pytest.mark.parametrize("page", OWN, ids=[page.name for page in OWN])
def test_the_pages_of_somebody_with_much_cost_no_more(answers: Answers, crowd: None, page: Page) -> None:
    few = answers.of(page, Role.OTHER, "nl")
    many = ask(answers.world, page, Role.OWNER, "nl")
    assert len(many.body) > len(few.body)
    assert len(many.queries) <= len(answers.of(page, Role.OWNER, "nl").queries)
