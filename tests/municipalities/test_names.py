"""The many ways in which a name is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from municipalities import names
from municipalities.enums import Province


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("'s-Hertogenbosch", "hertogenbosch"),
        ("’s-Gravenhage", "gravenhage"),
        ("'t Harde", "harde"),
        ("Súdwest-Fryslân", "sudwest fryslan"),
        ("Den Haag", "den haag"),
        ("Staphorst", "staphorst"),
        ("Tiel", "tiel"),
        ("'s-", "s"),
    ],
)
def test_names_sort_where_people_look(name: str, sorted_as: str) -> None:
    assert names.sort_name(name) == sorted_as


def test_spellings_of_one_name_share_a_key() -> None:
    assert names.search_key("Den Haag") == names.search_key("denhaag") == names.search_key(" DEN-HAAG ")


def test_a_municipality_is_found_by_each_of_its_names() -> None:
    keys = names.municipality_keys("GM0796", "'s-Hertogenbosch", "'s-Hertogenbosch")
    assert keys == ["shertogenbosch", "denbosch", "hertogenbosch"]


def test_an_addition_in_brackets_may_be_left_out() -> None:
    assert {"bergen", "bergennh"} <= set(names.municipality_keys("GM0000", "Bergen (NH)", "Bergen (NH.)"))


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Hengelo GLD", ["hengelogld", "hengelo"]),
        ("Beek Gem Montferland", ["beekgemmontferland", "beek"]),
        ("Spaarndam Gem. Haarlem", ["spaarndamgemhaarlem", "spaarndam"]),
        ("St.-Annaparochie", ["stannaparochie", "sintannaparochie"]),
        ("'t Harde", ["tharde", "harde"]),
        ("Sneek", ["sneek"]),
    ],
)
def test_a_place_is_found_with_and_without_what_the_register_adds(name: str, keys: list[str]) -> None:
    assert names.place_keys(name) == keys


@pytest.mark.parametrize(
    ("register", "shown"),
    [("'T Harde", "'t Harde"), ("'S Gravenmoer", "'s Gravenmoer"), ("Tull en 'T Waal", "Tull en 't Waal")],
)
def test_a_place_shows_as_people_write_it(register: str, shown: str) -> None:
    assert names.shown_place(register) == shown


@pytest.mark.parametrize(
    ("text", "base", "province"),
    [
        ("bergen limburg", "bergen", Province.LIMBURG),
        ("hengelo gld", "hengelo", Province.GELDERLAND),
        ("laren noord holland", "laren", Province.NOORD_HOLLAND),
        ("sneek friesland", "sneek", Province.FRYSLAN),
        ("zutphen", "zutphen", None),
        ("limburg", "limburg", None),
    ],
)
def test_a_province_behind_a_name_is_split_off(text: str, base: str, province: Province | None) -> None:
    assert names.split_province(text) == (base, province)


@given(st.text(max_size=60))
def test_keys_are_never_empty_or_double(text: str) -> None:
    for keys in (names.place_keys(text), names.municipality_keys("GM0001", text)):
        assert all(keys)
        assert len(set(keys)) == len(keys)
