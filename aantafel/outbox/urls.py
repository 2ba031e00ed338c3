from django.urls import path

from aantafel.outbox.views import desk, stop

app_name = "outbox"
urlpatterns = [
    path("beheer/post/", desk.mails, name="mails"),
    path("beheer/post/adressen/", desk.blocked, name="blocked"),
    path("beheer/post/adressen/<int:pk>/", desk.lift, name="lift"),
    path("beheer/post/<int:pk>/", desk.mail, name="mail"),
    path("beheer/post/<int:pk>/html/", desk.html, name="html"),
    path("beheer/post/<int:pk>/opnieuw/", desk.retry, name="retry"),
    path("beheer/post/<int:pk>/annuleren/", desk.cancel, name="cancel"),
    path("post/stop/<str:token>/", stop.stop, name="stop"),
    path("post/stop/<str:token>/gestopt/", stop.stopped, name="stopped"),
    path("post/stop/<str:token>/terug/", stop.undo, name="undo"),
]
