from django.urls import path

from aantafel.pages.coordinator.views import figures, home, logbook, network, people, person, sharing

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
    path("coordinator/netwerk/", network.network, name="network"),
    path("coordinator/netwerk/netwerk.csv", network.file, name="network_file"),
    path("coordinator/netwerk/nieuw/", network.add, name="add_contact"),
    path("coordinator/netwerk/<int:pk>/", network.contact, name="contact"),
    path("coordinator/netwerk/<int:pk>/wijzigen/", network.change, name="change_contact"),
    path("coordinator/netwerk/<int:pk>/nagekeken/", network.check, name="check_contact"),
    path("coordinator/netwerk/<int:pk>/weghalen/", network.remove, name="remove_contact"),
    path("coordinator/logboek/", logbook.logbook, name="logbook"),
    path("coordinator/cijfers/", figures.figures, name="figures"),
    path("coordinator/cijfers/<slug:name>.<slug:kind>", figures.sheet, name="figures_sheet"),
]
