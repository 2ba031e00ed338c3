"""
What people do on the site, as they would: by the words on the screen, with the mail that came in.

The words are given as messages in English and looked up in Dutch, which is what the screen says: so the Dutch can be
made better without touching a test. A message that is not in the catalogue is an error.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from babel.messages import Catalog
from babel.messages.pofile import read_po
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from tests.support.running_site import RunningSite
from tests.support.smtp import Received, SmtpServer

# Runs in each document: what a person presses and fills in, kept over the pages of one tab.
COUNTER = """(() => {
    const counted = () => JSON.parse(sessionStorage.getItem("counted") || '{"clicks": [], "inputs": []}');
    const keep = counted => sessionStorage.setItem("counted", JSON.stringify(counted));
    const where = location.pathname.replace(/[0-9a-f-]{36}/, "…");
    addEventListener("click", event => {
        const now = counted();
        const what = event.target.closest("a, button, summary, input, label")?.innerText || event.target.tagName;
        keep({...now, clicks: [...now.clicks, where + " " + what.trim()]});
    }, true);
    addEventListener("input", event => {
        const now = counted();
        keep({...now, inputs: [...new Set([...now.inputs, where + " " + event.target.name])]});
    }, true);
})()"""
COUNTED = "() => JSON.parse(sessionStorage.getItem('counted') || '{\"clicks\": [], \"inputs\": []}')"
PERIOD = 30  # seconds that a code of the second factor lasts


@cache
def _catalogue() -> Catalog:
    with Path(settings.ROOT, "locale/nl/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale="nl")


def dutch(message: str, context: str | None = None, **values: str) -> str:
    """What the screen says for a message, with its values filled in. A plural is named by its singular; `n` chooses."""
    found = _catalogue().get(message, context)
    assert found is not None, f"no message {message!r}"
    assert found.string
    text = found.string if isinstance(found.string, str) else found.string[values["n"] != "1"]
    return text % values if values else text


@dataclass
class Mailbox:
    """The mail that the SMTP server took in. Each mail is opened once."""

    smtp: SmtpServer
    opened: set[str] = field(default_factory=set)

    def next(self, to: str, about: str = "") -> Received:
        """The next mail to an address whose subject holds `about`; waits until it has come."""
        count = 0
        while True:
            mails = self.smtp.wait_for(count + 1)
            count = len(mails)
            for mail in mails:
                fits = mail.to == to and about in str(mail.message["Subject"])
                if fits and mail.message_id not in self.opened:
                    self.opened.add(mail.message_id)
                    return mail

    def all_to(self, to: str) -> list[Received]:
        return [mail for mail in self.smtp.received() if mail.to == to]


@dataclass
class Person:
    """Somebody at a browser. `clicks` and `inputs` are what it took, as the driver counts it."""

    page: Page
    site: RunningSite
    mailbox: Mailbox
    clicks: int = 0
    inputs: int = 0

    def press(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def follow(self, words: str) -> None:
        """Press the first link with these words that shows."""
        self.press(self.page.get_by_role("link", name=words, exact=True).locator("visible=true").first)

    def send(self, words: str) -> None:
        """Press the button with these words."""
        self.press(self.page.get_by_role("button", name=words, exact=True))

    def choose(self, words: str, about: str) -> None:
        """Press the link or button with these words that says, for who cannot see where it stands, what it is about."""
        name = re.compile(rf"^{re.escape(words)}\s*: {re.escape(about)}$")
        both = self.page.get_by_role("link", name=name).or_(self.page.get_by_role("button", name=name))
        self.press(both.locator("visible=true").first)

    def fill(self, label: str, value: str) -> None:
        self.inputs += 1
        self.page.get_by_label(label).fill(value)

    def sees_heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def sees(self, words: str) -> None:
        expect(self.page.get_by_role("main")).to_contain_text(words)

    def counted(self) -> Any:
        """What the listener in the page counted."""
        return self.page.evaluate(COUNTED)


Somebody = Callable[..., Person]  # the fixture that makes them


def code_in(mail: Received) -> str:
    found = re.search(r"^(\d{6})\s*$", mail.part("plain"), re.MULTILINE)
    assert found, mail.part("plain")
    return found[1]


def link_in(mail: Received, part: str) -> str:
    """The first address in the mail that holds `part`."""
    found = re.search(rf"https?://\S*{part}\S*", mail.part("plain"))
    assert found, mail.part("plain")
    return found[0]


def start_pinning(person: Person, *, idea: str, place: str) -> None:
    """From the front page to the question who you are."""
    person.page.goto("/")
    person.follow(dutch("Pin your idea"))
    person.fill(dutch("What is your idea? Say it in one sentence."), idea)
    person.fill(dutch("What is your postcode or place?"), place)
    person.send(dutch("Next"))


def pin(person: Person, *, idea: str, place: str, name: str, email: str) -> None:
    """As somebody new, from the front page to the question for the code."""
    start_pinning(person, idea=idea, place=place)
    person.fill(dutch("What is your name?"), name)
    person.fill(dutch("What is your e-mail address?"), email)
    person.send(dutch("Pin my idea"))
    person.sees_heading(dutch("Look in your mail"))


def type_code(person: Person, mail: Received) -> None:
    person.fill(dutch("The six digits from the mail"), code_in(mail))
    person.press(person.page.get_by_role("main").get_by_role("button").first)


def code_for_pinning(person: Person, email: str) -> Received:
    return person.mailbox.next(email, dutch("Your code to pin your idea"))


def sign_in_as_operator(person: Person) -> None:
    """With a code from the mail, and a second factor that nobody has used yet."""
    email, secret = person.site.operators.pop()
    person.page.goto("/beheer/")
    person.fill(dutch("Your e-mail address"), email)
    person.send(dutch("Send me a code"))
    type_code(person, person.mailbox.next(email, dutch("Your code for AanTafel!")))
    prove_second_factor(person, secret)
    person.sees_heading(dutch("What waits", "desk"))


def prove_second_factor(person: Person, secret: str) -> None:
    person.sees_heading(dutch("Second step"))
    type_code_of_app(person, secret, then=dutch("Go on"))


def type_code_of_app(person: Person, secret: str, *, then: str) -> None:
    """Such a code lasts half a minute: one that runs out on its way is followed by the next."""
    asked = person.page.get_by_role("heading", level=1).inner_text()
    for _try in range(2):
        code = format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))
        person.fill(dutch("The six digits from the app"), code)
        with person.page.expect_navigation():
            person.send(then)
        if person.page.get_by_role("heading", level=1).inner_text() != asked:
            return


def open_for_review(operator: Person, idea: str) -> None:
    operator.page.goto("/beheer/ideeen/")
    operator.follow(idea)
    operator.sees_heading(idea)
