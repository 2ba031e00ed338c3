from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0015_answers_to_tables_wait_for_a_code"),
    ]

    operations = [
        migrations.AlterField(
            model_name="support",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "Waits for an answer"),
                    ("answered", "Answered"),
                    ("thanked", "Thanked"),
                    ("invited", "Invited to the table"),
                    ("withdrawn", "Taken back"),
                ],
                default="open",
                max_length=9,
            ),
        ),
    ]
