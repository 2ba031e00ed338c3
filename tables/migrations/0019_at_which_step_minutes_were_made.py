"""Minutes keep at which step their table was, so that no list has to look that up in the timeline."""

from django.db import migrations, models

FILL = """
    UPDATE tables_minutes AS minutes
    SET step = coalesce(
        (
            SELECT line.to_step FROM tables_stepchange AS line
            WHERE line.table_id = at.id AND line.created_at <= meeting.starts_at
            ORDER BY line.created_at DESC, line.id DESC LIMIT 1
        ),
        at.step
    )
    FROM tables_meeting AS meeting JOIN tables_table AS at ON at.id = meeting.table_id
    WHERE meeting.id = minutes.meeting_id AND minutes.version > 0
"""


class Migration(migrations.Migration):
    dependencies = [
        ("tables", "0018_what_lines_of_the_timeline_tell_of"),
    ]

    operations = [
        migrations.AddField(
            model_name="minutes",
            name="step",
            field=models.PositiveSmallIntegerField(
                blank=True,
                choices=[
                    (1, "Idea"),
                    (2, "Match"),
                    (3, "Ask"),
                    (4, "Create and design"),
                    (5, "Choose"),
                    (6, "Do"),
                    (7, "Evaluate"),
                ],
                null=True,
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="minutes",
            index=models.Index(
                condition=models.Q(("version__gt", 0)),
                fields=["step", "-published_at", "-id"],
                name="minutes_newest_of_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__range", (1, 7))), name="minutes_are_of_a_step"
            ),
        ),
    ]
