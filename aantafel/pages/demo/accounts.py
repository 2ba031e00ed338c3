"""Whom a newcomer can sign in as."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aantafel.accounts.models import User
from aantafel.pages.demo import people


@dataclass(frozen=True)
class Account:
    email: str
    who: str


ACCOUNTS = (
    Account("inwoner@demo.example", "Fenna, a resident of Zutphen whose idea gets a meeting"),
    Account("professional@demo.example", "Yusuf, a professional who works in Zutphen"),
    Account("gemeente@demo.example", "Wieke, works for the municipality of Súdwest-Fryslân"),
    Account(people.OPERATOR, "Hedwig, operator of the national site: /beheer/"),
    Account(people.COLLEAGUE, "Olaf, her colleague, for deciding at the same time"),
)
LAST_VISIT = timedelta(days=4)  # so that whoever signs in has news


def were_here(now: datetime) -> None:
    """A few days ago, for the last time."""
    User.objects.filter(email__in=[account.email for account in ACCOUNTS]).update(seen_at=now - LAST_VISIT)


def existing() -> list[Account]:
    """Those that are there: none where the demo was never made."""
    emails = {account.email for account in ACCOUNTS}
    there = set(User.objects.filter(email__in=emails, is_active=True).values_list("email", flat=True))
    return [account for account in ACCOUNTS if account.email in there]


def table(accounts: list[Account]) -> str:
    """Two columns."""
    width = max((len(account.email) for account in accounts), default=0)
    return "\n".join(f"{account.email:<{width}}  {account.who}" for account in accounts)
