"""People."""

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from aantafel.accounts.enums import Capacity, NameDisplay, Role
from aantafel.accounts.models import Membership, User


class UserFactory(DjangoModelFactory[User]):
    """A resident whose first name shows. With `operator=True` somebody who runs the national site."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"persoon{n}@buurt.example")
    password = factory.LazyFunction(lambda: make_password(None))  # nobody has one
    name = factory.Sequence(lambda n: f"Noor Voorbeeld{n}")
    name_display = NameDisplay.FIRST
    capacity = Capacity.RESIDENT

    class Params:
        operator = factory.Trait(
            name="Bea Beheer",
            role=factory.RelatedFactory("tests.factories.accounts.MembershipFactory", factory_related_name="user"),
        )


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    municipality = None
    role = Role.OPERATOR
