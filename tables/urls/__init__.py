"""The addresses of tables, in one file for each part of the road."""

from tables.urls import asking, core, look, meetings, minutes, plan, public, work, work_forms

app_name = "tables"
urlpatterns = [
    *asking.urlpatterns,
    *core.urlpatterns,
    *look.urlpatterns,
    *meetings.urlpatterns,
    *minutes.urlpatterns,
    *plan.urlpatterns,
    *public.urlpatterns,
    *work.urlpatterns,
    *work_forms.urlpatterns,
]
