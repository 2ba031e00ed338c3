"""A name out of what a table itself tells: shown first where it stands, then out of all of it."""

import pytest
from django.test import Client
from django.urls import reverse

from aantafel.accounts.models import User
from aantafel.core import clock
from tables.enums import ActorRole, TimelineKind, WordKind
from tables.models import (
    AgendaPart,
    CoreAnswer,
    CoreAnswerVersion,
    Effect,
    Evaluation,
    News,
    OwnerWord,
    StepChange,
    Table,
)
from tables.road import timeline
from tables.services import names_out, variants
from tests.factories.accounts import UserFactory
from tests.factories.ideas import owner_of
from tests.factories.minutes import meeting_of, minutes_of, published
from tests.factories.plans import action_of, variant_of
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

SAID = "Henk en de huismeester beheren de schuur. Henkie niet."
LEFT = "[…] en de huismeester beheren de schuur. Henkie niet."


@pytest.fixture
def table() -> Table:
    return TableFactory.create()


@pytest.fixture
def owner(table: Table) -> User:
    return owner_of(table.idea)


@pytest.fixture
def browser(owner: User) -> Client:
    client = Client()
    client.force_login(owner)
    return client


@pytest.fixture
def word(table: Table) -> OwnerWord:
    """With the line on the timeline that tells of it."""
    word = OwnerWord.objects.create(table=table, round=1, kind=WordKind.UPKEEP, reason=SAID, role=ActorRole.OWNER)
    StepChange.objects.create(
        table=table, kind=TimelineKind.WORD, to_step=table.step, role=ActorRole.OWNER, note=SAID, word=word
    )
    return word


def page(table: Table) -> str:
    return reverse("tables:take_name", args=[table.pk])


def notes(table: Table) -> list[str]:
    return [one.text for one in timeline.moments(table) if one.text]


def test_it_shows_first_where_it_stands(table: Table, word: OwnerWord, browser: Client) -> None:
    answer = browser.post(page(table), {"words": "henk"})
    assert answer.status_code == 200
    assert answer.content.decode().count("<mark>Henk</mark>") == 2
    word.refresh_from_db()
    assert word.reason == SAID


def test_it_goes_out_of_every_text_of_the_table(table: Table, word: OwnerWord, browser: Client) -> None:
    news = News.everywhere.create(table=table, text=SAID, role=ActorRole.OWNER)
    variant = variant_of(table, group="Henk, Noor")
    action = action_of(table, text="Bel Henk")
    back = Evaluation.everywhere.create(table=table, round=1, lessons=SAID, published_at=clock.now())
    effect = Effect.everywhere.create(evaluation=back, text="Meer plek", known_by="Henk telde")
    assert browser.post(page(table), {"words": "Henk", "take_out": "1"}).status_code == 302
    for row in (word, news, variant, action, back, effect):
        row.refresh_from_db()
    assert (word.reason, news.text, variant.group) == (LEFT, LEFT, "[…], Noor")
    assert (action.text, back.lessons, effect.known_by) == ("Bel […]", LEFT, "[…] telde")
    assert LEFT in notes(table)


def test_it_goes_out_of_meetings_agendas_and_the_four_questions(table: Table, browser: Client) -> None:
    meeting = meeting_of(table, place="Bij Henk", bring="De sleutel van Henk")
    part = AgendaPart.everywhere.create(meeting=meeting, position=1, minutes=10, title="Henk vertelt")
    answer = CoreAnswer.everywhere.create(
        table=table, question="waarom", text=SAID, public_text=SAID, changed_as="owner"
    )
    earlier = CoreAnswerVersion.objects.create(answer=answer, number=1, text=SAID, role="owner")
    assert browser.post(page(table), {"words": "Henk", "take_out": "1"}).status_code == 302
    for row in (meeting, part, answer, earlier):
        row.refresh_from_db()
    assert (meeting.place, meeting.bring, part.title) == ("Bij […]", "De sleutel van […]", "[…] vertelt")
    assert (answer.text, answer.public_text, earlier.text) == (LEFT, LEFT, LEFT)


def test_a_form_that_was_open_does_not_bring_it_back(table: Table, owner: User) -> None:
    variant = variant_of(table, group="Henk, Noor")
    seen = variant.changed_at
    names_out.take_out(actor=owner, table_id=table.pk, words="Henk", role=ActorRole.OWNER)
    with pytest.raises(variants.Changed):
        variants.change(variant_id=variant.pk, table_id=table.pk, seen=seen, title=variant.title, group="Henk, Noor")


def test_the_button_takes_out_what_was_looked_for(table: Table, word: OwnerWord, browser: Client) -> None:
    """Whatever is typed in the field meanwhile: the button has the words that it showed."""
    html = browser.post(page(table), {"words": "Henk"}).content.decode()
    (form,) = [one for one in html.split("<form")[1:] if 'name="take_out"' in one.split("</form>")[0]]
    assert '<input type="hidden" name="words" value="Henk">' in form and 'id="id_words"' not in form.split("</form>")[0]


def test_the_timeline_keeps_that_it_was_done_and_not_what(table: Table, word: OwnerWord, owner: User) -> None:
    lines = StepChange.objects.filter(table=table).count()
    alive = table.alive_at
    names_out.take_out(actor=owner, table_id=table.pk, words="Henk", role=ActorRole.OWNER)
    line = StepChange.objects.filter(table=table).latest("pk")
    assert (line.kind, line.note, line.role) == (TimelineKind.TAKEN_OUT, "", ActorRole.OWNER)
    assert StepChange.objects.filter(table=table).count() == lines + 1
    assert "Er is een naam uit de teksten van de tafel gehaald" in [one.title for one in timeline.moments(table)]
    table.refresh_from_db()
    assert table.alive_at == alive, "it tells nothing of how the table goes"


@pytest.mark.parametrize("words", ["Joost", "h", ""])
def test_what_stands_nowhere_is_said(table: Table, word: OwnerWord, browser: Client, words: str) -> None:
    for more in ({}, {"take_out": "1"}):
        assert browser.post(page(table), {"words": words, **more}).status_code == 422
    assert not StepChange.objects.filter(table=table, kind=TimelineKind.TAKEN_OUT).exists()


def test_another_table_keeps_its_words(table: Table, word: OwnerWord, owner: User) -> None:
    other = News.everywhere.create(table=TableFactory.create(), text=SAID, role=ActorRole.OWNER)
    names_out.take_out(actor=owner, table_id=table.pk, words="Henk", role=ActorRole.OWNER)
    other.refresh_from_db()
    assert other.text == SAID


def test_it_leads_to_the_minutes_in_which_it_stands_too(table: Table, browser: Client) -> None:
    meeting = meeting_of(table)
    published(minutes_of(meeting, said="Henk vroeg naar stoelen."))
    answer = browser.post(page(table), {"words": "Henk"})
    assert answer.status_code == 422
    assert reverse("tables:minutes_take_out", args=[table.pk, meeting.number]) in answer.content.decode()


def test_who_took_it_out_is_led_to_the_minutes_that_have_it_still(
    table: Table, browser: Client, word: OwnerWord
) -> None:
    meeting = meeting_of(table)
    published(minutes_of(meeting, said="Henk vroeg naar stoelen."))
    answer = browser.post(page(table), {"words": "Henk", "take_out": "1"}, follow=True)
    assert answer.redirect_chain == [(reverse("tables:minutes_take_out", args=[table.pk, meeting.number]), 302)]
    assert "Het staat nog in het verslag van:" in answer.content.decode()


def test_for_who_organises_alone(table: Table) -> None:
    client = Client()
    client.force_login(UserFactory.create())
    assert client.post(page(table), {"words": "Henk"}).status_code == 404
