from django.urls import path

from aantafel.pages.coach.views import home

app_name = "coach"
urlpatterns = [
    path("coach/", home.home, name="home"),
]
