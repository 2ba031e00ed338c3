"""What screens about minutes say of people and meetings."""

from django import template

from municipalities import sites
from tables.minutes.draft import said_of
from tables.minutes.text import name_of, path_of
from tables.models import Meeting, Minutes, Seat

register = template.Library()


@register.filter(name="said_of")
def said(seat: Seat) -> str:
    """A name as they wish it, else the capacity and role."""
    return said_of(seat)


@register.simple_tag
def meeting_title(meeting: Meeting) -> str:
    return name_of(meeting)


@register.simple_tag
def minutes_path(minutes: Minutes) -> str:
    """Where public minutes stand, seen from the site in use."""
    return sites.elsewhere(minutes.meeting.table.municipality_id) + path_of(minutes.meeting)
