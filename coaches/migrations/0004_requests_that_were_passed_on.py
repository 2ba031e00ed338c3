from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coaches", "0003_notes_subjects_and_requests_for_help")]

    operations = [
        migrations.RemoveIndex("helprequest", "help_open_at_operator"),
        migrations.RenameField("helprequest", "with_operator", "passed_on"),
        migrations.AddIndex(
            "helprequest",
            models.Index(fields=["waits_since", "id"], name="help_open", condition=models.Q(state="open")),
        ),
    ]
