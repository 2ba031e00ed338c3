"""Questions to the table of tables."""

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Exists, F, OuterRef, Q, Subquery

from aantafel.core import clock
from municipalities.scope import TenantQuerySet

if TYPE_CHECKING:
    from tables.models import (
        Action,
        AgendaPart,
        Choice,
        CoreAnswer,
        DateAnswer,
        DateAsk,
        DateOption,
        Effect,
        Evaluation,
        FacilitatorAsk,
        Invitation,
        Meeting,
        Minutes,
        MinutesRequest,
        MinutesVersion,
        News,
        QuestionAnswer,
        Seat,
        SignUp,
        Table,
        TableDocument,
        TableQuestion,
        TownContact,
        Variant,
    )
else:
    Action = Any
    AgendaPart = Any
    Choice = Any
    CoreAnswer = Any
    DateAnswer = Any
    DateAsk = Any
    DateOption = Any
    Effect = Any
    Evaluation = Any
    FacilitatorAsk = Any
    Invitation = Any
    Meeting = Any
    Minutes = Any
    MinutesRequest = Any
    MinutesVersion = Any
    News = Any
    QuestionAnswer = Any
    Seat = Any
    SignUp = Any
    Table = Any
    TableDocument = Any
    TableQuestion = Any
    TownContact = Any
    Variant = Any


class TableQuerySet(TenantQuerySet["Table"]):
    def public(self) -> Self:
        """What everyone may read: a table is public as long as its idea is."""
        return self.filter(idea__state="published")


class TableDocumentQuerySet(TenantQuerySet["TableDocument"]):
    municipality_lookup = "table__municipality_id"

    def shown(self) -> Self:
        """What was not taken away."""
        return self.filter(removed_at=None)

    def public(self) -> Self:
        return self.shown().filter(table__idea__state="published")


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

    def to_invite_for(self, meeting: int) -> Self:
        """Whom a mail or a letter can still ask for this meeting, as `tables.asking.people` shows them."""
        invitations: Any = self.model._meta.get_field("invitations").related_model
        asked = invitations.everywhere.filter(meeting=meeting, seat=OuterRef("pk"))
        reached = Q(source="town") | Q(reach="paper") | (Q(reach="mail") & ~Q(email=""))
        here = self.listed().filter(reached, is_owner=False, quiet_at=None, erased_at=None)
        return here.exclude(Exists(asked.filter(Q(sent_at__isnull=False) | ~Q(answer=""))))

    def seated(self) -> Self:
        """Who takes part: owns the table, has a place at a meeting, or came."""
        invitations: Any = self.model._meta.get_field("invitations").related_model
        came = Q(answer="comes", waits_since=None) | Q(checked_in_at__isnull=False)
        return self.listed().filter(Q(is_owner=True) | Exists(invitations.everywhere.filter(came, seat=OuterRef("pk"))))

    def public(self) -> Self:
        return self.seated().filter(table__idea__state="published")


class MeetingQuerySet(TenantQuerySet["Meeting"]):
    municipality_lookup = "table__municipality_id"

    def public(self) -> Self:
        """Everyone may know of a meeting from the moment that its day is set."""
        return self.filter(table__idea__state="published").exclude(starts_at=None)

    def coming(self) -> Self:
        return self.filter(state="planned")

    def to_invite_for(self) -> Self:
        """Those that people can be asked for: to come, or with a date that is looked for."""
        return self.filter(Q(state="poll") | Q(state="planned", starts_at__gt=clock.now()))

    def with_last_word(self) -> Self:
        """Each with `last_word`: what the owner said last after it, that the table goes on or that it stops."""
        words: Any = self.model._meta.get_field("owner_words").related_model
        said = words.objects.filter(meeting=OuterRef("pk"), kind__in=("go_on", "stop")).order_by("-at", "-pk")
        return self.annotate(last_word=Subquery(said.values("kind")[:1]))

    def undecided(self) -> Self:
        """With minutes that everyone can read, and without the word that the table goes on: none was said, or it
        stopped after this meeting and was resumed.
        """
        rows = self.with_last_word().filter(written__version__gt=0)
        return rows.exclude(last_word__isnull=False, last_word="go_on")


class InvitationQuerySet(TenantQuerySet["Invitation"]):
    municipality_lookup = "meeting__table__municipality_id"

    def public(self) -> Self:
        """Who was asked and what they said is between them and the table; who came is read from the minutes."""
        return self.none()

    def with_place(self) -> Self:
        """Who said yes and does not wait for a place."""
        return self.filter(answer="comes", waits_since=None)

    def waiting(self) -> Self:
        """Who said yes when every place was taken."""
        return self.filter(answer="comes", waits_since__isnull=False)


class SignUpQuerySet(TenantQuerySet["SignUp"]):
    municipality_lookup = "meeting__table__municipality_id"

    def public(self) -> Self:
        """Nothing: reached by an unguessable key alone."""
        return self.none()


class TownContactQuerySet(TenantQuerySet["TownContact"]):
    def public(self) -> Self:
        """Nothing: for the desk, and for who organises a table."""
        return self.none()

    def about(self, theme: str) -> Self:
        """Of this theme, or of every theme."""
        return self.filter(theme__in={theme, ""})


class AgendaPartQuerySet(TenantQuerySet["AgendaPart"]):
    municipality_lookup = "meeting__table__municipality_id"

    def public(self) -> Self:
        return self.filter(meeting__table__idea__state="published").exclude(meeting__starts_at=None)


class DateOptionQuerySet(TenantQuerySet["DateOption"]):
    municipality_lookup = "meeting__table__municipality_id"

    def public(self) -> Self:
        """Which dates are possible is for who is asked."""
        return self.none()


class DateAskQuerySet(TenantQuerySet["DateAsk"]):
    municipality_lookup = "meeting__table__municipality_id"

    def public(self) -> Self:
        """Who is asked is between them and the table."""
        return self.none()


class DateAnswerQuerySet(TenantQuerySet["DateAnswer"]):
    municipality_lookup = "ask__meeting__table__municipality_id"

    def public(self) -> Self:
        return self.none()

    def of_the_day(self, meeting: int) -> dict[int, str]:
        """What people said of the day that was picked, by the number of their seat. One query."""
        rows = self.filter(ask__meeting=meeting, option__starts_at=F("ask__meeting__starts_at"))
        return dict(rows.values_list("ask__seat", "word"))


class FacilitatorAskQuerySet(TenantQuerySet["FacilitatorAsk"]):
    municipality_lookup = "meeting__table__municipality_id"

    def public(self) -> Self:
        """Who was asked to lead a meeting is between them, the desk and the table."""
        return self.none()

    def running(self) -> Self:
        return self.filter(state__in=("open", "asked"))


class MinutesQuerySet(TenantQuerySet["Minutes"]):
    municipality_lookup = "meeting__table__municipality_id"

    def public(self) -> Self:
        return self.filter(meeting__table__idea__state="published", version__gt=0)


class MinutesVersionQuerySet(TenantQuerySet["MinutesVersion"]):
    municipality_lookup = "minutes__meeting__table__municipality_id"

    def public(self) -> Self:
        return self.filter(minutes__meeting__table__idea__state="published")


class MinutesRequestQuerySet(TenantQuerySet["MinutesRequest"]):
    municipality_lookup = "table__municipality_id"

    def public(self) -> Self:
        """What somebody asks is between them and who looks after the minutes."""
        return self.none()

    def waiting(self) -> Self:
        return self.filter(handled_at=None, table__idea__state="published")


class VariantQuerySet(TenantQuerySet["Variant"]):
    municipality_lookup = "table__municipality_id"

    def public(self) -> Self:
        return self.filter(table__idea__state="published")


class ActionQuerySet(TenantQuerySet["Action"]):
    municipality_lookup = "table__municipality_id"

    def with_doer(self) -> Self:
        """Those of which it is known who does them: somebody of the list, or somebody in words."""
        return self.filter(Q(seat__isnull=False) | ~Q(who=""))

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
