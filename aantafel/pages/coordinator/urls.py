from django.urls import path

from aantafel.pages.coordinator.views import home, look, neighbourhoods, settings

app_name = "coordinator"
urlpatterns = [
    path("coordinator/", home.home, name="home"),
    path("coordinator/instellingen/", settings.overview, name="settings"),
    path("coordinator/instellingen/buurten/", neighbourhoods.neighbourhoods, name="neighbourhoods"),
    path("coordinator/instellingen/buurten/<int:pk>/", neighbourhoods.neighbourhood, name="neighbourhood"),
    path("coordinator/instellingen/buurten/<int:pk>/stoppen/", neighbourhoods.end, name="end_neighbourhood"),
    path("coordinator/instellingen/vormgeving/", look.look, name="look"),
    path("coordinator/instellingen/vormgeving/kleur/", look.try_accent, name="try_accent"),
    path("coordinator/instellingen/vormgeving/bestand/", look.try_file, name="try_look_file"),
    path("coordinator/instellingen/vormgeving/publiceren/", look.publish, name="publish_look"),
    path("coordinator/instellingen/vormgeving/weggooien/", look.drop, name="drop_look"),
    path("coordinator/instellingen/vormgeving/standaard/", look.back_to_ours, name="back_to_ours"),
    path("coordinator/instellingen/<slug:slug>/", settings.topic, name="setting"),
]
