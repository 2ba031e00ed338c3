"""Somebody reacts with a code, the operator hides it with a reason, the writer objects, and it can be read again."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.e2e.browsing import DESKTOP, PHONE, Visits
from tests.e2e.people import Mailbox, Person, dutch, link_in, type_code
from tests.site.pages import Role


@dataclass(frozen=True)
class Way:
    name: str
    javascript: bool
    size: tuple[int, int]

    def somebody(self, visits: Visits, mailbox: Mailbox, role: Role = Role.VISITOR) -> Person:
        page = visits.page(role, size=self.size, javascript=self.javascript)
        return Person(page, visits.site, mailbox)


WAYS = (Way("desktop", javascript=True, size=DESKTOP), Way("phone without JavaScript", javascript=False, size=PHONE))


@pytest.fixture(scope="module")
def mailbox(site: object) -> Mailbox:
    return Mailbox(site.smtp)  # type: ignore[attr-defined]  # the fixture of this folder


@pytest.mark.parametrize("way", WAYS, ids=[way.name for way in WAYS])
def test_from_a_reaction_to_an_objection(visits: Visits, mailbox: Mailbox, way: Way) -> None:
    world = visits.site.world
    idea = f"/ideeen/{world.published}-{world.published_slug}/"
    text, email = f"Vraag het aan mijn buurman ({way.name}).", f"roos.{WAYS.index(way)}@buurt.example"
    writer = way.somebody(visits, mailbox)
    reacts(writer, idea, text=text, email=email)
    operator = way.somebody(visits, mailbox, Role.OPERATOR)
    hides(operator, idea, text)
    writer.page.goto(idea)
    writer.sees(dutch("The operator has hidden this reaction."))
    expect(writer.page.get_by_role("main")).not_to_contain_text(text)
    objects(writer, email, world.published_title)
    operator.page.goto("/beheer/")
    operator.follow(dutch("Objections to hiding"))
    operator.follow(text)
    operator.sees("Mijn buurman vindt het goed.")
    operator.follow(dutch("Show it again"))
    operator.send(dutch("Show it again"))
    operator.sees(dutch("Everyone can read the reaction again."))
    reader = way.somebody(visits, mailbox)
    reader.page.goto(idea)
    reader.sees(text)
    mailbox.next(email, dutch("Your reaction can be read again: %(title)s", title=world.published_title))


def reacts(writer: Person, idea: str, *, text: str, email: str) -> None:
    writer.page.goto(idea)
    writer.follow(dutch("React", "button"))
    writer.fill(dutch("What do you want to say?"), text)
    writer.fill(dutch("What is your name?"), "Roos Veld")
    writer.fill(dutch("What is your e-mail address?"), email)
    writer.send(dutch("React", "button"))
    writer.sees_heading(dutch("Look in your mail"))
    type_code(writer, writer.mailbox.next(email))
    writer.sees(text)


def hides(operator: Person, idea: str, text: str) -> None:
    operator.page.goto(idea)
    said = operator.page.get_by_role("article").filter(has_text=text).last
    operator.press(said.get_by_role("link", name=dutch("Hide", "reaction")))
    operator.sees_heading(dutch("Hide this reaction"))
    operator.page.locator("#klaar ~ ul button").first.click()
    reason = operator.page.get_by_label(dutch("The reason"))
    expect(reason).not_to_be_empty()
    operator.send(dutch("Hide it"))
    operator.sees(dutch("The reaction is hidden. Its writer gets a mail with the reason."))


def objects(writer: Person, email: str, title: str) -> None:
    mail = writer.mailbox.next(email, dutch("We have hidden your reaction to: %(title)s", title=title))
    writer.page.goto(link_in(mail, "/mijn/reacties/"))
    writer.sees_heading(dutch("Your reaction is hidden"))
    writer.fill(dutch("Why do you see it differently?"), "Mijn buurman vindt het goed.")
    writer.send(dutch("Write back"))
    writer.sees(dutch("You have written back"))


def test_signed_in_the_form_opens_in_its_place(visits: Visits, mailbox: Mailbox) -> None:
    """The focus goes along, what is wrong is said there, and the page is not left."""
    world = visits.site.world
    idea = f"/ideeen/{world.published}-{world.published_slug}/"
    person = WAYS[0].somebody(visits, mailbox, Role.OTHER)
    person.page.goto(idea)
    person.follow(dutch("React", "button"))
    field = person.page.get_by_label(dutch("What do you want to say?"))
    expect(field).to_be_focused()
    person.send(dutch("React", "button"))
    person.sees(dutch("Type what you want to say."))
    field.fill("Ik kom met taart.")
    person.send(dutch("React", "button"))
    said = person.page.get_by_role("status").filter(has_text=dutch("Thank you. Your reaction stands below the idea."))
    expect(said).to_be_focused()
    person.sees("Ik kom met taart.")
    mine = person.page.get_by_role("article").filter(has_text="Ik kom met taart.").last
    person.press(mine.get_by_role("link", name=dutch("Answer", "link")))
    person.page.get_by_label(dutch("What do you want to say?")).fill("En met koffie.")
    person.send(dutch("React", "button"))
    person.sees("En met koffie.")
    expect(person.page).to_have_url(f"{visits.site.url}{idea}")


def test_signed_in_cancelling_closes_the_form(visits: Visits, mailbox: Mailbox) -> None:
    """The focus goes back to what opened it, and the page is not left."""
    world = visits.site.world
    idea = f"/ideeen/{world.published}-{world.published_slug}/"
    person = WAYS[0].somebody(visits, mailbox, Role.OTHER)
    person.page.goto(idea)
    reactions = person.page.locator("#reacties")
    field = person.page.get_by_label(dutch("What do you want to say?"))
    first = reactions.locator(f"#reactie-{world.reaction}").get_by_role("link", name=dutch("Answer", "link"))
    for opens in (reactions.get_by_role("link", name=dutch("React", "button"), exact=True), first):
        person.press(opens)
        expect(field).to_be_focused()
        person.press(reactions.get_by_role("link", name=dutch("Cancel")))
        expect(field).to_have_count(0)
        expect(opens).to_be_focused()
    expect(person.page).to_have_url(f"{visits.site.url}{idea}")
