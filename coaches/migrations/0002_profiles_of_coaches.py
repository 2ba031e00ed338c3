"""Whoever had the role before there were profiles gets one. Safe to run again; going back leaves them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_profiles(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    membership = apps.get_model("accounts", "Membership")
    profile = apps.get_model("coaches", "CoachProfile")
    running = membership.objects.filter(role="coach", ended_at=None).order_by("pk")
    profile._base_manager.bulk_create(
        [
            profile(user_id=user, municipality_id=municipality, started_at=started)
            for user, municipality, started in running.values_list("user_id", "municipality_id", "started_at")
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("coaches", "0001_profiles_matches_and_applications"), ("accounts", "0003_local_roles")]

    operations = [migrations.RunPython(make_profiles, migrations.RunPython.noop)]
