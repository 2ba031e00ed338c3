"""Asking everyone for help, and looking back."""

from django.urls import path

from tables.views import answering, questions, questions_public

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
]
