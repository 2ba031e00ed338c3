from django.urls import path

from aantafel.accounts.views import calendars, details, invitations, sign_in

app_name = "accounts"
urlpatterns = [
    path("inloggen/", sign_in.sign_in, name="sign_in"),
    path("inloggen/code/<uuid:key>/", sign_in.code, name="code"),
    path("inloggen/code/<uuid:key>/nieuw/", sign_in.new_code, name="new_code"),
    path("inloggen/link/<uuid:key>/<str:code>/", sign_in.link, name="link"),
    path("uitloggen/", sign_in.sign_out, name="sign_out"),
    path("uitnodiging/<uuid:key>/", invitations.invitation, name="invitation"),
    path("mijn/agenda/", calendars.page, name="calendar"),
    path("mijn/gegevens/", details.details, name="details"),
    path("mijn/gegevens/downloaden/", details.download, name="download"),
    path("mijn/gegevens/wissen/", details.erase, name="erase"),
    path("gewist/", details.erased, name="erased"),
]
