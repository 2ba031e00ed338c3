"""What waits of what came in otherwise than by the form: spoken messages, and people to go and see. See `inbox`."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aantafel.accounts.enums import DeskPart
from aantafel.core.text import shorten
from aantafel.pages.coordinator.inbox import Row, Rows, heap
from ideas.enums import VoiceState
from ideas.models import VoiceMessage
from movement.models import HeardIdea
from municipalities.models import Instance


@heap(32, "berichten", gettext_lazy("Spoken messages"), "microphone", part=DeskPart.TAKE_IN)
def voices(here: Instance) -> Rows[VoiceMessage]:
    return Rows(VoiceMessage.objects.at_desk(), "created_at", _voice, about="voice")


@heap(45, "langsgaan", gettext_lazy("People to go and see"), "walk", part=DeskPart.TAKE_IN, promised=False)
def heard(here: Instance) -> Rows[HeardIdea]:
    return Rows(HeardIdea.objects.open().select_related("visitor"), "created_at", _heard, about="heard")


def _voice(message: VoiceMessage) -> Row:
    url = reverse("coordinator:voice", args=[message.pk])
    reach = message.phone or message.email
    if message.state == VoiceState.TYPED:
        return Row(
            message.title, message.name, message.created_at, url, _("Read it back"), url, reach, message.language
        )
    what = _("Message of %(name)s") % {"name": message.name}
    return Row(what, reach, message.created_at, url, _("Listen and type it out"), url, message.correction)


def _heard(row: HeardIdea) -> Row:
    url = reverse("coordinator:visit", args=[row.pk])
    who = (row.visitor.name or row.visitor.email) if row.visitor else ""
    more = date_format(row.planned_for, "j F") if row.planned_for else shorten(row.heard, 80)
    label = _("Say how it went") if row.planned_for else _("Choose who goes")
    return Row(row.who, who, row.created_at, url, label, url, more)
