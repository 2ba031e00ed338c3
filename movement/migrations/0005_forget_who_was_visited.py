"""What became an idea no longer tells here of whom: that stands with the idea."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    entered = apps.get_model("movement", "HeardIdea")._base_manager.filter(state="entered")
    entered.filter(about="person").update(who="")
    entered.update(reach="", heard="", heard_from="")


class Migration(migrations.Migration):
    dependencies = [("movement", "0004_network_list")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop, elidable=True)]
