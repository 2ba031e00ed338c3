"""The free meetings that were there before tables had meetings get one."""

from datetime import datetime, time

from django.db import migrations, models
from django.db.migrations.state import StateApps
from django.utils import timezone


def make_free_meetings(apps: StateApps, _editor: object) -> None:
    """The free meetings that the operator wrote down a day of get their meeting at the table. Its hour was kept in the
    operator's note at most, which stays there: it begins at half past seven until somebody says otherwise.
    """
    free, meeting = apps.get_model("ideas", "FreeMeeting"), apps.get_model("tables", "Meeting")
    table = apps.get_model("tables", "Table")
    met = meeting.everywhere.filter(is_free=True).values("table")
    tables = dict(table.everywhere.exclude(pk__in=met).values_list("idea", "pk"))
    for one in free.objects.exclude(planned_for=None).order_by("pk"):
        number = tables.get(one.idea_id)
        if number is None:
            continue
        last = meeting.everywhere.filter(table=number).aggregate(last=models.Max("number"))["last"] or 0
        meeting.everywhere.create(
            table_id=number,
            number=last + 1,
            purpose="other" if last else "first",
            state="planned" if one.state == "planned" else "held",
            starts_at=timezone.make_aware(datetime.combine(one.planned_for, time(19, 30))),
            is_free=True,
            is_open=False,
            made_by_id=one.changed_by_id,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("tables", "0006_everything_of_a_table"),
    ]

    operations = [
        migrations.RunPython(make_free_meetings, migrations.RunPython.noop),
    ]
