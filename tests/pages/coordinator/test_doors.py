"""Which part of the desk opens which screen for whoever has that part alone; the other roles open none."""

import pytest
from django.urls import reverse

from aantafel.accounts.enums import DELEGABLE, DeskPart, Role
from aantafel.accounts.models import User
from ideas.models import Idea
from ideas.services import notes
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import helps_at_desk, somebody
from tests.factories.movement import ContactFactory
from tests.support.local import at_site

ANY, TAKE_IN, MATCH, PRINT, MODERATE = set(DELEGABLE), *({part} for part in DELEGABLE)
DOORS = {
    "home": ANY,
    "queue": ANY,
    "who_does_what": ANY,
    "idea": ANY,
    "logbook": ANY,
    "note": TAKE_IN | MATCH,
    "letter": TAKE_IN | PRINT,
    "entered": TAKE_IN,
    "network": TAKE_IN | MATCH,
    "contact": TAKE_IN | MATCH,
    "add_contact": TAKE_IN | MATCH,
    "change_contact": TAKE_IN | MATCH,
    "network_file": set(),
    "remove_contact": set(),
    "calls": TAKE_IN,
    "voices": TAKE_IN,
    "visits": TAKE_IN,
    "coaches": MATCH,
    "help_requests": MATCH,
    "reactions": MODERATE,
    "people": set(),
    "invite": set(),
    "figures": set(),
    "settings": set(),
    "applications": set(),
}
PHONE = "0612345678"


@pytest.fixture
def idea(town: Municipality) -> Idea:
    writer = somebody(Role.COORDINATOR, town)
    found = IdeaFactory.create(
        municipality=town,
        waiting=True,
        owner=None,
        pinner__name="Riet van Dam",
        pinner__phone=PHONE,
        pinner__consent_recorded_by=writer,
    )
    notes.add(actor=writer, idea_id=found.pk, text="Zij is slecht ter been.")
    return found


def address(name: str, town: Municipality, idea: Idea) -> str:
    contact = ContactFactory.create(municipality=town, person=True)
    numbers = {"idea": idea.pk, "note": idea.pk, "letter": idea.pk, "entered": idea.pk}
    numbers |= dict.fromkeys(("contact", "change_contact", "remove_contact"), contact.pk)
    return reverse(f"coordinator:{name}", args=[numbers[name]] if name in numbers else [])


def test_each_part_opens_its_own_screens(town: Municipality, idea: Idea) -> None:
    addresses = {name: address(name, town, idea) for name in DOORS}
    for part in DELEGABLE:
        user = somebody(Role.INITIATIVE, town)
        helps_at_desk(user, town, part)
        assert opened(town, user, addresses) == {name for name, parts in DOORS.items() if part in parts}, part
    assert opened(town, somebody(Role.COORDINATOR, town), addresses) == set(DOORS)
    for role in (Role.INITIATIVE, Role.COACH, Role.READER, Role.AMBASSADOR):
        assert opened(town, somebody(role, town), addresses) == set(), role
    assert opened(town, UserFactory.create(), addresses) == set()


def opened(town: Municipality, user: User, addresses: dict[str, str]) -> set[str]:
    """The screens that somebody gets to see; the others are closed."""
    browser = at_site(town, user)
    found = {name: browser.get(there).status_code for name, there in addresses.items()}
    assert set(found.values()) <= {200, 403}, found
    return {name for name, status in found.items() if status == 200}


@pytest.mark.parametrize("part", DELEGABLE)
def test_only_who_deals_with_people_sees_how_to_reach_them(town: Municipality, idea: Idea, part: DeskPart) -> None:
    user = somebody(Role.INITIATIVE, town)
    helps_at_desk(user, town, part)
    shown = at_site(town, user).get(address("idea", town, idea)).content.decode()
    assert idea.title in shown
    for secret in (PHONE, "slecht ter been", 'id="notities"', 'id="geschiedenis"'):
        assert (secret in shown) == (part in TAKE_IN | MATCH), secret
    assert (address("letter", town, idea) in shown) == (part in TAKE_IN | PRINT)


def test_who_prints_a_letter_comes_back_at_the_idea(town: Municipality, idea: Idea) -> None:
    user = somebody(Role.INITIATIVE, town)
    helps_at_desk(user, town, DeskPart.PRINT)
    shown = at_site(town, user).get(address("letter", town, idea)).content.decode()
    assert address("idea", town, idea) in shown and f'{address("entered", town, idea)}"' not in shown
