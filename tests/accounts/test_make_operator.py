"""`manage.py make_operator EMAIL`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from aantafel.accounts.models import Membership, User
from aantafel.accounts.permissions import is_operator
from aantafel.core import clock
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("make_operator", *arguments, stdout=out)
    return out.getvalue()


def test_somebody_new_is_made_and_gets_the_role() -> None:
    said = run(" Bea@AanTafel.example ", "--name", "Bea Beheer")
    user = User.objects.get()
    assert (user.email, user.name, user.is_staff) == ("bea@aantafel.example", "Bea Beheer", False)
    assert is_operator(user)
    assert "Made a person with the address bea@aantafel.example." in said
    assert "is the operator of the national site from now on" in said


def test_a_second_time_changes_nothing() -> None:
    run("bea@aantafel.example")
    said = run("bea@aantafel.example")
    assert "was operator of the national site already" in said
    assert "Made a person" not in said
    assert Membership.objects.count() == 1


def test_a_known_person_keeps_their_name_and_an_ended_role_begins_anew() -> None:
    user = UserFactory.create(email="bea@aantafel.example", operator=True, name="Bea Beheer")
    user.memberships.update(ended_at=clock.now())
    run("bea@aantafel.example", "--name", "Iemand Anders")
    user.refresh_from_db()
    assert user.name == "Bea Beheer"
    assert is_operator(user)
    assert Membership.objects.count() == 2


def test_the_admin_opens_only_when_asked_for() -> None:
    assert "/beheer/admin/" not in run("bea@aantafel.example")
    assert "/beheer/admin/" in run("bea@aantafel.example", "--admin")
    user = User.objects.get()
    assert user.is_staff
    assert user.is_superuser
    assert "/beheer/admin/" not in run("bea@aantafel.example", "--admin")


@pytest.mark.parametrize("email", ["", "bea", "bea@", "@aantafel.example"])
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(CommandError, match="is not an e-mail address"):
        run(email)
    assert not User.objects.exists()
