"""People and their roles in the Django admin. Nobody is deleted here: roles end, and accounts close."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from aantafel.accounts.models import Membership, User


class NeverDeleted:
    """What is past stays known."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MembershipInline(NeverDeleted, admin.TabularInline[Membership, User]):
    """A role ends by filling in `ended_at`."""

    model = Membership
    fk_name = "user"
    fields = ["role", "municipality", "started_at", "ended_at"]
    autocomplete_fields = ["municipality"]
    extra = 0


@admin.register(User)
class UserAdmin(NeverDeleted, admin.ModelAdmin[User]):
    list_display = ["email", "name", "capacity", "home_municipality", "is_active", "is_staff", "mail_blocked_at"]
    list_filter = ["is_active", "is_staff", "capacity", "language"]
    list_select_related = ["home_municipality"]
    search_fields = ["email", "name"]
    fields = [
        "email",
        "name",
        "name_display",
        "capacity",
        "home_municipality",
        "home_postcode",
        "work_municipality",
        "language",
        "is_active",
        "is_staff",
        "is_superuser",
        "mail_blocked_at",
        "created_at",
        "last_login",
    ]
    readonly_fields = ["email", "mail_blocked_at", "created_at", "last_login"]
    autocomplete_fields = ["home_municipality", "work_municipality"]
    inlines = [MembershipInline]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A person comes into being by proving an e-mail address, or through `manage.py make_operator`."""
        return False
