"""The answer to a core question is saved while somebody types, and the words stay in the field meanwhile."""

from playwright.sync_api import expect

from tests.e2e.browsing import PHONE, Visits
from tests.e2e.people import dutch
from tests.site.pages import Role


def test_what_is_typed_is_saved_by_itself(visits: Visits) -> None:
    page = visits.page(Role.OWNER, size=PHONE)
    address = f"/mijn/ideeen/{visits.site.world.published}/kernvragen/wie/"
    page.goto(address)
    field = page.get_by_role("textbox", name=dutch("Your answer"))
    field.press_sequentially("De buren")
    expect(page.locator("#stand")).to_contain_text(dutch("Saved"))
    field.press_sequentially(" en de bakker")
    expect(page.locator("#stand [name=seen]")).to_have_value("2")
    expect(field).to_be_focused()
    expect(field).to_have_value("De buren en de bakker")
    page.goto(address)
    expect(field).to_have_value("De buren en de bakker")
    page.get_by_role("button", name=dutch("Save and next")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(dutch("Which road do you see?"))


def test_opening_a_subject_marks_it_as_read(visits: Visits) -> None:
    world = visits.site.world
    page = visits.page(Role.DELEGATE)
    page.goto(world.local_url(visits.site.url) + f"/coach/vragen/{world.country_topic}/")
    expect(page.get_by_text(dutch("You have read this"))).to_be_visible()
    page.goto(world.local_url(visits.site.url) + "/coach/vragen/?waar=land")
    expect(page.get_by_role("listitem").filter(has_text=world.country_topic_title)).not_to_contain_text(dutch("New"))
