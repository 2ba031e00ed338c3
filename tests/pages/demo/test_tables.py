"""The tables of the demo: every step and state, and something of all that can happen at one."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Membership, User
from aantafel.accounts.permissions import desk_parts
from aantafel.core import clock
from aantafel.core.text import slugify
from aantafel.pages.demo import accounts, seed
from coaches.models import Match
from municipalities import scope, sites
from municipalities.models import Municipality
from tables.enums import (
    ActionState,
    ActorRole,
    Answer,
    FacilitatorState,
    MeetingPurpose,
    MeetingState,
    MinutesState,
    QuestionAnswerState,
    QuestionState,
    TableState,
    TableStep,
)
from tables.models import (
    Action,
    Choice,
    DateAsk,
    Evaluation,
    FacilitatorAsk,
    Invitation,
    Meeting,
    Minutes,
    MinutesRequest,
    MinutesVersion,
    News,
    NoteTaker,
    QuestionAnswer,
    Seat,
    Table,
    TableDocument,
    TableQuestion,
    WorkForm,
)
from tables.permissions import Work
from tables.road import facts as known
from tables.road import next_action, situation
from tests.support.demo import NOW
from tests.support.local import at_site


@pytest.fixture(autouse=True)
def _everything() -> Iterator[None]:
    with scope.operator():
        yield


def table(slug: str) -> Table:
    """By the slug of its story."""
    titles = {
        "lichtlint": "Een lint van zonnelampjes",
        "marskeuken": "Een keuken op De Mars",
        "muziekschuur": "Een schuur waar",
        "pluktuin": "Een pluktuin achter",
        "wandelmaatje": "Een wandelmaatje",
        "frysk": "Frysk oan tafel",
        "student": "Een kamer in ruil",
        "soepfiets": "Een soepfiets",
    }
    return Table.everywhere.select_related("idea__owner", "municipality").get(idea__title__startswith=titles[slug])


def told() -> list[Table]:
    """All of which something is told."""
    rows = Table.everywhere.select_related("idea__owner", "municipality").filter(idea__state="published")
    return [one for one in rows if one.meetings.exists() or one.rests_since]


def get(url: str) -> int:
    """On the site where it stands, by somebody who is not signed in."""
    host, _slash, path = url.removeprefix("http://").partition("/")
    return Client().get(f"/{path}", headers={"host": host}).status_code


class TestWhereTheyStand:
    def test_in_every_step_and_state(self, demo: seed.Seeded) -> None:
        open_ones = Table.everywhere.filter(idea__state="published", state=TableState.RUNNING)
        assert set(open_ones.values_list("step", flat=True)) == set(TableStep.values)
        local = open_ones.filter(municipality__code="GM0301")
        assert set(local.values_list("step", flat=True)) == set(TableStep.values)
        ended = Table.everywhere.filter(idea__state="published").exclude(state=TableState.RUNNING)
        assert set(ended.values_list("state", flat=True)) == {TableState.STOPPED, TableState.FINISHED}
        assert Table.everywhere.exclude(rests_since=None).count() == 1

    def test_a_national_one_went_on_after_its_free_meeting(self, demo: seed.Seeded) -> None:
        frysk = table("frysk")
        assert frysk.step == TableStep.CHOOSE and not sites.is_open(frysk.municipality_id)
        assert Minutes.everywhere.get(meeting__table=frysk, meeting__is_free=True).version == 1

    def test_nothing_happens_before_its_cause_or_in_time_to_come(self, demo: seed.Seeded) -> None:
        for one in told():
            steps = [change.to_step for change in one.step_changes.order_by("created_at", "pk")]
            assert steps == sorted(steps), one
            assert not one.step_changes.filter(created_at__gt=NOW).exists(), one
        for invitation in Invitation.everywhere.select_related("meeting"):
            moments = [invitation.sent_at, invitation.answered_at, invitation.checked_in_at]
            happened = [moment for moment in moments if moment]
            assert happened == sorted(happened), invitation
        late = Minutes.everywhere.filter(version__gt=0, published_at__gt=NOW)
        assert not late.exists()


class TestMeetings:
    def test_they_are_past_and_to_come_with_a_date_that_is_looked_for(self, demo: seed.Seeded) -> None:
        states = Counter(Meeting.everywhere.values_list("state", flat=True))
        assert states[MeetingState.HELD] >= 8 and states[MeetingState.PLANNED] >= 5 and states[MeetingState.POLL] == 1
        assert set(Meeting.everywhere.values_list("purpose", flat=True)) >= set(MeetingPurpose.values) - {"other"}
        for meeting in Meeting.everywhere.exclude(starts_at=None):
            assert meeting.starts_at and (meeting.starts_at < NOW) is (meeting.state == MeetingState.HELD), meeting
        asks = DateAsk.everywhere.filter(meeting__state=MeetingState.POLL)
        assert asks.filter(answered_at=None).exists() and asks.exclude(answered_at=None).exists()

    def test_people_are_asked_and_answer_or_not(self, demo: seed.Seeded) -> None:
        coming = Invitation.everywhere.filter(meeting__state=MeetingState.PLANNED)
        assert set(coming.values_list("answer", flat=True)) >= {"", Answer.COMES, Answer.MAYBE}
        amira = User.objects.get(email="medewerker@demo.example")
        assert coming.filter(seat__user=amira, answer="").exclude(sent_at=None).exists()
        assert coming.exclude(waits_since=None).count() == 2
        assert Invitation.everywhere.filter(answer=Answer.NOT).exists()

    def test_one_side_stayed_away_and_is_asked_again(self, demo: seed.Seeded) -> None:
        schuur = table("muziekschuur")
        came = Invitation.everywhere.filter(meeting__table=schuur).exclude(checked_in_at=None)
        assert set(came.values_list("sat_as", flat=True)) == {"resident", "professional"}
        again = Invitation.everywhere.filter(meeting__table=schuur, meeting__state=MeetingState.PLANNED)
        assert again.filter(seat__capacity="employee").exclude(sent_at=None).exists()

    def test_somebody_else_leads_and_somebody_takes_notes(self, demo: seed.Seeded) -> None:
        found = FacilitatorAsk.everywhere.get(state=FacilitatorState.FOUND)
        assert found.person and found.person.email == "initiatief@demo.example"
        assert NoteTaker.objects.filter(seat__user__email="verslag@demo.example").count() == 2

    def test_the_city_has_its_own_version_of_a_work_form(self, demo: seed.Seeded) -> None:
        assert WorkForm.everywhere.running().filter(municipality__code="GM0301").exclude(replaces=None).count() == 1


class TestMinutes:
    def test_they_stand_in_every_state(self, demo: seed.Seeded) -> None:
        states = Counter(Minutes.everywhere.values_list("state", flat=True))
        assert set(states) == set(MinutesState.values) and states[MinutesState.PUBLISHED] >= 8
        assert Minutes.everywhere.get(state=MinutesState.TO_CHECK).meeting.table == table("marskeuken")

    def test_they_read_like_real_ones(self, demo: seed.Seeded) -> None:
        for one in Minutes.everywhere.public().filter(meeting__purpose=MeetingPurpose.FIRST):
            assert len(one.summary) > 120 and one.active and one.again and one.missing
            assert len(one.words) > 1200, one
            assert one.groups.exists() and one.decisions.exists(), one

    def test_one_was_changed_for_a_reason_and_one_question_waits(self, demo: seed.Seeded) -> None:
        changed = MinutesVersion.everywhere.get(number=2)
        assert changed.reason and changed.minutes.meeting.table == table("lichtlint")
        assert MinutesRequest.everywhere.filter(handled_at=None).count() == 1
        assert MinutesRequest.everywhere.exclude(handled_at=None).exclude(answer="").exists()


class TestWhatTheyDo:
    def test_tables_choose_with_numbers(self, demo: seed.Seeded) -> None:
        closed = Choice.everywhere.exclude(closed_at=None)
        assert set(closed.values_list("way", flat=True)) == {"dots", "vote", "consent"}
        assert all(one.reason and one.variant and one.numbers.exists() for one in closed)
        assert Choice.everywhere.filter(closed_at=None).exists()

    def test_actions_are_done_late_and_to_come(self, demo: seed.Seeded) -> None:
        plan = Action.everywhere.filter(table=table("lichtlint"))
        states = set(plan.values_list("state", flat=True))
        assert states >= {ActionState.DONE, ActionState.OPEN, ActionState.HELP}
        due = plan.filter(state=ActionState.OPEN)
        today = clock.today()
        assert due.filter(due_on__lt=today).exists() and due.filter(due_on__gt=today).exists()
        assert News.everywhere.filter(table=table("lichtlint")).exclude(picture="").exists()
        assert TableDocument.everywhere.shown().exists()

    def test_a_table_has_two_owners(self, demo: seed.Seeded) -> None:
        assert Seat.everywhere.listed().filter(table=table("lichtlint"), is_owner=True).count() == 2

    def test_a_table_asks_everyone_and_people_answer(self, demo: seed.Seeded) -> None:
        assert set(TableQuestion.everywhere.values_list("state", flat=True)) == set(QuestionState.values)
        answers = QuestionAnswer.everywhere.filter(question__table=table("lichtlint"))
        states = set(answers.values_list("state", flat=True))
        assert states == {QuestionAnswerState.NEW, QuestionAnswerState.THANKED}

    def test_what_it_brought_is_told(self, demo: seed.Seeded) -> None:
        done = Evaluation.everywhere.get(table=table("wandelmaatje"))
        assert done.published_at and done.closed_at and done.answers.count() >= 5
        assert done.effects.exclude(after=None).exists() and done.lessons
        assert Evaluation.everywhere.filter(closed_at=None).exclude(opened_at=None).exists()


class TestThePages:
    def test_every_public_page_answers(self, demo: seed.Seeded) -> None:
        paths = [sites.base_url(None) + reverse(f"tables:{name}") for name in LISTS]
        zutphen = Municipality.objects.get(code="GM0301").pk
        paths += [sites.base_url(zutphen) + reverse(f"tables:{name}") for name in LISTS]
        for one in told():
            base, args = sites.base_url(one.municipality_id), [one.pk, slugify(one.idea.title)]
            paths += [base + one.get_absolute_url(), base + reverse("tables:course", args=args)]
            if one.evaluations.exclude(published_at=None).exists():
                paths.append(base + reverse("tables:public_evaluation", args=args))
            for meeting in one.meetings.exclude(starts_at=None):
                paths.append(base + reverse("tables:meeting", args=[meeting.pk]))
                if Minutes.everywhere.public().filter(meeting=meeting).exists():
                    paths.append(base + reverse("tables:published", args=[*args, meeting.number]))
            paths += [base + question.get_absolute_url() for question in one.questions.all()]
        bad = {path: status for path in paths if (status := get(path)) != 200}
        assert not bad
        assert len(paths) > 50

    def test_each_organiser_reads_what_to_do_next(self, demo: seed.Seeded) -> None:
        seen = 0
        for one in told():
            facts, now = known.gather(one), situation.gather_all([one])[one.pk]
            for role, user in organisers(one):
                action = next_action.of(Work(one, user, role, desk_parts(user, one.municipality_id)), facts, now)
                assert action.label or action.text, (one, role)
                page = signed_in(one, user).get(reverse("tables:work", args=[one.pk]))
                assert page.status_code == 200, (one, role)
                assert (action.label or action.text) in page.content.decode(), (one, role)
                seen += 1
        assert seen >= 20

    def test_every_account_of_the_demo_in_the_city_has_something_at_tables(self, demo: seed.Seeded) -> None:
        for account in accounts.ACCOUNTS:
            if account.code in ("", "GM0301"):
                user = User.objects.get(email=account.email)
                assert has_something(user), account.email


LISTS = ("all_meetings", "all_minutes", "all_questions", "list")


def signed_in(one: Table, user: User) -> Client:
    """On the site where the table stands."""
    if sites.is_open(one.municipality_id):
        return at_site(one.municipality, user)
    client = Client()
    client.force_login(user)
    return client


def organisers(one: Table) -> list[tuple[ActorRole, User]]:
    """Its owner, and its coach when it is local."""
    found = [(ActorRole.OWNER, one.idea.owner)] if one.idea.owner else []
    match = one.idea.matches.filter(state="accepted", role="coach").select_related("coach__user").first()
    return [*found, (ActorRole.COACH, match.coach.user)] if match else found


def has_something(user: User) -> bool:
    """A seat, a meeting to lead, a table to guide, or a desk with tables."""
    held = Membership.objects.filter(user=user, ended_at=None)
    roles = set(held.values_list("role", flat=True))
    guides = Match.everywhere.filter(coach__user=user, state="accepted").exists()
    leads = Meeting.everywhere.filter(facilitator=user).exists()
    owns = Table.everywhere.filter(idea__owner=user).exists()
    return (
        bool(roles & {Role.COORDINATOR, Role.OPERATOR})
        or guides
        or leads
        or owns
        or Seat.everywhere.listed().filter(user=user).exists()
    )
