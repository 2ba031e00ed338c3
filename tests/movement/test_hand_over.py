"""Opening and ending a local site: who may, what goes along, and that nothing of it is lost or done twice."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from aantafel.accounts.enums import Capacity, Role
from aantafel.accounts.models import Membership, User
from aantafel.outbox.models import OutgoingMail
from aantafel.pages.desks import overview, queries
from aantafel.pages.desks.queries import Standing
from ideas.enums import NoticeWay, ReviewRole
from ideas.lifecycle import State
from ideas.models import CallBack, FreeMeeting, Idea, IdeaTally, MunicipalityNotice
from ideas.services import fifty, review
from ideas.services.whose_desk import OtherDesk
from movement import notifications
from movement.models import SiteEntry
from movement.opening import readiness
from movement.services.hand_over import NeverOpened, NotReady, ReasonNeeded, end_site, open_site
from municipalities import scope
from municipalities.enums import InstanceState
from municipalities.models import Instance, Municipality
from tables.models import StepChange, Table
from tables.services import publish
from tests.factories.coaches import MatchFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.instances import InstanceFactory, somebody
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.reactions import ReactionFactory, report_of
from tests.factories.tables import TableFactory
from tests.factories.voice import VoiceMessageFactory

pytestmark = pytest.mark.django_db


def state_of(site: Instance) -> str:
    return Instance.objects.get(pk=site.pk).state


def mails(kind: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=kind).order_by("pk"))


def everything() -> dict[str, list[object]]:
    """Every row of every table of ours, to see that nothing has changed."""
    with connection.cursor() as cursor:
        dump = {}
        for name in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT t::text FROM "{name}" t ORDER BY 1')
            dump[name] = cursor.fetchall()
    return dump


def full_town(town: Municipality) -> None:
    """Something of everything that a hand-over reaches."""
    IdeaFactory.create(waiting=True, municipality=town)
    IdeaFactory.create(asked=True, municipality=town)
    idea = IdeaFactory.create(published=True, municipality=town)
    TableFactory.create(idea=idea)
    TableFactory.create(idea=IdeaFactory.create(published=True, municipality=town, owner=idea.owner))
    report_of(ReactionFactory.create(idea=idea))
    MunicipalityNotice.objects.create(idea=idea, municipality=town, way=NoticeWay.FORM)
    CallBack.objects.create(name="Bep Bellers", phone="0600000000", municipality=town)


# who may open


def test_a_whole_group_with_a_coordinator_opens(site: Instance, operator: User) -> None:
    report = open_site(actor=operator, instance_id=site.pk)
    site.refresh_from_db()
    assert (report.changed, site.state, site.early_reason) == (True, InstanceState.OPEN, "")
    assert site.opened_at is not None


@pytest.mark.parametrize("capacity", Capacity)
def test_without_one_of_the_capacities_it_does_not_open(site: Instance, operator: User, capacity: Capacity) -> None:
    Membership.objects.filter(role=Role.INITIATIVE, capacity=capacity).update(ended_at=site.prepared_at)
    with pytest.raises(NotReady):
        open_site(actor=operator, instance_id=site.pk)
    assert state_of(site) == InstanceState.PREPARING
    assert readiness(site.municipality).missing_capacities == [capacity]


def test_without_a_coordinator_it_does_not_open(site: Instance, operator: User, coordinator: User) -> None:
    coordinator.is_active = False
    coordinator.save()
    with pytest.raises(NotReady):
        open_site(actor=operator, instance_id=site.pk)
    assert not readiness(site.municipality).has_coordinator


def test_people_of_a_neighbour_do_not_count(operator: User) -> None:
    here = InstanceFactory.create(preparing=True)
    there = MunicipalityFactory.create()
    somebody(Role.COORDINATOR, there)
    assert readiness(here.municipality).missing != []
    assert len(readiness(here.municipality).missing) == 4


def test_a_reason_opens_early_and_is_kept(operator: User) -> None:
    site = InstanceFactory.create(preparing=True)
    report = open_site(actor=operator, instance_id=site.pk, reason="De wethouder opent de site zaterdag.")
    site.refresh_from_db()
    assert site.is_open
    assert site.early_reason == "De wethouder opent de site zaterdag."
    assert "Er is nog geen coördinator." in report.lines
    assert SiteEntry.objects.get().text == site.early_reason


# what goes along


def test_reviews_calls_and_reports_leave_the_operator_s_desk_and_come_back(
    site: Instance, town: Municipality, operator: User
) -> None:
    full_town(town)
    elsewhere = IdeaFactory.create(waiting=True)

    def waiting() -> tuple[int, dict[str, int]]:
        with scope.operator():
            rows = len(queries.queue(Standing.WAITING, "").items)
            return rows, {
                work.icon: work.count
                for work in overview.heaps(overview.tallies())
                if work.icon in ("inbox", "phone", "flag")
            }

    before = waiting()
    assert before == (2, {"inbox": 2, "phone": 1, "flag": 1})
    open_site(actor=operator, instance_id=site.pk)
    assert waiting() == (1, {"inbox": 1, "phone": 0, "flag": 0})
    with scope.operator():
        assert [idea.pk for idea in queries.queue(Standing.WAITING, "").items] == [elsewhere.pk]
    end_site(actor=operator, instance_id=site.pk, reason="Niemand heeft nog tijd.")
    assert waiting() == before


def test_pinners_who_wait_hear_who_reads_now(site: Instance, town: Municipality, operator: User) -> None:
    full_town(town)
    IdeaFactory.create(waiting=True)
    open_site(actor=operator, instance_id=site.pk)
    told = mails("ideas/at_local_desk")
    pending = Idea.everywhere.in_review().filter(municipality=town)
    assert {mail.to_address for mail in told} == {idea.owner.email for idea in pending if idea.owner}
    assert len(told) == 2
    assert f"//{site.subdomain}." in told[0].body_text


def test_each_owner_gets_one_mail_about_all_their_tables(site: Instance, town: Municipality, operator: User) -> None:
    full_town(town)
    TableFactory.create(idea=IdeaFactory.create(published=True))
    before = list(Table.everywhere.values_list("pk", "step", "state"))
    open_site(actor=operator, instance_id=site.pk)
    [mail] = mails("tables/site_opened")
    for table in Table.everywhere.filter(municipality=town):
        assert table.idea.title in mail.body_text
        assert f"//{site.subdomain}.testserver{table.get_absolute_url()}" in mail.body_text
    assert (mail.from_name, mail.reply_to) == (site.name, site.contact_email)
    assert list(Table.everywhere.values_list("pk", "step", "state")) == before


def test_coordinators_hear_what_waits(site: Instance, town: Municipality, operator: User, coordinator: User) -> None:
    full_town(town)
    open_site(actor=operator, instance_id=site.pk)
    [mail] = mails("movement/site_opened")
    assert mail.to_address == coordinator.email
    assert "2 ideeën om te lezen" in mail.body_text
    assert "1 persoon om te bellen" in mail.body_text
    assert f"//{site.subdomain}.testserver/coordinator/" in mail.body_text


def test_a_promised_free_meeting_stays(site: Instance, town: Municipality, operator: User) -> None:
    idea = IdeaFactory.create(published=True, municipality=town)
    TableFactory.create(idea=idea)
    tally = IdeaTally.objects.get(idea=idea)
    IdeaTally.objects.filter(pk=tally.pk).update(reached_at=idea.published_at, local=50)
    report = open_site(actor=operator, instance_id=site.pk)
    assert fifty.settle(idea.pk)  # nobody had heard of it yet
    assert FreeMeeting.objects.filter(idea=idea).exists()
    assert IdeaTally.objects.get(idea=idea).threshold == 50
    assert report.changed


# at the local site


def test_a_coordinator_publishes_without_mail_to_the_municipality_or_free_meeting(
    site: Instance, town: Municipality, operator: User, coordinator: User
) -> None:
    idea = IdeaFactory.create(waiting=True, municipality=town)
    open_site(actor=operator, instance_id=site.pk)
    table = publish(actor=coordinator, idea_id=idea.pk, role=ReviewRole.COORDINATOR)
    assert StepChange.objects.get(table=table).role == "coord"
    assert idea.review_entries.get(kind="approved").role == ReviewRole.COORDINATOR
    assert IdeaTally.objects.get(idea=idea).threshold == 0
    assert not MunicipalityNotice.objects.filter(idea=idea).exists()
    assert mails("tables/published_municipality") == mails("tables/published_tips") == []
    [mail] = mails("tables/published_locally")
    assert (mail.from_name, mail.reply_to) == (site.name, site.contact_email)
    assert "coach" in mail.body_text
    assert f"//{site.subdomain}.testserver{table.get_absolute_url()}" in mail.body_text
    assert "//testserver" not in mail.body_text


def test_questions_and_refusals_of_a_coordinator_come_from_the_local_site(
    site: Instance, town: Municipality, operator: User, coordinator: User
) -> None:
    site.sender_name, site.reply_to = "Corrie van Tafeldam", "corrie@tafeldam.example"
    site.save()
    asked, refused = IdeaFactory.create_batch(2, waiting=True, municipality=town)
    open_site(actor=operator, instance_id=site.pk)
    role = ReviewRole.COORDINATOR
    review.ask(actor=coordinator, idea_id=asked.pk, question="Waar is dat?", role=role)
    review.refuse(actor=coordinator, idea_id=refused.pk, reason="Dit is een melding.", role=role)
    for kind, idea in (("ideas/question", asked), ("ideas/refused", refused)):
        [mail] = mails(kind)
        assert (mail.from_name, mail.reply_to) == ("Corrie van Tafeldam", "corrie@tafeldam.example")
        assert f"//{site.subdomain}.testserver/mijn/ideeen/{idea.pk}/" in mail.body_text
        assert "Corrie van Tafeldam" in mail.body_text
        assert [entry.role for entry in idea.review_entries.all()] == [role]


def test_spoken_messages_go_along_in_the_report(site: Instance, town: Municipality, operator: User) -> None:
    VoiceMessageFactory.create(municipality=town)
    report = open_site(actor=operator, instance_id=site.pk, dry_run=True)
    assert "Er wacht 1 gesproken bericht." in [str(line) for line in report.lines]


def test_each_desk_decides_only_about_its_own_ideas(
    site: Instance, town: Municipality, operator: User, coordinator: User
) -> None:
    idea = IdeaFactory.create(waiting=True, municipality=town)

    def refused(actor: User, role: ReviewRole) -> None:
        for decide in (
            lambda: publish(actor=actor, idea_id=idea.pk, role=role),
            lambda: review.ask(actor=actor, idea_id=idea.pk, question="?", role=role),
            lambda: review.refuse(actor=actor, idea_id=idea.pk, reason="Nee", role=role),
        ):
            with pytest.raises(OtherDesk):
                decide()

    refused(coordinator, ReviewRole.COORDINATOR)
    open_site(actor=operator, instance_id=site.pk)
    refused(operator, ReviewRole.OPERATOR)
    end_site(actor=operator, instance_id=site.pk, reason="Klaar.")
    refused(coordinator, ReviewRole.COORDINATOR)
    idea.refresh_from_db()
    assert idea.status is State.WAITING


# ending, and again


def test_ending_needs_a_reason_that_coordinators_read(site: Instance, operator: User, coordinator: User) -> None:
    with pytest.raises(NeverOpened):
        end_site(actor=operator, instance_id=site.pk, reason="Toch niet.")
    open_site(actor=operator, instance_id=site.pk)
    with pytest.raises(ReasonNeeded):
        end_site(actor=operator, instance_id=site.pk, reason="")
    end_site(actor=operator, instance_id=site.pk, reason="Niemand heeft nog tijd.")
    [mail] = mails("movement/site_ended")
    assert mail.to_address == coordinator.email
    assert "Niemand heeft nog tijd." in mail.body_text
    assert mail.from_name == ""
    assert list(SiteEntry.objects.filter(instance=site).values_list("kind", flat=True)) == ["opened", "ended"]
    assert Membership.objects.filter(municipality=site.municipality, ended_at=None).count() == 4


def test_open_end_open_loses_nothing(site: Instance, town: Municipality, operator: User) -> None:
    full_town(town)
    kept = ("ideas_", "tables_", "accounts_", "municipalities_municipality")

    def content() -> dict[str, list[object]]:
        return {name: rows for name, rows in everything().items() if name.startswith(kept)}

    before = content()
    for _round in range(2):
        open_site(actor=operator, instance_id=site.pk)
        assert content() == before
        end_site(actor=operator, instance_id=site.pk, reason="Even niet.")
        assert content() == before
    open_site(actor=operator, instance_id=site.pk)
    assert state_of(site) == InstanceState.OPEN
    assert len(mails("tables/site_opened")) == 3
    assert len(mails("tables/site_ended")) == 2
    assert len(mails("ideas/at_national_desk")) == 4


def test_a_second_time_changes_nothing_and_says_so(site: Instance, town: Municipality, operator: User) -> None:
    full_town(town)
    open_site(actor=operator, instance_id=site.pk)
    before = everything()
    report = open_site(actor=operator, instance_id=site.pk)
    assert (report.changed, report.lines) == (False, ["De site was al open. Er is niets veranderd."])
    assert everything() == before
    end_site(actor=operator, instance_id=site.pk, reason="Klaar.")
    before = everything()
    report = end_site(actor=operator, instance_id=site.pk, reason="Klaar.")
    assert (report.changed, len(report.lines)) == (False, 1)
    assert everything() == before


# the dry run


def test_a_dry_run_says_what_would_happen_and_changes_no_row(
    site: Instance, town: Municipality, operator: User, django_capture_on_commit_callbacks: object
) -> None:
    full_town(town)
    before = everything()
    foretold = open_site(actor=operator, instance_id=site.pk, dry_run=True)
    assert everything() == before
    assert open_site(actor=operator, instance_id=site.pk).lines == foretold.lines
    before = everything()
    foretold = end_site(actor=operator, instance_id=site.pk, reason="", dry_run=True)
    assert everything() == before
    assert end_site(actor=operator, instance_id=site.pk, reason="Klaar.").lines == foretold.lines


def test_a_dry_run_leaves_nothing_for_after_the_commit(
    site: Instance, town: Municipality, operator: User, django_capture_on_commit_callbacks: object
) -> None:
    full_town(town)
    capture = django_capture_on_commit_callbacks
    with capture() as rung:  # type: ignore[operator]  # a fixture of pytest-django
        open_site(actor=operator, instance_id=site.pk, dry_run=True)
    assert rung == []
    with capture() as rung:  # type: ignore[operator]
        open_site(actor=operator, instance_id=site.pk)
    assert rung != []


def test_a_dry_run_of_a_group_that_is_not_whole_tells_what_is_missing(operator: User) -> None:
    site = InstanceFactory.create(preparing=True)
    report = open_site(actor=operator, instance_id=site.pk, dry_run=True)
    assert "Er is nog geen coördinator." in report.lines
    assert state_of(site) == InstanceState.PREPARING


def test_what_goes_wrong_halfway_undoes_all_of_it(
    site: Instance, town: Municipality, operator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    full_town(town)
    before = everything()
    monkeypatch.setattr(notifications, "site_opened", lambda *_args, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        open_site(actor=operator, instance_id=site.pk)
    assert everything() == before


def test_every_line_of_the_report_is_a_whole_sentence(site: Instance, town: Municipality, operator: User) -> None:
    """Of the handlers of every app, in Dutch."""
    full_town(town)
    MatchFactory.create(idea=Idea.everywhere.public().first(), coach__municipality=town)
    opened = open_site(actor=operator, instance_id=site.pk)
    ended = end_site(actor=operator, instance_id=site.pk, reason="Klaar.")
    assert "1 koppeling met een coach stopt." in ended.lines
    for line in (*opened.lines, *ended.lines):
        assert line.endswith(".") and " " in line, line


# the commands


def test_the_commands_do_the_same(
    site: Instance, town: Municipality, operator: User, capsys: pytest.CaptureFixture[str]
) -> None:
    full_town(town)
    call_command("hand_over", town.code, "--dry-run")
    assert "This was a dry run" in capsys.readouterr().out
    assert state_of(site) == InstanceState.PREPARING
    call_command("hand_over", town.code, "--by", operator.email)
    assert "2 ideeën wachten op een beoordeling." in capsys.readouterr().out
    assert SiteEntry.objects.get().actor == operator
    call_command("hand_over", town.code)
    assert "De site was al open." in capsys.readouterr().out
    call_command("hand_back", town.code, "--reason", "Klaar.")
    assert state_of(site) == InstanceState.ENDED
    assert SiteEntry.objects.latest("pk").actor is None


def test_the_commands_say_what_is_not_possible(site: Instance, town: Municipality, coordinator: User) -> None:
    for arguments in (
        ("hand_over", "GM0000"),
        ("hand_back", town.code, "--reason", "Klaar."),
        ("hand_over", town.code, "--by", coordinator.email),
        ("hand_over", town.code, "--by", "niemand@buurt.example"),
    ):
        with pytest.raises(CommandError):
            call_command(*arguments)
    assert state_of(site) == InstanceState.PREPARING
    Membership.objects.filter(role=Role.COORDINATOR).delete()
    with pytest.raises(CommandError, match="initiatiefgroep"):
        call_command("hand_over", town.code)
