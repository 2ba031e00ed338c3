"""Publishing minutes: all of it or nothing, once, by who may; then versions, and a name out of all of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.accounts.models import User
from aantafel.accounts.services import privacy
from aantafel.core import clock, killpoints
from aantafel.core.documents import codec
from aantafel.core.registry import on_export
from aantafel.outbox.models import OutgoingMail
from tables.enums import (
    ActorRole,
    MeetingState,
    MinutesPartName,
    MinutesState,
    TableState,
    TimelineKind,
)
from tables.lifecycle import Need, Step
from tables.minutes.draft import Lack
from tables.models import (
    Action,
    Minutes,
    MinutesVersion,
    NameRemoval,
    OwnerWord,
    Seat,
    StepChange,
    Table,
)
from tables.road import facts
from tables.services.minutes import hand_in, names, notes, publish, publishing, save, take_back
from tests.factories.accounts import UserFactory
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import owner_of
from tests.factories.minutes import came, meeting_of, minutes_of, published, seat_of
from tests.factories.tables import TableFactory
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db

OWNER = ActorRole.OWNER


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


@pytest.fixture
def owner(table: Table) -> User:
    return owner_of(table.idea)


@pytest.fixture
def minutes(table: Table) -> Minutes:
    return minutes_of(meeting_of(table))


def go_out(minutes: Minutes, actor: User, **fields: Any) -> MinutesVersion:
    return publish(**{"actor": actor, "minutes_id": minutes.pk, "role": OWNER, "seen": 0, **fields})


def kinds() -> list[str]:
    return sorted(OutgoingMail.objects.values_list("kind", flat=True))


class TestPublishing:
    def test_everything_that_follows_is_there(self, table: Table, owner: User, minutes: Minutes) -> None:
        ans, bo = seat_of(table, "Ans", email="ans@buurt.example"), seat_of(table, "Bo", capacity=Capacity.PROFESSIONAL)
        for seat in (ans, bo):
            came(minutes.meeting, seat)
        who: dict[str, Any] = {"actor": owner, "minutes_id": minutes.pk}
        notes.add_action(**who, text="Stoelen halen", seat_id=ans.pk)
        notes.add_action(**who, text="Ballen halen", who="de voetbalclub")
        notes.add_wanted(**who, capacity="employee", role="wethouder", name="Wim", why="Gaat erover")
        version = go_out(minutes, owner, seen=3)
        minutes.refresh_from_db()
        assert (minutes.state, minutes.version, version.number) == (MinutesState.PUBLISHED, 1, 1)
        assert minutes.summary.startswith("- We zetten")
        assert list(Action.everywhere.values_list("number", "text", "seat", "who")) == [
            (1, "Stoelen halen", ans.pk, ""),
            (2, "Ballen halen", None, "de voetbalclub"),
        ]
        wanted = Seat.everywhere.get(name="Wim")
        assert (wanted.source, wanted.why, wanted.role) == ("own", "Gaat erover", "wethouder")
        assert StepChange.objects.filter(table=table, kind=TimelineKind.MINUTES).count() == 1
        assert kinds() == ["tables/minutes_published"]
        assert Minutes.events.rel.related_model.objects.filter(pgh_obj=minutes, version=1).exists()  # type: ignore[attr-defined]

    def test_a_second_time_changes_nothing_and_mails_nobody(self, table: Table, owner: User, minutes: Minutes) -> None:
        came(minutes.meeting, seat_of(table, email="ans@buurt.example"))
        notes.add_action(actor=owner, minutes_id=minutes.pk, text="Stoelen halen")
        first = go_out(minutes, owner, seen=1)
        assert go_out(minutes, owner, seen=1) == first
        assert (MinutesVersion.everywhere.count(), Action.everywhere.count(), OutgoingMail.objects.count()) == (1, 1, 1)

    def test_each_person_gets_one_mail_and_who_wants_none_gets_none(
        self, table: Table, owner: User, minutes: Minutes
    ) -> None:
        came(minutes.meeting, seat_of(table, user=owner))
        came(minutes.meeting, seat_of(table, email=owner.email))
        came(minutes.meeting, seat_of(table, email="stil@buurt.example", quiet_at=clock.now()))
        came(minutes.meeting, seat_of(table, email="kwam@buurt.example"), checked_in_at=None, sat_as="")
        came(minutes.meeting, seat_of(table, email="niet@buurt.example"), checked_in_at=None, sat_as="", answer="not")
        go_out(minutes, owner)
        assert sorted(OutgoingMail.objects.values_list("to_address", flat=True)) == sorted(
            [owner.email, "kwam@buurt.example"]
        )

    def test_what_was_changed_since_somebody_read_it_is_not_published_unread(
        self, owner: User, minutes: Minutes
    ) -> None:
        save(
            actor=UserFactory.create(),
            minutes_id=minutes.pk,
            name=MinutesPartName.SAID,
            text="Anders",
            seen=1,
            role=ActorRole.NOTE_TAKER,
        )
        with pytest.raises(publishing.ReadAgain):
            go_out(minutes, owner)

    @pytest.mark.parametrize("part", ["active", "again", "missing", "summary"])
    def test_the_first_meeting_is_not_over_without_its_closing_questions(
        self, table: Table, owner: User, part: str
    ) -> None:
        minutes = minutes_of(meeting_of(table), by=None, **{part: ""})
        with pytest.raises(publishing.Incomplete) as caught:
            go_out(minutes, owner)
        assert caught.value.lacks == (Lack[part.upper()],)

    def test_at_another_meeting_they_may_be_left_open(self, table: Table, owner: User) -> None:
        meeting = meeting_of(table, 2)
        version = go_out(minutes_of(meeting, active="", again="", missing=""), owner)
        assert str(version.content).count("Niet besproken.") == 3

    def test_before_the_meeting_nothing_goes_out(self, table: Table, owner: User) -> None:
        later = meeting_of(table, state=MeetingState.PLANNED, starts_at=clock.now() + timedelta(days=1))
        with pytest.raises(publishing.NotYet):
            go_out(minutes_of(later), owner)

    def test_a_planned_meeting_that_was_is_held_with_its_minutes(self, table: Table, owner: User) -> None:
        meeting = meeting_of(table, state=MeetingState.PLANNED)
        go_out(minutes_of(meeting), owner)
        meeting.refresh_from_db()
        assert (meeting.state, meeting.version) == (MeetingState.HELD, 1), "who has it open reads it again"

    def test_minutes_of_a_table_that_stopped_go_out_and_ask_nobody(self, table: Table, owner: User) -> None:
        minutes = minutes_of(meeting_of(table))
        notes.add_wanted(actor=owner, minutes_id=minutes.pk, capacity="employee")
        Table.everywhere.update(state=TableState.STOPPED)
        go_out(minutes, owner, seen=1)
        assert not Seat.everywhere.exists()

    def test_nor_does_a_mail_ask_for_an_action_that_nobody_can_answer(self, table: Table, owner: User) -> None:
        minutes = minutes_of(meeting_of(table))
        seat = seat_of(table, email="kwam@buurt.example")
        notes.add_action(actor=owner, minutes_id=minutes.pk, text="Stoelen halen", seat_id=seat.pk)
        Table.everywhere.update(state=TableState.STOPPED)
        go_out(minutes, owner, seen=1)
        assert (Action.everywhere.get().seat, kinds()) == (seat, [])

    def test_the_facts_of_the_table_agree(self, table: Table, owner: User, minutes: Minutes) -> None:
        Table.everywhere.update(step=Step.CREATE.value)
        table = Table.everywhere.select_related("idea").get(pk=table.pk)
        assert not facts.gather(table).met
        go_out(minutes, owner)
        assert facts.gather(table).met == {Need.FIRST_MINUTES, Need.CLOSING_QUESTIONS}
        OwnerWord.objects.create(table=table, round=1, meeting=minutes.meeting, kind="go_on", role="owner")
        assert Need.GO_ON in facts.gather(table).met

    def test_what_a_killed_worker_left_is_nothing_and_it_can_be_done_again(
        self, table: Table, owner: User, minutes: Minutes, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        came(minutes.meeting, seat_of(table, email="ans@buurt.example"))
        notes.add_action(actor=owner, minutes_id=minutes.pk, text="Stoelen halen")

        def die(place: str) -> None:
            if place == "minutes:published":
                raise SystemExit

        monkeypatch.setattr(killpoints, "handler", die)
        with pytest.raises(SystemExit):
            go_out(minutes, owner, seen=1)
        monkeypatch.setattr(killpoints, "handler", None)
        assert not (MinutesVersion.everywhere.exists() or Action.everywhere.exists() or OutgoingMail.objects.exists())
        assert go_out(minutes, owner, seen=1).number == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_publish_at_one_moment_publish_once() -> None:
    table = TableFactory.create()
    owner = owner_of(table.idea)
    minutes = minutes_of(meeting_of(table))
    came(minutes.meeting, seat_of(table, email="ans@buurt.example"))
    notes.add_action(actor=owner, minutes_id=minutes.pk, text="Stoelen halen")
    made = at_once(*[lambda: go_out(minutes, owner, seen=1)] * 3)
    assert {one.number for one in made} == {1}
    assert (MinutesVersion.everywhere.count(), Action.everywhere.count(), OutgoingMail.objects.count()) == (1, 1, 1)


class TestWhoPublishes:
    @pytest.mark.parametrize("role", [ActorRole.NOTE_TAKER, ActorRole.FACILITATOR, ActorRole.COACH])
    def test_not_who_only_writes_or_guides(self, minutes: Minutes, role: ActorRole) -> None:
        with pytest.raises(publishing.NotYours):
            go_out(minutes, UserFactory.create(), role=role)

    def test_for_an_owner_without_an_account_who_organises_does(self) -> None:
        table = TableFactory.create(idea__owner=None)
        assert go_out(minutes_of(meeting_of(table)), UserFactory.create(), role=ActorRole.COACH).number == 1

    def test_with_a_co_owner_who_has_one_the_owner_does(self) -> None:
        table = TableFactory.create(idea__owner=None)
        user = UserFactory.create()
        seat_of(table, user=user, is_owner=True)
        minutes = minutes_of(meeting_of(table))
        with pytest.raises(publishing.NotYours):
            go_out(minutes, UserFactory.create(), role=ActorRole.COACH)
        assert go_out(minutes, user).number == 1

    def test_without_an_owner_who_publishes_hears_that_it_waits(self) -> None:
        table = TableFactory.create(idea__owner=None)
        minutes = minutes_of(meeting_of(table))
        hand_in(actor=UserFactory.create(), minutes_id=minutes.pk)
        take_back(actor=UserFactory.create(), minutes_id=minutes.pk)
        coach = MatchFactory.create(idea=table.idea, accepted=True).coach.user
        Minutes.everywhere.filter(pk=minutes.pk).update(stamp=1)
        hand_in(actor=UserFactory.create(), minutes_id=minutes.pk)
        told = OutgoingMail.objects.filter(kind="tables/minutes_to_check").order_by("pk")
        assert list(told.values_list("to_address", flat=True)) == [settings.OPERATOR_EMAIL, coach.email]

    def test_after_a_week_without_an_answer_who_organises_does(self, minutes: Minutes) -> None:
        coach = UserFactory.create()
        hand_in(actor=coach, minutes_id=minutes.pk)
        with pytest.raises(publishing.NotYours):
            go_out(minutes, coach, role=ActorRole.COACH)
        with clock.frozen(clock.now() + timedelta(days=7, hours=1)):
            with pytest.raises(publishing.NotYours):
                go_out(minutes, coach, role=ActorRole.NOTE_TAKER)
            assert go_out(minutes, coach, role=ActorRole.COACH).role == "coach"

    def test_handing_in_mails_the_owner_once_and_can_be_taken_back(self, minutes: Minutes) -> None:
        writer = UserFactory.create()
        for _again in range(2):
            hand_in(actor=writer, minutes_id=minutes.pk)
        assert kinds() == ["tables/minutes_to_check"]
        take_back(actor=writer, minutes_id=minutes.pk)
        minutes.refresh_from_db()
        assert (minutes.state, minutes.handed_in_at) == (MinutesState.WRITING, None)


class TestVersions:
    def change(self, minutes: Minutes, actor: User, text: str) -> None:
        name = MinutesPartName.SUMMARY
        seen = minutes.parts.get(part=name).version
        save(actor=actor, minutes_id=minutes.pk, name=name, text=text, seen=seen, role=OWNER)

    def test_a_later_change_is_a_version_with_a_reason(self, owner: User, minutes: Minutes) -> None:
        published(minutes)
        self.change(minutes, owner, "Toch anders.")
        minutes.refresh_from_db()
        assert minutes.has_changes
        assert minutes.summary != "Toch anders."
        with pytest.raises(publishing.ReasonMissing):
            go_out(minutes, owner, seen=1)
        second = published(minutes, reason="De datum klopte niet.")
        assert (second.number, second.reason, minutes.summary) == (2, "De datum klopte niet.", "Toch anders.")
        assert StepChange.objects.filter(kind=TimelineKind.MINUTES).count() == 1

    def test_the_first_moment_stays_and_earlier_versions_too(self, owner: User, minutes: Minutes) -> None:
        first = published(minutes)
        at = minutes.published_at
        self.change(minutes, owner, "Toch anders.")
        published(minutes, reason="Anders.")
        assert minutes.published_at == at
        again = MinutesVersion.everywhere.get(number=1)
        assert again.content == first.content


class TestNames:
    def test_a_name_shows_as_its_bearer_wished(self, table: Table, minutes: Minutes) -> None:
        for name, display in (
            ("Ans Bakker", NameDisplay.FULL),
            ("Bo Visser", NameDisplay.FIRST),
            ("Cor Smit", "hidden"),
        ):
            came(minutes.meeting, seat_of(table, name, name_display=display))
        words = str(published(minutes).content)
        assert "Ans Bakker" in words
        assert "Bo" in words and "Visser" not in words
        assert "Cor" not in words and "Smit" not in words

    def test_taking_one_out_leaves_it_in_no_version_and_no_draft(
        self, table: Table, owner: User, minutes: Minutes
    ) -> None:
        who: dict[str, Any] = {"actor": owner, "minutes_id": minutes.pk}
        said = MinutesPartName.SAID
        save(**who, name=said, text="ANS  bakker vroeg naar stoelen. Ansje niet.", seen=1, role=OWNER)
        notes.add_cards(**who, texts=["stoelen van Ans Bakker"])
        notes.add_decision(**who, text="Ans Bakker begint.")
        notes.add_action(**who, text="Bel Ans Bakker")
        published(minutes)
        save(**who, name=said, text="Ans Bakker, opnieuw.", seen=2, role=OWNER)
        published(minutes, reason="Ans Bakker vroeg erom.")
        assert names.take_out(**who, words="Ans Bakker", role=OWNER) > 5
        kept = [version.content for version in MinutesVersion.everywhere.all()]
        rows = [*kept, *minutes.parts.values_list("text"), *minutes.cards.values_list("text")]
        rows += [*Action.everywhere.values_list("text"), *MinutesVersion.everywhere.values_list("reason")]
        rows += [*minutes.decisions.values_list("text"), minutes.parts.get(part=said).versions.values_list("text")]
        assert "bakker" not in str(rows).lower()
        assert "Ansje niet." in str(kept)
        assert NameRemoval.objects.count() == 1
        minutes.refresh_from_db()
        assert not minutes.has_changes
        assert "bakker" not in minutes.words.lower()
        for content in kept:
            codec.from_json(content)

    def test_what_stands_nowhere_is_told_and_not_recorded(self, owner: User, minutes: Minutes) -> None:
        for words, error in (("Niemand", names.NothingFound), ("x", names.TooShort)):
            with pytest.raises(error):
                names.take_out(actor=owner, minutes_id=minutes.pk, words=words, role=OWNER)
        assert not NameRemoval.objects.exists()

    def test_an_erased_person_leaves_no_name_in_any_version(self, table: Table, minutes: Minutes) -> None:
        person = UserFactory.create(name="Ans Bakker")
        came(minutes.meeting, seat_of(table, "Ans Bakker", user=person, name_display=NameDisplay.FULL))
        published(minutes)
        assert "Ans Bakker" in str(MinutesVersion.everywhere.get().content)
        privacy.erase(actor=person, ideas_too=False)
        words = str(MinutesVersion.everywhere.get().content)
        assert "Bakker" not in words and "Ans" not in words
        assert "buurvrouw" in words

    def test_everybody_gets_what_they_wrote_and_asked(self, owner: User, minutes: Minutes) -> None:
        save(actor=owner, minutes_id=minutes.pk, name=MinutesPartName.SAID, text="Van mij", seen=1, role=OWNER)
        notes.add_cards(actor=owner, minutes_id=minutes.pk, texts=["kaartje"])
        parts = {name: rows for part in on_export.run(user=owner) for name, rows in part.items()}
        assert [row["text"] for row in parts["minutes_written"]] == ["Van mij"]
        assert [row["text"] for row in parts["minutes_cards"]] == ["kaartje"]
