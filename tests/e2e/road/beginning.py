"""Steps 1 and 2: a pin, the coordinator who puts it on the site and asks a coach, and the four questions."""

from tests.e2e.neighbours import open_desk, type_code_to_sign_in
from tests.e2e.people import Person, code_for_pinning, dutch, link_in, pin, type_code
from tests.e2e.road.cast import Road, does_at_table, does_todo, own_page, sees_at_table, sees_todo
from tests.support.e2e_towns import FITTING_COACH

ANSWERS = {
    "Why this idea?": "Er groeit nu niets, en iedereen loopt er langs.",
    "What should it bring?": "Buren die elkaar groeten.",
    "Who is needed for it?": "Iemand met een schep en iemand van de gemeente.",
    "Which road do you see?": "Eerst een klein stukje, dan de rest.",
}


def pins(road: Road) -> None:
    owner = road.person("fleur")
    pin(owner, idea=road.idea, place=road.town.name, name="Fleur Veld", email=road.address("fleur"))
    type_code(owner, code_for_pinning(owner, road.address("fleur")))
    owner.sees_heading(dutch("Your idea is pinned"))
    own_page(owner)
    owner.sees(road.idea)


def comes_on_the_site(road: Road) -> None:
    """The desk names what waits; after that the owner hears whom they wait for."""
    coordinator = road.person("coordinator")
    open_desk(coordinator, road.town)
    coordinator.follow(road.idea)
    coordinator.send(dutch("Put it on the site"))
    coordinator.sees(dutch("“%(title)s” is on the site.", title=road.idea))
    road.mail("fleur", "It is on the site: %(title)s")
    owner = road.person("fleur")
    own_page(owner)
    owner.sees(dutch("The coordinator looks for a coach. You get a mail when there is one."))
    owner.follow(road.idea)
    owner.follow(dutch("Work at your table"))
    sees_todo(owner, "The coordinator looks for a coach. You get a mail when there is one.")


def a_coach_is_asked(road: Road) -> None:
    """From the desk: the one thing to do at this table."""
    coordinator = road.person("coordinator")
    does_at_table(
        road,
        "coordinator",
        "Look for a coach for this table. As soon as one was asked, step 2 begins.",
        "Choose a coach",
    )
    coordinator.sees_heading(dutch("Look for a coach"))
    coordinator.follow(dutch("Ask %(name)s", name=FITTING_COACH))
    coordinator.send(dutch("Send the question"))
    coordinator.sees(dutch("You asked %(name)s. The answer comes to you by mail.", name=FITTING_COACH))


def says_yes(road: Road) -> None:
    """From the mail, in a browser in which the coach is not signed in; and owner and desk hear of it."""
    coach = road.person("fem.coach")
    asked = road.mail("fem.coach", "Does this idea suit you? %(title)s")
    coach.page.goto(link_in(asked, "/coach/vraag/"))
    coach.send(dutch("Yes, I do it"))
    type_code_to_sign_in(coach, road.address("fem.coach"))
    coach.sees_heading(dutch("You guide this idea"))
    road.mail("fleur", "There is a coach for your idea: %(title)s")


def answer_the_questions(road: Road) -> None:
    """The coach sees the same next thing as the owner, and each answers two."""
    owner, coach = road.person("fleur"), road.person("fem.coach")
    text = "Not all four questions have an answer yet. Answer them, so that you can tell the idea well."
    coach.follow(dutch("To your tables"))
    coach.sees(dutch(text))
    coach.follow(road.idea)
    sees_todo(coach, text, "Answer the four questions")
    sees_at_table(road, "coordinator", "The table owner answers the four questions.")
    own_page(owner)
    owner.follow(dutch("To your coach"))
    owner.send(dutch("Share my address with this coach"))
    owner.sees(dutch("This coach may have your address: %(email)s.", email=road.address("fleur")))
    own_page(owner)
    owner.sees(dutch(text))
    owner.follow(dutch("Answer the four questions"))
    owner.follow(dutch("Begin with the first question"))
    why, aim, people, way = ANSWERS
    answers(owner, why, "Save and next")
    answers(owner, aim, "Save and back to the four")
    does_todo(coach, text, "Answer the four questions")
    coach.follow(dutch("Go on with the next question"))
    answers(coach, people, "Save and next")
    answers(coach, way, "Save")
    coach.sees_heading(dutch("The four questions"))


def answers(person: Person, question: str, then: str) -> None:
    person.sees_heading(dutch(question))
    person.inputs += 1
    person.page.locator("[name=text]").fill(ANSWERS[question])
    person.send(dutch(then))
