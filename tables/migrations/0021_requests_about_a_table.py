import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Somebody asks to change something on the pages of a table too, not only in minutes."""

    dependencies = [
        ("tables", "0020_a_name_taken_out_on_the_timeline"),
    ]

    operations = [
        migrations.AddField(
            model_name="minutesrequest",
            name="table",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="all_requests", to="tables.table"
            ),
        ),
        migrations.RunSQL(
            """
            UPDATE tables_minutesrequest SET table_id = meeting.table_id
            FROM tables_minutes, tables_meeting meeting
            WHERE tables_minutes.id = tables_minutesrequest.minutes_id AND meeting.id = tables_minutes.meeting_id;
            SET CONSTRAINTS ALL IMMEDIATE;
            """,
            migrations.RunSQL.noop,
        ),
        migrations.AlterField(
            model_name="minutesrequest",
            name="table",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="all_requests", to="tables.table"
            ),
        ),
        migrations.AlterField(
            model_name="minutesrequest",
            name="minutes",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="requests",
                to="tables.minutes",
            ),
        ),
    ]
