"""The local site of the seeded world: its desk, its people and its own accents."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.files.base import ContentFile
from PIL import Image

from aantafel.accounts.enums import DELEGABLE, InvitationState, Role
from aantafel.accounts.models import DeskShare, Invitation, User
from aantafel.accounts.services import memberships
from aantafel.core import clock
from ideas.enums import Channel, ReviewKind
from ideas.models import Like
from movement.enums import SiteEntryKind
from movement.models import SiteEntry
from municipalities.models import Instance, Municipality, Neighbourhood
from municipalities.services import accents, looks, neighbourhoods
from tables.models import Table
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.coaches import CoachProfileFactory, MatchFactory
from tests.factories.ideas import IdeaFactory, SupportFactory
from tests.factories.instances import (
    HostFactory,
    InstanceFactory,
    InvitationFactory,
    NeighbourhoodFactory,
    helps_at_desk,
    initiative_group,
    somebody,
)
from tests.factories.movement import ContactFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.tables import StepChangeFactory, TableFactory
from tests.site.world import coach as world_coach
from tests.site.world import desk as desk_world
from tests.site.world import ways_in as world_ways_in
from tests.site.world.asking import make_town_contacts
from tests.site.world.coaches import coaches
from tests.site.world.ideas import review_line


@dataclass(frozen=True)
class _Local:
    people: dict[str, User]
    names: dict[str, Any]


def make_local_site(other: User) -> _Local:
    """Tafeldam, with a site and people of its own, and Buurdam beside it, of which nothing may ever show there."""
    town = MunicipalityFactory.create(name="Tafeldam", code="GM8004")
    beside = MunicipalityFactory.create(name="Buurdam", code="GM8005")
    instance = InstanceFactory.create(municipality=town)
    InstanceFactory.create(municipality=beside, welcome_title="Welkom in Buurdam")
    coordinator = somebody(Role.COORDINATOR, town, email="corrie.coord@tafeldam.example", name="Corrie Coord")
    delegate = somebody(Role.INITIATIVE, town, email="dele.gaat@tafeldam.example", name="Dele Gaat")
    for part in DELEGABLE:
        helps_at_desk(delegate, town, part)
    coach = somebody(Role.COACH, town, email="koos.coach@tafeldam.example", name="Koos Coach")
    neighbour = somebody(Role.COORDINATOR, beside, email="nel.naast@buurdam.example", name="Nel Naast")
    MembershipFactory.create(user=neighbour, municipality=beside, role=Role.COACH)
    for at_desk in (coordinator, delegate):
        TOTP.activate(at_desk, generate_totp_secret())  # without one a desk stays closed in production
    initiative_group(town)
    owner = UserFactory.create(email="pim.prikker@tafeldam.example", name="Pim Prikker", home_municipality=town)
    shown = IdeaFactory.create(
        published=True, sketched=True, municipality=town, owner=owner, title="Een kas op het schoolplein"
    )
    table = TableFactory.create(idea=shown)
    waiting = IdeaFactory.create(
        waiting=True, sketched=True, municipality=town, owner=owner, title="Een ruilwinkel in de oude bank"
    )
    review_line(waiting, ReviewKind.SUBMITTED, None, "")
    CoachProfileFactory.create(municipality=town, user=coach)
    _something_to_count(town)
    next_door = IdeaFactory.create(published=True, municipality=beside, title="Een speelweide voor Buurdam")
    TableFactory.create(idea=next_door)
    neighbourhoods.add(actor=coordinator, municipality=town, names=["De Hoven"])
    quarter = Neighbourhood.objects.get(name="De Hoven")
    NeighbourhoodFactory.create(municipality=beside, name="Overkant")
    names = {
        **_accents(instance, coordinator),
        "quarter": quarter.pk,
        "quarter_name": quarter.name,
        "local_municipality": town.name,
        "local_subdomain": town.slug,
        "local_code": town.code,
        "local_name": town.instance.name,
        "local_idea": shown.pk,
        "local_title": shown.title,
        "local_waiting": waiting.pk,
        "local_waiting_title": waiting.title,
        "local_table": table.pk,
        "neighbour_title": next_door.title,
        "coordinator": coordinator.pk,
        "coordinator_name": coordinator.name,
        "delegate_name": delegate.name,
        "coach": coach.pk,
        "coach_name": coach.name,
        **coaches(town, coach, delegate, other),
        **_invitations(town, coordinator),
        **world_coach.coach_desk(town, beside, coach, owner, neighbour),
        "desk": desk_world.build(town, beside, coordinator, owner, shown),
        **_team(town, coordinator, delegate),
        **_network(town, beside, coordinator),
        **make_town_contacts(town),
        **world_ways_in.build(town, beside, coordinator, coach),
    }
    people = {"coordinator": coordinator, "delegate": delegate, "coach": coach, "neighbour": neighbour}
    return _Local(people, names)


def _accents(instance: Instance, coordinator: User) -> dict[str, Any]:
    """Its own words, logo and look; and a look that is being tried, which cannot be published."""

    def change(**values: Any) -> None:
        accents.change(actor=coordinator, instance_id=instance.pk, seen=accents.version(instance), **values)

    change(
        welcome_title="Welkom aan tafel in Tafeldam",
        welcome_text="Prik je idee. Wij zoeken er mensen bij.",
        contact_name="Corrie van AanTafel",
        contact_text="Elke dinsdag in de bibliotheek.",
        privacy_url="https://www.tafeldam.example/privacy/",
        accessibility_url="https://www.tafeldam.example/toegankelijk/",
    )
    drawn = BytesIO()
    Image.new("RGBA", (120, 60), (11, 74, 158, 255)).save(drawn, "PNG")
    change(logo=ContentFile(drawn.getvalue(), name="logo.png"), logo_description="De toren van Tafeldam")
    draft = looks.try_accent(actor=coordinator, instance_id=instance.pk, accent="#0b4a9e")
    looks.publish(actor=coordinator, instance_id=instance.pk, digest=draft.digest, seen=accents.version(instance))
    hard_to_read = b":root { --nl-skip-link-color: rgb(255 255 255 / 95%); --vreemd: red }"
    hard = looks.try_file(actor=coordinator, instance_id=instance.pk, content=hard_to_read, file_name="huisstijl.css")
    instance.refresh_from_db()
    name = (instance.logo.name or "").removeprefix("logos/")
    return {"look": instance.look_digest, "draft_look": hard.digest, "logo": name}


def _invitations(town: Municipality, coordinator: User) -> dict[str, Any]:
    """One in every state, by key."""

    def one(email: str, **more: Any) -> str:
        made = InvitationFactory.create(municipality=town, email=email, invited_by=coordinator, **more)
        return str(made.key)

    return {
        "invited": one("ivo.invitee@tafeldam.example", name="Ivo Invitee", message="Doe je mee?"),
        "invited_accepted": one("aad.aan@tafeldam.example", accepted=True),
        "invited_declined": one("nee.naam@tafeldam.example", state=InvitationState.DECLINED),
        "invited_withdrawn": one("wim.weg@tafeldam.example", state=InvitationState.WITHDRAWN),
        "invited_ran_out": one("vera.laat@tafeldam.example", expires_at=clock.now() - timedelta(days=1)),
    }


def _network(town: Municipality, beside: Municipality, coordinator: User) -> dict[str, Any]:
    """A person who said yes, an organisation that nobody looked at for a year, and one of next door."""
    part = NeighbourhoodFactory.create(municipality=town, name="Het Oude Dorp")
    told: dict[str, Any] = {"offers": "Kent iedereen in het dorp en heeft een bus.", "themes": ["samen", "verkeer"]}
    told |= {"phone": "0600000005", "email": "sleutel@tafeldam.example", "website": "https://sleutel.example/"}
    told |= {"source": "De zomermarkt", "note": "Bel na zessen.", "checked_by": coordinator}
    person = ContactFactory.create(municipality=town, person=True, name="Bep Sleutel", **told)
    person.neighbourhoods.add(part)
    stale = ContactFactory.create(
        municipality=town, name="Buurthuis Tafeldam", checked_at=clock.now() - timedelta(days=400)
    )
    ContactFactory.create(municipality=beside, name="Buurthuis Buurdam")
    return {"contact": person.pk, "contact_name": person.name, "contact_stale": stale.name}


def _team(town: Municipality, coordinator: User, delegate: User) -> dict[str, Any]:
    """Somebody who stands in, somebody who has stopped, and the numbers of rows about people."""
    former = somebody(Role.AMBASSADOR, town, email="toos.toen@tafeldam.example", name="Toos Toen")
    memberships.end(actor=coordinator, membership_id=former.memberships.get().pk, municipality=town)
    deputy = somebody(Role.READER, town, email="vic.vervang@tafeldam.example", name="Vic Vervang")
    share = DeskShare.objects.create(
        user=deputy, municipality=town, ends_on=clock.today() + timedelta(days=6), given_by=coordinator
    )
    somebody(Role.AMBASSADOR, town, email="an.bas@tafeldam.example", name="An Bas")
    return {
        "invited_number": Invitation.objects.get(email="ivo.invitee@tafeldam.example").pk,
        "invited_name": "Ivo Invitee",
        "delegate": delegate.pk,
        "delegate_role": delegate.memberships.get().pk,
        "coordinator_role": coordinator.memberships.get().pk,
        "stand_in": share.pk,
        "stand_in_name": deputy.name,
        "former": former.pk,
        "former_name": former.name,
    }


def _something_to_count(town: Municipality) -> None:
    """A table with a coach that has gone on, in a neighbourhood where enough people like it to be told."""
    part = NeighbourhoodFactory.create(municipality=town, name="De Waterkant")
    more = {"municipality": town, "neighbourhood": part, "channel": Channel.TABLE, "theme": "groen"}
    idea = IdeaFactory.create(published=True, title="Een pluktuin aan het water", **more)
    table = TableFactory.create(idea=idea)
    StepChangeFactory.create(table=table, from_step=1, to_step=2, created_at=clock.now())
    Table.everywhere.filter(pk=table.pk).update(step=2)
    MatchFactory.create(idea=idea, accepted=True, coach__user__name="Cora Coach")
    for _number in range(6):
        somebody_there = UserFactory.create(home_municipality=town, home_postcode="1998")
        Like.objects.create(idea=idea, user=somebody_there, municipality=town)
    SupportFactory.create(idea=idea, join=True)


def make_other_sites(operator: User) -> dict[str, Any]:
    """A site that is being prepared, with a host and somebody who was asked, and one that has ended."""
    preparing = InstanceFactory.create(
        municipality=MunicipalityFactory.create(name="Voordam", code="GM8006"),
        preparing=True,
        main_host="tafel.voordam.example",
    )
    host = HostFactory.create(instance=preparing, name="tafel.voordam.example")
    SiteEntry.objects.create(instance=preparing, kind=SiteEntryKind.PREPARED, actor=operator)
    asked: dict[str, Any] = {
        "municipality": preparing.municipality,
        "email": "vera.vraag@voordam.example",
        "role": Role.COORDINATOR,
    }
    invited = Invitation.objects.create(**asked, expires_at=clock.now() + timedelta(days=20), invited_by=operator)
    ended = InstanceFactory.create(municipality=MunicipalityFactory.create(name="Nadam", code="GM8007"), ended=True)
    reason = "Er was niemand meer die tijd had."
    SiteEntry.objects.create(instance=ended, kind=SiteEntryKind.ENDED, actor=operator, text=reason)
    return {
        "preparing_municipality": preparing.municipality.name,
        "preparing_code": preparing.municipality.code,
        "preparing_name": preparing.name,
        "preparing_host": host.name,
        "preparing_host_key": host.pk,
        "site_invited": invited.pk,
        "site_invited_address": invited.email,
        "ended_code": ended.municipality.code,
        "ended_name": ended.name,
        "ended_reason": reason,
    }
