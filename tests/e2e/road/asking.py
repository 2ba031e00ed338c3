"""Step 3: the list of people, a date for the first meeting, somebody who leads it, and the invitations."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.e2e.neighbours import prove_address
from tests.e2e.people import Person, dutch, link_in
from tests.e2e.road.cast import WORKPLACE, Road, does_at_table, does_todo, in_menu, picks, sees_at_table, todo
from tests.support.e2e_towns import LEADER

RESIDENT, PROFESSIONAL, EMPLOYEE = dutch("Resident"), dutch("Professional"), dutch("Municipal employee")


def makes_the_list(road: Road) -> None:
    """By mail, by letter and by phone, and the municipality by its own mailbox."""
    owner = road.person("fleur")
    does_at_table(
        road,
        "fleur",
        "Who can contribute something? Think of residents, of professionals and of people of the municipality.",
        "Make the list of people",
    )
    owner.follow(dutch("Add somebody"))
    puts_on_list(owner, "Ria Roos", RESIDENT, role="buurvrouw", email=road.address("ria"))
    owner.follow(dutch("Add somebody"))
    puts_on_list(owner, "Otto Oever", RESIDENT, role="visser", email=road.address("otto"))
    owner.follow(dutch("Add somebody"))
    puts_on_list(owner, "Pim Plant", PROFESSIONAL, role="hovenier", email=road.address("pim"))
    owner.follow(dutch("Add somebody"))
    puts_on_list(owner, "Truus Tak", RESIDENT, role="heeft een tuin", reach=dutch("On paper", "reach"))
    owner.follow(dutch("Add somebody"))
    puts_on_list(
        owner, "Bas Boom", PROFESSIONAL, role="boomverzorger", reach=dutch("By phone", "reach"), phone="0612345678"
    )
    owner.follow(dutch("Who can be asked?"))


def puts_on_list(
    owner: Person, name: str, capacity: str, *, role: str, email: str = "", reach: str = "", phone: str = ""
) -> None:
    owner.sees_heading(dutch("Whom do you want to ask?"))
    owner.fill(dutch("Who is it?"), name)
    picks(owner, capacity)
    owner.fill(dutch("What is their role?"), role)
    if email:
        owner.fill(dutch("E-mail address"), email)
    if reach:
        picks(owner, reach)
    if phone:
        owner.fill(dutch("Phone number"), phone)
    owner.send(dutch("Put on the list"))
    owner.sees(name)


def the_town_too(road: Road) -> None:
    """Every municipality has a mailbox that can be asked."""
    owner = road.person("fleur")
    town = dutch("Municipality of %(name)s", name=road.town.name)
    owner.choose(dutch("Put on the list"), town)
    owner.follow(dutch("Back to the list"))
    owner.sees(town)
    listed = "%(n)s person is on the list. Plan a meeting, or let people choose a date: then you can invite them."
    owner.sees(dutch(listed, n="6"))


def looks_for_a_date(road: Road) -> None:
    """What the list names next is a meeting; the owner asks first who can come when."""
    owner = road.person("fleur")
    owner.follow(dutch("Plan a meeting"))
    owner.sees_heading(dutch("Plan a meeting"))
    picks(owner, dutch("No, ask people first when they can come"))
    owner.fill(dutch("Name of the place"), "Buurthuis de Sluis")
    owner.fill(dutch("Address"), "Sluisweg 3")
    picks(owner, dutch("Everyone may sign up for it on the site"))
    owner.send(dutch("Plan this meeting"))
    owner.sees_heading(dutch("Look for a date"))
    for days in (9, 10):
        owner.fill(dutch("Day"), in_days(days))
        owner.fill(dutch("From what time?"), "19:30")
        owner.send(dutch("Add this date"))
    for name in ("Ria Roos", "Pim Plant"):
        owner.page.get_by_role("checkbox", name=name).check()
    owner.send(dutch("Ask them"))
    owner.sees(dutch("Who said what"))


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def say_when_they_can(road: Road) -> None:
    """From the mail, without an account. What everybody's screen names meanwhile is that date."""
    for who, first in (("ria", "I can come"), ("pim", "If need be")):
        invitee = road.person(who)
        asked = road.mail(who, "When can you come? Meeting about %(title)s")
        invitee.page.goto(link_in(asked, "/datums/"))
        invitee.sees_heading(dutch("When can you come?"))
        days = invitee.page.get_by_role("main").locator("fieldset")
        days.nth(0).get_by_label(dutch(first, "answer about a date"), exact=True).check()
        days.nth(1).get_by_label(dutch("I can come", "answer about a date"), exact=True).check()
        invitee.send(dutch("Send my answer"))
        expect(invitee.page.locator(".at-messages")).to_be_visible()


def picks_the_date(road: Road) -> None:
    """Ria and Pim can come then, so that only the others are still to be invited."""
    text = "A date is looked for. Ask people when they can come, look at the answers, and pick the date."
    sees_at_table(road, "fem.coach", text, "Pick the date")
    sees_at_table(
        road, "coordinator", "A date is looked for. The table owner picks it once people have said when they can come."
    )
    does_at_table(road, "fleur", text, "Pick the date")
    owner = road.person("fleur")
    does_todo(owner, "Look at what people said, and pick a date.", "Pick a date")
    owner.press(owner.page.get_by_role("main").get_by_role("button", name=dutch("Pick this date")).nth(1))
    expect(todo(owner.page)).to_contain_text("3 mensen op de lijst zijn nog niet uitgenodigd voor deze bijeenkomst.")


def asks_for_a_leader(road: Road) -> None:
    """The coach would, but is asked to take part. The desk finds waiting that somebody else is looked for."""
    owner, coordinator = road.person("fleur"), road.person("coordinator")
    owner.follow(dutch("Who leads it"))
    owner.fill(dutch("What do you look for?"), "Iemand die iedereen aan het woord laat.")
    owner.send(dutch("Ask the desk"))
    owner.sees(dutch("The desk looks for somebody"))
    in_menu(coordinator, WORKPLACE)
    coordinator.follow("Iemand die iedereen aan het woord laat.")
    coordinator.page.get_by_label(dutch("Who could lead this meeting?")).select_option(label=LEADER)
    coordinator.send(dutch("Ask this person"))
    coordinator.sees(LEADER)


def says_yes_to_leading(road: Road) -> None:
    """From the mail, in a browser in which the facilitator is not signed in."""
    leader = road.person("lies")
    asked = road.mail("lies", "Will you lead a meeting? %(title)s")
    leader.page.goto(link_in(asked, "/begeleiden/"))
    prove_address(leader, road.address("lies"))
    leader.sees_heading(dutch("Will you lead a meeting?"))
    picks(leader, dutch("Yes, I lead it"))
    leader.send(dutch("Send my answer"))
    road.mail("fleur", "Somebody leads your meeting: %(title)s")
