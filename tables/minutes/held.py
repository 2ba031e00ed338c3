"""At which step of its table a meeting was: the one where the table stood at that moment, wherever it stands now."""

from django.db.models import IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from tables.models import Meeting, StepChange


def step_of(meeting: Meeting) -> int:
    """Uses the table. One query."""
    lines = StepChange.objects.filter(table=meeting.table_id, created_at__lte=meeting.starts_at)
    found = lines.order_by("-created_at", "-pk").values_list("to_step", flat=True).first()
    return found or meeting.table.step


def step_in_rows(meeting: str) -> Coalesce:
    """The same for a query; `meeting` is the way from its rows to the meeting."""
    lines = StepChange.objects.filter(
        table=OuterRef(f"{meeting}__table"), created_at__lte=OuterRef(f"{meeting}__starts_at")
    )
    newest = lines.order_by("-created_at", "-pk").values("to_step")[:1]
    return Coalesce(Subquery(newest), f"{meeting}__table__step", output_field=IntegerField())
