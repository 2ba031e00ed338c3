from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
    """What somebody may do beyond taking part; without a municipality the role is national."""

    OPERATOR = "operator", _("Operator")
