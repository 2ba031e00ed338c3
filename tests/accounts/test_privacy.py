"""One's own data: all of it to take along, and none of it left behind."""

from functools import partial
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from aantafel.accounts.enums import Capacity
from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import IntentionKind, SupportKind
from ideas.models import CallBack, FreeMeeting, Idea, MunicipalityNotice, ReviewEntry
from ideas.services import (
    confirm,
    hiding,
    idea_merge,
    intentions,
    letters,
    likes,
    marks,
    notes,
    pass_on,
    reactions,
    support,
    talks,
)
from tables.models import Table
from tables.services import publish
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, SupportFactory
from tests.factories.reactions import ReactionFactory, report_of
from tests.factories.tables import TableFactory
from tests.factories.voice import VoiceMessageFactory

pytestmark = pytest.mark.django_db

MARK = "Zwaluwstaart"


@pytest.fixture
def person(client: Client) -> User:
    user = UserFactory.create(email="zwaluwstaart@buurt.example", name=f"{MARK} Voorbeeld")
    client.force_login(user)
    return user


def pin_everything(person: User) -> Idea:
    """Ideas of every kind with a mark in every personal text, and a mail about each step."""
    IdeaFactory.create(waiting=True, owner=person, title=f"Idee van {MARK}", pinner__name=f"{MARK} Voorbeeld")
    public = IdeaFactory.create(
        published=True, owner=person, role=f"buurman {MARK}", interest=MARK, pinner__name=f"{MARK} Voorbeeld"
    )
    told = IdeaFactory.create(
        waiting=True,
        owner=person,
        interest=MARK,
        municipality__email="post@gemeente.example",
        title="Wat de gemeente hoorde",
    )
    publish(actor=UserFactory.create(operator=True), idea_id=told.pk)
    CallBack.objects.create(idea=public, name=f"{MARK} Voorbeeld", phone="0612345678")
    TableFactory.create(idea=public)
    ReviewEntry.objects.create(idea=public, kind="answer", role="pinner", actor=person, text=f"Bel {MARK}")
    take_part(person, public)
    at_the_desk(person, public)
    return public


def at_the_desk(person: User, own: Idea) -> None:
    """What a desk writes about the person's ideas, and what the person does at a desk."""
    assert own.municipality is not None
    colleague = UserFactory.create()
    notes.add(actor=colleague, idea_id=own.pk, text=f"Gebeld met {MARK}.")
    talks.plan(
        actor=colleague, idea_id=own.pk, way="place", where=f"Bij {MARK} thuis", starts_at=clock.now(), note=MARK
    )
    other = IdeaFactory.create(published=True, municipality=own.municipality)
    idea_merge.propose(actor=colleague, stays_id=other.pk, goes_id=own.pk, reason=f"Zei {MARK}.")
    waiting = Idea.everywhere.get(title=f"Idee van {MARK}")
    pass_on.propose(actor=colleague, idea_id=waiting.pk, target=own.municipality, reason=f"Wil {MARK}.")
    notes.add(actor=person, idea_id=other.pk, text="Leuk idee.")
    told = IdeaFactory.create(waiting=True, municipality=own.municipality, owner=None, channel="phone")
    letters.make_code(actor=person, idea=told, sheet=uuid4())
    VoiceMessageFactory.create(municipality=own.municipality, email=person.email, name=MARK, origin=f"Zei {MARK}.")
    marks.take(actor=person, municipality=own.municipality, subjects=[("idea", other.pk)])


def take_part(person: User, own: Idea) -> None:
    """Everything that a person can do around ideas, their own and others', with the mark wherever they type."""
    other = IdeaFactory.create(published=True)
    assert other.municipality is not None
    FreeMeeting.objects.create(
        idea=other, municipality=other.municipality, threshold=50, reached_at=clock.now(), way="mail"
    )
    User.objects.filter(pk=person.pk).update(home_municipality=other.municipality)
    person.refresh_from_db()
    likes.like(actor=person, idea_id=other.pk)
    joining = {"text": MARK, "capacity": "resident", "role": f"buur {MARK}", "interest": MARK, "shares_email": True}
    support.bring(actor=person, idea_id=other.pk, kind=SupportKind.JOIN, typed=joining)
    asked = SupportFactory.create(idea=own, kind=SupportKind.QUESTION)
    support.reply(actor=person, support_id=asked.pk, text=f"Bel {MARK}")
    says = partial(reactions.react, capacity=Capacity.RESIDENT)
    head = says(actor=person, idea_id=other.pk, text=f"Ik ben {MARK}.")
    says(actor=UserFactory.create(), idea_id=other.pk, text="Dag.", to=head.pk)
    says(actor=person, idea_id=other.pk, text=f"En ik ben ook {MARK}.", to=head.pk)
    operator = UserFactory.create(operator=True)
    hiding.hide(actor=operator, reaction_id=head.pk, reason=f"Hier staat {MARK}.")
    hiding.object_to_hiding(actor=person, reaction_id=head.pk, text=f"Ik heet {MARK}.")
    report_of(head, quoted=head.text, email="melder@buurt.example")
    report_of(ReactionFactory.create(), text=f"Over {MARK}", email=person.email)
    intentions.mean(
        kind=IntentionKind.REACTION,
        idea=other,
        email=person.email,
        name=f"{MARK} Voorbeeld",
        client="192.0.2.7",
        language="nl",
        data={"text": f"Later, {MARK}", "capacity": "resident"},
    )


def empty_tables() -> list[str]:
    """Kinds of rows about ideas that there are none of: of those, the tests below would prove nothing."""
    models = apps.get_app_config("ideas").get_models()
    return [model.__name__ for model in models if not model._base_manager.exists()]


def traces_of_the_person() -> list[str]:
    """Every column of every table that still holds the mark, whatever its case; the search index too."""
    found = []
    tables = set(connection.introspection.table_names())
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields if model._meta.db_table in tables else ():
            question = f'SELECT count(*) FROM "{model._meta.db_table}" WHERE "{field.column}"::text ILIKE %s'
            with connection.cursor() as cursor:
                cursor.execute(question, [f"%{MARK}%"])
                row = cursor.fetchone()
            if row and row[0]:
                found.append(f"{model._meta.label}.{field.column}")
    return found


def test_the_download_holds_what_the_site_knows(client: Client, person: User) -> None:
    public = pin_everything(person)
    response = client.get(reverse("accounts:download"))
    assert response.headers["Content-Disposition"].startswith("attachment")
    data = response.json()
    assert data["account"]["email"] == person.email
    assert {idea["title"] for idea in data["ideas"]} == {public.title, f"Idee van {MARK}", "Wat de gemeente hoorde"}
    assert any(entry["text"] == f"Bel {MARK}" for idea in data["ideas"] for entry in idea["history"])
    assert data["likes"][0]["municipality__name"] == str(person.home_municipality)
    assert {said["text"] for said in data["reactions"]} == {f"Ik ben {MARK}.", f"En ik ben ook {MARK}."}
    lines = [(line["kind"], line["text"]) for said in data["reactions"] for line in said["history"]]
    assert lines == [("hidden", f"Hier staat {MARK}."), ("objected", f"Ik heet {MARK}.")]
    assert data["waits_for_a_code"][0]["data"]["text"] == f"Later, {MARK}"
    assert "last_visit" in data["account"]
    assert [note["text"] for note in data["notes_of_the_desk"]] == [f"Gebeld met {MARK}."]
    assert [note["text"] for note in data["notes_that_you_wrote"]] == ["Leuk idee."]
    assert (len(data["conversations"]), len(data["lines_that_you_took_up"])) == (1, 1)
    assert (len(data["proposals_to_put_together"]), len(data["proposals_to_pass_on"])) == (1, 1)


def test_erasing_leaves_the_public_idea_and_no_trace_of_the_person(client: Client, person: User) -> None:
    public = pin_everything(person)
    client.post(reverse("accounts:sign_in"), {"email": person.email})
    assert traces_of_the_person()
    assert empty_tables() == []
    response = client.post(reverse("accounts:erase"), {"ideas": "keep", "sure": "on"})
    assert response.headers["Location"] == reverse("accounts:erased")
    assert client.get(reverse("accounts:erased")).status_code == 200
    assert {idea.title for idea in Idea.everywhere.all()} >= {public.title, "Wat de gemeente hoorde"}
    assert not Idea.everywhere.filter(title=f"Idee van {MARK}").exists()
    assert Table.everywhere.count() == 2
    notice = MunicipalityNotice.objects.get()
    assert notice.way == "form"  # the mail had not gone out yet: telling the municipality is a task by hand now
    assert traces_of_the_person() == []
    assert "_auth_user_id" not in client.session


def test_erasing_may_take_the_ideas_along(client: Client, person: User) -> None:
    own = pin_everything(person)
    others = Idea.everywhere.exclude(owner=person).count()
    client.post(reverse("accounts:erase"), {"ideas": "erase", "sure": "on"})
    assert not Idea.everywhere.filter(pk=own.pk).exists()
    assert Idea.everywhere.count() == others
    assert not Table.everywhere.exists()
    assert traces_of_the_person() == []


def test_other_sessions_of_the_person_end(client: Client, person: User) -> None:
    phone = Client()
    phone.force_login(person)
    client.post(reverse("accounts:erase"), {"ideas": "keep", "sure": "on"})
    assert phone.get(reverse("ideas:overview")).status_code == 302


def test_nothing_happens_without_the_tick(client: Client, person: User) -> None:
    assert client.get(reverse("accounts:erase")).status_code == 200
    assert client.post(reverse("accounts:erase"), {"ideas": "keep"}).status_code == 422
    assert User.objects.filter(pk=person.pk).exists()


def test_an_operator_hands_over_first(client: Client) -> None:
    operator = UserFactory.create(operator=True)
    client.force_login(operator)
    assert client.post(reverse("accounts:erase"), {"ideas": "keep", "sure": "on"}).status_code == 422
    assert User.objects.filter(pk=operator.pk).exists()


def test_a_helper_leaves_the_idea_of_the_other(client: Client, person: User) -> None:
    idea = IdeaFactory.create(published=True, owner=None, pinner__helper=person, pinner__helper_name=MARK)
    client.post(reverse("accounts:erase"), {"ideas": "erase", "sure": "on"})
    assert Idea.everywhere.filter(pk=idea.pk).exists()
    assert traces_of_the_person() == []


def test_a_helper_leaves_the_mail_and_the_draft_of_the_other_too(client: Client, person: User) -> None:
    idea = IdeaFactory.create(
        unconfirmed=True, pinner__email="oma@buurt.example", pinner__helper_name=MARK, pinner__helper_email=person.email
    )
    confirm.confirm_help(person, str(idea.key))
    IdeaFactory.create(unconfirmed=True, pinner__helper_name=MARK, pinner__helper_email=person.email)
    assert traces_of_the_person()
    client.post(reverse("accounts:erase"), {"ideas": "keep", "sure": "on"})
    assert traces_of_the_person() == []
