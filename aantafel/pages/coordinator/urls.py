from django.urls import path

from aantafel.pages.coordinator.views import (
    applications,
    coaches,
    figures,
    home,
    logbook,
    match,
    one_match,
    people,
    person,
    sharing,
)

app_name = "coordinator"
urlpatterns = [
    path("coordinator/", home.home, name="home"),
    path("coordinator/mensen/", people.people, name="people"),
    path("coordinator/mensen/wie-kan-wat/", people.who_does_what, name="who_does_what"),
    path("coordinator/mensen/uitnodigen/", people.invite, name="invite"),
    path("coordinator/mensen/uitnodigingen/<int:pk>/opnieuw/", people.invite_again, name="invite_again"),
    path("coordinator/mensen/uitnodigingen/<int:pk>/intrekken/", people.take_back, name="take_back"),
    path("coordinator/mensen/rollen/<int:pk>/stoppen/", person.end_role, name="end_role"),
    path("coordinator/mensen/vervanging/<int:pk>/stoppen/", sharing.end_stand_in, name="end_stand_in"),
    path("coordinator/mensen/<int:pk>/", person.person, name="person"),
    path("coordinator/mensen/<int:pk>/rol/", person.add_role, name="add_role"),
    path("coordinator/mensen/<int:pk>/taken/", sharing.share, name="share"),
    path("coordinator/mensen/<int:pk>/vervangen/", sharing.stand_in, name="stand_in"),
    path("coordinator/logboek/", logbook.logbook, name="logbook"),
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
