"""Ideas in the Django admin: to look things up. What changes an idea is done at the desk, by its rules."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from ideas.models import CallBack, Idea, MunicipalityNotice, Pinner, ReviewEntry, Support


class LookOnly:
    """No adding, changing or removing."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PinnerInline(LookOnly, admin.StackedInline[Pinner, Idea]):
    model = Pinner
    fk_name = "idea"


class ReviewEntryInline(LookOnly, admin.TabularInline[ReviewEntry, Idea]):
    model = ReviewEntry
    fields = ["created_at", "kind", "role", "actor", "text"]


@admin.register(Idea)
class IdeaAdmin(LookOnly, admin.ModelAdmin[Idea]):
    list_display = ["title", "state", "municipality", "channel", "submitted_at", "published_at"]
    list_filter = ["state", "channel", "theme"]
    list_select_related = ["municipality"]
    search_fields = ["title", "owner__email"]
    date_hierarchy = "created_at"
    exclude = ["search"]
    inlines = [PinnerInline, ReviewEntryInline]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Idea]:
        """Every municipality's, whatever the scope of the page: the admin is the operator's alone."""
        return Idea.everywhere.defer("search")


@admin.register(MunicipalityNotice)
class MunicipalityNoticeAdmin(LookOnly, admin.ModelAdmin[MunicipalityNotice]):
    list_display = ["municipality", "idea", "way", "created_at", "done_at", "answer"]
    list_filter = ["way", "answer"]
    list_select_related = ["municipality", "idea"]
    search_fields = ["municipality__name", "idea__title"]


@admin.register(CallBack)
class CallBackAdmin(LookOnly, admin.ModelAdmin[CallBack]):
    list_display = ["name", "municipality", "created_at", "done_at", "outcome"]
    list_filter = ["done_at"]
    list_select_related = ["municipality"]
    search_fields = ["name", "phone"]


@admin.register(Support)
class SupportAdmin(LookOnly, admin.ModelAdmin[Support]):
    list_display = ["idea", "user", "kind", "state", "created_at"]
    list_filter = ["kind", "state"]
    list_select_related = ["idea", "user"]
    search_fields = ["idea__title", "user__email"]
    date_hierarchy = "created_at"
    show_full_result_count = False
