"""A letter with a code: printed once, its address kept nowhere, and the idea taken over with it."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from aantafel.accounts.models import SignInToken, User
from aantafel.core import clock
from aantafel.outbox.models import OutgoingMail
from ideas import short_codes
from ideas.lifecycle import State
from ideas.models import ClaimCode, Idea
from ideas.services import letters
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.pages.desks.conftest import html
from tests.pages.local.conftest import Town
from tests.support.at_once import at_once

STREET = "Lange Geheimstraat 17 achter"
CODE = re.compile(r"at-letter__code\">([A-Z0-9]{4} [A-Z0-9]{4})<")


def told(town: Town, **fields: Any) -> Idea:
    return IdeaFactory.create(
        waiting=True,
        municipality=town.municipality,
        owner=None,
        pinner__name="Riet van Dam",
        pinner__consent_recorded_by=town.coordinator,
        **fields,
    )


def print_letter(town: Town, idea: Idea, **fields: Any) -> str:
    typed = {"sheet": str(uuid4()), "address": f"Riet van Dam\n{STREET}\n7201 AB Tafeldam", **fields}
    response = town.as_(town.coordinator).post(f"/coordinator/ingevoerd/{idea.pk}/brief/", typed)
    assert response.status_code == 200
    return html(response)


def code_in(page: str) -> str:
    found = CODE.search(page)
    assert found
    return found[1]


class TestTheLetter:
    def test_says_what_it_is_about_and_how_to_go_on(self, town: Town) -> None:
        page = print_letter(town, told(town, title="Een biljart in het dorpshuis"))
        for text in ("Een biljart in het dorpshuis", STREET, "tafeldam.testserver/van-mij/", town.instance.name):
            assert text in page
        code = code_in(page)
        assert ClaimCode.objects.get().digest == short_codes.digest(short_codes.normalise(code))

    def test_the_address_is_kept_nowhere(self, town: Town, caplog: pytest.LogCaptureFixture) -> None:
        idea = told(town)
        with caplog.at_level(0):
            print_letter(town, idea)
        assert STREET not in caplog.text
        assert [name for name in tables() if holds(name, STREET) or holds(name, "Geheimstraat")] == []
        kept = cache._cache.get_client()  # type: ignore[attr-defined]  # Django's own, to see every key
        assert [key for key in kept.keys("*") if "Geheimstraat" in repr(kept.dump(key))] == []

    def test_the_code_is_kept_as_a_digest_alone(self, town: Town) -> None:
        code = short_codes.normalise(code_in(print_letter(town, told(town))))
        assert [name for name in tables() if holds(name, code) or holds(name, short_codes.grouped(code))] == []

    def test_is_not_kept_by_the_browser(self, town: Town) -> None:
        idea = told(town)
        response = town.as_(town.coordinator).post(
            f"/coordinator/ingevoerd/{idea.pk}/brief/", {"sheet": str(uuid4()), "address": STREET}
        )
        assert "no-store" in response["Cache-Control"]

    def test_sent_twice_is_the_same_letter(self, town: Town) -> None:
        idea, name = told(town), str(uuid4())
        first, second = [code_in(print_letter(town, idea, sheet=name)) for _ in range(2)]
        assert first == second and ClaimCode.objects.count() == 1

    def test_a_new_one_stops_the_old(self, town: Town) -> None:
        idea = told(town)
        old, new = [code_in(print_letter(town, idea)) for _ in range(2)]
        assert old != new
        with pytest.raises(letters.WrongClaimCode):
            letters.find(typed=old, client="1")
        assert letters.find(typed=new, client="1").idea == idea

    def test_does_without_an_address(self, town: Town) -> None:
        assert code_in(print_letter(town, told(town), address=""))

    def test_six_lines_do_not_fit(self, town: Town) -> None:
        idea = told(town)
        response = town.as_(town.coordinator).post(
            f"/coordinator/ingevoerd/{idea.pk}/brief/", {"sheet": str(uuid4()), "address": "\n".join("abcdef")}
        )
        assert response.status_code == 422
        assert not ClaimCode.objects.exists()

    def test_html_in_an_address_stays_text(self, town: Town) -> None:
        assert "<script>alert" not in print_letter(town, told(town), address="<script>alert(1)</script>")

    def test_an_idea_with_an_owner_needs_none(self, town: Town) -> None:
        idea = told(town)
        Idea.everywhere.filter(pk=idea.pk).update(owner=UserFactory.create())
        response = town.as_(town.coordinator).post(
            f"/coordinator/ingevoerd/{idea.pk}/brief/", {"sheet": str(uuid4()), "address": "x"}
        )
        assert response.status_code == 422
        assert not ClaimCode.objects.exists()

    def test_an_english_idea_gets_an_english_letter(self, town: Town) -> None:
        page = print_letter(town, told(town, language="en"))
        assert "Your idea is with us" in page and "/en/van-mij/" in page


class TestTakingOver:
    def code(self, town: Town) -> tuple[Idea, str]:
        idea = told(town)
        return idea, code_of(town, idea)

    @pytest.mark.parametrize("on_local_site", [True, False])
    def test_by_a_code_and_a_mail_on_any_site(self, town: Town, national: Client, on_local_site: bool) -> None:
        idea, code = self.code(town)
        visitor = town.as_(None) if on_local_site else national
        there = visitor.post("/van-mij/", {"code": code.lower().replace(" ", "-")})["Location"]
        assert idea.title in html(visitor.get(there))
        response = visitor.post(there, {"email": "Riet@buurt.example"})
        token = SignInToken.objects.get(email="riet@buurt.example")
        secret = OutgoingMail.objects.get(dedupe_key=f"sign-in:{token.key}").secret
        done = visitor.post(response["Location"], {"code": secret})
        assert done["Location"] == f"/mijn/ideeen/{idea.pk}/"
        idea.refresh_from_db()
        owner = User.objects.get(email="riet@buurt.example")
        assert (idea.owner, owner.name) == (owner, "Riet van Dam")
        assert ClaimCode.objects.get().used_at is not None

    def test_by_somebody_who_is_signed_in(self, town: Town) -> None:
        idea, code = self.code(town)
        user = UserFactory.create()
        browser = town.as_(user)
        there = browser.post("/van-mij/", {"code": code})["Location"]
        assert browser.post(there)["Location"] == f"/mijn/ideeen/{idea.pk}/"
        assert Idea.everywhere.get().owner == user
        assert browser.get(there)["Location"] == f"/mijn/ideeen/{idea.pk}/"

    def test_reading_the_page_takes_nothing_over(self, town: Town) -> None:
        _idea, code = self.code(town)
        browser = town.as_(UserFactory.create())
        browser.get(browser.post("/van-mij/", {"code": code})["Location"])
        assert Idea.everywhere.get().owner is None

    def test_a_used_code_leads_nowhere(self, town: Town) -> None:
        _idea, code = self.code(town)
        browser = town.as_(UserFactory.create())
        there = browser.post("/van-mij/", {"code": code})["Location"]
        browser.post(there)
        other = town.as_(UserFactory.create())
        assert other.post("/van-mij/", {"code": code}).status_code == 422
        assert (other.get(there).status_code, other.post(there).status_code) == (404, 404)

    def test_after_a_year_it_is_too_late(self, town: Town) -> None:
        _idea, code = self.code(town)
        with clock.frozen(clock.now() + timedelta(days=366)):
            response = town.as_(None).post("/van-mij/", {"code": code})
            assert response.status_code == 422 and "te oud" in html(response)
            assert letters.erase_old() == 1

    @pytest.mark.parametrize("typed", ["", " ", "CDFG346", "CDFG34678", "AEIOU000", "𝟛DFG3467", "' OR 1=1", "\x00" * 8])
    def test_what_is_no_code_is_told_so(self, town: Town, typed: str) -> None:
        self.code(town)
        assert town.as_(None).post("/van-mij/", {"code": typed}).status_code == 422

    def test_guessing_stops_soon(self, town: Town) -> None:
        _idea, code = self.code(town)
        visitor = town.as_(None)
        for _ in range(letters.TRIES):
            assert visitor.post("/van-mij/", {"code": "CDFG 3467"}).status_code == 422
        response = visitor.post("/van-mij/", {"code": code})
        assert response.status_code == 422 and "heel veel codes" in html(response)

    def test_who_guesses_from_many_connections_is_reported_and_keeps_nobody_out(
        self, town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        idea, code = self.code(town)
        monkeypatch.setattr(letters, "WRONG_OF_ALL", 5)
        for number in range(8):
            with pytest.raises(letters.WrongClaimCode):
                letters.find(typed="CDFG 3467", client=str(number))
        assert letters.find(typed=code, client="another").idea == idea
        assert [line.levelname for line in caplog.records if line.name == letters.__name__] == ["ERROR"]

    def test_an_idea_that_became_part_of_another_has_no_letter(self, town: Town) -> None:
        assert not letters.can_have_letter(told(town, state=State.MERGED))

    def test_a_code_survives_a_new_secret_key(self, town: Town, settings: Any) -> None:
        idea, code = self.code(town)
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another-one"
        assert letters.find(typed=code, client="1").idea == idea


@pytest.mark.django_db(transaction=True)
def test_two_people_with_one_letter_get_one_idea(town: Town) -> None:
    code = letters.find(typed=code_of(town, told(town)), client="1")
    people = [UserFactory.create(), UserFactory.create()]

    def take(person: User) -> str:
        try:
            return letters.claim_signed_in(actor=person, key=code.key)
        except letters.UsedClaimCode:
            return "late"

    found = at_once(lambda: take(people[0]), lambda: take(people[1]))
    assert sorted(path == "late" for path in found) == [False, True]
    assert Idea.everywhere.get().owner == people[found.index(f"/mijn/ideeen/{code.idea_id}/")]


@pytest.mark.django_db(transaction=True)
def test_a_letter_and_the_mail_at_once_give_one_owner(town: Town) -> None:
    """The desk makes another letter while the person takes the idea over."""
    idea = told(town)
    code = letters.find(typed=code_of(town, idea), client="1")
    person = UserFactory.create()

    def again() -> str:
        try:
            return letters.make_code(actor=town.coordinator, idea=idea, sheet=uuid4())
        except letters.NoLetter:
            return "none"

    def take() -> str:
        try:
            return letters.claim_signed_in(actor=person, key=code.key)
        except letters.UsedClaimCode:
            return "late"

    made, taken = at_once(again, take)
    owner = Idea.everywhere.get().owner
    assert (made == "none") is (owner == person)
    assert (taken == "late") is (owner is None)


def test_a_form_that_comes_back_is_kept_nowhere_either(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    idea = told(town)
    with caplog.at_level(0):
        response = town.as_(town.coordinator).post(
            f"/coordinator/ingevoerd/{idea.pk}/brief/", {"sheet": "no uuid", "address": STREET}
        )
    assert response.status_code == 422 and STREET in html(response)
    assert STREET not in caplog.text
    assert [name for name in tables() if holds(name, STREET)] == []


def code_of(town: Town, idea: Idea) -> str:
    return short_codes.grouped(letters.make_code(actor=town.coordinator, idea=idea, sheet=uuid4()))


def tables() -> list[str]:
    return connection.introspection.table_names()


def holds(table: str, text: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}" AS line WHERE line::text LIKE %s', [f"%{text}%"])
        return bool(cursor.fetchone()[0])
