"""Spoken messages in every state, with the recording in the storage."""

from typing import Any
from uuid import uuid4

import factory
from django.core.files.base import ContentFile
from django.db.models import Manager
from factory.django import DjangoModelFactory

from ideas.enums import VoiceState
from ideas.models import VoiceMessage
from tests.factories.municipalities import MunicipalityFactory
from tests.support import sounds


class VoiceMessageFactory(DjangoModelFactory[VoiceMessage]):
    """Waits to be typed out. Flags: `begun`, `typed`."""

    class Meta:
        model = VoiceMessage

    class Params:
        begun = factory.Trait(state=VoiceState.BEGUN, municipality=None, name="", email="", phone="")
        typed = factory.Trait(
            state=VoiceState.TYPED,
            title="Een fluisterbank in het park",
            origin="Mijn oma hoort slecht, en daar is het stil.",
            version=1,
            answer_key=factory.LazyFunction(uuid4),
        )

    municipality = factory.SubFactory(MunicipalityFactory)
    state = VoiceState.WAITS
    name = "Stien Stem"
    email = "stien.stem@buurt.example"
    phone = "0600000007"
    sort = "wav"
    size = factory.LazyFunction(lambda: len(sounds.wav(1)))
    seconds = 1
    audio = factory.LazyFunction(lambda: ContentFile(sounds.wav(1), name="x"))

    @classmethod
    def _get_manager(cls, model_class: type[VoiceMessage]) -> Manager[Any]:
        return model_class.everywhere
