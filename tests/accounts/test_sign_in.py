"""Signing in: a code or a link, once, for a short time, on any device."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aantafel.accounts.models import SignInToken, User
from aantafel.accounts.services import sign_in
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def request_code(client: Client, email: str, next_path: str = "") -> str:
    response = client.post(reverse("accounts:sign_in"), {"email": email, "next": next_path})
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["Location"])


def code_for(email: str) -> str:
    mail = OutgoingMail.objects.filter(to_address=email).latest("pk")
    assert mail.secret
    assert mail.secret not in mail.body_text
    assert mail.secret not in mail.body_html
    return mail.secret


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_code_signs_in_and_is_not_kept_as_such(client: Client) -> None:
    user = UserFactory.create()
    page = request_code(client, f"  {user.email.upper()} ")
    code = code_for(user.email)
    token = SignInToken.objects.get()
    assert code not in token.code_digest
    response = client.post(page, {"code": code})
    assert response.status_code == 302
    assert response.headers["Location"] == "/mijn/"
    assert signed_in(client)


@pytest.mark.parametrize("shape", ["{0} {1}", " {0}{1}\n", "{0}-{1}", "Code: {0} {1}.", "{0}\u00a0{1}"])
def test_code_survives_being_pasted(client: Client, shape: str) -> None:
    user = UserFactory.create()
    page = request_code(client, user.email)
    code = code_for(user.email)
    client.post(page, {"code": shape.format(code[:3], code[3:])})
    assert signed_in(client)


def test_code_works_once(client: Client) -> None:
    user = UserFactory.create()
    page = request_code(client, user.email)
    code = code_for(user.email)
    client.post(page, {"code": code})
    other = Client()
    assert other.post(page, {"code": code}).status_code == 410
    assert not signed_in(other)


def test_a_code_that_was_used_on_another_device_says_so_and_leads_to_the_same_place(client: Client) -> None:
    user = UserFactory.create()
    page = request_code(client, user.email, next_path="/ideeen/?q=bank&thema=groen")
    code = code_for(user.email)
    Client().post(page, {"code": code})
    for answer in (client.get(page), client.post(page, {"code": code})):
        assert answer.status_code == 410
        shown = answer.content.decode()
        assert "Deze code is al gebruikt" in shown
        assert 'href="/inloggen/?next=/ideeen/%3Fq%3Dbank%26thema%3Dgroen"' in shown
        assert user.email not in shown
    assert not signed_in(client)


def test_five_wrong_codes_end_it(client: Client) -> None:
    user = UserFactory.create()
    page = request_code(client, user.email)
    right = code_for(user.email)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    statuses = [client.post(page, {"code": wrong}).status_code for _ in range(5)]
    assert statuses == [422, 422, 422, 422, 410]
    assert client.post(page, {"code": right}).status_code == 410
    assert not signed_in(client)


def test_code_runs_out(client: Client) -> None:
    user = UserFactory.create()
    page = request_code(client, user.email)
    code = code_for(user.email)
    with clock.frozen(timezone.now() + timedelta(minutes=21)):
        assert client.post(page, {"code": code}).status_code == 410


def test_new_code_ends_the_old_one(client: Client) -> None:
    user = UserFactory.create()
    first = request_code(client, user.email)
    old = code_for(user.email)
    request_code(client, user.email)
    assert client.post(first, {"code": old}).status_code == 410


def asks_again(page: str) -> str:
    """Presses the button of that page, and gives where that leads."""
    other = Client()
    key = page.split("/")[-2]
    path = reverse("accounts:new_code", args=[key])
    assert f'action="{path}"' in other.get(page).content.decode()
    response = other.post(path)
    assert response.status_code == 302
    return str(response.headers["Location"])


def test_a_new_code_is_one_press_away_and_goes_on_where_the_first_led(client: Client) -> None:
    user = UserFactory.create()
    first = request_code(client, user.email, "/mijn/gegevens/")
    old = code_for(user.email)
    second = asks_again(first)
    assert client.post(first, {"code": old}).status_code == 410
    assert client.post(second, {"code": code_for(user.email)}).headers["Location"] == "/mijn/gegevens/"


def test_who_comes_too_late_asks_for_a_new_code_there(client: Client) -> None:
    user = UserFactory.create()
    first = request_code(client, user.email)
    with clock.frozen(timezone.now() + timedelta(minutes=21)):
        second = asks_again(first)
        client.post(second, {"code": code_for(user.email)})
    assert signed_in(client)


def test_no_new_code_follows_on_one_that_was_used_or_never_was(client: Client) -> None:
    user = UserFactory.create()
    page = request_code(client, user.email)
    client.post(page, {"code": code_for(user.email)})
    sent = OutgoingMail.objects.count()
    for key in (SignInToken.objects.get().key, uuid.uuid4()):
        assert Client().post(reverse("accounts:new_code", args=[key])).status_code == 410
    assert OutgoingMail.objects.count() == sent


def test_many_new_codes_in_an_hour_are_refused_with_a_sentence(client: Client) -> None:
    user = UserFactory.create()
    page = request_code(client, user.email)
    for _ in range(5):
        page = asks_again(page)
    shown = client.post(reverse("accounts:new_code", args=[page.split("/")[-2]]), follow=True)
    assert "Je hebt in korte tijd veel codes aangevraagd." in shown.content.decode()
    assert OutgoingMail.objects.count() == 6


def test_link_shows_a_button_and_its_post_signs_in_on_another_device(client: Client) -> None:
    user = UserFactory.create()
    request_code(client, user.email)
    link = reverse("accounts:link", args=[SignInToken.objects.get().key, code_for(user.email)])
    phone = Client()
    for _ in range(3):  # a mail scanner that opens links uses nothing up
        assert phone.get(link).status_code == 200
    assert not signed_in(phone)
    assert phone.post(link).status_code == 302
    assert signed_in(phone)


def test_the_mail_holds_the_link_that_works(client: Client) -> None:
    user = UserFactory.create()
    request_code(client, user.email)
    mail = OutgoingMail.objects.latest("pk")
    start = reverse("accounts:link", args=[SignInToken.objects.get().key, 0]).removesuffix("0/")
    assert start in mail.body_text
    assert start in mail.body_html


def test_unknown_address_gets_the_same_page_but_no_code(client: Client) -> None:
    page = request_code(client, "niemand@buurt.example")
    assert client.get(page).status_code == 200
    mail = OutgoingMail.objects.get()
    assert mail.kind == "accounts/unknown_address"
    assert mail.secret == ""
    assert not User.objects.exists()


def test_seventh_request_in_an_hour_is_refused(client: Client) -> None:
    user = UserFactory.create()
    for _ in range(6):
        request_code(client, user.email)
    response = client.post(reverse("accounts:sign_in"), {"email": user.email})
    assert response.status_code == 422
    assert OutgoingMail.objects.count() == 6


@pytest.mark.parametrize(
    "path", ["//kwaad.example/", "https://kwaad.example", "/\\kwaad.example", "javascript:alert(1)"]
)
def test_next_never_leaves_the_site(client: Client, path: str) -> None:
    user = UserFactory.create()
    page = request_code(client, user.email, path)
    response = client.post(page, {"code": code_for(user.email)})
    assert response.headers["Location"] == "/mijn/"


def test_next_is_followed(client: Client) -> None:
    user = UserFactory.create()
    page = request_code(client, user.email, "/mijn/gegevens/")
    response = client.post(page, {"code": code_for(user.email)})
    assert response.headers["Location"] == "/mijn/gegevens/"


def test_somebody_who_left_cannot_come_in(client: Client) -> None:
    user = UserFactory.create()
    page = request_code(client, user.email)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.post(page, {"code": code_for(user.email)}).status_code == 410


def test_nonsense_address_is_explained(client: Client) -> None:
    response = client.post(reverse("accounts:sign_in"), {"email": "piet"})
    assert response.status_code == 422
    assert 'value="piet"' in response.content.decode()


def test_sign_out_needs_a_post(client: Client) -> None:
    client.force_login(UserFactory.create())
    assert client.get(reverse("accounts:sign_out")).status_code == 200
    assert signed_in(client)
    client.post(reverse("accounts:sign_out"))
    assert not signed_in(client)


def test_old_tokens_are_erased() -> None:
    from aantafel.accounts.services import retention

    sign_in.request_token(email="a@buurt.example", language="nl")
    assert retention.erase_tokens() == 0
    with clock.frozen(timezone.now() + timedelta(days=2)):
        assert retention.erase_tokens() == 1


@pytest.mark.parametrize(
    "path",
    [
        "https://elders.example/",
        "//elders.example/",
        "/\\elders.example/",
        "/\t/elders.example/",
        "/\t\\elders.example/",
        "mijn/",
        "javascript:alert(1)",
        "/" + "x" * 500,
    ],
)
def test_only_a_path_of_this_site_is_gone_to(path: str) -> None:
    assert sign_in.safe_path(path) == ""


def test_the_way_after_signing_in_and_out_keeps_the_language(client: Client) -> None:
    user = UserFactory.create()
    page = client.post("/en/inloggen/", {"email": user.email}).headers["Location"]
    assert client.post(page, {"code": code_for(user.email)}).headers["Location"] == "/en/mijn/"
    assert client.get("/en/inloggen/").headers["Location"] == "/en/mijn/"
    assert client.post("/en/uitloggen/").headers["Location"] == "/en/"
