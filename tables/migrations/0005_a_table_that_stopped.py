from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tables", "0004_kinds_of_timeline_lines"),
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
                ],
                db_default="step",
                default="step",
                max_length=5,
            ),
        ),
    ]
