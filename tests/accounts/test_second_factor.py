"""The second step: on, needed at sign-in, obligatory for the desk where the settings say so."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from aantafel.accounts.adapters import AccountAdapter
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


def test_a_session_without_it_is_asked_for_it_at_the_desk(client: Client, operator: User, settings: Settings) -> None:
    client.force_login(operator)
    old = Client()
    old.force_login(operator)
    secret = turn_on(client)
    settings.SECOND_FACTOR_REQUIRED = True
    asked = old.get(reverse("desk:home"))
    assert asked.headers["Location"] == f"{reverse('mfa_reauthenticate')}?next=%2Fbeheer%2F"
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert old.post(asked.headers["Location"], {"code": "000000x"}).status_code == 200
    assert old.get(reverse("desk:home")).status_code == 302
    assert secret not in codes
    assert old.post(asked.headers["Location"], {"code": codes[0]}).headers["Location"] == reverse("desk:home")
    assert old.get(reverse("desk:home")).status_code == 200


def test_the_admin_opens_only_with_it_where_that_is_demanded(
    client: Client, operator: User, settings: Settings
) -> None:
    User.objects.filter(pk=operator.pk).update(is_staff=True, is_superuser=True)
    client.force_login(operator)
    assert client.get(reverse("admin:index")).status_code == 200
    settings.SECOND_FACTOR_REQUIRED = True
    door = client.get(reverse("admin:index")).headers["Location"]
    assert client.get(door).headers["Location"] == reverse("mfa_index")
    turn_on(client)
    assert client.get(reverse("admin:index")).status_code == 200
    assert client.get(reverse("admin:login")).headers["Location"] == reverse("admin:index")


def test_the_admin_closes_with_the_role(client: Client, operator: User) -> None:
    User.objects.filter(pk=operator.pk).update(is_staff=True, is_superuser=True)
    client.force_login(operator)
    operator.memberships.update(ended_at=timezone.now())
    assert client.get(reverse("admin:index"), follow=True).status_code == 403


def test_the_admin_never_shows_the_secret_of_a_second_step(client: Client, operator: User) -> None:
    User.objects.filter(pk=operator.pk).update(is_staff=True, is_superuser=True)
    client.force_login(operator)
    secret = turn_on(client)
    step = Authenticator.objects.get(user=operator, type="totp")
    page = client.get(reverse("admin:mfa_authenticator_change", args=[step.pk]))
    assert page.status_code == 200
    assert operator.email in page.content.decode()
    assert secret not in page.content.decode()


def test_limits_of_the_second_step_count_the_visitor_and_not_the_proxy(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "198.51.100.9, 203.0.113.7"})
    assert AccountAdapter().get_client_ip(request) == "203.0.113.7"
