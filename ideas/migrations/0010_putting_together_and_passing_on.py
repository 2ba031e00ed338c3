import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import aantafel.core.clock


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0009_marks_notes_and_talks"),
        ("municipalities", "0002_local_sites"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MergeProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(max_length=1000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waits for an answer"),
                            ("done", "Done"),
                            ("apart", "Did not happen"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("stays_says", models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3)),
                ("goes_says", models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3)),
                ("created_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("answer_by", models.DateField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "proposal to put ideas together",
                "verbose_name_plural": "proposals to put ideas together",
                "base_manager_name": "everywhere",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="PassOn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=140)),
                ("reason", models.TextField(max_length=1000)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waits for an answer"),
                            ("done", "Done"),
                            ("apart", "Did not happen"),
                            ("withdrawn", "Taken back"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("created_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("answer_by", models.DateField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "proposal to pass an idea on",
                "verbose_name_plural": "proposals to pass ideas on",
                "base_manager_name": "everywhere",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name="idea",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="merged_from",
                to="ideas.idea",
            ),
        ),
        migrations.AlterField(
            model_name="idea",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("unconfirmed", "Not confirmed yet"),
                    ("waiting", "Waiting to be read"),
                    ("asked", "We asked you something"),
                    ("published", "On the site"),
                    ("refused", "Refused"),
                    ("withdrawn", "Withdrawn"),
                    ("merged", "Put together with another idea"),
                ],
                default="draft",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="ideaevent",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("unconfirmed", "Not confirmed yet"),
                    ("waiting", "Waiting to be read"),
                    ("asked", "We asked you something"),
                    ("published", "On the site"),
                    ("refused", "Refused"),
                    ("withdrawn", "Withdrawn"),
                    ("merged", "Put together with another idea"),
                ],
                default="draft",
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="reviewentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("submitted", "Pinned"),
                    ("question", "Question from the operator"),
                    ("answer", "Answer from the idea pinner"),
                    ("changed", "Changed"),
                    ("approved", "Put on the site"),
                    ("refused", "Refused"),
                    ("objected", "The idea pinner disagrees"),
                    ("withdrawn", "Withdrawn"),
                    ("merged", "Put together with another idea"),
                    ("passed_on", "Passed on to another municipality"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="idea",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "merged"), ("merged_into", None), _connector="OR"),
                name="only_a_merged_idea_leads_on",
            ),
        ),
        migrations.AddField(
            model_name="mergeproposal",
            name="goes",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="merges_out", to="ideas.idea"
            ),
        ),
        migrations.AddField(
            model_name="mergeproposal",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="mergeproposal",
            name="stays",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="merges_in", to="ideas.idea"
            ),
        ),
        migrations.AddField(
            model_name="passon",
            name="idea",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="pass_ons", to="ideas.idea"
            ),
        ),
        migrations.AddField(
            model_name="passon",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="passon",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="municipalities.municipality"
            ),
        ),
        migrations.AddField(
            model_name="passon",
            name="target",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="municipalities.municipality"
            ),
        ),
        migrations.AddIndex(
            model_name="mergeproposal",
            index=models.Index(condition=models.Q(("state", "open")), fields=["answer_by"], name="merge_open"),
        ),
        migrations.AddConstraint(
            model_name="mergeproposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("stays",), name="one_open_merge_of_stays"
            ),
        ),
        migrations.AddConstraint(
            model_name="mergeproposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("goes",), name="one_open_merge_of_goes"
            ),
        ),
        migrations.AddConstraint(
            model_name="mergeproposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("stays", models.F("goes")), _negated=True), name="merge_is_of_two_ideas"
            ),
        ),
        migrations.AddIndex(
            model_name="passon",
            index=models.Index(condition=models.Q(("state", "open")), fields=["answer_by"], name="pass_on_open"),
        ),
        migrations.AddIndex(
            model_name="passon",
            index=models.Index(fields=["source", "-created_at", "-id"], name="pass_on_newest"),
        ),
        migrations.AddConstraint(
            model_name="passon",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=("idea",), name="one_open_pass_on_per_idea"
            ),
        ),
    ]
