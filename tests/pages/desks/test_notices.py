"""What municipalities hear of ideas, and what they answer."""

from datetime import date
from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from aantafel.accounts.models import User
from aantafel.core import clock
from aantafel.outbox.enums import State as MailState
from aantafel.outbox.models import AddressBlock, OutgoingMail
from aantafel.outbox.services import blocks
from ideas.enums import NoticeAnswer, NoticeWay
from ideas.models import MunicipalityNotice
from ideas.services import own
from ideas.services.notices import answer_mark
from municipalities.models import Municipality
from tables.notifications.published import municipality_key
from tests.factories.accounts import UserFactory
from tests.factories.municipalities import MunicipalityFactory
from tests.pages.desks.conftest import html, make_notice, queries_of

pytestmark = pytest.mark.usefixtures("everywhere")


@pytest.fixture
def notice(operator: User) -> MunicipalityNotice:
    return make_notice(operator, MunicipalityFactory.create(name="Voorbeeldhoven"), title="Een leestafel")


@pytest.fixture
def by_form(operator: User) -> MunicipalityNotice:
    town = MunicipalityFactory.create(name="Formuliersteden", without_mailbox=True)
    return make_notice(operator, town, title="Een <b>deelkast</b>")


def mail_of(notice: MunicipalityNotice, state: MailState | None = None) -> OutgoingMail:
    mail = OutgoingMail.objects.get(dedupe_key=municipality_key(notice.idea_id))
    if state is not None:
        mail.state = state
        mail.sent_at = clock.now() if state is MailState.SENT else None
        mail.save()
    return mail


def url(notice: MunicipalityNotice, what: str = "") -> str:
    return f"/beheer/gemeenten/{notice.pk}/{what}"


@pytest.mark.parametrize(
    ("state", "says", "to_do"),
    [
        (MailState.QUEUED, "Mail is onderweg", False),
        (MailState.SENT, "Mail verstuurd", False),
        (MailState.HELD, "Mail wacht: post aan gemeenten staat uit", False),
        (MailState.FAILED, "De mail kwam niet aan", True),
        (MailState.BLOCKED, "De mail kwam niet aan", True),
        (MailState.CANCELLED, "De mail kwam niet aan", True),
        (MailState.EXPIRED, "De mail kwam niet aan", True),
    ],
)
def test_the_list_says_what_the_outbox_says(
    desk: Client, notice: MunicipalityNotice, state: MailState, says: str, to_do: bool
) -> None:
    mail_of(notice, state)
    assert says in html(desk.get("/beheer/gemeenten/?stand=alles"))
    assert ("Voorbeeldhoven" in html(desk.get("/beheer/gemeenten/"))) is to_do
    page = html(desk.get(url(notice)))
    assert says in page
    assert f"/beheer/post/{mail_of(notice).pk}/" in page


def test_each_answer_has_its_heap(desk: Client, notice: MunicipalityNotice) -> None:
    heaps = {
        "stil": NoticeAnswer.NOTHING,
        "bedankt": NoticeAnswer.THANKS,
        "bezoek": NoticeAnswer.WANTS_VISIT,
        "gepland": NoticeAnswer.VISIT_PLANNED,
        "start": NoticeAnswer.STARTS,
    }
    for answer in heaps.values():
        MunicipalityNotice.objects.update(answer=answer)
        shown = [stand for stand in heaps if "Een leestafel" in html(desk.get(f"/beheer/gemeenten/?stand={stand}"))]
        assert [heaps[stand] for stand in shown] == [answer]
    assert desk.get("/beheer/gemeenten/?stand=onzin&na=1-1").status_code == 200


@pytest.mark.parametrize("stand", ["doen", "alles"])
def test_the_list_takes_the_same_queries_for_one_and_for_many(desk: Client, operator: User, stand: str) -> None:
    def fill() -> None:
        make_notice(operator, MunicipalityFactory.create(without_mailbox=True))
        mail_of(make_notice(operator), MailState.FAILED)

    fill()
    one = queries_of(lambda: desk.get(f"/beheer/gemeenten/?stand={stand}"))
    for _ in range(4):
        fill()
    assert queries_of(lambda: desk.get(f"/beheer/gemeenten/?stand={stand}")) == one <= 9


def test_mail_that_is_switched_off_is_said_on_top(desk: Client, settings: object) -> None:
    assert "Post aan gemeenten staat uit" not in html(desk.get("/beheer/gemeenten/"))
    settings.MUNICIPALITY_MAIL_ENABLED = False  # type: ignore[attr-defined]  # pytest-django's fixture takes any name
    assert "Post aan gemeenten staat uit" in html(desk.get("/beheer/gemeenten/"))


def test_without_mailbox_the_text_lies_ready_to_paste(desk: Client, by_form: MunicipalityNotice) -> None:
    assert "Formuliersteden" in html(desk.get("/beheer/gemeenten/"))
    response = desk.get(url(by_form))
    page, text = html(response), response.context["telling"].text
    assert 'href="https://www.gemeente.example/contact"' in page
    assert text.startswith("Beste mensen van de gemeente Formuliersteden,")
    assert "Een <b>deelkast</b>" in text
    assert "hallo@aantafel.example" in text
    assert "mail" not in text.replace("hallo@aantafel.example", "").lower()
    assert "&lt;b&gt;deelkast" in page
    assert "<b>deelkast" not in page


def test_a_municipality_without_any_address_is_looked_up(desk: Client, operator: User) -> None:
    town = MunicipalityFactory.create(email="", contact_form="", website="")
    assert "Zoek op hoe je de gemeente bereikt" in html(desk.get(url(make_notice(operator, town))))


def test_done_by_hand_is_noted_once(desk: Client, operator: User, by_form: MunicipalityNotice) -> None:
    assert desk.post(url(by_form, "gedaan/"))["Location"] == url(by_form)
    by_form.refresh_from_db()
    first = by_form.done_at
    assert first is not None
    assert by_form.done_by == operator
    desk.post(url(by_form, "gedaan/"))
    by_form.refresh_from_db()
    assert by_form.done_at == first
    page = html(desk.get(url(by_form)))
    assert "Met de hand verteld" in page
    assert "Plak deze tekst" not in page
    assert "Formuliersteden" not in html(desk.get("/beheer/gemeenten/"))


def test_a_mail_cannot_be_ticked_off_by_hand(desk: Client, notice: MunicipalityNotice) -> None:
    assert "Er is intussen iets veranderd" in html(desk.post(url(notice, "gedaan/"), follow=True))
    notice.refresh_from_db()
    assert notice.done_at is None


@pytest.mark.parametrize("state", [MailState.QUEUED, MailState.HELD, MailState.FAILED, MailState.BLOCKED])
def test_a_mail_that_did_not_go_becomes_a_task_by_hand(
    desk: Client, notice: MunicipalityNotice, state: MailState
) -> None:
    mail_of(notice, state)
    desk.post(url(notice, "met-de-hand/"))
    notice.refresh_from_db()
    assert notice.way == NoticeWay.FORM
    assert mail_of(notice).state == (MailState.BLOCKED if state is MailState.BLOCKED else MailState.CANCELLED)
    assert "Plak deze tekst" in html(desk.get(url(notice)))


def test_a_mail_that_is_being_sent_is_left_to_arrive(desk: Client, notice: MunicipalityNotice) -> None:
    sending = {"state": MailState.SENDING, "claim_token": uuid4(), "claimed_at": clock.now()}
    OutgoingMail.objects.filter(pk=mail_of(notice).pk).update(**sending)
    for what in ("met-de-hand/", "opnieuw/"):
        assert "Er is intussen iets veranderd" in html(desk.post(url(notice, what), follow=True))
    notice.refresh_from_db()
    assert notice.way == NoticeWay.MAIL


def test_what_goes_by_contact_form_is_never_mailed(desk: Client, by_form: MunicipalityNotice) -> None:
    for what in ("met-de-hand/", "opnieuw/"):
        assert "Er is intussen iets veranderd" in html(desk.post(url(by_form, what), follow=True))
    assert OutgoingMail.objects.filter(kind="tables/published_municipality").count() == 0


def test_a_municipality_that_heard_is_not_told_again(desk: Client, notice: MunicipalityNotice) -> None:
    mail_of(notice, MailState.SENT)
    for what in ("met-de-hand/", "opnieuw/"):
        page = html(desk.post(url(notice, what), follow=True))
        assert "De gemeente heeft al van dit idee gehoord" in page
    notice.refresh_from_db()
    assert notice.way == NoticeWay.MAIL
    assert mail_of(notice).state == MailState.SENT


def test_after_the_address_is_mended_the_same_mail_goes_out_again(
    desk: Client, operator: User, notice: MunicipalityNotice
) -> None:
    town = notice.municipality
    blocks.block(address=town.email, recipient=town.recipient, reason="550 no such user")
    mail_of(notice, MailState.BLOCKED)
    page = html(desk.get(url(notice)))
    assert "550 no such user" in page
    assert "Stuur de mail opnieuw" not in page
    assert "neemt" not in page
    assert "die onze mail aanneemt" in html(desk.post(url(notice, "opnieuw/"), follow=True))

    box = f"/beheer/gemeenten/postbus/{town.code}/"
    assert "Een leestafel" in html(desk.get(box))
    desk.post(box, {"email": "Gemeente@Voorbeeldhoven.Example", "contact_form": ""})
    town = Municipality.objects.get(pk=town.pk)
    assert (town.email, town.mail_blocked_at, town.mail_blocked_reason) == ("gemeente@voorbeeldhoven.example", None, "")
    assert "Stuur de mail opnieuw" in html(desk.get(url(notice)))
    message_id = mail_of(notice).message_id
    desk.post(url(notice, "opnieuw/"))
    mail = mail_of(notice)
    assert (mail.state, mail.to_address, mail.message_id) == (
        MailState.QUEUED,
        "gemeente@voorbeeldhoven.example",
        message_id,
    )
    assert OutgoingMail.objects.filter(kind="tables/published_municipality").count() == 1


def test_who_changed_an_address_is_recorded(desk: Client, operator: User) -> None:
    town = MunicipalityFactory.create(email="oud@stad.example")
    box = f"/beheer/gemeenten/postbus/{town.code}/"
    desk.post(box, {"email": "nieuw@stad.example", "contact_form": "https://www.stad.example/contact"})
    desk.post(box, {"email": "nieuw@stad.example", "contact_form": "https://www.stad.example/contact"})
    entry = LogEntry.objects.get()
    assert entry.user_id == operator.pk
    assert "oud@stad.example → nieuw@stad.example" in entry.change_message
    assert "oud@stad.example → nieuw@stad.example" in html(desk.get(box))


@pytest.mark.parametrize(("field", "value"), [("email", "geen adres"), ("contact_form", "javascript:alert(1)")])
def test_a_wrong_address_is_refused(desk: Client, field: str, value: str) -> None:
    town = MunicipalityFactory.create()
    data = {"email": town.email, "contact_form": "", field: value}
    assert desk.post(f"/beheer/gemeenten/postbus/{town.code}/", data).status_code == 422
    assert Municipality.objects.get(pk=town.pk).contact_form == ""


def test_a_municipality_that_does_not_exist(desk: Client) -> None:
    assert desk.get("/beheer/gemeenten/postbus/GM0000/").status_code == 404
    assert desk.post("/beheer/gemeenten/postbus/GM0000/vrijgeven/").status_code == 404
    assert desk.get("/beheer/gemeenten/0/").status_code == 404


def test_the_block_is_lifted_everywhere(desk: Client, operator: User) -> None:
    town = MunicipalityFactory.create()
    blocks.block(address=town.email, recipient=town.recipient, reason="550 no such user")
    town.refresh_from_db()
    assert town.mail_blocked_at is not None
    for _ in range(2):
        desk.post(f"/beheer/gemeenten/postbus/{town.code}/vrijgeven/")
    freed = Municipality.objects.get(pk=town.pk)
    assert (freed.mail_blocked_at, freed.mail_blocked_reason) == (None, "")
    assert AddressBlock.objects.get().lifted_at is not None
    assert LogEntry.objects.count() == 1


def answer(notice: MunicipalityNotice, **fields: str) -> dict[str, str]:
    return {"answer": "thanks", "visit_on": "", "note": "", "mark": answer_mark(notice), **fields}


def test_an_answer_is_noted_with_its_day(desk: Client, operator: User, notice: MunicipalityNotice) -> None:
    assert desk.post(url(notice), answer(notice, note="Zei dankjewel."))["Location"] == url(notice)
    notice.refresh_from_db()
    assert (notice.answer, notice.note, notice.answered_by) == ("thanks", "Zei dankjewel.", operator)
    came = notice.answered_at
    assert came is not None
    desk.post(url(notice), answer(notice, note="Zei twee keer dankjewel."))
    notice.refresh_from_db()
    assert notice.answered_at == came
    assert "Zei twee keer dankjewel." in html(desk.get(url(notice)))


def test_a_planned_visit_has_a_day_and_nothing_else_has(desk: Client, notice: MunicipalityNotice) -> None:
    response = desk.post(url(notice), answer(notice, answer="visit_planned"))
    assert response.status_code == 422
    assert "Vul de dag van het bezoek in." in html(response)
    desk.post(url(notice), answer(notice, answer="visit_planned", visit_on="2026-12-03"))
    notice.refresh_from_db()
    assert notice.visit_on == date(2026, 12, 3)
    assert "3 december 2026" in html(desk.get("/beheer/gemeenten/?stand=gepland"))
    desk.post(url(notice), answer(notice, answer="starts", visit_on="2026-12-03"))
    now = MunicipalityNotice.objects.get(pk=notice.pk)
    assert (now.answer, now.visit_on) == ("starts", None)


def test_back_to_no_answer_takes_the_day_away(desk: Client, notice: MunicipalityNotice) -> None:
    desk.post(url(notice), answer(notice))
    notice.refresh_from_db()
    desk.post(url(notice), answer(notice, answer="nothing"))
    notice.refresh_from_db()
    assert notice.answered_at is None


@pytest.mark.parametrize(("field", "value"), [("answer", "misschien"), ("visit_on", "morgen"), ("mark", "")])
def test_a_mangled_answer_is_refused(desk: Client, notice: MunicipalityNotice, field: str, value: str) -> None:
    data = answer(notice, answer="visit_planned", visit_on="2026-12-03") | {field: value}
    assert desk.post(url(notice), data).status_code == 422
    notice.refresh_from_db()
    assert notice.answer == NoticeAnswer.NOTHING


def test_what_a_colleague_wrote_is_not_overwritten_unseen(desk: Client, notice: MunicipalityNotice) -> None:
    colleague = Client()
    colleague.force_login(UserFactory.create(operator=True))
    mine = answer(notice, note="Mijn lange verslag.")
    colleague.post(url(notice), answer(notice, answer="wants_visit", note="Wil een bezoek in de ochtend."))
    response = desk.post(url(notice), mine)
    page = html(response)
    assert response.status_code == 409
    assert "Wil een bezoek in de ochtend." in page
    assert "Mijn lange verslag." in page
    notice.refresh_from_db()
    assert notice.answer == "wants_visit"
    desk.post(url(notice), {**mine, "mark": response.context["form"]["mark"].value()})
    notice.refresh_from_db()
    assert notice.note == "Mijn lange verslag."


def test_an_idea_that_left_the_site_is_nothing_to_do(desk: Client, by_form: MunicipalityNotice) -> None:
    assert by_form.idea.owner is not None
    own.withdraw(actor=by_form.idea.owner, idea=by_form.idea)
    assert "Formuliersteden" not in html(desk.get("/beheer/gemeenten/"))
    assert "Niet meer op de site" in html(desk.get(url(by_form)))
