"""Mails as a screen shows them: a secret stays hidden, and HTML stays locked up."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import get_language_info, gettext, ngettext

from aantafel.outbox import attachments, render
from aantafel.outbox.enums import State
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.render import PLACEHOLDER
from aantafel.outbox.services.health import Figures
from aantafel.outbox.wording import EXPLANATIONS

MASK = "••••••"
LINE_FIELDS = (
    "pk",
    "kind",
    "to_address",
    "subject",
    "state",
    "attempts",
    "last_error",
    "created_at",
    "sent_at",
    "next_attempt_at",
    "redacted_at",
)
# nothing runs, no link is followed, nothing is fetched but a logo from our own hosts; styles stand in the elements
FRAME_POLICY = (
    "sandbox{links}; default-src 'none'; style-src 'unsafe-inline'; img-src {domain}:* *.{domain}:*; "
    "form-action 'none'; frame-ancestors 'self'"
)
FRAME_LINKS = " allow-top-navigation-by-user-activation"

_KINDS: dict[State, str] = {
    State.QUEUED: "info",
    State.SENDING: "info",
    State.HELD: "warning",
    State.SENT: "ok",
    State.FAILED: "error",
    State.BLOCKED: "error",
    State.UNWANTED: "neutral",
    State.CANCELLED: "neutral",
    State.EXPIRED: "warning",
}
_ICONS: dict[State, str] = {
    State.QUEUED: "clock",
    State.SENDING: "send",
    State.HELD: "hand",
    State.SENT: "ok",
    State.FAILED: "danger",
    State.BLOCKED: "danger",
    State.UNWANTED: "withdraw",
    State.CANCELLED: "close",
    State.EXPIRED: "clock",
}


def masked(text: str) -> str:
    """The text with dots where a secret belongs."""
    return text.replace(PLACEHOLDER, MASK)


def framed(html: str, *, links: bool = False) -> HttpResponse:
    """A page of its own for a frame, under a policy of its own. `links`: a click may lead the whole window away."""
    response = HttpResponse(html)
    response.headers["Content-Security-Policy"] = FRAME_POLICY.format(
        links=FRAME_LINKS if links else "", domain=settings.BASE_DOMAIN
    )
    return response


@dataclass(frozen=True)
class Line:
    """A mail in the list."""

    row: OutgoingMail

    @property
    def subject(self) -> str:
        return masked(self.row.subject)

    @property
    def kind(self) -> str:
        return render.name_of(self.row.kind)

    @property
    def badge_kind(self) -> str:
        return _KINDS[State(self.row.state)]

    @property
    def badge_icon(self) -> str:
        return _ICONS[State(self.row.state)]

    @property
    def is_waiting(self) -> bool:
        return self.row.state == State.QUEUED


@dataclass(frozen=True)
class Whole(Line):
    """A mail on its own page."""

    @property
    def text(self) -> str:
        return masked(self.row.body_text)

    @property
    def explanation(self) -> Promise:
        return EXPLANATIONS[State(self.row.state)]

    @property
    def has_secret(self) -> bool:
        return PLACEHOLDER in self.row.body_text or PLACEHOLDER in self.row.subject


@dataclass(frozen=True)
class Heap:
    """How many mails stand in a state, with the way to see them."""

    label: str
    kind: str
    icon: str
    url: str


def summary(now: Figures) -> list[Heap]:
    """What the operator wants to know at a glance: nothing but a number when all is well."""
    minutes = int(now.lag.total_seconds() // 60)
    late = ngettext("%(n)d minute late", "%(n)d minutes late", minutes) % {"n": minutes}
    waiting = gettext("Waiting: %(n)d") % {"n": now.queued}
    return [
        Heap(f"{waiting}, {late}" if minutes else waiting, "warning" if minutes else "info", "clock", "?staat=queued"),
        Heap(gettext("Held: %(n)d") % {"n": now.held}, "warning" if now.held else "neutral", "hand", "?staat=held"),
        Heap(
            gettext("Failed in seven days: %(n)d") % {"n": now.failed},
            "error" if now.failed else "neutral",
            "danger",
            "?staat=failed",
        ),
        Heap(gettext("Blocked addresses"), "neutral", "mailbox", reverse("outbox:blocked")),
    ]


def facts(mail: OutgoingMail) -> list[tuple[str, str]]:
    """Whom a mail is for and where it stands, line by line."""
    lines: list[tuple[str, str | datetime | None]] = [
        (gettext("To"), f"{mail.to_name} <{mail.to_address}>" if mail.to_name else mail.to_address),
        (gettext("Reply goes to"), mail.reply_to),
        (gettext("Kind"), render.name_of(mail.kind)),
        (gettext("Language"), _language(mail.language)),
        (gettext("Attachments"), ", ".join(one.name for one in attachments.kept(mail.attachments))),
        (gettext("Written"), mail.created_at),
        (gettext("Sent"), mail.sent_at),
        (gettext("Next attempt"), mail.next_attempt_at if mail.state == State.QUEUED else None),
        (gettext("Of no more use after"), mail.expires_at),
        (gettext("Attempts"), str(mail.attempts)),
        (gettext("Message number"), mail.message_id),
    ]
    return [(name, _readable(value)) for name, value in lines if value]


def _language(code: str) -> str:
    return str(get_language_info(code)["name_translated"])


def _readable(value: str | datetime | None) -> str:
    if isinstance(value, datetime):
        return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
    return value or ""
