"""What people say below an idea."""

from typing import Any

import factory
from django.db.models import Manager
from factory.django import DjangoModelFactory

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import ReactionEntryKind, ReportWhy
from ideas.models import Reaction, ReactionEntry, ReactionReport
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory


def _history(reaction: Reaction, create: bool, _extracted: Any, **_more: Any) -> None:
    """A hidden one has the lines that say so."""
    if create and reaction.hidden_at is not None:
        line = {"reaction": reaction, "kind": ReactionEntryKind.HIDDEN, "text": reaction.hidden_reason}
        ReactionEntry.objects.create(actor=reaction.hidden_by, **line)
    if create and reaction.objection:
        line = {"reaction": reaction, "kind": ReactionEntryKind.OBJECTED, "text": reaction.objection}
        ReactionEntry.objects.create(actor=reaction.user, **line)


class ReactionFactory(DjangoModelFactory[Reaction]):
    """Below a public idea, by somebody whose first name shows. `hidden=True` for one that was hidden, `objected=True`
    for one whose writer disagrees with that.
    """

    class Meta:
        model = Reaction
        skip_postgeneration_save = True

    idea = factory.SubFactory(IdeaFactory, published=True)
    user = factory.SubFactory(UserFactory)
    text = factory.Sequence(lambda n: f"Ik doe mee, en ik neem {n} stoelen mee.")
    history = factory.PostGeneration(_history)

    class Params:
        hidden = factory.Trait(
            hidden_at=factory.LazyFunction(clock.now),
            hidden_by=factory.SubFactory(UserFactory, operator=True),
            hidden_reason="Hier staat de naam van iemand in.",
            text="Vraag het aan Piet Buur, die weet alles.",
        )
        objected = factory.Trait(objection="Piet vindt het goed.", objected_at=factory.LazyFunction(clock.now))

    @classmethod
    def _get_manager(cls, model_class: type[Reaction]) -> Manager[Reaction]:
        return model_class.everywhere


def report_of(reaction: Reaction, **fields: Any) -> ReactionReport:
    """A report that waits."""
    told = {"why": ReportWhy.PRIVATE, "text": "Dat gaat niemand iets aan.", "quoted": reaction.text}
    return ReactionReport.objects.create(reaction=reaction, **{**told, **fields})


def writer_of(reaction: Reaction) -> User:
    """Whoever wrote it, who is still there."""
    assert reaction.user is not None
    return reaction.user
