"""People, meetings, minutes, the plan and looking back: everything of a table beyond its idea and its steps."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.manager
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import aantafel.core.clock
import ideas.models.idea
import ideas.querysets
import tables.models.documents
import tables.models.evaluation
import tables.models.meetings
import tables.models.notes


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("coaches", "0006_messages_of_pinner_and_coach"),
        ("ideas", "0015_answers_to_tables_wait_for_a_code"),
        ("municipalities", "0005_days_that_a_table_may_stand_still"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("tables", "0005_a_table_that_stopped"),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80)),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("openen", "Opening"),
                            ("verbreden", "Widening"),
                            ("verfijnen", "Refining"),
                            ("combineren", "Combining"),
                            ("kiezen", "Choosing"),
                            ("afsluiten", "Closing"),
                            ("gesprek", "Dialogue guide"),
                        ],
                        max_length=10,
                        verbose_name="phase",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="name")),
                ("goal", models.TextField(max_length=600, verbose_name="goal")),
                ("smallest", models.PositiveSmallIntegerField(verbose_name="smallest group")),
                ("largest", models.PositiveSmallIntegerField(verbose_name="largest group")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                ("materials", models.TextField(blank=True, max_length=600, verbose_name="what you need")),
                (
                    "steps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(max_length=700), size=None, verbose_name="steps"
                    ),
                ),
                ("reading_tip", models.TextField(max_length=600, verbose_name="tip for who reads with difficulty")),
                ("everyone", models.TextField(blank=True, max_length=600, verbose_name="how everyone takes part")),
                ("stalls", models.TextField(blank=True, max_length=600, verbose_name="what to do when it stalls")),
                ("position", models.PositiveSmallIntegerField(default=1000)),
                ("created_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_forms",
                        to="municipalities.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="tables.workform",
                    ),
                ),
            ],
            options={
                "verbose_name": "work form",
                "verbose_name_plural": "work forms",
                "ordering": ["position", "title", "pk"],
                "base_manager_name": "everywhere",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("municipality", None)), fields=("slug",), name="work_form_national_address"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("municipality__isnull", False), ("replaces", None)),
                        fields=("slug",),
                        name="work_form_own_address",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None), ("replaces__isnull", False)),
                        fields=("municipality", "replaces"),
                        name="work_form_one_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("replaces", None), ("municipality__isnull", False), _connector="OR"),
                        name="work_form_version_is_own",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("largest__gte", models.F("smallest")), ("largest__lte", 500), ("smallest__gte", 1)
                        ),
                        name="work_form_group_size",
                    ),
                    models.CheckConstraint(condition=models.Q(("minutes__range", (1, 240))), name="work_form_minutes"),
                    models.CheckConstraint(condition=models.Q(("steps__len__gte", 1)), name="work_form_has_steps"),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workform",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tables_workformevent" ("ended_at", "everyone", "goal", "largest", "materials", "minutes", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "reading_tip", "replaces_id", "smallest", "stalls", "steps", "title") VALUES (NEW."ended_at", NEW."everyone", NEW."goal", NEW."largest", NEW."materials", NEW."minutes", NEW."municipality_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phase", NEW."reading_tip", NEW."replaces_id", NEW."smallest", NEW."stalls", NEW."steps", NEW."title"); RETURN NULL;',
                    hash="70d48ccbdd08b2edfce27530e6105a76abc15429",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1fc92",
                    table="tables_workform",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workform",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."everyone" IS DISTINCT FROM (NEW."everyone") OR OLD."goal" IS DISTINCT FROM (NEW."goal") OR OLD."largest" IS DISTINCT FROM (NEW."largest") OR OLD."materials" IS DISTINCT FROM (NEW."materials") OR OLD."minutes" IS DISTINCT FROM (NEW."minutes") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."phase" IS DISTINCT FROM (NEW."phase") OR OLD."reading_tip" IS DISTINCT FROM (NEW."reading_tip") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."smallest" IS DISTINCT FROM (NEW."smallest") OR OLD."stalls" IS DISTINCT FROM (NEW."stalls") OR OLD."steps" IS DISTINCT FROM (NEW."steps") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func='INSERT INTO "tables_workformevent" ("ended_at", "everyone", "goal", "largest", "materials", "minutes", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "reading_tip", "replaces_id", "smallest", "stalls", "steps", "title") VALUES (NEW."ended_at", NEW."everyone", NEW."goal", NEW."largest", NEW."materials", NEW."minutes", NEW."municipality_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phase", NEW."reading_tip", NEW."replaces_id", NEW."smallest", NEW."stalls", NEW."steps", NEW."title"); RETURN NULL;',
                    hash="6c3c1896dc369410aeb2daafe97b4a6cb370511b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_87a21",
                    table="tables_workform",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("first", "First meeting: create and design"),
                            ("second", "Second meeting: make a choice"),
                            ("progress", "How it goes"),
                            ("back", "Look back together"),
                            ("other", "Another meeting"),
                        ],
                        default="other",
                        max_length=8,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=150)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("poll", "A date is looked for"),
                            ("planned", "Planned"),
                            ("held", "Held"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="poll",
                        max_length=9,
                    ),
                ),
                ("starts_at", models.DateTimeField(blank=True, null=True)),
                ("minutes", models.PositiveSmallIntegerField(default=120)),
                ("place", models.CharField(blank=True, max_length=150)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("directions", models.TextField(blank=True, max_length=2000)),
                ("has_step_free", models.BooleanField(blank=True, null=True)),
                ("has_toilet", models.BooleanField(blank=True, null=True)),
                ("has_hearing_loop", models.BooleanField(blank=True, null=True)),
                ("link", models.URLField(blank=True, max_length=300)),
                ("language", models.CharField(default="nl", max_length=2)),
                ("size", models.PositiveSmallIntegerField(default=0)),
                ("is_open", models.BooleanField(default=True)),
                ("is_free", models.BooleanField(default=False)),
                (
                    "readers",
                    models.CharField(
                        choices=[
                            ("table", "Who sits at the table"),
                            ("signed", "Everyone with an account"),
                            ("everyone", "Everyone"),
                        ],
                        default="table",
                        max_length=8,
                    ),
                ),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("bring", models.CharField(blank=True, max_length=300)),
                ("preparation", models.TextField(blank=True, max_length=2000)),
                (
                    "door_code",
                    models.CharField(
                        default=tables.models.meetings.door_code, editable=False, max_length=16, unique=True
                    ),
                ),
                ("held_asked_at", models.DateTimeField(blank=True, null=True)),
                ("cancel_reason", models.TextField(blank=True, max_length=2000)),
                ("made_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("changed_at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "facilitator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meetings", to="tables.table"
                    ),
                ),
                (
                    "work_form",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tables.workform",
                    ),
                ),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["number"],
                "base_manager_name": "everywhere",
                "indexes": [
                    models.Index(fields=["starts_at", "id"], name="meeting_by_moment"),
                    models.Index(
                        condition=models.Q(("state", "planned")), fields=["starts_at", "id"], name="meeting_by_day"
                    ),
                    models.Index(
                        condition=models.Q(("state", "held")), fields=["-starts_at", "-id"], name="meeting_held_by_day"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("table", "number"), name="meeting_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["planned", "held"]), _negated=True),
                            ("starts_at__isnull", False),
                            _connector="OR",
                        ),
                        name="meeting_has_a_day",
                    ),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("is_owner", models.BooleanField(default=False)),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="name")),
                (
                    "name_display",
                    models.CharField(
                        choices=[
                            ("hidden", "No name, only my capacity"),
                            ("first", "Only my first name"),
                            ("full", "My whole name"),
                        ],
                        default="hidden",
                        max_length=8,
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("resident", "Resident"),
                            ("professional", "Professional"),
                            ("employee", "Municipal employee"),
                        ],
                        max_length=12,
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=100, verbose_name="role")),
                ("interest", models.CharField(blank=True, max_length=300, verbose_name="interest")),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("mail", "By mail"),
                            ("phone", "By phone"),
                            ("person", "In person"),
                            ("paper", "On paper"),
                        ],
                        default="mail",
                        max_length=6,
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone number")),
                ("language", models.CharField(default="nl", max_length=2)),
                ("why", models.CharField(blank=True, max_length=300)),
                ("talent", models.CharField(blank=True, max_length=300)),
                ("asker", models.CharField(blank=True, max_length=100)),
                ("needs", models.CharField(blank=True, max_length=300, verbose_name="what to take into account")),
                ("hides_address", models.BooleanField(db_default=False, default=False)),
                ("asks_again", models.BooleanField(db_default=False, default=False)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("own", "Thought of by the table"),
                            ("owner", "Pinned the idea"),
                            ("support", "Offered help"),
                            ("earlier", "Sat at a table before"),
                            ("contact", "From the network list"),
                            ("town", "The mailbox of the municipality"),
                            ("office", "Works at the municipality"),
                            ("open", "Signed up"),
                            ("asked", "Answered a question of the table"),
                            ("sent", "Sent by somebody"),
                            ("guest", "Came along"),
                        ],
                        default="own",
                        max_length=8,
                    ),
                ),
                ("added_at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "changed_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), default=aantafel.core.clock.now
                    ),
                ),
                ("quiet_at", models.DateTimeField(blank=True, null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="tables.table"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="seats",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "seat at a table",
                "verbose_name_plural": "seats at tables",
                "ordering": ["pk"],
                "base_manager_name": "everywhere",
                "indexes": [
                    models.Index(
                        condition=models.Q(("email", ""), _negated=True), fields=["email"], name="seat_by_email"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None), ("user__isnull", False)),
                        fields=("table", "user"),
                        name="person_once_per_table",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None), models.Q(("email", ""), _negated=True)),
                        fields=("table", "email"),
                        name="address_once_per_table",
                    ),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("text", models.CharField(max_length=500)),
                ("who", models.CharField(blank=True, db_default="", max_length=80)),
                ("due_on", models.DateField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To do"),
                            ("help", "Help is needed"),
                            ("done", "Done"),
                            ("dropped", "Not needed any more"),
                        ],
                        default="open",
                        max_length=7,
                    ),
                ),
                ("said", models.TextField(blank=True, max_length=3000)),
                ("made_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("changed_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("overdue_at", models.DateTimeField(blank=True, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="actions", to="tables.table"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="actions",
                        to="tables.meeting",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="actions",
                        to="tables.seat",
                    ),
                ),
            ],
            options={
                "verbose_name": "action",
                "verbose_name_plural": "actions",
                "ordering": ["number"],
                "base_manager_name": "everywhere",
                "constraints": [models.UniqueConstraint(fields=("table", "number"), name="action_number_once")],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="AgendaPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=150)),
                ("note", models.TextField(blank=True, max_length=1000)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="tables.meeting"
                    ),
                ),
                (
                    "work_form",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tables.workform",
                    ),
                ),
            ],
            options={
                "verbose_name": "part of an agenda",
                "verbose_name_plural": "parts of agendas",
                "ordering": ["position", "pk"],
                "base_manager_name": "everywhere",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Variant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("title", models.CharField(max_length=150)),
                ("group", models.CharField(blank=True, max_length=300)),
                ("text", models.TextField(blank=True, max_length=3000)),
                ("arguments_for", models.TextField(blank=True, max_length=3000)),
                ("arguments_against", models.TextField(blank=True, max_length=3000)),
                ("costs", models.TextField(blank=True, max_length=3000)),
                ("picture", models.ImageField(blank=True, upload_to=ideas.models.idea.picture_name)),
                ("picture_description", models.CharField(blank=True, max_length=300)),
                ("chosen_at", models.DateTimeField(blank=True, null=True)),
                ("dropped_at", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("changed_at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="variants", to="tables.table"
                    ),
                ),
            ],
            options={
                "verbose_name": "variant",
                "verbose_name_plural": "variants",
                "ordering": ["pk"],
                "base_manager_name": "everywhere",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("chosen_at__isnull", False)),
                        fields=("table", "round"),
                        name="one_variant_chosen_per_round",
                    )
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("consent", "Consent: nobody has a weighty objection"),
                            ("dots", "Dots: everyone divides some dots"),
                            ("vote", "Votes: everyone has one vote"),
                        ],
                        max_length=7,
                    ),
                ),
                ("dots", models.PositiveSmallIntegerField(default=3)),
                ("reason", models.TextField(blank=True, max_length=3000)),
                ("objections", models.TextField(blank=True, max_length=3000)),
                ("opened_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="choices", to="tables.table"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="choices",
                        to="tables.meeting",
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="tables.variant",
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of a table",
                "verbose_name_plural": "choices of tables",
                "ordering": ["-opened_at", "-pk"],
                "base_manager_name": "everywhere",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)), fields=("table",), name="one_open_choice_per_table"
                    )
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "choice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ballots", to="tables.choice"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ballots", to="tables.seat"
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ballots", to="tables.variant"
                    ),
                ),
            ],
            options={
                "verbose_name": "ballot",
                "verbose_name_plural": "ballots",
                "constraints": [
                    models.UniqueConstraint(fields=("choice", "seat", "variant"), name="one_ballot_per_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("writing", "Being written"),
                            ("to_check", "With the table owner"),
                            ("published", "Published"),
                        ],
                        default="writing",
                        max_length=9,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("stamp", models.PositiveIntegerField(default=0)),
                ("public_stamp", models.PositiveIntegerField(default=0)),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "Idea"),
                            (2, "Match"),
                            (3, "Ask"),
                            (4, "Create and design"),
                            (5, "Choose"),
                            (6, "Do"),
                            (7, "Evaluate"),
                        ],
                        null=True,
                    ),
                ),
                ("summary", models.TextField(blank=True, max_length=20000)),
                ("active", models.TextField(blank=True, max_length=20000)),
                ("again", models.TextField(blank=True, max_length=20000)),
                ("missing", models.TextField(blank=True, max_length=20000)),
                ("words", models.TextField(blank=True)),
                ("begun_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("changed_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("handed_in_at", models.DateTimeField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.SearchVector(
                                ideas.querysets.Plain(models.F("summary")), config="dutch", weight="A"
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector(
                                ideas.querysets.Plain(models.F("words")), config="dutch", weight="B"
                            ),
                            django.contrib.postgres.search.SearchConfig("dutch"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="written", to="tables.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "minutes",
                "verbose_name_plural": "minutes",
                "base_manager_name": "everywhere",
                "indexes": [
                    models.Index(
                        condition=models.Q(("version__gt", 0)), fields=["-published_at", "-id"], name="minutes_newest"
                    ),
                    models.Index(
                        condition=models.Q(("version__gt", 0)),
                        fields=["step", "-published_at", "-id"],
                        name="minutes_newest_of_step",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("version__gt", 0)), fields=["search"], name="minutes_search"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("version", 0), ("published_at__isnull", False), _connector="OR"),
                        name="public_minutes_have_a_day",
                    ),
                    models.CheckConstraint(condition=models.Q(("step__range", (1, 7))), name="minutes_are_of_a_step"),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tables_minutesevent" ("meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "state", "version") VALUES (NEW."meeting_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."state", NEW."version"); RETURN NULL;',
                    hash="cff296dae1e17c42a5a72516593eb44d599c4c48",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7b4d5",
                    table="tables_minutes",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."meeting_id" IS DISTINCT FROM (NEW."meeting_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "tables_minutesevent" ("meeting_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "state", "version") VALUES (NEW."meeting_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."state", NEW."version"); RETURN NULL;',
                    hash="154ac4051613d2c15fbee9e2aff4e850ab1a25ba",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_936e2",
                    table="tables_minutes",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="CardGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=80)),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="groups", to="tables.minutes"
                    ),
                ),
            ],
            options={
                "verbose_name": "group of cards",
                "verbose_name_plural": "groups of cards",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Card",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300)),
                ("at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="cards",
                        to="tables.cardgroup",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cards", to="tables.minutes"
                    ),
                ),
            ],
            options={
                "verbose_name": "card",
                "verbose_name_plural": "cards",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ChoiceNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(default=0)),
                ("against", models.PositiveSmallIntegerField(default=0)),
                (
                    "choice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="numbers", to="tables.choice"
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="numbers", to="tables.variant"
                    ),
                ),
            ],
            options={
                "verbose_name": "number counted by hand",
                "verbose_name_plural": "numbers counted by hand",
                "constraints": [models.UniqueConstraint(fields=("choice", "variant"), name="counted_once_per_variant")],
            },
        ),
        migrations.CreateModel(
            name="DateAsk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("asked_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asks", to="tables.meeting"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="tables.seat"),
                ),
            ],
            options={
                "verbose_name": "question for a date",
                "verbose_name_plural": "questions for dates",
                "ordering": ["pk"],
                "base_manager_name": "everywhere",
                "constraints": [models.UniqueConstraint(fields=("meeting", "seat"), name="asked_for_a_date_once")],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="DateOption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="options", to="tables.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "possible date of a meeting",
                "verbose_name_plural": "possible dates of meetings",
                "ordering": ["starts_at", "pk"],
                "base_manager_name": "everywhere",
                "constraints": [models.UniqueConstraint(fields=("meeting", "starts_at"), name="date_offered_once")],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="DateAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "word",
                    models.CharField(
                        choices=[("yes", "I can come"), ("maybe", "If need be"), ("no", "I cannot come")], max_length=5
                    ),
                ),
                (
                    "ask",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="tables.dateask"
                    ),
                ),
                (
                    "option",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="tables.dateoption"
                    ),
                ),
            ],
            options={
                "verbose_name": "answer about a date",
                "verbose_name_plural": "answers about dates",
                "base_manager_name": "everywhere",
                "constraints": [models.UniqueConstraint(fields=("ask", "option"), name="date_answered_once")],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("text", models.TextField(max_length=1000)),
                ("at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="tables.minutes"
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("minutes", "number"),
                        name="decision_number_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("opened_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("support", models.TextField(blank=True, max_length=500)),
                ("heard", models.TextField(blank=True, max_length=500)),
                ("innovation", models.TextField(blank=True, max_length=500)),
                ("democracy", models.TextField(blank=True, max_length=500)),
                ("relations", models.TextField(blank=True, max_length=500)),
                ("costs", models.TextField(blank=True, max_length=500)),
                ("lessons", models.TextField(blank=True, max_length=3000)),
                (
                    "changed_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("operator", "Operator"),
                            ("owner", "Table owner"),
                            ("coord", "Coordinator"),
                            ("coach", "AanTafel!coach"),
                            ("facil", "Facilitator"),
                            ("notes", "Note taker"),
                            ("site", "The site"),
                        ],
                        max_length=8,
                    ),
                ),
                ("changed_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="evaluations", to="tables.table"
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluation of a table",
                "verbose_name_plural": "evaluations of tables",
                "ordering": ["-round"],
                "base_manager_name": "everywhere",
                "constraints": [models.UniqueConstraint(fields=("table", "round"), name="one_evaluation_per_round")],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Effect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300)),
                ("whom", models.CharField(blank=True, max_length=200)),
                ("known_by", models.CharField(blank=True, max_length=300)),
                ("unit", models.CharField(blank=True, max_length=60)),
                ("before", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("after", models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ("made_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("changed_at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="effects", to="tables.evaluation"
                    ),
                ),
            ],
            options={
                "verbose_name": "effect of a table",
                "verbose_name_plural": "effects of tables",
                "ordering": ["pk"],
                "base_manager_name": "everywhere",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="FacilitatorAsk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "The desk looks for somebody"),
                            ("asked", "Somebody is asked"),
                            ("found", "Found"),
                            ("off", "Not needed any more"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("said", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="coaches.helprequest"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="facilitator_asks",
                        to="tables.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for a facilitator",
                "verbose_name_plural": "requests for a facilitator",
                "ordering": ["pk"],
                "base_manager_name": "everywhere",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["open", "asked"])),
                        fields=("meeting",),
                        name="one_facilitator_asked_at_a_time",
                    )
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("mail", "By mail"),
                            ("phone", "By phone"),
                            ("person", "In person"),
                            ("paper", "By letter"),
                            ("form", "Through a form of their site"),
                            ("open", "Signed up by themselves"),
                            ("guest", "Came along"),
                        ],
                        default="mail",
                        max_length=6,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("comes", "Comes"),
                            ("maybe", "Perhaps"),
                            ("not", "Does not come"),
                            ("sends", "Sends somebody else"),
                        ],
                        max_length=6,
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("is_news", models.BooleanField(db_default=False, default=False)),
                ("said", models.TextField(blank=True, max_length=2000)),
                ("waits_since", models.DateTimeField(blank=True, null=True)),
                ("chased_at", models.DateTimeField(blank=True, null=True)),
                ("code_digest", models.CharField(blank=True, db_default="", max_length=64)),
                ("reminded_week_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_day_at", models.DateTimeField(blank=True, null=True)),
                ("checked_in_at", models.DateTimeField(blank=True, null=True)),
                (
                    "sat_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("resident", "Resident"),
                            ("professional", "Professional"),
                            ("employee", "Municipal employee"),
                        ],
                        max_length=12,
                    ),
                ),
                ("sat_role", models.CharField(blank=True, max_length=100)),
                ("sat_interest", models.CharField(blank=True, max_length=300)),
                (
                    "instead_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="substitutes",
                        to="tables.invitation",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="tables.meeting"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="tables.seat"
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation for a meeting",
                "verbose_name_plural": "invitations for meetings",
                "ordering": ["pk"],
                "base_manager_name": "everywhere",
                "indexes": [
                    models.Index(condition=models.Q(("is_news", True)), fields=["meeting"], name="answer_not_told")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "seat"), name="invited_once_per_meeting"),
                    models.UniqueConstraint(
                        condition=models.Q(("code_digest", ""), _negated=True),
                        fields=("code_digest",),
                        name="code_opens_one_invitation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_in_at", None), models.Q(("sat_as", ""), _negated=True), _connector="OR"
                        ),
                        name="who_came_sat_in_a_capacity",
                    ),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="MinutesEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("writing", "Being written"),
                            ("to_check", "With the table owner"),
                            ("published", "Published"),
                        ],
                        default="writing",
                        max_length=9,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tables.meeting",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="tables.minutes",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MinutesPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("pitch", "The pitch"),
                            ("gezegd", "What was said"),
                            ("actief", "Who will take an active part?"),
                            ("weer", "Does everyone come next time?"),
                            ("wie", "Who is missing?"),
                            ("kort", "In short"),
                        ],
                        max_length=6,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "changed_as",
                    models.CharField(
                        choices=[
                            ("operator", "Operator"),
                            ("owner", "Table owner"),
                            ("coord", "Coordinator"),
                            ("coach", "AanTafel!coach"),
                            ("facil", "Facilitator"),
                            ("notes", "Note taker"),
                            ("site", "The site"),
                        ],
                        max_length=8,
                    ),
                ),
                ("changed_at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="tables.minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "part of minutes",
                "verbose_name_plural": "parts of minutes",
                "constraints": [models.UniqueConstraint(fields=("minutes", "part"), name="part_once_per_minutes")],
            },
        ),
        migrations.CreateModel(
            name="MinutesPartVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("operator", "Operator"),
                            ("owner", "Table owner"),
                            ("coord", "Coordinator"),
                            ("coach", "AanTafel!coach"),
                            ("facil", "Facilitator"),
                            ("notes", "Note taker"),
                            ("site", "The site"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="tables.minutespart",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier text of a part of minutes",
                "verbose_name_plural": "earlier texts of parts of minutes",
                "ordering": ["-number"],
                "constraints": [models.UniqueConstraint(fields=("part", "number"), name="part_version_once")],
            },
        ),
        migrations.CreateModel(
            name="MinutesPicture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.ImageField(upload_to=tables.models.notes.picture_name)),
                ("description", models.CharField(max_length=500)),
                ("at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pictures", to="tables.minutes"
                    ),
                ),
            ],
            options={
                "verbose_name": "picture of minutes",
                "verbose_name_plural": "pictures of minutes",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="MinutesRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("correct", "Something in it is not right"),
                            ("name", "A name or a picture has to be taken out"),
                        ],
                        max_length=7,
                    ),
                ),
                ("text", models.TextField(max_length=1000)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("language", models.CharField(default="nl", max_length=2)),
                ("at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("handled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "handled_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("operator", "Operator"),
                            ("owner", "Table owner"),
                            ("coord", "Coordinator"),
                            ("coach", "AanTafel!coach"),
                            ("facil", "Facilitator"),
                            ("notes", "Note taker"),
                            ("site", "The site"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("done", "Done"), ("stays", "It stays as it is")], max_length=5
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=1000)),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="all_requests", to="tables.table"
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="tables.minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "request about minutes",
                "verbose_name_plural": "requests about minutes",
                "ordering": ["at", "pk"],
                "base_manager_name": "everywhere",
                "indexes": [
                    models.Index(
                        condition=models.Q(("handled_at", None)), fields=["at", "id"], name="minutes_request_waits"
                    )
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="MinutesVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("reason", models.TextField(blank=True, max_length=1000)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("operator", "Operator"),
                            ("owner", "Table owner"),
                            ("coord", "Coordinator"),
                            ("coach", "AanTafel!coach"),
                            ("facil", "Facilitator"),
                            ("notes", "Note taker"),
                            ("site", "The site"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="tables.minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of minutes",
                "verbose_name_plural": "versions of minutes",
                "ordering": ["-number"],
                "base_manager_name": "everywhere",
                "constraints": [models.UniqueConstraint(fields=("minutes", "number"), name="minutes_version_once")],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="NameRemoval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("operator", "Operator"),
                            ("owner", "Table owner"),
                            ("coord", "Coordinator"),
                            ("coach", "AanTafel!coach"),
                            ("facil", "Facilitator"),
                            ("notes", "Note taker"),
                            ("site", "The site"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="removals", to="tables.minutes"
                    ),
                ),
            ],
            options={
                "verbose_name": "name taken out",
                "verbose_name_plural": "names taken out",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="News",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=3000)),
                ("picture", models.ImageField(blank=True, upload_to=ideas.models.idea.picture_name)),
                ("picture_description", models.CharField(blank=True, max_length=300)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("operator", "Operator"),
                            ("owner", "Table owner"),
                            ("coord", "Coordinator"),
                            ("coach", "AanTafel!coach"),
                            ("facil", "Facilitator"),
                            ("notes", "Note taker"),
                            ("site", "The site"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="news", to="tables.table"
                    ),
                ),
            ],
            options={
                "verbose_name": "news of a table",
                "verbose_name_plural": "news of tables",
                "ordering": ["-at", "-pk"],
                "base_manager_name": "everywhere",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="NotedAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=400)),
                ("who", models.CharField(blank=True, max_length=80)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "action",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="noted",
                        to="tables.action",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="noted_actions", to="tables.minutes"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="tables.seat",
                    ),
                ),
            ],
            options={
                "verbose_name": "action that was noted",
                "verbose_name_plural": "actions that were noted",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="NoteTaker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("added_at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="note_takers",
                        to="tables.meeting",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="tables.seat"
                    ),
                ),
            ],
            options={
                "verbose_name": "note taker",
                "verbose_name_plural": "note takers",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("meeting", "seat"), name="note_taker_once")],
            },
        ),
        migrations.CreateModel(
            name="OwnerWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("go_on", "The table goes on"),
                            ("stop", "The table stops"),
                            ("judge", "It can be judged"),
                            ("finish", "It goes on by itself"),
                            ("upkeep", "Others keep it up"),
                            ("end", "It ends here"),
                            ("round", "A new round begins"),
                        ],
                        max_length=8,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=1000)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("operator", "Operator"),
                            ("owner", "Table owner"),
                            ("coord", "Coordinator"),
                            ("coach", "AanTafel!coach"),
                            ("facil", "Facilitator"),
                            ("notes", "Note taker"),
                            ("site", "The site"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="owner_words",
                        to="tables.meeting",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="owner_words", to="tables.table"
                    ),
                ),
            ],
            options={
                "verbose_name": "decision of the table owner",
                "verbose_name_plural": "decisions of the table owner",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="TableQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=150)),
                ("text", models.TextField(blank=True, max_length=2000)),
                ("until", models.DateField()),
                ("place", models.CharField(blank=True, max_length=100)),
                (
                    "state",
                    models.CharField(choices=[("open", "Open"), ("closed", "Closed")], default="open", max_length=6),
                ),
                ("thanks", models.TextField(blank=True, max_length=2000)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("operator", "Operator"),
                            ("owner", "Table owner"),
                            ("coord", "Coordinator"),
                            ("coach", "AanTafel!coach"),
                            ("facil", "Facilitator"),
                            ("notes", "Note taker"),
                            ("site", "The site"),
                        ],
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("changed_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("warned_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("hidden_at", models.DateTimeField(blank=True, null=True)),
                (
                    "hidden_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("operator", "Operator"),
                            ("owner", "Table owner"),
                            ("coord", "Coordinator"),
                            ("coach", "AanTafel!coach"),
                            ("facil", "Facilitator"),
                            ("notes", "Note taker"),
                            ("site", "The site"),
                        ],
                        max_length=8,
                    ),
                ),
                ("hidden_reason", models.TextField(blank=True, max_length=1000)),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "hidden_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="tables.table"
                    ),
                ),
            ],
            options={
                "verbose_name": "question of a table",
                "verbose_name_plural": "questions of tables",
                "ordering": ["-asked_at", "-pk"],
                "base_manager_name": "everywhere",
                "indexes": [
                    models.Index(
                        condition=models.Q(("hidden_at__isnull", True), ("state", "open")),
                        fields=["-asked_at", "-id"],
                        name="question_open_newest",
                    ),
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["until", "id"], name="question_open_by_day"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hidden_at", None), models.Q(("hidden_reason", ""), _negated=True), _connector="OR"
                        ),
                        name="question_is_hidden_with_a_reason",
                    )
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="QuestionAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=2000)),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("resident", "Resident"),
                            ("professional", "Professional"),
                            ("employee", "Municipal employee"),
                        ],
                        default="resident",
                        max_length=12,
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=100)),
                ("shares_email", models.BooleanField(default=False)),
                ("may_invite", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[("new", "New"), ("thanked", "Thanked"), ("declined", "Not needed")],
                        default="new",
                        max_length=8,
                    ),
                ),
                ("reply", models.TextField(blank=True, max_length=2000)),
                ("replied_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "replied_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="question_answers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="tables.seat",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="tables.tablequestion"
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to a question of a table",
                "verbose_name_plural": "answers to questions of tables",
                "ordering": ["created_at", "pk"],
                "base_manager_name": "everywhere",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="QuietAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="quiet_addresses", to="tables.table"
                    ),
                ),
            ],
            options={
                "verbose_name": "address that wants no more mail of a table",
                "verbose_name_plural": "addresses that want no more mail of a table",
                "constraints": [models.UniqueConstraint(fields=("table", "digest"), name="quiet_once_per_table")],
            },
        ),
        migrations.CreateModel(
            name="SignUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", models.EmailField(max_length=254)),
                ("name", models.CharField(blank=True, max_length=100)),
                (
                    "name_display",
                    models.CharField(
                        choices=[
                            ("hidden", "No name, only my capacity"),
                            ("first", "Only my first name"),
                            ("full", "My whole name"),
                        ],
                        default="hidden",
                        max_length=8,
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("resident", "Resident"),
                            ("professional", "Professional"),
                            ("employee", "Municipal employee"),
                        ],
                        max_length=12,
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=100)),
                ("interest", models.CharField(blank=True, max_length=300)),
                ("needs", models.CharField(blank=True, max_length=300)),
                ("asks_again", models.BooleanField(default=False)),
                ("language", models.CharField(default="nl", max_length=2)),
                ("made_at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "invitation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_ups",
                        to="tables.invitation",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sign_ups", to="tables.meeting"
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-up that waits for its mail",
                "verbose_name_plural": "sign-ups that wait for their mail",
                "base_manager_name": "everywhere",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="SurveyAnswer",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=tables.models.evaluation.random_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("resident", "Resident"),
                            ("professional", "Professional"),
                            ("employee", "Municipal employee"),
                        ],
                        max_length=12,
                    ),
                ),
                ("support", models.PositiveSmallIntegerField(default=0)),
                ("heard", models.PositiveSmallIntegerField(default=0)),
                ("innovation", models.PositiveSmallIntegerField(default=0)),
                ("democracy", models.PositiveSmallIntegerField(default=0)),
                ("relations", models.PositiveSmallIntegerField(default=0)),
                ("costs", models.PositiveSmallIntegerField(default=0)),
                ("went_well", models.TextField(blank=True, max_length=3000)),
                ("better", models.TextField(blank=True, max_length=3000)),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="tables.evaluation"
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to a survey",
                "verbose_name_plural": "answers to surveys",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="SurveyPass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("has_answered", models.BooleanField(default=False)),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="passes", to="tables.evaluation"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="survey_passes", to="tables.seat"
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation for a survey",
                "verbose_name_plural": "invitations for surveys",
                "constraints": [models.UniqueConstraint(fields=("evaluation", "seat"), name="one_survey_per_person")],
            },
        ),
        migrations.CreateModel(
            name="TableDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=150)),
                ("about", models.CharField(blank=True, max_length=300)),
                ("link", models.URLField(blank=True, max_length=300)),
                ("file", models.FileField(blank=True, upload_to=tables.models.documents.document_name)),
                ("size", models.PositiveIntegerField(default=0)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("operator", "Operator"),
                            ("owner", "Table owner"),
                            ("coord", "Coordinator"),
                            ("coach", "AanTafel!coach"),
                            ("facil", "Facilitator"),
                            ("notes", "Note taker"),
                            ("site", "The site"),
                        ],
                        max_length=8,
                    ),
                ),
                ("added_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="documents", to="tables.table"
                    ),
                ),
            ],
            options={
                "verbose_name": "document of a table",
                "verbose_name_plural": "documents of tables",
                "ordering": ["pk"],
                "base_manager_name": "everywhere",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("removed_at__isnull", False),
                            models.Q(("link", ""), ("file", ""), _connector="XOR"),
                            _connector="OR",
                        ),
                        name="document_is_a_link_or_a_file",
                    )
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="TownContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "theme",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("zorg", "Care and health"),
                            ("samen", "Together in the neighbourhood"),
                            ("groen", "Green and nature"),
                            ("verkeer", "Traffic and getting around"),
                            ("jeugd", "Children and young people"),
                            ("wonen", "Living and building"),
                            ("cultuur", "Culture and heritage"),
                            ("sport", "Sport and playing"),
                            ("werk", "Work, money and learning"),
                            ("energie", "Energy and climate"),
                            ("veilig", "Safety"),
                            ("anders", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("role", models.CharField(max_length=100)),
                ("email", models.EmailField(max_length=254)),
                ("added_at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("changed_at", models.DateTimeField(default=aantafel.core.clock.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="town_contacts",
                        to="municipalities.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "contact at a municipality",
                "verbose_name_plural": "contacts at municipalities",
                "ordering": ["theme", "name", "pk"],
                "base_manager_name": "everywhere",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "theme", "email"), name="town_contact_once_per_theme"
                    )
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name="Wanted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("resident", "Resident"),
                            ("professional", "Professional"),
                            ("employee", "Municipal employee"),
                        ],
                        max_length=12,
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=100)),
                ("name", models.CharField(blank=True, max_length=100)),
                ("why", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(default=aantafel.core.clock.now)),
                ("listed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wanted", to="tables.minutes"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="tables.seat",
                    ),
                ),
            ],
            options={
                "verbose_name": "somebody who is missing",
                "verbose_name_plural": "people who are missing",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="WorkFormChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_off", models.BooleanField(default=False)),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="choices", to="tables.workform"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_form_choices",
                        to="municipalities.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of a work form",
                "verbose_name_plural": "choices of work forms",
                "base_manager_name": "everywhere",
                "constraints": [models.UniqueConstraint(fields=("municipality", "form"), name="work_form_chosen_once")],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("everywhere", django.db.models.manager.Manager()),
            ],
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workformchoice",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tables_workformchoiceevent" ("form_id", "is_off", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."form_id", NEW."is_off", NEW."municipality_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="2f717ee0e71479d8595ef2539ea347c0e6bb772b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_64ad5",
                    table="tables_workformchoice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="workformchoice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."form_id" IS DISTINCT FROM (NEW."form_id") OR OLD."is_off" IS DISTINCT FROM (NEW."is_off") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id"))',
                    func='INSERT INTO "tables_workformchoiceevent" ("form_id", "is_off", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."form_id", NEW."is_off", NEW."municipality_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="40130f70d8738493d20106e4677a743f178de349",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3c0db",
                    table="tables_workformchoice",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="WorkFormChoiceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("is_off", models.BooleanField(default=False)),
                (
                    "form",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tables.workform",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="municipalities.municipality",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="tables.workformchoice",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WorkFormEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("openen", "Opening"),
                            ("verbreden", "Widening"),
                            ("verfijnen", "Refining"),
                            ("combineren", "Combining"),
                            ("kiezen", "Choosing"),
                            ("afsluiten", "Closing"),
                            ("gesprek", "Dialogue guide"),
                        ],
                        max_length=10,
                        verbose_name="phase",
                    ),
                ),
                ("title", models.CharField(max_length=80, verbose_name="name")),
                ("goal", models.TextField(max_length=600, verbose_name="goal")),
                ("smallest", models.PositiveSmallIntegerField(verbose_name="smallest group")),
                ("largest", models.PositiveSmallIntegerField(verbose_name="largest group")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                ("materials", models.TextField(blank=True, max_length=600, verbose_name="what you need")),
                (
                    "steps",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(max_length=700), size=None, verbose_name="steps"
                    ),
                ),
                ("reading_tip", models.TextField(max_length=600, verbose_name="tip for who reads with difficulty")),
                ("everyone", models.TextField(blank=True, max_length=600, verbose_name="how everyone takes part")),
                ("stalls", models.TextField(blank=True, max_length=600, verbose_name="what to do when it stalls")),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="municipalities.municipality",
                        verbose_name="municipality",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="tables.workform",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="tables.workform",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="table",
            name="alive_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), default=aantafel.core.clock.now
            ),
        ),
        migrations.AddField(
            model_name="table",
            name="asked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="table",
            name="moved_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), default=aantafel.core.clock.now
            ),
        ),
        migrations.AddField(
            model_name="table",
            name="pinner_left_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="table",
            name="rests_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="table",
            name="round",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="tableevent",
            name="round",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="stepchange",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="tables.meeting",
            ),
        ),
        migrations.AddField(
            model_name="stepchange",
            name="news",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="tables.news",
            ),
        ),
        migrations.AddField(
            model_name="stepchange",
            name="word",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lines",
                to="tables.ownerword",
            ),
        ),
        migrations.AddField(
            model_name="stepchange",
            name="question",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="tables.tablequestion",
            ),
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="table",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="table",
            name="update_update",
        ),
        migrations.AlterField(
            model_name="coreanswer",
            name="changed_as",
            field=models.CharField(
                choices=[
                    ("operator", "Operator"),
                    ("owner", "Table owner"),
                    ("coord", "Coordinator"),
                    ("coach", "AanTafel!coach"),
                    ("facil", "Facilitator"),
                    ("notes", "Note taker"),
                    ("site", "The site"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="coreanswerversion",
            name="role",
            field=models.CharField(
                choices=[
                    ("operator", "Operator"),
                    ("owner", "Table owner"),
                    ("coord", "Coordinator"),
                    ("coach", "AanTafel!coach"),
                    ("facil", "Facilitator"),
                    ("notes", "Note taker"),
                    ("site", "The site"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="stepchange",
            name="kind",
            field=models.CharField(
                choices=[
                    ("step", "The table took a step"),
                    ("coach", "A coach said yes"),
                    ("left", "A coach stopped"),
                    ("stop", "The table stopped"),
                    ("back", "The table went back a step"),
                    ("again", "The table went on"),
                    ("end", "The table is finished"),
                    ("round", "The table began a new round"),
                    ("rests", "The table rests"),
                    ("meet", "A meeting was planned"),
                    ("free", "A free meeting was planned"),
                    ("moved", "A meeting was moved"),
                    ("place", "The place of a meeting is known"),
                    ("off", "A meeting was cancelled"),
                    ("note", "Minutes were published"),
                    ("word", "The table owner decided"),
                    ("pick", "The table chose"),
                    ("news", "The table told how it goes"),
                    ("ask", "The table asked everyone for help"),
                    ("own", "The owners changed"),
                    ("gone", "A name was taken out"),
                ],
                db_default="step",
                default="step",
                max_length=5,
            ),
        ),
        migrations.AlterField(
            model_name="stepchange",
            name="role",
            field=models.CharField(
                choices=[
                    ("operator", "Operator"),
                    ("owner", "Table owner"),
                    ("coord", "Coordinator"),
                    ("coach", "AanTafel!coach"),
                    ("facil", "Facilitator"),
                    ("notes", "Note taker"),
                    ("site", "The site"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="table",
            name="state",
            field=models.CharField(
                choices=[("running", "Running"), ("stopped", "Stopped"), ("finished", "Finished")],
                default="running",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="tableevent",
            name="state",
            field=models.CharField(
                choices=[("running", "Running"), ("stopped", "Stopped"), ("finished", "Finished")],
                default="running",
                max_length=8,
            ),
        ),
        migrations.AddIndex(
            model_name="table",
            index=models.Index(
                condition=models.Q(("state", "running")), fields=["alive_at", "id"], name="table_by_life"
            ),
        ),
        migrations.AddIndex(
            model_name="table",
            index=models.Index(
                condition=models.Q(("rests_since__isnull", False), ("state", "running")),
                fields=["-opened_at", "-id"],
                name="table_newest_resting",
            ),
        ),
        migrations.AddIndex(
            model_name="table",
            index=models.Index(
                condition=models.Q(("state__in", ("stopped", "finished"))),
                fields=["municipality", "state", "-opened_at", "-id"],
                name="table_over_in_municipality",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="table",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tables_tableevent" ("idea_id", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "state", "step") VALUES (NEW."idea_id", NEW."municipality_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."round", NEW."state", NEW."step"); RETURN NULL;',
                    hash="eb376b72201925c55c4da4103f2fec25fb9970f7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3ba14",
                    table="tables_table",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="table",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."idea_id" IS DISTINCT FROM (NEW."idea_id") OR OLD."municipality_id" IS DISTINCT FROM (NEW."municipality_id") OR OLD."round" IS DISTINCT FROM (NEW."round") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."step" IS DISTINCT FROM (NEW."step"))',
                    func='INSERT INTO "tables_tableevent" ("idea_id", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "state", "step") VALUES (NEW."idea_id", NEW."municipality_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."round", NEW."state", NEW."step"); RETURN NULL;',
                    hash="fe211d3bbb072c0afd389c5cf1c1298d2ea39f25",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ee62d",
                    table="tables_table",
                    when="AFTER",
                ),
            ),
        ),
    ]
