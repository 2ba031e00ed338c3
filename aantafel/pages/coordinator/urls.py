from django.urls import path

from aantafel.accounts.decorators import desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.pages.coordinator.views import home, physical_tables
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
    path("coordinator/tafels-in-de-buurt/", take_in(physical_tables.tables), name="tables_nearby"),
    path("coordinator/tafels-in-de-buurt/nieuw/", take_in(physical_tables.set_up), name="table_new"),
    path("coordinator/tafels-in-de-buurt/<int:pk>/", take_in(physical_tables.change), name="table_change"),
    path("coordinator/tafels-in-de-buurt/<int:pk>/tijden/", take_in(physical_tables.hours), name="table_hours"),
    path("coordinator/tafels-in-de-buurt/<int:pk>/dagen/", take_in(physical_tables.days), name="table_days"),
    path(
        "coordinator/tafels-in-de-buurt/<int:pk>/dagen/<int:day>/weg/",
        take_in(physical_tables.forget_day),
        name="table_day_forget",
    ),
    path("coordinator/tafels-in-de-buurt/<int:pk>/stoppen/", take_in(physical_tables.end), name="table_end"),
]
