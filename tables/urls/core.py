"""The four core questions on the pinner's own pages."""

from django.urls import path

from tables.views import core

urlpatterns = [
    path("mijn/ideeen/<int:pk>/kernvragen/", core.overview, name="core"),
    path("mijn/ideeen/<int:pk>/kernvragen/papier/", core.paper, name="core_paper"),
    path("mijn/ideeen/<int:pk>/kernvragen/<slug:word>/", core.question, name="core_question"),
    path("mijn/ideeen/<int:pk>/kernvragen/<slug:word>/eerder/", core.versions, name="core_versions"),
    path("mijn/ideeen/<int:pk>/kernvragen/<slug:word>/openbaar/", core.public, name="core_public"),
]
