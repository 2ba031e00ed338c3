"""The second step: on, needed at sign-in, obligatory for the desk where the settings say so."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from aantafel.accounts.models import User
from aantafel.outbox.models import OutgoingMail
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)  # allauth signs things off when the transaction is through


@pytest.fixture
def operator() -> User:
    return UserFactory.create(operator=True)


def turn_on(client: Client) -> str:
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200
    assert "data:" in page.headers["Content-Security-Policy"]
    secret = str(page.context["form"].secret)
    response = client.post(reverse("mfa_activate_totp"), {"code": _now(secret)})
    assert response.status_code == 302, response.content.decode()
    assert client.get(response.headers["Location"]).status_code == 200
    return secret


def _now(secret: str) -> str:
    return f"{auth.hotp_value(secret, next(iter(auth.yield_hotp_counters_from_time()))):06d}"


def sign_in(client: Client, user: User) -> str:
    page = client.post(reverse("accounts:sign_in"), {"email": user.email}).headers["Location"]
    secret = OutgoingMail.objects.filter(to_address=user.email).latest("pk").secret
    return str(client.post(page, {"code": secret}).headers["Location"])


def test_with_it_the_mail_alone_is_not_enough(client: Client, operator: User) -> None:
    client.force_login(operator)
    turn_on(client)
    assert Authenticator.objects.filter(user=operator).count() == 2  # the app and the spare codes
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    other = Client()
    assert sign_in(other, operator) == reverse("mfa_authenticate")
    assert "_auth_user_id" not in other.session
    assert other.get(reverse("mfa_authenticate")).status_code == 200
    assert other.post(reverse("mfa_authenticate"), {"code": "000000x"}).status_code == 200
    assert "_auth_user_id" not in other.session
    assert other.post(reverse("mfa_authenticate"), {"code": codes[0]}).headers["Location"] == "/mijn/"
    assert "_auth_user_id" in other.session


def test_the_desk_opens_only_with_it_where_that_is_demanded(client: Client, operator: User, settings: Settings) -> None:
    client.force_login(operator)
    assert client.get(reverse("desk:home")).status_code == 200
    settings.SECOND_FACTOR_REQUIRED = True
    assert client.get(reverse("desk:home")).headers["Location"] == reverse("mfa_index")
    turn_on(client)
    assert client.get(reverse("desk:home")).status_code == 200


def test_turning_it_off_asks_for_a_code_first(client: Client, operator: User) -> None:
    client.force_login(operator)
    turn_on(client)
    session = client.session
    session.pop("account_authentication_methods", None)
    session.save()
    response = client.post(reverse("mfa_deactivate_totp"))
    assert response.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert Authenticator.objects.filter(user=operator).exists()


def test_without_it_nothing_changes(client: Client, operator: User) -> None:
    assert sign_in(client, operator) == "/mijn/"
    assert client.get(reverse("mfa_index")).status_code == 200
