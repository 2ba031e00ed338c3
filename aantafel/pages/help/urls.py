from django.urls import path

from aantafel.pages.help.views import asking

app_name = "help"
urlpatterns = [
    path("mijn/hulp/", asking.mine, name="help_requests"),
    path("mijn/hulp/nieuw/", asking.ask, name="ask"),
    path("mijn/hulp/<int:pk>/", asking.one, name="help_request"),
]
