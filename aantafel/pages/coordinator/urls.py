from django.urls import path

from aantafel.pages.coordinator.views import applications, coaches, figures, home, match, one_match

app_name = "coordinator"
urlpatterns = [
    path("coordinator/", home.home, name="home"),
    path("coordinator/cijfers/", figures.figures, name="figures"),
    path("coordinator/cijfers/<slug:name>.<slug:kind>", figures.sheet, name="figures_sheet"),
    path("coordinator/ideeen/<int:pk>/match/", match.match, name="match"),
    path("coordinator/ideeen/<int:pk>/match/<int:coach>/", match.ask, name="match_ask"),
    path("coordinator/matches/<int:pk>/", one_match.one_match, name="one_match"),
    path("coordinator/matches/<int:pk>/herinner/", one_match.remind, name="match_remind"),
    path("coordinator/coaches/", coaches.coaches, name="coaches"),
    path("coordinator/coaches/gewichten/", coaches.weights, name="weights"),
    path("coordinator/coaches/<int:pk>/", coaches.coach, name="coach"),
    path("coordinator/aanmeldingen/", applications.applications, name="applications"),
    path("coordinator/aanmeldingen/<int:pk>/", applications.application, name="application"),
]
