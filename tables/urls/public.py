"""The tables that everyone may read along with."""

from django.urls import path

from tables.views import public

urlpatterns = [
    path("tafels/", public.list_tables, name="list"),
    path("tafels/<int:pk>-<slug:slug>/", public.detail, name="detail"),
]
