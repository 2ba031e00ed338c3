"""The addresses of tables, in one file for each part of the road."""

from tables.urls import asking, core, public, work

app_name = "tables"
urlpatterns = [*public.urlpatterns, *core.urlpatterns, *work.urlpatterns, *asking.urlpatterns]
