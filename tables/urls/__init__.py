"""The addresses of tables, in one file for each part of the road."""

from tables.urls import core, meetings, public, work

app_name = "tables"
urlpatterns = [*public.urlpatterns, *core.urlpatterns, *work.urlpatterns, *meetings.urlpatterns]
