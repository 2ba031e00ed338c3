"""The operator's mail desk."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.enums import Result, State
from aantafel.outbox.models import AddressBlock, MailAttempt, OutgoingMail
from aantafel.outbox.services import blocks
from aantafel.outbox.views import desk
from tests.factories.accounts import UserFactory
from tests.factories.outbox import OutgoingMailFactory

pytestmark = pytest.mark.django_db

PATHS = ["", "{pk}/", "{pk}/html/", "{pk}/opnieuw/", "{pk}/annuleren/", "adressen/", "adressen/{block}/"]


@pytest.fixture
def operator(client: Client) -> User:
    user: User = UserFactory.create(operator=True)
    client.force_login(user)
    return user


def code(**changes: Any) -> OutgoingMail:
    values: dict[str, Any] = {
        "subject": "Je code: [[geheim]]",
        "body_text": "Je code is [[geheim]].",
        "body_html": "<!DOCTYPE html><html lang='nl'><head></head><body><p>[[geheim]]</p></body></html>",
        "secret": "918273",
        "expires_at": clock.now() + timedelta(minutes=20),
    }
    return OutgoingMailFactory.create(**{**values, **changes})


@pytest.mark.parametrize("path", PATHS)
def test_only_the_operator_comes_in(client: Client, path: str) -> None:
    block = AddressBlock.objects.create(address="weg@buurt.example")
    url = "/beheer/post/" + path.format(pk=OutgoingMailFactory.create().pk, block=block.pk)
    response = client.get(url)
    assert response.status_code == 302
    assert "/inloggen/" in response.headers["Location"]
    client.force_login(UserFactory.create())
    assert client.get(url).status_code == 403
    assert client.post(url).status_code in {403, 405}
    client.force_login(UserFactory.create(operator=True))
    assert client.get(url).status_code == 200


def test_the_list_shows_state_and_error(client: Client, operator: User) -> None:
    OutgoingMailFactory.create(subject="Gelukt <b>", state=State.SENT, sent_at=clock.now(), attempts=1)
    OutgoingMailFactory.create(subject="Mislukt", state=State.FAILED, last_error="554 No", attempts=3)
    text = client.get("/beheer/post/").text
    assert "Gelukt &lt;b&gt;" in text
    assert "554 No" in text
    assert "3 pogingen" in text


def test_the_list_can_be_filtered_by_its_address(client: Client, operator: User) -> None:
    OutgoingMailFactory.create(subject="De ene", state=State.FAILED, to_address="Een@buurt.example")
    OutgoingMailFactory.create(subject="De andere", kind="ideas/received", to_address="twee@buurt.example")
    for query, shown, hidden in [
        ("staat=failed", "De ene", "De andere"),
        ("staat=queued", "De andere", "De ene"),
        ("soort=outbox/test", "De ene", "De andere"),
        ("adres=een@BUURT.example", "De ene", "De andere"),
    ]:
        text = client.get(f"/beheer/post/?{query}").text
        assert shown in text, query
        assert hidden not in text, query
    text = client.get("/beheer/post/?staat=nonsense").text
    assert "De ene" in text
    assert "De andere" in text
    assert "Geen mail" in client.get("/beheer/post/?adres=niemand@buurt.example").text


def test_the_list_goes_on_by_key(client: Client, operator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "PAGE_SIZE", 2)
    mails = OutgoingMailFactory.create_batch(3, state=State.FAILED)
    first = client.get("/beheer/post/?staat=failed")
    assert mails[2].subject in first.text
    assert mails[0].subject not in first.text
    second = client.get("/beheer/post/" + first.context["older"])
    assert mails[0].subject in second.text
    assert second.context["first"] == "?staat=failed"
    assert second.context["older"] == ""


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_queries(
    client: Client, operator: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    OutgoingMailFactory.create_batch(count, state=State.FAILED)
    client.get("/beheer/post/")
    with django_assert_num_queries(9):  # session, person, role, menu (3), figures (2), mails
        client.get("/beheer/post/")


def test_a_secret_is_never_shown(client: Client, operator: User) -> None:
    mail = code(last_error="busy")
    for path in ("", f"{mail.pk}/", f"{mail.pk}/html/", f"{mail.pk}/annuleren/"):
        text = client.get(f"/beheer/post/{path}").text
        assert "918273" not in text
        assert "[[geheim]]" not in text
        assert "••••••" in text


def test_a_secret_is_not_even_read(client: Client, operator: User, django_assert_num_queries: Any) -> None:
    mail = code()
    with django_assert_num_queries(9) as asked:  # session, person, role, menu (3), mail, blocked address, history
        client.get(f"/beheer/post/{mail.pk}/")
    assert not any('"secret"' in query["sql"] for query in asked.captured_queries)


def test_one_mail_with_its_history(client: Client, operator: User) -> None:
    mail = OutgoingMailFactory.create(state=State.FAILED, body_text="Dag <b>Noor</b>", reply_to="a@b.example")
    MailAttempt.objects.create(mail=mail, result=Result.LATER, smtp_code=451, message="Busy <now>")
    text = client.get(f"/beheer/post/{mail.pk}/").text
    assert "Dag &lt;b&gt;Noor&lt;/b&gt;" in text
    assert "451 Busy &lt;now&gt;" in text
    assert mail.message_id.strip("<>") in text
    assert f'src="/beheer/post/{mail.pk}/html/"' in text
    assert 'sandbox=""' in text


def test_the_html_is_locked_up(client: Client, operator: User) -> None:
    mail = OutgoingMailFactory.create(body_html="<script>alert(1)</script><p style='color:red'>Dag</p>")
    response = client.get(f"/beheer/post/{mail.pk}/html/")
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'; style-src 'unsafe-inline';")
    assert "script-src" not in policy
    assert "frame-ancestors 'self'" in policy
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    page = client.get(f"/beheer/post/{mail.pk}/").headers["Content-Security-Policy"]
    assert "unsafe-inline" not in page


def test_send_again(client: Client, operator: User) -> None:
    mail = OutgoingMailFactory.create(state=State.FAILED)
    assert "Opnieuw versturen?" in client.get(f"/beheer/post/{mail.pk}/opnieuw/").text
    mail.refresh_from_db()
    assert mail.state == State.FAILED
    response = client.post(f"/beheer/post/{mail.pk}/opnieuw/", follow=True)
    assert "De mail staat weer in de rij." in response.text
    mail.refresh_from_db()
    assert mail.state == State.QUEUED
    assert MailAttempt.objects.get(mail=mail).actor == f"user:{operator.pk}"


def test_cancel(client: Client, operator: User) -> None:
    mail = code()
    assert "Deze mail niet versturen?" in client.get(f"/beheer/post/{mail.pk}/annuleren/").text
    response = client.post(f"/beheer/post/{mail.pk}/annuleren/", follow=True)
    assert "De mail is geannuleerd." in response.text
    mail.refresh_from_db()
    assert (mail.state, mail.secret) == (State.CANCELLED, "")


def test_what_is_no_longer_possible_is_said(client: Client, operator: User) -> None:
    mail = OutgoingMailFactory.create(state=State.SENT, sent_at=clock.now())
    response = client.post(f"/beheer/post/{mail.pk}/annuleren/", follow=True)
    assert "Je kunt deze mail niet meer annuleren." in response.text


def test_a_mail_that_does_not_exist(client: Client, operator: User) -> None:
    for path in ("", "html/", "opnieuw/", "annuleren/"):
        assert client.get(f"/beheer/post/999999/{path}").status_code == 404
        assert client.post(f"/beheer/post/999999/{path}").status_code in {404, 405}


def test_lifting_a_block(client: Client, operator: User) -> None:
    assert "Geen geblokkeerde adressen" in client.get("/beheer/post/adressen/").text
    blocks.block(address="weg@buurt.example", recipient="user:12", reason="550 No such user")
    row = AddressBlock.objects.get()
    text = client.get("/beheer/post/adressen/").text
    assert "weg@buurt.example" in text
    assert "550 No such user" in text
    assert "weg@buurt.example" in client.get(f"/beheer/post/adressen/{row.pk}/").text
    assert blocks.is_blocked("weg@buurt.example")
    response = client.post(f"/beheer/post/adressen/{row.pk}/", follow=True)
    assert "De blokkade is opgeheven." in response.text
    assert not blocks.is_blocked("weg@buurt.example")
    assert client.post(f"/beheer/post/adressen/{row.pk}/").status_code == 404


def test_a_mail_to_a_blocked_address_says_so(client: Client, operator: User) -> None:
    blocks.block(address="weg@buurt.example", recipient="user:12", reason="550 No such user")
    mail = OutgoingMailFactory.create(to_address="weg@buurt.example", state=State.BLOCKED)
    response = client.get(f"/beheer/post/{mail.pk}/")
    assert "Dit adres is geblokkeerd" in response.text
    assert not response.context["can_retry"]


def test_the_desk_speaks_english(client: Client, operator: User) -> None:
    OutgoingMailFactory.create()
    assert "Every mail that this site sends" in client.get("/en/beheer/post/").text
