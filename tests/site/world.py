"""
A small world that gives every page of the site something to show.

`build()` makes the rows and says what they are called; the browser tests make the same world in their own database.
`crowd()` adds many rows of each kind, to see that a list of thirty costs no more than a list of one.
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from io import BytesIO
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.stagekit import stash_login
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.http import HttpRequest
from django.test import RequestFactory
from PIL import Image

from aantafel.accounts.enums import DELEGABLE, InvitationState, Role
from aantafel.accounts.models import DeskShare, Invitation, SignInToken, User
from aantafel.accounts.roles import LOCAL_ROLES
from aantafel.accounts.services import memberships, sign_in
from aantafel.core import clock
from aantafel.core.text import slugify
from aantafel.outbox import categories
from aantafel.outbox.enums import Result, State
from aantafel.outbox.mailbox.models import CapturedMail
from aantafel.outbox.models import AddressBlock, MailAttempt, OutgoingMail
from aantafel.outbox.services import optout
from ideas.enums import (
    Channel,
    ConsentHow,
    NoticeWay,
    ProposalState,
    ReviewKind,
    ReviewRole,
    SupportKind,
    SupportState,
)
from ideas.models import (
    CallBack,
    FreeMeeting,
    Idea,
    IdeaTally,
    Like,
    MergeProposal,
    MunicipalityNotice,
    PassOn,
    ReviewEntry,
    Support,
    Talk,
)
from ideas.notifications import fifty_municipality, fifty_pinner
from movement.enums import SiteEntryKind
from movement.models import ContactEntry, SiteEntry
from municipalities.models import Instance, Municipality, Neighbourhood
from municipalities.services import accents, looks, neighbourhoods
from tables.enums import CoreQuestion
from tables.models import CoreAnswer, Table
from tables.notifications import municipality_key
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
from tests.factories.municipalities import MunicipalityFactory, PostcodeFactory
from tests.factories.outbox import OutgoingMailFactory
from tests.factories.reactions import ReactionFactory, report_of
from tests.factories.tables import StepChangeFactory, TableFactory, answered, version_of
from tests.factories.talk import HelpRequestFactory
from tests.site import desk_world, world_coach, world_ways_in
from tests.site.world_coaches import coaches, crowd_of_coaches

PC4 = "1999"  # no postcode in the Netherlands
CODE = "246802"
STOPPABLE = "news-of-the-tests"
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class World:
    """Names of what was made: numbers and keys for addresses, texts to look for, sessions to be somebody with."""

    municipality: str
    municipality_slug: str
    municipality_code: str
    ended_slug: str
    published: int
    published_slug: str
    published_title: str
    published_key: str
    place: str
    table: int
    core_text: str
    core_earlier: str
    gone: int
    gone_slug: str
    gone_title: str
    gone_table: int
    waiting: int
    waiting_key: str
    waiting_title: str
    asked: int
    asked_title: str
    question: str
    reaction: int
    reaction_text: str
    answer: int
    own_reaction: int
    own_text: str
    hidden_reaction: int
    reported_reaction: int
    reported_text: str
    objection: str
    refused: int
    refused_title: str
    reason: str
    withdrawn: int
    withdrawn_title: str
    draft_key: str
    draft_title: str
    helped_key: str
    helped_title: str
    told: int
    told_title: str
    told_asked: int
    told_asked_title: str
    call: int
    call_name: str
    call_done: int
    call_done_name: str
    notice: int
    notice_form: int
    meeting: int
    meeting_title: str
    unplanned: int
    unplanned_title: str
    talk_key: str
    merge: int
    apart: int
    merge_title: str
    pass_on: int
    support_help: int
    support_join: int
    support_question: int
    support_back: int
    my_help: int
    my_question: int
    mail_sent: int
    mail_sent_subject: str
    mail_failed: int
    mail_failed_subject: str
    mail_waiting: int
    mail_waiting_subject: str
    block: int
    blocked_address: str
    stop: str
    stopped: str
    stop_address: str
    captured: int
    captured_subject: str
    token: str
    token_address: str
    code: str
    expired_token: str
    picture: str
    owner: int
    owner_name: str
    owner_email: str
    other_name: str
    local_municipality: str
    local_subdomain: str
    local_idea: int
    local_title: str
    local_waiting: int
    local_waiting_title: str
    local_table: int
    neighbour_title: str
    quarter: int
    quarter_name: str
    look: str
    draft_look: str
    logo: str
    coordinator: int
    coordinator_name: str
    delegate_name: str
    coach: int
    coach_name: str
    coach_table: int
    coach_match: int
    coach_idea: int
    note: int
    topic: int
    reply: int
    country_topic: int
    neighbour_topic: int
    help: int
    passed_help: int
    own_help: int
    coach_title: str
    coach_text: str
    coach_earlier: str
    asked_title_local: str
    note_text: str
    topic_title: str
    topic_text: str
    reply_text: str
    country_topic_title: str
    help_text: str
    passed_help_text: str
    own_help_text: str
    local_code: str
    local_name: str
    preparing_municipality: str
    preparing_code: str
    preparing_name: str
    preparing_host: str
    preparing_host_key: int
    site_invited: int
    site_invited_address: str
    ended_code: str
    ended_name: str
    ended_reason: str
    coach_profile: int
    portrait: str
    learning_coach: str
    free_coach: int
    free_coach_name: str
    asked_idea: int
    asked_match: int
    asked_match_key: str
    asked_match_title: str
    guided_idea: int
    guided_title: str
    guided_match: int
    guided_match_key: str
    declined_match: int
    application: int
    applicant: str
    applicant_why: str
    invited_application: int
    invited_name: str
    invited: str
    invited_accepted: str
    invited_declined: str
    invited_withdrawn: str
    invited_ran_out: str
    desk: dict[str, Any]  # what lies on the desk of the local site
    invited_number: int
    applicant_name: str
    delegate: int
    delegate_role: int
    coordinator_role: int
    stand_in: int
    stand_in_name: str
    former: int
    former_name: str
    contact: int
    contact_name: str
    contact_stale: str
    voice: int
    voice_name: str
    voice_typed: int
    voice_title: str
    voice_key: str
    voice_national: int
    voice_national_name: str
    voice_begun_key: str
    voice_done_key: str
    told_here: int
    told_here_title: str
    told_by_coach: int
    told_by_coach_title: str
    letter_key: str
    nearby_table: int
    nearby_table_name: str
    nearby_day: int
    heard: int
    heard_who: str
    heard_closed: int
    heard_closed_who: str
    sessions: dict[str, str]

    def local_url(self, base_url: str) -> str:
        """Where the local site stands when the national one stands at `base_url`."""
        scheme, _colon, host = base_url.partition("://")
        return f"{scheme}://{self.local_subdomain}.{host}"


def build() -> World:
    """Make the world, in the database that is set. In a transaction or not; once per database."""
    categories.register(STOPPABLE, "nieuws van de proef")
    town = MunicipalityFactory.create(name="Proefdam", code="GM8001")
    PostcodeFactory.create(pc4=PC4, municipality=town)
    ended = MunicipalityFactory.create(name="Oudedam", code="GM8002", merged_into=town)
    people = _people(town)
    local = _local_site(people["other"])
    owner, operator = people["owner"], people["operator"]
    ideas = _ideas(town, owner)
    table = TableFactory.create(idea=ideas["published"])
    gone_table = TableFactory.create(idea=ideas["gone"])
    question = _line(ideas["asked"], ReviewKind.QUESTION, operator, "Bij welke halte zou het bankje staan?")
    reason = _line(ideas["refused"], ReviewKind.REFUSED, operator, "Dit is een melding. Bel daarvoor de gemeente.")
    _line(ideas["told_asked"], ReviewKind.QUESTION, operator, "Wie wil er meedoen?")
    for name in ("published", "waiting", "asked", "refused", "told"):
        _line(ideas[name], ReviewKind.SUBMITTED, None, "")
    return World(
        municipality=town.name,
        municipality_slug=town.slug,
        municipality_code=town.code,
        ended_slug=ended.slug,
        place=ideas["published"].place,
        table=table.pk,
        **_core(table, owner),
        **world_coach.own_help(owner, table),
        gone_table=gone_table.pk,
        question=question.text,
        reason=reason.text,
        picture=_picture(ideas["published"]),
        code=CODE,
        owner=owner.pk,
        owner_name=owner.name,
        owner_email=owner.email,
        other_name=people["other"].name,
        sessions={role: _session(user) for role, user in {**people, **local.people}.items()}
        | {"halfway": _halfway(operator)},
        **local.names,
        **_other_sites(operator),
        **_names_of(ideas),
        **_reactions(ideas["published"], people),
        **_calls(town, operator),
        **_notices(town, ideas["published"]),
        **_meetings(town, owner),
        **_support(ideas["published"], owner),
        **_proposals(town, ideas),
        **_mails(owner),
        **_tokens(owner),
    )


def crowd(count: int = 29) -> None:
    """As many more of everything that pages list, in the municipality that is there."""
    town, owner = _home()
    for idea in crowd_of_ideas(count):
        MunicipalityNotice.objects.create(idea=idea, municipality=town, way=NoticeWay.FORM)
        _meeting(idea)
        Like.objects.create(idea=idea, user=owner, municipality=town)
    _crowd_of_reactions(count)
    for number in range(count):
        title = f"Een ruilkast op plein {number}"
        waiting = IdeaFactory.create(waiting=True, title=title, municipality=town, owner=owner)
        _line(waiting, ReviewKind.SUBMITTED, None, "")
        CallBack.objects.create(name=f"Bep Bellers {number}", phone="0600000000", municipality=town)
        OutgoingMailFactory.create(state=State.FAILED)
        AddressBlock.objects.create(address=f"weg{number}@buurt.example", reason="550 No such user")
        _captured(f"Bericht {number}", "iedereen@buurt.example")
    _crowd_of_support(count)
    for _number in range(count):
        initiative_group(InstanceFactory.create(preparing=True).municipality)
    _crowd_of_texts(count)
    _crowd_of_the_local_site(count)
    world_ways_in.crowd(count)


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
        _line(waiting, ReviewKind.SUBMITTED, None, "")
    world_coach.crowd(town, User.objects.get(email="koos.coach@tafeldam.example"), owner, count)
    desk_world.crowd(town, owner, count)
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
        _line(idea, ReviewKind.QUESTION, coordinator, "Waar?")


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
    town, owner = _home()
    more = {"published": True, "sketched": True, "municipality": town, "owner": owner}
    ideas = [IdeaFactory.create(title=f"Een moestuin achter blok {number}", **more) for number in range(count)]
    for idea in ideas:
        TableFactory.create(idea=idea)
    return ideas


def _crowd_of_support(count: int) -> None:
    """As many people who want to join the idea that is there, and as much that its owner brings elsewhere."""
    town, owner = _home()
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


@dataclass(frozen=True)
class _Local:
    people: dict[str, User]
    names: dict[str, Any]


def _local_site(other: User) -> _Local:
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
    _line(waiting, ReviewKind.SUBMITTED, None, "")
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


def _other_sites(operator: User) -> dict[str, Any]:
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


def _home() -> tuple[Municipality, User]:
    return Municipality.objects.get(code="GM8001"), User.objects.get(email="mies.eigenaar@buurt.example")


def _people(town: Municipality) -> dict[str, User]:
    """By role. The operator has a second factor, the others do not."""
    lives = {"home_municipality": town, "home_postcode": PC4}
    owner = UserFactory.create(email="mies.eigenaar@buurt.example", name="Mies Eigenaar", **lives)
    other = UserFactory.create(email="otto.ander@buurt.example", name="Otto Ander", **lives)
    operator = UserFactory.create(operator=True, email="bea.beheer@aantafel.example")
    TOTP.activate(operator, generate_totp_secret())
    RecoveryCodes.activate(operator)
    return {"owner": owner, "other": other, "operator": operator}


def _ideas(town: Municipality, owner: User) -> dict[str, Idea]:
    def one(title: str, **more: Any) -> Idea:
        return IdeaFactory.create(title=title, municipality=town, **{"owner": owner, **more})

    told = {"owner": None, "channel": Channel.PHONE, "pinner__phone": "0600000001", "pinner__name": "Teun Teller"}
    told |= {"pinner__consent_how": ConsentHow.PHONE}
    return {
        "published": one("Een lange tafel in de straat", published=True, sketched=True, changed_at=clock.now()),
        "gone": one("Een glijbaan in de bibliotheek", taken_off=True),
        "waiting": one("Een bankje bij de halte van de bus", waiting=True, sketched=True),
        "asked": one("Een bankje voor de bakker", asked=True),
        "refused": one("De lantaarn is kapot", refused=True),
        "withdrawn": one("Een pad door het weiland", withdrawn=True),
        "draft": one("Een tafel in de straat", owner=None, pinner__place_typed=PC4, pinner__postcode=PC4),
        "helped": one(
            "Samen zingen op zondag",
            waiting=True,
            owner=None,
            channel=Channel.HELPER,
            pinner__email="zus.zanger@buurt.example",
            pinner__name="Zus Zanger",
            pinner__consent_how=ConsentHow.HELPER,
        ),
        "told": one("Een telefooncirkel voor ouderen", waiting=True, sketched=True, **told),
        "told_asked": one("Een wandelclub op dinsdag", asked=True, **told),
    }


def _names_of(ideas: dict[str, Idea]) -> dict[str, Any]:
    numbered = ("published", "gone", "waiting", "asked", "refused", "withdrawn", "told", "told_asked")
    names: dict[str, Any] = {name: ideas[name].pk for name in numbered}
    names |= {f"{name}_title": idea.title for name, idea in ideas.items()}
    names |= {f"{name}_key": str(ideas[name].key) for name in ("published", "waiting", "draft", "helped")}
    names |= {f"{name}_slug": slugify(ideas[name].title) for name in ("published", "gone")}
    return names


def _line(idea: Idea, kind: ReviewKind, actor: User | None, text: str) -> ReviewEntry:
    role = ReviewRole.OPERATOR if actor else ReviewRole.PINNER
    return ReviewEntry.objects.create(idea=idea, kind=kind, role=role, actor=actor, text=text)


def _picture(idea: Idea) -> str:
    """A small picture of our own; returns its name in the address."""
    content = BytesIO()
    Image.new("RGB", (640, 400), (214, 170, 120)).save(content, "JPEG")
    name = f"{uuid.uuid4().hex}.jpg"
    idea.picture.storage.save(f"pictures/{name}", ContentFile(content.getvalue()))
    Idea.everywhere.filter(pk=idea.pk).update(picture=f"pictures/{name}", picture_description="Een tafel op straat")
    return name


def _reactions(idea: Idea, people: dict[str, User]) -> dict[str, Any]:
    """One with an answer of the owner, one that was reported, and a hidden one, against which its writer objects."""
    one = ReactionFactory.create(idea=idea, user=people["other"], text="Ik neem een lange bank mee.")
    answer = ReactionFactory.create(idea=idea, user=people["owner"], parent=one, text="Dat is fijn, dank je.")
    ReactionFactory.create(idea=idea, user=people["other"], parent=one, text="Graag gedaan.", edited_at=clock.now())
    reported = ReactionFactory.create(idea=idea, user=people["other"], text="Bij de familie Buur komt nooit iemand.")
    report_of(reported, email="mel.der@buurt.example")
    hidden = ReactionFactory.create(idea=idea, user=people["owner"], hidden=True, objected=True)
    ReactionFactory.create(idea=idea, user=None, removed_at=clock.now(), text="")
    return {
        "reaction": one.pk,
        "reaction_text": one.text,
        "answer": answer.pk,
        "own_reaction": answer.pk,
        "own_text": answer.text,
        "hidden_reaction": hidden.pk,
        "reported_reaction": reported.pk,
        "reported_text": reported.text,
        "objection": hidden.objection,
    }


def _core(table: Table, owner: User) -> dict[str, Any]:
    """An answer with an earlier text, which stands on the page of the table."""
    texts = ("Omdat niemand elkaar hier kent.", "Omdat wij elkaar in de straat nauwelijks kennen.")
    with clock.frozen(clock.now() - timedelta(days=2)):
        answer = answered(table, CoreQuestion.WHY, texts[0], by=owner, text=texts[1], public_text=texts[1])
    version_of(answer, texts[1], by=owner)
    return {"core_earlier": texts[0], "core_text": texts[1]}


def _calls(town: Municipality, operator: User) -> dict[str, Any]:
    waiting = CallBack.objects.create(
        name="Roos Rinkel", phone="0600000002", municipality=town, when="na vieren", text="Iets met een buurthuis."
    )
    done = CallBack.objects.create(
        name="Henk Hoorn", phone="0600000003", done_at=clock.now(), done_by=operator, outcome="Wil het zelf doen."
    )
    return {
        "call": waiting.pk,
        "call_name": waiting.name,
        "call_done": done.pk,
        "call_done_name": done.name,
    }


def _notices(town: Municipality, published: Idea) -> dict[str, Any]:
    by_mail = MunicipalityNotice.objects.create(idea=published, municipality=town, way=NoticeWay.MAIL)
    OutgoingMailFactory.create(
        dedupe_key=municipality_key(published.pk),
        kind="tables/published_municipality",
        to_address="info@proefdam.example",
        state=State.SENT,
        sent_at=clock.now(),
    )
    without = MunicipalityFactory.create(name="Zonderpost", code="GM8003", without_mailbox=True)
    idea = IdeaFactory.create(published=True, municipality=without, title="Een brug over de sloot")
    TableFactory.create(idea=idea)
    by_hand = MunicipalityNotice.objects.create(idea=idea, municipality=without, way=NoticeWay.FORM)
    return {"notice": by_mail.pk, "notice_form": by_hand.pk}


def _meetings(town: Municipality, owner: User) -> dict[str, Any]:
    """One that is planned, and one of which neither the day is known nor the municipality has heard."""
    idea = IdeaFactory.create(published=True, municipality=town, owner=owner, title="Een boekenruil in de hal")
    TableFactory.create(idea=idea)
    day = clock.today() + timedelta(days=9)
    planned = _meeting(idea, state="planned", planned_for=day, note="Zaal De Linde", way=NoticeWay.MAIL)
    fifty_pinner(planned)
    fifty_municipality(planned)
    without = Municipality.objects.get(code="GM8003")
    idea = IdeaFactory.create(published=True, municipality=without, title="Een schaaktafel in het park")
    TableFactory.create(idea=idea)
    unplanned = _meeting(idea)
    Like.objects.create(idea=idea, user=owner, municipality=town)
    return {
        "meeting": planned.pk,
        "meeting_title": planned.idea.title,
        "unplanned": unplanned.pk,
        "unplanned_title": unplanned.idea.title,
    }


def _meeting(idea: Idea, **fields: Any) -> FreeMeeting:
    reached = clock.now() - timedelta(hours=5)
    IdeaTally.objects.filter(idea=idea).update(local=50, other=4, reached_at=reached, settled_at=reached)
    usual = {"municipality": idea.municipality, "threshold": 50, "reached_at": reached, "way": NoticeWay.FORM}
    return FreeMeeting.objects.create(idea=idea, **{**usual, **fields})


def _proposals(town: Municipality, ideas: dict[str, Idea]) -> dict[str, Any]:
    """What a desk planned and proposed about ideas of the owner."""
    soon = clock.today() + timedelta(days=10)
    other = IdeaFactory.create(published=True, municipality=town, title="Een diner op het plein")
    TableFactory.create(idea=other)
    told = {"stays": other, "goes": ideas["published"], "reason": "Ze lijken op elkaar.", "answer_by": soon}
    talk = Talk.everywhere.create(idea=ideas["waiting"], starts_at=clock.now(), way="place", where="Zaal De Eik")
    target = Municipality.objects.get(code="GM8003")
    passing = {"source": town, "target": target, "reason": "Daar staat de halte.", "answer_by": soon}
    return {
        "talk_key": str(talk.key),
        "merge": MergeProposal.everywhere.create(**told).pk,
        "apart": MergeProposal.everywhere.create(**told, state=ProposalState.APART).pk,
        "merge_title": other.title,
        "pass_on": PassOn.everywhere.create(idea=ideas["waiting"], title=ideas["waiting"].title, **passing).pk,
    }


def _support(published: Idea, owner: User) -> dict[str, Any]:
    """What Sam brings to the owner's idea, and the owner to somebody else's."""
    sam = UserFactory.create(email="sam.steun@buurt.example", name="Sam Steun")
    bridge = Idea.everywhere.get(title="Een brug over de sloot")
    replied = {"answer": "Dank je wel, je hoort van me.", "answered_at": clock.now()}
    question = {"kind": SupportKind.QUESTION, "text": "Mag mijn hond ook mee?"}
    made: dict[str, Support] = {
        "support_help": SupportFactory.create(idea=published, user=sam, shares_email=True),
        "support_join": SupportFactory.create(idea=published, user=sam, join=True, thanked=True, **replied),
        "support_question": SupportFactory.create(idea=published, user=sam, **question),
        "support_back": SupportFactory.create(idea=published, user=sam, state=SupportState.WITHDRAWN),
        "my_help": SupportFactory.create(idea=bridge, user=owner),
        "my_question": SupportFactory.create(
            idea=bridge, user=owner, state=SupportState.ANSWERED, **question, **replied
        ),
    }
    return {name: support.pk for name, support in made.items()}


def _mails(owner: User) -> dict[str, Any]:
    sent = OutgoingMailFactory.create(subject="Je idee is geprikt", state=State.SENT, sent_at=clock.now(), attempts=1)
    failed = OutgoingMailFactory.create(subject="Je idee staat op tafel", state=State.FAILED, last_error="451 Later")
    later = clock.now() + timedelta(days=1)
    waiting = OutgoingMailFactory.create(
        subject="Wil je meer vertellen?", next_attempt_at=later, recipient=owner.recipient
    )
    MailAttempt.objects.create(mail=failed, result=Result.LATER, smtp_code=451, message="451 Later")
    block = AddressBlock.objects.create(address="weg@buurt.example", reason="550 No such user")
    stopped = optout.Wish("gestopt@buurt.example", STOPPABLE)
    optout.stop(stopped)
    captured = _captured("Je code is klaar", owner.email)
    return {
        **{f"mail_{name}": mail.pk for name, mail in (("sent", sent), ("failed", failed), ("waiting", waiting))},
        **_subjects(mail_sent=sent, mail_failed=failed, mail_waiting=waiting),
        "block": block.pk,
        "blocked_address": block.address,
        "stop": optout.token("stop@buurt.example", STOPPABLE),
        "stopped": optout.token(stopped.address, stopped.category),
        "stop_address": "stop@buurt.example",
        "captured": captured.pk,
        "captured_subject": captured.subject,
    }


def _subjects(**mails: OutgoingMail) -> dict[str, str]:
    return {f"{name}_subject": mail.subject for name, mail in mails.items()}


def _captured(subject: str, to: str) -> CapturedMail:
    html = "<!DOCTYPE html><html lang='nl'><head><title>Code</title></head><body><p>Hier is je code.</p></body></html>"
    return CapturedMail.objects.create(
        message_id=f"<{uuid.uuid4()}@aantafel.example>",
        kind="accounts/sign_in",
        language="nl",
        to_address=to,
        sender="AanTafel! <post@aantafel.example>",
        subject=subject,
        body_text="Hier is je code.",
        body_html=html,
    )


def _tokens(owner: User) -> dict[str, Any]:
    def token(**more: Any) -> SignInToken:
        made = SignInToken(email=owner.email, **{"expires_at": clock.now() + timedelta(days=1), **more})
        made.code_digest = sign_in._digest(made, CODE)
        made.save()
        return made

    expired = token(expires_at=clock.now() - timedelta(minutes=1))
    return {"token": str(token().key), "token_address": owner.email, "expired_token": str(expired.key)}


def _session(user: User) -> str:
    """A session in which the person signed in a moment ago, second factor included; the value of its cookie."""
    request = _request()
    login(request, user, backend=MODEL_BACKEND)
    record_authentication(request, user, method="mfa", type="totp", reauthenticated=True)
    return _kept(request)


def _halfway(user: User) -> str:
    """A session that waits for the second factor."""
    request = _request()
    waiting = Login(user=user)
    controller = LoginStageController(request, waiting)
    controller.set_current(AuthenticateStage.key)
    stash_login(request, waiting)
    return _kept(request)


def _request() -> HttpRequest:
    request = RequestFactory().get("/")
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request.user = AnonymousUser()
    return request


def _kept(request: HttpRequest) -> str:
    request.session.save()
    return str(request.session.session_key)
