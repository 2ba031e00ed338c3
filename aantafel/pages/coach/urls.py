from django.urls import path

from aantafel.pages.coach.views import home, profile

app_name = "coach"
urlpatterns = [
    path("coach/", home.home, name="home"),
    path("coach/profiel/", profile.profile, name="profile"),
]
