"""Mails about becoming a coach."""

from aantafel.accounts.enums import DeskPart
from coaches.models import CoachApplication, CoachProfile
from coaches.notifications.base import desk_of, link, send


def application_received(application: CoachApplication) -> None:
    """To who wants to become a coach: it has come in, and what happens now."""
    _to_person("coaches/application_received", application, "received")


def application_new(application: CoachApplication) -> None:
    """To the coordinators."""
    municipality = application.municipality
    for user in desk_of(municipality, DeskPart.LEAD):
        url = link(municipality, "coordinator:application", user.language, application.pk)
        key = f"application:{application.pk}:new:{user.pk}"
        send("coaches/application_new", user, municipality, key, {"application": application, "url": url})


def application_talk(application: CoachApplication) -> None:
    """When and where the talk is; another moment is another mail."""
    moment = f"talk:{application.talk_at:%Y-%m-%dT%H:%M}:{application.talk_where}"
    _to_person("coaches/application_talk", application, moment[:150])


def application_refused(application: CoachApplication) -> None:
    _to_person("coaches/application_refused", application, "refused")


def welcome(profile: CoachProfile) -> None:
    """To a new coach: where the desk is, and to fill in the profile. Again for who comes back later."""
    url = link(profile.municipality, "coach:profile", profile.user.language)
    key = f"welcome:{profile.pk}:{profile.started_at:%Y-%m-%dT%H:%M}"
    send("coaches/welcome", profile.user, profile.municipality, key, {"url": url})


def _to_person(kind: str, application: CoachApplication, key: str) -> None:
    if application.user is None:
        return
    url = link(application.municipality, "coaches:applied", application.user.language)
    context = {"application": application, "url": url}
    send(kind, application.user, application.municipality, f"application:{application.pk}:{key}", context)
