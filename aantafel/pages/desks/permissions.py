"""What the desk gives its people beyond its own pages."""

import rules
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from aantafel.accounts.models import User
from aantafel.accounts.permissions import is_operator
from aantafel.outbox.views.door import PERMISSION as STEER_MAIL


def may_steer_mail(user: User | AnonymousUser) -> bool:
    """The operator, and where a second factor is demanded only with one: as at the desk's own door."""
    return is_operator(user) and (not settings.SECOND_FACTOR_REQUIRED or is_mfa_enabled(user))


def register() -> None:
    """Idempotent. The outbox stands on a lower floor and knows no operator: it asks for its permission by name."""
    if not rules.perm_exists(STEER_MAIL):
        rules.add_perm(STEER_MAIL, rules.predicate(may_steer_mail))
