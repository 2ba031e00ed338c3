"""The fixed lists of tables."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tables.lifecycle import Step


class TableStep(IntegerChoices):
    """The names of the seven steps."""

    IDEA = Step.IDEA.value, pgettext_lazy("step", "Idea")
    MATCH = Step.MATCH.value, pgettext_lazy("step", "Match")
    ASK = Step.ASK.value, pgettext_lazy("step", "Ask")
    CREATE = Step.CREATE.value, pgettext_lazy("step", "Create and design")
    CHOOSE = Step.CHOOSE.value, pgettext_lazy("step", "Choose")
    DO = Step.DO.value, pgettext_lazy("step", "Do")
    EVALUATE = Step.EVALUATE.value, pgettext_lazy("step", "Evaluate")


class TableState(TextChoices):
    RUNNING = "running", pgettext_lazy("table state", "Running")
    STOPPED = "stopped", pgettext_lazy("table state", "Stopped")


class CoreQuestion(TextChoices):
    """The four core questions. The value stands in addresses; the label is how a page names the question."""

    WHY = "waarom", pgettext_lazy("core question", "Why this idea")
    AIM = "wat", pgettext_lazy("core question", "What should it bring")
    PEOPLE = "wie", pgettext_lazy("core question", "Who is needed")
    ROAD = "weg", pgettext_lazy("core question", "Which road do you see")


class ActorRole(TextChoices):
    """As what somebody moved a table; the public timeline names the role, not the person."""

    OPERATOR = "operator", _("Operator")
    OWNER = "owner", _("Table owner")
    COORDINATOR = "coord", _("Coordinator")
    COACH = "coach", _("AanTafel!coach")


class TimelineKind(TextChoices):
    """What a line on the timeline tells."""

    STEP = "step", pgettext_lazy("timeline", "The table took a step")
    COACH = "coach", pgettext_lazy("timeline", "A coach said yes")
    COACH_LEFT = "left", pgettext_lazy("timeline", "A coach stopped")
    STOPPED = "stop", pgettext_lazy("timeline", "The table stopped")
