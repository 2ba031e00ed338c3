"""Step 5: what the table can choose from, the second meeting, the choice with dots, and the plan."""

import re

from tests.e2e.people import dutch, link_in
from tests.e2e.road.asking import in_days
from tests.e2e.road.cast import Road, at_part, at_table, chooses, does_at_table, does_todo, picks, sees_at_table
from tests.e2e.road.meeting import writes

VARIANTS = {"Een bloemenveld": "Zaaien in het voorjaar.", "Een moestuin": "Bakken met groente."}
CHOSEN = "Een bloemenveld"
ACTION = "De grond omspitten"


def plans_the_second_meeting(road: Road) -> None:
    owner = road.person("fleur")
    text = "In the second meeting the table chooses. Choose when and where, and invite everybody again."
    sees_at_table(road, "fem.coach", text, "Plan the second meeting")
    sees_at_table(road, "coordinator", "The table owner plans the second meeting, in which the table chooses.")
    does_at_table(road, "fleur", text, "Plan the second meeting")
    owner.follow(dutch("Plan a meeting"))
    owner.fill(dutch("Day"), in_days(5))
    owner.fill(dutch("From what time?"), "20:00")
    owner.fill(dutch("Name of the place"), "Buurthuis de Sluis")
    owner.send(dutch("Plan this meeting"))


def invites_again(road: Road) -> None:
    owner = road.person("fleur")
    does_todo(owner, "Nobody was invited for this meeting yet.", "Invite people")
    owner.follow(dutch("Invite them"))
    for box in owner.page.get_by_role("group", name=dutch("Who do you invite?")).get_by_role("checkbox").all():
        box.check()
    owner.fill(dutch("Your own words", "invitation"), "Nu kiezen we samen.")
    owner.send(dutch("Read it over"))
    owner.press(owner.page.locator("button[name=step][value=send]"))
    owner.sees_heading(dutch("The letters"))


def works_out_variants(road: Road) -> None:
    owner = road.person("fleur")
    text = "Small groups work out what the first meeting brought: what is it, what does it cost, what speaks for it?"
    for title, told in VARIANTS.items():
        does_at_table(road, "fleur", text, "Work out what you can choose from")
        owner.follow(dutch("Add a variant"))
        owner.fill(dutch("Name of this variant"), title)
        owner.fill(dutch("What does it come down to?"), told)
        owner.send(dutch("Save"))
        owner.sees(title)


def come_together_again(road: Road) -> None:
    """The owner checks in who is there, by what is named first among the meetings."""
    road.day_comes("second")
    owner = road.person("fleur")
    at_table(road, "fleur")
    at_part(owner, "Meetings")
    does_todo(owner, "Check in who is here.", "Who is here")
    for name in ("Fleur Veld", "Ria Roos", "Gea Groen"):
        owner.choose(dutch("Is here"), name)
        owner.sees(name)


def choose_with_dots(road: Road) -> None:
    """In the meeting: on a telephone by the link of a mail, and the rest by hand."""
    owner, ria = road.person("fleur"), road.person("ria")
    does_at_table(road, "fleur", WRITE, "Write the minutes")
    at_part(owner, "Choice")
    owner.follow(dutch("Let the table choose"))
    picks(owner, dutch("Dots: everyone divides some dots", "way of choosing"))
    owner.send(dutch("Begin choosing"))
    ria.page.goto(link_in(road.mail("ria", "Choose with the table: %(title)s"), "/kiezen/"))
    ria.sees_heading(dutch("Choose with the table"))
    ria.fill(dutch("%(title)s: how many dots?", title=CHOSEN), "3")
    ria.send(dutch("This is my choice"))
    owner.follow(dutch("Count by hand"))
    for title, dots in ((CHOSEN, "7"), ("Een moestuin", "5")):
        owner.fill(dutch("%(title)s: how many dots?", title=title), dots)
    owner.send(dutch("Save"))
    owner.follow(dutch("Write down what it is"))
    picks(owner, CHOSEN)
    owner.fill(dutch("Why this one?"), "Bloemen vragen weinig werk.")
    owner.send(dutch("This is our choice"))
    owner.sees(dutch("The choice is written down. Now make the plan: who does what, and when?"))


WRITE = "The meeting has begun or has been. Write down what was said, so that everyone can read along."


def makes_the_plan(road: Road) -> None:
    """To where the choice leads on by itself."""
    owner = road.person("fleur")
    owner.follow(dutch("Add an action"))
    owner.fill(dutch("What is to be done?"), ACTION)
    chooses(owner, dutch("Who does it?"), "Ria")
    owner.fill(dutch("When is it done?"), in_days(30))
    owner.send(dutch("Save"))
    owner.sees(ACTION)


def writes_the_second_minutes(road: Road) -> None:
    """By the owner alone this time, from what the own screen names first."""
    owner = road.person("fleur")
    does_at_table(road, "fleur", WRITE, "Write the minutes")
    owner.press(owner.page.get_by_role("link", name=re.compile(f"^{dutch('Begin the minutes')}")).first)
    owner.send(dutch("Begin the minutes"))
    for word, said in (
        ("pitch", "Twee plannen lagen op tafel."),
        ("gezegd", "We kozen samen."),
        ("kort", "Het wordt een veld."),
    ):
        writes(owner, word, said)
    owner.follow(dutch("Read and publish"))
    owner.send(dutch("Publish the minutes"))
    owner.sees(
        dutch("The minutes are public. Does the table go on, or does it stop? Say it, and everyone can read it.")
    )


def decides_to_go_on(road: Road) -> None:
    owner = road.person("fleur")
    does_at_table(
        road,
        "fleur",
        "The minutes are on the site. Does the table go on? Say it, and everyone can read it.",
        "Decide: go on or stop",
    )
    picks(owner, dutch("The table goes on", "word of the owner"))
    owner.send(dutch("Decide"))
