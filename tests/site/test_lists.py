"""A list costs the same with one row and with many."""

import pytest

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
MINE += ["help:help_requests"]
LISTS = [page for page in PAGES if page.lists or page.name in OTHERS]


@pytest.mark.parametrize("page", LISTS, ids=[page.name for page in LISTS])
def test_many_rows_cost_no_more_queries_than_one(answers: Answers, page: Page) -> None:
    role = Role.VISITOR if Role.VISITOR in page.seen_by() else page.seen_by()[-1]
    few = answers.of(page, role, "nl")
    with scope.operator():
        worlds.crowd()
    many = ask(answers.world, page, role, "nl")
    assert many.status == few.status
    assert not page.lists or len(many.body) > len(few.body)
    assert len(many.queries) == len(few.queries), "\n".join(many.queries)


@pytest.mark.parametrize("route", MINE)
def test_the_pages_of_somebody_with_much_cost_no_more(answers: Answers, route: str) -> None:
    page = next(page for page in PAGES if page.route == route)
    few = answers.of(page, Role.OTHER, "nl")
    with scope.operator():
        worlds.crowd()
    many = ask(answers.world, page, Role.OWNER, "nl")
    assert len(many.body) > len(few.body)
    assert len(many.queries) <= len(answers.of(page, Role.OWNER, "nl").queries)
