from django.urls import path

from tables.views import core, public, work_forms

app_name = "tables"
urlpatterns = [
    path("tafels/", public.list_tables, name="list"),
    path("tafels/<int:pk>-<slug:slug>/", public.detail, name="detail"),
    path("werkvormen/", work_forms.library, name="work_forms"),
    path("werkvormen/<slug:slug>/", work_forms.detail, name="work_form"),
    path("werkvormen/<slug:slug>/blad/", work_forms.sheet, name="work_form_sheet"),
    path("mijn/ideeen/<int:pk>/kernvragen/", core.overview, name="core"),
    path("mijn/ideeen/<int:pk>/kernvragen/papier/", core.paper, name="core_paper"),
    path("mijn/ideeen/<int:pk>/kernvragen/<slug:word>/", core.question, name="core_question"),
    path("mijn/ideeen/<int:pk>/kernvragen/<slug:word>/eerder/", core.versions, name="core_versions"),
    path("mijn/ideeen/<int:pk>/kernvragen/<slug:word>/openbaar/", core.public, name="core_public"),
]
