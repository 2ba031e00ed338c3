from django.urls import path

from aantafel.accounts.decorators import coach_required
from aantafel.pages.coach.views import core, home, network, profile, tables, talk
from aantafel.pages.local.desks import COACH
from aantafel.pages.local.views import enter, letter, visits

here = {"desk": COACH}

app_name = "coach"
urlpatterns = [
    path("coach/", home.home, name="home"),
    path("coach/netwerk/", network.network, name="network"),
    path("coach/netwerk/nieuw/", network.add, name="add_contact"),
    path("coach/netwerk/<int:pk>/", network.contact, name="contact"),
    path("coach/netwerk/<int:pk>/nagekeken/", network.check, name="check_contact"),
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
    path("coach/tafels/<int:pk>/", tables.table, name="table"),
    path("coach/tafels/<int:pk>/notitie/", tables.note, name="note"),
    path("coach/tafels/<int:pk>/stoppen/", tables.end, name="end"),
    path("coach/tafels/<int:pk>/kernvragen/", core.overview, name="core"),
    path("coach/tafels/<int:pk>/kernvragen/papier/", core.paper, name="core_paper"),
    path("coach/tafels/<int:pk>/kernvragen/<slug:word>/", core.question, name="core_question"),
    path("coach/tafels/<int:pk>/kernvragen/<slug:word>/eerder/", core.versions, name="core_versions"),
    path("coach/berichten/<int:pk>/", tables.message, name="message"),
    path("coach/notities/", tables.notebook, name="notebook"),
    path("coach/notities/<int:pk>/weg/", tables.remove_note, name="remove_note"),
    path("coach/vragen/", talk.topics, name="topics"),
    path("coach/vragen/nieuw/", talk.new_topic, name="new_topic"),
    path("coach/vragen/gelezen/", talk.read, name="all_read"),
    path("coach/vragen/<int:pk>/", talk.topic, name="topic"),
    path("coach/vragen/<int:pk>/gelezen/", talk.read, name="topic_read"),
    path("coach/vragen/<int:pk>/weg/", talk.take_away, name="take_topic_away"),
    path("coach/vragen/<int:pk>/verbergen/", talk.hide, name="hide_topic"),
    path("coach/vragen/<int:pk>/<int:number>/weg/", talk.take_away, name="take_reply_away"),
    path("coach/vragen/<int:pk>/<int:number>/verbergen/", talk.hide, name="hide_reply"),
]
