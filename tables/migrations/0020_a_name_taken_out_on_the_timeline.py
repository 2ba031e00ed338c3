from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tables", "0019_at_which_step_minutes_were_made"),
    ]

    operations = [
        migrations.AlterField(
            model_name="stepchange",
            name="kind",
            field=models.CharField(
                choices=[
                    ("step", "The table took a step"),
                    ("coach", "A coach said yes"),
                    ("left", "A coach stopped"),
                    ("stop", "The table stopped"),
                    ("back", "The table went back a step"),
                    ("again", "The table went on"),
                    ("end", "The table is finished"),
                    ("round", "The table began a new round"),
                    ("rests", "The table rests"),
                    ("meet", "A meeting was planned"),
                    ("free", "A free meeting was planned"),
                    ("moved", "A meeting was moved"),
                    ("place", "The place of a meeting is known"),
                    ("off", "A meeting was cancelled"),
                    ("note", "Minutes were published"),
                    ("word", "The table owner decided"),
                    ("pick", "The table chose"),
                    ("news", "The table told how it goes"),
                    ("ask", "The table asked everyone for help"),
                    ("own", "The owners changed"),
                    ("gone", "A name was taken out"),
                ],
                db_default="step",
                default="step",
                max_length=5,
            ),
        ),
    ]
