"""Work forms: of the national library, unless they get a municipality."""

import factory
from django.db.models import Manager
from factory.django import DjangoModelFactory

from aantafel.core import clock
from municipalities.models import Municipality
from tables.enums_work_forms import Phase
from tables.models import WorkForm


class WorkFormFactory(DjangoModelFactory[WorkForm]):
    """`ended`: no longer offered."""

    class Meta:
        model = WorkForm

    class Params:
        ended = factory.Trait(ended_at=factory.LazyFunction(clock.now))

    municipality: Municipality | None = None
    slug = factory.Sequence(lambda n: f"praten-over-{n}")
    phase = Phase.OPENING
    title = factory.Sequence(lambda n: f"Praten over {n}")
    goal = "Iedereen heeft iets gezegd."
    smallest = 4
    largest = 12
    minutes = 20
    materials = "Stoelen en een bal."
    steps = factory.LazyFunction(lambda: ["Beginnen (5 minuten): Zeg hallo.", "Gooi de bal rond."])
    reading_tip = "Er hoeft niemand te lezen."
    everyone = "Wie stil is, mag passen."
    stalls = "Neem pauze."

    @classmethod
    def _get_manager(cls, model_class: type[WorkForm]) -> Manager[WorkForm]:
        return model_class.everywhere


def version_of(national: WorkForm, municipality: Municipality, **fields: object) -> WorkForm:
    """The municipality's own version of a national form."""
    return WorkFormFactory.create(
        **{"municipality": municipality, "replaces": national, "slug": national.slug, "phase": national.phase, **fields}
    )
