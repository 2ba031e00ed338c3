"""A mail changes state three times. Room on its page keeps most of those changes out of the indexes (HOT updates)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_outgoing_mail")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE outbox_outgoingmail SET (fillfactor = 60)",
            "ALTER TABLE outbox_outgoingmail RESET (fillfactor)",
        )
    ]
