"""Municipalities, postcodes and places. Their mailboxes are invented: no test ever knows a real one."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from aantafel.core import clock
from aantafel.core.text import slugify
from municipalities import names
from municipalities.enums import Province
from municipalities.models import Municipality, Place, Postcode


def _letters(number: int) -> str:
    """Another word for each number."""
    rest, letter = divmod(number, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + letter)


class MunicipalityFactory(DjangoModelFactory[Municipality]):
    """An invented municipality with a mailbox. Flags: `blocked`, `without_mailbox`; `merged_into=other`."""

    class Meta:
        model = Municipality
        django_get_or_create = ["code"]
        exclude = ["merged_into"]

    class Params:
        blocked = factory.Trait(mail_blocked_at=factory.LazyFunction(clock.now), mail_blocked_reason="550 no such user")
        without_mailbox = factory.Trait(email="", contact_form="https://www.gemeente.example/contact")

    merged_into: Any = None
    code = factory.Sequence(lambda n: f"GM{9000 - n % 8999:04d}")
    name = factory.Sequence(lambda n: f"Voorbeeldstad {_letters(n)}")  # four digits would read as a postcode
    official_name = factory.SelfAttribute("name")
    slug = factory.LazyAttribute(lambda one: slugify(one.name))
    sort_name = factory.LazyAttribute(lambda one: names.sort_name(one.name))
    search_names = factory.LazyAttribute(lambda one: names.municipality_keys(one.code, one.name, one.official_name))
    province = Province.GELDERLAND
    email = factory.LazyAttribute(lambda one: f"info@{slugify(one.name)}.example")
    contact_form = ""
    website = factory.LazyAttribute(lambda one: f"https://www.{slugify(one.name)}.example")
    population = 25_000
    latitude = 52.14
    longitude = 6.2
    successor = factory.SelfAttribute("merged_into")
    ends_on = factory.LazyAttribute(lambda one: clock.today() if one.successor else None)


class PostcodeFactory(DjangoModelFactory[Postcode]):
    class Meta:
        model = Postcode
        django_get_or_create = ["pc4", "municipality"]

    pc4 = factory.Sequence(lambda n: f"{1000 + n % 9000}")
    municipality = factory.SubFactory(MunicipalityFactory)
    rank = 1
    place = ""


class PlaceFactory(DjangoModelFactory[Place]):
    class Meta:
        model = Place
        django_get_or_create = ["folded", "municipality"]

    name = factory.Sequence(lambda n: f"Voorbeelddorp {n}")
    search_names = factory.LazyAttribute(lambda one: names.place_keys(one.name))
    folded = factory.LazyAttribute(lambda one: one.search_names[0])
    municipality = factory.SubFactory(MunicipalityFactory)
