"""The tables that everyone may read along with."""

from django.urls import path

from tables.views import documents, public

urlpatterns = [
    path("tafels/", public.list_tables, name="list"),
    path("tafels/<int:pk>-<slug:slug>/", public.detail, name="detail"),
    path("tafels/<int:pk>/stukken/<int:number>.pdf", documents.document, name="document"),
]
