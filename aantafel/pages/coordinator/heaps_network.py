"""What waits of the network list: once a year somebody looks whether it is still right."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aantafel.accounts.enums import DeskPart
from aantafel.pages.coordinator.inbox import Row, Rows, heap
from movement.models import Contact
from municipalities.models import Instance


@heap(130, "nakijken", gettext_lazy("Contacts to check"), "refresh", part=DeskPart.LEAD, promised=False)
def contacts_to_check(here: Instance) -> Rows[Contact]:
    rows = Contact.objects.all().to_check()
    return Rows(rows, "checked_at", _contact, about="contact")


def _contact(contact: Contact) -> Row:
    url = reverse("coordinator:contact", args=[contact.pk])
    kind = str(contact.get_kind_display())
    return Row(_("Is this contact still right?"), f"{contact.name}, {kind}", contact.checked_at, url, _("Check"), url)
