"""What tables hold about a person: given along, and erased."""

from typing import Any

from django.db.models import Q

from aantafel.accounts.models import User
from aantafel.outbox.enums import State as MailState
from aantafel.outbox.models import OutgoingMail
from aantafel.outbox.services.privacy import redact_events
from ideas.enums import NoticeWay
from ideas.models import Idea, MunicipalityNotice
from tables.models import CoreAnswer, CoreAnswerVersion, Table
from tables.notifications.published import municipality_key
from tables.services import seat_privacy
from tables.services.minutes import privacy as minutes_privacy


def export_answers(*, user: User, **_others: Any) -> dict[str, Any]:
    """The answers to the core questions at the tables of this person, and every text that they wrote at any table."""
    own = CoreAnswer.everywhere.filter(table__idea__in=Idea.everywhere.of(user)).order_by("table", "pk")
    wrote = CoreAnswerVersion.objects.filter(by=user).order_by("at", "pk")
    return {
        "core_answers": list(own.values("table__idea__title", "question", "text", "public_text", "changed_at")),
        "core_answers_written": list(
            wrote.values("answer__table__idea__title", "answer__question", "role", "text", "at")
        ),
    }


def lock_tables(*, user: User, **_others: Any) -> None:
    """After the matches: the tables of this person's ideas, those that they guide or guided, those where they led a
    meeting or wrote its minutes, and those where they have a seat, by the number of the idea."""
    theirs = minutes_privacy.tables_of(user) | Q(pk__in=seat_privacy.tables_of(user))
    tables = Table.everywhere.filter(theirs).order_by("idea")
    list(tables.select_for_update(of=("self",), no_key=True).values_list("pk"))


def erase_from_mail(*, user: User, **_others: Any) -> None:
    """The mail to a municipality tells who pinned the idea: its text goes. Runs before the ideas lose their owner.

    A mail that still waits is not sent any more; telling the municipality becomes a task by hand.
    """
    keys = {municipality_key(pk): pk for pk in Idea.everywhere.filter(owner=user).values_list("pk", flat=True)}
    waiting = OutgoingMail.objects.filter(dedupe_key__in=keys, state__in=(MailState.QUEUED, MailState.HELD))
    late = [keys[key] for key in waiting.values_list("dedupe_key", flat=True)]
    MunicipalityNotice.objects.filter(idea__in=late).update(way=NoticeWay.FORM)
    redact_events(keys)


def erase_answers(*, user: User, **_others: Any) -> None:
    """Of the pinner's answers only what everyone could read stays, as the idea itself does. Runs before the ideas lose
    their owner, with the tables locked. What a coach wrote belongs to the table, and loses its writer.
    """
    answers = CoreAnswer.everywhere.filter(table__idea__owner=user)
    answers.filter(public_text="").delete()
    CoreAnswerVersion.objects.filter(answer__in=answers).delete()
    for answer in answers:
        answer.text, answer.version = answer.public_text, answer.version + 1
        answer.save(update_fields=["text", "version"])
