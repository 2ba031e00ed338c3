"""Steps 6 and 7: carrying out, telling how it goes, looking back, and the decision. And who reads it all afterwards."""

from playwright.sync_api import expect

from tests.e2e.neighbours import sees_nothing_of
from tests.e2e.people import dutch, link_in
from tests.e2e.road.cast import Road, at_table, does_at_table, in_menu, picks, sees_at_table, sees_todo
from tests.e2e.road.choosing import ACTION, CHOSEN

CARRY_OUT = "The table carries out its plan. Tell how it goes, also when it does not go well."
NEWS = "De eerste bloemen staan erin."


def does_an_action(road: Road) -> None:
    """Who said to do it answers from the link of a mail, without an account."""
    ria = road.person("ria")
    ria.page.goto(link_in(road.mail("ria", "You do something for this table: %(title)s"), "/actie/"))
    ria.sees_heading(dutch("What you do for the table"))
    ria.sees(ACTION)
    ria.sees(dutch("How does it go?"))
    ria.send(dutch("It is done"))
    ria.sees(dutch("This is done. Thank you for what you did."))


def tells_how_it_goes(road: Road) -> None:
    owner = road.person("fleur")
    sees_at_table(road, "fem.coach", CARRY_OUT, "Keep the plan up to date")
    sees_at_table(road, "coordinator", "The table carries out its plan.")
    does_at_table(road, "fleur", CARRY_OUT, "Keep the plan up to date")
    owner.follow(dutch("Tell how it goes"))
    owner.fill(dutch("How does it go?"), NEWS)
    owner.send(dutch("Put it on the page"))
    owner.sees(NEWS)
    done = dutch("Done", "action state")
    owner.choose(done, "Vragen of de grond vrij is")


def says_it_can_be_judged(road: Road) -> None:
    """Step 7 begins with that."""
    owner = road.person("fleur")
    waits = "The table owner says when there is enough to look back on."
    sees_at_table(road, "fem.coach", waits)
    sees_at_table(road, "coordinator", waits)
    text = "The plan is done. Is there enough to look back on? Then say so: step 7 begins with that."
    does_at_table(road, "fleur", text, "Say that it can be judged")
    owner.send(dutch("It can be judged", "word of the owner"))


LOOK_BACK = "What did it bring, and for whom? Look back together. Then decide what comes of the table."


def asks_how_it_was(road: Road) -> None:
    owner = road.person("fleur")
    sees_at_table(road, "fem.coach", LOOK_BACK, "Look back")
    sees_at_table(road, "coordinator", "The table looks back on what it brought.")
    does_at_table(road, "fleur", LOOK_BACK, "Look back")
    owner.send(dutch("Send the survey"))


def fill_in_the_survey(road: Road) -> None:
    """From the link of a mail, without an account."""
    for who in ("ria", "gea"):
        person = road.person(who)
        person.page.goto(link_in(road.mail(who, "How did you like it? %(title)s"), "/terugkijken/"))
        person.sees_heading(dutch("How did you like it?"))
        for group in person.page.get_by_role("main").locator("fieldset").all():
            group.get_by_role("radio").nth(3).check()
        person.fill(dutch("What went well?"), "Iedereen kwam aan het woord.")
        person.send(dutch("Send my answers"))
        expect(person.page.locator(".at-messages")).to_be_visible()


def looks_back(road: Road) -> None:
    """By what the page names next, one thing after another, up to the decision."""
    owner = road.person("fleur")
    does_at_table(road, "fleur", LOOK_BACK, "Look back")
    owner.follow(dutch("Close the survey"))
    owner.send(dutch("Close the survey"))
    owner.sees(dutch("Now write down what changed, and how you know."))
    owner.follow(dutch("Write down what changed"))
    owner.fill(dutch("What changed?"), "Er bloeien bloemen langs het water.")
    owner.fill(dutch("For whom?"), "Iedereen die er loopt.")
    owner.fill(dutch("How do you know?"), "We hebben geteld wie er stilstaat.")
    owner.send(dutch("Save"))
    owner.sees(dutch("Now say something of each aim, and what you learned."))
    owner.follow(dutch("Write this"))
    owner.fill(dutch("Broad support", "aim"), "De hele straat deed mee.")
    owner.fill(dutch("What did you learn?"), LESSON)
    owner.send(dutch("Save"))
    owner.sees(dutch("You have looked back. Now decide what happens."))


LESSON = "Eerder bij de gemeente langsgaan."
OUTCOME = "Buurtgroep de Sluis houdt het veld bij."
FINISHED = "The table is finished. There is nothing left to do. What was done stays readable."


def decides(road: Road) -> None:
    """Others keep it up: the table is finished, and all their screens say so."""
    owner = road.person("fleur")
    owner.follow(dutch("Decide what happens"))
    picks(owner, dutch("Others keep it up", "word of the owner"))
    owner.fill(dutch("Tell something with it"), OUTCOME)
    owner.send(dutch("This is our decision"))
    expect(owner.page.locator(".at-messages")).to_be_visible()
    for who in ("fleur", "coordinator"):
        sees_todo(at_table(road, who, stands="Finished"), FINISHED, "Look at the page of the table")


def the_municipality_reads_it_all(road: Road) -> None:
    """Somebody there, who is not signed in, in the order in which it happened."""
    reader = road.person("reader")
    in_menu(reader, dutch("Tables"))
    reader.follow(road.idea)
    sees_nothing_of(reader, dutch("What happens now"))
    reader.follow(dutch("Everything that happened, on one page"))
    reader.sees_heading(dutch("Everything that happened"))
    told = reader.page.get_by_role("main").inner_text()
    places = [told.index(one) for one in IN_ORDER]
    assert places == sorted(places), told


IN_ORDER = (
    dutch("The idea was pinned"),
    "We maken twee plannen.",
    "Het wordt een veld.",
    CHOSEN,
    OUTCOME,
)
