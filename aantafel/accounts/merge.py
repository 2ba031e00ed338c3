"""People move with their municipality when it merges into another."""

from aantafel.accounts.models import Membership, User
from municipalities.models import Municipality


def move_people(*, old: Municipality, new: Municipality) -> str:
    """Home, work and roles go to the successor. Safe to run twice."""
    homes = User.objects.filter(home_municipality=old).update(home_municipality=new)
    works = User.objects.filter(work_municipality=old).update(work_municipality=new)
    running = Membership.objects.filter(municipality=old, ended_at=None)
    already = Membership.objects.filter(municipality=new, ended_at=None).values("user_id", "role")
    doubled = [m.pk for m in running if {"user_id": m.user_id, "role": m.role} in list(already)]
    Membership.objects.filter(pk__in=doubled).delete()
    roles = running.update(municipality=new)
    return f"people: {homes} homes, {works} workplaces, {roles} roles"
