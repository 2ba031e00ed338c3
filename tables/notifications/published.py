"""Mails about tables. Each is a row in the caller's transaction."""

from datetime import datetime

from django.conf import settings
from django.utils import translation

from aantafel.accounts.models import User
from aantafel.outbox.services import enqueue
from ideas.enums import NoticeWay
from ideas.models import MunicipalityNotice
from ideas.notifications import addressee
from municipalities import senders, sites
from municipalities.models import Municipality
from tables.models import Table
from tables.notifications import sending

MUNICIPALITY_KIND = "tables/published_municipality"
MUNICIPALITY_KEY = "tables:municipality:"


def published_tips(table: Table) -> None:
    """To the pinner: it is on the site, with tips, and no more than that."""
    _published(table, "tables/published_tips")


def published_locally(table: Table) -> None:
    """To the pinner: it is on the site of the municipality, and its people look for a coach."""
    _published(table, "tables/published_locally")


def _published(table: Table, kind: str) -> None:
    user = addressee(table.idea)
    if user is None:
        return
    sender = senders.of(table.municipality_id)
    context = {
        "idea": table.idea,
        "municipality": table.municipality,
        "table_url": sender.base_url + _path(table, user.language),
        "url": sender.link("ideas:mine", user.language, table.idea.pk),
    }
    sending.to_user(kind, f"tables:tips:{table.idea.pk}", sender, context, user)


def site_opened(municipality: Municipality, owner: User, tables: list[Table]) -> None:
    """To the owner of running tables: they stand at the site of the municipality now, and a coach is on offer."""
    _about_site("tables/site_opened", municipality, owner, tables, municipality.instance.opened_at)


def site_ended(municipality: Municipality, owner: User, tables: list[Table]) -> None:
    """To the same: they stand on the national site again."""
    _about_site("tables/site_ended", municipality, owner, tables, municipality.instance.ended_at)


def _about_site(kind: str, municipality: Municipality, owner: User, tables: list[Table], at: datetime | None) -> None:
    sender = senders.of(municipality.pk)
    shown = [{"title": table.idea.title, "url": sender.base_url + _path(table, owner.language)} for table in tables]
    key = f"{kind.replace('/', ':')}:{municipality.pk}:{owner.pk}:{at:%Y%m%d%H%M%S%f}"
    sending.to_user(kind, key, sender, {"municipality": municipality, "tables": shown}, owner)


def published_municipality(table: Table, notice: MunicipalityNotice) -> None:
    """To the municipality, once per idea, ever. Municipal mail has a switch of its own, which the outbox holds."""
    if notice.way != NoticeWay.MAIL:
        return
    enqueue(
        kind=MUNICIPALITY_KIND,
        to=notice.municipality.email,
        to_name=notice.municipality.name,
        language="nl",
        context=municipality_context(table),
        dedupe_key=municipality_key(table.idea.pk),
        reply_to=settings.OPERATOR_EMAIL,
        conversation=f"municipality:{table.municipality.code}",
        recipient=f"municipality:{table.municipality.code}",
    )


def municipality_key(idea_id: int) -> str:
    """Under which key the outbox keeps the one mail to the municipality about this idea."""
    return f"{MUNICIPALITY_KEY}{idea_id}"


def municipality_context(table: Table) -> dict[str, object]:
    """What the mail to a municipality tells; the same text is shown to paste into a contact form."""
    base = sites.base_url(table.municipality_id)
    return {
        "idea": table.idea,
        "municipality": table.municipality,
        "idea_url": base + table.idea.get_absolute_url(),
        "table_url": base + table.get_absolute_url(),
        "municipality_url": senders.national().link("pages:municipality", "nl", table.municipality.slug),
    }


def _path(table: Table, language: str) -> str:
    with translation.override(language):
        return table.get_absolute_url()
