from django.urls import path

from aantafel.pages.coordinator.views import figures, home
from aantafel.pages.help.views import answering

app_name = "coordinator"
urlpatterns = [
    path("coordinator/", home.home, name="home"),
    path("coordinator/cijfers/", figures.figures, name="figures"),
    path("coordinator/cijfers/<slug:name>.<slug:kind>", figures.sheet, name="figures_sheet"),
    path("coordinator/hulpvragen/", answering.desk_list, name="help_requests"),
    path("coordinator/hulpvragen/<int:pk>/", answering.desk_one, name="help_request"),
]
