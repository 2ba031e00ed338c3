from django.urls import path

from aantafel.pages.coach.views import core, home, tables, talk

app_name = "coach"
urlpatterns = [
    path("coach/", home.home, name="home"),
    path("coach/tafels/<int:pk>/", tables.table, name="table"),
    path("coach/tafels/<int:pk>/notitie/", tables.note, name="note"),
    path("coach/tafels/<int:pk>/stoppen/", tables.end, name="end"),
    path("coach/tafels/<int:pk>/kernvragen/", core.overview, name="core"),
    path("coach/tafels/<int:pk>/kernvragen/papier/", core.paper, name="core_paper"),
    path("coach/tafels/<int:pk>/kernvragen/<slug:slug>/", core.question, name="core_question"),
    path("coach/tafels/<int:pk>/kernvragen/<slug:slug>/eerder/", core.versions, name="core_versions"),
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
