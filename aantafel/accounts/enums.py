from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Capacity(TextChoices):
    """In which of the three capacities somebody sits at the table: the triangle."""

    RESIDENT = "resident", _("Resident")
    PROFESSIONAL = "professional", _("Professional")
    EMPLOYEE = "employee", _("Municipal employee")


class NameDisplay(TextChoices):
    """How somebody's name shows to others; capacity, role and interest always show."""

    HIDDEN = "hidden", _("No name, only my capacity")
    FIRST = "first", _("Only my first name")
    FULL = "full", _("My whole name")


class Role(TextChoices):
    """What somebody may do beyond taking part. The operator's role is national, all others are of one municipality."""

    OPERATOR = "operator", _("Operator")
    COORDINATOR = "coordinator", _("Coordinator")
    COACH = "coach", _("AanTafel!coach")
    INITIATIVE = "initiative", _("Member of the initiative group")
    READER = "reader", _("Municipal reader")
    AMBASSADOR = "ambassador", _("Ambassador")


class DeskPart(TextChoices):
    """A part of the coordinator's desk that somebody may work at."""

    LEAD = "lead", _("People, settings and figures")
    TAKE_IN = "take_in", _("Take in ideas")
    MATCH = "match", _("Link ideas and coaches")
    PRINT = "print", _("Print letters and posters")
    MODERATE = "moderate", _("Look after reactions")


# whoever does this work deals with the people behind the ideas, and sees how to reach them
WITH_PEOPLE = (DeskPart.TAKE_IN, DeskPart.MATCH, DeskPart.LEAD)
DELEGABLE = (DeskPart.TAKE_IN, DeskPart.MATCH, DeskPart.PRINT, DeskPart.MODERATE)


class InvitationState(TextChoices):
    """Where an invitation for a role stands."""

    OPEN = "open", pgettext_lazy("invitation", "Waits for an answer")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "Accepted")
    DECLINED = "declined", pgettext_lazy("invitation", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "Taken back")
