from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def told_of(model: str) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        blank=True,
        db_constraint=False,
        db_index=False,
        null=True,
        on_delete=django.db.models.deletion.DO_NOTHING,
        related_name="+",
        to=model,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("tables", "0017_free_meetings_and_places_on_the_timeline"),
    ]

    operations = [
        migrations.AddField("stepchange", "meeting", told_of("tables.meeting")),
        migrations.AddField("stepchange", "question", told_of("tables.tablequestion")),
        migrations.AddField("stepchange", "news", told_of("tables.news")),
    ]
