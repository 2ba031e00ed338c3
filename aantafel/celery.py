"""The Celery application: tasks are thin over services, take ids only and may run twice."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aantafel.settings.local")

app = Celery("aantafel")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
