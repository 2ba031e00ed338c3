"""What coaches note, ask each other, and need help with."""

from typing import Any

import factory
from django.db.models import Manager
from factory.django import DjangoModelFactory

from aantafel.core import clock
from coaches.enums_talk import HelpKind
from coaches.models import CoachNote, CoachReply, CoachTopic, HelpRequest
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory


def _everywhere(_cls: Any, model_class: Any) -> Manager[Any]:
    found: Manager[Any] = model_class.everywhere
    return found


class CoachTopicFactory(DjangoModelFactory[CoachTopic]):
    """A subject of one municipality. Flags: `hidden`, `removed`."""

    class Meta:
        model = CoachTopic

    municipality = factory.SubFactory(MunicipalityFactory)
    author = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"Hoe vraag je door, deel {n}?")
    text = "Ik merk dat ik zelf te veel praat."

    class Params:
        hidden = factory.Trait(hidden_at=factory.LazyFunction(clock.now), hidden_reason="Er staat een naam in.")
        removed = factory.Trait(removed_at=factory.LazyFunction(clock.now), title="", text="")

    _get_manager = classmethod(_everywhere)


class CoachReplyFactory(DjangoModelFactory[CoachReply]):
    """An answer from the same municipality. Flags: `hidden`, `removed`."""

    class Meta:
        model = CoachReply

    topic = factory.SubFactory(CoachTopicFactory)
    municipality = factory.SelfAttribute("topic.municipality")
    author = factory.SubFactory(UserFactory)
    text = "Tel eerst tot vijf."

    class Params:
        hidden = factory.Trait(hidden_at=factory.LazyFunction(clock.now), hidden_reason="Er staat een naam in.")
        removed = factory.Trait(removed_at=factory.LazyFunction(clock.now), text="")

    _get_manager = classmethod(_everywhere)


class CoachNoteFactory(DjangoModelFactory[CoachNote]):
    class Meta:
        model = CoachNote

    idea = factory.SubFactory(IdeaFactory, published=True)
    municipality = factory.SelfAttribute("idea.municipality")
    user = factory.SubFactory(UserFactory)
    text = "Vraag naar haar broer."

    _get_manager = classmethod(_everywhere)


class HelpRequestFactory(DjangoModelFactory[HelpRequest]):
    """One that waits for the desk of the municipality; about an idea with `idea=`."""

    class Meta:
        model = HelpRequest

    idea: Any = None
    municipality = factory.LazyAttribute(
        lambda one: one.idea.municipality if one.idea else MunicipalityFactory.create()
    )
    asker = factory.SubFactory(UserFactory)
    kind = HelpKind.EXPERT
    text = "Wie weet hoe je een vergunning aanvraagt?"

    _get_manager = classmethod(_everywhere)
