"""Who goes the road with one idea, at a local site, and what their own screens say to do next.

Everybody comes in by a mail or by the menu of the site, and goes on by what their screen names as the next thing. No
address is typed that a person would not have.
"""

import re
from dataclasses import dataclass, field

import psycopg
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browsing import Way
from tests.e2e.neighbours import in_menu as in_desk_menu
from tests.e2e.people import Person, Somebody, dutch
from tests.support.e2e_towns import Town
from tests.support.running_site import RunningSite
from tests.support.smtp import Received

AT_A_DESK = ("coordinator", "fem.coach", "lies", "town", "reader")
OWN_PAGE, WORKPLACE = dutch("My AanTafel!"), dutch("Workplace")
# what they do next, or what the table waits for while they can do nothing
NEXT = re.compile("|".join(f"^{dutch(said)}$" for said in ("What you can do now", "What the table waits for")))


@dataclass
class Road:
    """One idea, and everybody whom it meets. `people` are those who came so far, each in a browser of their own:
    those who work `at_a_desk` in that way.
    """

    town: Town
    idea: str
    way: Way
    at_a_desk: Way
    site: RunningSite
    somebody: Somebody
    people: dict[str, Person] = field(default_factory=dict)
    letter_code: str = ""

    def person(self, who: str) -> Person:
        if who not in self.people:
            way = self.at_a_desk if who in AT_A_DESK else self.way
            self.people[who] = self.somebody(way=way, at=self.town.url(self.site.url))
        return self.people[who]

    def address(self, who: str) -> str:
        """Where they get their mail."""
        return f"{who}@{self.town.slug}.example"

    def workplace(self) -> str:
        """Where the table is organised: one page for all who do."""
        sql = "SELECT tables_table.id FROM tables_table JOIN ideas_idea ON idea_id = ideas_idea.id WHERE title = %s"
        [(number,)] = self.site.rows(sql, self.idea)
        return f"/mijn/tafels/{number}/"

    def mail(self, who: str, subject: str, **values: str) -> Received:
        """The next mail to them with this subject, which ends with the idea."""
        told = {"title": self.idea, **values}
        return self.person(who).mailbox.next(self.address(who), dutch(subject, **told))

    def day_comes(self, purpose: str) -> None:
        """The time of a meeting comes: it began a moment ago. A browser test cannot wait for that."""
        sql = (
            "UPDATE tables_meeting SET starts_at = now() - interval '1 second' FROM tables_table, ideas_idea"
            " WHERE tables_meeting.table_id = tables_table.id AND tables_table.idea_id = ideas_idea.id"
            " AND ideas_idea.title = %s AND purpose = %s"
        )
        with psycopg.connect(self.site.environment["DATABASE_URL"]) as connection:
            assert connection.execute(sql, (self.idea, purpose)).rowcount == 1


def in_menu(person: Person, words: str) -> None:
    """Through the menu of the site. On a phone it opens with a button, elsewhere that of one's own pages does. Who
    comes in begins at its front page.
    """
    if person.page.url == "about:blank":
        person.page.goto("/")
    for name in (".at-menu", ".at-nav .at-own"):
        menu = person.page.locator(name).filter(has=person.page.get_by_text(words, exact=True))
        if menu.count() and menu.locator("> summary").is_visible():
            person.press(menu.locator("> summary"))
    with person.page.expect_navigation():
        person.press(person.page.locator(".at-header a", has_text=words).locator("visible=true").first)


def at_part(person: Person, part: str) -> None:
    """Through the menu of a table, which on a phone opens with a button."""
    button = person.page.locator(".at-desk-menu__button")
    if button.is_visible():
        person.press(button)
    person.follow(dutch(part, "work at a table"))


def own_page(person: Person) -> None:
    in_menu(person, OWN_PAGE)
    person.sees_heading(OWN_PAGE)


def todo(page: Page) -> Locator:
    """The part of the page that names the one next thing to do."""
    heading = page.get_by_role("heading", name=NEXT)
    return page.get_by_role("main").locator("section, div, aside").filter(has=heading).last


def sees_todo(person: Person, text: str, label: str = "", **values: str) -> None:
    """The next thing in words, with a button where it can be done; without a label they wait for somebody."""
    part = todo(person.page)
    expect(part).to_contain_text(dutch(text, **values))
    if label:
        expect(part.get_by_role("link", name=dutch(label, **values), exact=True)).to_be_visible()
    else:
        expect(part.locator("a.nl-button--primary")).to_have_count(0)


def does_todo(person: Person, text: str, label: str, **values: str) -> None:
    """Reads the next thing, and goes to where it is done."""
    sees_todo(person, text, label, **values)
    person.press(todo(person.page).get_by_role("link", name=dutch(label, **values), exact=True))


def at_table(road: Road, who: str, *, stands: str = "Running") -> Person:
    """To the place where the table is organised, from where each of them begins: own page, desk of the coach, board."""
    person = road.person(who)
    if who == "coordinator":
        in_menu(person, WORKPLACE)
        in_desk_menu(person, dutch("Ideas"), dutch("Tables by step"))
        person.follow(dutch(stands, "how tables stand"))
        person.follow(road.idea)
    elif who == "fem.coach":
        in_menu(person, WORKPLACE)
        person.follow(road.idea)
        person.follow(dutch("Work at this table"))
    else:
        own_page(person)
        person.follow(road.idea)
        person.follow(dutch("Work at your table"))
    return person


def sees_at_table(road: Road, who: str, text: str, label: str = "", **values: str) -> None:
    sees_todo(at_table(road, who), text, label, **values)


def does_at_table(road: Road, who: str, text: str, label: str, **values: str) -> None:
    does_todo(at_table(road, who), text, label, **values)


def takes_step(road: Road, step: str, happens: str) -> None:
    """Everything is there for the next step, and each of their screens says so. The owner takes it, and then everyone
    reads what happens now.
    """
    ready, label = "Everything is there for the next step.", "Go to the next step: %(step)s"
    name = dutch(step, "step")
    waits = "Everything is there for the next step. The table owner takes it."
    sees_at_table(road, "fem.coach", ready, label, step=name)
    sees_at_table(road, "coordinator", waits)
    owner = road.person("fleur")
    does_at_table(road, "fleur", ready, label, step=name)
    owner.press(owner.page.get_by_role("main").locator("form").get_by_role("button"))
    expect(owner.page.locator(".at-messages")).to_be_visible()
    everyone_reads(road, happens)


def everyone_reads(road: Road, happens: str) -> Person:
    """Somebody who is not signed in comes to the table, and reads what happens now and what they can do."""
    visitor = road.person("visitor")
    in_menu(visitor, dutch("Tables"))
    visitor.follow(road.idea)
    part = visitor.page.get_by_role("region", name=dutch("What happens now"), exact=True)
    expect(part).to_contain_text(dutch(happens))
    expect(visitor.page.get_by_role("link", name=dutch("I want to join"), exact=True)).to_be_visible()
    return visitor


def picks(person: Person, label: str) -> None:
    """Chooses the radio button or ticks the box with this label."""
    person.inputs += 1
    person.page.get_by_label(label, exact=True).locator("visible=true").first.check()


def chooses(person: Person, label: str, words: str) -> None:
    """The option of a list that holds these words."""
    person.inputs += 1
    box = person.page.get_by_label(label)
    value = box.locator("option", has_text=words).first.get_attribute("value")
    box.select_option(value)


def about(words: str, what: str) -> "re.Pattern[str]":
    """The name of a link or button that says, for who cannot see where it stands, what it is about."""
    return re.compile(rf"^{re.escape(words)}\s*: {re.escape(what)}")
