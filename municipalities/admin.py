"""The register in the Django admin: the operator mends a mailbox or a web address; the rest follows the register."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from municipalities.names import search_key


class MailboxFilter(admin.SimpleListFilter):
    title = _("mailbox")
    parameter_name = "mailbox"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> list[tuple[str, Any]]:
        return [("none", _("no mailbox")), ("blocked", _("blocked")), ("open", _("open"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Municipality]) -> QuerySet[Municipality]:
        match self.value():
            case "none":
                return queryset.filter(email="")
            case "blocked":
                return queryset.filter(mail_blocked_at__isnull=False)
            case "open":
                return queryset.filter(mail_blocked_at=None).exclude(email="")
        return queryset


@admin.register(Municipality)
class MunicipalityAdmin(admin.ModelAdmin[Municipality]):
    list_display = ["name", "code", "province", "email", "mail_blocked_at", "ends_on", "successor"]
    list_filter = [MailboxFilter, ("ends_on", admin.EmptyFieldListFilter), "province"]
    list_select_related = ["successor"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    search_fields = ["name", "official_name", "code", "email"]
    fields = [
        ("code", "name", "official_name"),
        ("province", "population"),
        "email",
        "contact_form",
        "website",
        ("mail_blocked_at", "mail_blocked_reason"),
        ("ends_on", "successor"),
    ]
    readonly_fields = [
        "code",
        "name",
        "official_name",
        "province",
        "population",
        "mail_blocked_at",
        "mail_blocked_reason",
        "ends_on",
        "successor",
    ]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Municipality], search_term: str
    ) -> tuple[QuerySet[Municipality], bool]:
        """Also by the other names of a municipality, as on the site."""
        rows, doubles = super().get_search_results(request, queryset, search_term)
        key = search_key(search_term)
        return (rows | queryset.filter(search_names__contains=[key]) if key else rows), doubles

    def save_model(self, request: HttpRequest, obj: Municipality, form: Any, change: bool) -> None:
        """Another mailbox than the one that refused our mail is open again."""
        if "email" in form.changed_data:
            obj.mail_blocked_at, obj.mail_blocked_reason = None, ""
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The register adds; see load_municipalities."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Municipality | None = None) -> bool:
        """A municipality ends by a merger; it is never deleted."""
        return False
