"""The addresses of tables, in one file for each part of the road."""

from tables.urls import core, look, plan, public, work, work_forms

app_name = "tables"
urlpatterns = [
    *public.urlpatterns,
    *core.urlpatterns,
    *work.urlpatterns,
    *plan.urlpatterns,
    *work_forms.urlpatterns,
    *look.urlpatterns,
]
