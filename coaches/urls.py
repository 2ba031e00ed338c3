from django.urls import path

from coaches.views import answers, applications, mine, public

app_name = "coaches"
urlpatterns = [
    path("coaches/", public.shown, name="shown"),
    path("coach-worden/", public.become, name="become"),
    path("coach-worden/aanmelden/", applications.apply, name="apply"),
    path("coach-worden/mijn-aanmelding/", applications.applied, name="applied"),
    path("coach/vraag/<uuid:key>/", answers.answer, name="answer"),
    path("mijn/ideeen/<int:pk>/coach/", mine.mine, name="mine"),
]
