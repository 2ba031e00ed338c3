"""Pinning at two places at one moment, each over a connection of its own; and pinning while Redis is gone."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError
from redis.exceptions import ConnectionError as RedisGone

from aantafel.accounts.models import SignInToken
from aantafel.accounts.services import sign_in
from aantafel.core import clock, doorbell
from aantafel.core.errors import DomainError
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.tasks import deliver
from ideas.lifecycle import State
from ideas.models import Idea, Pinner, ReviewEntry
from ideas.services import drafts, retention
from municipalities.models import Municipality
from tables.models import Table
from tables.services import publish
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory, PostcodeFactory
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "Een kruidentuin naast de bibliotheek"
EMAIL = "noor@buurt.example"


@pytest.fixture
def sneek() -> Municipality:
    municipality = MunicipalityFactory.create(name="Súdwest-Fryslân", code="GM1900", email="post@gemeente.example")
    PostcodeFactory.create(pc4="8601", municipality=municipality)
    return municipality


def pinned_by(email: str = EMAIL) -> Idea:
    idea: Idea = IdeaFactory.create(unconfirmed=True, pinner__email=email)
    return idea


def token_for(idea: Idea, email: str = EMAIL) -> SignInToken:
    return sign_in.request_token(email=email, language="nl", intent=f"pin:{idea.key}")


def confirm(token: SignInToken) -> Callable[[], int]:
    """Typing the code of a mail, on a device of its own."""
    code = OutgoingMail.objects.get(dedupe_key=f"sign-in:{token.key}").secret
    path = reverse("accounts:code", args=[token.key])
    return lambda: Client().post(path, {"code": code}).status_code


def test_one_pin_confirmed_on_two_devices_goes_into_the_queue_once() -> None:
    idea = pinned_by()
    token = token_for(idea)
    assert sorted(at_once(confirm(token), confirm(token))) == [302, 410]
    idea.refresh_from_db()
    assert idea.status is State.WAITING
    assert ReviewEntry.objects.filter(idea=idea, kind="submitted").count() == 1
    assert OutgoingMail.objects.filter(kind="ideas/received").count() == 1


def test_confirming_while_unconfirmed_pins_are_erased_leaves_one_of_the_two() -> None:
    for _ in range(5):
        idea = pinned_by()
        token = token_for(idea)
        Idea.everywhere.filter(pk=idea.pk).update(created_at=timezone.now() - timedelta(days=15))
        status, erased = at_once(confirm(token), retention.erase_unconfirmed)
        left = Idea.everywhere.filter(pk=idea.pk).values_list("state", flat=True).first()
        assert (status, erased, left) in {(302, 0, "waiting"), (422, 1, None)}


def test_typing_the_code_while_another_is_asked_for_never_locks_up() -> None:
    """Both want the ways in and the idea: in the same order, so that one waits for the other."""
    for round_ in range(8):
        email = f"noor{round_}@buurt.example"
        idea = pinned_by(email)
        token = token_for(idea, email)
        place: Municipality = MunicipalityFactory.create()

        def ask_again(idea: Idea = idea, place: Municipality = place, email: str = email) -> int:
            try:
                drafts.give_identity(idea=idea, name="Noor", email=email, municipality=place)
            except DomainError:
                return 409
            return 302

        first, second = at_once(confirm(token), ask_again)
        assert (first, second) in {(302, 409), (410, 302)}


def test_signed_in_a_form_sent_three_times_at_once_pins_once(sneek: Municipality) -> None:
    browser = Client()
    browser.force_login(UserFactory.create(home_municipality=sneek))
    data = {"title": TITLE, "key": "6f2f1f9c-5d4b-4d0e-9d5e-0c1d4d7c0a11"}
    assert at_once(*[lambda: browser.post(reverse("ideas:pin"), data).status_code for _ in range(3)]) == [302] * 3
    assert Idea.everywhere.count() == Pinner.objects.count() == 1
    assert OutgoingMail.objects.filter(kind="ideas/received").count() == 1


def test_publishing_twice_at_once_gives_one_table_and_one_mail(sneek: Municipality) -> None:
    idea = IdeaFactory.create(waiting=True, municipality=sneek)
    operators = UserFactory.create_batch(3, operator=True)

    def decide(number: int) -> str:
        try:
            return str(publish(actor=operators[number], idea_id=idea.pk).pk)
        except DomainError:
            return "late"

    answers = at_once(*[lambda number=number: decide(number) for number in range(3)])
    assert sorted(answers)[1:] == ["late", "late"]
    assert Table.everywhere.count() == 1
    assert OutgoingMail.objects.filter(kind="tables/published_municipality").count() == 1
    assert OutgoingMail.objects.filter(kind="tables/published_tips").count() == 1


@pytest.fixture
def without_redis(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Neither the cache nor the broker answers; gives what was asked of the broker."""
    rung: list[str] = []

    def silent(*_args: object, **_kwargs: object) -> None:
        raise RedisGone

    def no_broker(**_options: object) -> None:
        rung.append("deliver")
        raise OperationalError

    for name in ("get", "set", "add", "incr", "get_many"):
        monkeypatch.setattr(cache, name, silent)
    monkeypatch.setattr(deliver, "apply_async", no_broker)
    doorbell.breaker.reset()
    yield rung
    doorbell.breaker.reset()


def test_without_redis_an_idea_is_pinned_all_the_same(sneek: Municipality, without_redis: list[str]) -> None:
    browser = Client()
    identity = browser.post(reverse("ideas:pin"), {"title": TITLE, "place": "8601 AB"}).headers["Location"]
    page = browser.post(identity, {"name": "Noor", "email": EMAIL}).headers["Location"]
    secret = OutgoingMail.objects.get(kind="accounts/sign_in").secret
    done = browser.post(page, {"code": secret}).headers["Location"]
    assert browser.get(done).status_code == 200
    idea = Idea.everywhere.get()
    assert idea.status is State.WAITING
    publish(actor=UserFactory.create(operator=True), idea_id=idea.pk)
    assert browser.post(reverse("ideas:withdraw", args=[idea.pk])).status_code == 302
    assert OutgoingMail.objects.filter(state="queued").count() == 4
    assert without_redis == ["deliver"]  # after one try the bells are silent, so that nobody waits for them
    with clock.frozen(timezone.now() + timedelta(days=20)):
        assert retention.erase_unconfirmed() == 0
