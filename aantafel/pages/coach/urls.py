from django.urls import path

from aantafel.pages.coach.views import home, network

app_name = "coach"
urlpatterns = [
    path("coach/", home.home, name="home"),
    path("coach/netwerk/", network.network, name="network"),
    path("coach/netwerk/nieuw/", network.add, name="add_contact"),
    path("coach/netwerk/<int:pk>/", network.contact, name="contact"),
    path("coach/netwerk/<int:pk>/nagekeken/", network.check, name="check_contact"),
]
