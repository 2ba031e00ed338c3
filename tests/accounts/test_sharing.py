"""Giving away work at the coordinator's desk."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from aantafel.accounts.enums import DELEGABLE, DeskPart, Role
from aantafel.accounts.models import DeskShare, Membership, User
from aantafel.accounts.permissions import desk_parts, may_appoint, standing_in
from aantafel.accounts.services import memberships, sharing
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from municipalities.models import Municipality
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.instances import InstanceFactory, helps_at_desk, somebody

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NOT_COORDINATORS = [role for role in Role if role not in {Role.OPERATOR, Role.COORDINATOR}]


@pytest.fixture
def town(db: None) -> Municipality:
    return InstanceFactory.create().municipality


@pytest.fixture
def coordinator(town: Municipality) -> User:
    return somebody(Role.COORDINATOR, town)


@pytest.fixture
def member(town: Municipality) -> User:
    return somebody(Role.INITIATIVE, town)


def mails(kind: str, to: User) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=kind, to_address=to.email).order_by("pk"))


class TestParts:
    def test_work_at_once_and_stop_at_once(self, coordinator: User, member: User, town: Municipality) -> None:
        def give(*parts: DeskPart) -> sharing.Changed:
            return sharing.set_parts(actor=coordinator, user=member, municipality=town, parts=parts)

        assert give(DeskPart.PRINT, DeskPart.MATCH) == sharing.Changed([DeskPart.MATCH, DeskPart.PRINT], [])
        assert desk_parts(member, town.pk) == {DeskPart.MATCH, DeskPart.PRINT}
        assert give(DeskPart.PRINT, DeskPart.MODERATE) == sharing.Changed([DeskPart.MODERATE], [DeskPart.MATCH])
        assert desk_parts(member, town.pk) == {DeskPart.PRINT, DeskPart.MODERATE}
        ended = DeskShare.objects.get(part=DeskPart.MATCH)
        assert (ended.ended_by, ended.given_by) == (coordinator, coordinator)
        give()
        assert desk_parts(member, town.pk) == frozenset()

    def test_one_mail_says_what_changed(self, coordinator: User, member: User, town: Municipality) -> None:
        helps_at_desk(member, town, DeskPart.PRINT)
        for _time in range(2):
            sharing.set_parts(actor=coordinator, user=member, municipality=town, parts=[DeskPart.MATCH])
        [mail] = mails("accounts/desk_parts", member)
        assert "- Ideeën en coaches bij elkaar brengen" in mail.body_text
        assert "- Brieven en posters printen" in mail.body_text
        assert "/coordinator/" in mail.body_text

    @pytest.mark.parametrize("role", [role for role in NOT_COORDINATORS if role is not Role.INITIATIVE])
    def test_are_for_the_initiative_group(self, coordinator: User, town: Municipality, role: Role) -> None:
        with pytest.raises(sharing.NotAMember):
            sharing.set_parts(actor=coordinator, user=somebody(role, town), municipality=town, parts=[DeskPart.PRINT])

    def test_of_here_and_not_of_next_door(self, coordinator: User, town: Municipality) -> None:
        neighbour = somebody(Role.INITIATIVE, InstanceFactory.create().municipality)
        with pytest.raises(sharing.NotAMember):
            sharing.set_parts(actor=coordinator, user=neighbour, municipality=town, parts=[DeskPart.PRINT])

    def test_can_be_taken_from_who_left_the_group(self, coordinator: User, member: User, town: Municipality) -> None:
        helps_at_desk(member, town, DeskPart.PRINT)
        Membership.objects.filter(user=member).update(ended_at=clock.now())
        assert sharing.set_parts(actor=coordinator, user=member, municipality=town, parts=[]).taken
        assert desk_parts(member, town.pk) == frozenset()

    def test_leading_is_not_given(self, coordinator: User, member: User, town: Municipality) -> None:
        with pytest.raises(ValueError, match="not given away"):
            sharing.set_parts(actor=coordinator, user=member, municipality=town, parts=[DeskPart.LEAD])

    def test_a_coordinator_needs_none(self, coordinator: User, town: Municipality) -> None:
        MembershipFactory.create(user=coordinator, municipality=town, role=Role.INITIATIVE, capacity="resident")
        with pytest.raises(sharing.IsCoordinator):
            sharing.set_parts(actor=coordinator, user=coordinator, municipality=town, parts=[DeskPart.PRINT])

    def test_end_with_the_membership_also_for_who_stays_a_coach(
        self, coordinator: User, member: User, town: Municipality
    ) -> None:
        MembershipFactory.create(user=member, municipality=town, role=Role.COACH)
        sharing.set_parts(actor=coordinator, user=member, municipality=town, parts=DELEGABLE)
        sharing.stand_in(
            actor=coordinator, user=member, municipality=town, starts_on=clock.today(), ends_on=clock.today()
        )
        held = member.memberships.get(role=Role.INITIATIVE)
        memberships.end(actor=coordinator, membership_id=held.pk, municipality=town)
        assert list(DeskShare.objects.filter(ended_at=None).values_list("part", flat=True)) == [""]
        coach = member.memberships.get(role=Role.COACH)
        memberships.end(actor=coordinator, membership_id=coach.pk, municipality=town)
        assert not DeskShare.objects.filter(ended_at=None).exists()

    def test_stay_when_another_role_ends(self, coordinator: User, member: User, town: Municipality) -> None:
        coach = MembershipFactory.create(user=member, municipality=town, role=Role.COACH)
        helps_at_desk(member, town, DeskPart.PRINT)
        memberships.end(actor=coordinator, membership_id=coach.pk, municipality=town)
        assert desk_parts(member, town.pk) == {DeskPart.PRINT}


class TestStandingIn:
    @pytest.mark.parametrize("role", NOT_COORDINATORS)
    def test_from_the_first_to_the_last_day(self, coordinator: User, town: Municipality, role: Role) -> None:
        deputy, today = somebody(role, town), clock.today()
        share = sharing.stand_in(
            actor=coordinator, user=deputy, municipality=town, starts_on=today + DAY, ends_on=today + 3 * DAY
        )
        noon = datetime.combine(today, time(12), timezone.get_current_timezone())
        whole = {}
        for days in range(6):
            with clock.frozen(noon + days * DAY):
                whole[days] = desk_parts(deputy, town.pk) == frozenset(DeskPart)
                assert (standing_in(deputy, town.pk) == share) is whole[days]
                assert not may_appoint(deputy, town.pk)
        assert [days for days, is_whole in whole.items() if is_whole] == [1, 2, 3]

    def test_begins_and_ends_at_midnight_in_amsterdam(self, coordinator: User, town: Municipality) -> None:
        deputy, today = somebody(Role.COACH, town), clock.today()
        sharing.stand_in(actor=coordinator, user=deputy, municipality=town, starts_on=today, ends_on=today)
        midnight = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
        tomorrow = timezone.make_aware(midnight.replace(tzinfo=None) + DAY)
        second = timedelta(seconds=1)
        seen = []
        for moment in (midnight - second, midnight, tomorrow - second, tomorrow):
            with clock.frozen(moment):
                seen.append(bool(desk_parts(deputy, town.pk)))
        assert seen == [False, True, True, False]

    def test_ended_earlier_stops_at_once(self, coordinator: User, member: User, town: Municipality) -> None:
        today = clock.today()
        share = sharing.stand_in(
            actor=coordinator, user=member, municipality=town, starts_on=today, ends_on=today + DAY
        )
        for _time in range(2):
            sharing.end_share(actor=coordinator, share_id=share.pk, municipality=town)
        assert desk_parts(member, town.pk) == frozenset()
        assert len(mails("accounts/stand_in", member)) == len(mails("accounts/share_ended", member)) == 1

    def test_who_stops_by_themselves_gets_no_mail(self, coordinator: User, member: User, town: Municipality) -> None:
        share = helps_at_desk(member, town, DeskPart.PRINT)
        sharing.end_share(actor=member, share_id=share.pk, municipality=town)
        assert mails("accounts/share_ended", member) == []

    def test_what_has_passed_stays_as_it_was(self, coordinator: User, member: User, town: Municipality) -> None:
        today = clock.today()
        share = DeskShare.objects.create(user=member, municipality=town, starts_on=today - 3 * DAY, ends_on=today - DAY)
        assert sharing.end_share(actor=coordinator, share_id=share.pk, municipality=town).ended_at is None
        assert mails("accounts/share_ended", member) == []

    def test_another_municipality_does_not_end_it(self, coordinator: User, member: User, town: Municipality) -> None:
        share = helps_at_desk(member, town, DeskPart.PRINT)
        with pytest.raises(DeskShare.DoesNotExist):
            sharing.end_share(actor=coordinator, share_id=share.pk, municipality=InstanceFactory.create().municipality)

    @pytest.mark.parametrize(("first", "last"), [(-1, 2), (3, 2), (0, 400)])
    def test_periods_that_are_none(
        self, coordinator: User, member: User, town: Municipality, first: int, last: int
    ) -> None:
        today = clock.today()
        with pytest.raises(sharing.BadPeriod):
            sharing.stand_in(
                actor=coordinator,
                user=member,
                municipality=town,
                starts_on=today + first * DAY,
                ends_on=today + last * DAY,
            )

    @pytest.mark.parametrize(("first", "last", "clashes"), [(0, 1, False), (2, 2, True), (4, 9, True), (5, 9, False)])
    def test_one_person_one_period_at_a_time(
        self, coordinator: User, member: User, town: Municipality, first: int, last: int, clashes: bool
    ) -> None:
        today = clock.today()

        def ask(start: int, end: int) -> DeskShare:
            return sharing.stand_in(
                actor=coordinator,
                user=member,
                municipality=town,
                starts_on=today + start * DAY,
                ends_on=today + end * DAY,
            )

        ask(2, 4)
        if clashes:
            with pytest.raises(sharing.Overlaps):
                ask(first, last)
        else:
            assert ask(first, last).pk

    def test_needs_a_role_here(self, coordinator: User, town: Municipality) -> None:
        today, stranger = clock.today(), UserFactory.create()
        with pytest.raises(sharing.NotHere):
            sharing.stand_in(actor=coordinator, user=stranger, municipality=town, starts_on=today, ends_on=today)
        with pytest.raises(sharing.IsCoordinator):
            sharing.stand_in(actor=coordinator, user=coordinator, municipality=town, starts_on=today, ends_on=today)


class TestWhatAStandInGives:
    @pytest.fixture
    def deputy(self, town: Municipality, coordinator: User) -> User:
        person = somebody(Role.INITIATIVE, town)
        first = clock.today()
        sharing.stand_in(actor=coordinator, user=person, municipality=town, starts_on=first, ends_on=first + 3 * DAY)
        return person

    def give(self, actor: User, user: User, town: Municipality) -> sharing.Changed:
        return sharing.set_parts(actor=actor, user=user, municipality=town, parts=[DeskPart.MATCH])

    def test_ends_with_their_period(self, deputy: User, member: User, town: Municipality) -> None:
        self.give(deputy, member, town)
        assert "dat geldt tot en met" in mails("accounts/desk_parts", member)[0].body_text.lower()
        with clock.frozen(clock.now() + 3 * DAY):
            assert desk_parts(member, town.pk) == {DeskPart.MATCH}
        with clock.frozen(clock.now() + 4 * DAY):
            assert desk_parts(member, town.pk) == frozenset()

    def test_ends_when_they_stop_earlier(
        self, deputy: User, member: User, coordinator: User, town: Municipality
    ) -> None:
        self.give(deputy, member, town)
        share = DeskShare.objects.get(user=deputy)
        sharing.end_share(actor=coordinator, share_id=share.pk, municipality=town)
        assert desk_parts(member, town.pk) == frozenset()

    def test_ends_when_their_role_does(self, deputy: User, member: User, coordinator: User, town: Municipality) -> None:
        self.give(deputy, member, town)
        memberships.end(actor=coordinator, membership_id=deputy.memberships.get().pk, municipality=town)
        assert desk_parts(member, town.pk) == frozenset()

    def test_stays_when_a_coordinator_gives_it_too(
        self, deputy: User, member: User, coordinator: User, town: Municipality
    ) -> None:
        self.give(deputy, member, town)
        assert self.give(coordinator, member, town) and not self.give(coordinator, member, town)
        assert not self.give(deputy, member, town)
        with clock.frozen(clock.now() + 9 * DAY):
            assert desk_parts(member, town.pk) == {DeskPart.MATCH}

    def test_can_be_given_once_more_when_it_is_over(
        self, deputy: User, member: User, coordinator: User, town: Municipality
    ) -> None:
        self.give(deputy, member, town)
        with clock.frozen(clock.now() + 9 * DAY):
            assert self.give(coordinator, member, town).given == [DeskPart.MATCH]

    def test_is_nothing_to_themselves(self, deputy: User, coordinator: User, town: Municipality) -> None:
        with pytest.raises(memberships.NotForYourself):
            self.give(deputy, deputy, town)
        with pytest.raises(memberships.NotForYourself):
            memberships.appoint(actor=deputy, user=deputy, municipality=town, role=Role.COACH)

    def test_is_no_coordinator(self, deputy: User, member: User, town: Municipality) -> None:
        with pytest.raises(memberships.NotYours):
            memberships.appoint(actor=deputy, user=member, municipality=town, role=Role.COORDINATOR)


class TestWhenItIsOver:
    def today(self, actor: User, user: User, town: Municipality, away: User) -> DeskShare:
        day = clock.today()
        return sharing.stand_in(actor=actor, user=user, municipality=town, starts_on=day, ends_on=day, instead_of=away)

    def test_both_hear_it_once(self, coordinator: User, member: User, town: Municipality) -> None:
        second = somebody(Role.COORDINATOR, town)
        self.today(coordinator, member, town, second)
        assert sharing.tell_who_stood_in() == 0
        with clock.frozen(clock.now() + DAY):
            assert [sharing.tell_who_stood_in() for _time in range(2)] == [2, 0]
        assert "Dat is voorbij" in mails("accounts/stand_in_over", member)[0].body_text
        assert "/coordinator/" in mails("accounts/stand_in_over", second)[0].body_text
        assert mails("accounts/stand_in_over", coordinator) == []

    def test_nobody_hears_of_one_that_was_ended(self, coordinator: User, member: User, town: Municipality) -> None:
        share = self.today(coordinator, member, town, coordinator)
        sharing.end_share(actor=coordinator, share_id=share.pk, municipality=town)
        with clock.frozen(clock.now() + DAY):
            assert sharing.tell_who_stood_in() == 0

    def test_somebody_stands_in_for_a_coordinator(self, coordinator: User, member: User, town: Municipality) -> None:
        with pytest.raises(ValueError, match="no coordinator"):
            self.today(coordinator, member, town, member)
