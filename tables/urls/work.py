"""Where the people who organise a table work at it: `/mijn/tafels/<pk>/`."""

from django.urls import path

from tables.views import documents, minutes_check, moves, names_out, owners, still, words, work, work_core

urlpatterns = [
    path("mijn/tafels/<int:pk>/", work.home, name="work"),
    path("mijn/tafels/<int:pk>/verder/", moves.forward, name="forward"),
    path("mijn/tafels/<int:pk>/terug/", moves.back, name="back"),
    path("mijn/tafels/<int:pk>/stoppen/", moves.stop, name="stop"),
    path("mijn/tafels/<int:pk>/hervatten/", moves.resume, name="resume"),
    path("mijn/tafels/<int:pk>/besluiten/", words.decide, name="words"),
    path("mijn/tafels/<int:pk>/vragen-om-te-veranderen/", minutes_check.asked_of_table, name="table_requests"),
    path("mijn/tafels/<int:pk>/naam-weg/", names_out.take_out, name="take_name"),
    path("mijn/tafels/<int:pk>/eigenaars/", owners.owners, name="owners"),
    path("mijn/tafels/<int:pk>/eigenaars/weggaan/", owners.leave, name="leave"),
    path("mijn/tafels/<int:pk>/stukken/", documents.documents, name="documents"),
    path("mijn/tafels/<int:pk>/stukken/<int:number>/weg/", documents.take_away, name="take_document"),
    path("mijn/tafels/<int:pk>/hoe-gaat-het/", still.how_it_goes, name="how_it_goes"),
    path("mijn/tafels/<int:pk>/kernvragen/", work_core.overview, name="work_core"),
    path("mijn/tafels/<int:pk>/kernvragen/papier/", work_core.paper, name="work_core_paper"),
    path("mijn/tafels/<int:pk>/kernvragen/<slug:word>/", work_core.question, name="work_core_question"),
    path("mijn/tafels/<int:pk>/kernvragen/<slug:word>/eerder/", work_core.versions, name="work_core_versions"),
    path("tafels/hoe-gaat-het/<str:key>/", still.answer, name="still"),
]
