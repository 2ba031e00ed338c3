"""Many more rows of each kind, to see that a list of thirty costs no more than a list of one."""

from datetime import timedelta

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from aantafel.accounts.enums import DELEGABLE
from aantafel.accounts.models import DeskShare, User
from aantafel.accounts.roles import LOCAL_ROLES
from aantafel.core import clock
from aantafel.outbox.enums import State
from aantafel.outbox.models import AddressBlock
from ideas.enums import NoticeWay, ReviewKind
from ideas.models import CallBack, Idea, Like, MunicipalityNotice
from movement.models import ContactEntry
from municipalities.models import Municipality
from tables.models import CoreAnswer
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.coaches import CoachProfileFactory
from tests.factories.ideas import IdeaFactory, SupportFactory
from tests.factories.instances import (
    InstanceFactory,
    InvitationFactory,
    NeighbourhoodFactory,
    helps_at_desk,
    initiative_group,
    somebody,
)
from tests.factories.movement import ContactFactory
from tests.factories.outbox import OutgoingMailFactory
from tests.factories.reactions import ReactionFactory, report_of
from tests.factories.tables import TableFactory, version_of
from tests.factories.talk import HelpRequestFactory
from tests.site.world import coach as world_coach
from tests.site.world import desk as desk_world
from tests.site.world import life as world_life
from tests.site.world import look as world_look
from tests.site.world import meetings as world_meetings
from tests.site.world import minutes as world_minutes
from tests.site.world import tables as world_tables
from tests.site.world import ways_in as world_ways_in
from tests.site.world import work_forms as world_work_forms
from tests.site.world.asking import crowd_of_asking
from tests.site.world.coaches import crowd_of_coaches
from tests.site.world.ideas import make_meeting, review_line
from tests.site.world.mails import captured_mail
from tests.site.world.people import town_and_owner


def crowd(count: int = 29) -> None:
    """As many more of everything that pages list, in the municipality that is there."""
    town, owner = town_and_owner()
    for idea in crowd_of_ideas(count):
        MunicipalityNotice.objects.create(idea=idea, municipality=town, way=NoticeWay.FORM)
        make_meeting(idea)
        Like.objects.create(idea=idea, user=owner, municipality=town)
    world_life.crowd(town, count)
    _crowd_of_reactions(count)
    for number in range(count):
        title = f"Een ruilkast op plein {number}"
        waiting = IdeaFactory.create(waiting=True, title=title, municipality=town, owner=owner)
        review_line(waiting, ReviewKind.SUBMITTED, None, "")
        CallBack.objects.create(name=f"Bep Bellers {number}", phone="0600000000", municipality=town)
        OutgoingMailFactory.create(state=State.FAILED)
        AddressBlock.objects.create(address=f"weg{number}@buurt.example", reason="550 No such user")
        captured_mail(f"Bericht {number}", "iedereen@buurt.example")
    _crowd_of_support(count)
    for _number in range(count):
        initiative_group(InstanceFactory.create(preparing=True).municipality)
    _crowd_of_texts(count)
    crowd_of_asking(owner, count)
    _crowd_of_the_local_site(count)
    world_ways_in.crowd(count)
    world_meetings.crowd(count)
    world_tables.crowd(count)
    world_look.crowd(count)
    world_minutes.crowd(count)


def _crowd_of_texts(count: int) -> None:
    """As many more earlier texts of every answer that is there."""
    for answer in CoreAnswer.everywhere.all():
        for number in range(count):
            at = clock.now() + timedelta(hours=number + 1)
            version_of(answer, f"Een eerdere tekst, de {number}e.", by=answer.changed_by, at=at)


def _crowd_of_the_local_site(count: int) -> None:
    town = Municipality.objects.get(code="GM8004")
    crowd_of_coaches(town, count)
    owner = User.objects.get(email="pim.prikker@tafeldam.example")
    for number in range(count):
        NeighbourhoodFactory.create(municipality=town)
        more = {"sketched": True, "municipality": town, "owner": owner}
        TableFactory.create(idea=IdeaFactory.create(published=True, title=f"Een pluktuin op veld {number}", **more))
        CoachProfileFactory.create(municipality=town, user__name=f"Coen Coach {number}")
        waiting = IdeaFactory.create(waiting=True, title=f"Een leeskast in hal {number}", **more)
        review_line(waiting, ReviewKind.SUBMITTED, None, "")
    world_coach.crowd(town, User.objects.get(email="koos.coach@tafeldam.example"), owner, count)
    desk_world.crowd(town, owner, count)
    world_work_forms.crowd(town, count)
    _crowd_of_people(town, count)


def _crowd_of_people(town: Municipality, count: int) -> None:
    """As many more with each role, invited, at work at the desk, and with lines in the logbook."""
    coordinator = User.objects.get(email="corrie.coord@tafeldam.example")
    idea = Idea.everywhere.get(title="Een kas op het schoolplein")
    for number in range(count):
        for role in LOCAL_ROLES:
            person = somebody(role, town, name=f"Mens {number}")
            MembershipFactory.create(
                user=person, municipality=town, role=role, capacity="resident", ended_at=clock.now()
            )
        helps_at_desk(person, town, DELEGABLE[number % len(DELEGABLE)])
        DeskShare.objects.create(user=person, municipality=town, ends_on=clock.today())
        InvitationFactory.create(municipality=town, invited_by=coordinator)
        contact = ContactFactory.create(municipality=town, checked_at=clock.now() - timedelta(days=400))
        contact.neighbourhoods.add(*town.neighbourhoods.all())
        ContactEntry.everywhere.create(
            municipality=town, contact=contact, contact_kind=contact.kind, kind="changed", actor=coordinator
        )
        review_line(idea, ReviewKind.QUESTION, coordinator, "Waar?")


def _crowd_of_reactions(count: int) -> None:
    """Threads of every kind below the idea that is there, and one with many answers."""
    idea = Idea.objects.get(title="Een lange tafel in de straat")
    first = ReactionFactory.create(idea=idea)
    mine = User.objects.get(email="bea.beheer@aantafel.example")
    for number in range(count):
        ReactionFactory.create(idea=idea, parent=first, user=mine)
        report_of(ReactionFactory.create(idea=idea, text=f"Ik kom ook, met {number} mensen."))
        ReactionFactory.create(idea=idea, hidden=True, objected=True)


def crowd_of_ideas(count: int) -> list[Idea]:
    """As many more ideas on the site, each with its table."""
    town, owner = town_and_owner()
    more = {"published": True, "sketched": True, "municipality": town, "owner": owner}
    ideas = [IdeaFactory.create(title=f"Een moestuin achter blok {number}", **more) for number in range(count)]
    for idea in ideas:
        TableFactory.create(idea=idea)
    return ideas


def _crowd_of_support(count: int) -> None:
    """As many people who want to join the idea that is there, and as much that its owner brings elsewhere."""
    town, owner = town_and_owner()
    long_table = Idea.everywhere.get(title="Een lange tafel in de straat", municipality=town)
    bridge = Idea.everywhere.get(title="Een brug over de sloot")
    for _number in range(count):
        SupportFactory.create(idea=long_table, join=True)
        SupportFactory.create(idea=bridge, user=owner)
        HelpRequestFactory.create(idea=long_table, asker=owner)


def operators(count: int) -> list[tuple[str, str]]:
    """People with the role and a second factor: their e-mail address and its secret."""
    made = []
    for number in range(count):
        secret = generate_totp_secret()
        TOTP.activate(UserFactory.create(operator=True, email=f"beheer{number}@aantafel.example"), secret)
        made.append((f"beheer{number}@aantafel.example", secret))
    return made
