"""Moving a table: with a reason, by whom it may, told to its people, and each only once."""

import pytest

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from coaches.models import Match
from ideas.services import own
from municipalities.models import Municipality
from tables.enums import ActorRole, TableState, WordKind
from tables.lifecycle import Step
from tables.models import OwnerWord, Seat, Table
from tables.road.timeline import moments
from tables.services import steps, words
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import owner_of
from tests.factories.instances import InstanceFactory, somebody
from tests.support.at_once import at_once
from tests.tables.road import invited, meeting, of_nobody, own_by, said, seat, table_at, written

pytestmark = pytest.mark.django_db
OWNER = ActorRole.OWNER


@pytest.fixture
def town() -> Municipality:
    return InstanceFactory.create(municipality__name="Tafeldam").municipality


@pytest.fixture
def coordinator(town: Municipality) -> User:
    return somebody(Role.COORDINATOR, town)


def guided(table: Table) -> Match:
    return MatchFactory.create(idea=table.idea, accepted=True)


def told(kind: str) -> list[str]:
    return sorted(OutgoingMail.objects.filter(kind=f"tables/{kind}").values_list("to_address", flat=True))


class TestStopAndResume:
    def test_a_reason_is_asked_for_and_stands_on_the_timeline(self) -> None:
        table = table_at(3)
        with pytest.raises(steps.ReasonMissing):
            steps.end(table.pk, actor=owner_of(table.idea), role=OWNER, reason="  ")
        steps.end(table.pk, actor=owner_of(table.idea), role=OWNER, reason="We verhuizen.")
        table.refresh_from_db()
        assert table.state == TableState.STOPPED
        line = moments(table)[-1]
        assert (line.title, line.text, line.who) == ("De tafel is gestopt", "We verhuizen.", "Tafeleigenaar")

    def test_owner_coach_and_desk_hear_it_once_but_for_who_did_it(self, town: Municipality, coordinator: User) -> None:
        table = table_at(4, town=town)
        coach, owner = guided(table).coach.user, owner_of(table.idea)
        steps.end(table.pk, actor=owner, role=OWNER, reason="We verhuizen.")
        assert told("stopped") == sorted([coach.email, coordinator.email])
        steps.resume(table.pk, actor=coordinator, role=ActorRole.COORDINATOR, reason="Toch niet.")
        assert told("resumed") == sorted([coach.email, owner.email])
        table.refresh_from_db()
        assert (table.state, table.step) == (TableState.RUNNING, 4)

    def test_who_takes_part_hears_it_once(self) -> None:
        table = table_at(4)
        owner = owner_of(table.idea)
        own_by(table, owner, email=owner.email)
        (came, _other, _third) = invited(meeting(table, days=-3), came=True)
        Seat.everywhere.filter(pk=came.seat_id).update(email="kwam@buurt.example")
        for number, more in enumerate(({}, {"quiet_at": clock.now()})):
            invited(meeting(table, days=5), "resident", answer="comes")
            Seat.everywhere.filter(pk=Seat.everywhere.latest("pk").pk).update(
                email=f"komt{number}@buurt.example", **more
            )
        seat(table, email="lijst@buurt.example")
        steps.end(table.pk, actor=owner, role=OWNER, reason="We verhuizen.")
        people = ["komt0@buurt.example", "kwam@buurt.example"]
        assert [one for one in told("stopped") if one != owner.email and "buurt" in one] == people
        assert told("stopped").count(owner.email) == 1  # for their calendar: a meeting was to come
        steps.resume(table.pk, actor=owner, role=OWNER, reason="Toch niet.")
        assert [one for one in told("resumed") if "buurt" in one] == people
        mail = OutgoingMail.objects.get(kind="tables/stopped", to_address=people[0])
        assert table.get_absolute_url() in mail.body_text
        assert "/mijn/" not in mail.body_text

    def test_nationally_the_operator_hears_it(self, settings: object) -> None:
        table = table_at(3)
        steps.end(table.pk, actor=owner_of(table.idea), role=OWNER, reason="We verhuizen.")
        assert told("stopped") == [settings.OPERATOR_EMAIL]  # type: ignore[attr-defined]

    @pytest.mark.parametrize("role", [ActorRole.COACH, ActorRole.OPERATOR, ActorRole.SITE])
    def test_others_cannot(self, town: Municipality, role: ActorRole) -> None:
        table = table_at(3, town=town)
        with pytest.raises(steps.CannotStep):
            steps.end(table.pk, actor=None, role=role, reason="Zomaar.")

    def test_a_stopped_table_takes_no_step_and_a_running_one_is_not_resumed(self) -> None:
        table = table_at(1)
        with pytest.raises(steps.CannotStep):
            steps.resume(table.pk, actor=None, role=OWNER, reason="Ja.")
        steps.end(table.pk, actor=None, role=OWNER, reason="Nee.")
        with pytest.raises(steps.CannotStep):
            steps.advance(table.pk, Step.MATCH, actor=None, role=OWNER)
        with pytest.raises(steps.CannotStep):
            steps.go_back(table.pk, here=Step.IDEA, actor=None, role=OWNER, reason="Terug.")
        with pytest.raises(steps.CannotStep):
            steps.end(table.pk, actor=None, role=OWNER, reason="Nog eens.")

    def test_an_idea_that_is_taken_back_stops_its_table(self) -> None:
        table = table_at(3)
        own.withdraw(actor=owner_of(table.idea), idea=table.idea)
        table.refresh_from_db()
        assert table.state == TableState.STOPPED
        assert table.step_changes.last().note  # type: ignore[union-attr]


class TestStepping:
    def test_locally_what_is_missing_is_a_gate(self, town: Municipality) -> None:
        table = table_at(3, town=town)
        with pytest.raises(steps.Blocked) as blocked:
            steps.advance(table.pk, Step.CREATE, actor=None, role=OWNER, note="Wij willen door.")
        assert len(blocked.value.blockers) == 4

    def test_nationally_a_reason_passes_it_and_everyone_reads_why(self) -> None:
        table = table_at(3)
        with pytest.raises(steps.ReasonMissing):
            steps.advance(table.pk, Step.CREATE, actor=None, role=OWNER)
        steps.advance(table.pk, Step.CREATE, actor=None, role=OWNER, note="We zien elkaar elke dag.")
        table.refresh_from_db()
        assert table.step == Step.CREATE
        assert moments(table)[-1].text == "We zien elkaar elke dag."

    def test_one_step_back_with_a_reason(self) -> None:
        table = table_at(5)
        with pytest.raises(steps.ReasonMissing):
            steps.go_back(table.pk, here=Step.CHOOSE, actor=None, role=OWNER, reason="")
        steps.go_back(table.pk, here=Step.CHOOSE, actor=None, role=OWNER, reason="Nog een keer breed kijken.")
        with pytest.raises(steps.CannotStep):  # a second click had the step before in mind
            steps.go_back(table.pk, here=Step.CHOOSE, actor=None, role=OWNER, reason="Nog een keer breed kijken.")
        table.refresh_from_db()
        assert table.step == Step.CREATE
        assert moments(table)[-1].title == "De tafel ging terug naar stap 4: Creëer en ontwerp"

    @pytest.mark.django_db(transaction=True)
    def test_stopping_and_stepping_at_once_come_out_one_way(self) -> None:
        table = table_at(1)

        def stop() -> str:
            steps.end(table.pk, actor=None, role=OWNER, reason="Nee.")
            return "stopped"

        def step() -> str:
            try:
                steps.advance(table.pk, Step.MATCH, actor=None, role=OWNER)
            except steps.CannotStep:
                return "too late"
            return "stepped"

        found = at_once(stop, step)
        table.refresh_from_db()
        assert table.state == TableState.STOPPED
        assert table.step == (Step.MATCH if "stepped" in found else Step.IDEA)
        assert table.step_changes.count() == 1 + ("stepped" in found) + 1


class TestWords:
    def held(self, table: Table) -> object:
        first = meeting(table, days=-1)
        written(first)
        return first

    def test_going_on_after_a_meeting(self) -> None:
        table = table_at(4)
        first = self.held(table)
        for _click in range(2):
            words.decide(actor=None, table_id=table.pk, kind=WordKind.GO_ON, role=OWNER, meeting=first)  # type: ignore[arg-type]
        assert OwnerWord.objects.count() == 1
        assert [one.title for one in moments(table)].count("De tafeleigenaar besloot: De tafel gaat door") == 1

    def test_stopping_after_a_meeting_stops_the_table_or_nothing(self) -> None:
        table = table_at(4)
        first = self.held(table)
        with pytest.raises(words.SayWhy):
            words.decide(actor=None, table_id=table.pk, kind=WordKind.STOP, role=OWNER, meeting=first)  # type: ignore[arg-type]
        assert not OwnerWord.objects.exists()
        words.decide(
            actor=None,
            table_id=table.pk,
            kind=WordKind.STOP,
            role=OWNER,
            meeting=first,  # type: ignore[arg-type]
            reason="Te weinig mensen.",
        )
        table.refresh_from_db()
        assert table.state == TableState.STOPPED
        assert OwnerWord.objects.get().reason == moments(table)[-1].text == "Te weinig mensen."

    @pytest.mark.parametrize(
        ("step", "kind"),
        [(4, WordKind.GO_ON), (5, WordKind.CAN_BE_JUDGED), (7, WordKind.CAN_BE_JUDGED), (6, WordKind.FINISH)],
    )
    def test_not_at_another_moment(self, step: int, kind: WordKind) -> None:
        table = table_at(step)
        coming = meeting(table, days=3)
        with pytest.raises(words.NotNow):
            words.say(actor=None, table_id=table.pk, kind=kind, role=OWNER, meeting=coming, reason="Ja.")

    @pytest.mark.parametrize("role", [ActorRole.COACH, ActorRole.COORDINATOR])
    def test_only_for_an_owner_without_an_account_others_write_it_down(
        self, town: Municipality, role: ActorRole
    ) -> None:
        table = table_at(6, town=town)
        with pytest.raises(words.NotNow):
            words.say(actor=None, table_id=table.pk, kind=WordKind.CAN_BE_JUDGED, role=role)
        of_nobody(table)
        assert words.say(actor=None, table_id=table.pk, kind=WordKind.CAN_BE_JUDGED, role=role).role == role


class TestTheEnd:
    def test_finishing_tells_everyone_once_and_frees_the_coach(self, town: Municipality, coordinator: User) -> None:
        table = table_at(7, town=town)
        match, owner = guided(table), owner_of(table.idea)
        words.decide(actor=owner, table_id=table.pk, kind=WordKind.UPKEEP, role=OWNER, reason="De wijkraad.")
        table.refresh_from_db()
        match.refresh_from_db()
        assert (table.state, match.state) == (TableState.FINISHED, "ended")
        assert told("finished") == sorted([match.coach.user.email, coordinator.email])
        assert not OutgoingMail.objects.filter(kind__startswith="coaches/ended").exists()
        assert [one.title for one in moments(table)][-1] == "De tafel is klaar: Anderen houden het in stand"

    def test_it_takes_the_word_of_the_owner(self) -> None:
        table = table_at(7)
        with pytest.raises(steps.Blocked):
            steps.finish(table.pk, actor=None, role=OWNER)
        said(table, WordKind.NEW_ROUND, at=clock.now())
        with pytest.raises(steps.CannotStep):
            steps.finish(table.pk, actor=None, role=OWNER)

    def test_a_new_round_keeps_the_coach_and_asks_people_again(self, town: Municipality) -> None:
        table = table_at(7, town=town)
        match = guided(table)
        words.decide(actor=None, table_id=table.pk, kind=WordKind.NEW_ROUND, role=OWNER)
        table.refresh_from_db()
        match.refresh_from_db()
        assert (table.step, table.round, table.state, match.state) == (3, 2, TableState.RUNNING, "accepted")
        assert moments(table)[-1].title == "De tafel begon een nieuwe ronde, bij stap 3: Stel je vraag"

    def test_a_new_round_takes_along_what_is_still_to_come(self) -> None:
        table = table_at(7)
        been, coming = meeting(table, days=-3), meeting(table, days=9)
        words.decide(actor=None, table_id=table.pk, kind=WordKind.NEW_ROUND, role=OWNER)
        for one in (been, coming):
            one.refresh_from_db()
        assert (been.round, coming.round) == (1, 2)

    @pytest.mark.django_db(transaction=True)
    def test_two_owners_at_once_end_it_once(self) -> None:
        table = table_at(7)

        def decide() -> bool:
            try:
                words.decide(actor=None, table_id=table.pk, kind=WordKind.FINISH, role=OWNER)
            except (words.NotNow, steps.CannotStep):
                return False
            return True

        assert sorted(at_once(decide, decide)) == [False, True]
        assert table.step_changes.filter(kind="end").count() == 1
