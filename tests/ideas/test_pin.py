"""Pinning: idea first, identity last, and nothing typed is ever lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aantafel.accounts.models import SignInToken, User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from ideas.forms.other_ways import ANSWER_LENGTH
from ideas.lifecycle import State
from ideas.models import CallBack, Idea, Pinner
from ideas.services import desk, retention
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory
from tests.factories.municipalities import MunicipalityFactory, PostcodeFactory
from tests.support.local import at_site

pytestmark = pytest.mark.django_db

TITLE = "Een kruidentuin naast de bibliotheek"


@pytest.fixture
def sneek() -> Municipality:
    municipality = MunicipalityFactory.create(name="Súdwest-Fryslân", code="GM1900")
    PostcodeFactory.create(pc4="8601", municipality=municipality)
    return municipality


def type_idea(client: Client, title: str = TITLE, place: str = "8601 ab", **more: str) -> str:
    response = client.post(reverse("ideas:pin"), {"title": title, "place": place, **more})
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["Location"])


def the_code(kind: str = "accounts/sign_in") -> str:
    return OutgoingMail.objects.filter(kind=kind).latest("pk").secret


def give_identity(client: Client, page: str, email: str = "noor@buurt.example") -> str:
    response = client.post(page, {"name": "Noor Voorbeeld", "email": email})
    assert response.status_code == 302, response.content.decode()
    return str(response.headers["Location"])


def test_from_nothing_to_the_queue(client: Client, sneek: Municipality) -> None:
    identity = type_idea(client)
    idea = Idea.everywhere.get()
    assert (idea.status, idea.municipality, idea.pinner.postcode) == (State.DRAFT, sneek, "8601")
    code_page = give_identity(client, identity)
    idea.refresh_from_db()
    assert idea.status is State.UNCONFIRMED
    assert not User.objects.exists()
    response = client.post(code_page, {"code": the_code()})
    assert response.headers["Location"] == reverse("ideas:pinned", args=[idea.key])
    idea.refresh_from_db()
    owner = User.objects.get()
    assert (idea.status, idea.owner) == (State.WAITING, owner)
    assert (owner.name, owner.home_municipality, owner.home_postcode) == ("Noor Voorbeeld", sneek, "8601")
    assert idea.pinner.email == ""
    assert idea.shown_name == ""  # until she agrees to more
    assert OutgoingMail.objects.filter(kind="ideas/received", to_address=owner.email).count() == 1
    assert client.get(response.headers["Location"]).status_code == 200


def test_confirming_on_another_device_takes_the_idea_along(client: Client, sneek: Municipality) -> None:
    give_identity(client, type_idea(client))
    phone = Client()
    link = reverse("accounts:link", args=[SignInToken.objects.get().key, the_code()])
    response = phone.post(link)
    assert response.headers["Location"] == reverse("ideas:pinned", args=[Idea.everywhere.get().key])
    assert phone.get(response.headers["Location"]).status_code == 200


def test_the_address_of_somebody_else_attaches_nothing(client: Client, sneek: Municipality) -> None:
    victim = UserFactory.create(email="ander@buurt.example")
    give_identity(client, type_idea(client), email=victim.email)
    assert Idea.everywhere.get().owner is None
    assert not Idea.everywhere.of(victim).exists()


def test_a_typo_in_the_address_is_mended_with_a_new_code(client: Client, sneek: Municipality) -> None:
    identity = type_idea(client)
    wrong_page = give_identity(client, identity, email="nor@buurt.example")
    assert reverse("ideas:identity", args=[Idea.everywhere.get().key]) in client.get(wrong_page).content.decode()
    right_page = give_identity(client, identity, email="noor@buurt.example")
    client.post(right_page, {"code": the_code()})
    assert Idea.everywhere.get().owner == User.objects.get(email="noor@buurt.example")
    old = OutgoingMail.objects.get(to_address="nor@buurt.example").secret
    assert Client().post(wrong_page, {"code": old}).status_code == 422
    assert Idea.everywhere.get().owner == User.objects.get(email="noor@buurt.example")


def test_the_draft_is_there_again_by_its_address(client: Client, sneek: Municipality) -> None:
    type_idea(client)
    key = Idea.everywhere.get().key
    page = Client().get(reverse("ideas:pin_draft", args=[key])).content.decode()
    assert TITLE in page
    assert "8601" in page
    Client().post(reverse("ideas:pin_draft", args=[key]), {"title": TITLE + " in Sneek", "place": "8601"})
    assert Idea.everywhere.get().title == TITLE + " in Sneek"


def test_a_confirmed_idea_no_longer_opens_by_its_address(client: Client, sneek: Municipality) -> None:
    code_page = give_identity(client, type_idea(client))
    client.post(code_page, {"code": the_code()})
    key = Idea.everywhere.get().key
    pinned = reverse("ideas:pinned", args=[key])
    for name in ("ideas:pin_draft", "ideas:similar", "ideas:identity"):
        assert Client().get(reverse(name, args=[key])).headers["Location"] == pinned  # an old tab, or the reminder
    assert Client().get(pinned).headers["Location"].startswith(reverse("accounts:sign_in"))
    assert client.get(pinned).status_code == 200
    assert Client().get(reverse("ideas:call_me_back") + f"?concept={key}").status_code == 404


def test_a_code_that_is_sent_twice_by_one_button_leads_on(client: Client, sneek: Municipality) -> None:
    code_page = give_identity(client, type_idea(client))
    client.post(code_page, {"code": the_code()})
    again = client.post(code_page, {"code": the_code()}, follow=True)
    assert again.redirect_chain[-1][0] == reverse("ideas:pinned", args=[Idea.everywhere.get().key])
    assert again.status_code == 200
    assert Client().get(code_page).status_code == 410


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        ({"title": "", "place": "8601"}, "8601"),
        ({"title": TITLE, "place": "Nergenshuizen"}, TITLE),
        ({"title": TITLE, "place": ""}, TITLE),
        ({"title": "x" * 141, "place": "8601"}, "x" * 141),
        ({"title": "kort", "place": "8601"}, "kort"),
    ],
)
def test_what_was_typed_stays_when_something_is_wrong(client: Client, data: dict[str, str], kept: str) -> None:
    response = client.post(reverse("ideas:pin"), data)
    assert response.status_code == 422
    assert kept in response.content.decode()


def test_like_ideas_come_first_unless_they_were_seen_while_typing(client: Client, sneek: Municipality) -> None:
    other = IdeaFactory.create(published=True, title="Kruidentuin bij de bibliotheek van Joure")
    assert "/lijkt-op/" in type_idea(client)
    page = client.get(reverse("ideas:similar", args=[Idea.everywhere.latest("pk").key])).content.decode()
    assert other.title in page
    assert other.get_absolute_url() in page
    assert "/wie/" in type_idea(client, seen=str(other.pk))


def test_while_typing_nothing_is_written(client: Client) -> None:
    IdeaFactory.create(published=True, title="Kruidentuin bij de bibliotheek van Joure")
    page = client.get(reverse("ideas:similar_while_typing"), {"title": TITLE}).content.decode()
    assert "Joure" in page
    assert Idea.everywhere.count() == 1
    assert "csrftoken" not in client.cookies


def test_a_shared_postcode_is_asked_about(client: Client, sneek: Municipality) -> None:
    other = MunicipalityFactory.create(name="De Fryske Marren", code="GM1940")
    PostcodeFactory.create(pc4="8601", municipality=other, rank=2)
    identity = type_idea(client)
    page = client.get(identity).content.decode()
    assert "Súdwest-Fryslân" in page
    assert "De Fryske Marren" in page
    client.post(identity, {"name": "Noor", "email": "noor@buurt.example", "municipality": "GM1940"})
    assert Idea.everywhere.get().municipality == other


def test_for_somebody_without_email(client: Client, sneek: Municipality) -> None:
    identity = type_idea(client) + "?voor=ander"
    data = {"name": "Oma Voorbeeld", "email": "", "helper_name": "Kim Helper", "helper_email": "kim@buurt.example"}
    refused = client.post(identity, data)
    assert refused.status_code == 422
    assert "Oma Voorbeeld" in refused.content.decode()
    code_page = client.post(identity, {**data, "consent": "on"}).headers["Location"]
    done = client.post(code_page, {"code": the_code()})
    idea = Idea.everywhere.get()
    helper = User.objects.get()
    assert (idea.status, idea.owner, idea.pinner.helper) == (State.WAITING, None, helper)
    assert (idea.pinner.name, idea.pinner.consent_how) == ("Oma Voorbeeld", "helper")
    assert client.get(done.headers["Location"]).status_code == 200
    assert client.get(reverse("ideas:mine", args=[idea.pk])).status_code == 200
    assert helper.home_municipality is None  # the place is that of the person helped


def test_for_somebody_with_email_who_takes_it_over(client: Client, sneek: Municipality) -> None:
    identity = type_idea(client) + "?voor=ander"
    data = {
        "name": "Oma Voorbeeld",
        "email": "oma@buurt.example",
        "helper_name": "Kim Helper",
        "helper_email": "kim@buurt.example",
        "consent": "on",
    }
    client.post(client.post(identity, data).headers["Location"], {"code": the_code()})
    idea = Idea.everywhere.get()
    assert OutgoingMail.objects.filter(kind="ideas/entered_for_you", to_address="oma@buurt.example").count() == 1
    grandmother = Client()
    claim = reverse("ideas:claim", args=[idea.key])
    assert grandmother.get(claim).status_code == 200
    code_page = grandmother.post(claim).headers["Location"]
    grandmother.post(code_page, {"code": the_code()})
    idea.refresh_from_db()
    assert idea.owner == User.objects.get(email="oma@buurt.example")
    assert client.get(reverse("ideas:mine", args=[idea.pk])).status_code == 404  # the helper has done their part
    assert grandmother.get(claim).headers["Location"] == reverse("ideas:mine", args=[idea.pk])
    assert Client().get(claim).status_code == client.get(claim).status_code == 404


def test_a_problem_becomes_the_beginning_of_an_idea(client: Client, sneek: Municipality) -> None:
    answers = {"now": "Niemand durft 's avonds door het park.", "others": "", "better": "", "together": ""}
    page = client.post(reverse("ideas:problem"), {**answers, "step": "Samen lantaarns uitzoeken"}).content.decode()
    assert "Samen lantaarns uitzoeken" in page
    assert "Niemand durft &#x27;s avonds door het park." in page
    type_idea(client, title="Samen lantaarns uitzoeken", origin=answers["now"], people="Buren\n\nDe gemeente")
    idea = Idea.everywhere.get()
    assert (idea.origin, idea.people) == (answers["now"], "Buren\n\nDe gemeente")


def test_one_reminder_and_gone_after_fourteen_days(client: Client, sneek: Municipality) -> None:
    give_identity(client, type_idea(client))
    start = timezone.now()
    assert retention.remind_unconfirmed() == 0
    with clock.frozen(start + timedelta(days=4)):
        assert retention.remind_unconfirmed() == 1
        assert retention.remind_unconfirmed() == 0
        assert retention.erase_unconfirmed() == 0
    assert OutgoingMail.objects.filter(kind="ideas/confirm_reminder").count() == 1
    with clock.frozen(start + timedelta(days=15)):
        assert retention.erase_unconfirmed() == 1
    assert not Idea.everywhere.exists()
    from django.apps import apps

    assert not apps.get_model("ideas", "IdeaEvent").objects.exists()


def test_a_draft_of_somebody_who_waits_for_a_call_is_kept(client: Client, sneek: Municipality) -> None:
    type_idea(client)
    idea = Idea.everywhere.get()
    url = reverse("ideas:call_me_back") + f"?concept={idea.key}"
    page = client.get(url).content.decode()
    assert TITLE in page
    response = client.post(url, {"name": "Noor", "phone": "06-12 34 56 78", "place": "8601"})
    assert response.status_code == 302
    assert idea.call_back.phone == "0612345678"
    with clock.frozen(timezone.now() + timedelta(days=20)):
        assert retention.erase_unconfirmed() == 0


def test_a_phone_number_goes_a_month_after_the_call(client: Client) -> None:
    client.post(reverse("ideas:call_me_back"), {"name": "Noor", "phone": "0612345678"})
    CallBack.objects.update(done_at=timezone.now())
    assert retention.erase_calls() == 0
    with clock.frozen(timezone.now() + timedelta(days=31)):
        assert retention.erase_calls() == 1


def test_what_is_confirmed_at_the_last_moment_stays(client: Client, sneek: Municipality) -> None:
    idea = IdeaFactory.create(waiting=True)
    assert retention._erase_if_unconfirmed(idea.pk) == 0
    assert Idea.everywhere.filter(pk=idea.pk).exists()


@pytest.mark.parametrize("phone", ["12345", "geen", "0612345678901234567", "06 bel mij"])
def test_a_wrong_phone_number_is_explained(client: Client, phone: str) -> None:
    response = client.post(reverse("ideas:call_me_back"), {"name": "Noor", "phone": phone})
    assert response.status_code == 422
    assert phone in response.content.decode()


def test_fifty_from_one_address_pass_and_a_flood_does_not(client: Client, sneek: Municipality) -> None:
    from aantafel.core import ratelimit

    for _ in range(300):
        ratelimit.hit("pin", "127.0.0.1", limit=300, per=timedelta(hours=1))
    response = client.post(reverse("ideas:pin"), {"title": TITLE, "place": "8601"})
    assert response.status_code == 422
    assert TITLE in response.content.decode()


def test_one_connection_cannot_have_codes_sent_to_the_whole_country(client: Client, sneek: Municipality) -> None:
    from aantafel.core import ratelimit

    identity = type_idea(client)
    for _ in range(300):
        ratelimit.hit("identity", "127.0.0.1", limit=300, per=timedelta(hours=1))
    response = client.post(identity, {"name": "Noor", "email": "noor@buurt.example"})
    assert response.status_code == 422
    assert "noor@buurt.example" in response.content.decode()
    assert not OutgoingMail.objects.exists()


def test_who_pins_it_themselves_after_all_is_no_helper(client: Client, sneek: Municipality) -> None:
    identity = type_idea(client)
    data = {"name": "Oma", "helper_name": "Kim", "helper_email": "kim@buurt.example", "consent": "on"}
    client.post(identity + "?voor=ander", data)
    give_identity(client, identity)
    assert (Idea.everywhere.get().channel, Idea.everywhere.get().pinner.helper_email) == ("site", "")


def test_a_call_that_is_asked_for_again_is_open_again(client: Client, sneek: Municipality) -> None:
    type_idea(client)
    idea = Idea.everywhere.get()
    url = reverse("ideas:call_me_back") + f"?concept={idea.key}"
    client.post(url, {"name": "Noor", "phone": "0612345678"})
    operator = UserFactory.create(operator=True)
    desk.close_call(actor=operator, call_id=idea.call_back.pk, outcome="Nam niet op.")
    client.post(url, {"name": "Noor", "phone": "0687654321"})
    call = CallBack.objects.get()
    assert (call.phone, call.done_at, call.done_by, call.outcome) == ("0687654321", None, None, "")


def test_two_long_answers_about_a_problem_still_make_an_idea(client: Client, sneek: Municipality) -> None:
    line = "Woord " * 30 + "\r\n"
    longest = (line * 10).replace("\r\n", "\n").strip()[:ANSWER_LENGTH].replace("\n", "\r\n")
    page = client.post(reverse("ideas:problem"), {"now": longest, "better": longest, "step": "Samen beginnen"})
    assert page.status_code == 200
    story = str(page.context["form"]["origin"].value()).replace("\n", "\r\n")
    type_idea(client, origin=story)
    assert Idea.everywhere.get().origin.count("Woord") > 100


@pytest.mark.parametrize("typed", ["8601AB Sneek", "Markt 1, 8601 AB Sneek", "nl-8601ab", "8601 a b"])
def test_the_letters_of_a_postcode_are_kept_nowhere(client: Client, sneek: Municipality, typed: str) -> None:
    type_idea(client, place=typed)
    pinner = Idea.everywhere.get().pinner
    assert (pinner.postcode, pinner.place_typed) == ("8601", "8601")


def test_a_pin_whose_address_was_erased_does_not_stop_the_reminders(client: Client, sneek: Municipality) -> None:
    for email in ("weg@buurt.example", "noor@buurt.example"):
        give_identity(client, type_idea(client), email=email)
    Pinner.objects.filter(email="weg@buurt.example").update(email="")
    with clock.frozen(timezone.now() + timedelta(days=4)):
        assert retention.remind_unconfirmed() == 1
    assert OutgoingMail.objects.get(kind="ideas/confirm_reminder").to_address == "noor@buurt.example"


def test_an_address_with_a_nought_in_it_is_no_error(client: Client) -> None:
    assert client.get("/ideeen/", {"gemeente": "a\x00b"}, follow=True).status_code == 200
    assert client.get("/tafels/", {"gemeente": "a\x00b"}).status_code == 404


def test_where_the_code_is_asked_for_it_says_that_nothing_is_pinned_yet(client: Client, sneek: Municipality) -> None:
    page = client.get(give_identity(client, type_idea(client))).content.decode()
    assert "Bijna klaar: je idee is nog niet geprikt" in page and "Prik mijn idee" in page
    client.post(reverse("accounts:sign_in"), {"email": "noor@buurt.example"})
    token = SignInToken.objects.get(intent="")
    plain = client.get(reverse("accounts:code", args=[token.key])).content.decode()
    assert "nog niet geprikt" not in plain and "Ga verder" in plain


def test_a_local_site_asks_whether_another_municipality_is_meant(sneek: Municipality) -> None:
    town = InstanceFactory.create(municipality__name="Tafeldam").municipality
    PostcodeFactory.create(pc4="7201", municipality=town)
    question = "Dit idee gaat naar Súdwest-Fryslân, niet naar Tafeldam. Klopt dat?"
    for postcode, asked in (("8601", True), ("7201", False)):
        visitor = at_site(town)
        page = visitor.get(type_idea(visitor, place=postcode)).content.decode()
        assert (question in page) is asked
