import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("coaches", "0004_requests_that_were_passed_on")]

    operations = [
        migrations.AlterField(
            "coachprofile",
            "public_parts",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("name", "My name"),
                        ("picture", "My photo"),
                        ("about", "What I tell about myself"),
                        ("themes", "My themes"),
                        ("qualities", "What I am good at"),
                        ("neighbourhoods", "My neighbourhoods"),
                        ("languages", "The languages that I speak"),
                        ("moments", "When I have time"),
                        ("tables", "How many tables I guide at once"),
                        ("training", "Whether I have had the training"),
                    ],
                    max_length=14,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
    ]
