from django.urls import path

from aantafel.accounts.decorators import coach_required
from aantafel.pages.coach.views import home, profile
from aantafel.pages.local.desks import COACH
from aantafel.pages.local.views import enter, letter, visits

here = {"desk": COACH}

app_name = "coach"
urlpatterns = [
    path("coach/", home.home, name="home"),
    path("coach/profiel/", profile.profile, name="profile"),
    path("coach/invoeren/", coach_required(enter.enter), here, name="enter"),
    path("coach/ingevoerd/<int:pk>/", coach_required(enter.entered), here, name="entered"),
    path("coach/ingevoerd/<int:pk>/brief/", coach_required(letter.letter), here, name="letter"),
    path("coach/langsgaan/", coach_required(visits.visits), here, name="visits"),
    path("coach/langsgaan/nieuw/", coach_required(visits.note), here, name="visit_note"),
    path("coach/langsgaan/<int:pk>/", coach_required(visits.visit), here, name="visit"),
    path("coach/langsgaan/<int:pk>/wijzigen/", coach_required(visits.change), here, name="visit_change"),
    path("coach/langsgaan/<int:pk>/bezocht/", coach_required(visits.visited), here, name="visit_visited"),
    path("coach/langsgaan/<int:pk>/afsluiten/", coach_required(visits.close), here, name="visit_close"),
]
