"""Mails to who is asked for a meeting, and to who organises it. Each is a row in the caller's transaction.

What somebody may stop (an invitation, a reminder) is of one category; what is needed for a meeting to which they come
is sent all the same. The outbox knows these mails by the seat, so that they are erased with it.
"""

from typing import Any

from django.utils import translation

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox import addresses
from aantafel.outbox.models import OptOut
from aantafel.outbox.services import enqueue
from municipalities import senders
from municipalities.senders import Sender
from tables.enums import SeatSource
from tables.meetings import words as meeting_words
from tables.models import Invitation, Meeting, Seat, SignUp, Table
from tables.notifications import sending
from tables.road import organisers

CATEGORY = "invitations"
NEWS = "table-news"  # what a table tells or asks who was there


def invited(invitation: Invitation, *, asker: str) -> None:
    """What a table asks, with its own words. To the mailbox of a municipality it asks who works on this."""
    if invitation.seat.source == SeatSource.TOWN:
        _to_town(invitation)
        return
    _to_seat("tables/invited", invitation, invite_key(invitation), _asked(invitation, asker), may_stop=True)


def preview(invitation: Invitation, *, asker: str) -> tuple[dict[str, Any], str]:
    """What an invitation that does not exist yet will tell, and the kind of mail."""
    if invitation.seat.source == SeatSource.TOWN:
        sender = senders.of(invitation.meeting.table.municipality_id)
        return sender.mail(town_context(invitation))["context"], "tables/invited_town"
    sender, context = _context(invitation, _asked(invitation, asker))
    return sender.mail(context)["context"], "tables/invited"


def chase(invitation: Invitation) -> None:
    """To who has not answered, once."""
    _to_seat("tables/invited_again", invitation, f"tables:chase:{invitation.key}", {}, may_stop=True)


def answer_noted(invitation: Invitation) -> None:
    """To who said something by themselves: what we noted, with when and where."""
    at = invitation.answered_at or clock.now()
    key = f"tables:answer:{invitation.key}:{at:%Y%m%d%H%M%S%f}"
    _to_seat("tables/answer_noted", invitation, key, {"waits": invitation.waits_since is not None})


def place_free(invitation: Invitation) -> None:
    """From the waiting list: there is a place now."""
    at = clock.now()
    _to_seat("tables/place_free", invitation, f"tables:place:{invitation.key}:{at:%Y%m%d%H%M%S%f}", {})


def confirm_sign_up(sign_up: SignUp, *, is_full: bool) -> None:
    """To an address that is not proved yet: the link that signs up, or that leads to the waiting list of a meeting that
    is full. Repeats nothing that was typed.
    """
    table = sign_up.meeting.table
    sender = senders.of(table.municipality_id)
    url = sender.link("tables:sign_up_confirm", sign_up.language, sign_up.key)
    sending.to_address(
        "tables/confirm_sign_up",
        f"tables:sign-up:{sign_up.key}",
        sender,
        {**_about(sign_up.meeting, sender, sign_up.language), "url": url, "is_full": is_full},
        to=sign_up.email,
        language=sign_up.language,
        recipient=sign_up.recipient,
    )


def answers_came(table: Table, answers: list[Invitation]) -> None:
    """To who organises the table, at most once a day: who said what since the last time."""
    sender = senders.of(table.municipality_id)
    for user in organisers.of(table):
        url = sender.link("tables:seats", user.language, table.pk)
        context = {"idea": table.idea, "answers": answers, "url": url}
        sending.to_user("tables/answers_came", digest_key(table, user), sender, context, user)


def digest_key(table: Table, user: User) -> str:
    return f"tables:answers:{table.pk}:{clock.today():%Y%m%d}:{user.pk}"


def invite_key(invitation: Invitation) -> str:
    """Under which key the outbox keeps the invitation itself."""
    return f"tables:invite:{invitation.key}"


def unwanted(seats: list[Seat]) -> set[int]:
    """Who wants no invitations by mail: not from this table, or from none. One query."""
    keys = {addresses.key(seat.email) for seat in seats if seat.email}
    stopped = set(OptOut.objects.filter(address__in=keys, category=CATEGORY).values_list("address", flat=True))
    return {seat.pk for seat in seats if seat.quiet_at or (seat.email and addresses.key(seat.email) in stopped)}


def reached(seats: list[Seat]) -> set[int]:
    """Whom a mail reaches that asks them something: they have an address, and want it. One query."""
    stopped = unwanted(seats)
    return {seat.pk for seat in seats if seat.pk not in stopped and (seat.email or seat.user_id)}


def town_context(invitation: Invitation) -> dict[str, Any]:
    """What the mail to a municipality tells; the same text is shown to paste into a contact form."""
    sender = senders.of(invitation.meeting.table.municipality_id)
    return {
        **_about(invitation.meeting, sender, "nl"),
        "text": invitation.text,
        "url": sender.link("tables:invitation", "nl", invitation.key),
    }


def _to_town(invitation: Invitation) -> None:
    """Through the switch of municipal mail, which the outbox holds."""
    municipality = invitation.meeting.table.municipality
    sender = senders.of(municipality.pk)
    enqueue(
        kind="tables/invited_town",
        to=municipality.mail_address,
        to_name=municipality.name,
        language="nl",
        dedupe_key=invite_key(invitation),
        conversation=municipality.recipient,
        recipient=municipality.recipient,
        **sender.mail(town_context(invitation)),
    )


def _asked(invitation: Invitation, asker: str) -> dict[str, Any]:
    by = invitation.instead_of.seat.shown_name if invitation.instead_of else ""
    return {"asker": asker, "text": invitation.text, "sent_by": by, "is_sent": invitation.instead_of is not None}


def _to_seat(
    kind: str, invitation: Invitation, dedupe_key: str, more: dict[str, Any], *, may_stop: bool = False
) -> None:
    seat = invitation.seat
    if not seat.email or seat.source == SeatSource.TOWN:
        return
    sender, context = _context(invitation, more)
    sending.to_address(
        kind,
        dedupe_key,
        sender,
        context,
        to=seat.email,
        language=seat.language,
        recipient=seat.recipient,
        category=CATEGORY if may_stop else "",
    )


def _context(invitation: Invitation, more: dict[str, Any]) -> tuple[Sender, dict[str, Any]]:
    seat, meeting = invitation.seat, invitation.meeting
    sender = senders.of(meeting.table.municipality_id)
    context = {
        **_about(meeting, sender, seat.language),
        "name": seat.name,
        "seat": seat,
        "invite": invitation,
        "url": sender.link("tables:invitation", seat.language, invitation.key),
        "quiet_url": sender.link("tables:invitation_quiet", seat.language, invitation.key),
        **more,
    }
    return sender, context


def _about(meeting: Meeting, sender: Sender, language: str) -> dict[str, Any]:
    with translation.override(language):
        path = meeting.table.get_absolute_url()
        when, where = meeting_words.when(meeting), meeting_words.where(meeting)
    return {
        "idea": meeting.table.idea,
        "meeting": meeting,
        "municipality": meeting.table.municipality,
        "table_url": sender.base_url + path,
        "when": when,
        "where": where,
    }
