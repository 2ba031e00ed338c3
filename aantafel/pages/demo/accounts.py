"""Whom a newcomer can sign in as."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aantafel.accounts.models import User
from aantafel.pages.demo import people
from municipalities import sites
from municipalities.models import Municipality


@dataclass(frozen=True)
class Account:
    """`desk` is the path of where they work at the local site of the municipality with that `code`."""

    email: str
    who: str
    code: str = ""
    desk: str = ""


ACCOUNTS = (
    Account("inwoner@demo.example", "Fenna, a resident of Zutphen whose idea gets a meeting"),
    Account("professional@demo.example", "Yusuf, a professional who works in Zutphen"),
    Account("gemeente@demo.example", "Wieke, works for the municipality of Súdwest-Fryslân"),
    Account("coordinator@demo.example", "Mirte, coordinator of Zutphen", "GM0301", "/coordinator/"),
    Account(
        "initiatief@demo.example",
        "Sytske, who takes in ideas, links coaches and leads a meeting",
        "GM0301",
        "/coordinator/",
    ),
    Account("eigenaar@demo.example", "Jaap, owner of a table of which the minutes wait for him", "GM0301", "/mijn/"),
    Account(
        "medewerker@demo.example", "Amira, works for the municipality of Zutphen and is invited", "GM0301", "/mijn/"
    ),
    Account("verslag@demo.example", "Corrie, who takes notes at a table", "GM0301", "/mijn/"),
    Account("coach@demo.example", "Bram, coach in Zutphen", "GM0301", "/coach/"),
    Account("coach-in-opleiding@demo.example", "Jolien, who learns to be a coach", "GM0301", "/coach/"),
    Account("lezer@demo.example", "Wietske, reads along for the municipality", "GM0301", "/"),
    Account("coordinator.peelenmaas@demo.example", "Gonnie, who began last week", "GM1894", "/coordinator/"),
    Account("coordinator.aaenhunze@demo.example", "Roelie, in a small place", "GM1680", "/coordinator/"),
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
    codes = {account.code for account in accounts}
    places = dict(Municipality.objects.filter(code__in=codes).values_list("code", "pk"))
    return "\n".join(f"{account.email:<{width}}  {_who(account, places)}" for account in accounts)


def _who(account: Account, places: dict[str, int]) -> str:
    """With the address of their own site."""
    return f"{account.who}: {sites.base_url(places[account.code])}{account.desk}" if account.code else account.who
