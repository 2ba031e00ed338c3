"""Opening and ending while somebody else decides: over connections of their own."""

import pytest

from aantafel.accounts.models import User
from aantafel.core.errors import DomainError
from aantafel.outbox.models import OutgoingMail
from ideas.enums import ReviewRole
from ideas.lifecycle import State
from ideas.models import Idea, IdeaTally, MunicipalityNotice
from ideas.services.whose_desk import OtherDesk
from movement.models import SiteEntry
from movement.services.hand_over import Report, end_site, open_site
from municipalities.models import Instance, Municipality
from tables.models import Table
from tables.services import publish
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.support.at_once import at_once
from tests.support.meanwhile import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_operators_open_once(site: Instance, town: Municipality, operator: User) -> None:
    IdeaFactory.create(waiting=True, municipality=town)
    other = UserFactory.create(operator=True)
    reports = at_once(
        lambda: open_site(actor=operator, instance_id=site.pk), lambda: open_site(actor=other, instance_id=site.pk)
    )
    assert sorted(report.changed for report in reports) == [False, True]
    assert SiteEntry.objects.count() == 1
    assert OutgoingMail.objects.filter(kind="ideas/at_local_desk").count() == 1
    assert OutgoingMail.objects.filter(kind="movement/site_opened").count() == 1


def test_the_operator_who_was_first_publishes_and_the_site_opens_after_that(
    site: Instance, town: Municipality, operator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    idea = IdeaFactory.create(waiting=True, municipality=town)
    published, opened = meanwhile(
        monkeypatch,
        "review:site",
        lambda: publish(actor=operator, idea_id=idea.pk),
        lambda: open_site(actor=operator, instance_id=site.pk),
    )
    assert isinstance(published, Table)
    assert isinstance(opened, Report) and opened.changed
    assert IdeaTally.objects.get(idea=idea).threshold == 50
    assert MunicipalityNotice.objects.filter(idea=idea).count() == 1
    assert not OutgoingMail.objects.filter(kind="ideas/at_local_desk").exists()
    assert OutgoingMail.objects.filter(kind="tables/site_opened").count() == 1


def test_an_operator_who_was_later_finds_the_idea_at_the_other_desk(
    site: Instance, town: Municipality, operator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    idea = IdeaFactory.create(waiting=True, municipality=town)
    opened, refused = meanwhile(
        monkeypatch,
        "hand_over:passed_on",
        lambda: open_site(actor=operator, instance_id=site.pk),
        lambda: publish(actor=operator, idea_id=idea.pk),
    )
    assert isinstance(opened, Report) and opened.changed
    assert isinstance(refused, OtherDesk)
    assert Idea.everywhere.get().status is State.WAITING
    assert not Table.everywhere.exists()


def test_a_coordinator_decides_while_the_site_ends(
    site: Instance, town: Municipality, operator: User, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = IdeaFactory.create_batch(2, waiting=True, municipality=town)
    open_site(actor=operator, instance_id=site.pk)
    published, ended = meanwhile(
        monkeypatch,
        "review:site",
        lambda: publish(actor=coordinator, idea_id=first.pk, role=ReviewRole.COORDINATOR),
        lambda: end_site(actor=operator, instance_id=site.pk, reason="Klaar."),
    )
    assert isinstance(published, Table)
    assert isinstance(ended, Report) and ended.changed
    assert IdeaTally.objects.get(idea=first).threshold == 0
    with pytest.raises(OtherDesk):
        publish(actor=coordinator, idea_id=second.pk, role=ReviewRole.COORDINATOR)
    assert publish(actor=operator, idea_id=second.pk).idea_id == second.pk


def test_ending_first_keeps_the_coordinator_from_deciding(
    site: Instance, town: Municipality, operator: User, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    idea = IdeaFactory.create(waiting=True, municipality=town)
    open_site(actor=operator, instance_id=site.pk)
    ended, refused = meanwhile(
        monkeypatch,
        "hand_over:passed_on",
        lambda: end_site(actor=operator, instance_id=site.pk, reason="Klaar."),
        lambda: publish(actor=coordinator, idea_id=idea.pk, role=ReviewRole.COORDINATOR),
    )
    assert isinstance(ended, Report)
    assert isinstance(refused, OtherDesk)
    assert Idea.everywhere.get().status is State.WAITING


def test_opening_while_everybody_publishes_never_locks_up(site: Instance, town: Municipality, operator: User) -> None:
    ideas = IdeaFactory.create_batch(6, waiting=True, municipality=town)

    def decide(pk: int) -> str:
        try:
            publish(actor=operator, idea_id=pk)
        except DomainError:
            return "late"
        return "done"

    def open_it() -> str:
        return "opened" if open_site(actor=operator, instance_id=site.pk).changed else "late"

    answers = at_once(*[lambda pk=idea.pk: decide(pk) for idea in ideas], open_it)
    assert answers[-1] == "opened"
    assert answers.count("done") == Table.everywhere.count() == IdeaTally.objects.filter(threshold=50).count()
    assert answers.count("late") == Idea.everywhere.in_review().count()
