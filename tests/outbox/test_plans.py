"""However many mails have been sent, a worker finds what is due through small indexes alone."""

import json
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from aantafel.core import clock
from aantafel.outbox.enums import State
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services import claims
from tests.factories.outbox import OutgoingMailFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def many() -> None:
    """Mostly sent mail, and some that waits in conversations."""
    moment = clock.now()
    sent = OutgoingMailFactory.build_batch(3000, state=State.SENT, sent_at=moment, conversation="old")
    waiting = OutgoingMailFactory.build_batch(300)
    for number, mail in enumerate(waiting):
        mail.conversation = f"idea:{number % 60}"
    OutgoingMail.objects.bulk_create([*sent, *waiting])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE outbox_outgoingmail")


def scans(rows: QuerySet[Any]) -> list[tuple[str, str]]:
    """How each table is read, and by which index."""
    found: list[tuple[str, str]] = []

    def walk(node: dict[str, Any]) -> None:
        if "Scan" in node["Node Type"]:
            found.append((node["Node Type"], node.get("Index Name", "")))
        for below in node.get("Plans", []):
            walk(below)

    walk(json.loads(rows.explain(format="json"))[0]["Plan"])
    return found


def test_what_is_due(many: None) -> None:
    read = scans(claims.due(clock.now())[:50])
    assert "mail_in_conversation" in {index for _kind, index in read}
    assert "Seq Scan" not in {kind for kind, _index in read}


def test_giving_back_reads_only_what_is_claimed(many: None) -> None:
    claimed = claims.claim(10)
    rows = OutgoingMail.objects.filter(state=State.SENDING, claim_token=claimed[0].claim_token, in_flight_at=None)
    assert "Seq Scan" not in {kind for kind, _index in scans(rows)}
