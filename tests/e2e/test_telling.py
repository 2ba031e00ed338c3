"""An idea is told with the microphone of the browser, and without JavaScript with a file; and a stack of paper is typed
with the keyboard alone."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.browsing import PHONE, Visits
from tests.e2e.people import dutch
from tests.site.pages import Role
from tests.support import sounds


def button(page: Page, msgid: str, context: str = "") -> None:
    page.get_by_role("button", name=dutch(msgid, context) if context else dutch(msgid), exact=True).click()


def says_who(page: Page) -> None:
    """From the recording to the desk of the municipality of the seeded world."""
    expect(page.get_by_role("heading", level=1)).to_have_text(dutch("Who are you?"))
    page.get_by_label(dutch("What is your name?")).fill("Stien Stem")
    page.get_by_label(dutch("Your phone number")).fill("06 12 34 56 78")
    page.get_by_label(dutch("What is your postcode or place?")).fill("Proefdam")
    button(page, "Send it")
    expect(page.get_by_role("heading", level=1)).to_have_text(dutch("We are going to listen"))


def test_what_the_browser_records_is_taken_in(visits: Visits) -> None:
    """Chromium plays a beep into its own microphone here."""
    page = visits.page(Role.VISITOR, size=PHONE)
    page.goto("/ideeen/prik/vertel/")
    button(page, "Start the recording")
    expect(page.get_by_text(dutch("The recording runs. Speak now."))).to_be_visible()
    page.wait_for_timeout(1500)
    button(page, "Stop", "recording")
    expect(page.get_by_text(dutch("The recording is ready. Listen to it, or go on."))).to_be_visible()
    button(page, "Listen to it")
    expect(page.get_by_role("button", name=dutch("Listen to it"), exact=True)).to_be_visible()
    button(page, "Next")
    says_who(page)


def test_a_file_does_without_javascript(visits: Visits, tmp_path: Path) -> None:
    file = tmp_path / "praat.mp3"
    file.write_bytes(sounds.mp3(2))
    page = visits.page(Role.VISITOR, size=PHONE, javascript=False)
    page.goto("/ideeen/prik/vertel/")
    page.get_by_label(dutch("Your recording")).set_input_files(file)
    button(page, "Next")
    says_who(page)


def test_a_stack_of_paper_needs_no_mouse(visits: Visits) -> None:
    page = visits.page(Role.COORDINATOR)
    page.goto(visits.site.world.local_url(visits.site.url) + "/coordinator/invoeren/stapel/")
    for number in range(2):
        expect(page.locator("#id_title")).to_be_focused()
        page.keyboard.type(f"Een hinkelbaan op plein {number}")
        for _field in ("origin", "people", "postcode"):
            page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.type("Bep Bakker")
        while page.evaluate("document.activeElement.name") != "consent":
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.locator("#id_origin").focus()
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("link", name=f"Een hinkelbaan op plein {number}")).to_be_visible()
    expect(page.get_by_role("heading", name="2 vellen getypt")).to_be_visible()


def test_the_recorder_warns_in_time_and_leaves_the_focus_where_it_is(visits: Visits) -> None:
    page = visits.page(Role.VISITOR)
    page.clock.install()
    page.goto("/ideeen/prik/vertel/")
    button(page, "Start the recording")
    expect(page.get_by_text(dutch("The recording runs. Speak now."))).to_be_visible()
    page.clock.run_for(151_000)
    expect(page.get_by_text(dutch("30 seconds left."))).to_be_visible()
    button(page, "Stop", "recording")
    button(page, "Listen to it")
    elsewhere = page.get_by_role("link", name=dutch("Call me, please"))
    elsewhere.focus()
    expect(page.get_by_role("button", name=dutch("Listen to it"), exact=True)).to_be_visible()
    expect(elsewhere).to_be_focused()


def test_a_refused_microphone_keeps_what_was_recorded(visits: Visits) -> None:
    page = visits.page(Role.VISITOR)
    page.goto("/ideeen/prik/vertel/")
    button(page, "Start the recording")
    page.wait_for_timeout(500)
    button(page, "Stop", "recording")
    expect(page.get_by_text(dutch("The recording is ready. Listen to it, or go on."))).to_be_visible()
    page.evaluate(
        "() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError')) }"
    )
    button(page, "Record it again")
    expect(page.locator("[data-recorder-status]")).to_contain_text("microfoon")
    assert page.locator("input[type=file]").evaluate("field => field.files.length") == 1
