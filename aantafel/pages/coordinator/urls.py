from django.urls import path

from aantafel.accounts.decorators import desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.pages.coordinator.views import home
from aantafel.pages.local.desks import COORDINATOR
from aantafel.pages.local.views import enter, letter, stack, visits

take_in = desk_required(DeskPart.TAKE_IN)
here = {"desk": COORDINATOR}

app_name = "coordinator"
urlpatterns = [
    path("coordinator/", home.home, name="home"),
    path("coordinator/invoeren/", take_in(enter.enter), here, name="enter"),
    path("coordinator/invoeren/stapel/", take_in(stack.stack), name="stack"),
    path("coordinator/invoeren/stapel/<int:pk>/terug/", take_in(stack.undo), name="stack_undo"),
    path("coordinator/ingevoerd/<int:pk>/", take_in(enter.entered), here, name="entered"),
    path("coordinator/ingevoerd/<int:pk>/brief/", take_in(letter.letter), here, name="letter"),
    path("coordinator/langsgaan/", take_in(visits.visits), here, name="visits"),
    path("coordinator/langsgaan/nieuw/", take_in(visits.note), here, name="visit_note"),
    path("coordinator/langsgaan/<int:pk>/", take_in(visits.visit), here, name="visit"),
    path("coordinator/langsgaan/<int:pk>/wijzigen/", take_in(visits.change), here, name="visit_change"),
    path("coordinator/langsgaan/<int:pk>/bezocht/", take_in(visits.visited), here, name="visit_visited"),
    path("coordinator/langsgaan/<int:pk>/afsluiten/", take_in(visits.close), here, name="visit_close"),
]
