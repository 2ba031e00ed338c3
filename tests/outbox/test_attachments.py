"""A calendar that travels with a mail: from the row to the receiver, and out of the row again."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from aantafel.core import clock, icalendar
from aantafel.core.icalendar import Event, Party
from aantafel.outbox import attachments, mime
from aantafel.outbox.attachments import CALENDAR, Attachment
from aantafel.outbox.enums import State
from aantafel.outbox.mailbox.models import CapturedMail
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services import deliver, enqueue, privacy
from tests.factories.accounts import UserFactory
from tests.factories.outbox import OutgoingMailFactory
from tests.outbox.test_manage import Person
from tests.support.smtp import SmtpServer

pytestmark = pytest.mark.django_db

MOMENT = datetime(2026, 11, 27, 12, tzinfo=UTC)


def event(**changes: Any) -> Event:
    begins = MOMENT + timedelta(days=7)
    usual: dict[str, Any] = {
        "uid": "meeting-1@tafel.example",
        "title": "Een bankje: één € per plank; of twee, misschien",
    }
    moments = {"changed_at": MOMENT, "starts_at": begins, "ends_at": begins + timedelta(hours=2)}
    return Event(**{**usual, **moments, **changes})


def asked(**changes: Any) -> Attachment:
    desk, noor = Party("desk@tafel.example", "AanTafel!"), Party("noor@buurt.example", "Noor")
    content = icalendar.invitation(event(**changes), organizer=desk, attendee=noor, accepted=True)
    return Attachment("bijeenkomst.ics", CALENDAR, content)


def shown(name: str = "agenda.ics") -> Attachment:
    return Attachment(name, CALENDAR, icalendar.single(event()))


def put(*given: Attachment, key: str = "test:1") -> OutgoingMail | None:
    return enqueue(
        kind="outbox/test",
        to="noor@buurt.example",
        language="nl",
        context={"at": clock.now()},
        dedupe_key=key,
        attachments=given,
    )


def forms(message: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in message.walk()]


@pytest.mark.parametrize(("is_cancelled", "method"), [(False, "REQUEST"), (True, "CANCEL")])
def test_an_invitation_arrives_where_calendars_look_for_it(smtp: SmtpServer, is_cancelled: bool, method: str) -> None:
    mail = put(asked(is_cancelled=is_cancelled))
    assert mail is not None
    deliver.run()
    [received] = smtp.received()
    assert received.message_id == mail.message_id
    mixed, alternative = "multipart/mixed", "multipart/alternative"
    assert forms(received.message) == [mixed, alternative, "text/plain", "text/html", CALENDAR, "application/ics"]
    assert "Dit is een test." in received.part("plain") and "<html" in received.part("html")
    (inside,) = [part for part in received.message.walk() if part.get_content_type() == CALENDAR]
    assert inside.get_param("method") == method
    assert inside.get_content_charset() == "utf-8"
    (below,) = received.attachments
    assert below.get_filename() == "bijeenkomst.ics"
    assert below.get_content_disposition() == "attachment"
    for content in (inside.get_payload(decode=True), below.get_content()):
        assert isinstance(content, bytes)
        whole: Any = Calendar.from_ical(content)
        assert whole["METHOD"] == method
        assert whole.walk("VEVENT")[0]["SUMMARY"] == "Een bankje: één € per plank; of twee, misschien"
        assert content.decode() == asked_content(mail)


def asked_content(mail: OutgoingMail) -> str:
    mail.refresh_from_db()
    return attachments.kept(mail.attachments)[0].content


def test_what_asks_nothing_hangs_below_the_mail_alone(smtp: SmtpServer) -> None:
    put(shown("een.ics"), shown("twee.ics"))
    deliver.run()
    [received] = smtp.received()
    assert forms(received.message).count(CALENDAR) == 2
    assert [part.get_filename() for part in received.attachments] == ["een.ics", "twee.ics"]
    for part in received.attachments:
        assert (part.get_content_type(), part.get_param("method")) == (CALENDAR, "PUBLISH")
        assert str(part.get_content()) == shown().content


def test_a_mail_without_attachments_is_as_it_was(smtp: SmtpServer) -> None:
    put()
    deliver.run()
    [received] = smtp.received()
    assert forms(received.message) == ["multipart/alternative", "text/plain", "text/html"]


def test_it_costs_no_query_more(smtp: SmtpServer) -> None:
    def queries(key: str, *given: Attachment) -> int:
        with CaptureQueriesContext(connection) as asked_of_the_database:
            put(*given, key=key)
            deliver.run()
        return len(asked_of_the_database)

    assert queries("test:1") == queries("test:2", asked(), shown())
    assert smtp.count() == 2


def test_once_for_each_event(smtp: SmtpServer) -> None:
    first = put(asked())
    assert put(asked(sequence=1)) is None
    deliver.run()
    deliver.run()
    assert first is not None
    assert [received.message_id for received in smtp.received()] == [first.message_id]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([shown()] * 4, "at most 3"),
        ([asked(), asked()], "one thing"),
        ([Attachment("x.ics", CALENDAR, "METHOD:PUBLISH\r\n" + "€" * 22000)], "at most 65536 bytes"),
        ([Attachment("x.ics", CALENDAR, "hallo")], "no calendar"),
        ([Attachment("x.ics", CALENDAR, "DESCRIPTION:METHOD:REQUEST")], "no calendar"),
        ([Attachment("x.html", "text/html", shown().content)], "no calendar"),
        ([Attachment("x.html", CALENDAR, shown().content)], "no name"),
        ([Attachment('x".ics', CALENDAR, shown().content)], "no name"),
        ([Attachment("x.ics\r\nBcc: a@b.example", CALENDAR, shown().content)], "no name"),
    ],
)
def test_what_cannot_be_sent_is_refused_at_once(given: list[Attachment], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        put(*given)
    assert not OutgoingMail.objects.exists()


def test_a_method_that_was_typed_is_not_one() -> None:
    content = icalendar.single(event(text="x\nMETHOD:REQUEST\nMETHOD:CANCEL", title="METHOD:REQUEST"))
    assert Attachment("x.ics", CALENDAR, content).method == "PUBLISH"


def test_a_long_line_is_kept_whole() -> None:
    """`core.icalendar` writes no such line; whoever does must not break the mail."""
    content = "METHOD:REQUEST\r\nX:" + "é" * 2000 + "\r\n"
    sent = mime.message([("Subject", "x")], "a", "b", [Attachment("x.ics", CALENDAR, content)])
    assert max(len(line) for line in sent.split(b"\r\n")) <= mime.LONGEST_LINE


def test_it_goes_with_the_text_of_the_mail() -> None:
    long_ago = clock.now() - privacy.KEEP - timedelta(days=1)
    kept = attachments.checked([asked()])
    sent = {"state": State.SENT, "sent_at": long_ago, "created_at": long_ago}
    old = OutgoingMailFactory.create(attachments=kept, **sent)
    erased = OutgoingMailFactory.create(attachments=kept, to_address="noor@buurt.example")
    recent = OutgoingMailFactory.create(attachments=kept)
    privacy.forget_old()
    privacy.erase(user=Person())
    left = OutgoingMail.objects.exclude(attachments=[]).values_list("pk", flat=True)
    assert list(left) == [recent.pk]
    assert old.pk != erased.pk


def test_it_is_part_of_what_somebody_was_sent() -> None:
    put(asked())
    [mail] = privacy.export(user=Person())["mails"]
    assert "BEGIN:VCALENDAR" in mail["attachments"][0]["content"]


def test_the_operator_reads_its_name(client: Client) -> None:
    mail = put(asked())
    assert mail is not None
    client.force_login(UserFactory.create(operator=True))
    page = client.get(f"/beheer/post/{mail.pk}/").text
    assert "bijeenkomst.ics" in page
    assert "BEGIN:VCALENDAR" not in page


def test_the_local_mailbox_gives_it_to_take_over(client: Client) -> None:
    put(asked(), shown())
    deliver.run()
    captured = CapturedMail.objects.get()
    page = client.get(f"/postvak/{captured.pk}/").text
    assert f'href="/postvak/{captured.pk}/bijlage/1/">bijeenkomst.ics' in page
    response = client.get(f"/postvak/{captured.pk}/bijlage/2/")
    assert response.content.decode() == shown().content
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="agenda.ics"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    for number in (0, 3):
        assert client.get(f"/postvak/{captured.pk}/bijlage/{number}/").status_code == 404
