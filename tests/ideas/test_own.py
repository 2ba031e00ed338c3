"""What the pinner sees and does afterwards."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.core.errors import WrongState
from aantafel.outbox.models import OutgoingMail
from ideas import notifications, sketch
from ideas.lifecycle import EDGES, State, may
from ideas.models import Idea, ReviewEntry
from ideas.services import own, pictures, retention
from tables.services import publish
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, owner_of
from tests.factories.municipalities import MunicipalityFactory, PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client: Client) -> User:
    user = UserFactory.create()
    client.force_login(user)
    return user


def photo() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.effect_noise((400, 300), 50).convert("RGB").save(out, "JPEG")
    return SimpleUploadedFile("tuin.jpg", out.getvalue(), content_type="image/jpeg")


def ask(client: Client, idea: Idea, slug: str, data: dict[str, Any]) -> Any:
    return client.post(reverse("ideas:sketch", args=[idea.key, slug]), data)


def test_the_sketch_goes_question_by_question(client: Client, owner: User) -> None:
    idea = IdeaFactory.create(waiting=True, owner=owner)
    answers: dict[str, dict[str, Any]] = {
        "ontstaan": {"origin": "Ik kom er elke dag langs.\n\n\n\nEn dan denk ik: zonde."},
        "mensen": {"people": "Buren en een hovenier."},
        "aanpak": {"approach": ""},
        "thema": {"theme": "groen"},
        "foto": {"picture": photo(), "picture_description": "Een kaal grasveld"},
        "plek": {"place": "Achter de bibliotheek"},
        "wonen-of-werken": {"relation": "lives", "other": ""},
        "hoedanigheid": {"capacity": "professional", "role": "hovenier", "interest": "Ik verdien er niets aan."},
        "naam": {"name_display": "first"},
    }
    assert list(answers) == [question.slug for question in sketch.QUESTIONS]
    for slug, data in answers.items():
        assert client.get(reverse("ideas:sketch", args=[idea.key, slug])).status_code == 200
        response = ask(client, idea, slug, data)
        assert response.status_code == 302, response.content.decode()
        following = sketch.after(slug)
        expected = (
            reverse("ideas:sketch", args=[idea.key, following.slug])
            if following
            else reverse("ideas:mine", args=[idea.pk])
        )
        assert response.headers["Location"] == expected
    idea = Idea.everywhere.select_related("owner").get()
    assert idea.origin == "Ik kom er elke dag langs.\n\nEn dan denk ik: zonde."
    assert (idea.theme, idea.capacity, idea.role) == ("groen", "professional", "hovenier")
    assert idea.shown_name == owner.name.split(" ")[0]
    assert idea.picture.name.startswith("pictures/")
    assert "tuin" not in idea.picture.name


def test_going_on_starts_at_the_first_open_question(client: Client, owner: User) -> None:
    idea = IdeaFactory.create(waiting=True, owner=owner, origin="Zomaar")
    response = client.get(reverse("ideas:sketch_start", args=[idea.key]))
    assert response.headers["Location"] == reverse("ideas:sketch", args=[idea.key, "mensen"])


def test_a_picture_without_description_need_not_be_chosen_again(client: Client, owner: User) -> None:
    idea = IdeaFactory.create(waiting=True, owner=owner)
    response = ask(client, idea, "foto", {"picture": photo(), "picture_description": ""})
    assert response.status_code == 422
    idea.refresh_from_db()
    assert idea.picture
    assert ask(client, idea, "foto", {"picture_description": "Een kaal grasveld"}).status_code == 302
    idea.refresh_from_db()
    assert idea.picture
    assert ask(client, idea, "foto", {"remove": "on", "picture_description": "x"}).status_code == 302
    idea.refresh_from_db()
    assert not idea.picture


def test_a_drawing_gets_its_own_answer(client: Client, owner: User) -> None:
    idea = IdeaFactory.create(waiting=True, owner=owner)
    drawing = SimpleUploadedFile("x.svg", b"<svg onload='alert(1)'/>", content_type="image/svg+xml")
    response = ask(client, idea, "foto", {"picture": drawing})
    assert response.status_code == 422
    assert "SVG" in response.content.decode()


def test_the_idea_may_move_to_where_one_works_until_it_is_on_the_site(client: Client, owner: User) -> None:
    work = MunicipalityFactory.create(name="Zutphen")
    PlaceFactory.create(name="Warnsveld", municipality=work)
    idea = IdeaFactory.create(waiting=True, owner=owner)
    ask(client, idea, "wonen-of-werken", {"relation": "lives", "other": "Warnsveld"})
    idea.refresh_from_db()
    assert (idea.municipality, idea.relation) == (work, "works")
    public = IdeaFactory.create(published=True, owner=owner)
    before = public.municipality
    ask(client, public, "wonen-of-werken", {"relation": "works", "other": "Warnsveld"})
    public.refresh_from_db()
    assert public.municipality == before


def test_a_change_on_the_site_shows_its_date_and_leaves_a_trace(client: Client, owner: User) -> None:
    idea = IdeaFactory.create(published=True, owner=owner)
    ask(client, idea, "idee", {"title": "Een bankje met een afdak bij de halte"})
    idea.refresh_from_db()
    assert idea.changed_at is not None
    history = apps.get_model("ideas", "IdeaEvent").objects
    assert history.filter(pgh_obj=idea, title="Een bankje met een afdak bij de halte").exists()
    assert ReviewEntry.objects.filter(idea=idea, kind="changed").count() == 1
    own.change(actor=owner, idea=idea, title=idea.title)
    assert ReviewEntry.objects.filter(idea=idea, kind="changed").count() == 1


def test_what_was_changed_more_than_once_on_a_day_is_told_once(client: Client, owner: User) -> None:
    idea = IdeaFactory.create(waiting=True, owner=owner)
    for _ in range(3):
        ReviewEntry.objects.create(idea=idea, kind="changed")
    with clock.frozen(clock.now() + timedelta(days=1)):
        ReviewEntry.objects.create(idea=idea, kind="changed")
    shown = client.get(reverse("ideas:mine", args=[idea.pk])).content.decode()
    assert shown.count("<strong>Gewijzigd</strong>") == 2


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
def test_what_has_ended_cannot_be_changed(client: Client, owner: User, state: str) -> None:
    idea = IdeaFactory.create(owner=owner, **{state: True})
    response = ask(client, idea, "idee", {"title": "Toch nog een andere zin"})
    assert response.status_code == 422
    assert "Toch nog een andere zin" in response.content.decode()
    assert Idea.everywhere.get().title == idea.title


def test_answering_puts_it_back_at_its_place_in_the_queue(client: Client, owner: User) -> None:
    idea = IdeaFactory.create(asked=True, owner=owner)
    waited_since = idea.submitted_at
    response = client.post(reverse("ideas:write_back", args=[idea.pk]), {"text": "Voor iedereen."})
    assert response.status_code == 302
    idea.refresh_from_db()
    assert (idea.status, idea.submitted_at) == (State.WAITING, waited_since)
    assert idea.review_entries.get(kind="answer").text == "Voor iedereen."


def test_disagreeing_with_a_refusal_brings_it_back(client: Client, owner: User) -> None:
    idea = IdeaFactory.create(refused=True, owner=owner)
    client.post(reverse("ideas:write_back", args=[idea.pk]), {"text": "Het gaat niet om één persoon."})
    idea.refresh_from_db()
    assert idea.status is State.WAITING
    assert idea.review_entries.filter(kind="objected").count() == 1


def test_withdrawing_asks_first_and_takes_it_off_the_site(client: Client, owner: User) -> None:
    idea = IdeaFactory.create(published=True, owner=owner)
    page = reverse("ideas:withdraw", args=[idea.pk])
    assert client.get(page).status_code == 200
    idea.refresh_from_db()
    assert idea.is_public
    client.post(page)
    idea.refresh_from_db()
    assert idea.status is State.WITHDRAWN
    assert OutgoingMail.objects.filter(kind="ideas/withdrawn").count() == 1
    assert client.post(page).headers["Location"] == reverse("ideas:mine", args=[idea.pk])


def test_others_do_not_get_in(client: Client, owner: User) -> None:
    idea = IdeaFactory.create(waiting=True)
    for name in ("mine", "write_back", "withdraw"):
        assert client.get(reverse(f"ideas:{name}", args=[idea.pk])).status_code == 404
        assert client.post(reverse(f"ideas:{name}", args=[idea.pk])).status_code in {404, 405}
    for url in (reverse("ideas:pinned", args=[idea.key]), reverse("ideas:sketch", args=[idea.key, "plek"])):
        assert client.get(url).status_code == 404
        assert Client().get(url).status_code == 302


@pytest.mark.parametrize("state", ["waiting", "asked", "published", "refused", "withdrawn"])
def test_the_page_says_what_happens_next(client: Client, owner: User, state: str) -> None:
    idea = IdeaFactory.create(owner=owner, **{state: True})
    page = client.get(reverse("ideas:mine", args=[idea.pk])).content.decode()
    assert "Wat er nu gebeurt" in page
    assert client.get(reverse("ideas:overview")).status_code == 200


def test_overview_asks_the_same_of_the_database_for_one_and_for_many(
    client: Client, owner: User, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    IdeaFactory.create(waiting=True, owner=owner)
    client.get(reverse("ideas:overview"))  # the first page of a visit notes that it began
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("ideas:overview"))
    IdeaFactory.create_batch(3, waiting=True, owner=owner)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("ideas:overview"))
    assert len(one) == len(many) <= 16


@pytest.mark.parametrize("current", list(State))
@pytest.mark.parametrize("target", list(State))
def test_only_the_drawn_edges_exist(current: State, target: State) -> None:
    from django.db import transaction

    from ideas.services import states

    idea = IdeaFactory.create(state=current.value, **_dates(current))
    dates = {"published_at": idea.created_at, "submitted_at": idea.created_at}
    with transaction.atomic():
        locked = states.lock(idea.pk)
        if may(current, target):
            states.move(locked, target, **dates)
            assert Idea.everywhere.get().status is target
        else:
            with pytest.raises(WrongState):
                states.move(locked, target, **dates)
            assert target not in EDGES[current]


def _dates(state: State) -> dict[str, Any]:
    from aantafel.core import clock

    return {"submitted_at": clock.now(), "published_at": clock.now() if state is State.PUBLISHED else None}


def test_a_picture_that_goes_is_gone(
    client: Client, owner: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    idea = IdeaFactory.create(waiting=True, owner=owner)
    names = []
    for data in ({"picture": photo()}, {"picture": photo()}, {"remove": "on"}):
        with django_capture_on_commit_callbacks(execute=True):
            ask(client, idea, "foto", {"picture_description": "Een kaal grasveld", **data})
        idea.refresh_from_db()
        names.append(idea.picture.name)
    assert names[0] != names[1] != ""
    assert not any(default_storage.exists(name) for name in names[:2])


def test_erasing_an_idea_takes_every_picture_along(
    client: Client, owner: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    idea = IdeaFactory.create(waiting=True, owner=owner)
    for _ in range(2):  # without callbacks: the first file stays behind, as after a crash between commit and removal
        ask(client, idea, "foto", {"picture": photo(), "picture_description": "Een kaal grasveld"})
    idea.refresh_from_db()
    names = pictures.all_of(idea)
    assert len([name for name in names if default_storage.exists(name)]) == 2
    with django_capture_on_commit_callbacks(execute=True):
        retention.erase(idea)
    assert not any(default_storage.exists(name) for name in names)


def test_a_sketch_that_comes_too_late_stays_on_the_screen(
    client: Client, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    idea = IdeaFactory.create(waiting=True, owner=owner)

    def too_late(**_kwargs: object) -> bool:
        raise own.NoLongerChangeable

    monkeypatch.setattr(own, "change", too_late)
    response = ask(client, idea, "ontstaan", {"origin": "Een lang verhaal."})
    assert response.status_code == 422
    assert "Een lang verhaal." in response.content.decode()


def test_what_can_no_longer_change_offers_no_form(client: Client, owner: User) -> None:
    idea = IdeaFactory.create(refused=True, owner=owner)
    response = client.get(reverse("ideas:sketch", args=[idea.key, "ontstaan"]))
    assert response.headers["Location"] == reverse("ideas:mine", args=[idea.pk])


def test_on_the_site_an_idea_stays_in_its_municipality(owner: User) -> None:
    idea = IdeaFactory.create(published=True, owner=owner)
    with pytest.raises(own.StaysWhereItIs):
        own.change(actor=owner, idea=idea, municipality=MunicipalityFactory.create())
    assert own.change(actor=owner, idea=idea, municipality=idea.municipality, origin="Nieuw")


def test_withdrawing_twice_leads_to_the_idea(client: Client, owner: User) -> None:
    idea = IdeaFactory.create(published=True, owner=owner)
    address = reverse("ideas:withdraw", args=[idea.pk])
    assert client.post(address).headers["Location"] == client.post(address).headers["Location"]
    assert ReviewEntry.objects.filter(idea=idea, kind="withdrawn").count() == 1


def test_a_municipality_never_hears_of_an_idea_that_was_taken_back(owner: User) -> None:
    idea = IdeaFactory.create(waiting=True, owner=owner, municipality__email="post@gemeente.example")
    publish(actor=UserFactory.create(operator=True), idea_id=idea.pk)
    own.withdraw(actor=owner, idea=idea)
    assert OutgoingMail.objects.get(kind="tables/published_municipality").state == "cancelled"


def test_an_idea_without_a_person_can_still_be_taken_back(owner: User) -> None:
    idea = IdeaFactory.create(published=True, owner=None, pinner=None)
    own.withdraw(actor=UserFactory.create(operator=True), idea=idea)
    idea.refresh_from_db()
    assert idea.status is State.WITHDRAWN


def test_an_idea_that_was_erased_a_moment_ago_says_so(owner: User) -> None:
    idea = IdeaFactory.create(waiting=True, owner=owner)
    Idea.everywhere.filter(pk=idea.pk).delete()
    with pytest.raises(WrongState):
        own.change(actor=owner, idea=idea, origin="Te laat")


def test_lines_count_once_as_the_browser_counts_them(client: Client, owner: User) -> None:
    idea = IdeaFactory.create(waiting=True, owner=owner)
    typed = "\r\n".join(["x" * 99] * 20)  # 1999 characters on the screen
    assert ask(client, idea, "ontstaan", {"origin": typed}).status_code == 302


def test_it_says_how_many_questions_there_are(client: Client) -> None:
    """In the mail as a number of its own, so this fails when there come to be more."""
    idea = IdeaFactory.create(waiting=True)
    client.force_login(owner_of(idea))
    said = f"{len(sketch.QUESTIONS)} korte vragen"
    assert said in client.get(reverse("ideas:pinned", args=[idea.key])).content.decode()
    notifications.received(idea)
    assert said in OutgoingMail.objects.get(kind="ideas/received").body_text
