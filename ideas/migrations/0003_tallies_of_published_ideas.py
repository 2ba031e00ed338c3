"""Ideas that were on the site before there were likes get their tally."""

from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def open_tallies(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    idea, tally = apps.get_model("ideas", "Idea"), apps.get_model("ideas", "IdeaTally")
    rows = idea._base_manager.filter(published_at__isnull=False, municipality__isnull=False)
    found = rows.values_list("pk", "municipality_id", "theme", "state").iterator()
    tally._base_manager.bulk_create(
        (
            tally(
                idea_id=pk,
                municipality_id=municipality,
                theme=theme,
                listed=state == "published",
                threshold=settings.FREE_MEETING_LIKES,
            )
            for pk, municipality, theme, state in found
        ),
        batch_size=1000,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("ideas", "0002_likes_and_support")]

    operations = [migrations.RunPython(open_tallies, migrations.RunPython.noop)]
