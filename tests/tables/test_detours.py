"""The road of a table when it does not go straight: stopped and resumed, and a step back."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from municipalities.models import Municipality
from tables.enums import ActorRole, ChoiceWay, MeetingPurpose, MeetingState, TimelineKind, WordKind
from tables.lifecycle import Need, Step
from tables.models import Choice, Meeting, Table, Variant
from tables.permissions import Work
from tables.road import facts, next_action, situation
from tables.services import choosing, steps, variants
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import owner_of
from tests.factories.instances import InstanceFactory
from tests.factories.plans import variant_of
from tests.support.local import at_site
from tests.tables.road import chosen, meeting, said, table_at, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Municipality:
    return InstanceFactory.create(municipality__name="Tafeldam").municipality


def of_owner(table: Table) -> Client:
    client = Client()
    client.force_login(owner_of(table.idea))
    return client


class TestAfterAStop:
    def test_whether_the_table_goes_on_is_asked_again(self, town: Municipality) -> None:
        table = table_at(4, town=town)
        first = meeting(table, days=-3)
        written(first)
        said(table, WordKind.STOP, first)
        client, address = at_site(town, owner_of(table.idea)), reverse("tables:words", args=[table.pk])
        assert situation.gather(table).to_decide == first.pk
        assert 'value="go_on"' in client.get(address).content.decode()
        client.post(address, {"kind": "go_on", "meeting": first.pk})
        assert Need.GO_ON in facts.gather(table).met
        assert situation.gather(table).to_decide == 0
        assert 'value="go_on"' not in client.get(address).content.decode()


class TestChoosing:
    def test_a_variant_that_was_taken_away_is_not_to_choose_from(self) -> None:
        table = table_at(Step.CHOOSE)
        first, _second = variant_of(table), variant_of(table, "Een grote tuin")
        assert situation.gather(table).to_choose_from == 2
        variants.drop(table_id=table.pk, variant_id=first.pk)
        assert situation.gather(table).to_choose_from == 1


class TestBackToChoosing:
    @pytest.mark.parametrize("step", [Step.CHOOSE, Step.DO])
    def test_the_table_can_choose_again(self, step: Step) -> None:
        """From the step itself, and from the one after it."""
        table = table_at(Step.CHOOSE)
        owner, first = owner_of(table.idea), variant_of(table)
        self.choose(table, first.pk)
        Table.everywhere.filter(pk=table.pk).update(step=step)
        steps.go_back(table.pk, here=step, actor=owner, role=ActorRole.OWNER, reason="Het kan toch niet.")
        Table.everywhere.filter(pk=table.pk).update(step=Step.CHOOSE)
        table.refresh_from_db()
        assert Need.VARIANT not in facts.gather(table).met
        page = of_owner(table).get(reverse("tables:choice", args=[table.pk])).content.decode()
        assert reverse("tables:open_choice", args=[table.pk]) in page
        assert "Wat de tafel eerder koos" in page
        other = variants.add(actor=owner, table_id=table.pk, title="Een dak")
        self.choose(table, other.pk)
        assert Need.VARIANT in facts.gather(table).met
        assert list(Choice.everywhere.values_list("variant", flat=True)) == [other.pk, first.pk]

    def test_further_on_the_choice_stays(self) -> None:
        table = table_at(Step.EVALUATE)
        chosen(table)
        owner = owner_of(table.idea)
        steps.go_back(table.pk, here=Step.EVALUATE, actor=owner, role=ActorRole.OWNER, reason="Er is nog werk.")
        assert Variant.everywhere.filter(table=table, chosen_at__isnull=False).exists()

    def choose(self, table: Table, variant_id: int) -> None:
        who: dict[str, Any] = {"actor": owner_of(table.idea), "table_id": table.pk}
        choice = choosing.open_choice(**who, way=ChoiceWay.VOTE)
        choosing.close(**who, role=ActorRole.OWNER, choice_id=choice.pk, variant_id=variant_id, reason="Daarom.")


class TestLookingBackBegins:
    def test_one_thing_to_decide_is_a_button_and_no_choice(self) -> None:
        table = table_at(Step.DO)
        page = of_owner(table).get(reverse("tables:words", args=[table.pk])).content.decode()
        assert 'type="radio"' not in page
        assert '<input type="hidden" name="kind" value="judge"' in page
        assert '<span class="nl-button__label">Er is genoeg gebeurd om terug te kijken</span>' in page

    def test_with_the_word_that_it_can_be_judged(self) -> None:
        table = table_at(Step.DO)
        client, address = of_owner(table), reverse("tables:words", args=[table.pk])
        response = client.post(address, {"kind": "judge", "reason": "De kas staat er."}, follow=True)
        table.refresh_from_db()
        assert table.step == Step.EVALUATE
        assert "Kijk terug" in response.content.decode()
        kinds = list(table.step_changes.order_by("pk").values_list("kind", flat=True))
        assert kinds[-2:] == [TimelineKind.WORD, TimelineKind.STEP]


class TestAfterTheMinutes:
    def test_only_who_decides_is_asked_and_only_until_it_is_said(self, town: Municipality) -> None:
        table = table_at(4, town=town)
        first = meeting(table, days=-3)
        written(first)
        coach = MatchFactory.create(idea=table.idea, accepted=True).coach.user
        address = reverse("tables:minutes_one", args=[table.pk, first.number])
        words = reverse("tables:words", args=[table.pk]) + f"?bijeenkomst={first.pk}"

        def read_by(user: User) -> str:
            return at_site(town, user).get(address).content.decode()

        assert f'href="{words}"' in read_by(owner_of(table.idea))
        assert f'href="{words}"' not in read_by(coach) and "doorgaat of stopt" in read_by(coach)
        said(table, WordKind.GO_ON, first)
        for user in (owner_of(table.idea), coach):
            assert words not in read_by(user) and "doorgaat of stopt" not in read_by(user)


class TestTheSecondMeeting:
    def test_is_not_planned_again_when_another_comes_first(self) -> None:
        table = table_at(Step.CHOOSE)
        meeting(table, MeetingPurpose.PROGRESS, days=3)
        assert not situation.gather(table).has_second
        meeting(table, MeetingPurpose.SECOND, days=9)
        found = next_action.of_each([Work(table, owner_of(table.idea), ActorRole.OWNER)])[table.pk]
        assert situation.gather(table).has_second
        assert "tweede bijeenkomst" not in found.label


class TestInviting:
    def test_not_for_a_meeting_that_has_begun(self) -> None:
        table = table_at(Step.CHOOSE)
        over = meeting(table, days=-1, state=MeetingState.PLANNED)
        poll = meeting(table, MeetingPurpose.OTHER, state=MeetingState.POLL, starts_at=None)
        coming = meeting(table, MeetingPurpose.SECOND, days=9)
        assert list(Meeting.everywhere.to_invite_for().order_by("pk")) == [poll, coming]
        page = of_owner(table).get(reverse("tables:invite", args=[table.pk])).content.decode()
        assert f'value="{over.pk}"' not in page
