from django.urls import path

from aantafel.outbox.mailbox import views

app_name = "mailbox"
urlpatterns = [
    path("", views.mails, name="mails"),
    path("<int:pk>/", views.mail, name="mail"),
    path("<int:pk>/html/", views.html, name="html"),
    path("<int:pk>/bijlage/<int:number>/", views.attachment, name="attachment"),
    path("leeg/", views.empty, name="empty"),
]
