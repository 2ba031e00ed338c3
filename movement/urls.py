from django.urls import path

from movement.views import public

app_name = "movement"
urlpatterns = [
    path("langskomen/", public.drop_in, name="drop_in"),
]
