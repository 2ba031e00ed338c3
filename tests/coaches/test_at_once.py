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
from coaches.enums import ApplicationState, MatchRole
from coaches.models import CoachApplication, CoachProfile, Match
from coaches.services import answers, applications, deadlines, matches
from ideas.models import Idea
from ideas.services import own
from movement.services import hand_over
from municipalities.models import Instance
from tests.coaches.conftest import Place, make_place
from tests.factories.accounts import UserFactory
from tests.factories.coaches import CoachApplicationFactory, MatchFactory
from tests.factories.instances import somebody
from tests.factories.tables import TableFactory
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
        assert match.state == ("ended" if said else "withdrawn")


def take_back(here: Place, idea: Idea, _coach: CoachProfile) -> None:
    own.withdraw(actor=here.pinner, idea=idea)


def end_role(here: Place, _idea: Idea, coach: CoachProfile) -> None:
    role = Membership.objects.get(user=coach.user, role=Role.COACH, ended_at=None)
    memberships.end(actor=here.coordinator, membership_id=role.pk, municipality=here.town)


def end_site(here: Place, _idea: Idea, _coach: CoachProfile) -> None:
    site = Instance.objects.get(municipality=here.town)
    hand_over.end_site(actor=None, instance_id=site.pk, reason="Geen mensen.")


@pytest.mark.parametrize("closes", [take_back, end_role, end_site])
def test_a_no_while_all_is_closed_is_left_and_the_rest_goes_on(
    here: Place, monkeypatch: pytest.MonkeyPatch, closes: Callable[[Place, Idea, CoachProfile], None]
) -> None:
    match = MatchFactory.create(idea=here.idea, coach=here.coach)
    said, closed = meanwhile(
        monkeypatch,
        "match:declining",
        partial(answers.decline, key=match.key),
        partial(closes, here, here.idea, here.coach),
    )
    match.refresh_from_db()
    assert said is True and not isinstance(closed, Exception), closed
    assert match.state == "declined"


def test_a_question_while_the_site_ends_is_refused(here: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    _ended, asked = meanwhile(
        monkeypatch,
        "hand_over:passed_on",
        partial(end_site, here, here.idea, here.coach),
        partial(matches.ask, actor=here.coordinator, idea_id=here.idea.pk, coach_id=here.coach.pk),
    )
    assert isinstance(asked, matches.SiteEnded)
    assert not Match.everywhere.exists()


def test_two_coaches_of_the_same_tables_leave_while_their_pinner_does(here: Place) -> None:
    """Tables whose order is not that of their ideas, and matches in yet another order."""
    for _ in range(3):
        first, second = here.another_coach(), here.another_coach()
        ideas = [here.another_idea(), here.another_idea()]
        for idea in reversed(ideas):
            TableFactory.create(idea=idea)
        for one, other, idea in ((first, second, ideas[1]), (second, first, ideas[0])):
            MatchFactory.create(idea=idea, coach=one, accepted=True)
            MatchFactory.create(idea=idea, coach=other, role=MatchRole.CO_COACH, accepted=True)
        pinner = UserFactory.create()
        Idea.everywhere.filter(pk__in=[idea.pk for idea in ideas]).update(owner=pinner)
        at_once(
            partial(privacy.erase, actor=first.user, ideas_too=False),
            partial(privacy.erase, actor=second.user, ideas_too=False),
            partial(privacy.erase, actor=pinner, ideas_too=True),
        )
        assert not Match.everywhere.exists()


def test_coaches_leave_while_the_site_ends(here: Place) -> None:
    coaches = [here.another_coach() for _ in range(3)]
    for idea, coach in zip([here.another_idea() for _ in coaches], reversed(coaches), strict=True):
        TableFactory.create(idea=idea)
        MatchFactory.create(idea=idea, coach=coach, accepted=True)
    at_once(
        partial(end_site, here, here.idea, here.coach),
        *[partial(privacy.erase, actor=coach.user, ideas_too=False) for coach in coaches],
    )
    assert not Match.everywhere.open().exists()


def test_two_coaches_replace_each_other(here: Place) -> None:
    """Each at another idea, so that each is the one who goes and the one who comes."""
    for _ in range(3):
        pair = [here.another_coach(), here.another_coach()]
        running = [MatchFactory.create(idea=here.another_idea(), coach=coach, accepted=True) for coach in pair]
        words: dict[str, Any] = {"actor": here.coordinator, "reason": "Ruilen.", "message": "Doe je mee?"}
        swaps = [
            partial(matches.replace, match_id=match.pk, coach_id=coach.pk, **words)
            for match, coach in zip(running, reversed(pair), strict=True)
        ]
        assert {match.state for match in at_once(*swaps)} == {"asked"}
        Match.everywhere.all().delete()


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
