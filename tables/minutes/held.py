"""At which step of its table a meeting was: the one where the table stood at that moment, wherever it stands now."""

from tables.models import Minutes, StepChange


def step_of(minutes: Minutes) -> int:
    """Of what was published as it was then; until then by the timeline, in one query. Uses the table."""
    if minutes.step:
        return minutes.step
    meeting = minutes.meeting
    lines = StepChange.objects.filter(table=meeting.table_id, created_at__lte=meeting.starts_at)
    found = lines.order_by("-created_at", "-pk").values_list("to_step", flat=True).first()
    return found or meeting.table.step
