"""Tables in the neighbourhood, ideas that were heard of, and the network list."""

from datetime import time
from typing import Any

import factory
from django.db.models import Manager
from factory.django import DjangoModelFactory

from aantafel.core import clock
from aantafel.core.text import fold
from movement.enums import AgreedHow, ContactKind, HeardAbout, HeardState
from movement.models import Contact, HeardIdea, OpeningHours, PhysicalTable
from tests.factories.municipalities import MunicipalityFactory


class PhysicalTableFactory(DjangoModelFactory[PhysicalTable]):
    """Open on Tuesdays from ten to twelve; `hours=None` for never. Flag: `ended`."""

    class Meta:
        model = PhysicalTable
        skip_postgeneration_save = True

    class Params:
        ended = factory.Trait(ended_at=factory.LazyFunction(clock.now))

    municipality = factory.SubFactory(MunicipalityFactory)
    name = factory.Sequence(lambda n: f"Tafel in de bieb {n}")
    address = "Bibliotheek, Marktplein 3, bij de ingang links"
    hours = factory.RelatedFactory("tests.factories.movement.OpeningHoursFactory", factory_related_name="table")

    @classmethod
    def _get_manager(cls, model_class: type[PhysicalTable]) -> Manager[Any]:
        return model_class.everywhere


class OpeningHoursFactory(DjangoModelFactory[OpeningHours]):
    class Meta:
        model = OpeningHours

    table = factory.SubFactory(PhysicalTableFactory, hours=None)
    weekday = 1
    opens = time(10)
    closes = time(12)


class HeardIdeaFactory(DjangoModelFactory[HeardIdea]):
    """Heard at a place, and nobody goes yet. Flag: `closed`."""

    class Meta:
        model = HeardIdea

    class Params:
        closed = factory.Trait(state=HeardState.CLOSED, reason="Bestaat al.", closed_at=factory.LazyFunction(clock.now))

    municipality = factory.SubFactory(MunicipalityFactory)
    about = HeardAbout.PLACE
    who = "De kantine van de voetbalclub"
    heard = "Ze willen een moestuin achter het veld."
    heard_from = "De beheerder"
    consent_on = factory.LazyAttribute(lambda one: clock.today() if one.about == HeardAbout.PERSON else None)

    @classmethod
    def _get_manager(cls, model_class: type[HeardIdea]) -> Manager[Any]:
        return model_class.everywhere


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
