"""The coaches of the world's local site: profiles, questions to them, and who wants to become one."""

import uuid
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from aantafel.accounts.enums import Role
from aantafel.accounts.models import User
from aantafel.core import clock
from coaches.enums import ApplicationState, MatchRole, MatchState, Moment, ProfilePart, Quality
from coaches.models import CoachProfile, MatchMessage
from ideas.models import Idea
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.coaches import CoachApplicationFactory, CoachProfileFactory, MatchFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import NeighbourhoodFactory, somebody
from tests.factories.tables import TableFactory


def coaches(town: Municipality, coach: User, delegate: User, other: User) -> dict[str, Any]:
    """`coach` has a profile, is asked for one idea and guides another, which `delegate` pinned; `other` applied."""
    profile = CoachProfileFactory.create(
        user=coach,
        municipality=town,
        themes=["samen", "groen"],
        qualities=[Quality.LISTENS, Quality.CALM],
        moments=[Moment.MON_EVE, Moment.SAT_AM],
        public_parts=ProfilePart.values,
        tables_at_once=3,
    )
    profile.neighbourhoods.add(NeighbourhoodFactory.create(municipality=town, name="Tafelzicht"))
    more = [_coach(town, "Lies Luister"), _coach(town, "Vera Vraag", tables_at_once=1), _coach(town, "Rik Rust")]
    CoachProfile.everywhere.filter(pk=more[2].pk).update(paused_from=clock.today())
    learning = CoachProfileFactory.create(
        municipality=town, in_training=True, user=somebody(Role.COACH, town, name="Nina Nieuw")
    )
    asked = MatchFactory.create(idea=_idea(town, "Een bankje bij het gemaal", None), coach=profile)
    MatchMessage.objects.create(match=asked, side="coach", author=coach, text="Is er al een plek voor het bankje?")
    guided = MatchFactory.create(
        idea=_idea(town, "Een koffiekar op de markt", delegate), coach=profile, accepted=True, shares_contact_coach=True
    )
    MatchFactory.create(idea=guided.idea, coach=learning, role=MatchRole.ALONG)
    declined = MatchFactory.create(idea=asked.idea, coach=more[0], declined=True)
    waiting = CoachApplicationFactory.create(
        municipality=town, user=other, themes=["zorg"], moments=[Moment.TUE_EVE], phone="0600000009"
    )
    invited = CoachApplicationFactory.create(
        municipality=town,
        user=UserFactory.create(name="Ine Interesse"),
        state=ApplicationState.INVITED,
        talk_at=clock.now() + timedelta(days=5),
        talk_where="In de bibliotheek",
    )
    return {
        "coach_profile": profile.pk,
        "portrait": _portrait(profile),
        "learning_coach": str(learning),
        "free_coach": more[1].pk,
        "free_coach_name": str(more[1]),
        "asked_idea": asked.idea.pk,
        "asked_match": asked.pk,
        "asked_match_key": str(asked.key),
        "asked_match_title": asked.idea.title,
        "guided_idea": guided.idea.pk,
        "guided_title": guided.idea.title,
        "guided_match": guided.pk,
        "guided_match_key": str(guided.key),
        "declined_match": declined.pk,
        "application": waiting.pk,
        "applicant": waiting.name,
        "applicant_why": waiting.why,
        "invited_application": invited.pk,
        "applicant_name": invited.name,
    }


def crowd_of_coaches(town: Municipality, count: int) -> None:
    """As many more coaches who can be asked and show themselves, matches of one idea, and applications."""
    idea = Idea.everywhere.get(title="Een bankje bij het gemaal")
    guided = CoachProfile.everywhere.get(user__email="koos.coach@tafeldam.example")
    for number in range(count):
        profile = _coach(town, f"Coach Nummer{number}", public_parts=ProfilePart.values, themes=["samen"])
        MatchFactory.create(idea=idea, coach=profile, state=MatchState.WITHDRAWN)
        MatchFactory.create(idea=_idea(town, f"Een fontein op plein {number}", None), coach=guided, accepted=True)
        CoachApplicationFactory.create(municipality=town)
        stopped = CoachProfileFactory.create(municipality=town, ended_at=clock.now())
        MatchFactory.create(idea=_idea(town, f"Een klok op plein {number}", None), coach=stopped, accepted=True)


def _portrait(profile: CoachProfile) -> str:
    """A small photo of our own; returns its name in the address."""
    content = BytesIO()
    Image.new("RGB", (400, 400), (120, 150, 190)).save(content, "JPEG")
    name = f"{uuid.uuid4().hex}.jpg"
    profile.picture.storage.save(f"portraits/{name}", ContentFile(content.getvalue()))
    CoachProfile.everywhere.filter(pk=profile.pk).update(picture=f"portraits/{name}")
    return name


def _coach(town: Municipality, name: str, **fields: Any) -> CoachProfile:
    made: CoachProfile = CoachProfileFactory.create(municipality=town, user=UserFactory.create(name=name), **fields)
    return made


def _idea(town: Municipality, title: str, owner: User | None) -> Idea:
    who = {"owner": owner} if owner else {}
    idea: Idea = IdeaFactory.create(published=True, sketched=True, municipality=town, title=title, **who)
    TableFactory.create(idea=idea)
    return idea
