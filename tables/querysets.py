"""Questions to the table of tables."""

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q

from aantafel.core import clock
from municipalities.scope import TenantQuerySet

if TYPE_CHECKING:
    from tables.models import (
        Action,
        Choice,
        CoreAnswer,
        Effect,
        Evaluation,
        Invitation,
        Meeting,
        Minutes,
        MinutesVersion,
        News,
        QuestionAnswer,
        Seat,
        Table,
        TableQuestion,
        Variant,
    )
else:
    Effect = Evaluation = QuestionAnswer = TableQuestion = Any
    Action = Choice = CoreAnswer = Invitation = Meeting = Minutes = MinutesVersion = News = Seat = Table = Variant = Any


class TableQuerySet(TenantQuerySet["Table"]):
    def public(self) -> Self:
        """What everyone may read: a table is public as long as its idea is."""
        return self.filter(idea__state="published")


class CoreAnswerQuerySet(TenantQuerySet["CoreAnswer"]):
    municipality_lookup = "table__municipality_id"

    def public(self) -> Self:
        """What the pinner put on the page of a table that everyone may read."""
        return self.filter(table__idea__state="published").exclude(public_text="")


class SeatQuerySet(TenantQuerySet["Seat"]):
    municipality_lookup = "table__municipality_id"

    def listed(self) -> Self:
        """Who is on the list of a table, and was not taken off it."""
        return self.filter(removed_at=None)

    def seated(self) -> Self:
        """Who takes part: owns the table, said yes for a meeting, or came."""
        came = Q(invitations__answer="comes") | Q(invitations__checked_in_at__isnull=False)
        taking_part = self.model.everywhere.filter(came).values("pk")
        return self.listed().filter(Q(is_owner=True) | Q(pk__in=taking_part))

    def public(self) -> Self:
        return self.seated().filter(table__idea__state="published")


class MeetingQuerySet(TenantQuerySet["Meeting"]):
    municipality_lookup = "table__municipality_id"

    def public(self) -> Self:
        """Everyone may know of a meeting from the moment that its day is set."""
        return self.filter(table__idea__state="published").exclude(starts_at=None)

    def coming(self) -> Self:
        return self.filter(state="planned")


class InvitationQuerySet(TenantQuerySet["Invitation"]):
    municipality_lookup = "meeting__table__municipality_id"

    def public(self) -> Self:
        """Who was asked and what they said is between them and the table; who came is read from the minutes."""
        return self.none()


class MinutesQuerySet(TenantQuerySet["Minutes"]):
    municipality_lookup = "meeting__table__municipality_id"

    def public(self) -> Self:
        return self.filter(meeting__table__idea__state="published", version__gt=0)


class MinutesVersionQuerySet(TenantQuerySet["MinutesVersion"]):
    municipality_lookup = "minutes__meeting__table__municipality_id"

    def public(self) -> Self:
        return self.filter(minutes__meeting__table__idea__state="published")


class VariantQuerySet(TenantQuerySet["Variant"]):
    municipality_lookup = "table__municipality_id"

    def public(self) -> Self:
        return self.filter(table__idea__state="published")


class ActionQuerySet(TenantQuerySet["Action"]):
    municipality_lookup = "table__municipality_id"

    def public(self) -> Self:
        return self.filter(table__idea__state="published")


class ChoiceQuerySet(TenantQuerySet["Choice"]):
    municipality_lookup = "table__municipality_id"

    def public(self) -> Self:
        """What a table chose. While it is choosing nobody is led by what others chose."""
        return self.filter(table__idea__state="published", closed_at__isnull=False)


class NewsQuerySet(TenantQuerySet["News"]):
    municipality_lookup = "table__municipality_id"

    def public(self) -> Self:
        return self.filter(table__idea__state="published")


class QuestionQuerySet(TenantQuerySet["TableQuestion"]):
    municipality_lookup = "table__municipality_id"

    def public(self) -> Self:
        """What everyone may read; a question that is closed stays at its address."""
        return self.filter(table__idea__state="published", hidden_at=None)

    def open(self) -> Self:
        """What everyone can answer now."""
        return self.public().filter(state="open", until__gte=clock.today(), table__state="running")


class QuestionAnswerQuerySet(TenantQuerySet["QuestionAnswer"]):
    municipality_lookup = "question__table__municipality_id"

    def public(self) -> Self:
        """What people answer is between them and the table."""
        return self.none()


class EvaluationQuerySet(TenantQuerySet["Evaluation"]):
    municipality_lookup = "table__municipality_id"

    def public(self) -> Self:
        """What everyone may read, from the decision of the owner on."""
        return self.filter(table__idea__state="published", published_at__isnull=False)


class EffectQuerySet(TenantQuerySet["Effect"]):
    municipality_lookup = "evaluation__table__municipality_id"

    def public(self) -> Self:
        return self.filter(evaluation__table__idea__state="published", evaluation__published_at__isnull=False)
