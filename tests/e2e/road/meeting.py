"""Step 4: the first meeting. People come, somebody takes notes while others read along, and the owner decides."""

import re

from playwright.sync_api import expect

from tests.e2e.neighbours import prove_address, sees_nothing_of
from tests.e2e.people import Person, dutch, link_in
from tests.e2e.road.asking import EMPLOYEE, RESIDENT, in_days
from tests.e2e.road.cast import (
    Road,
    at_part,
    at_table,
    chooses,
    does_at_table,
    does_todo,
    everyone_reads,
    in_menu,
    own_page,
    picks,
    sees_at_table,
    sees_todo,
)

READY = "The next meeting is on %(day)s. Look whether everything is ready: the place, the work form, the people."


def somebody_signs_up(road: Road) -> None:
    """Who was not asked finds the meeting on the page of the table, and proves an address by the link of a mail."""
    nina = road.person("nina")
    in_menu(nina, dutch("Tables"))
    nina.follow(road.idea)
    nina.follow(dutch("Read more, or sign up"))
    nina.follow(dutch("Sign up"))
    nina.fill(dutch("What is your e-mail address?"), road.address("nina"))
    picks(nina, RESIDENT)
    nina.fill(dutch("What is your role?"), "student")
    nina.fill(dutch("What is your interest in it?"), "Ik wil er zitten en lezen.")
    nina.send(dutch("I come"))
    nina.sees_heading(dutch("Almost done: look at your mail"))
    nina.page.goto(link_in(road.mail("nina", "Sign up for the table: %(title)s"), "/meedoen/"))
    nina.send(dutch("Yes, sign me up"))
    nina.sees_heading(dutch("You come to the table"))
    sees_todo(nina, CALENDAR, "Put it in your calendar")


CALENDAR = "Put the day in your calendar, so that you do not forget it."


def asks_a_note_taker(road: Road) -> None:
    """Somebody of the list, who may write beside who organises; and everyone may read along."""
    owner, wim = road.person("fleur"), road.person("wim")
    at_table(road, "fleur")
    at_part(owner, "Minutes")
    owner.press(owner.page.get_by_role("link", name=re.compile(dutch("Who writes and reads along"))))
    chooses(owner, dutch("Who may write too?"), "Wim")
    owner.send(dutch("Ask this person"))
    picks(owner, dutch("Everyone", "who reads along"))
    owner.press(owner.page.locator("[aria-labelledby=meelezen] form").get_by_role("button"))
    owner.sees(dutch("Saved. It counts from now on."))
    wim.page.goto(link_in(road.mail("wim", "Will you take notes? %(title)s"), "/verslagen/"))
    prove_address(wim, road.address("wim"))
    wim.sees_heading(dutch("Begin the minutes"))
    own_page(wim)
    wim.press(wim.page.get_by_role("link", name=about_minutes(road)))
    wim.sees_heading(dutch("Begin the minutes"))


def about_minutes(road: Road) -> str:
    return dutch("You write the minutes of a meeting about “%(title)s”.", title=road.idea)


def comes_to_check_in(road: Road) -> None:
    """The day is there. Who leads the meeting checks people in by name, and a guest checks in at the door."""
    road.day_comes("first")
    leader = road.person("lies")
    own_page(leader)
    leader.press(leader.page.get_by_role("link", name=re.compile(dutch("Check in who is here."))))
    does_todo(leader, "Check in who is here.", "Who is here")
    for name in ("Fleur Veld", "Ria Roos", "Wim Wortel", "Gea Groen", "Bas Boom"):
        leader.choose(dutch("Is here"), name)
        leader.sees(name)
    leader.follow(dutch("Code for at the door"))
    guest = road.person("guest")
    shown = leader.page.get_by_role("main").get_by_text("/aanwezig/").inner_text()
    guest.page.goto(f"http://{shown}")
    picks(guest, EMPLOYEE)
    guest.fill(dutch("What is your role?"), "raadslid")
    guest.send(dutch("I am here"))
    guest.sees_heading(dutch("You are checked in"))


def are_told_what_now(road: Road) -> None:
    """While it goes on, all their screens say that it is being written down."""
    text = "The meeting has begun or has been. Write down what was said, so that everyone can read along."
    sees_at_table(road, "fleur", text, "Write the minutes")
    sees_at_table(road, "fem.coach", text, "Write the minutes")
    sees_at_table(road, "coordinator", text, "Write the minutes")


def takes_notes(road: Road) -> None:
    """The note taker writes; somebody who found the page of the table reads along, without names."""
    wim = road.person("wim")
    own_page(wim)
    wim.press(wim.page.get_by_role("link", name=about_minutes(road)))
    wim.send(dutch("Begin the minutes"))
    writes(wim, "pitch", "Fleur Veld vertelde over een tuin langs het water.")
    reader = everyone_reads(road, HAPPENS)
    reader.follow(dutch("Read along"))
    reader.sees_heading(dutch("Read along"))
    reader.sees("vertelde over een tuin langs het water.")
    sees_nothing_of(reader, "Fleur Veld")
    wim.fill(dutch("New cards"), "een vlindertuin\neen bank van oud hout")
    wim.send(dutch("Put the cards there"))
    wim.sees("een bank van oud hout")
    writes(wim, "gezegd", "De grond is van de gemeente.")
    wim.fill(dutch("What was decided"), "We maken twee plannen.")
    wim.send(dutch("Put the decision there"))
    expect(wim.page.locator("#besluiten")).to_contain_text("We maken twee plannen.")
    wim.fill(dutch("What will be done"), "Vragen of de grond vrij is")
    wim.fill(dutch("Before which day"), in_days(20))
    wim.send(dutch("Put the action there"))
    expect(wim.page.locator("#acties")).to_contain_text("Vragen of de grond vrij is")
    for word, said in (("actief", "Ria en Wim."), ("weer", "Ja, iedereen."), ("wie", "De school.")):
        writes(wim, word, said)
    writes(wim, "kort", "We willen een tuin, en maken twee plannen.")
    wim.follow(dutch("Read and hand in"))
    wim.send(dutch("Hand in to the table owner"))
    wim.sees(dutch("The minutes lie with the table owner, who got a mail. You can still change them."))


HAPPENS = (
    "Everybody meets for the first time. The idea is told, and then made wider and better together. Judging comes "
    "later. What is said is written down, so that others can read along."
)


def writes(person: Person, word: str, text: str) -> None:
    part = person.page.locator(f"#deel-{word}")
    part.locator("textarea").fill(text)
    person.press(part.get_by_role("button", name=dutch("Save")))
    expect(person.page.locator(f"#stand-{word}")).to_contain_text(re.compile(r"Bewaard om \d\d:\d\d"))


PUBLIC = "The minutes are public. Does the table go on, or does it stop? Say it, and everyone can read it."


def checks_and_publishes(road: Road) -> None:
    """The owner comes from the mail, or by the next thing to do; everyone waits for that."""
    owner = road.person("fleur")
    road.mail("fleur", "Check the minutes: %(title)s")
    sees_at_table(road, "fem.coach", "The table owner checks the minutes.")
    sees_at_table(road, "coordinator", "The table owner checks the minutes.")
    text = "The minutes are ready for you. Read them, change what is not right, and put them on the site."
    does_at_table(road, "fleur", text, "Check the minutes")
    owner.press(owner.page.get_by_role("link", name=re.compile(f"^{dutch('Check the minutes')}")).first)
    owner.sees("De grond is van de gemeente.")
    owner.sees(dutch("Do these names belong in the minutes?"))
    asked = dutch("I asked these people. Their name may be in the minutes.")
    owner.page.get_by_role("checkbox", name=asked).check()
    owner.send(dutch("Publish the minutes"))
    owner.sees(
        dutch("The minutes are public. Does the table go on, or does it stop? Say it, and everyone can read it.")
    )


def read_the_minutes(road: Road) -> None:
    """Who was there gets a mail; who said no finds them on their own page."""
    ria, otto = road.person("ria"), road.person("otto")
    ria.page.goto(link_in(road.mail("ria", "The minutes are ready: %(title)s"), "/verslagen/"))
    ria.sees("We willen een tuin, en maken twee plannen.")
    otto.page.reload()
    does_todo(otto, "The minutes are on the site.", "Read the minutes")
    otto.sees("We maken twee plannen.")


def decides_to_go_on(road: Road) -> None:
    text = "The minutes are on the site. Does the table go on? Say it, and everyone can read it."
    sees_at_table(road, "fem.coach", "The table owner decides whether the table goes on.")
    does_at_table(road, "fleur", text, "Decide: go on or stop")
    owner = road.person("fleur")
    picks(owner, dutch("The table goes on", "word of the owner"))
    owner.send(dutch("Decide"))
