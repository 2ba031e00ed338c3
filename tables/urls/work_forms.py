"""The library of work forms."""

from django.urls import path

from tables.views import work_forms

urlpatterns = [
    path("werkvormen/", work_forms.library, name="work_forms"),
    path("werkvormen/<slug:slug>/", work_forms.detail, name="work_form"),
    path("werkvormen/<slug:slug>/blad/", work_forms.sheet, name="work_form_sheet"),
]
