"""What people do at a local site and its desks; see `people` for what they do everywhere."""

import time

from playwright.sync_api import expect

from tests.e2e.browsing import Way
from tests.e2e.people import Person, dutch, link_in, prove_second_factor, type_code, type_code_of_app
from tests.support.e2e_towns import Town

REMEMBERED = 10.0  # seconds; a web server remembers for five which sites are open


def prove_address(person: Person, email: str) -> None:
    """At the page to sign in, with the code from the mail."""
    person.sees_heading(dutch("Sign in"))
    person.fill(dutch("Your e-mail address"), email)
    person.send(dutch("Send me a code"))
    type_code_to_sign_in(person, email)


def type_code_to_sign_in(person: Person, email: str) -> None:
    type_code(person, person.mailbox.next(email, dutch("Your code for AanTafel!")))


def open_desk(person: Person, town: Town) -> str:
    """As one of its coordinators, who is not in yet; gives their address."""
    email, secret = town.coordinators.pop()
    person.page.goto("/coordinator/")
    prove_address(person, email)
    prove_second_factor(person, secret)
    sees_desk(person, town)
    return email


def sees_desk(person: Person, town: Town) -> None:
    person.sees_heading(dutch("What waits in %(name)s", name=town.name))


def in_menu(person: Person, group: str, link: str) -> None:
    """Through the menu of a desk, which on a phone opens with a button of its own."""
    for words in (group, link):
        button = person.page.locator(".at-desk-menu__button")
        if button.is_visible():
            person.press(button)
        with person.page.expect_navigation():
            person.press(person.page.locator(".at-desk-nav a", has_text=words).locator("visible=true").first)


def sees_nothing_of(person: Person, words: str) -> None:
    expect(person.page.get_by_role("main")).not_to_contain_text(words)


def actions_of(person: Person, way: Way) -> int:
    """Clicks and fields: as the listener in the page counts them, or without JavaScript as the driver does."""
    if way.javascript:
        counted = person.counted()
        return len(counted["clicks"]) + len(counted["inputs"])
    return person.clicks + person.inputs


def accept_invitation(person: Person, email: str, place: str) -> None:
    """From the mail, in a browser in which nobody is signed in."""
    mail = person.mailbox.next(email, dutch("Will you join in %(municipality)s?", municipality=place))
    person.page.goto(link_in(mail, "/uitnodiging/"))
    person.sees_heading(dutch("Will you join in %(municipality)s?", municipality=place))
    person.send(dutch("Yes, I will join"))
    type_code_to_sign_in(person, email)
    person.sees_heading(dutch("Good that you join"))


def turn_second_factor_on(person: Person) -> None:
    """As whoever comes to a desk for the first time, and is led on to it."""
    person.sees_heading(dutch("Second step when you sign in"))
    person.follow(dutch("Turn the second step on"))
    person.sees_heading(dutch("Turn the second step on"))
    secret = person.page.get_by_role("main").locator("code").inner_text()
    type_code_of_app(person, secret, then=dutch("Turn on"))
    person.sees_heading(dutch("Spare codes"))
    person.follow(dutch("Done"))
    person.follow(dutch("To the desk"))


def goes_on_to(person: Person, address: str, expected: str) -> None:
    """An address leads there, at the latest when the web server no longer remembers which sites were open."""
    ends = time.monotonic() + REMEMBERED
    person.page.goto(address)
    while person.page.url != expected and time.monotonic() < ends:
        person.page.wait_for_timeout(500)
        person.page.goto(address)
    assert person.page.url == expected
