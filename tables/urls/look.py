"""Asking everyone for help, and looking back."""

from django.urls import path

from tables.views import answering, evaluation, evaluation_public, questions, questions_public, survey

urlpatterns = [
    path("mijn/tafels/<int:pk>/vragen/", questions.home, name="questions"),
    path("mijn/tafels/<int:pk>/vragen/nieuw/", questions.ask, name="ask_everyone"),
    path("mijn/tafels/<int:pk>/vragen/<int:number>/", questions.question, name="work_question"),
    path("mijn/tafels/<int:pk>/vragen/<int:number>/wijzigen/", questions.change, name="change_question"),
    path("mijn/tafels/<int:pk>/vragen/<int:number>/bedanken/", questions.close, name="close_question"),
    path("mijn/tafels/<int:pk>/vragen/<int:number>/verbergen/", questions.hide, name="hide_question"),
    path("mijn/tafels/<int:pk>/vragen/<int:number>/tonen/", questions.show, name="show_question"),
    path("mijn/tafels/<int:pk>/vragen/<int:number>/<int:answer>/", questions.answer, name="work_answer"),
    path("mijn/tafels/<int:pk>/vragen/<int:number>/<int:answer>/lijst/", questions.put_on_list, name="list_answer"),
    path("durf-te-vragen/", questions_public.all_questions, name="all_questions"),
    path("durf-te-vragen/<int:pk>/", questions_public.question, name="question"),
    path("durf-te-vragen/<int:pk>/antwoord/", answering.answer, name="answer_question"),
    path("mijn/antwoorden/<int:pk>/", answering.mine, name="my_answer"),
    path("mijn/antwoorden/<int:pk>/terugnemen/", answering.take_back, name="take_answer_back"),
    path("mijn/tafels/<int:pk>/terugkijken/", evaluation.home, name="evaluation"),
    path("mijn/tafels/<int:pk>/terugkijken/vragenlijst/", evaluation.ask, name="ask_survey"),
    path("mijn/tafels/<int:pk>/terugkijken/vragenlijst/sluiten/", evaluation.close, name="close_survey"),
    path("mijn/tafels/<int:pk>/terugkijken/papier/", evaluation.paper, name="survey_paper"),
    path("mijn/tafels/<int:pk>/terugkijken/typen/", evaluation.type_in, name="type_survey"),
    path("mijn/tafels/<int:pk>/terugkijken/effecten/nieuw/", evaluation.add_effect, name="add_effect"),
    path("mijn/tafels/<int:pk>/terugkijken/effecten/<int:number>/", evaluation.change_effect, name="change_effect"),
    path("mijn/tafels/<int:pk>/terugkijken/effecten/<int:number>/weg/", evaluation.remove_effect, name="remove_effect"),
    path("mijn/tafels/<int:pk>/terugkijken/doelen/", evaluation.aims, name="write_aims"),
    path("mijn/tafels/<int:pk>/terugkijken/besluit/", evaluation.outcome, name="outcome"),
    path("terugkijken/<uuid:key>/", survey.survey, name="survey"),
    path("tafels/<int:pk>-<slug:slug>/terugblik/", evaluation_public.evaluation, name="public_evaluation"),
]
