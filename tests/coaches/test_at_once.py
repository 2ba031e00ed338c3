"""Matches at two places at one moment, each over a connection of its own."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Membership, User
from aantafel.accounts.services import memberships, privacy
from aantafel.core.errors import DomainError
from aantafel.outbox.models import OutgoingMail
from coaches.enums import ApplicationState
from coaches.models import CoachApplication, CoachProfile, Match
from coaches.services import answers, applications, deadlines, matches
from ideas.services import own
from tests.coaches.conftest import Place, make_place
from tests.factories.coaches import CoachApplicationFactory, MatchFactory
from tests.factories.instances import somebody
from tests.support.at_once import at_once
from tests.support.meanwhile import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here() -> Place:
    return make_place()


def trying(act: Callable[[], object]) -> Callable[[], bool]:
    """Whether it was possible."""

    def tried() -> bool:
        try:
            act()
        except DomainError:
            return False
        return True

    return tried


def asking(here: Place, coach: CoachProfile, actor: User | None = None) -> Callable[[], bool]:
    who = {"actor": actor or here.coordinator, "idea_id": here.idea.pk, "coach_id": coach.pk}
    return trying(partial(matches.ask, message="Doe je mee?", **who))  # type: ignore[arg-type]


def test_two_coordinators_ask_different_coaches_for_one_idea(here: Place) -> None:
    for _ in range(3):
        colleague = somebody(Role.COORDINATOR, here.town)
        first, second = here.another_coach(), here.another_coach()
        assert sorted(at_once(asking(here, first), asking(here, second, colleague))) == [False, True]
        assert Match.everywhere.open().filter(idea=here.idea).count() == 1
        Match.everywhere.all().delete()


def test_a_double_click_asks_once(here: Place) -> None:
    assert at_once(*[asking(here, here.coach)] * 4) == [True] * 4
    assert Match.everywhere.count() == OutgoingMail.objects.count() == 1


def test_of_two_ideas_for_the_last_place_one_is_accepted(here: Place) -> None:
    CoachProfile.everywhere.update(tables_at_once=1)
    for _ in range(3):
        asked = [MatchFactory.create(idea=here.another_idea(), coach=here.coach) for _ in range(2)]
        yes = [trying(partial(answers.accept, actor=here.coach.user, key=match.key)) for match in asked]
        assert sorted(at_once(*yes)) == [False, True]
        assert Match.everywhere.running().filter(coach=here.coach).count() == 1
        Match.everywhere.all().delete()


def test_yes_and_taken_back_at_once_is_one_of_the_two(here: Place) -> None:
    for _ in range(4):
        match = MatchFactory.create(idea=here.another_idea(), coach=here.coach)
        said, taken = at_once(
            trying(partial(answers.accept, actor=here.coach.user, key=match.key)),
            trying(partial(matches.withdraw, actor=here.coordinator, match_id=match.pk)),
        )
        match.refresh_from_db()
        assert said is not taken
        assert match.state == ("accepted" if said else "withdrawn")
        Match.everywhere.all().delete()


def test_a_yes_while_it_expires_is_one_of_the_two(here: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    match = MatchFactory.create(idea=here.idea, coach=here.coach)
    yes, gone = meanwhile(
        monkeypatch,
        "match:accepting",
        partial(answers.accept, actor=here.coach.user, key=match.key),
        partial(deadlines._expire, match.pk),
    )
    match.refresh_from_db()
    assert (match.state, gone) == ("accepted", False)
    assert yes == match


def test_a_double_yes_tells_the_pinner_once(here: Place) -> None:
    match = MatchFactory.create(idea=here.idea, coach=here.coach)
    assert all(at_once(*[trying(partial(answers.accept, actor=here.coach.user, key=match.key))] * 3))
    assert OutgoingMail.objects.filter(kind="coaches/yes_pinner").count() == 1


def test_a_role_that_ends_while_its_coach_says_yes(here: Place) -> None:
    for _ in range(3):
        coach = here.another_coach()
        match = MatchFactory.create(idea=here.another_idea(), coach=coach)
        role = Membership.objects.get(user=coach.user, role=Role.COACH, ended_at=None)
        said, ended = at_once(
            trying(partial(answers.accept, actor=coach.user, key=match.key)),
            trying(partial(memberships.end, actor=here.coordinator, membership_id=role.pk, municipality=here.town)),
        )
        match.refresh_from_db()
        assert ended
        assert match.state == ("accepted" if said else "withdrawn")


def test_an_idea_that_is_taken_back_while_a_coach_is_asked(here: Place) -> None:
    for _ in range(3):
        idea = here.another_idea()
        ask: Any = partial(matches.ask, actor=here.coordinator, idea_id=idea.pk, coach_id=here.coach.pk)
        at_once(trying(ask), trying(partial(own.withdraw, actor=here.pinner, idea=idea)))
        assert not Match.everywhere.open().filter(idea=idea).exists()


def test_a_coach_who_is_erased_while_being_asked_or_ended(here: Place) -> None:
    for _ in range(3):
        coach = here.another_coach()
        MatchFactory.create(idea=here.another_idea(), coach=coach, accepted=True)
        role = Membership.objects.get(user=coach.user, role=Role.COACH, ended_at=None)
        end = partial(memberships.end, actor=here.coordinator, membership_id=role.pk, municipality=here.town)

        def ended(end: Callable[[], object] = end) -> bool:
            try:
                end()
            except Membership.DoesNotExist:
                return False
            return True

        at_once(
            trying(partial(privacy.erase, actor=coach.user, ideas_too=False)),
            asking(here, coach),
            ended,
        )
        assert not CoachProfile.everywhere.filter(pk=coach.pk).exists()
        assert not User.objects.filter(pk=coach.user.pk).exists()
        Match.everywhere.all().delete()


def test_an_application_is_decided_once(here: Place) -> None:
    for _ in range(3):
        waiting = CoachApplicationFactory.create(municipality=here.town)
        decided = at_once(
            trying(partial(applications.accept, actor=here.coordinator, application_id=waiting.pk)),
            trying(partial(applications.refuse, actor=here.coordinator, application_id=waiting.pk, reason="Nee.")),
        )
        assert sorted(decided) == [False, True]
        waiting.refresh_from_db()
        is_coach = CoachProfile.everywhere.filter(user=waiting.user).exists()
        assert (waiting.state == ApplicationState.ACCEPTED) is is_coach


def test_applying_twice_at_once_is_one_application(here: Place) -> None:
    typed = {"name": "Ine", "phone": "", "why": "Ik luister graag.", "themes": [], "moments": []}
    apply = partial(applications.apply, user=here.pinner, municipality=here.town, typed=typed, language="nl")
    assert all(at_once(*[trying(apply)] * 3))
    assert CoachApplication.everywhere.count() == 1
