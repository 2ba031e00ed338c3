"""One code, one address, one account: at two places at one moment, each over a connection of its own."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import SignInToken, User
from aantafel.accounts.services import sign_in
from aantafel.outbox.models import OutgoingMail
from ideas.models import Idea
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def post_code(client: Client, token: SignInToken) -> Callable[[], int]:
    code = OutgoingMail.objects.get(dedupe_key=f"sign-in:{token.key}").secret
    path = reverse("accounts:code", args=[token.key])
    return lambda: client.post(path, {"code": code}).status_code


def waiting_pin(email: str) -> tuple[Idea, SignInToken]:
    idea = IdeaFactory.create(unconfirmed=True, pinner__email=email)
    return idea, sign_in.request_token(email=email, language="nl", intent=f"pin:{idea.key}")


def test_one_code_at_two_places_signs_in_once() -> None:
    token = sign_in.request_token(email=UserFactory.create().email, language="nl")
    browsers = [Client(), Client()]
    assert sorted(at_once(*[post_code(browser, token) for browser in browsers])) == [302, 410]
    assert sum("_auth_user_id" in browser.session for browser in browsers) == 1


def test_two_codes_of_somebody_new_make_one_person() -> None:
    pins = [waiting_pin("noor@buurt.example") for _ in range(4)]
    assert at_once(*[post_code(Client(), token) for _idea, token in pins]) == [302] * 4
    person = User.objects.get(email="noor@buurt.example")
    assert {idea.owner for idea in Idea.everywhere.all()} == {person}


def test_wrong_tries_at_once_are_all_counted() -> None:
    token = sign_in.request_token(email=UserFactory.create().email, language="nl")
    path = reverse("accounts:code", args=[token.key])
    right = OutgoingMail.objects.get(dedupe_key=f"sign-in:{token.key}").secret
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    statuses = at_once(*[lambda: Client().post(path, {"code": wrong}).status_code for _ in range(4)])
    token.refresh_from_db()
    assert (statuses, token.wrong_tries) == ([422] * 4, 4)


def test_erasing_an_account_while_its_code_is_typed_leaves_no_half() -> None:
    user = UserFactory.create()
    idea, token = waiting_pin(user.email)
    browser = Client()
    browser.force_login(user)
    erase = {"ideas": "keep", "sure": "on"}
    calls = [post_code(Client(), token), lambda: browser.post(reverse("accounts:erase"), erase).status_code]
    assert set(at_once(*calls)) <= {302, 410, 422}
    owner = Idea.everywhere.filter(pk=idea.pk).values_list("owner", flat=True).first()
    assert owner is None or User.objects.filter(pk=owner).exists()
