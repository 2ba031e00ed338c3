"""Choosing, and carrying out: `/mijn/tafels/<pk>/keuze/` and `/plan/`, with what everyone reads of them."""

from django.urls import path

from tables.views import actions, ballot, choice, plan, plan_public

urlpatterns = [
    path("mijn/tafels/<int:pk>/keuze/", choice.home, name="choice"),
    path("mijn/tafels/<int:pk>/keuze/nieuw/", choice.add, name="add_variant"),
    path("mijn/tafels/<int:pk>/keuze/begin/", choice.open_choice, name="open_choice"),
    path("mijn/tafels/<int:pk>/keuze/zaal/", choice.room, name="choice_room"),
    path("mijn/tafels/<int:pk>/keuze/tellen/", choice.count, name="count_choice"),
    path("mijn/tafels/<int:pk>/keuze/vastleggen/", choice.close, name="close_choice"),
    path("mijn/tafels/<int:pk>/keuze/afbreken/", choice.call_off, name="call_off_choice"),
    path("mijn/tafels/<int:pk>/keuze/<int:number>/", choice.change, name="change_variant"),
    path("mijn/tafels/<int:pk>/keuze/<int:number>/weg/", choice.drop, name="drop_variant"),
    path("mijn/tafels/<int:pk>/plan/", plan.home, name="plan"),
    path("mijn/tafels/<int:pk>/plan/nieuw/", plan.add, name="add_action"),
    path("mijn/tafels/<int:pk>/plan/vertellen/", plan.tell_news, name="tell_news"),
    path("mijn/tafels/<int:pk>/plan/vertellen/<int:number>/weg/", plan.remove_news, name="remove_news"),
    path("mijn/tafels/<int:pk>/plan/<int:number>/", plan.change, name="change_action"),
    path("mijn/tafels/<int:pk>/plan/<int:number>/<slug:word>/", plan.put, name="put_action"),
    path("kiezen/<uuid:key>/", ballot.scanned, name="scanned"),
    path("kiezen/<uuid:key>/<uuid:seat_key>/", ballot.ballot, name="ballot"),
    path("actie/<uuid:key>/", actions.action, name="action"),
    path("tafels/<int:pk>-<slug:slug>/plan/", plan_public.plan, name="public_plan"),
    path("tafels/<int:pk>-<slug:slug>/keuze/", plan_public.choice, name="public_choice"),
]
