"""Free meetings, as the operator's desk shows them: where they stand, and what is the next thing to do."""

from django.db.models import Count, DateTimeField, OuterRef, Q, QuerySet, Subquery, TextChoices, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.paging import Page, by_moment
from aantafel.outbox.enums import State as MailState
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.shown import LINE_FIELDS, Line
from aantafel.pages.desks.contact import Contact
from aantafel.pages.desks.municipal import Told, told_by, undelivered
from aantafel.pages.desks.telling import without_foot
from ideas.enums import FreeMeetingState, NoticeWay
from ideas.lifecycle import State
from ideas.models import FreeMeeting
from ideas.notifications import (
    FIFTY_MUNICIPALITY_KEY,
    FIFTY_MUNICIPALITY_KIND,
    FIFTY_OPERATOR_KIND,
    FIFTY_PINNER_KIND,
    FIFTY_SUPPORTER_KIND,
    MEETING_DAY_KIND,
    MEETING_OFF_KIND,
    fifty_context,
)
from tables.models import Meeting, Table
from tables.permissions import role_at
from tables.services import free

ONCE = (FIFTY_PINNER_KIND, FIFTY_MUNICIPALITY_KIND, FIFTY_OPERATOR_KIND)
OF_A_DAY = (MEETING_DAY_KIND, MEETING_OFF_KIND)
MOST_MAILS = 50


class Heap(TextChoices):
    """Which free meetings the list shows, by the word in the address."""

    TO_PLAN = "plannen", pgettext_lazy("heap of free meetings", "To plan")
    PLANNED = "gepland", pgettext_lazy("heap of free meetings", "Planned")
    TO_FINISH = "afmaken", pgettext_lazy("heap of free meetings", "Been, to finish")
    DONE = "klaar", pgettext_lazy("heap of free meetings", "Finished")
    TO_TELL = "gemeente", pgettext_lazy("heap of free meetings", "Municipality to tell")
    ALL = "alles", pgettext_lazy("heap of free meetings", "All")


def heap_of(text: str) -> Heap:
    return Heap(text) if text in Heap.values else Heap.TO_PLAN


def meetings() -> QuerySet[FreeMeeting]:
    """With the idea, and `mail_state`: how the outbox says that the mail to the municipality fares."""
    key = Concat(Value(FIFTY_MUNICIPALITY_KEY), Cast(OuterRef("idea_id"), CharField()))
    mail = OutgoingMail.objects.filter(dedupe_key=key)
    found = FreeMeeting.objects.select_related("idea", "municipality").defer("idea__search")
    return found.annotate(mail_state=Subquery(mail.values("state")[:1]), mail_id=Subquery(mail.values("pk")[:1]))


def with_people() -> QuerySet[FreeMeeting]:
    """Everyone around the idea too, and its likes."""
    people = ("idea__owner", "idea__pinner__helper", "idea__pinner__consent_recorded_by", "idea__tally")
    return meetings().select_related(*people, "changed_by")


def to_plan(rows: QuerySet[FreeMeeting] | None = None) -> QuerySet[FreeMeeting]:
    """Without those of which the idea was taken off the site."""
    return _all(rows).filter(state=FreeMeetingState.TO_PLAN, idea__state=State.PUBLISHED.value)


def to_finish(rows: QuerySet[FreeMeeting] | None = None) -> QuerySet[FreeMeeting]:
    """Their day has been: to write down that they were held, or to tell what came of them."""
    has_been = Q(state=FreeMeetingState.PLANNED, planned_for__lt=clock.today())
    return _all(rows).filter(has_been | Q(state=FreeMeetingState.HELD))


def to_tell(rows: QuerySet[FreeMeeting] | None = None) -> QuerySet[FreeMeeting]:
    """A contact form to fill in, or a mail that did not arrive; only for ideas that still stand on the site."""
    by_form = Q(way=NoticeWay.FORM, told_by_form_at=None)
    by_mail = Q(way=NoticeWay.MAIL, idea_id__in=undelivered(FIFTY_MUNICIPALITY_KIND, FIFTY_MUNICIPALITY_KEY))
    return _all(rows).filter(by_form | by_mail, idea__state=State.PUBLISHED.value)


def with_day(rows: QuerySet[FreeMeeting]) -> QuerySet[FreeMeeting]:
    """Adds `began`: the day of the meeting, as a moment."""
    return rows.annotate(began=Cast("planned_for", DateTimeField()))


def page(heap: Heap, after: str) -> Page[FreeMeeting]:
    """A page of one heap, the oldest first; of what is done, the newest."""
    rows = meetings()
    heaps = {
        Heap.TO_PLAN: lambda: to_plan(rows),
        Heap.PLANNED: lambda: rows.filter(state=FreeMeetingState.PLANNED, planned_for__gte=clock.today()),
        Heap.TO_FINISH: lambda: to_finish(rows),
        Heap.DONE: lambda: rows.filter(state=FreeMeetingState.TOLD),
        Heap.TO_TELL: lambda: to_tell(rows),
        Heap.ALL: lambda: rows,
    }
    oldest_first = heap not in (Heap.DONE, Heap.ALL)
    return by_moment(heaps[heap](), moment="reached_at", after=after, oldest_first=oldest_first)


def told(meeting: FreeMeeting) -> Told:
    """For a row of `meetings()`."""
    return told_by(meeting.way, meeting.told_by_form_at, getattr(meeting, "mail_state", None))


def next_step(meeting: FreeMeeting) -> str:
    """What the operator does next, as a sentence."""
    state = FreeMeetingState(meeting.state)
    if state is FreeMeetingState.TOLD:
        return _("Nothing: this is finished.")
    if not meeting.idea.is_public:
        return _("The idea is off the site. Agree with the pinner whether the meeting goes on.")
    if state is FreeMeetingState.HELD:
        return _("Make the minutes, and tell what came of it.")
    if state is FreeMeetingState.TO_PLAN or meeting.planned_for is None:
        return _("Choose a day with the pinner.")
    if meeting.planned_for < clock.today():
        return _("Say that it has been held, or choose another day.")
    return _("Prepare the meeting with the pinner.")


def mails(meeting: FreeMeeting) -> list[Line]:
    """The mails about this meeting, oldest first, without those to people who like the idea. One query."""
    pk = meeting.idea_id
    once = Q(dedupe_key__in=[f"{kind.replace('/', ':')}:{pk}" for kind in ONCE])
    for kind in OF_A_DAY:
        once |= Q(kind=kind, dedupe_key__startswith=f"{kind.replace('/', ':')}:{pk}:")
    return [Line(row) for row in OutgoingMail.objects.filter(once).only(*LINE_FIELDS).order_by("pk")[:MOST_MAILS]]


def mails_to_likers(meeting: FreeMeeting) -> list[tuple[str, int]]:
    """How many mails to people who like the idea stand in which state. One query."""
    key = f"{FIFTY_SUPPORTER_KIND.replace('/', ':')}:{meeting.idea_id}:"
    rows = OutgoingMail.objects.filter(kind=FIFTY_SUPPORTER_KIND, dedupe_key__startswith=key)
    counts = rows.order_by("state").values_list("state").annotate(count=Count("pk"))
    return [(str(MailState(state).label), count) for state, count in counts]


def at_table(meeting: FreeMeeting) -> Meeting | None:
    """The meeting at the table that the operator's record belongs to. Two queries at most."""
    table = Table.everywhere.filter(idea=meeting.idea_id).first()
    return free.of_table(table) if table else None


def work_url(meeting: FreeMeeting, user: User) -> str:
    """Where that meeting is prepared; "" for who does not organise the table, and as long as there is none."""
    table = Table.everywhere.filter(idea=meeting.idea_id, idea__state="published").select_related("idea").first()
    found = free.of_table(table) if table else None
    if table is None or found is None or role_at(user, table) is None:
        return ""
    return reverse("tables:meeting_work", args=[table.pk, found.number])


def words_for(meeting: FreeMeeting, contact: Contact) -> str:
    """What to say to a pinner whom no mail reaches: the day, or that there will be a meeting."""
    state = FreeMeetingState(meeting.state)
    if state in (FreeMeetingState.HELD, FreeMeetingState.TOLD):
        return ""
    kind = MEETING_DAY_KIND if state is FreeMeetingState.PLANNED else FIFTY_PINNER_KIND
    first_name = contact.name.split(" ", 1)[0]
    context = {**fifty_context(meeting, contact.language), "name": first_name}
    return without_foot(kind, language=contact.language, context=context)


def _all(rows: QuerySet[FreeMeeting] | None) -> QuerySet[FreeMeeting]:
    return FreeMeeting.objects.all() if rows is None else rows
