"""
The story of the site: somebody pins an idea, the operator approves it, its table stands, everyone hears of it.

With and without JavaScript, on a phone and on a desktop, against a real database, worker and mail server.
"""

import pytest
from playwright.sync_api import expect

from tests.e2e.browsing import PHONE, WAYS, Visits, Way
from tests.e2e.people import (
    Person,
    Somebody,
    code_for_pinning,
    code_in,
    dutch,
    link_in,
    open_for_review,
    pin,
    sign_in_as_operator,
    start_pinning,
    type_code,
)
from tests.site.pages import Role

MOST_CLICKS = MOST_INPUTS = 4
STEPS = ["Idee", "Match", "Stel je vraag", "Creëer en ontwerp", "Maak een keuze", "Doen!", "Evalueren"]


IDEAS = dict(
    zip(
        WAYS,
        (
            "Een bloemenveld langs het kanaal",
            "Samen koken voor wie alleen is",
            "Een oude brug weer open voor fietsers",
        ),
        strict=True,
    )
)


@pytest.mark.parametrize("way", WAYS, ids=[way.name for way in WAYS])
def test_from_an_idea_to_its_table(somebody: Somebody, way: Way) -> None:
    idea, email = IDEAS[way], f"fleur.{WAYS.index(way)}@buurt.example"
    pinner = somebody(way=way)
    pin(pinner, idea=idea, place="8601", name="Fleur Veld", email=email)
    assert (pinner.clicks, pinner.inputs) == (3, 4)
    if way.javascript:
        counted = pinner.counted()
        assert len(counted["clicks"]) == pinner.clicks <= MOST_CLICKS, counted
        assert len(counted["inputs"]) == pinner.inputs <= MOST_INPUTS, counted
    type_code(pinner, code_for_pinning(pinner, email))
    pinner.sees_heading(dutch("Your idea is pinned"))
    tell_more(pinner)
    approve(somebody(way=way), idea)
    table_stands(somebody(way=way), idea)
    everyone_heard(pinner, idea, email)


def tell_more(pinner: Person) -> None:
    """One answer, one question skipped, the rest another time."""
    pinner.follow(dutch("Tell more"))
    pinner.fill(dutch("How did you come to this idea?"), "Er groeit nu niets, en er komen veel mensen langs.")
    pinner.send(dutch("Save and next"))
    pinner.sees_heading(dutch("Who is needed"))
    pinner.follow(dutch("Skip"))
    pinner.sees_heading(dutch("How to go about it"))
    pinner.follow(dutch("Go on another time"))
    pinner.sees(dutch("filled in"))


def approve(operator: Person, idea: str) -> None:
    sign_in_as_operator(operator)
    open_for_review(operator, idea)
    operator.sees("Er groeit nu niets")
    operator.follow(dutch("Put it on the site"))
    operator.send(dutch("Yes, put it on the site"))
    operator.sees(dutch("“%(title)s” is on the site.", title=idea))


def table_stands(reader: Person, idea: str) -> None:
    reader.page.goto("/ideeen/")
    reader.follow(idea)
    reader.sees_heading(idea)
    reader.sees("Er groeit nu niets")
    reader.press(reader.page.locator("main a[href*='/tafels/']").first)
    reader.sees_heading(idea)
    steps = reader.page.get_by_role("main").locator("ol > li.at-steps__step")
    expect(steps).to_have_count(len(STEPS))
    expect(steps.locator("css=[aria-hidden]")).to_have_text([str(number) for number in range(1, 8)])
    expect(reader.page.locator("[aria-current=step]")).to_contain_text(STEPS[0])
    reader.sees("inwoner")


def everyone_heard(pinner: Person, idea: str, email: str) -> None:
    """The pinner got what they should, the municipality one mail, which outside production goes nowhere real."""
    mailbox, site = pinner.mailbox, pinner.site
    assert idea in mailbox.next(email, dutch("We have your idea: %(title)s", title=idea)).part("plain")
    tips = mailbox.next(email, dutch("It is on the site: %(title)s", title=idea))
    pinner.page.goto(link_in(tips, "/tafels/"))
    pinner.sees_heading(idea)
    [(number,)] = site.rows("SELECT id FROM ideas_idea WHERE title = %s", idea)
    [(real,)] = site.rows("SELECT email FROM municipalities_municipality WHERE code = 'GM1900'")
    harmless = f"{real.replace('@', '.')}@redirect.example"
    told = mailbox.next(harmless, idea)
    assert "/tafels/" in told.part("plain")
    assert [mail.message_id for mail in mailbox.all_to(harmless) if idea in str(mail.message["Subject"])] == [
        told.message_id
    ]
    assert site.rows(
        "SELECT to_address, state, attempts FROM outbox_outgoingmail WHERE dedupe_key = %s",
        f"tables:municipality:{number}",
    ) == [(harmless, "sent", 1)]


def test_signed_in_it_takes_two_clicks_and_one_input(somebody: Somebody) -> None:
    pinner = somebody(Role.OWNER)
    pinner.page.goto("/")
    pinner.follow(dutch("Pin your idea"))
    pinner.fill(dutch("What is your idea? Say it in one sentence."), "Een waterpunt bij het voetbalveld")
    pinner.send(dutch("Pin my idea"))
    pinner.sees_heading(dutch("Your idea is pinned"))
    counted = pinner.counted()
    assert (pinner.clicks, pinner.inputs) == (2, 1)
    assert (len(counted["clicks"]), len(counted["inputs"])) == (2, 1), counted


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_link_in_the_mail_works_on_another_device(somebody: Somebody, javascript: bool) -> None:
    email = f"lies.{javascript}@buurt.example".lower()
    first = somebody()
    pin(first, idea="Een leesclub in het wijkgebouw", place="8601", name="Lies Leest", email=email)
    other = somebody(way=Way("other", javascript=javascript, size=PHONE))
    other.page.goto(link_in(code_for_pinning(first, email), "/inloggen/link/"))
    other.sees_heading(dutch("Almost there"))
    other.send(dutch("Yes, that is me"))
    other.sees_heading(dutch("Your idea is pinned"))
    other.sees("Een leesclub in het wijkgebouw")
    first.page.goto("/mijn/")
    first.sees_heading(dutch("Sign in"))


def test_somebody_else_fills_it_in(somebody: Somebody) -> None:
    """The idea waits at once; the person whose it is takes it over by a link in a mail of their own."""
    helper = somebody()
    start_pinning(helper, idea="Samen oefenen met de tablet", place="8601")
    helper.follow(dutch("I fill this in for somebody else"))
    helper.fill(dutch("What is the name of the person whose idea it is?"), "Ger Oud")
    helper.fill(dutch("What is that person's e-mail address?"), "ger.oud@buurt.example")
    helper.fill(dutch("What is your own name?"), "Hanna Helpt")
    helper.fill(dutch("What is your own e-mail address?"), "hanna.helpt@buurt.example")
    helper.page.get_by_role("checkbox").check()
    helper.send(dutch("Pin this idea"))
    type_code(helper, code_for_pinning(helper, "hanna.helpt@buurt.example"))
    helper.sees_heading(dutch("Your idea is pinned"))
    person = somebody()
    person.page.goto(link_in(person.mailbox.next("ger.oud@buurt.example"), "/van-mij/"))
    person.sees("Samen oefenen met de tablet")
    person.send(dutch("Yes, send me a code"))
    type_code(person, person.mailbox.next("ger.oud@buurt.example"))
    person.sees_heading("Samen oefenen met de tablet")
    helper.page.goto("/mijn/")
    helper.sees_heading(dutch("My AanTafel!"))
    expect(helper.page.get_by_role("main")).not_to_contain_text("Samen oefenen met de tablet")


@pytest.mark.parametrize("way", WAYS[1:], ids=[way.name for way in WAYS[1:]])
def test_somebody_wants_to_join_and_is_thanked(somebody: Somebody, visits: Visits, way: Way) -> None:
    """Without an account, confirmed on another device; the pinner hears at once, and neither sees an address."""
    world, email = visits.site.world, f"sien.{WAYS.index(way)}@buurt.example"
    visitor = somebody(way=way)
    visitor.page.goto(f"/ideeen/{world.published}-{world.published_slug}/")
    visitor.follow(dutch("I want to join"))
    visitor.page.get_by_label(dutch("Professional"), exact=True).check()
    visitor.fill(dutch("What is your role?"), "kok in het buurthuis")
    visitor.fill(dutch("What is your interest in it?"), "Ik kook graag voor veel mensen.")
    visitor.fill(dutch("What is your name?"), "Sien Soep")
    visitor.fill(dutch("What is your e-mail address?"), email)
    visitor.send(dutch("I want to join"))
    visitor.sees_heading(dutch("Look in your mail"))
    other = somebody(way=way)
    other.page.goto(link_in(other.mailbox.next(email, dutch("Your code for AanTafel!")), "/inloggen/link/"))
    other.send(dutch("Yes, that is me"))
    other.sees_heading(dutch("You want to join"))
    told = other.mailbox.next(
        world.owner_email, dutch("Somebody wants to join: %(title)s", title=world.published_title)
    )
    assert "kok in het buurthuis" in told.part("plain")
    assert email not in told.message.as_string()
    owner = somebody(Role.OWNER, way)
    owner.page.goto(link_in(told, "/mijn/steun/"))
    owner.sees_heading(dutch("%(name)s wants to join", name="Sien Soep"))
    owner.fill(dutch("What do you want to say?"), "Wat fijn, we beginnen met soep.")
    owner.send(dutch("Send my thanks"))
    owner.sees(dutch("Thank you. Your message has been sent."))
    thanks = other.mailbox.next(email, dutch("The idea pinner thanks you: %(title)s", title=world.published_title))
    assert "we beginnen met soep" in thanks.part("plain")
    assert world.owner_email not in thanks.message.as_string()
    other.page.reload()
    other.sees("Wat fijn, we beginnen met soep.")


def test_somebody_would_rather_be_called(somebody: Somebody) -> None:
    """With what was typed already; the operator finds it and enters the idea."""
    caller = somebody()
    start_pinning(caller, idea="Een bus die op zondag rijdt", place="8601")
    caller.follow(dutch("I have no e-mail address. Call me, please"))
    caller.sees("Een bus die op zondag rijdt")
    caller.fill(dutch("What is your name?"), "Belinda Bel")
    caller.fill(dutch("At which phone number can we call you?"), "06 12 34 56 78")
    caller.send(dutch("Call me"))
    caller.sees_heading(dutch("We call you"))
    operator = somebody(Role.OPERATOR)
    operator.page.goto("/beheer/")
    operator.follow(dutch("People to call"))
    operator.follow("Belinda Bel")
    operator.sees("Een bus die op zondag rijdt")
    expect(operator.page.get_by_role("link", name="0612345678")).to_be_visible()


def test_refused_with_a_reason_and_answered_back(somebody: Somebody) -> None:
    idea, email = "Geef mijn buurman een boete", "mop.per@buurt.example"
    pinner = somebody()
    pin(pinner, idea=idea, place="8601", name="Mop Per", email=email)
    type_code(pinner, code_for_pinning(pinner, email))
    operator = somebody(Role.OPERATOR)
    open_for_review(operator, idea)
    operator.follow(dutch("Refuse"))
    operator.page.locator("#klaar ~ ul button").first.click()
    reason = operator.page.get_by_label(dutch("The reason"))
    expect(reason).not_to_be_empty()
    words = reason.input_value().splitlines()[0]
    operator.send(dutch("Refuse the idea"))
    operator.sees(dutch("You refused “%(title)s”.", title=idea))
    mail = pinner.mailbox.next(email, dutch("We do not publish your idea: %(title)s", title=idea))
    assert " ".join(words.split()) in " ".join(mail.part("plain").split())
    pinner.page.goto(link_in(mail, "/mijn/ideeen/"))
    pinner.follow(dutch("Write back"))
    pinner.fill(dutch("Your answer"), "Het gaat mij om de stoep, die is voor iedereen.")
    pinner.page.get_by_role("main").get_by_role("button").click()
    pinner.sees(dutch("Thank you. Your message has been sent."))
    open_for_review(operator, idea)
    operator.sees("Het gaat mij om de stoep, die is voor iedereen.")


def test_withdrawn_is_gone_for_everyone(somebody: Somebody, visits: Visits) -> None:
    """Also for whoever looks at a page that was kept a moment ago."""
    world = visits.site.world
    owner, reader = somebody(Role.OWNER), somebody()
    [(number, title)] = visits.site.rows(
        "SELECT id, title FROM ideas_idea WHERE state = 'published' AND owner_id = %s ORDER BY id DESC LIMIT 1",
        world.owner,
    )
    owner.page.goto(f"/mijn/ideeen/{number}/")
    address = owner.page.get_by_role("link", name=dutch("Look at it on the site")).get_attribute("href")
    assert address
    reader.page.goto(address)
    reader.sees_heading(title)
    owner.follow(dutch("Take my idea back"))
    owner.send(dutch("Yes, take it back"))
    owner.sees(dutch("Your idea is withdrawn."))
    answer = reader.page.goto(address)
    assert answer
    assert answer.status == 410
    reader.sees_heading(dutch("This idea is no longer here"))
    assert title in owner.mailbox.next(world.owner_email, dutch("You withdrew your idea: %(title)s", title=title)).part(
        "plain"
    )


def test_a_code_is_used_once(somebody: Somebody) -> None:
    email = "een.keer@buurt.example"
    pinner = somebody()
    pin(pinner, idea="Een vogelhuis op elk dak", place="8601", name="Een Keer", email=email)
    code = code_in(code_for_pinning(pinner, email))
    where = pinner.page.url
    pinner.fill(dutch("The six digits from the mail"), f"{code[:3]} {code[3:]}")
    pinner.send(dutch("Pin my idea"))
    pinner.sees_heading(dutch("Your idea is pinned"))
    again = somebody()
    answer = again.page.goto(where)
    assert answer
    assert answer.status == 410
    again.sees_heading(dutch("This code has been used"))
