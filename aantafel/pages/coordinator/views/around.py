"""Requests to be called and reactions of this municipality: the operator's screens, at the coordinator's desk."""

from django.views.decorators.http import require_http_methods, require_safe

from aantafel.accounts.decorators import desk_required
from aantafel.accounts.enums import DeskPart
from aantafel.pages.desks.views import calls as calling
from aantafel.pages.desks.views import reactions as moderating

_takes_in = desk_required(DeskPart.TAKE_IN)

calls = _takes_in(require_safe(calling.listing))
call = _takes_in(require_http_methods(["GET", "HEAD", "POST"])(calling.one))
REACTIONS = moderating.doors(desk_required(DeskPart.MODERATE))
