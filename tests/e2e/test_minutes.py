"""Two people write one set of minutes in a hall where the connection drops: nobody's words are lost or overwritten."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.browsing import PHONE, Visits
from tests.e2e.people import dutch
from tests.site.pages import Role

DROPPED = "net::ERR_INTERNET_DISCONNECTED"
TOLD = ": htmx:"  # what htmx writes in the console of a request that got no answer


def address(visits: Visits, more: str = "schrijven/") -> str:
    world = visits.site.world
    return f"/mijn/tafels/{world.table}/verslagen/{world.written_number}/{more}"


def field(page: Page, word: str) -> Locator:
    return page.locator(f"#deel-{word} textarea")


def state(page: Page, word: str) -> Locator:
    return page.locator(f"#stand-{word}")


def only_the_connection(visits: Visits) -> None:
    """What went wrong on the side was that there was no connection, and nothing else."""
    assert [one for one in visits.take_troubles() if DROPPED not in one and TOLD not in one] == []


def test_two_note_takers_and_a_connection_that_drops(visits: Visits) -> None:
    one = visits.page(Role.OWNER)
    other = visits.page(Role.OPERATOR, size=PHONE)
    for page in (one, other):
        page.goto(address(visits))

    # what is typed is saved by itself, and comes to who is not typing there
    field(one, "gezegd").fill("Een inwoner vroeg naar licht.")
    expect(state(one, "gezegd")).to_contain_text(dutch("Not saved yet"))
    expect(state(one, "gezegd")).to_contain_text(re.compile(r"Bewaard om \d\d:\d\d"))
    expect(field(other, "gezegd")).to_have_value("Een inwoner vroeg naar licht.", timeout=30_000)

    # cards of both stand in one list, with no word lost
    one.get_by_label(dutch("New cards")).fill("een lamp\neen lantaarn")
    one.get_by_role("button", name=dutch("Put the cards there")).click()
    expect(one.locator("#oogst")).to_contain_text("een lantaarn")
    expect(one.locator("#oogst-said")).to_have_text(dutch("It is there now."))
    other.get_by_label(dutch("New cards")).fill("een kaars")
    other.get_by_role("button", name=dutch("Put the cards there")).click()
    for card in ("een lamp", "een lantaarn", "een kaars"):
        expect(other.locator("#oogst")).to_contain_text(card)
    expect(one.locator("#oogst")).to_contain_text("een kaars", timeout=30_000)

    # the connection drops: it says so, and what is typed stays, also when the page is closed
    other.context.set_offline(True)
    field(other, "weer").fill("Iedereen komt op 12 mei.")
    expect(state(other, "weer")).to_contain_text("er is geen verbinding")
    field(other, "pitch").fill("Van wie geen verbinding had.")
    expect(state(other, "pitch")).to_contain_text("er is geen verbinding")
    field(one, "pitch").fill("Van wie wel verbinding had.")
    expect(state(one, "pitch")).to_contain_text(re.compile(r"Bewaard om \d\d:\d\d"))
    other.close()
    again = other.context.new_page()
    other.context.set_offline(False)
    only_the_connection(visits)
    again.goto(address(visits))

    # it is back: what nobody else touched is saved, and of the rest both texts are there to choose from
    expect(field(again, "weer")).to_have_value("Iedereen komt op 12 mei.")
    expect(state(again, "weer")).to_contain_text(re.compile(r"Bewaard om \d\d:\d\d"))
    expect(field(one, "weer")).to_have_value("Iedereen komt op 12 mei.", timeout=30_000)
    expect(field(again, "pitch")).to_have_value("Van wie geen verbinding had.")
    expect(state(again, "pitch")).to_contain_text(dutch("Your text is still here, and is not saved yet."))
    state(again, "pitch").get_by_role("button").click()
    expect(again.get_by_role("heading", level=1)).to_have_text(dutch("Two texts for one part"))
    again.get_by_role("button", name=dutch("Save this text")).click()
    expect(field(again, "pitch")).to_have_value("Van wie geen verbinding had.\n\nVan wie wel verbinding had.")
    one.get_by_role("heading", level=1).click()  # in a field in which somebody is, nothing changes by itself
    expect(field(one, "pitch")).to_have_value(
        re.compile("geen verbinding had.*wel verbinding had", re.DOTALL), timeout=30_000
    )
    only_the_connection(visits)


def test_cards_of_somebody_else_come_beside_the_form_in_which_one_stands(visits: Visits) -> None:
    """Also an empty field stays the same one: nothing is read again, and the focus stays."""
    one, other = visits.page(Role.OWNER), visits.page(Role.OPERATOR, size=PHONE)
    for page in (one, other):
        page.goto(address(visits))
    mine = one.get_by_label(dutch("New cards"))
    mine.focus()
    mine.evaluate("(field) => { field.isTheSame = true; }")
    other.get_by_label(dutch("New cards")).fill("een lampion")
    other.locator("#id_new_group").fill("Feest")
    other.get_by_role("button", name=dutch("Put the cards there")).click()
    expect(one.locator("#oogst")).to_contain_text("een lampion", timeout=30_000)
    expect(mine).to_be_focused()
    assert mine.evaluate("(field) => field.isTheSame")
    mine.fill("nog een")
    one.locator("#id_group").select_option(label="Feest")
    one.get_by_role("button", name=dutch("Put the cards there")).click()
    expect(one.get_by_role("group", name="Feest")).to_contain_text("nog een")


def test_what_waited_while_somebody_typed_comes_when_they_leave(visits: Visits) -> None:
    one, other = visits.page(Role.OWNER), visits.page(Role.OPERATOR, size=PHONE)
    for page in (one, other):
        page.goto(address(visits))
    one.get_by_label(dutch("New cards")).fill("nog niet af")
    field(one, "wie").focus()
    field(other, "wie").fill("De school mist.")
    expect(state(other, "wie")).to_contain_text(re.compile(r"Bewaard om \d\d:\d\d"))
    other.get_by_label(dutch("New cards")).fill("een fakkel")
    other.get_by_role("button", name=dutch("Put the cards there")).click()
    expect(other.locator("#oogst")).to_contain_text("een fakkel")
    for _time in range(2):  # it was told, and nothing was done with it
        with one.expect_response(lambda answer: "/stand/" in answer.url):
            pass
    expect(field(one, "wie")).not_to_have_value("De school mist.")
    expect(one.locator("#oogst")).to_contain_text("een fakkel", timeout=30_000)
    expect(one.get_by_label(dutch("New cards"))).to_have_value("nog niet af")
    one.get_by_role("heading", level=1).click()
    expect(field(one, "wie")).to_have_value("De school mist.", timeout=30_000)


def test_a_card_that_is_there_does_not_come_back_in_its_field(visits: Visits) -> None:
    page = visits.page(Role.OWNER)
    page.goto(address(visits))
    page.get_by_label(dutch("New cards")).fill("een lampion")
    page.locator("#id_decision_text").fill("We hangen lampions op.")
    page.get_by_role("button", name=dutch("Put the cards there")).click()
    expect(page.locator("#oogst-said")).to_have_text(dutch("It is there now."))
    expect(page.locator("#oogst")).to_contain_text("een lampion")
    page.reload()
    expect(page.locator("#id_decision_text")).to_have_value("We hangen lampions op.")
    expect(page.get_by_label(dutch("New cards"))).to_have_value("")
    page.get_by_role("button", name=dutch("Put the decision there")).click()
    expect(page.locator("#besluiten-said")).to_have_text(dutch("It is there now."))
    expect(page.locator("#besluiten")).to_contain_text("We hangen lampions op.")
    page.reload()
    expect(page.locator("#id_decision_text")).to_have_value("")


def test_what_is_typed_stays_when_another_card_is_moved_or_a_line_taken_away(visits: Visits) -> None:
    page = visits.page(Role.OWNER)
    page.goto(address(visits))
    page.get_by_label(dutch("New cards")).fill("een lantaarn")
    page.get_by_role("button", name=dutch("Put the cards there")).click()
    expect(page.locator("#oogst-said")).to_have_text(dutch("It is there now."))
    page.get_by_label(dutch("New cards")).fill("nog niet af")
    page.get_by_label("een lantaarn", exact=True).check()
    page.locator("#oogst-lines").get_by_role("button", name=dutch("Take away")).click()
    expect(page.get_by_label("een lantaarn", exact=True)).to_have_count(0)
    expect(page.get_by_label(dutch("New cards"))).to_have_value("nog niet af")
    page.locator("#id_action_text").fill("Bel de bakker")
    page.reload()
    expect(page.locator("#id_action_text")).to_have_value("Bel de bakker")


def test_who_reads_along_sees_new_text_by_itself(visits: Visits) -> None:
    world = visits.site.world
    reader, writer = visits.page(size=PHONE), visits.page(Role.OWNER)
    reader.goto(f"/tafels/{world.table}-{world.published_slug}/verslagen/{world.written_number}/live/")
    writer.goto(address(visits))
    field(writer, "wie").fill("De brandweer mist nog.")
    expect(reader.locator("#live")).to_contain_text("De brandweer mist nog.", timeout=30_000)
    expect(reader.locator("#live-said")).to_contain_text("Er is nieuwe tekst")

    # on hold nothing changes, and after that it comes
    reader.get_by_role("button", name=dutch("Pause")).click()
    go_on = reader.get_by_role("button", name=dutch("Go on with new text"))
    expect(go_on).to_be_focused()
    field(writer, "wie").fill("De school mist nog.")
    expect(state(writer, "wie")).to_contain_text(re.compile(r"Bewaard om \d\d:\d\d"))
    reader.wait_for_timeout(6_000)
    expect(reader.locator("#live")).to_contain_text("De brandweer mist nog.")
    go_on.click()
    expect(reader.locator("#live")).to_contain_text("De school mist nog.", timeout=30_000)


# what is put in the status after the page was there: only that is read out
LISTEN = """addEventListener("DOMContentLoaded", () => {
  const status = document.getElementById("gezegd");
  new MutationObserver(() => { document.body.dataset.heard = status.textContent.trim(); })
    .observe(status, { childList: true });
});"""


def test_a_message_is_heard_where_the_page_opens_at_a_place_of_its_own(visits: Visits) -> None:
    page = visits.page(Role.OWNER)
    page.add_init_script(LISTEN)
    page.goto(address(visits))
    page.locator("#id_decision_text").fill("Het bankje komt er.")
    page.get_by_role("button", name=dutch("Put the decision there")).click()
    page.locator("#besluiten").get_by_role("link", name="Het bankje komt er.").click()
    page.get_by_role("button", name=dutch("Save")).click()
    page.wait_for_url("**/schrijven/#besluiten")
    expect(page.locator("body")).to_have_attribute("data-heard", dutch("Changed."))


def test_the_buttons_do_the_same_without_a_script(visits: Visits) -> None:
    page = visits.page(Role.OWNER, size=PHONE, javascript=False)
    page.goto(address(visits))
    field(page, "actief").fill("De straat helpt mee.")
    page.locator("#deel-actief").get_by_role("button").click()
    expect(page.locator(".at-messages")).to_contain_text("Bewaard")
    expect(field(page, "actief")).to_have_value("De straat helpt mee.")
    page.get_by_label(dutch("New cards")).fill("een vuurkorf")
    page.get_by_role("button", name=dutch("Put the cards there")).click()
    page.get_by_label("een vuurkorf", exact=True).check()
    page.locator("#id_move_new_group").fill("Warm")
    page.get_by_role("button", name=dutch("Move")).click()
    expect(page.get_by_role("group", name="Warm")).to_contain_text("een vuurkorf")
