"""Outgoing mail."""

import uuid

import factory
from factory.django import DjangoModelFactory

from aantafel.outbox.models import OutgoingMail


class OutgoingMailFactory(DjangoModelFactory[OutgoingMail]):
    """A mail that is due."""

    class Meta:
        model = OutgoingMail

    dedupe_key = factory.LazyFunction(lambda: f"test:{uuid.uuid4()}")
    kind = "outbox/test"
    to_address = factory.Sequence(lambda n: f"bewoner{n}@buurt.example")
    to_name = "Noor Voorbeeld"
    subject = factory.Sequence(lambda n: f"Bericht {n}")
    body_text = "Dag Noor,\n\nEr is nieuws.\n"
    body_html = "<!DOCTYPE html><html lang='nl'><head><title>Nieuws</title></head><body><p>Nieuws.</p></body></html>"
    language = "nl"
    message_id = factory.LazyFunction(lambda: f"<{uuid.uuid4()}@aantafel.example>")
