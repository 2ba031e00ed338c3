"""The demo: believable, whole, once, and never anything for real people."""

import io
from collections import Counter
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import Count, F
from django.test import Client
from PIL import Image

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import Membership, User
from aantafel.accounts.permissions import is_operator
from aantafel.core import clock
from aantafel.outbox.enums import State as MailState
from aantafel.outbox.mailbox.models import CapturedMail
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services import enqueue
from aantafel.pages.coordinator import inbox
from aantafel.pages.demo import accounts, letters, people, seed
from aantafel.pages.demo.pictures import SCENES, draw, flaps
from aantafel.pages.demo.pictures.brush import HEIGHT, WIDTH
from aantafel.pages.demo.stories import country
from aantafel.pages.demo.tables.data import of_site
from coaches.enums import MatchRole, MatchState
from coaches.models import Match
from ideas.enums import (
    Channel,
    ConsentHow,
    FreeMeetingState,
    IdeaState,
    NoticeAnswer,
    NoticeWay,
    SupportKind,
)
from ideas.models import (
    CallBack,
    FreeMeeting,
    Idea,
    IdeaTally,
    Like,
    MergeProposal,
    MunicipalityNotice,
    PassOn,
    Pinner,
    Reaction,
    ReactionReport,
    Support,
)
from ideas.querysets import IdeaQuerySet
from ideas.services import tallies
from movement.opening import readiness
from municipalities import scope, switches
from municipalities.enums import InstanceState
from municipalities.lookup import find
from municipalities.models import Instance, LookDraft, Municipality
from municipalities.switches import Switch
from tables.enums import TimelineKind
from tables.lifecycle import FIRST
from tables.models import CoreAnswer, Table
from tests.support.demo import NOW
from tests.support.local import at_site

# ways in that only a local site has
ONLY_LOCAL = {Channel.MAIL, Channel.VOICE, Channel.TABLE, Channel.VISIT}


def national() -> IdeaQuerySet:
    """The ideas that the operator looks after."""
    return Idea.everywhere.exclude(municipality__instance__state=InstanceState.OPEN)


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


class TestTheCountry:
    def test_ideas_stand_in_every_state(self, demo: seed.Seeded) -> None:
        assert set(Idea.everywhere.values_list("state", flat=True)) == set(IdeaState.values)
        states = Counter(national().values_list("state", flat=True))
        assert set(states) == set(IdeaState.values) - {IdeaState.MERGED}
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

    def test_every_national_idea_has_its_table_nearly_all_at_the_first_step(self, demo: seed.Seeded) -> None:
        public = national().public()
        tables = Table.everywhere.filter(idea__in=public, step=FIRST.value)
        assert tables.count() == public.count() - len(of_site(""))
        assert all(table.step_changes.filter(kind=TimelineKind.STEP).count() == 1 for table in tables)

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
        assert set(national().values_list("channel", flat=True)) == set(Channel.values) - ONLY_LOCAL
        assert public.exclude(changed_at=None).count() == 5

    def test_whoever_did_not_type_it_said_yes_and_how(self, demo: seed.Seeded) -> None:
        others = Pinner.objects.filter(idea__in=national()).exclude(idea__channel=Channel.SITE)
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
        owners = {one.idea.owner.email for one in meetings.values() if one.state != "to_plan" and one.idea.owner}
        mails = OutgoingMail.objects.filter(kind="tables/meeting_planned", to_address__in=owners)
        assert len(owners) == 3 and set(mails.values_list("to_address", flat=True)) == owners
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
        hidden = reactions.exclude(hidden_at=None).get(idea__in=national())
        assert hidden.hidden_by and is_operator(hidden.hidden_by)
        reports = ReactionReport.objects.filter(handled_at=None)
        assert hidden.objected_at and reports.filter(reaction__idea__in=national()).count() == 1
        for row in [*reactions, *Support.objects.select_related("idea")]:
            assert row.idea.published_at and row.idea.published_at < row.created_at < NOW
        assert all(row.parent is None or row.parent.created_at < row.created_at for row in reactions)

    def test_who_signs_in_has_been_here_before(self, demo: seed.Seeded) -> None:
        fenna = User.objects.get(email="inwoner@demo.example")
        assert fenna.seen_at == NOW - accounts.LAST_VISIT
        assert Like.objects.filter(idea__owner=fenna, created_at__gt=fenna.seen_at).exists()

    def test_pictures_are_small_and_told_in_words(self, demo: seed.Seeded) -> None:
        pictured = Idea.everywhere.exclude(picture="")
        assert set(pictured.values_list("state", flat=True)) == {IdeaState.PUBLISHED}
        of_ideas = [one for one in SCENES.values() if one.__module__ != flaps.__name__]  # the others are of tables
        assert len(of_ideas) < pictured.count() <= len(of_ideas) + 3
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
        assert Membership.objects.filter(role=Role.OPERATOR, ended_at=None).count() == 2
        operator = User.objects.get(email=people.OPERATOR)
        assert is_operator(operator)
        assert operator.is_staff

    def test_the_pages_show_it(self, demo: seed.Seeded, client: Client) -> None:
        idea = Idea.everywhere.get(title__startswith="Een soepfiets")
        for path in ("/", "/ideeen/", "/tafels/", "/gemeenten/zutphen/"):
            assert client.get(path).status_code == 200, path
        response = client.get(idea.get_absolute_url())
        assert response["location"] == f"http://zutphen.testserver{idea.get_absolute_url()}"
        response = client.get(idea.get_absolute_url(), headers={"host": "zutphen.testserver"})
        assert "pan soep" in response.content.decode()


class TestTheLocalSites:
    """Each is open, with whoever carries it and something on every heap."""

    def test_they_are_open_and_look_different(self, demo: seed.Seeded) -> None:
        open_ones = Instance.objects.filter(state=InstanceState.OPEN)
        assert {one.subdomain for one in open_ones} == {"zutphen", "peelenmaas", "aaenhunze"}
        assert demo.sites == open_ones.count() == len({one.look_digest for one in open_ones if one.look_digest})
        assert all(one.logo and one.logo_description and not one.early_reason for one in open_ones)
        assert all(readiness(one.municipality).is_complete for one in open_ones)
        assert not LookDraft.objects.exists()

    @pytest.mark.parametrize("subdomain", ["zutphen", "aaenhunze"])
    def test_where_a_desk_works_for_some_time_few_things_wait_too_long(self, demo: seed.Seeded, subdomain: str) -> None:
        town = Instance.objects.select_related("municipality").get(subdomain=subdomain)
        with scope.tenant(town.municipality):
            late = [f"{line.heap.key} {line.row.what} {line.waiting.text}" for line in inbox.late(town, set(DeskPart))]
            count = sum(tally.count for tally in inbox.tallies(town, set(DeskPart)).values())
        assert len(late) * 3 <= count, (count, late)

    def test_ideas_that_were_national_moved_along(self, demo: seed.Seeded) -> None:
        waits = Idea.everywhere.get(title__startswith="Licht op het fietspad tussen Panningen")
        opened = waits.municipality.instance.opened_at if waits.municipality else None
        assert waits.submitted_at and opened and waits.submitted_at < opened
        mail = OutgoingMail.objects.filter(to_address=waits.owner.email if waits.owner else "", created_at=opened)
        assert mail.exists()
        assert waits not in national()

    def test_matches_stand_everywhere_on_their_road(self, demo: seed.Seeded) -> None:
        assert set(Match.everywhere.values_list("state", flat=True)) >= {"asked", "accepted", "declined", "ended"}
        asked = Match.everywhere.filter(state=MatchState.ASKED)
        assert asked.filter(reminded_at=None).exists() and asked.exclude(reminded_at=None).exists()
        assert all(one.answer_by >= NOW.date() for one in asked)
        assert set(Match.everywhere.values_list("role", flat=True)) >= {MatchRole.COACH, MatchRole.ALONG}
        for one in Match.everywhere.select_related("idea"):
            moments = [one.idea.published_at, one.asked_at, one.answered_at, one.ended_at]
            happened = [moment for moment in moments if moment]
            assert happened == sorted(happened) and happened[-1] < NOW, one

    def test_a_coach_who_stopped_has_a_successor(self, demo: seed.Seeded) -> None:
        ended = Match.everywhere.get(state=MatchState.ENDED, idea__title__startswith="Een schuur")
        assert Match.everywhere.filter(idea=ended.idea_id, state=MatchState.ACCEPTED).exists()

    def test_core_questions_are_answered_whole_and_half(self, demo: seed.Seeded) -> None:
        counts = CoreAnswer.everywhere.values("table").annotate(count=Count("pk")).values_list("count", flat=True)
        assert {1, 2, 4} <= set(counts)
        assert CoreAnswer.everywhere.exclude(public_text="").exists()
        assert CoreAnswer.everywhere.filter(public_text="").exists()

    def test_proposals_were_answered_or_wait(self, demo: seed.Seeded) -> None:
        assert set(MergeProposal.everywhere.values_list("state", flat=True)) == {"open", "done"}
        moved = PassOn.everywhere.get(state="done")
        assert moved.idea.municipality == moved.target
        assert moved.idea in national()

    def test_the_desk_of_the_city_has_something_on_every_heap(self, demo: seed.Seeded) -> None:
        town = Municipality.objects.get(code="GM0301")
        client = at_site(town, User.objects.get(email="coordinator@demo.example"))
        for path in ("/coordinator/", "/coordinator/ideeen/"):
            assert client.get(path).status_code == 200, path
        with scope.tenant(town):
            heaps = inbox.tallies(town.instance, set(DeskPart))
        empty = {slug for slug, tally in heaps.items() if not tally.count}
        assert not empty

    def test_nobody_sees_the_desk_of_a_neighbour(self, demo: seed.Seeded) -> None:
        elsewhere = at_site(Municipality.objects.get(code="GM1680"), User.objects.get(email="coordinator@demo.example"))
        assert elsewhere.get("/coordinator/").status_code in (403, 404)

    def test_the_small_place_leaves_parts_out(self, demo: seed.Seeded) -> None:
        small = Instance.objects.get(subdomain="aaenhunze")
        assert small.languages == ["nl"] and small.likes_threshold == 10
        assert Switch.VOICE not in switches.on(small)


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
