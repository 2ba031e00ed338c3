"""Where the people who organise a table work at it: `/mijn/tafels/<pk>/`."""

from django.urls import path

from tables.views import work

urlpatterns = [
    path("mijn/tafels/<int:pk>/", work.home, name="work"),
]
