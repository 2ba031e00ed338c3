"""A merger reaches every app: nothing that hangs on the old municipality stays behind."""

from datetime import date

import pytest
from django.apps import apps
from django.db import models

from aantafel.accounts.enums import DeskPart, Role
from coaches.models import MatchWeights
from ideas.services import likes, marks, pass_on
from movement.models import ContactEntry
from municipalities.models import Municipality
from municipalities.services.merge import merge
from tables.models import TownContact, WorkFormChoice
from tests.factories.accounts import UserFactory
from tests.factories.coaches import CoachApplicationFactory, CoachProfileFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory, NeighbourhoodFactory, helps_at_desk, somebody
from tests.factories.movement import ContactFactory, HeardIdeaFactory, PhysicalTableFactory
from tests.factories.municipalities import MunicipalityFactory, PlaceFactory, PostcodeFactory
from tests.factories.tables import TableFactory
from tests.factories.talk import CoachNoteFactory, CoachReplyFactory, HelpRequestFactory
from tests.factories.voice import VoiceMessageFactory
from tests.factories.work_forms import WorkFormFactory

pytestmark = pytest.mark.django_db


def keys_to_municipalities() -> list[tuple[type[models.Model], str]]:
    """Every foreign key to a municipality, but for history, which stays as it was, and the successor itself."""
    return [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model is Municipality
        and model is not Municipality
        and not model.__name__.endswith("Event")
    ]


def test_nothing_stays_behind() -> None:
    old, new = MunicipalityFactory.create(name="Wijdemeren"), MunicipalityFactory.create(name="Hilversum")
    PlaceFactory.create(municipality=old)
    PostcodeFactory.create(municipality=old)
    user = UserFactory.create(home_municipality=old, work_municipality=old)
    somebody(Role.COACH, old)
    helps_at_desk(user, old, DeskPart.MATCH)
    InstanceFactory.create(municipality=old)
    NeighbourhoodFactory.create(municipality=old)
    idea = IdeaFactory.create(published=True, municipality=old)
    TableFactory.create(idea=idea, municipality=old)
    likes.like(actor=user, idea_id=idea.pk)
    marks.take(actor=user, municipality=old, subjects=[("idea", idea.pk)])
    waiting = IdeaFactory.create(waiting=True, municipality=old)
    pass_on.propose(actor=user, idea_id=waiting.pk, target=MunicipalityFactory.create(), reason="Hoort elders")
    CoachProfileFactory.create(municipality=old)
    CoachReplyFactory.create(municipality=old, topic__municipality=old)
    CoachNoteFactory.create(municipality=old)
    HelpRequestFactory.create(municipality=old)
    CoachApplicationFactory.create(municipality=old)
    MatchWeights.everywhere.create(municipality=old)
    TownContact.everywhere.create(municipality=old, name="Greet", role="wijk", email="greet@dam.example")
    TownContact.everywhere.create(municipality=new, name="Greet", role="wijk", email="greet@dam.example")
    contact = ContactFactory.create(municipality=old)
    ContactEntry.everywhere.create(municipality=old, contact=contact, contact_kind=contact.kind, kind="added")
    PhysicalTableFactory.create(municipality=old)
    HeardIdeaFactory.create(municipality=old)
    VoiceMessageFactory.create(municipality=old)
    WorkFormFactory.create(municipality=old)
    WorkFormChoice.everywhere.create(municipality=old, form=WorkFormFactory.create())
    report = merge(old=old, new=new, on=date(2020, 1, 1))
    assert len(report) >= 4
    for model, name in keys_to_municipalities():
        assert not model._base_manager.filter(**{name: old}).exists(), f"{model.__name__}.{name}"
    for moved in (user, idea):
        moved.refresh_from_db()
    assert TownContact.everywhere.get().municipality == new, "who stands there already stands there once"
    assert (user.home_municipality, user.work_municipality, idea.municipality) == (new, new, new)


def test_every_key_has_somebody_who_moves_it() -> None:
    """A new app with a key to a municipality must register a handler: name its model here when it has one."""
    known = {"Postcode", "Place", "User", "Membership", "Idea", "MunicipalityNotice", "CallBack", "Table"}
    known |= {"Instance", "Neighbourhood", "DeskShare", "Invitation"}
    known |= {"CoachProfile", "CoachApplication", "MatchWeights"}
    known |= {"CoachNote", "CoachTopic", "CoachReply", "HelpRequest"}
    known |= {"PhysicalTable", "HeardIdea", "VoiceMessage"}
    known |= {"PhysicalTable", "HeardIdea", "Contact", "ContactEntry"}
    known |= {"Like", "IdeaTally", "FreeMeeting", "Intention"}  # the tally follows its idea by a trigger
    known |= {"DeskMark", "PassOn"}
    known |= {"WorkForm", "WorkFormChoice"}
    known |= {"DeskMark", "PassOn", "TownContact"}
    assert {model.__name__ for model, _name in keys_to_municipalities()} <= known
