"""Tables of published ideas."""

from datetime import datetime
from typing import Any

import factory
from django.db.models import Manager
from factory.django import DjangoModelFactory

from aantafel.accounts.models import User
from aantafel.core import clock
from tables.enums import ActorRole, CoreQuestion
from tables.lifecycle import FIRST
from tables.models import CoreAnswer, CoreAnswerVersion, StepChange, Table
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


def answered(table: Table, question: CoreQuestion, *texts: str, by: User | None = None, **fields: Any) -> CoreAnswer:
    """An answer with the texts that it had, the newest last; `changed_as=` for another role than the pinner's."""
    usual = {"text": texts[-1], "changed_by": by, "changed_as": ActorRole.OWNER}
    answer = CoreAnswer.everywhere.create(table=table, question=question, **{**usual, **fields})
    for text in texts:
        version_of(answer, text, by=by, role=answer.changed_as)
    return answer


def version_of(
    answer: CoreAnswer, text: str, *, by: User | None, role: str = ActorRole.OWNER, at: datetime | None = None
) -> CoreAnswerVersion:
    """One more text that the answer had; its number becomes the answer's."""
    answer.version += 1
    answer.save(update_fields=["version"])
    made = {"number": answer.version, "text": text, "by": by, "role": role, "at": at or clock.now()}
    return CoreAnswerVersion.objects.create(answer=answer, **made)
