"""Who gets in: every page of the desk, for everybody."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.pages.desks import urls
from ideas.enums import NoticeWay
from ideas.models import CallBack, FreeMeeting, MunicipalityNotice
from tables.services import publish
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import HostFactory, InstanceFactory, InvitationFactory
from tests.factories.reactions import ReactionFactory, report_of
from tests.factories.talk import HelpRequestFactory
from tests.factories.voice import VoiceMessageFactory
from tests.pages.desks.conftest import make_waiting

POST_ONLY = {"notice_done", "notice_by_hand", "notice_again", "mailbox_unblock", "person_unblock"}
POST_ONLY |= {"meeting_done", "meeting_by_hand", "meeting_again", "site_again", "voice_mail"}
POST_ONLY |= {"site_invite_again", "site_invite_back", "site_stop", "site_host_main", "site_host_remove"}
NAMES = sorted(str(pattern.name) for pattern in urls.urlpatterns)


@pytest.fixture
def address(operator: User) -> Callable[[str], str]:
    """The address of a page of the desk by its name, about something that exists."""
    published = make_waiting()
    publish(actor=operator, idea_id=published.pk)
    notice = MunicipalityNotice.objects.get(idea=published)
    call = CallBack.objects.create(name="Riet", phone="0612345678")
    told = IdeaFactory.create(asked=True, owner=None, channel="phone")
    reached = clock.now()
    free = {"municipality": notice.municipality, "threshold": 50, "reached_at": reached, "way": NoticeWay.MAIL}
    meeting = FreeMeeting.objects.create(idea=published, **free)
    hidden = ReactionFactory.create(hidden=True, objected=True)
    instance = InstanceFactory.create(preparing=True)
    site, host = instance.municipality.code, HostFactory.create(instance=instance)
    invited = InvitationFactory.create(municipality=instance.municipality)
    voice = VoiceMessageFactory.create()
    args: dict[str, object] = {
        "idea": make_waiting().pk,
        "approve": make_waiting().pk,
        "ask": make_waiting().pk,
        "refuse": make_waiting().pk,
        "behalf_reply": told.pk,
        "behalf_change": told.pk,
        "behalf_withdraw": told.pk,
        "call": call.pk,
        "notice": notice.pk,
        "notice_done": notice.pk,
        "notice_by_hand": notice.pk,
        "notice_again": notice.pk,
        "mailbox": notice.municipality.code,
        "mailbox_unblock": notice.municipality.code,
        "meeting": meeting.pk,
        "meeting_done": meeting.pk,
        "meeting_by_hand": meeting.pk,
        "meeting_again": meeting.pk,
        "reaction": ReactionFactory.create().pk,
        "reaction_hide": ReactionFactory.create().pk,
        "reaction_show": hidden.pk,
        "reaction_keep": hidden.pk,
        "reaction_stay": report_of(ReactionFactory.create()).reaction_id,
        "person": operator.pk,
        "person_unblock": operator.pk,
        "help_request": HelpRequestFactory.create(passed_on=True).pk,
        **{name: site for name in NAMES if name.startswith("site_") and name != "site_prepare"},
        "site": site,
        **{name: voice.pk for name in NAMES if name.startswith("voice")},
    }
    del args["voices"]
    args["site_end"] = InstanceFactory.create().municipality.code
    args["voice_phone"] = VoiceMessageFactory.create(typed=True).pk
    more = {"site_invite_again": invited.pk, "site_invite_back": invited.pk}
    more |= {"site_host_remove": host.pk, "site_host_main": host.pk}
    numbers = {name: [args[name], *([more[name]] if name in more else [])] for name in args}
    return lambda name: reverse(f"desk:{name}", args=numbers.get(name, []))


def test_signed_out_goes_to_sign_in_and_comes_back(address: Callable[[str], str]) -> None:
    opened, sent = {}, {}
    for name in NAMES:
        url, visitor = address(name), Client()
        response = visitor.get(url)
        opened[name] = (response.status_code, response.get("Location") == f"/inloggen/?next={url}")
        response = visitor.post(url, headers={"Referer": "http://testserver/beheer/"})
        sent[name] = (response.status_code, "/inloggen/?next=%2Fbeheer%2F" in response.content.decode())
    assert opened == dict.fromkeys(NAMES, (302, True))
    assert sent == dict.fromkeys(NAMES, (403, True))


def test_a_resident_is_told_that_this_is_not_for_them(address: Callable[[str], str]) -> None:
    client = Client()
    client.force_login(UserFactory.create())
    for method in ("get", "post"):
        answers = {name: getattr(client, method)(address(name)) for name in NAMES}
        found = {name: (answer.status_code, "<h1" in answer.content.decode()) for name, answer in answers.items()}
        assert found == dict.fromkeys(NAMES, (403, True))


def test_the_operator_gets_in_and_nothing_is_kept_in_between(address: Callable[[str], str], desk: Client) -> None:
    """In both languages and with the heading: `tests/site`."""
    answers = {name: desk.get(address(name)) for name in NAMES}
    found = {name: (answer.status_code, "no-store" in answer["Cache-Control"]) for name, answer in answers.items()}
    assert found == {name: (405 if name in POST_ONLY else 200, True) for name in NAMES}


def test_a_role_that_ended_no_longer_opens_the_door(desk: Client, operator: User) -> None:
    assert desk.get("/beheer/").status_code == 200
    operator.memberships.update(ended_at=clock.now())
    assert desk.get("/beheer/").status_code == 403


def test_the_outbox_opens_for_the_operator_and_for_nobody_else(desk: Client) -> None:
    resident = Client()
    resident.force_login(UserFactory.create())
    assert desk.get("/beheer/post/").status_code == 200
    assert resident.get("/beheer/post/").status_code == 403


@pytest.mark.parametrize("path", ["/beheer/", "/beheer/post/"])
def test_where_a_second_factor_is_demanded_there_is_no_desk_without(desk: Client, settings: object, path: str) -> None:
    settings.SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]  # pytest-django's fixture takes any name
    assert desk.get(path).status_code in {302, 403}


def test_drafts_are_nobodys_but_the_pinners(desk: Client) -> None:
    for state in ({}, {"unconfirmed": True}):
        idea = IdeaFactory.create(**state)
        for name in ("idea", "approve", "ask", "refuse", "behalf_change"):
            assert desk.get(reverse(f"desk:{name}", args=[idea.pk])).status_code == 404


def test_django_permissions_alone_open_nothing(db: None) -> None:
    """Only the role counts: somebody with every permission of the admin is no operator."""
    staff = UserFactory.create(is_staff=True)
    staff.user_permissions.set(Permission.objects.all())
    client = Client()
    client.force_login(staff)
    assert client.get("/beheer/").status_code == 403
