"""The mail of Monday morning: to everybody who works at a desk, once a week, with what waits for them."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import DeskShare, User
from aantafel.core import clock
from aantafel.outbox import addresses
from aantafel.outbox.models import OutgoingMail
from aantafel.pages.coordinator import weekly
from aantafel.pages.tasks import weekly_overviews
from coaches.enums_talk import HelpKind
from coaches.services import help_requests
from ideas.models import CallBack
from ideas.services import talks
from municipalities.models import Municipality
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory, helps_at_desk, somebody
from tests.factories.movement import HeardIdeaFactory
from tests.pages.desks.conftest import make_waiting
from tests.support.at_once import at_once
from tests.support.local import at_site

pytestmark = pytest.mark.django_db


def mails() -> dict[str, OutgoingMail]:
    return {mail.to_address: mail for mail in OutgoingMail.objects.filter(kind=weekly.KIND)}


def stand_in(user: User, town: Municipality, away: User, **period: object) -> DeskShare:
    today = clock.today()
    usual = {"starts_on": today, "ends_on": today + timedelta(days=6)}
    about = {"user": user, "municipality": town, "stands_in_for": away, **usual}
    return DeskShare.objects.create(**{**about, **period})


def test_what_waits_with_links_to_this_site(town: Municipality, coordinator: User) -> None:
    idea = make_waiting(municipality=town, submitted_at=clock.now())
    CallBack.objects.create(name="Bep Bel", phone="06", municipality=town)
    assert weekly.send_all() == 1
    mail = mails()[coordinator.email]
    assert mail.subject == f"Er wachten 2 dingen in {town.name}"
    assert "Nieuwe ideeën om te lezen: 1 (langst: vandaag)" in mail.body_text
    assert "Nieuw deze week" in mail.body_text and "Wacht te lang" not in mail.body_text
    assert idea.title in mail.body_text and "Bel Bep Bel" in mail.body_text
    assert mail.optional and mail.category == weekly.CATEGORY and "List-Unsubscribe" in mail.headers
    links = [word for word in mail.body_text.split() if "/coordinator/" in word]
    assert len(links) == 5
    desk = at_site(town, coordinator)
    for link in links:
        parts = urlsplit(link)
        assert parts.netloc.startswith(town.instance.subdomain)
        assert desk.get(f"{parts.path}?{parts.query}").status_code == 200
    signed_out = at_site(town).get(urlsplit(links[-1]).path)
    assert "next=/coordinator/" in signed_out.headers["Location"]


def test_who_asks_for_help_is_counted_and_named(town: Municipality, coordinator: User) -> None:
    asker = somebody(Role.COACH, town, name="Koos Coach")
    help_requests.ask(actor=asker, municipality=town, idea=None, kind=HelpKind.EXPERT, text="Wie weet iets van geluid?")
    weekly.send_all()
    text = mails()[coordinator.email].body_text
    assert "Hulpvragen: 1" in text and "Wie weet iets van geluid?" in text


def test_first_what_is_planned_then_what_is_new_then_what_is_late(town: Municipality, coordinator: User) -> None:
    late = make_waiting(municipality=town, submitted_at=clock.now() - timedelta(days=20), title="Een oude wens")
    new = make_waiting(municipality=town, title="Een nieuwe wens")
    told = make_waiting(municipality=town, title="Een wens om te bespreken")
    talks.plan(actor=coordinator, idea_id=told.pk, way="phone", starts_at=clock.now() + timedelta(days=2))
    HeardIdeaFactory.create(municipality=town, who="Wijkvrouw Wies", planned_for=clock.today() + timedelta(days=1))
    HeardIdeaFactory.create(municipality=town, who="Volgende maand", planned_for=clock.today() + timedelta(days=30))
    weekly.send_all()
    told_in = mails()[coordinator.email].body_text
    places = [
        told_in.index(words)
        for words in ("Gepland deze week", "Wijkvrouw Wies", told.title, "Nieuw deze week", new.title, "Wacht te lang")
    ]
    assert places == sorted(places)
    assert told_in.index("Wacht te lang") < told_in.index(late.title)
    assert "Volgende maand" not in told_in.partition("Alles wat er wacht")[0]


def test_a_week_with_nothing_but_a_plan_is_no_empty_week(town: Municipality, coordinator: User) -> None:
    idea = IdeaFactory.create(refused=True, municipality=town)
    talks.plan(actor=coordinator, idea_id=idea.pk, way="phone", starts_at=clock.now() + timedelta(days=2))
    weekly.send_all()
    assert idea.title in mails()[coordinator.email].body_text


def test_once_a_week_whenever_it_is_made(town: Municipality, coordinator: User) -> None:
    make_waiting(municipality=town)
    weekly_overviews()
    weekly_overviews()
    assert len(mails()) == 1
    with clock.frozen(clock.now() + timedelta(days=7)):
        assert weekly.send_all() == 1


def test_nothing_waits_is_good_news(town: Municipality, coordinator: User) -> None:
    weekly.send_all()
    mail = mails()[coordinator.email]
    assert mail.subject == f"Er wacht niets in {town.name}"
    assert "Een fijne week." in mail.body_text


def test_a_delegate_hears_of_their_own_work(town: Municipality, coordinator: User) -> None:
    helper, printer = somebody(Role.INITIATIVE, town), somebody(Role.INITIATIVE, town)
    helps_at_desk(helper, town, DeskPart.MODERATE)
    helps_at_desk(printer, town, DeskPart.PRINT)
    make_waiting(municipality=town)
    weekly.send_all()
    assert set(mails()) == {coordinator.email, helper.email}
    assert "Er wacht niets" in mails()[helper.email].subject


def test_the_stand_in_gets_it_and_who_is_away_does_not(town: Municipality, coordinator: User) -> None:
    second, deputy = somebody(Role.COORDINATOR, town), somebody(Role.INITIATIVE, town)
    share = stand_in(deputy, town, coordinator)
    weekly.send_all()
    assert set(mails()) == {second.email, deputy.email}
    OutgoingMail.objects.all().delete()
    share.ended_at = clock.now()
    share.save()
    weekly.send_all()
    assert set(mails()) == {second.email, coordinator.email}


def test_who_arranged_it_for_a_colleague_is_not_the_one_who_is_away(town: Municipality, coordinator: User) -> None:
    second, deputy = somebody(Role.COORDINATOR, town), somebody(Role.INITIATIVE, town)
    stand_in(deputy, town, second, given_by=coordinator)
    weekly.send_all()
    assert set(mails()) == {coordinator.email, deputy.email}


def test_only_open_sites_and_only_their_own_work(town: Municipality, coordinator: User) -> None:
    preparing = InstanceFactory.create(preparing=True).municipality
    somebody(Role.COORDINATOR, preparing)
    beside = InstanceFactory.create().municipality
    idea = make_waiting(municipality=beside)
    weekly.send_all()
    assert set(mails()) == {coordinator.email}
    assert idea.title not in mails()[coordinator.email].body_text


def test_whoever_stopped_it_gets_none(town: Municipality, coordinator: User) -> None:
    from aantafel.outbox.models import OptOut
    from aantafel.outbox.services import optout

    OptOut.objects.create(address=addresses.key(coordinator.email), category=weekly.CATEGORY)
    weekly.send_all()
    (mail,) = mails().values()
    assert optout.unwanted([mail]) == {mail.pk}


def test_in_the_language_of_the_reader(town: Municipality, coordinator: User) -> None:
    User.objects.filter(pk=coordinator.pk).update(language="en")
    make_waiting(municipality=town)
    weekly.send_all()
    mail = mails()[coordinator.email]
    assert "New ideas to read: 1" in mail.body_text and "/en/coordinator/" in mail.body_text


def test_one_desk_that_fails_does_not_keep_the_others_waiting(
    town: Municipality, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = InstanceFactory.create().municipality
    somebody(Role.COORDINATOR, other)
    real = weekly.send

    def send(here: object) -> int:
        if here == town.instance:
            raise RuntimeError("broken")
        return real(here)  # type: ignore[arg-type]

    monkeypatch.setattr(weekly, "send", send)
    with pytest.raises(ExceptionGroup):
        weekly.send_all()
    assert len(mails()) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one() -> None:
    town = InstanceFactory.create().municipality
    somebody(Role.COORDINATOR, town)
    assert sum(at_once(weekly.send_all, weekly.send_all)) == 1
    assert len(mails()) == 1
