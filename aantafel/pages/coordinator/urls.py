from django.urls import path

from aantafel.pages.coordinator.views import home

app_name = "coordinator"
urlpatterns = [
    path("coordinator/", home.home, name="home"),
]
