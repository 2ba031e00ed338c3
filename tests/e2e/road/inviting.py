"""Still step 3: the invitations, by mail, by letter and by phone, and what people answer without an account."""

import re

from playwright.sync_api import expect

from tests.e2e.people import Person, dutch, link_in
from tests.e2e.road.asking import EMPLOYEE, PROFESSIONAL, RESIDENT
from tests.e2e.road.cast import Road, about, does_at_table, does_todo, own_page, picks, sees_at_table

CHANGED = "Save your answer"
TOWN = "Municipality of %(name)s"
WORK_FORM = "Het idee breder maken"


def prepares_the_meeting(road: Road) -> None:
    """Who leads it finds it on their own page, and chooses a work form for the part in which the idea grows."""
    leader = road.person("lies")
    own_page(leader)
    leader.press(leader.page.get_by_role("link", name=re.compile(re.escape(f"“{road.idea}”. ") + dutch(PREPARE))))
    does_todo(leader, PREPARE, "The agenda")
    leader.choose(dutch("Change"), WORK_FORM)
    leader.page.get_by_label(dutch("Work form")).select_option(index=3)
    leader.send(dutch("Save"))
    leader.sees(dutch("Work form"))


PREPARE = "Look at the agenda, and prepare the meeting."


def invites(road: Road) -> None:
    """Everyone on the list but who is rung, or said of the day that they can come."""
    owner = road.person("fleur")
    text = "Not all three have been invited yet: residents, professionals and people of the municipality."
    sees_at_table(road, "fem.coach", text, "Invite people")
    sees_at_table(
        road, "coordinator", "The table owner invites people: residents, professionals and people of the municipality."
    )
    does_at_table(road, "fleur", text, "Invite people")
    owner.follow(dutch("Invite them"))
    boxes = owner.page.get_by_role("group", name=dutch("Who do you invite?")).get_by_role("checkbox")
    for box in boxes.all():
        box.check()
    owner.fill(dutch("Your own words", "invitation"), "Ik zou het fijn vinden als je erbij bent.")
    owner.send(dutch("Read it over"))
    owner.sees("Ik zou het fijn vinden als je erbij bent.")
    owner.page.get_by_role("textbox", name=dutch("Name and address for the letter")).fill("Truus Tak\nDijk 1")
    owner.send(dutch("Send, and make the letters"))
    owner.sees_heading(dutch("The letters"))
    letter = owner.page.get_by_role("article")
    expect(letter).to_contain_text(road.idea)
    road.letter_code = letter.locator(".at-letter__code").inner_text()


def rings(road: Road) -> None:
    """Whom no mail reaches is rung, and the answer written down at once."""
    owner = road.person("fleur")
    owner.follow(dutch("Back to the list"))
    owner.sees(dutch("Ring or go and see %(n)s person, and note the answer in the list below.", n="1"))
    owner.press(owner.page.get_by_role("link", name=about(dutch("Note the answer"), "Bas Boom")))
    owner.page.get_by_label(dutch("How were they asked?")).select_option(label=dutch("By phone", "way of inviting"))
    picks(owner, dutch("Comes", "answer to an invitation"))
    owner.fill(dutch("What is their role?"), "boomverzorger")
    owner.fill(dutch("What is their interest?"), "Ik werk hier graag.")
    owner.send(dutch("Note it"))
    waits = "%(n)s person has not answered yet. Some days before the meeting they get one reminder. Ringing helps too."
    owner.sees(dutch(waits, n="3"))


def answer(road: Road) -> None:
    """From the mail: one comes and tells as what, one does not, one sends somebody else after all."""
    ria = opens_the_day(road, "ria")
    ria.sees(dutch("Tell in what capacity you come"))
    comes(
        ria, RESIDENT, "buurvrouw", "Ik woon ernaast.", needs="Geen vlees, en ik kom met een rolstoel.", button=CHANGED
    )
    otto = opens(road, "otto")
    picks(otto, dutch("I do not come"))
    otto.send(dutch("Send your answer"))
    otto.sees_heading(dutch("Your answer is noted"))
    sends(opens_the_day(road, "pim"), "Wim Wortel", road.address("wim"), button=CHANGED)
    comes(opens(road, "wim"), PROFESSIONAL, "hovenier", "Ik verdien met tuinen.")


def the_town_answers(road: Road) -> None:
    """Its mailbox passes the question on, and a colleague comes."""
    town = road.person("town")
    [(mailbox,)] = road.site.rows("SELECT email FROM municipalities_municipality WHERE code = %s", road.town.code)
    asked = town.mailbox.next(
        mailbox, dutch("Who of your colleagues will sit at the table? %(title)s", title=road.idea)
    )
    town.page.goto(link_in(asked, "/uitnodiging/"))
    sends(town, "Gea Groen", road.address("gea"))
    comes(opens(road, "gea"), EMPLOYEE, "beleidsmedewerker groen", "De gemeente beheert de grond.")


def answers_the_letter(road: Road) -> None:
    """With the code, at the address in the letter."""
    truus = road.person("truus")
    truus.page.goto("/uitnodiging/")
    truus.fill(dutch("The code from the letter"), road.letter_code)
    truus.send(dutch("Go on"))
    comes(truus, RESIDENT, "heeft een tuin", "Ik wil meer bijen.")


def opens(road: Road, who: str) -> Person:
    invitee = road.person(who)
    invitee.page.goto(link_in(road.mail(who, "Will you sit at the table? %(title)s"), "/uitnodiging/"))
    invitee.sees_heading(dutch("Will you sit at the table?"))
    return invitee


def opens_the_day(road: Road, who: str) -> Person:
    """Who said that they can come on the day that was picked comes already."""
    invitee = road.person(who)
    told = road.mail(who, "%(when)s: meeting about %(title)s", when="")
    invitee.page.goto(link_in(told, "/uitnodiging/"))
    invitee.sees_heading(dutch("You come to the table"))
    return invitee


def comes(
    invitee: Person, capacity: str, role: str, interest: str, *, needs: str = "", button: str = "Send your answer"
) -> None:
    picks(invitee, dutch("I come"))
    picks(invitee, capacity)
    invitee.fill(dutch("What is your role?"), role)
    invitee.fill(dutch("What is your interest in it?"), interest)
    if needs:
        invitee.fill(dutch("What should we take into account?"), needs)
    invitee.send(dutch(button))
    invitee.sees_heading(dutch("You come to the table"))


def sends(invitee: Person, name: str, email: str, *, button: str = "Send your answer") -> None:
    picks(invitee, dutch("I send somebody else"))
    fold = invitee.page.get_by_text(dutch("Do you send somebody else? Fill in who."))
    invitee.press(fold)
    invitee.fill(dutch("The name of who you send"), name)
    invitee.fill(dutch("The e-mail address of who you send"), email)
    invitee.send(dutch(button))
    invitee.sees_heading(dutch("Your answer is noted"))
