"""What a role means, in two sentences for whoever is asked for it or looks who may do what."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.accounts.enums import Role

LOCAL_ROLES = (Role.COORDINATOR, Role.COACH, Role.INITIATIVE, Role.READER, Role.AMBASSADOR)

MEANINGS: dict[Role, Promise] = {
    Role.COORDINATOR: _(
        "You see to it that every idea gets an answer and finds a coach. You have a desk of your own on the site, and "
        "you invite others."
    ),
    Role.COACH: _("You guide the people at a table by asking questions. You choose yourself which tables you guide."),
    Role.INITIATIVE: _(
        "Together with residents, professionals and people of the municipality you carry AanTafel! here. You can take "
        "over work of the coordinator."
    ),
    Role.READER: _("You read along with the tables for the municipality. You answer when a table asks something."),
    Role.AMBASSADOR: _(
        "You tell others about AanTafel! in your municipality. You get no access to what is not public."
    ),
}
