"""Tables of published ideas."""

import factory
from django.db.models import Manager
from factory.django import DjangoModelFactory

from tables.enums import ActorRole
from tables.lifecycle import FIRST
from tables.models import StepChange, Table
from tests.factories.ideas import IdeaFactory


class StepChangeFactory(DjangoModelFactory[StepChange]):
    class Meta:
        model = StepChange

    table = factory.SubFactory("tests.factories.tables.TableFactory", opening=None)
    to_step = FIRST.value
    role = ActorRole.OPERATOR
    created_at = factory.SelfAttribute("table.opened_at")


class TableFactory(DjangoModelFactory[Table]):
    """The table of a published idea at its first step, with the line that opens its timeline."""

    class Meta:
        model = Table
        skip_postgeneration_save = True

    idea = factory.SubFactory(IdeaFactory, published=True)
    municipality = factory.SelfAttribute("idea.municipality")
    opened_at = factory.SelfAttribute("idea.published_at")
    opening = factory.RelatedFactory(StepChangeFactory, factory_related_name="table")

    @classmethod
    def _get_manager(cls, model_class: type[Table]) -> Manager[Table]:
        return model_class.everywhere
