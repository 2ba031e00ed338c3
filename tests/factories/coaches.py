"""Coaches, what they are asked, and who wants to become one."""

from datetime import timedelta
from typing import Any

import factory
from django.db.models import Manager
from factory.django import DjangoModelFactory

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Membership
from aantafel.core import clock
from coaches.enums import ApplicationState, MatchState
from coaches.models import CoachApplication, CoachProfile, Match
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory


def _give_role(profile: CoachProfile, create: bool, _extracted: Any, **_more: Any) -> None:
    """Whoever serves as a coach has the role."""
    if create and profile.ended_at is None:
        held: dict[str, Any] = {
            "user": profile.user,
            "municipality": profile.municipality,
            "role": Role.COACH,
            "ended_at": None,
        }
        Membership.objects.get_or_create(**held)


class CoachProfileFactory(DjangoModelFactory[CoachProfile]):
    """A trained coach who has the role. Flags: `in_training` for who has not had the second day yet, `paused` for who
    takes a rest without an end.
    """

    class Meta:
        model = CoachProfile
        skip_postgeneration_save = True

    municipality = factory.SubFactory(MunicipalityFactory)
    user = factory.SubFactory(UserFactory)
    about = "Ik ben graag onder de mensen, en ik luister liever dan dat ik praat."
    first_day_on = factory.LazyFunction(lambda: clock.today() - timedelta(days=60))
    first_day_trainer = "Tineke Trainer"
    second_day_on = factory.LazyFunction(lambda: clock.today() - timedelta(days=53))
    second_day_trainer = "Tineke Trainer"

    class Params:
        in_training = factory.Trait(second_day_on=None, second_day_trainer="")
        paused = factory.Trait(paused_from=factory.LazyFunction(lambda: clock.today() - timedelta(days=2)))

    role = factory.PostGeneration(_give_role)

    @classmethod
    def _create(cls, model_class: type[CoachProfile], *_args: Any, **fields: Any) -> CoachProfile:
        """Whoever was given the role has a profile already: it gets these fields."""
        key = {"municipality": fields.pop("municipality"), "user": fields.pop("user")}
        return model_class.everywhere.update_or_create(**key, defaults=fields)[0]


class MatchFactory(DjangoModelFactory[Match]):
    """A trained coach who is asked for an idea on the site of the same municipality. Flags: `accepted`, `declined`,
    `expired`, `withdrawn`, `ended`; `role=` for another than the coach.
    """

    class Meta:
        model = Match

    idea = factory.SubFactory(IdeaFactory, published=True)
    coach = factory.SubFactory(CoachProfileFactory, municipality=factory.SelfAttribute("..idea.municipality"))
    message = "Past dit bij je? Noor zoekt iemand die met haar meedenkt."
    answer_by = factory.LazyFunction(lambda: clock.today() + timedelta(days=7))

    class Params:
        accepted = factory.Trait(state=MatchState.ACCEPTED, answered_at=factory.LazyFunction(clock.now))
        declined = factory.Trait(
            state=MatchState.DECLINED, answered_at=factory.LazyFunction(clock.now), reason="Ik ken de straat te goed."
        )
        expired = factory.Trait(state=MatchState.EXPIRED)
        withdrawn = factory.Trait(state=MatchState.WITHDRAWN)
        ended = factory.Trait(
            state=MatchState.ENDED,
            answered_at=factory.LazyFunction(clock.now),
            ended_at=factory.LazyFunction(clock.now),
            end_reason="De tafel is klaar.",
        )

    @classmethod
    def _get_manager(cls, model_class: type[Match]) -> Manager[Match]:
        return model_class.everywhere


class CoachApplicationFactory(DjangoModelFactory[CoachApplication]):
    """Somebody who proved their address and waits for the coordinator."""

    class Meta:
        model = CoachApplication

    municipality = factory.SubFactory(MunicipalityFactory)
    user = factory.SubFactory(UserFactory)
    name = factory.SelfAttribute("user.name")
    why = "Ik wil graag dat mensen in mijn dorp elkaar beter leren kennen."
    state = ApplicationState.NEW

    @classmethod
    def _get_manager(cls, model_class: type[CoachApplication]) -> Manager[CoachApplication]:
        return model_class.everywhere
