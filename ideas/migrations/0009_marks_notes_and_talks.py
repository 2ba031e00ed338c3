import uuid

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import aantafel.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0008_neighbourhood_of_an_idea"),
        ("municipalities", "0002_local_sites"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(max_length=12)),
                ("number", models.PositiveBigIntegerField()),
                (
                    "kind",
                    models.CharField(choices=[("taken", "Somebody takes this up"), ("read", "Read")], max_length=5),
                ),
                ("created_at", models.DateTimeField(default=aantafel.core.clock.now)),
            ],
            options={
                "verbose_name": "mark on a line of an inbox",
                "verbose_name_plural": "marks on lines of an inbox",
                "base_manager_name": "everywhere",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="IdeaNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=4000)),
                ("created_at", models.DateTimeField(default=aantafel.core.clock.now)),
            ],
            options={
                "verbose_name": "note of the desk",
                "verbose_name_plural": "notes of the desk",
                "ordering": ["created_at", "pk"],
                "base_manager_name": "everywhere",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Planned"), ("held", "Held"), ("off", "Cancelled")],
                        default="planned",
                        max_length=8,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("place", "At a place"), ("phone", "By phone"), ("link", "By video call")],
                        max_length=6,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField(default=45)),
                ("where", models.CharField(blank=True, max_length=300)),
                ("note", models.TextField(blank=True, max_length=4000)),
                ("outcome", models.TextField(blank=True, max_length=4000)),
                ("created_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("changed_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("changes", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "conversation about an idea",
                "verbose_name_plural": "conversations about ideas",
                "ordering": ["starts_at", "pk"],
                "base_manager_name": "everywhere",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name="deskmark",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="municipalities.municipality"
            ),
        ),
        migrations.AddField(
            model_name="deskmark",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="ideanote",
            name="author",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ideanote",
            name="idea",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="desk_notes", to="ideas.idea"
            ),
        ),
        migrations.AddField(
            model_name="talk",
            name="idea",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="talks", to="ideas.idea"),
        ),
        migrations.AddField(
            model_name="talk",
            name="planned_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="deskmark",
            constraint=models.UniqueConstraint(
                fields=("municipality", "about", "number", "kind"), name="one_mark_of_a_kind"
            ),
        ),
        migrations.AddIndex(
            model_name="talk",
            index=models.Index(
                condition=models.Q(("state", "planned")), fields=["starts_at", "id"], name="talk_planned"
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "planned")), fields=("idea",), name="one_planned_talk_per_idea"
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(("way", "phone"), models.Q(("where", ""), _negated=True), _connector="OR"),
                name="talk_is_somewhere",
            ),
        ),
    ]
