from typing import Any

from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def whoever_gave_it(apps: Any, _schema_editor: Any) -> None:
    """Until now a coordinator who arranged it was taken for the one who is away."""
    apps.get_model("accounts", "DeskShare").objects.filter(part="").update(stands_in_for=F("given_by"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_who_took_an_invitation_back")]

    operations = [
        migrations.AddField(
            "deskshare",
            "stands_in_for",
            models.ForeignKey(
                blank=True, null=True, on_delete=models.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.RunPython(whoever_gave_it, migrations.RunPython.noop),
    ]
