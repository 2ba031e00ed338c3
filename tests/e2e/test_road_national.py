"""A table on the national site: no coach, and steps that are a guide. The owner goes on with a public reason."""

from playwright.sync_api import expect

from tests.e2e.browsing import WAYS
from tests.e2e.neighbours import sees_nothing_of
from tests.e2e.people import Person, Somebody, code_for_pinning, dutch, open_for_review, pin, type_code
from tests.e2e.road.cast import does_todo, in_menu, own_page, sees_todo
from tests.site.pages import Role

IDEA = "Een jeu-de-boulesbaan achter het station"
REASON = "We kennen elkaar al, en beginnen gewoon."


def test_the_owner_goes_on_with_a_reason_that_everyone_reads(somebody: Somebody) -> None:
    phone = WAYS[2]
    owner = somebody(way=phone)
    pin(owner, idea=IDEA, place="8601", name="Joep Boule", email="joep.boule@buurt.example")
    type_code(owner, code_for_pinning(owner, "joep.boule@buurt.example"))
    owner.sees_heading(dutch("Your idea is pinned"))
    operator = somebody(Role.OPERATOR, phone)
    comes_on_the_site(operator)
    begins_with_step_two(owner)
    goes_on_without_answers(owner)
    everyone_reads_why(somebody(way=phone))


def comes_on_the_site(operator: Person) -> None:
    open_for_review(operator, IDEA)
    operator.follow(dutch("Put it on the site"))
    operator.send(dutch("Yes, put it on the site"))
    operator.sees(dutch("“%(title)s” is on the site.", title=IDEA))


def begins_with_step_two(owner: Person) -> None:
    at_table(owner)
    text = "The idea is on the site. Now think it over with four questions: that is step 2."
    does_todo(owner, text, "Begin with step 2")
    owner.send(dutch("Go to step %(n)s", n="2"))
    expect(owner.page.locator(".at-messages")).to_be_visible()


def goes_on_without_answers(owner: Person) -> None:
    """What is missing is said, and no coach is spoken of; without a reason it does not go on."""
    at_table(owner)
    text = "Not all four questions have an answer yet. Answer them, so that you can tell the idea well."
    sees_todo(owner, text, "Answer the four questions")
    sees_nothing_of(owner, "coach")
    owner.follow(dutch("Go to the next step"))
    owner.sees(dutch("You may go on without it. Say why, so that everyone understands it."))
    owner.send(dutch("Go to step %(n)s", n="3"))
    expect(owner.page.get_by_role("alert")).to_be_visible()
    owner.fill(dutch("Why do you go on without it?"), REASON)
    owner.send(dutch("Go to step %(n)s", n="3"))
    text = "Who can contribute something? Think of residents, of professionals and of people of the municipality."
    sees_todo(owner, text, "Make the list of people")


def everyone_reads_why(visitor: Person) -> None:
    in_menu(visitor, dutch("Tables"))
    visitor.follow(IDEA)
    visitor.sees(REASON)


def at_table(owner: Person) -> None:
    own_page(owner)
    owner.follow(IDEA)
    owner.follow(dutch("Work at your table"))
