"""Liking without being signed in: a whole class behind one address, one person who floods, and two devices."""

import re
from functools import partial

from tests.e2e.people import dutch
from tests.ideas.fire.prepare import PC4
from tests.ideas.fire.site import BurningIdea, BurningSite
from tests.ideas.fire.visitor import Answer, Visitor, together

CLASS = 50
_CODE = re.compile(r"\b\d{6}\b")
_LINK = re.compile(r"https?://[^/\s]+(/inloggen/link/\S+)")


def asks(visitor: Visitor, idea: BurningIdea, email: str) -> Answer:
    """Fill in the form of a visitor; what follows is the page that asks for the code."""
    visitor.open(idea.like_path)
    answer = visitor.submit(idea.like_path, email=email, place=PC4, updates="on")
    if answer.is_done:
        visitor.open(answer.location)
    return answer


def mails(site: BurningSite) -> dict[str, str]:
    """What the last mail to each address says."""
    site.mail_is_out()
    return {mail.to: mail.part("plain") for mail in site.smtp.received() if "/inloggen/" in mail.part("plain")}


def code_in(text: str) -> str:
    found = _CODE.search(text)
    assert found, text
    return found[0]


def test_a_class_of_fifty_behind_one_address_brings_the_meeting(site: BurningSite) -> None:
    """All of them ask for a code, type it and like within the same minute, over one connection to the internet."""
    idea, pupils = site.ideas["klas"], {f"leerling{n}@school.example": site.visitor() for n in range(CLASS)}
    pages: dict[str, str] = {}

    def begin(email: str, visitor: Visitor) -> None:
        pages[email] = asks(visitor, idea, email).location

    def finish(email: str, visitor: Visitor, code: str) -> None:
        assert visitor.submit(pages[email], code=code).location == idea.like_path
        assert dutch("You find this a good idea") in visitor.open(idea.like_path).text

    together([partial(begin, *pupil) for pupil in pupils.items()])
    mail = mails(site)
    together([partial(finish, email, visitor, code_in(mail[email])) for email, visitor in pupils.items()])
    standing = site.settled(idea)
    assert (standing.local, standing.likes, standing.meetings) == (CLASS, CLASS, 1)
    assert site.mails_about(idea) == site.expected_mails(idea, *pupils)


def test_one_person_who_asks_for_many_codes_is_stopped_and_the_last_code_still_works(site: BurningSite) -> None:
    idea, visitor, email = site.ideas["apparaten"], site.visitor(), "ongeduld@buurt.example"
    answers = [asks(visitor, idea, email) for _time in range(6)]
    assert all(answer.is_done for answer in answers)
    stopped = asks(visitor, idea, email)
    assert stopped.status == 422
    assert dutch("You asked for many codes in a short time. Wait an hour and try again, or use the last code.") in (
        stopped.text
    )
    assert email in stopped.text
    last = visitor.open(answers[-1].location)
    code = code_in(mails(site)[email])
    assert (last.status, visitor.submit(answers[-1].location, code=code).location) == (200, idea.like_path)


def test_what_was_begun_on_one_device_is_done_on_another_and_the_first_one_says_so(site: BurningSite) -> None:
    idea, laptop, phone, email = site.ideas["apparaten"], site.visitor(), site.visitor(), "twee@buurt.example"
    before = site.standing(idea).local
    page = asks(laptop, idea, email).location
    mail = mails(site)[email]
    link = _LINK.search(mail)
    assert link, mail
    assert dutch("Yes, that is me") in phone.open(link[1]).text
    assert phone.submit(link[1]).location == idea.like_path
    assert dutch("You find this a good idea") in phone.open(idea.like_path).text
    assert site.standing(idea).local == before + 1

    late = laptop.submit(page, code=code_in(mail))
    assert late.status == 410
    assert dutch("This code has been used") in late.text
    assert f"?next={idea.like_path}" in late.text
    assert phone.open(link[1]).location == idea.like_path, "the mail opened again goes on"
    assert site.standing(idea).local == before + 1
