"""The network list."""

import factory
from django.db.models import Manager
from factory.django import DjangoModelFactory

from aantafel.core import clock
from aantafel.core.text import fold
from movement.enums import AgreedHow, ContactKind
from movement.models import Contact
from tests.factories.municipalities import MunicipalityFactory


class ContactFactory(DjangoModelFactory[Contact]):
    """An organisation, or with `person=True` somebody who said yes."""

    class Meta:
        model = Contact

    class Params:
        person = factory.Trait(
            kind=ContactKind.KEY_PERSON, agreed_how=AgreedHow.TALK, agreed_on=factory.LazyFunction(clock.today)
        )

    municipality = factory.SubFactory(MunicipalityFactory)
    kind = ContactKind.ORGANISATION
    name = factory.Sequence(lambda n: f"Stichting Voorbeeld {n:03}")
    sort_name = factory.LazyAttribute(lambda one: fold(one.name))

    @classmethod
    def _get_manager(cls, model_class: type[Contact]) -> Manager[Contact]:
        return model_class.everywhere
