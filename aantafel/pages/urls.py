from django.urls import path

from aantafel.pages.public import components, home, municipalities, prose

app_name = "pages"
urlpatterns = [
    path("", home.home, name="home"),
    path("gemeenten/", municipalities.municipalities, name="municipalities"),
    path("gemeenten/<slug:slug>/", municipalities.municipality, name="municipality"),
    *prose.urlpatterns,
    *components.urlpatterns,
]
