"""What is not needed any more goes."""

from datetime import timedelta

from django.contrib.sessions.models import Session

from aantafel.accounts.models import SignInToken
from aantafel.core import clock

KEEP_TOKENS = timedelta(days=1)


def erase_tokens() -> int:
    """Ways in that ended a day ago, with the address in them; and sessions that ran out."""
    Session.objects.filter(expire_date__lt=clock.now()).delete()
    return SignInToken.objects.filter(expires_at__lt=clock.now() - KEEP_TOKENS).delete()[0]
