"""
A coach for an idea, at a local site: the coordinator asks one, who says yes from the mail. Pinner and coach answer the
four questions together, and the pinner chooses what everyone reads. Next door nobody sees anything of it.
"""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.e2e.browsing import WAYS, Way
from tests.e2e.neighbours import actions_of, open_desk, sees_desk, sees_nothing_of, type_code_to_sign_in
from tests.e2e.people import Person, Somebody, code_for_pinning, dutch, link_in, pin, type_code
from tests.support.e2e_towns import FITTING_COACH, MATCHING, Town
from tests.support.running_site import RunningSite

MOST_ACTIONS = 6  # clicks and fields, from the opened desk to the question that was sent
TITLES = (
    "Een tuin met bloemen langs het water",
    "Samen kruiden zaaien in een tuin",
    "Bloemen voor ieder die langs het water loopt",
)
WHY, AIM, WHO, ROAD = (
    dutch(question)
    for question in ("Why this idea?", "What should it bring?", "Who is needed for it?", "Which road do you see?")
)
ANSWERS = {
    WHY: "Er groeit nu niets, en iedereen loopt er langs.",
    AIM: "Buren die elkaar groeten.",
    WHO: "Iemand met een schep en iemand van de gemeente.",
}
ROAD_OF_PINNER, ROAD_OF_COACH = "Eerst een klein stukje.", "Eerst vragen van wie de grond is."


@dataclass(frozen=True)
class Story:
    """Where it is, whose idea, and who is asked."""

    town: Town
    next_door: Town
    idea: str
    pinner: str
    coach: str


def story_of(site: RunningSite, way: Way) -> Story:
    number = WAYS.index(way)
    here, there = (site.towns[MATCHING[(number + more) % len(MATCHING)]] for more in (0, 1))
    pinner, coach = (f"{name}@{here.slug}.example" for name in ("fleur", "fem.coach"))
    return Story(here, there, TITLES[number], pinner, coach)


@pytest.mark.parametrize("way", WAYS, ids=[way.name for way in WAYS])
def test_from_an_idea_to_its_coach_and_the_four_answers(somebody: Somebody, site: RunningSite, way: Way) -> None:
    story = story_of(site, way)
    here, there = (town.url(site.url) for town in (story.town, story.next_door))
    pinner, coordinator, coach = (somebody(way=way, at=here) for _each in range(3))
    pins(pinner, story)
    desk = puts_it_on_the_site(coordinator, story)
    actions = asks_the_coach(coordinator, story, way)
    assert actions <= MOST_ACTIONS
    says_yes_from_the_mail(coach, story)
    the_desk_hears_of_it(coordinator, desk, story)
    come_from_the_mail_to_the_questions(pinner, coach, story)
    answer_together(pinner, coach)
    save_the_same_answer(pinner, coach)
    chooses_what_everyone_reads(pinner)
    visitor = somebody(way=way, at=here)
    reads_what_was_chosen(visitor, story)
    nothing_shows_next_door(somebody(way=way, at=there), somebody(way=way, at=there), visitor.page.url, story)


def pins(pinner: Person, story: Story) -> None:
    pin(pinner, idea=story.idea, place=story.town.name, name="Fleur Veld", email=story.pinner)
    type_code(pinner, code_for_pinning(pinner, story.pinner))
    pinner.sees_heading(dutch("Your idea is pinned"))


def puts_it_on_the_site(coordinator: Person, story: Story) -> str:
    """Gives the address of the coordinator."""
    email = open_desk(coordinator, story.town)
    coordinator.follow(story.idea)
    coordinator.send(dutch("Put it on the site"))
    coordinator.sees(dutch("“%(title)s” is on the site.", title=story.idea))
    return email


def asks_the_coach(coordinator: Person, story: Story, way: Way) -> int:
    """From the opened desk; gives how many actions it took."""
    coordinator.page.goto("/coordinator/")
    sees_desk(coordinator, story.town)
    before = actions_of(coordinator, way)
    coordinator.choose(dutch("Choose a coach"), story.idea)
    coordinator.sees_heading(dutch("Look for a coach"))
    expect(coordinator.page.get_by_role("heading", level=3).first).to_contain_text(FITTING_COACH)
    coordinator.follow(dutch("Ask %(name)s", name=FITTING_COACH))
    coordinator.sees_heading(dutch("Ask %(name)s", name=FITTING_COACH))
    coordinator.send(dutch("Send the question"))
    coordinator.sees(dutch("You asked %(name)s. The answer comes to you by mail.", name=FITTING_COACH))
    return actions_of(coordinator, way) - before


def says_yes_from_the_mail(coach: Person, story: Story) -> None:
    """In a browser in which the coach is not signed in."""
    asked = coach.mailbox.next(story.coach, dutch("Does this idea suit you? %(title)s", title=story.idea))
    coach.page.goto(link_in(asked, "/coach/vraag/"))
    coach.sees_heading(dutch("Does this idea suit you?"))
    coach.send(dutch("Yes, I do it"))
    coach.sees_heading(dutch("Look in your mail"))
    type_code_to_sign_in(coach, story.coach)
    coach.sees_heading(dutch("You guide this idea"))


def the_desk_hears_of_it(coordinator: Person, desk: str, story: Story) -> None:
    says = coordinator.mailbox.next(desk, dutch("%(who)s says yes: %(title)s", who=FITTING_COACH, title=story.idea))
    coordinator.page.goto(link_in(says, "/coordinator/"))
    coordinator.sees(dutch("Said yes", "match"))


def come_from_the_mail_to_the_questions(pinner: Person, coach: Person, story: Story) -> None:
    told = pinner.mailbox.next(story.pinner, dutch("There is a coach for your idea: %(title)s", title=story.idea))
    thanked = coach.mailbox.next(story.coach, dutch("Thank you for your yes: %(title)s", title=story.idea))
    for person, mail in ((pinner, told), (coach, thanked)):
        person.page.goto(link_in(mail, "/kernvragen/"))
        person.sees_heading(dutch("The four questions"))
        person.sees(story.idea)


def answer_together(pinner: Person, coach: Person) -> None:
    """The first two by the pinner, the third by the coach."""
    pinner.follow(dutch("Begin with the first question"))
    answers(pinner, WHY, ANSWERS[WHY], then="Save and next")
    answers(pinner, AIM, ANSWERS[AIM], then="Save and back to the four")
    coach.page.reload()
    coach.sees(ANSWERS[AIM])
    coach.follow(dutch("Go on with the next question"))
    answers(coach, WHO, ANSWERS[WHO], then="Save and next")


def answers(person: Person, question: str, text: str, *, then: str) -> None:
    person.sees_heading(question)
    person.inputs += 1
    person.page.locator("[name=text]").fill(text)
    person.send(dutch(then))


def save_the_same_answer(pinner: Person, coach: Person) -> None:
    """Both have the last question open. Who saves second sees both texts, and nothing is lost."""
    pinner.page.reload()
    pinner.sees(ANSWERS[WHO])
    pinner.follow(dutch("Go on with the next question"))
    coach.sees_heading(ROAD)
    answers(pinner, ROAD, ROAD_OF_PINNER, then="Save")
    pinner.sees_heading(dutch("The four questions"))
    answers(coach, ROAD, ROAD_OF_COACH, then="Save")
    coach.sees_heading(dutch("Two texts for one answer"))
    coach.sees(ROAD_OF_PINNER)
    coach.sees(ROAD_OF_COACH)
    coach.send(dutch("Save this text"))
    coach.sees_heading(dutch("The four questions"))
    coach.choose(dutch("Earlier texts"), ROAD)
    coach.sees(ROAD_OF_PINNER)
    coach.sees(ROAD_OF_COACH)


def chooses_what_everyone_reads(pinner: Person) -> None:
    pinner.page.reload()
    for question in (WHY, ROAD):
        pinner.choose(dutch("Put it on the site"), question)
        pinner.sees(dutch("Everyone can read this answer on the page of your table."))


def reads_what_was_chosen(visitor: Person, story: Story) -> None:
    visitor.page.goto("/tafels/")
    visitor.follow(story.idea)
    visitor.sees_heading(story.idea)
    for text in (ANSWERS[WHY], ROAD_OF_PINNER, ROAD_OF_COACH):
        visitor.sees(text)
    for text in (ANSWERS[AIM], ANSWERS[WHO]):
        sees_nothing_of(visitor, text)


def nothing_shows_next_door(coordinator: Person, visitor: Person, table_url: str, story: Story) -> None:
    """Neither at the desk of another municipality nor on its site."""
    open_desk(coordinator, story.next_door)
    table = table_url.rpartition("/tafels/")[2]
    [(number,)] = visitor.site.rows("SELECT id FROM ideas_idea WHERE title = %s", story.idea)
    for person, path in (
        (coordinator, "/coordinator/"),
        (coordinator, f"/coordinator/ideeen/{number}/"),
        (coordinator, f"/coordinator/ideeen/{number}/match/"),
        (coordinator, "/coordinator/ideeen/?stand=alle"),
        (visitor, "/"),
        (visitor, "/ideeen/"),
        (visitor, "/tafels/"),
        (visitor, f"/tafels/{table}"),
    ):
        person.page.goto(path)
        expect(person.page.locator("body")).not_to_contain_text(story.idea)
        expect(person.page.locator("body")).not_to_contain_text(FITTING_COACH)
