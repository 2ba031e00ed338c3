"""People move with their municipality when it merges into another."""

from aantafel.accounts.models import DeskShare, Invitation, Membership, User
from municipalities.models import Municipality


def move_people(*, old: Municipality, new: Municipality) -> str:
    """Home, work and roles go to the successor. Safe to run twice."""
    homes = User.objects.filter(home_municipality=old).update(home_municipality=new)
    works = User.objects.filter(work_municipality=old).update(work_municipality=new)
    running = Membership.objects.filter(municipality=old, ended_at=None)
    already = set(Membership.objects.filter(municipality=new, ended_at=None).values_list("user_id", "role"))
    doubled = [held.pk for held in running if (held.user_id, held.role) in already]
    Membership.objects.filter(pk__in=doubled).delete()
    roles = Membership.objects.filter(municipality=old).update(municipality=new)
    _move_shares(old, new)
    _move_invitations(old, new)
    return f"people: {homes} homes, {works} workplaces, {roles} roles"


def _move_shares(old: Municipality, new: Municipality) -> None:
    running = DeskShare.objects.filter(municipality=new, ended_at=None).exclude(part="")
    there = set(running.values_list("user_id", "part"))
    shares = DeskShare.objects.filter(municipality=old)
    doubled = [one.pk for one in shares.filter(ended_at=None) if (one.user_id, one.part) in there]
    shares.filter(pk__in=doubled).delete()
    shares.update(municipality=new)


def _move_invitations(old: Municipality, new: Municipality) -> None:
    there = set(Invitation.objects.filter(municipality=new, state="open").values_list("email", "role"))
    invitations = Invitation.objects.filter(municipality=old)
    doubled = [one.pk for one in invitations.filter(state="open") if (one.email, one.role) in there]
    invitations.filter(pk__in=doubled).update(state="withdrawn")
    invitations.update(municipality=new)
