from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0010_putting_together_and_passing_on"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="callback",
            index=models.Index(
                condition=models.Q(("done_at", None)),
                fields=["municipality", "created_at", "id"],
                name="call_back_open_here",
            ),
        ),
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(
                condition=models.Q(("state__in", ["waiting", "asked"])),
                fields=["municipality", "submitted_at", "id"],
                name="idea_review_here",
            ),
        ),
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(
                condition=models.Q(("submitted_at__isnull", False)),
                fields=["municipality", "-submitted_at", "-id"],
                name="idea_at_desk",
            ),
        ),
        migrations.AddIndex(
            model_name="support",
            index=models.Index(
                condition=models.Q(("kind", "question"), ("state", "open")),
                fields=["created_at", "id"],
                name="support_open_question",
            ),
        ),
    ]
