"""What a table tells of how it goes."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.models import User
from aantafel.core import page_cache
from aantafel.core.errors import WrongState
from ideas.services import pictures
from tables.enums import ActorRole, TimelineKind
from tables.models import News
from tables.services import steps


class NotNow(WrongState):
    default = _("This table is no longer on the site. Your text is still here.")


def tell(*, actor: User, role: ActorRole, table_id: int, text: str, **picture: Any) -> News:
    """Everyone can read it on the page of the table. The same text as the last one changes nothing. Raises NotNow."""
    with transaction.atomic():
        table = steps.lock(table_id)
        if not table.idea.is_public:
            raise NotNow
        last = News.everywhere.filter(table=table).first()
        if last is not None and (last.text, last.by_id) == (text, actor.pk):
            return last
        news = News.everywhere.create(table=table, text=text, role=role, by=actor, **picture)
        steps.tell(table, TimelineKind.NEWS, actor=actor, role=role, about=news)
    return news


def remove(*, table_id: int, news_id: int) -> None:
    """Taken off the page, with its picture. The line on the timeline stays. Safe to run twice."""
    with transaction.atomic():
        news = News.everywhere.select_for_update().filter(pk=news_id, table=table_id).first()
        if news is not None:
            pictures.forget([news.picture.name or ""])
            news.delete()
            transaction.on_commit(page_cache.purge, robust=True)
