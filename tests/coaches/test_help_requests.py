"""Requests for help: whose desk they lie on, who hears of what, and how they stand."""

import pytest

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from aantafel.accounts.services import privacy
from aantafel.core import clock
from aantafel.core.registry import on_export, on_hand_back, on_hand_over
from aantafel.outbox.models import OutgoingMail
from coaches.enums_talk import HelpKind, HelpSide, HelpState
from coaches.models import HelpEntry, HelpRequest
from coaches.services import help_requests
from municipalities import scope
from municipalities.models import Instance, Municipality
from tests.factories.accounts import UserFactory
from tests.factories.instances import InstanceFactory, somebody
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.talk import HelpRequestFactory
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Municipality:
    return InstanceFactory.create(municipality__name="Tafeldam").municipality


@pytest.fixture
def coach(here: Municipality) -> User:
    return somebody(Role.COACH, here)


@pytest.fixture
def coordinator(here: Municipality) -> User:
    return somebody(Role.COORDINATOR, here)


def ask(actor: User, municipality: Municipality, text: str = "Wie weet dit?") -> HelpRequest:
    return help_requests.ask(actor=actor, municipality=municipality, idea=None, kind=HelpKind.EXPERT, text=text)


def standing(asked: HelpRequest) -> tuple[str, bool]:
    asked.refresh_from_db()
    return asked.state, asked.passed_on


class TestWhere:
    def test_where_there_is_a_desk_it_answers_and_else_the_operator(self, here: Municipality, coach: User) -> None:
        ask(coach, here)
        elsewhere = [MunicipalityFactory.create(), InstanceFactory.create(preparing=True).municipality]
        national = {ask(coach, place).pk for place in elsewhere}
        assert {one.pk for one in HelpRequest.everywhere.at_operator()} == national
        assert not national & {one.pk for one in HelpRequest.everywhere.at_desk()}

    def test_a_desk_sees_its_own_and_nobody_else_does(self, here: Municipality, coach: User) -> None:
        asked = ask(coach, here)
        HelpRequestFactory.create()
        with scope.tenant(here):
            assert list(HelpRequest.objects.all()) == [asked]
        for entered in (scope.national(), scope.local(here)):
            with entered:
                assert not HelpRequest.objects.exists()

    def test_when_the_site_ends_or_opens_another_desk_answers_but_not_what_was_passed_on(
        self, here: Municipality, coach: User, coordinator: User
    ) -> None:
        passed, asked = ask(coach, here, "Een"), ask(coach, here, "Twee")
        help_requests.pass_on(actor=coordinator, request_id=passed.pk, text="Weten wij niet.")
        site = Instance.objects.get(municipality=here)
        for state, at_operator in (("ended", {passed, asked}), ("open", {passed})):
            Instance.objects.filter(pk=site.pk).update(state=state, ended_at=clock.now())
            assert set(HelpRequest.everywhere.at_operator()) == at_operator
        registries = (on_hand_over, on_hand_back)
        lines = [registry.run(municipality=here, actor=None) for registry in registries]
        assert [["1 hulpvraag wacht op antwoord."] in each for each in lines] == [True, True]


class TestTalk:
    def test_an_answer_goes_by_mail_and_writing_back_makes_it_wait_again(
        self, here: Municipality, coach: User, coordinator: User
    ) -> None:
        asked = ask(coach, here)
        help_requests.say(actor=coordinator, request_id=asked.pk, side=HelpSide.DESK, text="Bel Bep.")
        assert standing(asked) == (HelpState.ANSWERED, False)
        mail = OutgoingMail.objects.get(kind="coaches/help_said")
        assert mail.to_address == coach.email
        assert "Bel Bep." in mail.body_text
        assert "tafeldam" in mail.body_text
        help_requests.say(actor=coach, request_id=asked.pk, side=HelpSide.ASKER, text="Bep weet het niet.")
        assert standing(asked) == (HelpState.OPEN, False)
        assert OutgoingMail.objects.filter(kind="coaches/help_said").count() == 1

    def test_passing_on_tells_who_asked_and_happens_once(
        self, here: Municipality, coach: User, coordinator: User
    ) -> None:
        asked = ask(coach, here)
        help_requests.pass_on(actor=coordinator, request_id=asked.pk, text="Dit weten wij niet.")
        assert standing(asked) == (HelpState.OPEN, True)
        assert OutgoingMail.objects.filter(kind="coaches/help_passed").count() == 1
        with pytest.raises(help_requests.PassedOn):
            help_requests.pass_on(actor=coordinator, request_id=asked.pk, text="Nog eens.")

    def test_what_is_done_cannot_be_passed_on_and_opens_when_the_asker_writes(
        self, here: Municipality, coach: User, coordinator: User
    ) -> None:
        asked = ask(coach, here)
        help_requests.finish(actor=coordinator, request_id=asked.pk, side=HelpSide.DESK)
        help_requests.finish(actor=coordinator, request_id=asked.pk, side=HelpSide.DESK)
        assert OutgoingMail.objects.filter(kind="coaches/help_done").count() == 1
        with pytest.raises(help_requests.RoundedOff):
            help_requests.pass_on(actor=coordinator, request_id=asked.pk, text="Toch?")
        help_requests.say(actor=coach, request_id=asked.pk, side=HelpSide.ASKER, text="Het lukt toch niet.")
        assert standing(asked) == (HelpState.OPEN, False)

    def test_who_rounds_it_off_themselves_gets_no_mail(self, here: Municipality, coach: User) -> None:
        asked = ask(coach, here)
        help_requests.finish(actor=coach, request_id=asked.pk, side=HelpSide.ASKER)
        assert standing(asked) == (HelpState.DONE, False)
        assert not OutgoingMail.objects.filter(kind="coaches/help_done").exists()

    def test_writing_once_more_keeps_the_place_in_the_queue(self, here: Municipality, coach: User) -> None:
        asked = ask(coach, here)
        since = asked.waits_since
        help_requests.say(actor=coach, request_id=asked.pk, side=HelpSide.ASKER, text="Ik wacht nog.")
        asked.refresh_from_db()
        assert asked.waits_since == since

    def test_the_same_twice_stands_there_once(self, here: Municipality, coach: User, coordinator: User) -> None:
        assert ask(coach, here).pk == ask(coach, here).pk
        asked = HelpRequest.everywhere.get()
        for _twice in range(2):
            help_requests.say(actor=coordinator, request_id=asked.pk, side=HelpSide.DESK, text="Bel Bep.")
        assert HelpEntry.objects.count() == 1

    @pytest.mark.django_db(transaction=True)
    def test_two_who_pass_it_on_at_once_pass_it_on_once(self) -> None:
        town = InstanceFactory.create().municipality
        asked = HelpRequestFactory.create(municipality=town)
        people = [somebody(Role.COORDINATOR, town) for _two in range(2)]

        def pass_on(actor: User) -> bool:
            try:
                help_requests.pass_on(actor=actor, request_id=asked.pk, text="Weten wij niet.")
            except help_requests.PassedOn:
                return False
            return True

        assert sorted(at_once(lambda: pass_on(people[0]), lambda: pass_on(people[1]))) == [False, True]
        assert HelpEntry.objects.count() == 1


class TestPrivacy:
    def test_what_somebody_asked_goes_with_them_also_from_the_mail(self, here: Municipality, coordinator: User) -> None:
        asker = UserFactory.create()
        asked = ask(asker, here)
        help_requests.say(actor=coordinator, request_id=asked.pk, side=HelpSide.DESK, text="Bel Bep.")
        told = {name: rows for part in on_export.run(user=asker) for name, rows in part.items()}
        assert told["help_requests"][0]["lines"][0]["text"] == "Bel Bep."
        told = {name: rows for part in on_export.run(user=coordinator) for name, rows in part.items()}
        assert [row["text"] for row in told["help_answers"]] == ["Bel Bep."]
        privacy.erase(actor=asker, ideas_too=False)
        assert not HelpRequest.everywhere.exists()
        assert OutgoingMail.objects.get(kind="coaches/help_said").body_text == ""
