"""Nothing of the municipality next door shows on a local site, to anybody, in any way.

The neighbour has rows of every model, in whose every text stands a mark (`tests.site.plants`). Everyone who can come to
the site of Tafeldam then reads all of it, fills in every form, and guesses the numbers of the neighbour's rows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.urls import get_resolver, reverse
from pytest_django import DjangoDbBlocker

from municipalities.models import Municipality
from tests.house.test_urls import walk
from tests.site import plants as planting
from tests.site.answers import Answers
from tests.site.crawl import Browser, Visit, crawl, forms_on
from tests.site.pages import LOCAL_ROLES, PAGES, SUMMARISED, Role
from tests.site.plants import MARK, WORD, Plants
from tests.site.world import World

pytestmark = pytest.mark.django_db

# the operator's screens show every municipality, as does the mailbox of a developer; English shows the rows of Dutch
LEFT_ALONE = ("/beheer/", "/postvak/", "/en/", "/static/")
NATIONAL = ("desk:", "outbox:", "mailbox:")
CLOSED = {403, 404}
ELSEWHERE = ("/inloggen/", "/mijn/tweede-stap/")  # where whoever has to show who they are is sent
ARGUMENT = re.compile(r"<(?:(?P<kind>\w+):)?\w+>")
AT_DESKS = (Role.COORDINATOR, Role.DELEGATE, Role.COACH)


@dataclass(frozen=True)
class Town:
    """Tafeldam, with its neighbour's marks beside it."""

    world: World
    plants: Plants

    def leaks(self, visit: Visit) -> list[str]:
        """What of the neighbour shows there; of its people also those who were there before the marks."""
        said = [self.world.neighbour_title] + ([] if visit.who is Role.NEIGHBOUR else ["Nel Naast", "nel.naast"])
        return self.plants.seen_in(visit.text) + [words for words in said if words in visit.text]


@pytest.fixture(scope="module")
def planted(seeded: Answers, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield Town(seeded.world, planting.plant(Municipality.objects.get(code="GM8005")))
        transaction.set_rollback(True)


@pytest.fixture
def town(planted: Town, db: None) -> Town:
    return planted


def seeds(world: World) -> list[str]:
    """Every page of a local site that is known, every address that takes nothing, and a search for the marks."""
    listed = [page.path(world, "nl") for page in PAGES if page.local]
    bare = [reverse(name) for name, address in patterns() if "<" not in address]
    return [*listed, *bare, *(f"{address}?q={WORD}" for address in bare if not address.endswith(".xml"))]


def patterns() -> list[tuple[str, str]]:
    """Name and pattern of every address in Dutch, but for trees that others wrote."""
    found = walk(get_resolver().url_patterns)
    return [(name, address) for name, address in found if name.partition(":")[0] not in SUMMARISED]


def test_every_model_is_planted(town: Town) -> None:
    """A new model is planted by itself; one whose rows cannot be made from its fields needs a reason in `NOT_MADE`."""
    assert planting.not_planted(town.plants) == []


def test_every_text_of_the_neighbour_is_marked(town: Town) -> None:
    wanted = {
        f"{model._meta.label}.{one.name}"
        for model in planting.our_models()
        if model._meta.label not in planting.NOT_MADE and not planting.is_history(model)
        for one in planting.marked_fields(model)
    }
    assert wanted - set(town.plants.fields.values()) == set()


@pytest.mark.parametrize("role", LOCAL_ROLES)
def test_nothing_of_the_neighbour_shows_on_any_page(town: Town, role: Role) -> None:
    browser = Browser(town.world, role)
    visits = list(crawl(browser, seeds(town.world), LEFT_ALONE))
    assert {visit.path: visit.status for visit in visits if visit.status >= 500} == {}
    assert {visit.path: leaks for visit in visits if (leaks := town.leaks(visit))} == {}


@pytest.mark.parametrize("role", AT_DESKS)
def test_nothing_of_the_neighbour_comes_out_of_any_form(town: Town, role: Role) -> None:
    """Nor goes into a mail. Every form is sent once as it stands on its page, and undone again."""
    browser = Browser(town.world, role)
    pages = [page for page in crawl(browser, seeds(town.world), LEFT_ALONE) if page.status == 200]
    forms = {(urlsplit(action).path, *fields): (action, fields) for page in pages for action, fields in forms_on(page)}
    assert forms
    answers = [browser.post(action, fields) for action, fields in forms.values()]
    assert {answer.path: leaks for answer in answers if (leaks := town.leaks(answer))} == {}
    assert {answer.path: answer.mails for answer in answers if MARK.search(answer.mails)} == {}


@pytest.mark.parametrize("role", LOCAL_ROLES)
def test_the_number_of_a_row_next_door_opens_nothing(town: Town, role: Role) -> None:
    """Every address that takes a number, read and sent, with the numbers of all the neighbour's rows."""
    browser = Browser(town.world, role)
    assert _opened(town, browser, town.plants.numbers()) == {}


def _opened(town: Town, browser: Browser, numbers: list[int]) -> dict[str, int]:
    """The addresses that gave something, with their status."""
    found = {}
    for name, pattern in patterns():
        if "<int:" not in pattern or (browser.role is Role.OPERATOR and name.startswith(NATIONAL)):
            continue
        for number in numbers:
            address = "/" + ARGUMENT.sub(lambda match, n=number: str(n) if match["kind"] == "int" else WORD, pattern)
            for visit in (browser.get(address), browser.post(address)):
                if not _is_closed(visit) or town.leaks(visit):
                    found[f"{name} {address}"] = visit.status
    return found
