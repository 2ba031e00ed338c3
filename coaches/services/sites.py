"""The local site of a municipality ends, and with it the work of its coaches."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aantafel.accounts.models import User
from coaches.models import Match
from coaches.services import matches
from municipalities.models import Municipality


def end_matches(*, municipality: Municipality, actor: User | None, **_others: Any) -> list[str]:
    """What is asked is taken back and what runs ends, with a line that says why. Profiles stay. Safe to run twice."""
    reason = _("The local site of AanTafel! in this municipality stops.")
    here = Match.everywhere.filter(coach__municipality=municipality)
    count = matches.close_all(here, actor=actor, reason=reason)
    text = ngettext("%(n)d link with a coach ends.", "%(n)d links with a coach end.", count)
    return [text % {"n": count}] if count else []
