"""An address that bounces shows at whoever has it."""

import pytest

from aantafel.accounts.models import User
from aantafel.outbox import addresses
from aantafel.outbox.services import blocks
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.municipalities import MunicipalityFactory

pytestmark = pytest.mark.django_db


def state(municipality: Municipality) -> tuple[bool, str]:
    municipality.refresh_from_db()
    return municipality.mail_blocked_at is not None, municipality.mail_blocked_reason


def blocked(user: User) -> bool:
    user.refresh_from_db()
    return user.mail_blocked_at is not None


def test_a_municipality_is_marked_with_the_reason_and_cleared_again() -> None:
    town, other = MunicipalityFactory.create(), MunicipalityFactory.create()
    blocks.block(address=town.email, recipient=town.recipient, reason="550 " + "lang verhaal " * 60)
    marked, reason = state(town)
    assert marked
    assert reason.startswith("550 lang verhaal")
    assert len(reason) <= 300
    assert state(other) == (False, "")
    blocks.lift(town.email, actor=UserFactory.create())
    assert state(town) == (False, "")


def test_outside_production_the_address_that_stands_for_the_mailbox_counts() -> None:
    town = MunicipalityFactory.create(email="info@een-echte-stad.nl")
    stand_in = addresses.harmless(town.email)
    assert stand_in != town.email
    blocks.block(address=stand_in, recipient=town.recipient, reason="550")
    assert state(town)[0]
    blocks.lift(stand_in, actor=UserFactory.create())
    assert not state(town)[0]


def test_an_old_address_says_nothing_about_the_new_one() -> None:
    town = MunicipalityFactory.create(email="nieuw@stad.example")
    blocks.block(address="oud@stad.example", recipient=town.recipient, reason="550")
    assert state(town) == (False, "")


def test_an_unknown_or_empty_label_marks_no_municipality() -> None:
    town = MunicipalityFactory.create(email="")
    for recipient in ("municipality:GM0000", "municipality:", "", "anything", town.recipient):
        blocks.block(address="iemand@stad.example", recipient=recipient, reason="550")
    assert state(town) == (False, "")


def test_a_person_is_marked_by_the_address_with_or_without_label() -> None:
    """Codes to sign in carry no label: their bounces count as well."""
    noor, ali = UserFactory.create(), UserFactory.create()
    blocks.block(address=noor.email, recipient=noor.recipient, reason="550")
    blocks.block(address=ali.email.upper(), recipient="", reason="550")
    assert blocked(noor)
    assert blocked(ali)
    blocks.lift(noor.email, actor=ali)
    assert not blocked(noor)
    assert blocked(ali)


def test_somebody_who_has_another_address_by_now_is_left_alone() -> None:
    noor = UserFactory.create(email="nieuw@buurt.example")
    blocks.block(address="oud@buurt.example", recipient=noor.recipient, reason="550")
    assert not blocked(noor)
