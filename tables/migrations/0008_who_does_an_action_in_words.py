"""Who does an action without being on the list of the table stands beside what is done, and no longer in it."""

from django.db import migrations, models

OUT_OF_THE_TEXT = """
UPDATE tables_action SET text = noted.text, who = noted.who
FROM tables_notedaction AS noted
WHERE noted.action_id = tables_action.id AND noted.who <> '' AND tables_action.seat_id IS NULL
  AND tables_action.text = noted.text || ' (' || noted.who || ')'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("tables", "0007_meetings_of_free_meetings"),
    ]

    operations = [
        migrations.AddField("action", "who", models.CharField(blank=True, db_default="", max_length=80)),
        migrations.RunSQL(OUT_OF_THE_TEXT, migrations.RunSQL.noop),
    ]
