"""Ideas in every state, with the person behind them."""

from datetime import timedelta
from typing import Any

import factory
from django.conf import settings
from django.db.models import Manager
from factory.django import DjangoModelFactory

from aantafel.accounts.enums import Capacity, NameDisplay
from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import ConsentHow, IdeaState, SupportKind, SupportState
from ideas.models import Idea, IdeaTally, Pinner, Support
from ideas.services.tallies import open_tally
from tests.factories.accounts import UserFactory
from tests.factories.municipalities import MunicipalityFactory


def owner_of(idea: Idea) -> User:
    """Whoever pinned it, for an idea that has an owner."""
    assert idea.owner is not None
    return idea.owner


def _ago(**span: int) -> Any:
    return factory.LazyFunction(lambda: clock.now() - timedelta(**span))


class PinnerFactory(DjangoModelFactory[Pinner]):
    class Meta:
        model = Pinner

    idea = factory.SubFactory("tests.factories.ideas.IdeaFactory", pinner=None)
    name = "Noor Voorbeeld"
    name_display = NameDisplay.FIRST
    postcode = "7201"
    consent_how = ConsentHow.SITE
    consent_at = factory.LazyFunction(clock.now)


def _open_tally(idea: Idea, create: bool, _extracted: Any, **counts: Any) -> None:
    """Whatever came on the site has a tally; `tally__local=49` sets it, without likes behind it."""
    if create and idea.published_at is not None:
        open_tally(idea, threshold=settings.FREE_MEETING_LIKES)
        if counts:
            IdeaTally.objects.filter(idea=idea).update(**counts)


class IdeaFactory(DjangoModelFactory[Idea]):
    """A draft that has an owner and a municipality. One of the flags below puts it in another state.

    `pinner__name="…"` reaches the person behind it; `pinner=None` leaves that person out.
    """

    class Meta:
        model = Idea
        skip_postgeneration_save = True

    municipality = factory.SubFactory(MunicipalityFactory)
    owner = factory.SubFactory(UserFactory)
    state = IdeaState.DRAFT
    title = factory.Sequence(lambda n: f"Een bankje bij halte {n}")
    pinner = factory.RelatedFactory(PinnerFactory, factory_related_name="idea")

    tally = factory.PostGeneration(_open_tally)

    class Params:
        unconfirmed = factory.Trait(state=IdeaState.UNCONFIRMED, owner=None)
        waiting = factory.Trait(state=IdeaState.WAITING, submitted_at=_ago(hours=2))
        asked = factory.Trait(state=IdeaState.ASKED, submitted_at=_ago(days=2))
        refused = factory.Trait(state=IdeaState.REFUSED, submitted_at=_ago(days=3), decided_at=_ago(days=1))
        published = factory.Trait(
            state=IdeaState.PUBLISHED,
            submitted_at=_ago(days=3),
            decided_at=_ago(days=1),
            published_at=_ago(days=1),
        )
        withdrawn = factory.Trait(state=IdeaState.WITHDRAWN, submitted_at=_ago(days=3), withdrawn_at=_ago(hours=1))
        taken_off = factory.Trait(withdrawn=True, decided_at=_ago(days=2), published_at=_ago(days=2))
        sketched = factory.Trait(
            theme="samen",
            origin="Mijn moeder wacht er elke dinsdag, en zij kan niet lang staan.",
            people="De buurt, iemand die kan timmeren en de gemeente voor de vergunning.",
            approach="Eerst vragen wie er mee wil doen. Daarna samen een plek kiezen.",
            place="Bij de halte tegenover de bakker",
            role="buurvrouw",
            interest="Ik gebruik de halte zelf ook.",
        )

    @classmethod
    def _get_manager(cls, model_class: type[Idea]) -> Manager[Idea]:
        return model_class.everywhere


class SupportFactory(DjangoModelFactory[Support]):
    """Somebody's open offer of help to an idea on the site; `join=True` for wanting to join."""

    class Meta:
        model = Support

    idea = factory.SubFactory(IdeaFactory, published=True)
    user = factory.SubFactory(UserFactory)
    kind = SupportKind.HELP
    text = "Ik kan goed timmeren, en op zaterdag heb ik tijd."

    class Params:
        join = factory.Trait(
            kind=SupportKind.JOIN,
            text="",
            capacity=Capacity.PROFESSIONAL,
            role="wijkverpleegkundige",
            interest="Ik kom hier elke dag langs.",
        )
        thanked = factory.Trait(state=SupportState.THANKED)
