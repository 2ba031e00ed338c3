"""AanTafel!: the project package. Importing it makes the Celery application known to Django."""

from aantafel.celery import app as celery_app

__all__ = ["celery_app"]
