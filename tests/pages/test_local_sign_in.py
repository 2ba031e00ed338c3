"""Signing in at a local site: on its own host, with its own session."""

import re

import pytest
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from aantafel.accounts.enums import Role
from aantafel.accounts.models import SignInToken
from aantafel.outbox.models import OutgoingMail
from municipalities import sites
from municipalities.models import Instance
from tests.factories.accounts import UserFactory
from tests.factories.instances import InstanceFactory, somebody

pytestmark = pytest.mark.django_db


def at(site: Instance) -> Client:
    return Client(headers={"host": sites.host_of(site)})


@pytest.mark.parametrize("preparing", [False, True])
def test_the_code_comes_from_that_host_and_opens_its_desk(preparing: bool) -> None:
    site = InstanceFactory.create(preparing=preparing) if preparing else InstanceFactory.create()
    person = somebody(Role.COORDINATOR, site.municipality)
    browser = at(site)
    desk = reverse("coordinator:home")
    away = browser.get(desk)["Location"]
    assert away.startswith("/inloggen/")
    page = browser.post(away, {"email": person.email, "next": desk})["Location"]
    mail = OutgoingMail.objects.get(kind="accounts/sign_in")
    assert f"http://{sites.host_of(site)}/inloggen/link/" in mail.body_text
    done = browser.post(page, {"code": mail.secret})
    assert done["Location"] == desk
    assert browser.get(desk).status_code == 200


def test_the_link_in_the_mail_works_there_on_another_device() -> None:
    site = InstanceFactory.create()
    person = somebody(Role.COORDINATOR, site.municipality)
    at(site).post(reverse("accounts:sign_in"), {"email": person.email})
    mail = OutgoingMail.objects.get(kind="accounts/sign_in")
    token = SignInToken.objects.get()
    link = reverse("accounts:link", args=[token.key, mail.secret])
    assert re.search(
        rf"http://{re.escape(sites.host_of(site))}{re.escape(link.rsplit(mail.secret, 1)[0])}", mail.body_text
    )
    other = at(site)
    assert other.get(link).status_code == 200
    assert other.post(link).status_code == 302
    assert other.get("/mijn/").status_code == 200


def test_sessions_belong_to_one_host() -> None:
    site, beside = InstanceFactory.create_batch(2)
    person = somebody(Role.COORDINATOR, site.municipality)
    browser = at(site)
    browser.force_login(person)
    assert browser.get("/mijn/").status_code == 200
    with override_settings(SESSION_SAVE_EVERY_REQUEST=True):
        browser.get("/mijn/")
    assert {cookie["domain"] for cookie in browser.cookies.values()} == {""}
    for elsewhere in (at(beside), Client()):
        assert elsewhere.get("/mijn/").status_code == 302


@override_settings(SECOND_FACTOR_REQUIRED=True)
def test_the_second_step_is_set_up_on_the_local_host() -> None:
    site = InstanceFactory.create()
    browser = at(site)
    browser.force_login(somebody(Role.COORDINATOR, site.municipality))
    answer = browser.get(reverse("coordinator:home"), follow=True)
    assert answer.redirect_chain
    assert all(not url.startswith("http") for url, _status in answer.redirect_chain)
    assert "Tweede stap" in answer.content.decode() or "tweede stap" in answer.content.decode()
    assert browser.get(reverse("mfa_activate_totp")).status_code in {200, 302}


def test_somebody_without_a_role_signs_in_and_finds_no_desk() -> None:
    site = InstanceFactory.create()
    browser = at(site)
    browser.force_login(UserFactory.create())
    assert browser.get(reverse("coordinator:home")).status_code == 403
    assert browser.get("/mijn/").status_code == 200
