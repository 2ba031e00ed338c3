"""Nothing of the municipality next door shows on a local site, to anybody, in any way.

The neighbour has rows of every model, in whose every text stands a mark (`tests.site.plants`). Everyone who can come to
the site of Tafeldam then reads all of it, fills in every form, and guesses the numbers of the neighbour's rows.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import get_resolver, path, reverse
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from aantafel.accounts.models import User
from aantafel.accounts.services import privacy
from aantafel.core import sheets
from aantafel.outbox.models import OutgoingMail
from coaches.enums import MatchState
from coaches.models import Match
from ideas.models import Idea
from municipalities.models import Municipality
from tables.models import Meeting
from tests.factories.outbox import OutgoingMailFactory
from tests.house.test_floors import our_models
from tests.house.test_urls import walk
from tests.site import plants as planting
from tests.site.answers import Answers
from tests.site.crawl import OF_A_KIND, Browser, Visit, crawl, forms_on, readable
from tests.site.moved import move_both_ways
from tests.site.pages import LOCAL_ROLES, PAGES, SUMMARISED, Page, Role
from tests.site.plants import MARK, WORD, Plants
from tests.site.world import World

pytestmark = pytest.mark.django_db

# the operator's screens show every municipality, as does the mailbox of a developer; English shows the rows of Dutch
LEFT_ALONE = ("/beheer/", "/postvak/", "/en/", "/static/")
NATIONAL = ("desk:", "outbox:", "mailbox:")
CLOSED = {403, 404, 405}
PLAIN, LEAKY = "tests.site.plain_urls", "tests.site.leaky_urls"  # the same addresses with short errors; and with leaks
ASKS_WHO = ("/inloggen/", "/mijn/tweede-stap/")
NUMBER, OTHER_ARGUMENT = re.compile(r"<int:\w+>"), re.compile(r"<[^>]+>")
TABLE = re.compile(r'(?:FROM|JOIN|INTO|UPDATE) "(\w+)"')
COUNTED = 8  # rows of which the place in another row is guessed
SENT = 1  # numbers with which an address that can be read is also written to
EVERYTHING = {Role.COORDINATOR, Role.COACH}  # whom no part of a desk is closed to
SEES_MOST = {*EVERYTHING, Role.VISITOR}
AT_DESKS = (Role.COORDINATOR, Role.DELEGATE, Role.COACH)


@dataclass(frozen=True)
class Town:
    """Tafeldam, with its neighbour's marks beside it; `came` are ideas that lay at the neighbour's desk before."""

    world: World
    plants: Plants
    came: list[int]
    seen: dict[Role, list[Visit]] = field(default_factory=dict)

    def visits(self, role: Role) -> list[Visit]:
        """Everything that somebody comes across; gone through once. Who sees what another of them sees too looks at no
        more of each kind of page than what is known.
        """
        if role not in self.seen:
            of_a_kind = OF_A_KIND if role in SEES_MOST else 1
            self.seen[role] = list(crawl(Browser(self.world, role), seeds(self, role), LEFT_ALONE, WORD, of_a_kind))
        return self.seen[role]

    def leaks(self, visit: Visit) -> list[str]:
        """What of the neighbour shows there; of its people also those who were there before the marks."""
        said = [self.world.neighbour_title] + ([] if visit.who is Role.NEIGHBOUR else ["Nel Naast", "nel.naast"])
        return self.plants.seen_in(visit.text) + [words for words in said if words in visit.text]


@pytest.fixture(scope="module")
def planted(seeded: Answers, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    with django_db_blocker.unblock(), transaction.atomic():
        beside = Municipality.objects.get(code="GM8005")
        plants = planting.plant(beside)
        came = move_both_ways(Municipality.objects.get(code="GM8004"), beside, plants)
        yield Town(seeded.world, plants, [idea.pk for idea in came])
        transaction.set_rollback(True)


@pytest.fixture
def town(planted: Town, db: None, settings: Settings) -> Town:
    """What is not for somebody is said in one word: pages for that are looked at elsewhere, and there are thousands."""
    settings.ROOT_URLCONF = PLAIN
    return planted


def seeds(town: Town, role: Role) -> list[str]:
    """Every known page of a local site, every address that takes nothing, and ideas that came from next door: but for
    doors that are closed to this role, of which the answer is known (`test_pages.py`).
    """
    local = [page for page in PAGES if page.local]
    found = {page.path(town.world, "nl") for page in local if not is_shut(page, role)}
    shut = {page.path(town.world, "nl") for page in local} - found
    came = [reverse("coordinator:idea", args=[pk]) for pk in town.came]
    bare = [reverse(name) for name, address in patterns() if "<" not in address]
    return [*came, *sorted(found), *(address for address in bare if address not in shut)]


def is_shut(page: Page, role: Role) -> bool:
    status = page.access.of(role)
    return status in CLOSED or (role is Role.VISITOR and status == 302)


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
        for model in our_models()
        if model._meta.label in town.plants.rows
        for one in planting.marked_fields(model)
    }
    assert wanted - town.plants.held == set(planting.NOT_MARKED)


@pytest.mark.parametrize("role", LOCAL_ROLES)
def test_nothing_of_the_neighbour_shows_on_any_page(town: Town, role: Role) -> None:
    visits = town.visits(role)
    assert {visit.path: visit.status for visit in visits if visit.status >= 500} == {}
    assert {visit.path: leaks for visit in visits if (leaks := town.leaks(visit))} == {}


@pytest.mark.parametrize("role", AT_DESKS)
def test_nothing_of_the_neighbour_comes_out_of_any_form(town: Town, role: Role) -> None:
    """Nor goes into a mail. Every form is sent once as it stands on its page, and undone again; a delegate sends those
    that a coordinator does not have.
    """
    browser = Browser(town.world, role)
    forms = forms_of(town, role)
    assert forms
    sent = forms_of(town, Role.COORDINATOR) if role is Role.DELEGATE else {}
    answers = [browser.post(action, fields) for key, (action, fields) in forms.items() if key not in sent]
    assert {answer.path: leaks for answer in answers if (leaks := town.leaks(answer))} == {}
    assert {answer.path: answer.mails for answer in answers if MARK.search(answer.mails)} == {}


def forms_of(town: Town, role: Role) -> dict[tuple[str, ...], tuple[str, dict[str, str]]]:
    """By what makes a form another one: where it goes, and the names of its fields."""
    pages = [page for page in town.visits(role) if page.status == 200]
    return {(urlsplit(action).path, *fields): (action, fields) for page in pages for action, fields in forms_on(page)}


@pytest.mark.parametrize("role", LOCAL_ROLES)
def test_the_number_of_a_row_next_door_opens_nothing(town: Town, role: Role) -> None:
    """Every address that takes a number, read and sent, with the numbers of the neighbour's rows."""
    numbers = town.plants.numbers()
    assert opened(town, Browser(town.world, role), numbers if role in EVERYTHING else numbers[:1]) == {}


def opened(town: Town, browser: Browser, numbers: list[int], begins: str = "") -> dict[str, int]:
    """The addresses that gave something, with their status."""
    found = {}
    for name, pattern in patterns():
        if "<int:" in pattern and not name.startswith(NATIONAL) and pattern.startswith(begins):
            for address, visits in guesses(town, browser, pattern, numbers):
                if not all(is_closed(visit) for visit in visits) or any(town.leaks(visit) for visit in visits):
                    found[f"{name} {address}"] = max(visit.status for visit in visits)
    return found


def guesses(town: Town, browser: Browser, pattern: str, numbers: list[int]) -> Iterator[tuple[str, list[Visit]]]:
    """One address with one number after the other. The tables in which the first were looked up, as its SQL shows, say
    which others could give another answer: those of rows in another state. A door that is closed (403) looks at none.
    """
    tables: set[str] = set()
    tried: list[int] = []
    for number in numbers:
        if tables and not town.plants.unlike(number, tried, tables):
            continue
        filled = addresses(pattern, number)
        for address in filled if len(tried) < COUNTED else filled[:1]:
            visits = [browser.get(address)]
            if visits[0].status == 403:
                return
            if visits[0].status == 405 or len(tried) < SENT:
                visits.append(browser.post(address))
            yield address, visits
            asked = [sql for visit in visits for sql in visit.asked if re.search(rf"\b{number}\b", sql)]
            tables.update(table for sql in asked for table in TABLE.findall(sql))
        tried.append(number)


def addresses(pattern: str, number: int) -> list[str]:
    """The address with this number at each place. Of more places the later ones often count what the first one has, as
    the meetings of a table: there with the place of that row too, since a huge count is refused before it is looked up.
    """
    begun = NUMBER.sub(str(number), pattern, count=1)
    filled = (NUMBER.sub(str(later), begun) for later in (number, planting.place_of(number)))
    return list(dict.fromkeys("/" + OTHER_ARGUMENT.sub(WORD, each) for each in filled))


def is_closed(visit: Visit) -> bool:
    """Not there, not for this person, or only after signing in; 405 says that the other way is the one to try."""
    asks_who = visit.who is Role.VISITOR or "tweede-stap" in visit.location
    return visit.status in CLOSED or (asks_who and visit.status == 302 and visit.location.startswith(ASKS_WHO))


def test_what_somebody_takes_along_holds_nothing_of_the_neighbour(town: Town) -> None:
    people = User.objects.filter(memberships__municipality__code="GM8004").distinct()
    assert len(people) > 3
    for person in people:
        assert town.plants.seen_in(str(privacy.download(actor=person))) == [], person


# what would be found


def every_title(_request: HttpRequest) -> HttpResponse:
    """A list that forgets its scope."""
    return HttpResponse("\n".join(idea.title for idea in Idea.everywhere.all()))


def any_idea(_request: HttpRequest, pk: int) -> HttpResponse:
    """A row that is fetched by its number alone, and tells nothing that was marked."""
    return HttpResponse(get_object_or_404(Idea.everywhere, pk=pk).state)


def any_match(_request: HttpRequest, pk: int) -> HttpResponse:
    """The same, in one of its states alone."""
    return HttpResponse(get_object_or_404(Match.everywhere, pk=pk, state=MatchState.ENDED).state)


def any_mail(request: HttpRequest) -> HttpResponse:
    """A form that mails about somebody else's idea."""
    if request.method == "POST":
        idea = Idea.everywhere.order_by("-pk")[0]
        OutgoingMailFactory.create(subject=f"Over {idea.title}")
    return HttpResponse('<form method="post"><button>Mail</button></form>')


def any_meeting(_request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A row of a row: one of a table, by the two numbers alone."""
    return HttpResponse(get_object_or_404(Meeting.everywhere, table=pk, number=number).state)


LEAKS = [
    path("lek/", every_title),
    path("lek/<int:pk>/", any_idea),
    path("lek/<int:pk>/match/", any_match),
    path("lek/tafel/<int:pk>/<int:number>/", any_meeting),
    path("lek/mail/", any_mail),
]


def test_a_page_that_forgets_its_scope_is_found(town: Town, settings: Settings) -> None:
    settings.ROOT_URLCONF = LEAKY
    (visit,) = crawl(Browser(town.world, Role.VISITOR), ["/lek/"], LEFT_ALONE, WORD)
    assert "ideas.Idea.title" in town.leaks(visit)
    assert town.world.neighbour_title in town.leaks(visit)


def test_a_row_that_opens_by_its_number_is_found(town: Town, settings: Settings) -> None:
    settings.ROOT_URLCONF = LEAKY
    found = opened(town, Browser(town.world, Role.VISITOR), town.plants.numbers(), "lek/")
    by_kind = Counter("match" in address for address in found)
    assert by_kind[True] and by_kind[False]


def test_a_row_that_opens_by_two_numbers_is_found(town: Town, settings: Settings) -> None:
    settings.ROOT_URLCONF = LEAKY
    rows = Meeting.everywhere.filter(pk__in=town.plants.rows["tables.Meeting"]).values_list("table", "number")
    there = [table for table, number in rows if number == planting.place_of(table)]
    found = opened(town, Browser(town.world, Role.VISITOR), there[:1], "lek/tafel/")
    assert [address for address in found if "/lek/tafel/" in address]


def test_a_mail_about_the_neighbour_is_found(town: Town, settings: Settings) -> None:
    settings.ROOT_URLCONF = LEAKY
    browser = Browser(town.world, Role.VISITOR)
    ((action, fields),) = forms_on(browser.get("/lek/mail/"))
    assert town.plants.seen_in(browser.post(action, fields).mails) == ["ideas.Idea.title"]
    assert not OutgoingMail.objects.filter(subject__startswith="Over ").exists()


def test_a_mark_is_found_in_a_packed_file() -> None:
    sheet = sheets.Sheet("Blad", ["Kop"], [[f"{WORD}-00042"]])
    packed = sheets.xlsx_response("proef", [sheet])
    assert Plants({42: "ideas.Idea.title"}).seen_in(readable(packed)) == ["ideas.Idea.title"]
