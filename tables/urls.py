from django.urls import path

from tables.views import public

app_name = "tables"
urlpatterns = [
    path("tafels/", public.list_tables, name="list"),
    path("tafels/<int:pk>-<slug:slug>/", public.detail, name="detail"),
]
