"""Where a new coordinator begins: four things to do, each with what it takes to be done. Gone when all of them are."""

from dataclasses import dataclass

from django.db.models import Exists
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Invitation
from coaches.models import CoachProfile
from ideas.models import Idea
from movement.models import PhysicalTable
from municipalities.models import Instance, Municipality


@dataclass(frozen=True)
class Step:
    label: str | Promise
    url: str
    done: bool


def steps(here: Instance) -> list[Step]:
    """Nothing when all of them are done. One query, in the scope of the municipality."""
    coaches = CoachProfile.objects.filter(municipality=here.municipality_id)
    invited = Invitation.objects.filter(municipality=here.municipality_id, role=Role.COACH)
    table, coach, asked, idea = (
        Municipality.objects.filter(pk=here.municipality_id)
        .values_list(
            Exists(PhysicalTable.objects.all()),
            Exists(coaches),
            Exists(invited),
            Exists(Idea.objects.filter(submitted_at__isnull=False)),
        )
        .get()
    )
    found = [
        Step(
            _("Say how people reach you"),
            reverse("coordinator:setting", args=["contact"]),
            bool(here.contact_email or here.contact_phone),
        ),
        Step(_("Set up the first table in the neighbourhood"), reverse("coordinator:table_new"), table),
        Step(_("Invite coaches"), reverse("coordinator:invite"), coach or asked),
        Step(_("Enter the first idea"), reverse("coordinator:enter"), idea),
    ]
    return [] if all(step.done for step in found) else found
