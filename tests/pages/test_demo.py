"""The demo: believable, whole, once, and never anything for real people."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import F
from django.test import Client
from PIL import Image
from pytest_django import DjangoDbBlocker

from aantafel.accounts.models import Membership, User
from aantafel.accounts.permissions import is_operator
from aantafel.core import clock
from aantafel.outbox.enums import State as MailState
from aantafel.outbox.mailbox.models import CapturedMail
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services import enqueue
from aantafel.pages.demo import accounts, around, letters, moments, people, seed
from aantafel.pages.demo.pictures import SCENES, draw
from aantafel.pages.demo.pictures.brush import HEIGHT, WIDTH
from aantafel.pages.demo.stories import country
from ideas.enums import (
    Channel,
    ConsentHow,
    FreeMeetingState,
    IdeaState,
    NoticeAnswer,
    NoticeWay,
    SupportKind,
    Theme,
)
from ideas.models import (
    CallBack,
    FreeMeeting,
    Idea,
    IdeaTally,
    Like,
    MunicipalityNotice,
    Pinner,
    Reaction,
    ReactionReport,
    Support,
)
from ideas.services import tallies
from municipalities.lookup import find
from municipalities.services.load import load
from municipalities.services.tables import DATA, read_municipalities, read_tables
from tables.lifecycle import FIRST
from tables.models import Table

# ways in that only a local site has
ONLY_LOCAL = {Channel.MAIL, Channel.VOICE, Channel.TABLE, Channel.VISIT}
NOW = datetime(2026, 11, 18, 14, 30, tzinfo=UTC)  # a Wednesday


@pytest.fixture(scope="module")
def _seeded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[seed.Seeded | None]:
    """The demo, made once for this module; undone after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(read_tables())
        with clock.frozen(NOW):
            made = seed.seed()
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def demo(_seeded: seed.Seeded, db: None) -> Iterator[seed.Seeded]:
    with clock.frozen(NOW):
        yield _seeded


def everything() -> dict[str, list[str]]:
    """Every row of every model, to see that nothing changed."""
    apart = {"contenttypes", "auth", "municipalities", "pghistory"}
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for model in apps.get_models()
        if model._meta.managed and model._meta.app_label not in apart
    }


def run(command: str) -> str:
    out = io.StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


class TestTheTexts:
    """No database is needed to read them."""

    stories = country().stories

    def test_about_sixty_ideas_stand_in_twenty_five_municipalities(self) -> None:
        public = [story for story in self.stories if story.state == "published"]
        assert 55 <= len(public) <= 70
        places = {story.municipality or country().people[story.by].home for story in self.stories}
        assert len(places) == 25
        known = {row.code: row for row in read_municipalities(DATA / "municipalities.csv")}
        assert {known[code].province for code in places} == {row.province for row in known.values()}

    def test_every_theme_and_capacity_occurs(self) -> None:
        assert {story.theme for story in self.stories} >= set(Theme.values)
        assert {person.capacity for person in country().people.values()} == {"resident", "professional", "employee"}
        assert {person.show for person in country().people.values()} == {"full", "first", "hidden"}

    def test_texts_differ_in_length_and_beginning(self) -> None:
        origins = [story.origin for story in self.stories if story.origin]
        assert min(map(len, origins)) < 120
        assert max(map(len, origins)) > 400
        openings = Counter(" ".join(text.split()[:3]) for text in origins)
        assert max(openings.values()) <= 2
        assert len({story.title for story in self.stories}) == len(self.stories)

    def test_texts_fit_their_fields(self) -> None:
        for story in self.stories:
            assert 8 <= len(story.title) <= 140
            for name, length in (("role", 100), ("interest", 300), ("place", 200), ("picture_text", 300)):
                assert len(getattr(story, name)) <= length

    def test_nobody_has_an_address_that_could_exist(self) -> None:
        for person in country().people.values():
            assert person.email == "" or person.email.endswith(".example")
        for story in self.stories:
            for text in (story.title, story.origin, story.people, story.approach):
                assert not re.search(r"@|https?:|www\.|\b0\d{8,9}\b", text)

    def test_what_stands_around_an_idea_is_about_one_that_is_on_the_site(self) -> None:
        public = {story.slug for story in self.stories if story.state == "published"}
        assert set(around.told()) <= public
        for told in around.told().values():
            assert not re.search(r"@|https?:|www\.|\b0\d{8,9}\b", repr([told.offers, told.remarks]))

    def test_every_picture_is_told_in_words(self) -> None:
        for story in self.stories:
            assert bool(story.picture) is bool(story.picture_text)
        assert {story.picture for story in self.stories if story.picture} == set(SCENES)


@pytest.mark.parametrize("days", range(14))
@pytest.mark.parametrize("hour", [0, 7, 13, 23])
def test_the_stories_fit_whenever_the_demo_is_made(days: int, hour: int) -> None:
    """On whatever day and hour, decisions lie in the past, in office hours and after the pin."""
    now = (NOW + timedelta(days=days)).replace(hour=hour)
    for story in country().stories:
        pinned = moments.told(story, now)
        assert pinned < now
        if story.state in ("published", "withdrawn", "refused"):
            decided = moments.decided(story, pinned)
            assert pinned < decided < now
            assert decided.weekday() < 5
            assert decided + timedelta(days=max(story.later_after, story.withdrawn_after)) < now
            told = around.told().get(story.slug)
            if told is not None:
                ages = [one.days + 1 for one in told.offers] + [one.days + 1 for one in told.remarks] + [told.reached]
                assert decided < now - timedelta(days=max(ages)), story.slug


class TestTheCountry:
    def test_ideas_stand_in_every_state(self, demo: seed.Seeded) -> None:
        states = Counter(Idea.everywhere.values_list("state", flat=True))
        assert set(states) == set(IdeaState.values)
        assert demo.ideas == len(country().stories)
        assert str(demo).startswith(f"Made {demo.ideas} ideas in 25 municipalities")
        assert states[IdeaState.PUBLISHED] > 55
        assert states[IdeaState.WAITING] == 5

    def test_one_idea_waits_longer_than_promised_and_the_others_do_not(self, demo: seed.Seeded) -> None:
        queue = Idea.everywhere.in_review()
        ages = [clock.working_days_between(idea.submitted_at, NOW) for idea in queue if idea.submitted_at]
        assert sum(age > 5 for age in ages) == 1
        assert min(ages) == 0
        assert len(set(ages)) >= 4

    def test_every_published_idea_has_its_table_at_the_first_step(self, demo: seed.Seeded) -> None:
        public = Idea.everywhere.public()
        assert Table.everywhere.filter(idea__in=public, step=FIRST.value).count() == public.count()
        assert all(table.step_changes.count() == 1 for table in Table.everywhere.all())

    def test_publication_is_spread_over_months_and_in_office_hours(self, demo: seed.Seeded) -> None:
        published = [idea.published_at for idea in Idea.everywhere.public() if idea.published_at]
        assert max(published) < NOW
        assert max(published) - min(published) > timedelta(days=90)
        assert len({moment.date() for moment in published}) > 40
        assert all(moment.weekday() < 5 and 7 <= moment.hour <= 16 for moment in published)

    def test_nothing_happens_before_its_cause(self, demo: seed.Seeded) -> None:
        for idea in Idea.everywhere.exclude(submitted_at=None):
            order = [idea.created_at, idea.submitted_at, idea.decided_at, idea.published_at, idea.changed_at]
            happened = [moment for moment in [*order, idea.withdrawn_at] if moment is not None]
            assert happened == sorted(happened)
            assert happened[-1] < NOW

    def test_postcodes_lie_where_people_live(self, demo: seed.Seeded) -> None:
        for person in country().people.values():
            codes = [one.code for one in find(person.postcode).municipalities]
            assert codes[:1] == [person.home], f"{person.name}: {person.postcode} leads to {codes}"

    def test_names_capacities_and_channels_differ(self, demo: seed.Seeded) -> None:
        public = Idea.everywhere.public().select_related("owner", "pinner")
        names = {idea.shown_name for idea in public}
        assert "" in names
        assert "Fenna Zomerdijk" in names
        assert "Naïma" in names
        assert {idea.capacity for idea in public} == {"resident", "professional", "employee"}
        assert set(Idea.everywhere.values_list("channel", flat=True)) == set(Channel.values) - ONLY_LOCAL
        assert public.exclude(changed_at=None).count() == 5

    def test_whoever_did_not_type_it_said_yes_and_how(self, demo: seed.Seeded) -> None:
        others = Pinner.objects.exclude(idea__channel=Channel.SITE)
        assert {pinner.consent_how for pinner in others} == set(ConsentHow.values) - {ConsentHow.SITE, ConsentHow.MAIL}
        assert all(pinner.consent_at for pinner in others)
        entered = others.exclude(idea__channel=Channel.HELPER)
        assert all(pinner.consent_recorded_by and is_operator(pinner.consent_recorded_by) for pinner in entered)
        with_address = others.exclude(email="").get()
        assert with_address.name == "Mehari Tesfalinde"

    def test_municipalities_answered_in_every_way(self, demo: seed.Seeded) -> None:
        notices = MunicipalityNotice.objects.all()
        assert {notice.answer for notice in notices} == set(NoticeAnswer.values)
        by_form = notices.filter(way=NoticeWay.FORM)
        assert by_form.filter(done_at=None).exists()
        assert by_form.exclude(done_at=None).exists()
        planned = notices.filter(answer=NoticeAnswer.VISIT_PLANNED)
        assert all(notice.visit_on and notice.visit_on > NOW.date() for notice in planned)

    def test_likes_are_counted_as_they_are(self, demo: seed.Seeded) -> None:
        counted = IdeaTally.objects.filter(listed=True)
        assert all(tallies.count(tally) == {"local": tally.local, "other": tally.other} for tally in counted)
        assert min(counted.values_list("total", flat=True)) > 0
        assert Like.objects.count() == sum(counted.values_list("total", flat=True)) > 1000
        assert not Like.objects.exclude(created_at__gt=F("idea__published_at"), created_at__lt=NOW).exists()

    def test_one_more_like_brings_a_meeting_and_fenna_can_give_it(self, demo: seed.Seeded) -> None:
        tally = IdeaTally.objects.get(idea__title__contains="Warnsveld")
        fenna = User.objects.get(email="inwoner@demo.example")
        assert (tally.local, tally.to_go) == (49, 1)
        assert fenna.home_municipality_id == tally.municipality_id
        assert not Like.objects.filter(user=fenna, idea=tally.pk).exists()

    def test_a_free_meeting_stands_at_every_step(self, demo: seed.Seeded) -> None:
        meetings = {meeting.state: meeting for meeting in FreeMeeting.objects.select_related("idea__owner")}
        assert set(meetings) == set(FreeMeetingState.values)
        assert set(meetings) and IdeaTally.objects.exclude(reached_at=None).count() == len(meetings)
        assert not IdeaTally.objects.filter(local__gte=50, settled_at=None).exists()
        planned = meetings["planned"]
        assert planned.idea.owner and planned.idea.owner.email == "inwoner@demo.example"
        assert planned.planned_for and planned.planned_for > NOW.date()
        assert OutgoingMail.objects.filter(kind="ideas/meeting_day").count() == 3
        assert all(
            meeting.changed_at is None or meeting.reached_at < meeting.changed_at < NOW for meeting in meetings.values()
        )

    def test_people_offer_ask_and_react(self, demo: seed.Seeded) -> None:
        assert set(Support.objects.values_list("kind", flat=True)) == set(SupportKind.values)
        assert set(Support.objects.values_list("state", flat=True)) >= {"open", "answered", "thanked"}
        assert all(one.user_id != one.idea.owner_id for one in Support.objects.select_related("idea"))
        assert OutgoingMail.objects.filter(kind="ideas/support_thanked").exists()
        reactions = Reaction.everywhere.select_related("parent", "idea", "hidden_by")
        assert reactions.exclude(parent=None).exists()
        hidden = reactions.exclude(hidden_at=None).get()
        assert hidden.hidden_by and is_operator(hidden.hidden_by)
        assert hidden.objected_at and ReactionReport.objects.filter(handled_at=None).count() == 1
        for row in [*reactions, *Support.objects.select_related("idea")]:
            assert row.idea.published_at and row.idea.published_at < row.created_at < NOW
        assert all(row.parent is None or row.parent.created_at < row.created_at for row in reactions)

    def test_who_signs_in_has_been_here_before(self, demo: seed.Seeded) -> None:
        fenna = User.objects.get(email="inwoner@demo.example")
        assert fenna.seen_at == NOW - accounts.LAST_VISIT
        assert Like.objects.filter(idea__owner=fenna, created_at__gt=fenna.seen_at).exists()

    def test_pictures_are_small_and_told_in_words(self, demo: seed.Seeded) -> None:
        pictured = Idea.everywhere.exclude(picture="")
        assert pictured.count() == len(SCENES)
        for idea in pictured:
            assert idea.picture_description.startswith("Tekening van ")
            assert idea.picture.size < 120_000
            with idea.picture.open() as file, Image.open(file) as image:
                assert (image.format, image.size) == ("JPEG", (WIDTH, HEIGHT))

    def test_two_people_ask_to_be_called_of_whom_one_had_begun(self, demo: seed.Seeded) -> None:
        calls = CallBack.objects.filter(done_at=None)
        assert calls.count() == demo.calls == 2
        assert calls.exclude(idea=None).count() == 1

    def test_operators_can_be_two(self, demo: seed.Seeded) -> None:
        assert Membership.objects.filter(ended_at=None).count() == 2
        operator = User.objects.get(email=people.OPERATOR)
        assert is_operator(operator)
        assert operator.is_staff

    def test_the_pages_show_it(self, demo: seed.Seeded, client: Client) -> None:
        idea = Idea.everywhere.get(title__startswith="Een soepfiets")
        for path in ("/", "/ideeen/", "/tafels/", "/gemeenten/zutphen/", idea.get_absolute_url()):
            response = client.get(path)
            assert response.status_code == 200, path
        assert "pan soep" in response.content.decode()


class TestMail:
    def test_nothing_waits_to_be_sent(self, demo: seed.Seeded) -> None:
        taken_back = OutgoingMail.objects.filter(state=MailState.CANCELLED)
        about = {mail.kind for mail in taken_back}  # nobody tells about a withdrawn idea, or what was hidden
        assert about == {"tables/published_municipality", "ideas/reaction_pinner"}
        mails = OutgoingMail.objects.exclude(pk__in=taken_back)
        assert {mail.state for mail in mails} == {MailState.SENT}
        assert mails.count() == demo.mails == CapturedMail.objects.count()
        assert all(mail.secret == "" and mail.sent_at and mail.sent_at < NOW for mail in mails)
        assert all(mail.history.count() == 1 for mail in mails[:20])

    def test_every_address_is_invented(self, demo: seed.Seeded) -> None:
        for address in OutgoingMail.objects.values_list("to_address", flat=True):
            assert address.endswith((".example", "@redacted.invalid"))

    def test_mail_of_others_is_left_alone(self, demo: seed.Seeded) -> None:
        own = enqueue(
            kind="accounts/unknown_address",
            to="iemand@buurt.example",
            language="nl",
            context={"minutes": 20},
            dedupe_key="someone-elses",
        )
        assert own is not None
        assert letters.settle(others=letters.unsettled(), before=NOW + timedelta(days=1)) == 0
        own.refresh_from_db()
        assert own.state == MailState.QUEUED


class TestCommands:
    def test_a_second_time_changes_nothing(self, demo: seed.Seeded) -> None:
        before = everything()
        assert "nothing was changed" in run("seed_demo")
        assert everything() == before

    def test_what_a_newcomer_changed_stays(self, demo: seed.Seeded) -> None:
        Idea.everywhere.filter(title__startswith="Een soepfiets").update(title="Iets heel anders dan soep")
        run("seed_demo")
        assert not Idea.everywhere.filter(title__startswith="Een soepfiets").exists()

    def test_accounts_are_listed_and_exist(self, demo: seed.Seeded) -> None:
        lines = run("demo_accounts").strip().splitlines()
        assert [line.split()[0] for line in lines] == [account.email for account in accounts.ACCOUNTS]
        capacities = {User.objects.get(email=line.split()[0]).capacity for line in lines}
        assert capacities == {"resident", "professional", "employee"}
        assert len({line.index(line.split()[1]) for line in lines}) == 1


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_is_a_picture(name: str) -> None:
    with Image.open(io.BytesIO(draw(name))) as image:
        assert image.size == (WIDTH, HEIGHT)
        colours = image.convert("P", palette=Image.Palette.ADAPTIVE, colors=64).getcolors()
    assert colours is not None
    assert len(colours) > 5
