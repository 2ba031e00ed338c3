"""What a table is about on paper: a draft policy, a plan of a building, a study."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import clock
from municipalities.scope import TenantManager
from tables.enums import ActorRole
from tables.models.table import Table
from tables.querysets import TableDocumentQuerySet

ABOUT_LENGTH = 300


def document_name(_document: "TableDocument", _filename: str) -> str:
    """An unguessable name; of the uploaded file's name nothing is kept."""
    return f"documents/{uuid.uuid4().hex}.pdf"


class TableDocument(models.Model):
    """A document that the table is about: a link to where it stands, or a PDF that was uploaded. `about` says in a
    sentence what it is. Taken away rather than deleted: its file goes then. Written by `tables.services.documents`.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="documents")
    title = models.CharField(max_length=150)
    about = models.CharField(max_length=ABOUT_LENGTH, blank=True)
    link = models.URLField(max_length=300, blank=True)
    file = models.FileField(upload_to=document_name, blank=True)
    size = models.PositiveIntegerField(default=0)
    role = models.CharField(max_length=8, choices=ActorRole.choices)
    added_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = TenantManager.from_queryset(TableDocumentQuerySet)()
    everywhere = models.Manager.from_queryset(TableDocumentQuerySet)()

    class Meta:
        verbose_name = _("document of a table")
        verbose_name_plural = _("documents of tables")
        base_manager_name = "everywhere"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=False) | (Q(link="") ^ Q(file="")), name="document_is_a_link_or_a_file"
            )
        ]

    def __str__(self) -> str:
        return self.title
