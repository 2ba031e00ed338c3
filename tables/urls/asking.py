"""Asking people: the list of a table, inviting them, what they answer, and signing up."""

from django.urls import path

from tables.views import invitee, inviting, people, signing_up

urlpatterns = [
    path("mijn/tafels/<int:pk>/mensen/", people.overview, name="seats"),
    path("mijn/tafels/<int:pk>/mensen/nieuw/", people.add, name="seat_add"),
    path("mijn/tafels/<int:pk>/mensen/tips/", people.suggest, name="suggestions"),
    path("mijn/tafels/<int:pk>/mensen/uitnodigen/", inviting.invite, name="invite"),
    path("mijn/tafels/<int:pk>/mensen/<int:seat>/", people.seat, name="seat"),
    path("mijn/tafels/<int:pk>/mensen/<int:seat>/eraf/", people.remove, name="seat_remove"),
    path("mijn/tafels/<int:pk>/mensen/<int:seat>/zelfde/", people.join, name="seat_join"),
    path("mijn/tafels/<int:pk>/mensen/<int:seat>/antwoord/", people.by_hand, name="seat_by_hand"),
    path("mijn/tafels/<int:pk>/mensen/<int:seat>/tekst/", inviting.town_text, name="town_text"),
    path("mijn/uitnodigingen/", invitee.mine, name="my_invitations"),
    path("uitnodiging/", invitee.code, name="invitation_code"),
    path("uitnodiging/gewist/", invitee.erased, name="invitation_erased"),
    path("uitnodiging/tafel/<uuid:key>/", invitee.invitation, name="invitation"),
    path("uitnodiging/tafel/<uuid:key>/stil/", invitee.quiet, name="invitation_quiet"),
    path("uitnodiging/tafel/<uuid:key>/wissen/", invitee.erase, name="invitation_erase"),
    path("bijeenkomsten/<int:pk>/meedoen/", signing_up.sign_up, name="sign_up"),
    path("bijeenkomsten/<int:pk>/meedoen/verstuurd/", signing_up.sent, name="sign_up_sent"),
    path("bijeenkomsten/meedoen/<uuid:key>/", signing_up.confirm, name="sign_up_confirm"),
]
