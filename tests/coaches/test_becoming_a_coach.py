"""From the public page to a profile: applying with a code, the talk, the decision, and parts that are off."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import Membership, User
from aantafel.accounts.permissions import is_coach
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from coaches.models import CoachApplication, CoachProfile
from coaches.services import applications
from municipalities.models import Instance
from tests.coaches.conftest import Place, make_place
from tests.factories.accounts import UserFactory
from tests.factories.coaches import CoachApplicationFactory
from tests.support.heard import title
from tests.support.local import at_site

pytestmark = pytest.mark.django_db
EMAIL = "ine@buurt.example"


@pytest.fixture
def here() -> Place:
    return make_place()


def told(**fields: Any) -> dict[str, Any]:
    return {"name": "Ine Interesse", "why": "Ik luister graag.", "themes": ["zorg"], "moments": ["2-eve"], **fields}


def kinds() -> list[str]:
    return list(OutgoingMail.objects.order_by("pk").values_list("kind", flat=True))


def test_signed_out_the_application_waits_for_the_code(here: Place) -> None:
    visitor = at_site(here.town)
    asked = visitor.post(reverse("coaches:apply"), told(email=EMAIL))
    kept = CoachApplication.everywhere.get()
    assert (kept.state, kept.user, kept.email) == ("unconfirmed", None, EMAIL)
    assert kinds() == ["accounts/sign_in"]
    desk = at_site(here.town, here.coordinator)
    assert "Ine" not in desk.get(reverse("coordinator:applications")).content.decode()
    code = OutgoingMail.objects.get().secret
    done = visitor.post(asked.headers["Location"], {"code": code})
    assert done.headers["Location"] == reverse("coaches:applied")
    kept.refresh_from_db()
    user = User.objects.get(email=EMAIL)
    assert (kept.state, kept.user, kept.email, user.name) == ("new", user, "", "Ine Interesse")
    assert kinds()[1:] == ["coaches/application_received", "coaches/application_new"]
    assert "Ine Interesse" in desk.get(reverse("coordinator:applications")).content.decode()


def test_the_wrong_address_is_corrected_with_all_that_was_typed(here: Place) -> None:
    visitor = at_site(here.town)
    asked = visitor.post(reverse("coaches:apply"), told(email=EMAIL))
    kept = CoachApplication.everywhere.get()
    back = reverse("coaches:apply") + f"?terug={kept.key}"
    assert back in visitor.get(asked.headers["Location"]).content.decode()
    form = visitor.get(back).context["form"]
    assert (form["why"].value(), form["moments"].value(), form["email"].value()) == (
        "Ik luister graag.",
        ["2-eve"],
        EMAIL,
    )
    assert visitor.get(reverse("coaches:apply") + "?terug=x").context["form"]["why"].value() is None


def test_signed_in_it_is_there_at_once_and_may_be_changed(here: Place) -> None:
    user = UserFactory.create(name="Ine Interesse")
    browser = at_site(here.town, user)
    for why in ("Ik luister graag.", "Ik luister heel graag."):
        assert browser.post(reverse("coaches:apply"), told(why=why)).status_code == 302
    assert CoachApplication.everywhere.get(user=user).why == "Ik luister heel graag."
    assert browser.get(reverse("coaches:apply")).context["form"]["why"].value() == "Ik luister heel graag."
    assert kinds().count("coaches/application_new") == 1


def test_taking_it_back_and_applying_again(here: Place) -> None:
    browser = at_site(here.town, UserFactory.create())
    browser.post(reverse("coaches:apply"), told())
    for _ in range(2):
        assert browser.post(reverse("coaches:applied")).status_code == 302
    assert CoachApplication.everywhere.get().state == "withdrawn"
    browser.post(reverse("coaches:apply"), told())
    assert CoachApplication.everywhere.waiting().count() == 1


def test_a_coach_need_not_apply(here: Place) -> None:
    browser = at_site(here.town, here.coach.user)
    assert "Je bent hier al coach." in browser.get(reverse("coaches:apply")).content.decode()
    late = browser.post(reverse("coaches:apply"), told())
    assert late.status_code == 422 or "Je bent hier al coach." in late.content.decode()
    assert not CoachApplication.everywhere.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Typ je naam."),
        ({"why": " "}, "Vertel in een paar zinnen waarom je coach wilt worden."),
        ({"email": "geen adres"}, "Dit is geen heel e-mailadres."),
        ({"phone": "bel maar"}, "Dit is geen heel telefoonnummer."),
        ({"moments": ["8-eve"]}, "8-eve"),
    ],
)
def test_bad_input_gets_a_sentence(here: Place, fields: dict[str, Any], words: str) -> None:
    response = at_site(here.town).post(reverse("coaches:apply"), told(email=EMAIL) | fields)
    assert response.status_code == 422 and words in response.content.decode()


def test_what_nobody_confirms_goes_and_what_was_decided_too_in_time(here: Place) -> None:
    at_site(here.town).post(reverse("coaches:apply"), told(email=EMAIL))
    CoachApplicationFactory.create(municipality=here.town, state="refused", decided_at=clock.now())
    assert applications.erase_old() == 0
    with clock.frozen(clock.now() + timedelta(days=2)):
        assert applications.erase_old() == 1
    with clock.frozen(clock.now() + timedelta(days=366)):
        assert applications.erase_old() == 1
    assert not CoachApplication.everywhere.exists()


def test_what_nobody_decides_goes_after_a_year(here: Place) -> None:
    CoachApplicationFactory.create(municipality=here.town)
    CoachApplicationFactory.create(municipality=here.town, state="invited")
    with clock.frozen(clock.now() + timedelta(days=364)):
        assert applications.erase_old() == 0
    with clock.frozen(clock.now() + timedelta(days=366)):
        assert applications.erase_old() == 2


def test_applying_once_more_signed_out_changes_the_one_that_waits(here: Place) -> None:
    waiting = CoachApplicationFactory.create(
        municipality=here.town, user__email=EMAIL, state="invited", talk_at=clock.now(), talk_where="Hier", note="Fijn."
    )
    visitor = at_site(here.town)
    asked = visitor.post(reverse("coaches:apply"), told(email=EMAIL, why="Ik heb meer tijd."))
    code = OutgoingMail.objects.get(kind="accounts/sign_in").secret
    done = visitor.post(asked.headers["Location"], {"code": code})
    assert done.headers["Location"] == reverse("coaches:applied")
    found = CoachApplication.everywhere.get()
    assert (found.pk, found.state, found.note, found.why) == (waiting.pk, "invited", "Fijn.", "Ik heb meer tijd.")
    assert found.talk_at == waiting.talk_at
    assert kinds() == ["accounts/sign_in"]


def test_a_code_after_the_day_says_to_do_it_again(here: Place) -> None:
    visitor = at_site(here.town)
    asked = visitor.post(reverse("coaches:apply"), told(email=EMAIL))
    CoachApplication.everywhere.all().delete()
    late = visitor.post(asked.headers["Location"], {"code": OutgoingMail.objects.get().secret})
    assert "We bewaarden je aanmelding een dag." in late.content.decode()


class TestAtTheDesk:
    @pytest.fixture
    def waiting(self, here: Place) -> CoachApplication:
        made: CoachApplication = CoachApplicationFactory.create(
            municipality=here.town, themes=["zorg"], moments=["2-eve"], user__name="Ine Interesse"
        )
        return made

    @pytest.fixture
    def desk(self, here: Place) -> Client:
        return at_site(here.town, here.coordinator)

    def url(self, waiting: CoachApplication) -> str:
        return reverse("coordinator:application", args=[waiting.pk])

    def test_invited_and_moved_with_a_mail_each_time(self, desk: Client, waiting: CoachApplication) -> None:
        day = clock.today() + timedelta(days=4)
        data = {"do": "invite", "day": str(day), "at": "19:30", "where": "In de bibliotheek"}
        for at in ("19:30", "19:30", "20:00"):
            assert desk.post(self.url(waiting), {**data, "at": at}).status_code == 302
        assert kinds() == ["coaches/application_talk"] * 2
        assert "om 19:30 uur" in OutgoingMail.objects.first().body_text  # type: ignore[union-attr]
        waiting.refresh_from_db()
        assert waiting.state == "invited"
        assert "In de bibliotheek" in desk.get(self.url(waiting)).content.decode()

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"day": "2020-01-01"}, "Deze dag is voorbij."),
            ({"at": "laat"}, "Kies een hele tijd"),
            ({"where": ""}, "Zeg waar het is"),
        ],
    )
    def test_a_talk_has_a_day_a_time_and_a_place(
        self, desk: Client, waiting: CoachApplication, fields: dict[str, str], words: str
    ) -> None:
        data = {"do": "invite", "day": str(clock.today()), "at": "19:30", "where": "Hier", **fields}
        response = desk.post(self.url(waiting), data)
        assert response.status_code == 422 and words in response.content.decode()
        assert title(response).startswith("Fout: ")
        assert not kinds()

    def test_a_note_is_for_the_desk_alone(self, desk: Client, here: Place, waiting: CoachApplication) -> None:
        desk.post(self.url(waiting), {"do": "note", "note": "Kent de wijk goed."})
        assert "Kent de wijk goed." in desk.get(self.url(waiting)).content.decode()
        own = at_site(here.town, waiting.user).get(reverse("coaches:applied")).content.decode()
        assert "Kent de wijk" not in own and waiting.why in own

    def test_accepted_means_role_profile_and_welcome(
        self, desk: Client, here: Place, waiting: CoachApplication
    ) -> None:
        assert desk.post(self.url(waiting), {"do": "accept"}).status_code == 302
        user = waiting.user
        assert user is not None and is_coach(user, here.town.pk)
        assert Membership.objects.get(user=user).given_by == here.coordinator
        profile = CoachProfile.everywhere.get(user=user)
        assert (profile.themes, profile.moments, profile.is_trained) == (["zorg"], ["2-eve"], False)
        assert kinds() == ["coaches/welcome"]
        again = desk.post(self.url(waiting), {"do": "refuse", "reason": "Toch niet."})
        assert again.status_code == 409 and "intussen beantwoord" in again.content.decode()

    def test_refused_with_the_reason(self, desk: Client, here: Place, waiting: CoachApplication) -> None:
        assert desk.post(self.url(waiting), {"do": "refuse", "reason": ""}).status_code == 422
        assert desk.post(self.url(waiting), {"do": "refuse", "reason": "We hebben er nu genoeg."}).status_code == 302
        assert "We hebben er nu genoeg." in OutgoingMail.objects.get().body_text
        own = at_site(here.town, waiting.user).get(reverse("coaches:applied")).content.decode()
        assert "We hebben er nu genoeg." in own

    def test_next_door_it_does_not_exist(self, desk: Client) -> None:
        elsewhere = CoachApplicationFactory.create()
        for call in (desk.get, desk.post):
            assert call(self.url(elsewhere), {"do": "accept"}).status_code == 404
        assert not CoachProfile.everywhere.filter(user=elsewhere.user).exists()

    def test_what_waits_for_its_code_does_not_exist_yet(self, desk: Client, here: Place) -> None:
        hidden = CoachApplicationFactory.create(municipality=here.town, user=None, name="Ine", state="unconfirmed")
        assert desk.get(self.url(hidden)).status_code == 404


@pytest.mark.parametrize(
    ("route", "switch"), [("become", "become_coach"), ("apply", "become_coach"), ("shown", "coaches_shown")]
)
def test_a_part_that_is_off_says_so_and_takes_nothing(here: Place, route: str, switch: str) -> None:
    url = reverse(f"coaches:{route}")
    visitor = at_site(here.town)
    assert visitor.get(url).status_code == 200
    Instance.objects.update(switches={switch: False})
    assert visitor.get(url).status_code == 404
    assert visitor.post(url, told(email=EMAIL)).status_code in (404, 405)
    assert not CoachApplication.everywhere.exists()


def test_visitors_see_of_a_coach_what_they_show_and_no_more(here: Place) -> None:
    CoachProfile.everywhere.update(themes=["groen"], qualities=["listens"], public_parts=["name", "qualities"])
    shown = at_site(here.town).get(reverse("coaches:shown")).content.decode()
    assert "Koos" in shown and "Luistert goed" in shown
    for hidden in ("Groen en natuur", here.coach.about, "Koos Coach", here.coach.user.email):
        assert hidden not in shown
    beside = make_place("Buurdam")
    assert "Luistert goed" not in at_site(beside.town).get(reverse("coaches:shown")).content.decode()


def test_time_number_of_tables_and_training_are_for_the_team_until_the_coach_shows_them(here: Place) -> None:
    CoachProfile.everywhere.update(moments=["2-eve"], tables_at_once=3, public_parts=["name"])
    words = ("Heeft tijd op:", "dinsdagavond", "Tafels tegelijk:", "Training:")
    url = reverse("coaches:shown")
    text = at_site(here.town).get(url).content.decode()
    assert not any(word in text for word in words)
    browser = at_site(here.town, here.coach.user)
    data: dict[str, Any] = {"languages": ["nl"], "tables_at_once": "3", "moments": ["2-eve"]}
    data["public_parts"] = ["moments", "tables", "training"]
    assert browser.post(reverse("coach:profile"), data).status_code == 302
    text = at_site(here.town).get(url).content.decode()
    assert all(word.lower() in text.lower() for word in words), text


def test_the_coach_changes_the_own_profile(here: Place) -> None:
    browser = at_site(here.town, here.coach.user)
    url = reverse("coach:profile")
    data = {"languages": ["nl", "ar"], "tables_at_once": "4", "public_parts": ["languages"], "about": "Nieuw hier."}
    assert browser.post(url, data).status_code == 302
    here.coach.refresh_from_db()
    assert (here.coach.languages, here.coach.tables_at_once, here.coach.about) == (["nl", "ar"], 4, "Nieuw hier.")
    assert "Arabisch" in at_site(here.town).get(reverse("coaches:shown")).content.decode()
    wrong = browser.post(url, {**data, "tables_at_once": "40"})
    assert wrong.status_code == 422 and "Nieuw hier." in wrong.content.decode()


def test_who_stopped_has_no_profile_to_change(here: Place) -> None:
    Membership.objects.filter(user=here.coach.user).update(ended_at=clock.now())
    assert at_site(here.town, here.coach.user).get(reverse("coach:profile")).status_code == 403
