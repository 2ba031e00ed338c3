"""Tables in the Django admin: to look things up. A table moves by its own services, which keep the timeline."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from ideas.admin import LookOnly
from tables.models import StepChange, Table


class StepChangeInline(LookOnly, admin.TabularInline[StepChange, Table]):
    model = StepChange
    fields = ["created_at", "from_step", "to_step", "role", "actor", "note"]


@admin.register(Table)
class TableAdmin(LookOnly, admin.ModelAdmin[Table]):
    list_display = ["__str__", "municipality", "step", "state", "opened_at"]
    list_filter = ["step", "state"]
    list_select_related = ["idea", "municipality"]
    search_fields = ["idea__title", "municipality__name"]
    inlines = [StepChangeInline]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Table]:
        """Every municipality's, whatever the scope of the page: the admin is the operator's alone."""
        return Table.everywhere.all()
