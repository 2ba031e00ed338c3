"""Mails about tables. Each is a row in the caller's transaction."""

from django.conf import settings
from django.utils import translation

from aantafel.outbox.services import enqueue
from ideas.enums import NoticeWay
from ideas.models import MunicipalityNotice
from ideas.notifications import addressee, link
from tables.models import Table

MUNICIPALITY_KIND = "tables/published_municipality"
MUNICIPALITY_KEY = "tables:municipality:"


def published_tips(table: Table) -> None:
    """To the pinner: it is on the site, with tips, and no more than that."""
    user = addressee(table.idea)
    if user is None:
        return
    enqueue(
        kind="tables/published_tips",
        to=user.email,
        language=user.language,
        context={
            "idea": table.idea,
            "name": user.get_short_name(),
            "table_url": settings.BASE_URL + _path(table, user.language),
            "url": link("ideas:mine", user.language, table.idea.pk),
        },
        dedupe_key=f"tables:tips:{table.idea.pk}",
        reply_to=settings.OPERATOR_EMAIL,
        conversation=f"to:{user.email}",
        recipient=user.recipient,
    )


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
    return {
        "idea": table.idea,
        "municipality": table.municipality,
        "idea_url": settings.BASE_URL + table.idea.get_absolute_url(),
        "table_url": settings.BASE_URL + table.get_absolute_url(),
        "municipality_url": link("pages:municipality", "nl", table.municipality.slug),
    }


def _path(table: Table, language: str) -> str:
    with translation.override(language):
        return table.get_absolute_url()
