"""Free meetings at the desk: planned, moved, held and told, and the municipality that hears of them."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.enums import State as MailState
from aantafel.outbox.models import OutgoingMail
from ideas.enums import FreeMeetingState, NoticeWay
from ideas.models import FreeMeeting, Idea, IdeaTally
from ideas.notifications import fifty_municipality_key
from ideas.services import fifty, likes, own
from ideas.services.free_meetings import meeting_mark
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.pages.desks.conftest import html, queries_of

pytestmark = pytest.mark.usefixtures("everywhere")

TOMORROW = timedelta(days=1)


def make_meeting(municipality: Municipality | None = None, **fields: object) -> FreeMeeting:
    """What one like too many brought: the meeting, with its mails queued."""
    town = municipality or MunicipalityFactory.create()
    idea: Idea = IdeaFactory.create(published=True, **{"municipality": town, "title": "Een leestafel", **fields})
    IdeaTally.objects.filter(pk=idea.pk).update(threshold=1)
    fan = UserFactory.create(home_municipality=town)
    likes.like(actor=fan, idea_id=idea.pk, wants_updates=True)
    fifty.settle(idea.pk)
    return FreeMeeting.objects.get(idea=idea)


@pytest.fixture
def meeting(db: None) -> FreeMeeting:
    return make_meeting(owner=UserFactory.create(name="Noor Voorbeeld", email="noor@buurt.example"))


@pytest.fixture
def by_form(db: None) -> FreeMeeting:
    return make_meeting(MunicipalityFactory.create(name="Formuliersteden", without_mailbox=True))


def url(meeting: FreeMeeting, what: str = "") -> str:
    return f"/beheer/bijeenkomsten/{meeting.pk}/{what}"


def mail_of(meeting: FreeMeeting, state: MailState | None = None) -> OutgoingMail:
    mail = OutgoingMail.objects.get(dedupe_key=fifty_municipality_key(meeting.idea_id))
    if state is not None:
        mail.state = state
        mail.sent_at = clock.now() if state is MailState.SENT else None
        mail.save()
    return mail


def fields(meeting: FreeMeeting, to: str, day: date | None = None, note: str = "", **more: str) -> dict[str, str]:
    """What the form sends for the meeting as it stands in the database."""
    meeting.refresh_from_db()
    chosen = {"to": to, "planned_for": day.isoformat() if day else "", "note": note, "mark": meeting_mark(meeting)}
    return {**chosen, **more}


def plan(desk: Client, meeting: FreeMeeting, day: date) -> None:
    assert desk.post(url(meeting), fields(meeting, "planned", day)).status_code == 302
    meeting.refresh_from_db()


def mails(kind: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(kind=f"ideas/{kind}").order_by("pk"))


class TestTheList:
    def test_each_state_has_its_heap_and_says_what_to_do(self, desk: Client, meeting: FreeMeeting) -> None:
        today = clock.today()
        stands = {
            "plannen": ("to_plan", None, "Kies een dag met de ideeprikker."),
            "gepland": ("planned", today + TOMORROW, "Bereid de bijeenkomst voor"),
            "afmaken": ("planned", today - TOMORROW, "Schrijf op dat de bijeenkomst er is geweest"),
            "klaar": ("told", today, "dit is klaar"),
        }
        for state, day, says in stands.values():
            FreeMeeting.objects.update(state=state, planned_for=day)
            shown = [stand for stand in stands if "Een leestafel" in html(desk.get(f"{LIST}?stand={stand}"))]
            assert [stands[stand][:2] for stand in shown] == [(state, day)]
            assert says in html(desk.get(f"{LIST}?stand=alles"))
        FreeMeeting.objects.update(state="held")
        assert "Maak het verslag" in html(desk.get(f"{LIST}?stand=afmaken"))
        assert desk.get(f"{LIST}?stand=onzin&na=1-1").status_code == 200

    def test_the_longest_waiting_comes_first(self, desk: Client, meeting: FreeMeeting) -> None:
        older = make_meeting(title="Een ruilkast")
        FreeMeeting.objects.filter(pk=older.pk).update(reached_at=clock.now() - timedelta(days=30))
        page = html(desk.get(LIST))
        assert page.index("Een ruilkast") < page.index("Een leestafel")
        assert "te lang" in page

    @pytest.mark.parametrize("stand", ["plannen", "gemeente", "alles"])
    def test_it_takes_the_same_queries_for_one_and_for_many(self, desk: Client, stand: str) -> None:
        def fill() -> None:
            make_meeting(MunicipalityFactory.create(without_mailbox=True))
            mail_of(make_meeting(), MailState.FAILED)

        fill()
        one = queries_of(lambda: desk.get(f"{LIST}?stand={stand}"))
        for _ in range(4):
            fill()
        assert queries_of(lambda: desk.get(f"{LIST}?stand={stand}")) == one <= 9

    def test_an_idea_that_left_the_site_is_nothing_to_plan(self, desk: Client, by_form: FreeMeeting) -> None:
        assert by_form.idea.owner is not None
        own.withdraw(actor=by_form.idea.owner, idea=by_form.idea)
        for stand in ("plannen", "gemeente"):
            assert "Een leestafel" not in html(desk.get(f"{LIST}?stand={stand}"))
        assert "Niet meer op de site" in html(desk.get(f"{LIST}?stand=alles"))
        assert "Spreek met de ideeprikker af" in html(desk.get(url(by_form)))

    def test_the_home_of_the_desk_counts_them(self, desk: Client, by_form: FreeMeeting) -> None:
        def count(label: str) -> int:
            page = desk.get("/beheer/").context
            return int(next(heap.count for heap in [*page["heaps"], *page["empty"]] if heap.label == label))

        plan_label, tell_label = "Gratis bijeenkomsten om te plannen", "Gemeenten om te vertellen over een bijeenkomst"
        assert (count(plan_label), count(tell_label)) == (1, 1)
        FreeMeeting.objects.update(state="held", planned_for=clock.today(), told_by_form_at=clock.now())
        assert (count(plan_label), count(tell_label)) == (0, 0)
        assert count("Bijeenkomsten om af te maken") == 1
        heap = next(each for each in desk.get("/beheer/").context["heaps"] if "af te maken" in each.label)
        assert "Een leestafel" in html(desk.get(heap.url))


LIST = "/beheer/bijeenkomsten/"


class TestThePage:
    def test_it_shows_the_likes_the_pinner_and_the_mails(self, desk: Client, meeting: FreeMeeting) -> None:
        IdeaTally.objects.update(local=51, other=7)
        page = html(desk.get(url(meeting)))
        assert "<dd>51</dd>" in page and "<dd>7</dd>" in page
        assert "noor@buurt.example" in page
        assert "Vijftig bereikt: aan de ideeprikker" in page
        assert "Vijftig bereikt: aan de gemeente" in page
        assert "Aan 1 persoon die het een goed idee vindt" in page
        assert f"/beheer/post/{mail_of(meeting).pk}/" in page
        assert url(meeting) in html(desk.get(f"/beheer/ideeen/{meeting.idea_id}/"))

    def test_a_pinner_without_a_mailbox_is_told_by_hand(self, desk: Client) -> None:
        meeting = make_meeting(owner=None, pinner__name="Riet Voorbeeld", pinner__phone="0612345678")
        page = html(desk.get(url(meeting)))
        assert "0612345678" in page
        assert "vinden jouw idee een goed idee." in page
        plan(desk, meeting, clock.today() + TOMORROW)
        assert "De gratis bijeenkomst over je idee is op" in desk.get(url(meeting)).context["words"]
        assert mails("meeting_day") == []
        FreeMeeting.objects.update(state="held")
        assert desk.get(url(meeting)).context["words"] == ""

    def test_one_that_does_not_exist(self, desk: Client) -> None:
        assert desk.get("/beheer/bijeenkomsten/0/").status_code == 404
        for what in ("", "gedaan/", "met-de-hand/", "opnieuw/"):
            assert desk.post(f"/beheer/bijeenkomsten/0/{what}").status_code == 404


class TestTheDay:
    def test_it_goes_its_way_and_one_step_back(self, desk: Client, operator: User, meeting: FreeMeeting) -> None:
        for to in ("planned", "held", "told", "held", "planned"):
            response = desk.post(url(meeting), fields(meeting, to, clock.today(), "In de bieb"), follow=True)
            meeting.refresh_from_db()
            assert meeting.state == to
            assert "Opgeslagen." in html(response)
        assert (meeting.note, meeting.changed_by) == ("In de bieb", operator)

    @pytest.mark.parametrize(
        ("to", "days", "says"),
        [
            ("planned", None, "Vul in op welke dag de bijeenkomst is."),
            ("planned", -1, "Deze dag is al geweest."),
            ("told", 0, "Die stap kan nu niet."),
            ("to_plan", 3, "Je hebt een dag ingevuld."),
            ("", 3, "Kies hoe het met de bijeenkomst staat."),
        ],
    )
    def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
        self, desk: Client, meeting: FreeMeeting, to: str, days: int | None, says: str
    ) -> None:
        day = clock.today() + timedelta(days=days) if days is not None else None
        response = desk.post(url(meeting), fields(meeting, to, day, "Zaal de Linde"))
        assert response.status_code == 422
        assert says in html(response)
        assert "Zaal de Linde" in html(response)
        meeting.refresh_from_db()
        assert (meeting.state, meeting.planned_for) == ("to_plan", None)

    @pytest.mark.parametrize(("field", "value"), [("planned_for", "morgen"), ("mark", ""), ("note", "x" * 2001)])
    def test_a_mangled_form_is_refused(self, desk: Client, meeting: FreeMeeting, field: str, value: str) -> None:
        sent = {**fields(meeting, "planned", clock.today()), field: value}
        assert desk.post(url(meeting), sent).status_code == 422
        assert FreeMeeting.objects.get().state == "to_plan"

    def test_a_meeting_on_a_day_to_come_has_not_been_held(self, desk: Client, meeting: FreeMeeting) -> None:
        plan(desk, meeting, clock.today() + TOMORROW)
        response = desk.post(url(meeting), fields(meeting, "held", clock.today() + TOMORROW))
        assert response.status_code == 422
        assert "Deze dag is nog niet geweest." in html(response)

    def test_the_pinner_hears_each_day_once(self, desk: Client, meeting: FreeMeeting) -> None:
        first, second = date(2031, 5, 6), date(2031, 5, 13)
        plan(desk, meeting, first)
        plan(desk, meeting, first)
        desk.post(url(meeting), fields(meeting, "planned", first, "Om half acht"))
        assert [mail.to_address for mail in mails("meeting_day")] == ["noor@buurt.example"]
        assert "dinsdag 6 mei 2031" in mails("meeting_day")[0].body_text
        plan(desk, meeting, second)
        moved = mails("meeting_day")[1]
        assert "Andere dag, 13 mei" in moved.subject
        assert "Dus niet op dinsdag 6 mei 2031." in moved.body_text
        plan(desk, meeting, first)
        assert "dinsdag 6 mei 2031." in mails("meeting_day")[2].body_text.split("Dus niet")[0]

    def test_the_pinner_hears_that_it_does_not_go_on(self, desk: Client, meeting: FreeMeeting) -> None:
        day = date(2031, 5, 6)
        plan(desk, meeting, day)
        desk.post(url(meeting), fields(meeting, "to_plan", day))
        meeting.refresh_from_db()
        assert (meeting.state, meeting.planned_for) == ("to_plan", None)
        assert ["niet op dinsdag 6 mei 2031" in mail.body_text for mail in mails("meeting_off")] == [True]

    def test_what_is_written_down_afterwards_is_no_news(self, desk: Client, meeting: FreeMeeting) -> None:
        plan(desk, meeting, clock.today())
        desk.post(url(meeting), fields(meeting, "held", clock.today() - TOMORROW))
        desk.post(url(meeting), fields(meeting, "planned", clock.today() - TOMORROW))
        meeting.refresh_from_db()
        assert meeting.state == "planned"
        assert len(mails("meeting_day")) == 1

    def test_the_page_of_the_idea_says_it_at_once(
        self,
        desk: Client,
        meeting: FreeMeeting,
        client: Client,
        settings: object,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        settings.PAGE_CACHE_SECONDS = 60  # type: ignore[attr-defined]  # pytest-django's fixture takes any name
        path = meeting.idea.get_absolute_url()
        assert "Die plannen we samen" in html(client.get(path))
        with django_capture_on_commit_callbacks(execute=True):
            plan(desk, meeting, date(2031, 5, 6))
        assert "is op 6 mei 2031" in html(client.get(path))
        FreeMeeting.objects.update(planned_for=date(2021, 5, 6))
        with django_capture_on_commit_callbacks(execute=True):
            desk.post(url(meeting), fields(meeting, "held", date(2021, 5, 6)))
        assert "was op 6 mei 2021" in html(client.get(path))

    def test_a_planned_day_that_has_passed_is_told_as_past(self, meeting: FreeMeeting, client: Client) -> None:
        FreeMeeting.objects.update(state=FreeMeetingState.PLANNED, planned_for=date(2021, 5, 6))
        assert "was op 6 mei 2021" in html(client.get(meeting.idea.get_absolute_url()))

    def test_what_a_colleague_did_is_not_overwritten_unseen(self, desk: Client, meeting: FreeMeeting) -> None:
        colleague = Client()
        colleague.force_login(UserFactory.create(operator=True))
        mine = fields(meeting, "planned", date(2031, 5, 6), "Mijn zaal.")
        colleague.post(url(meeting), fields(meeting, "planned", date(2031, 5, 13), "Een andere zaal."))
        response = desk.post(url(meeting), mine)
        page = html(response)
        assert response.status_code == 409
        assert "dinsdag 13 mei 2031" in page and "Een andere zaal." in page and "Mijn zaal." in page
        meeting.refresh_from_db()
        assert meeting.planned_for == date(2031, 5, 13)
        desk.post(url(meeting), {**mine, "mark": response.context["form"]["mark"].value()})
        meeting.refresh_from_db()
        assert (meeting.planned_for, meeting.note) == (date(2031, 5, 6), "Mijn zaal.")


class TestTheMunicipality:
    @pytest.mark.parametrize(
        ("state", "says", "to_do"),
        [
            (MailState.QUEUED, "Mail is onderweg", False),
            (MailState.SENT, "Mail verstuurd", False),
            (MailState.HELD, "Mail wacht: post aan gemeenten staat uit", False),
            (MailState.FAILED, "De mail kwam niet aan", True),
            (MailState.BLOCKED, "De mail kwam niet aan", True),
            (MailState.CANCELLED, "De mail kwam niet aan", True),
        ],
    )
    def test_the_desk_says_what_the_outbox_says(
        self, desk: Client, meeting: FreeMeeting, state: MailState, says: str, to_do: bool
    ) -> None:
        mail_of(meeting, state)
        assert says in html(desk.get(url(meeting)))
        assert ("Een leestafel" in html(desk.get(f"{LIST}?stand=gemeente"))) is to_do
        assert (says in html(desk.get(LIST))) is to_do

    def test_without_mailbox_the_text_lies_ready_to_paste(self, desk: Client, by_form: FreeMeeting) -> None:
        response = desk.get(url(by_form))
        text = response.context["telling"].text
        assert text.startswith("Beste mensen van de gemeente Formuliersteden,")
        assert "Een leestafel" in text
        assert "hallo@aantafel.example" in text
        assert "We mailen je" not in text
        assert 'href="https://www.gemeente.example/contact"' in html(response)

    def test_done_by_hand_is_noted_once(self, desk: Client, operator: User, by_form: FreeMeeting) -> None:
        assert desk.post(url(by_form, "gedaan/"))["Location"] == url(by_form)
        by_form.refresh_from_db()
        first = by_form.told_by_form_at
        assert first is not None and by_form.changed_by == operator
        page = html(desk.post(url(by_form, "gedaan/"), follow=True))
        by_form.refresh_from_db()
        assert by_form.told_by_form_at == first
        assert "Met de hand verteld" in page and "Plak deze tekst" not in page
        assert "Een leestafel" not in html(desk.get(f"{LIST}?stand=gemeente"))

    def test_a_mail_cannot_be_ticked_off_by_hand(self, desk: Client, meeting: FreeMeeting) -> None:
        assert "Er is intussen iets veranderd" in html(desk.post(url(meeting, "gedaan/"), follow=True))
        assert FreeMeeting.objects.get().told_by_form_at is None

    @pytest.mark.parametrize("state", [MailState.QUEUED, MailState.HELD, MailState.FAILED, MailState.BLOCKED])
    def test_a_mail_that_did_not_go_becomes_a_task_by_hand(
        self, desk: Client, meeting: FreeMeeting, state: MailState
    ) -> None:
        mail_of(meeting, state)
        page = html(desk.post(url(meeting, "met-de-hand/"), follow=True))
        meeting.refresh_from_db()
        assert meeting.way == NoticeWay.FORM
        assert mail_of(meeting).state == (MailState.BLOCKED if state is MailState.BLOCKED else MailState.CANCELLED)
        assert "Plak deze tekst" in page

    def test_a_mail_that_failed_goes_out_again_as_the_same_mail(self, desk: Client, meeting: FreeMeeting) -> None:
        message_id = mail_of(meeting, MailState.FAILED).message_id
        assert "Stuur de mail opnieuw" in html(desk.get(url(meeting)))
        desk.post(url(meeting, "opnieuw/"))
        assert (mail_of(meeting).state, mail_of(meeting).message_id) == (MailState.QUEUED, message_id)
        assert len(mails("fifty_municipality")) == 1

    def test_a_municipality_that_heard_is_not_told_again(self, desk: Client, meeting: FreeMeeting) -> None:
        mail_of(meeting, MailState.SENT)
        for what in ("met-de-hand/", "opnieuw/"):
            page = html(desk.post(url(meeting, what), follow=True))
            assert "De gemeente heeft al van dit idee gehoord" in page
        assert FreeMeeting.objects.get().way == NoticeWay.MAIL

    def test_a_mail_that_is_being_sent_is_left_to_arrive(self, desk: Client, meeting: FreeMeeting) -> None:
        sending = {"state": MailState.SENDING, "claim_token": uuid4(), "claimed_at": clock.now()}
        OutgoingMail.objects.filter(pk=mail_of(meeting).pk).update(**sending)
        for what in ("met-de-hand/", "opnieuw/"):
            assert "Er is intussen iets veranderd" in html(desk.post(url(meeting, what), follow=True))

    def test_what_goes_by_contact_form_is_never_mailed(self, desk: Client, by_form: FreeMeeting) -> None:
        for what in ("met-de-hand/", "opnieuw/"):
            assert "Er is intussen iets veranderd" in html(desk.post(url(by_form, what), follow=True))
        assert mails("fifty_municipality") == []

    def test_an_idea_taken_back_keeps_its_mail_at_home(self, desk: Client, meeting: FreeMeeting) -> None:
        mail_of(meeting, MailState.HELD)
        assert meeting.idea.owner is not None
        own.withdraw(actor=meeting.idea.owner, idea=meeting.idea)
        assert mail_of(meeting).state == MailState.CANCELLED
