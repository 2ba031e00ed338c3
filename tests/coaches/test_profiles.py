"""Becoming and ceasing to be a coach, the own profile, merging, the end of a site, and one's data."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from PIL import Image

from aantafel.accounts.enums import Role
from aantafel.accounts.models import Membership
from aantafel.accounts.services import memberships, privacy
from aantafel.core import clock
from aantafel.core.registry import on_hand_back
from aantafel.outbox.models import OutgoingMail
from aantafel.pages.coordinator import heaps
from coaches.enums import MatchRole, Moment, ProfilePart
from coaches.forms import ProfileForm
from coaches.models import CoachApplication, CoachProfile, Match, MatchMessage
from coaches.services import answers, matches, merge, profiles, states
from coaches.shown import coaches_of
from ideas.models import Idea
from municipalities import scope
from tables.enums import TimelineKind
from tables.models import StepChange
from tests.coaches.conftest import Place
from tests.factories.accounts import UserFactory
from tests.factories.coaches import CoachApplicationFactory, CoachProfileFactory, MatchFactory
from tests.factories.instances import NeighbourhoodFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.tables import TableFactory


def end_role(place: Place) -> None:
    role = Membership.objects.get(user=place.coach.user, role=Role.COACH, ended_at=None)
    memberships.end(actor=place.coordinator, membership_id=role.pk, municipality=place.town)


class TestTheRole:
    def test_with_the_role_comes_a_profile_and_a_welcome(self, place: Place) -> None:
        user = UserFactory.create(name="Nina Nieuw")
        for _ in range(2):
            memberships.give(actor=place.coordinator, user=user, municipality=place.town, role=Role.COACH)
        profile = CoachProfile.everywhere.get(user=user)
        assert not profile.is_trained and profile.ended_at is None
        assert OutgoingMail.objects.filter(kind="coaches/welcome", recipient=user.recipient).count() == 1

    def test_another_role_brings_none(self, place: Place) -> None:
        user = UserFactory.create()
        memberships.give(actor=None, user=user, municipality=place.town, role=Role.READER)
        assert not CoachProfile.everywhere.filter(user=user).exists()

    def test_when_it_ends_what_is_asked_is_taken_back_and_what_runs_ends(self, place: Place) -> None:
        running = MatchFactory.create(idea=place.idea, coach=place.coach, accepted=True)
        asked = MatchFactory.create(idea=place.another_idea(), coach=place.coach)
        end_role(place)
        for match, state in ((running, "ended"), (asked, "withdrawn")):
            match.refresh_from_db()
            assert (match.state, match.end_reason) == (state, "Het werk als coach is hier gestopt.")
        place.coach.refresh_from_db()
        assert place.coach.ended_at is not None
        with pytest.raises(matches.NoLongerCoach):
            matches.ask(actor=place.coordinator, idea_id=place.another_idea().pk, coach_id=place.coach.pk)

    def test_when_it_ends_the_idea_waits_for_another_coach_and_its_pinner_knows(self, place: Place) -> None:
        table = TableFactory.create(idea=place.idea)
        MatchFactory.create(idea=place.idea, coach=place.coach, accepted=True)
        end_role(place)
        assert not coaches_of(place.idea)
        assert StepChange.objects.filter(table=table, kind=TimelineKind.COACH_LEFT).count() == 1
        told = OutgoingMail.objects.get(kind="coaches/ended_pinner")
        assert told.recipient == place.pinner.recipient and "Koos" in told.body_text
        with scope.tenant(place.town):
            assert place.idea in heaps.without_coach(place.town.instance).found

    def test_who_comes_back_has_the_old_profile(self, place: Place) -> None:
        end_role(place)
        memberships.give(actor=None, user=place.coach.user, municipality=place.town, role=Role.COACH)
        place.coach.refresh_from_db()
        assert place.coach.ended_at is None and place.coach.about != ""


def picture() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (900, 500), "teal").save(content, "PNG")
    return SimpleUploadedFile("ik.png", content.getvalue())


class TestTheOwnProfile:
    def form(self, profile: CoachProfile, files: Any = None, **data: Any) -> ProfileForm:
        return ProfileForm({"languages": ["nl"], "tables_at_once": "2", **data}, files, profile=profile)

    def test_little_is_needed(self, place: Place) -> None:
        form = self.form(place.coach)
        assert form.is_valid(), form.errors
        assert form.places() is None
        assert not self.form(place.coach, languages=[]).is_valid()

    @pytest.mark.parametrize("number", ["0", "11", "veel", ""])
    def test_the_number_of_tables_has_bounds(self, place: Place, number: str) -> None:
        form = self.form(place.coach, tables_at_once=number)
        assert form.errors == {"tables_at_once": ["Kies een getal van 1 tot en met 10."]}

    def test_a_rest_ends_after_it_begins(self, place: Place) -> None:
        today = clock.today()
        wrong = self.form(place.coach, paused_from=str(today), paused_until=str(today - timedelta(days=1)))
        assert list(wrong.errors) == ["paused_until"]
        only_end = self.form(place.coach, paused_until=str(today + timedelta(days=3)))
        assert only_end.is_valid() and only_end.values()["paused_from"] == today

    def test_a_photo_is_made_anew_as_a_square(self, place: Place) -> None:
        form = self.form(place.coach, {"picture": picture()})
        assert form.is_valid(), form.errors
        profile = profiles.change(actor=place.coach.user, profile_id=place.coach.pk, **form.values())
        with profile.picture.open() as file, Image.open(file) as image:
            assert (image.format, image.size) == ("JPEG", (400, 400))

    def test_what_is_no_photo_is_refused(self, place: Place) -> None:
        drawing = SimpleUploadedFile("x.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
        assert list(self.form(place.coach, {"picture": drawing}).errors) == ["picture"]

    def test_only_neighbourhoods_of_this_municipality(self, place: Place) -> None:
        here, elsewhere = NeighbourhoodFactory.create(municipality=place.town), NeighbourhoodFactory.create()
        assert not self.form(place.coach, neighbourhoods=[str(elsewhere.pk)]).is_valid()
        both = [here.pk, elsewhere.pk]
        profile = profiles.change(actor=place.coach.user, profile_id=place.coach.pk, neighbourhoods=both)
        assert list(profile.neighbourhoods.all()) == [here]

    def test_nobody_changes_somebody_elses_or_more_than_their_own(self, place: Place) -> None:
        with pytest.raises(states.NoMatch):
            profiles.change(actor=place.coordinator, profile_id=place.coach.pk, about="Ha")
        with pytest.raises(ValueError, match="first_day_on"):
            profiles.change(actor=place.coach.user, profile_id=place.coach.pk, first_day_on=clock.today())

    def test_the_photo_before_is_gone(self, place: Place) -> None:
        name = default_storage.save("portraits/0123456789abcdef0123456789abcdef.jpg", ContentFile(b"x"))
        CoachProfile.everywhere.update(picture=name)
        with transaction.atomic():
            profiles.change(actor=place.coach.user, profile_id=place.coach.pk, picture="")
            profiles.forget([])
        assert not CoachProfile.everywhere.get().picture


def test_a_merger_joins_who_is_a_coach_in_both(place: Place) -> None:
    new = MunicipalityFactory.create()
    there = CoachProfileFactory.create(municipality=new, user=place.coach.user)
    match = MatchFactory.create(idea=place.idea, coach=place.coach, accepted=True)
    mine = CoachApplicationFactory.create(municipality=place.town)
    CoachApplicationFactory.create(municipality=new, user=mine.user)
    for _ in range(2):
        merge.move_coaches(old=place.town, new=new)
    match.refresh_from_db()
    mine.refresh_from_db()
    assert match.coach == there
    assert mine.state == "withdrawn" and mine.decided_at is not None
    assert not CoachProfile.everywhere.filter(municipality=place.town).exists()


def test_when_the_site_ends_open_matches_end_with_a_line_and_profiles_stay(place: Place) -> None:
    running = MatchFactory.create(idea=place.idea, coach=place.coach, accepted=True)
    asked = MatchFactory.create(idea=place.another_idea(), coach=place.coach)
    elsewhere = MatchFactory.create(accepted=True)
    with transaction.atomic():
        lines = on_hand_back.run(municipality=place.town, actor=place.coordinator)
    assert ["2 koppelingen met een coach stoppen."] in lines
    for match, state in ((running, "ended"), (asked, "withdrawn"), (elsewhere, "accepted")):
        match.refresh_from_db()
        assert match.state == state
    running.refresh_from_db()
    assert "De lokale site" in running.end_reason
    place.coach.refresh_from_db()
    assert place.coach.ended_at is None


class TestOnesOwnData:
    def test_is_given_along(self, place: Place) -> None:
        match = MatchFactory.create(idea=place.idea, coach=place.coach)
        answers.ask_back(key=match.key, text="Wanneer begint het?")
        CoachApplicationFactory.create(municipality=place.town, user=place.coach.user, note="Fijn mens.")
        data = privacy.download(actor=place.coach.user)
        assert data["coach_profiles"][0]["about"] == place.coach.about
        assert data["matches"][0]["message"] == match.message
        assert data["said_about_matches"][0]["text"] == "Wanneer begint het?"
        assert data["coach_applications"][0]["note"] == "Fijn mens."
        assert privacy.download(actor=place.pinner)["coaches_of_my_ideas"][0]["state"] == "asked"

    def test_a_coach_who_leaves_ends_what_runs_and_takes_everything_along(self, place: Place) -> None:
        CoachProfile.everywhere.update(shares_contact=True)
        match = MatchFactory.create(idea=place.idea, coach=place.coach)
        answers.accept(actor=place.coach.user, key=match.key)
        CoachApplicationFactory.create(municipality=place.town, user=place.coach.user)
        address = place.coach.user.email
        privacy.erase(actor=place.coach.user, ideas_too=False)
        assert not Match.everywhere.exists() and not CoachProfile.everywhere.exists()
        assert not CoachApplication.everywhere.exists() and not MatchMessage.objects.exists()
        texts = "".join(OutgoingMail.objects.values_list("body_text", flat=True))
        assert address not in texts and "Koos" not in texts
        told = OutgoingMail.objects.get(kind="coaches/ended_desk")
        assert told.state == "queued" and told.subject.startswith("De coach stopt")
        pinner = OutgoingMail.objects.get(kind="coaches/ended_pinner")
        assert pinner.state == "queued" and pinner.body_text

    def test_of_a_pinner_who_leaves_only_the_consent_goes(self, place: Place) -> None:
        match = MatchFactory.create(
            idea=place.idea, coach=place.coach, accepted=True, shares_contact_pinner=True, role=MatchRole.COACH
        )
        answers.share_contact(actor=place.pinner, match_id=match.pk, shares=False)
        answers.share_contact(actor=place.pinner, match_id=match.pk, shares=True)
        privacy.erase(actor=place.pinner, ideas_too=False)
        match.refresh_from_db()
        assert not match.shares_contact_pinner and match.state == "accepted"
        mail = OutgoingMail.objects.get(kind="coaches/contact")
        assert mail.body_text == ""
        assert Idea.everywhere.filter(pk=place.idea.pk, owner=None).exists()


def test_a_name_shows_as_far_as_the_coach_wants(place: Place) -> None:
    place.coach.public_parts = [ProfilePart.THEMES]
    assert place.coach.public_name == ""
    place.coach.public_parts = [ProfilePart.NAME]
    place.coach.user.name_display = "hidden"
    assert place.coach.public_name == "Koos"
    place.coach.user.name_display = "full"
    assert place.coach.public_name == "Koos Coach"
    assert Moment.MON_AM.value == "1-am"
