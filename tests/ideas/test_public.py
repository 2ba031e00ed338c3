"""What everyone reads of ideas: the list with its search, and the page of each."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aantafel.accounts.enums import NameDisplay
from aantafel.core import clock
from aantafel.core.paging import PAGE_SIZE
from ideas import queries
from ideas.models import Idea
from municipalities.enums import Province
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory
from tests.factories.municipalities import MunicipalityFactory, PlaceFactory, PostcodeFactory
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db

START = datetime(2026, 6, 1, 12, tzinfo=UTC)
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\u202eomgekeerd\u202c en {{ site.base_url }} {% now 'Y' %}",
    "W" * 140,
]


def html(client: Client, **query: str) -> str:
    response = client.get(reverse("ideas:list"), query)
    assert response.status_code == 200, response.headers
    return str(response.content.decode())


def titles(page: str) -> list[str]:
    """The ideas on a page, in its order."""
    return re.findall(r'class="at-card__link" href="[^"]*"[^>]*>([^<]*)</a>', page)


def days_ago(days: int) -> dict[str, Any]:
    return {"published": True, "published_at": START - timedelta(days=days)}


class TestList:
    def test_the_newest_public_idea_comes_first_and_no_other_is_shown(self, client: Client) -> None:
        IdeaFactory.create(title="Ouder", **days_ago(2))
        IdeaFactory.create(title="Nieuwer", **days_ago(1))
        for flag in ("waiting", "asked", "refused", "withdrawn", "taken_off", "unconfirmed"):
            IdeaFactory.create(title="Niet openbaar", **{flag: True})
        assert titles(html(client)) == ["Nieuwer", "Ouder"]
        assert titles(html(client, sorteer="oud")) == ["Ouder", "Nieuwer"]

    def test_without_any_idea_it_asks_for_the_first(self, client: Client) -> None:
        page = html(client)
        assert titles(page) == []
        assert f'href="{reverse("ideas:pin")}"' in page

    @pytest.mark.parametrize("order", ["", "oud"])
    def test_every_idea_is_on_exactly_one_page(self, client: Client, order: str) -> None:
        for number in range(PAGE_SIZE * 2 + 3):
            IdeaFactory.create(title=f"Idee {number:02}", **days_ago(number // 3))
        seen, query = [], {"sorteer": order} if order else {}
        for _page in range(3):
            page = html(client, **query)
            seen += titles(page)
            following = re.search(r'rel="next" href="[^"]*na=([0-9-]+)', page)
            query = {**query, "na": following[1]} if following else {}
        assert following is None
        assert len(seen) == len(set(seen)) == PAGE_SIZE * 2 + 3

    @pytest.mark.parametrize("mangled", ["x", "-1", "0-0", "9" * 30, "9999999999999999-999999999999999999", "١-١"])
    def test_a_mangled_page_key_is_no_error(self, client: Client, mangled: str) -> None:
        IdeaFactory.create(**days_ago(1))
        assert client.get(reverse("ideas:list"), {"na": mangled}).status_code == 200
        assert client.get(reverse("ideas:list"), {"na": mangled, "q": "bankje"}).status_code == 200

    def test_it_costs_the_same_with_one_idea_and_with_many(self, client: Client) -> None:
        TableFactory.create()
        client.get(reverse("ideas:list"))
        asked = []
        for _round in range(2):
            with CaptureQueriesContext(connection) as captured:
                html(client)
                html(client, q="bankje")
            asked.append(len(captured))
            TableFactory.create_batch(3)
        assert asked[0] == asked[1] == 3

    def test_the_worst_question_stays_within_eight_queries(self, client: Client) -> None:
        here = MunicipalityFactory.create()
        with CaptureQueriesContext(connection) as captured:
            html(client, q="nergens te vinden", gemeente=here.slug, thema="groen")
        assert len(captured) <= 8
        with CaptureQueriesContext(connection) as captured:
            html(client, q="nergens te vinden", plaats="Onbekendstad")
        assert len(captured) <= 8

    def test_signed_out_nothing_is_set_and_the_page_may_be_shared(self, client: Client) -> None:
        response = client.get(reverse("ideas:list"))
        assert not response.cookies
        assert getattr(response, "is_public_page", False)
        assert "HX-Request" in response.headers["Vary"]

    def test_each_list_has_a_title_of_its_own(self, client: Client) -> None:
        IdeaFactory.create(theme="groen", **days_ago(1))
        found = {
            re.findall("<title>.*</title>", html(client, **query))[0]
            for query in ({}, {"q": "bankje"}, {"thema": "groen"}, {"na": "1-1"}, {"q": "bankje", "thema": "groen"})
        }
        assert len(found) == 5

    def test_htmx_gets_the_results_alone(self, client: Client) -> None:
        IdeaFactory.create(title="Een bankje", **days_ago(1))
        response = client.get(reverse("ideas:list"), {"q": "bankje"}, headers={"HX-Request": "true"})
        page = response.content.decode()
        assert page.startswith("<title>Ideeën · “bankje” - AanTafel!</title>")
        assert page.count("<section") == 1
        assert titles(page) == ["Een bankje"]
        assert "<html" not in page

    def test_a_form_sent_as_it_is_leads_to_the_short_address(self, client: Client) -> None:
        query = {"q": " bankje  ", "thema": "", "plaats": "", "provincie": "", "sorteer": "best"}
        response = client.get(reverse("ideas:list"), query)
        assert response.status_code == 302
        assert response.headers["Location"] == reverse("ideas:list") + "?q=bankje"

    @pytest.mark.parametrize("query", [{"thema": "bestaat-niet"}, {"provincie": "x"}, {"sorteer": "x"}, {"q": "  "}])
    def test_a_value_that_means_nothing_is_dropped(self, client: Client, query: dict[str, str]) -> None:
        response = client.get(reverse("ideas:list"), query)
        assert (response.status_code, response.headers.get("Location")) == (302, reverse("ideas:list"))

    def test_a_strange_parameter_is_left_alone(self, client: Client) -> None:
        assert client.get(reverse("ideas:list"), {"utm_source": "krant"}).status_code == 200


class TestSearch:
    @pytest.mark.parametrize("text", ["speeltuin", "SPEELTUINEN", "speeltuintje", "speelt", "een speeltuin"])
    def test_forms_of_a_word_are_found(self, client: Client, text: str) -> None:
        IdeaFactory.create(title="Meer speeltuinen", **days_ago(1))
        IdeaFactory.create(title="Een leesclub", **days_ago(2))
        assert titles(html(client, q=text)) == ["Meer speeltuinen"]

    @pytest.mark.parametrize("text", ["reparatiecafé", "reparatiecafe", "Réparatiecafe"])
    def test_accents_make_no_difference(self, client: Client, text: str) -> None:
        IdeaFactory.create(title="Een reparatiecafé", **days_ago(1))
        assert titles(html(client, q=text)) == ["Een reparatiecafé"]

    def test_every_word_counts_wherever_it_stands(self, client: Client) -> None:
        IdeaFactory.create(title="Bankje", approach="Bij de vijver", **days_ago(1))
        IdeaFactory.create(title="Bankje", approach="Bij de bakker", **days_ago(2))
        assert len(titles(html(client, q="bankje vijver"))) == 1
        assert len(titles(html(client, q="bankje"))) == 2

    def test_the_best_match_comes_first_unless_asked_otherwise(self, client: Client) -> None:
        IdeaFactory.create(title="Een moestuin op het dak", **days_ago(9))
        IdeaFactory.create(title="Meer groen", origin="Er was hier een moestuin.", **days_ago(1))
        assert titles(html(client, q="moestuin"))[0] == "Een moestuin op het dak"
        assert titles(html(client, q="moestuin", sorteer="nieuw"))[0] == "Meer groen"

    def test_ranked_results_have_pages_and_a_count(self, client: Client) -> None:
        for number in range(PAGE_SIZE + 4):
            IdeaFactory.create(title=f"Een moestuin {number}", **days_ago(number))
        first = html(client, q="moestuin")
        assert "24 ideeën gevonden" in first or "24 ideas found" in first
        second = html(client, q="moestuin", na=str(PAGE_SIZE))
        assert len(titles(first)) == PAGE_SIZE
        assert len(titles(second)) == 4
        assert not set(titles(first)) & set(titles(second))
        assert titles(html(client, q="moestuin", na="9999")) == titles(first)

    @pytest.mark.parametrize("order", ["nieuw", "oud"])
    def test_results_by_date_have_pages_beyond_the_limit(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, order: str
    ) -> None:
        monkeypatch.setattr(queries, "MOST_RANKED", PAGE_SIZE + 1)
        for number in range(PAGE_SIZE * 2 + 3):
            IdeaFactory.create(title=f"Een moestuin {number:02}", **days_ago(number // 3))
        IdeaFactory.create(title="Een leesclub", **days_ago(0))
        seen, query = [], {"q": "moestuin", "sorteer": order}
        for _page in range(3):
            page = html(client, **query)
            seen += titles(page)
            following = re.search(r'rel="next" href="[^"]*na=([0-9-]+)', page)
            query = {**query, "na": following[1]} if following else {}
        assert following is None
        assert len(seen) == len(set(seen)) == PAGE_SIZE * 2 + 3
        assert (seen[0] < seen[-1]) is (order == "nieuw")

    def test_no_more_than_the_limit_is_ranked(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(queries, "MOST_RANKED", 2)
        for number in range(4):
            IdeaFactory.create(title=f"Een moestuin {number}", **days_ago(number))
        assert titles(html(client, q="moestuin")) == ["Een moestuin 0", "Een moestuin 1"]

    def test_nothing_found_helps_on(self, client: Client) -> None:
        IdeaFactory.create(title="Een moestuin op het dak", **days_ago(1))
        page = html(client, q="moestuin zwembad", thema="sport")
        assert f'href="{reverse("ideas:pin")}?idee=moestuin+zwembad"' in page
        assert f'href="{reverse("ideas:list")}?q=moestuin+zwembad"' in page
        assert f'href="{reverse("ideas:list")}?thema=sport"' in page
        assert titles(page) == ["Een moestuin op het dak"]

    @pytest.mark.parametrize("text", ["'", "a & b", "!:*", "\\", "\x00", "<->", "de", "W" * 3000, "😀", *HOSTILE])
    def test_any_text_may_be_asked(self, client: Client, text: str) -> None:
        response = client.get(reverse("ideas:list"), {"q": text}, follow=True)
        assert response.status_code == 200
        assert b"<script>alert" not in response.content
        assert b"<img src=x" not in response.content


class TestFilters:
    def test_by_theme(self, client: Client) -> None:
        IdeaFactory.create(title="Groen", theme="groen", **days_ago(1))
        IdeaFactory.create(title="Zorg", theme="zorg", **days_ago(1))
        assert titles(html(client, thema="groen")) == ["Groen"]

    def test_by_municipality_and_province(self, client: Client) -> None:
        here = MunicipalityFactory.create(province=Province.ZEELAND)
        IdeaFactory.create(title="Hier", municipality=here, **days_ago(1))
        IdeaFactory.create(title="Elders", **days_ago(1))
        assert titles(html(client, gemeente=here.slug)) == ["Hier"]
        assert titles(html(client, provincie="zeeland")) == ["Hier"]
        assert titles(html(client, provincie="drenthe")) == []

    def test_each_filter_can_be_taken_off(self, client: Client) -> None:
        page = html(client, thema="groen", provincie="zeeland")
        assert f'href="{reverse("ideas:list")}?provincie=zeeland"' in page
        assert f'href="{reverse("ideas:list")}?thema=groen"' in page

    @pytest.mark.parametrize("typed", ["7201", "7201 AB", "Voorstad", "voorstad"])
    def test_a_place_that_is_typed_becomes_its_municipality(self, client: Client, typed: str) -> None:
        here = MunicipalityFactory.create(name="Voorstad")
        PostcodeFactory.create(pc4="7201", municipality=here)
        PlaceFactory.create(name="Voordorp", municipality=here)
        response = client.get(reverse("ideas:list"), {"plaats": typed, "q": "bankje"})
        assert response.headers["Location"] == reverse("ideas:list") + "?q=bankje&gemeente=voorstad"

    def test_a_province_may_be_typed_too(self, client: Client) -> None:
        response = client.get(reverse("ideas:list"), {"plaats": "fryslan"})
        assert response.headers["Location"] == reverse("ideas:list") + "?provincie=fryslan"

    def test_a_shared_postcode_offers_the_choice(self, client: Client) -> None:
        for rank, name in ((1, "Voorstad"), (2, "Achterstad")):
            PostcodeFactory.create(pc4="7201", municipality=MunicipalityFactory.create(name=name), rank=rank)
        IdeaFactory.create(title="Ergens", **days_ago(1))
        page = html(client, plaats="7201")
        assert titles(page) == []
        assert f'href="{reverse("ideas:list")}?gemeente=voorstad"' in page
        assert f'href="{reverse("ideas:list")}?gemeente=achterstad"' in page

    def test_nonsense_gets_help_and_the_whole_country(self, client: Client) -> None:
        IdeaFactory.create(title="Ergens", **days_ago(1))
        page = html(client, plaats="qqqqqq")
        assert "qqqqqq" in page
        assert titles(page) == ["Ergens"]

    def test_the_field_can_be_emptied_and_kept(self, client: Client) -> None:
        here = MunicipalityFactory.create(name="Voorstad")
        emptied = client.get(reverse("ideas:list"), {"plaats": "", "gemeente": here.slug})
        assert emptied.headers["Location"] == reverse("ideas:list")
        kept = client.get(reverse("ideas:list"), {"plaats": "Voorstad", "gemeente": here.slug})
        assert kept.headers["Location"] == reverse("ideas:list") + "?gemeente=voorstad"

    def test_an_ended_municipality_leads_to_its_successor(self, client: Client) -> None:
        new = MunicipalityFactory.create(name="Nieuwstad")
        old = MunicipalityFactory.create(name="Oudstad", merged_into=new)
        response = client.get(reverse("ideas:list"), {"gemeente": old.slug})
        assert response.headers["Location"] == reverse("ideas:list") + "?gemeente=nieuwstad"

    def test_an_unknown_municipality_is_looked_up_as_a_place(self, client: Client) -> None:
        response = client.get(reverse("ideas:list"), {"gemeente": "bestaat-niet"})
        assert response.headers["Location"] == reverse("ideas:list") + "?plaats=bestaat-niet"


class TestDetail:
    def test_it_shows_the_idea_its_place_and_who(self, client: Client) -> None:
        owner = UserFactory.create(name="Fatma Voorbeeld", name_display=NameDisplay.FULL)
        idea = IdeaFactory.create(published=True, sketched=True, owner=owner, changed_at=START)
        page = client.get(idea.get_absolute_url()).content.decode()
        for part in (idea.title, idea.origin, idea.approach, idea.people, idea.place, idea.role, idea.interest):
            assert part in page
        assert "Fatma Voorbeeld" in page
        assert idea.municipality is not None
        assert idea.municipality.name in page
        assert "1 juni 2026" in page

    @pytest.mark.parametrize(("display", "shown"), [(NameDisplay.HIDDEN, ""), (NameDisplay.FIRST, "Fatma")])
    def test_a_name_shows_no_further_than_agreed(self, client: Client, display: str, shown: str) -> None:
        owner = UserFactory.create(name="Fatma Voorbeeld", name_display=display)
        idea = IdeaFactory.create(published=True, owner=owner)
        page = client.get(idea.get_absolute_url()).content.decode()
        assert ("Fatma" in page) is bool(shown)
        assert "Voorbeeld</span>" not in page
        assert owner.email not in page

    def test_the_table_stands_beside_it(self, client: Client) -> None:
        table = TableFactory.create(step=3)
        page = client.get(table.idea.get_absolute_url()).content.decode()
        assert f'href="{table.get_absolute_url()}"' in page
        assert page.count('aria-current="step"') == 1

    def test_a_wrong_slug_leads_to_the_right_one_for_good(self, client: Client) -> None:
        idea = IdeaFactory.create(published=True)
        response = client.get(reverse("ideas:detail", args=[idea.pk, "iets-anders"]))
        assert (response.status_code, response.headers["Location"]) == (302, idea.get_absolute_url())

    @pytest.mark.parametrize(
        ("flag", "status"),
        [
            ("published", 200),
            ("taken_off", 410),
            ("withdrawn", 404),
            ("waiting", 404),
            ("asked", 404),
            ("refused", 404),
            ("unconfirmed", 404),
        ],
    )
    def test_only_what_is_public_is_shown(self, client: Client, flag: str, status: int) -> None:
        idea = IdeaFactory.create(title="Geheime tuin", **{flag: True})
        for own in (False, True):
            if own and idea.owner:
                client.force_login(idea.owner)
            response = client.get(idea.get_absolute_url())
            assert response.status_code == status
            assert ("Geheime tuin" in response.content.decode()) is (status == 200)

    def test_the_owner_and_nobody_else_is_led_to_the_own_page(self, client: Client) -> None:
        owner = UserFactory.create()
        idea = IdeaFactory.create(published=True, owner=owner)
        mine = reverse("ideas:mine", args=[idea.pk])
        assert mine not in client.get(idea.get_absolute_url()).content.decode()
        client.force_login(UserFactory.create())
        assert mine not in client.get(idea.get_absolute_url()).content.decode()
        client.force_login(owner)
        assert mine in client.get(idea.get_absolute_url()).content.decode()

    def test_signed_out_it_sets_nothing_and_asks_little(self, client: Client) -> None:
        table = TableFactory.create(idea__sketched=True)
        client.get(table.idea.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            response = client.get(table.idea.get_absolute_url())
        assert not response.cookies
        assert getattr(response, "is_public_page", False)
        assert len(captured) == 4  # the idea, its table, how many people help and join, the reactions

    def test_what_a_shared_link_shows(self, client: Client) -> None:
        idea = IdeaFactory.create(published=True, origin="Ik zit er graag.\n\nElke dag.")
        page = client.get(idea.get_absolute_url()).content.decode()
        assert f'<meta property="og:title" content="{idea.title}">' in page
        assert '<meta property="og:description" content="Ik zit er graag. Elke dag.">' in page
        assert f'<meta property="og:url" content="http://testserver{idea.get_absolute_url()}">' in page
        assert "site-card.png" in page
        Idea.everywhere.filter(pk=idea.pk).update(picture="pictures/" + "a" * 32 + ".jpg")
        page = client.get(idea.get_absolute_url()).content.decode()
        image = f"http://testserver/media/pictures/{'a' * 32}.jpg"
        assert f'<meta property="og:image" content="{image}">' in page

    @pytest.mark.parametrize("text", HOSTILE)
    def test_what_people_type_stays_text(self, client: Client, text: str) -> None:
        fields = {"origin": f"{text}\n\nhttps://lokvogel.example", "people": text, "place": text, "role": text[:100]}
        idea = IdeaFactory.create(published=True, title=text[:140], interest=text, **fields)
        for address in (idea.get_absolute_url(), reverse("ideas:list")):
            page = client.get(address).content.decode()
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            assert "{{ site.base_url }}" in page or "{{" not in text
        assert 'href="https://lokvogel' not in client.get(idea.get_absolute_url()).content.decode()

    def test_it_stands_under_english_too(self, client: Client) -> None:
        idea = IdeaFactory.create(published=True)
        response = client.get(f"/en{idea.get_absolute_url()}")
        assert response.status_code == 200
        assert '<html lang="en">' in response.content.decode()


def test_the_list_walks_its_index(client: Client) -> None:
    """With enough rows that reading them all would be the worse plan, PostgreSQL takes the index of newest ideas."""
    here = MunicipalityFactory.create()
    rows = [
        Idea(pk=n, title=f"Idee {n}", state="published", municipality=here, published_at=START, submitted_at=START)
        for n in range(10_000_000, 10_003_000)
    ]
    Idea.everywhere.bulk_create(rows, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ideas_idea")
    with clock.frozen(START), CaptureQueriesContext(connection) as captured:
        html(client, na=f"{int(START.timestamp()) * 1_000_000}-{rows[2000].pk}")
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + captured.captured_queries[0]["sql"])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "idea_newest" in plan
    assert not re.search(r"Seq Scan on ideas_idea\b", plan)
