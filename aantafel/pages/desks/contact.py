"""How the person behind an idea hears from us: by mail where there is a proved address, else from the operator."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from aantafel.accounts.models import User
from aantafel.pages.desks.queries import pinner_of
from ideas.enums import ReviewKind
from ideas.lifecycle import State
from ideas.models import Idea, ReviewEntry
from municipalities import senders
from municipalities.senders import Sender

SPOKEN = {State.ASKED: ReviewKind.QUESTION, State.REFUSED: ReviewKind.REFUSED, State.PUBLISHED: ReviewKind.APPROVED}


@dataclass(frozen=True)
class Contact:
    """`mailed`: whose mailbox gets our mails, None for nobody's. `name`, `phone` and `email` are what was given."""

    mailed: User | None
    name: str
    phone: str
    email: str
    language: str

    @property
    def bounces(self) -> bool:
        """There is a mailbox, but it refuses our mail."""
        return self.mailed is not None and self.mailed.mail_blocked_at is not None

    @property
    def by_hand(self) -> bool:
        """No mail arrives, so that the operator has to call or write."""
        return self.mailed is None or self.bounces


def contact_of(idea: Idea) -> Contact:
    """Asks the database nothing: select `owner`, `pinner` and `pinner__helper` along."""
    pinner = pinner_of(idea)
    mailed = idea.owner or (pinner.helper if pinner else None)
    return Contact(
        mailed=mailed,
        name=(idea.owner.name if idea.owner else "") or (pinner.name if pinner else ""),
        phone=pinner.phone if pinner else "",
        email=pinner.email if pinner else "",
        language=mailed.language if mailed else idea.language,
    )


def words_for(idea: Idea, contact: Contact, entries: list[ReviewEntry]) -> str:
    """What to say or write to somebody whom no mail reaches, in their language; "" when there is nothing to tell."""
    kind = SPOKEN.get(idea.status)
    entry = next((each for each in reversed(entries) if each.kind == kind), None)
    if entry is None:
        return ""
    with translation.override(contact.language):
        hello = _("Hello %(name)s,") % {"name": contact.name} if contact.name else _("Hello,")
        sender = senders.of(idea.municipality_id)
        end = f"{sender.signed}\n{sender.phone}\n{sender.reply_to}"
        return "\n\n".join([hello, _news(idea, sender), entry.text or _address(idea, sender), end])


def _news(idea: Idea, sender: Sender) -> str:
    title = {"title": idea.title}
    if idea.status is State.ASKED:
        return _("We have read your idea: “%(title)s”. We have a question about it.") % title
    if idea.status is State.REFUSED:
        return _("We have read your idea: “%(title)s”. We do not put it on the site. This is why.") % title
    if sender.is_local:
        return _("Your idea is on the site: “%(title)s”. We look for a coach for you.") % title
    return _("Your idea is on the site: “%(title)s”. The municipality hears of it too.") % title


def _address(idea: Idea, sender: Sender) -> str:
    return _("Here everybody can read it: %(url)s") % {"url": sender.base_url + idea.get_absolute_url()}
