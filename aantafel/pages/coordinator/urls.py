from django.urls import path

from aantafel.pages.coordinator.views import figures, home

app_name = "coordinator"
urlpatterns = [
    path("coordinator/", home.home, name="home"),
    path("coordinator/cijfers/", figures.figures, name="figures"),
    path("coordinator/cijfers/<slug:name>.<slug:kind>", figures.sheet, name="figures_sheet"),
]
