"""Local sites, and the people who run them."""

from datetime import timedelta
from typing import Any

import factory
from factory.django import DjangoModelFactory

from aantafel.accounts.enums import Capacity, DeskPart, InvitationState, Role
from aantafel.accounts.models import DeskShare, Invitation, User
from aantafel.core import clock
from municipalities.enums import InstanceState
from municipalities.models import Host, Instance, Municipality, Neighbourhood
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.municipalities import MunicipalityFactory


class InstanceFactory(DjangoModelFactory[Instance]):
    """An open local site. Flags: `preparing`, `ended`."""

    class Meta:
        model = Instance
        django_get_or_create = ["municipality"]

    class Params:
        preparing = factory.Trait(state=InstanceState.PREPARING, opened_at=None)
        ended = factory.Trait(state=InstanceState.ENDED, ended_at=factory.LazyFunction(clock.now))

    municipality = factory.SubFactory(MunicipalityFactory)
    subdomain = factory.LazyAttribute(lambda one: one.municipality.slug)
    name = factory.LazyAttribute(lambda one: f"AanTafel {one.municipality.name}")
    state = InstanceState.OPEN
    opened_at = factory.LazyFunction(clock.now)
    contact_email = factory.LazyAttribute(lambda one: f"tafel@{one.subdomain}.example")
    contact_phone = "085 000 00 01"


class HostFactory(DjangoModelFactory[Host]):
    class Meta:
        model = Host

    instance = factory.SubFactory(InstanceFactory)
    name = factory.Sequence(lambda n: f"www.tafel{n}.example")


class NeighbourhoodFactory(DjangoModelFactory[Neighbourhood]):
    class Meta:
        model = Neighbourhood

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda n: f"Voorbeeldwijk {n}")


class InvitationFactory(DjangoModelFactory[Invitation]):
    """Somebody asked to be a coach. `accepted`: said yes, which does not give the role."""

    class Meta:
        model = Invitation

    class Params:
        accepted = factory.Trait(
            state=InvitationState.ACCEPTED,
            answered_at=factory.LazyFunction(clock.now),
            user=factory.SubFactory(UserFactory, email=factory.SelfAttribute("..email")),
        )

    municipality = factory.SubFactory(MunicipalityFactory)
    email = factory.Sequence(lambda n: f"gevraagd{n}@buurt.example")
    role = Role.COACH
    expires_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=30))


def somebody(role: Role, municipality: Municipality, **fields: Any) -> User:
    """A person with a role in this municipality; a member of the initiative group sits there as a resident."""
    capacity = fields.pop("member_as", Capacity.RESIDENT if role is Role.INITIATIVE else "")
    user = UserFactory.create(**fields)
    MembershipFactory.create(user=user, municipality=municipality, role=role, capacity=capacity)
    return user


def helps_at_desk(user: User, municipality: Municipality, part: DeskPart) -> DeskShare:
    """Gives a part of the desk to somebody."""
    return DeskShare.objects.create(user=user, municipality=municipality, part=part)


def initiative_group(municipality: Municipality) -> list[User]:
    """One member in each capacity."""
    return [somebody(Role.INITIATIVE, municipality, member_as=capacity) for capacity in Capacity]
