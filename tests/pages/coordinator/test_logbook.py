"""What was done at a desk: every kind of line, as what somebody did it, and page by page without loss."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import DeskPart, Role
from aantafel.accounts.models import DeskShare, Invitation, Membership, User
from aantafel.accounts.services import invitations, memberships, sharing
from aantafel.core import clock
from aantafel.pages.coordinator import logbook
from aantafel.pages.coordinator.logbook import Entry
from coaches.enums_talk import HelpKind, HelpSide
from coaches.models import HelpEntry, HelpRequest
from ideas.enums import ReactionEntryKind, ReviewKind, ReviewRole
from ideas.models import CallBack, ClaimCode, ReactionEntry, ReviewEntry
from municipalities import scope
from municipalities.models import Municipality, Neighbourhood
from municipalities.services import accents, neighbourhoods
from tables.enums import ActorRole, TimelineKind
from tables.models import StepChange
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import NeighbourhoodFactory, helps_at_desk, somebody
from tests.factories.movement import HeardIdeaFactory
from tests.factories.reactions import ReactionFactory
from tests.factories.tables import TableFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db


def lines(town: Municipality, person: int | None = None) -> list[Entry]:
    with scope.tenant(town):
        return logbook.entries(town, person=person, size=100).items


def said(town: Municipality) -> list[str]:
    return [f"{entry.line.what}|{entry.line.about}" for entry in lines(town)]


def test_everything_that_is_recorded_has_a_line(coordinator: User, town: Municipality) -> None:
    idea = IdeaFactory.create(published=True, municipality=town, title="Een kas op het plein")
    table, reaction = TableFactory.create(idea=idea), ReactionFactory.create(idea=idea)
    member = somebody(Role.INITIATIVE, town, name="Dele Gaat")
    ReviewEntry.objects.create(idea=idea, kind=ReviewKind.APPROVED, role=ReviewRole.COORDINATOR, actor=coordinator)
    StepChange.objects.create(table=table, from_step=1, to_step=2, role=ActorRole.COORDINATOR, actor=coordinator)
    ReactionEntry.objects.create(reaction=reaction, kind=ReactionEntryKind.HIDDEN, actor=coordinator)
    CallBack.objects.create(name="Bep", phone="0600000000", municipality=town, done_at=clock.now(), done_by=coordinator)
    memberships.appoint(actor=coordinator, user=member, municipality=town, role=Role.COACH)
    sharing.set_parts(actor=coordinator, user=member, municipality=town, parts=[DeskPart.PRINT])
    sharing.set_parts(actor=coordinator, user=member, municipality=town, parts=[])
    coach = member.memberships.get(role=Role.COACH)
    memberships.end(actor=coordinator, membership_id=coach.pk, municipality=town)
    asked = invitations.invite(
        actor=coordinator, municipality=town, email="ivo@buurt.example", role=Role.READER, name="Ivo"
    )
    invitations.withdraw(actor=coordinator, invitation_id=asked.pk, municipality=town)
    found = said(town)
    for line in (
        "Zette een idee op de site|Een kas op het plein",
        "Bracht een tafel naar de stap ‘Match’|Een kas op het plein",
        "Verborg een reactie|Een kas op het plein",
        "Belde iemand terug|",
        "Gaf een rol: AanTafel!coach|Dele Gaat",
        "Gaf werk op de werkplek: Brieven en posters printen|Dele Gaat",
        "Nam werk op de werkplek terug: Brieven en posters printen|Dele Gaat",
        "Stopte een rol: AanTafel!coach|Dele Gaat",
        "Nodigde iemand uit voor een rol: Meelezer van de gemeente|Ivo",
        "Trok een uitnodiging in: Meelezer van de gemeente|Ivo",
    ):
        assert found.count(line) == 1, line


def test_work_around_ideas_and_on_the_site_has_a_line(coordinator: User, town: Municipality) -> None:
    here = town.instance
    accents.change(actor=coordinator, instance_id=here.pk, seen=accents.version(here), welcome_title="Hoi")
    NeighbourhoodFactory.create(municipality=town)
    neighbourhoods.add(actor=coordinator, municipality=town, names=["Zuid"])
    place = Neighbourhood.objects.get(name="Zuid")
    neighbourhoods.end(actor=coordinator, municipality=town, pk=place.pk)
    HeardIdeaFactory.create(municipality=town, noted_by=coordinator, who="De bakker")
    idea = IdeaFactory.create(waiting=True, municipality=town, title="Een kas op het plein")
    ClaimCode.objects.create(idea=idea, digest="x", made_by=coordinator, expires_at=clock.now())
    asked = HelpRequest.everywhere.create(municipality=town, asker=coordinator, kind=HelpKind.values[0], text="Help")
    HelpEntry.objects.create(request=asked, side=HelpSide.DESK, author=coordinator, text="Zo kan het.")
    found = said(town)
    for line in (
        "Veranderde de instellingen van de site|Instellingen",
        "Maakte een buurt of gaf die een andere naam|Zuid",
        "Stopte een buurt|Zuid",
        "Noteerde iemand om langs te gaan|De bakker",
        "Maakte een brief met een code|Een kas op het plein",
        "Beantwoordde een hulpvraag|een algemene vraag",
    ):
        assert found.count(line) == 1, line
    assert len(lines(town, person=coordinator.pk)) == len(found) - 1  # nobody gave the role of coordinator


def test_who_has_a_part_of_the_desk_reads_it_without_what_is_not_theirs(
    coordinator: User, desk: Client, town: Municipality
) -> None:
    HeardIdeaFactory.create(municipality=town, noted_by=coordinator, who="De bakker")
    printer = somebody(Role.INITIATIVE, town, name="Dele Gaat")
    memberships.appoint(actor=coordinator, user=printer, municipality=town, role=Role.COACH)
    helps_at_desk(printer, town, DeskPart.PRINT)
    there = reverse("coordinator:logbook")
    theirs, ours = (client.get(there).content.decode() for client in (at_site(town, printer), desk))
    assert "Noteerde iemand om langs te gaan" in theirs and "De bakker" not in theirs and "De bakker" in ours
    assert "Dele Gaat" in theirs
    person = reverse("coordinator:person", args=[printer.pk])
    assert person not in theirs and person in ours


def test_what_happened_at_a_table_is_told_as_what_it_was(coordinator: User, town: Municipality) -> None:
    """Not each line of a table is a step that it took."""
    table = TableFactory.create(idea=IdeaFactory.create(published=True, municipality=town, title="Een kas"))
    for kind in (TimelineKind.COACH, TimelineKind.MEETING, TimelineKind.NEWS, TimelineKind.BACK, TimelineKind.STOPPED):
        StepChange.objects.create(
            table=table, from_step=6, to_step=6, kind=kind, role=ActorRole.COORDINATOR, actor=coordinator
        )
    assert [one.partition("|")[0] for one in said(town) if one.endswith("|Een kas")] == [
        "De tafel is gestopt",
        "De tafel ging terug naar stap 6: Doen!",
        "De tafel vertelde hoe het gaat",
        "Er is een bijeenkomst gepland",
        "Een coach begeleidt deze tafel",
    ]


def test_what_pinners_and_owners_do_is_not_done_at_the_desk(town: Municipality) -> None:
    idea = IdeaFactory.create(published=True, municipality=town)
    ReviewEntry.objects.create(idea=idea, kind=ReviewKind.SUBMITTED, role=ReviewRole.PINNER, actor=idea.owner)
    StepChange.objects.create(
        table=TableFactory.create(idea=idea), from_step=1, to_step=2, role=ActorRole.OWNER, actor=idea.owner
    )
    assert lines(town) == []


def test_nothing_of_next_door(coordinator: User, town: Municipality, beside: Municipality) -> None:
    idea = IdeaFactory.create(published=True, municipality=beside)
    ReviewEntry.objects.create(idea=idea, kind=ReviewKind.APPROVED, role=ReviewRole.COORDINATOR, actor=coordinator)
    helps_at_desk(somebody(Role.INITIATIVE, beside), beside, DeskPart.PRINT)
    Invitation.objects.create(municipality=beside, email="x@buurt.example", role=Role.COACH, expires_at=clock.now())
    memberships.give(actor=coordinator, user=coordinator, municipality=beside, role=Role.COACH)
    assert [entry.line.what for entry in lines(town)] == ["Gaf een rol: Coördinator"]


def did(town: Municipality, actor: User, at: timedelta) -> str:
    """As what somebody shows who acted that long ago, or from now."""
    idea = IdeaFactory.create(published=True, municipality=town)
    moment = clock.now() + at
    ReviewEntry.objects.create(
        idea=idea, kind=ReviewKind.QUESTION, role=ReviewRole.COORDINATOR, actor=actor, created_at=moment
    )
    [entry] = [entry for entry in lines(town) if entry.at == moment]
    return f"{entry.who.name}, {entry.who.as_what}"


class TestAsWhat:
    DAY = timedelta(days=1)

    def test_what_somebody_was_at_that_moment(self, town: Municipality) -> None:
        person = somebody(Role.INITIATIVE, town, name="Dele Gaat")
        start, now = clock.now() - 10 * self.DAY, clock.now()
        Membership.objects.filter(user=person).update(started_at=start)
        DeskShare.objects.create(
            user=person, municipality=town, starts_on=(now - 5 * self.DAY).date(), ends_on=(now - 3 * self.DAY).date()
        )
        Membership.objects.create(
            user=person, municipality=town, role=Role.COORDINATOR, started_at=now - 2 * self.DAY, ended_at=now
        )
        assert did(town, person, -8 * self.DAY) == "Dele Gaat, lid van de initiatiefgroep"
        assert did(town, person, -4 * self.DAY) == "Dele Gaat, vervanger"
        assert did(town, person, -1 * self.DAY) == "Dele Gaat, coördinator"
        assert did(town, person, 1 * self.DAY) == "Dele Gaat, lid van de initiatiefgroep"

    def test_who_ended_their_own_role_did_it_in_that_role(self, coordinator: User, town: Municipality) -> None:
        somebody(Role.COORDINATOR, town)
        memberships.end(actor=coordinator, membership_id=coordinator.memberships.get().pk, municipality=town)
        assert lines(town)[0].who.as_what == "coördinator"

    def test_an_operator_shows_by_role_alone(self, town: Municipality) -> None:
        operator = UserFactory.create(operator=True)
        Membership.objects.filter(user=operator).update(started_at=clock.now() - self.DAY)
        assert did(town, operator, -timedelta(hours=1)) == ", beheerder"

    def test_somebody_of_next_door_shows_without_name_or_role(self, town: Municipality, beside: Municipality) -> None:
        assert did(town, somebody(Role.COORDINATOR, beside, name="Nel Naast"), timedelta()) == ", "


class TestPages:
    def test_no_line_is_lost_or_doubled_at_one_moment(self, coordinator: User, town: Municipality) -> None:
        moment = clock.now() - timedelta(days=1)
        idea = IdeaFactory.create(published=True, municipality=town)
        for _number in range(5):
            ReviewEntry.objects.create(
                idea=idea, kind="question", role=ReviewRole.COORDINATOR, actor=coordinator, created_at=moment
            )
            CallBack.objects.create(name="Bep", phone="06", municipality=town, done_at=moment, done_by=coordinator)
            Invitation.objects.create(
                municipality=town,
                email=f"a{_number}@buurt.example",
                role=Role.COACH,
                created_at=moment,
                expires_at=moment,
                invited_by=coordinator,
            )
        whole, seen, after = lines(town), [], ""
        for _page in range(20):
            with scope.tenant(town):
                page = logbook.entries(town, after=after, size=3)
            seen += page.items
            after = page.next
            if not after:
                break
        assert len(whole) == 16
        assert seen == whole

    @pytest.mark.parametrize("after", ["x", "1-review", "99999999999999999-review-1", "1-re view-2", "9" * 16 + "-a-1"])
    def test_a_mangled_key_is_the_first_page(self, desk: Client, after: str) -> None:
        assert desk.get(reverse("coordinator:logbook"), {"na": after}).status_code == 200

    def test_of_one_person(self, desk: Client, coordinator: User, town: Municipality, beside: Municipality) -> None:
        other = somebody(Role.COORDINATOR, town)
        memberships.give(actor=other, user=other, municipality=town, role=Role.AMBASSADOR)
        assert {entry.who.pk for entry in lines(town, person=other.pk)} == {other.pk}
        shown = desk.get(reverse("coordinator:logbook"), {"wie": other.pk}).content.decode()
        assert "Gaf een rol: Ambassadeur" in shown
        outsider = somebody(Role.COACH, beside, name="Nel Naast")
        for wie in (outsider.pk, "x"):
            assert "Gaf een rol: Ambassadeur" in desk.get(reverse("coordinator:logbook"), {"wie": wie}).content.decode()
