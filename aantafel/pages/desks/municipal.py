"""How municipalities hear of ideas and what they answer, as the operator's desk shows it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery, TextChoices, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from aantafel.core.paging import Page, by_moment
from aantafel.outbox.enums import State as MailState
from aantafel.outbox.models import OutgoingMail
from ideas.enums import NoticeAnswer, NoticeWay
from ideas.lifecycle import State
from ideas.models import MunicipalityNotice
from municipalities.querysets import run_nationally
from tables.notifications.published import MUNICIPALITY_KEY, MUNICIPALITY_KIND

NOT_ARRIVED = (MailState.FAILED, MailState.BLOCKED, MailState.CANCELLED, MailState.EXPIRED)
MOST_TROUBLED = 500


class Heap(TextChoices):
    """Which words to municipalities the list shows, by the word in the address."""

    TO_DO = "doen", pgettext_lazy("heap of words to municipalities", "To do")
    SILENT = "stil", pgettext_lazy("heap of words to municipalities", "No answer yet")
    THANKS = "bedankt", pgettext_lazy("heap of words to municipalities", "Said thanks")
    VISIT = "bezoek", pgettext_lazy("heap of words to municipalities", "Want a visit")
    PLANNED = "gepland", pgettext_lazy("heap of words to municipalities", "Visit planned")
    STARTS = "start", pgettext_lazy("heap of words to municipalities", "Start a movement")
    ALL = "alles", pgettext_lazy("heap of words to municipalities", "All")


ANSWERS = {
    Heap.SILENT: NoticeAnswer.NOTHING,
    Heap.THANKS: NoticeAnswer.THANKS,
    Heap.VISIT: NoticeAnswer.WANTS_VISIT,
    Heap.PLANNED: NoticeAnswer.VISIT_PLANNED,
    Heap.STARTS: NoticeAnswer.STARTS,
}


@dataclass(frozen=True)
class Told:
    """Whether the municipality has heard, in words, with a badge's colour and icon. `to_do`: the operator must act."""

    label: str
    kind: str
    icon: str
    to_do: bool = False


def heap_of(text: str) -> Heap:
    return Heap(text) if text in Heap.values else Heap.TO_DO


def notices() -> QuerySet[MunicipalityNotice]:
    """With `mail_state`: how the outbox says that the mail to the municipality fares."""
    key = Concat(Value(MUNICIPALITY_KEY), Cast(OuterRef("idea_id"), CharField()))
    mail = OutgoingMail.objects.filter(dedupe_key=key)
    return MunicipalityNotice.objects.select_related("idea", "municipality", "done_by", "answered_by").annotate(
        mail_state=Subquery(mail.values("state")[:1]), mail_id=Subquery(mail.values("pk")[:1])
    )


def to_do(rows: QuerySet[MunicipalityNotice] | None = None) -> QuerySet[MunicipalityNotice]:
    """A contact form to fill in, or a mail that did not arrive; only for ideas that still stand on the site.

    Not of a municipality that has a site of its own by now: it takes part, and need not be told by hand.
    """
    found = run_nationally(MunicipalityNotice.objects.all() if rows is None else rows)
    by_form = Q(way=NoticeWay.FORM, done_at=None)
    troubled = undelivered(MUNICIPALITY_KIND, MUNICIPALITY_KEY)
    return found.filter(by_form | Q(way=NoticeWay.MAIL, idea_id__in=troubled), idea__state=State.PUBLISHED.value)


def page(heap: Heap, after: str) -> Page[MunicipalityNotice]:
    """A page of one heap: the oldest first of what has to be done, else the newest."""
    rows = notices()
    if heap is Heap.TO_DO:
        return by_moment(to_do(rows), moment="created_at", after=after, oldest_first=True)
    if heap in ANSWERS:
        rows = run_nationally(rows).filter(answer=ANSWERS[heap])
    return by_moment(rows, moment="created_at", after=after)


def told(notice: MunicipalityNotice) -> Told:
    """For a row of `notices()`."""
    return told_by(notice.way, notice.done_at, getattr(notice, "mail_state", None))


def told_by(way: str, done_at: datetime | None, mail_state: str | None) -> Told:
    """By its contact form, or by a mail that is in this state."""
    if way == NoticeWay.FORM:
        if done_at is not None:
            return Told(_("Told by hand"), "ok", "ok")
        return Told(_("Fill in the contact form"), "warning", "edit", to_do=True)
    return _BY_MAIL.get(mail_state or "", _not_arrived)()


def undelivered(kind: str, key: str) -> list[int]:
    """The ideas whose mail of this kind to the municipality did not arrive, newest first; `key` begins its own."""
    mails = OutgoingMail.objects.filter(kind=kind, state__in=NOT_ARRIVED).order_by("-pk")
    keys = mails.values_list("dedupe_key", flat=True)[:MOST_TROUBLED]
    return [int(each.removeprefix(key)) for each in keys]


def _not_arrived() -> Told:
    return Told(_("The mail did not arrive"), "error", "warning", to_do=True)


def _sent() -> Told:
    return Told(_("Mail sent"), "ok", "ok")


def _on_its_way() -> Told:
    return Told(_("Mail on its way"), "info", "send")


def _held() -> Told:
    return Told(_("Mail held: mail to municipalities is off"), "warning", "clock")


_BY_MAIL = {
    MailState.SENT.value: _sent,
    MailState.QUEUED.value: _on_its_way,
    MailState.SENDING.value: _on_its_way,
    MailState.HELD.value: _held,
}
