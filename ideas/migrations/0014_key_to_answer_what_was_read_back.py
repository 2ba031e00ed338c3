from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ideas", "0013_spoken_messages")]

    operations = [
        migrations.AddField("voicemessage", "answer_key", models.UUIDField(editable=False, null=True, unique=True)),
    ]
