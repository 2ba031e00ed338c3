"""Pages by key, without a database: what a link may carry."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aantafel.core.addresses import with_query
from aantafel.core.paging import Key, read_key

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(moment=MOMENTS, pk=st.integers(0, 2**59))
def test_a_key_comes_back_as_it_was(moment: datetime, pk: int) -> None:
    assert read_key(str(Key(moment, pk))) == Key(moment, pk)


@given(st.text())
def test_any_text_is_a_key_or_none(text: str) -> None:
    assert read_key(text) is None or "-" in text


@pytest.mark.parametrize("text", ["", "-", "1-", "-1", "1-1-1", "1e3-1", " 1-1", "99999999999999999-1"])
def test_a_mangled_key_is_none(text: str) -> None:
    assert read_key(text) is None


def test_an_address_says_only_what_is_there() -> None:
    assert with_query("/ideeen/", {}) == "/ideeen/"
    assert with_query("/ideeen/", {"q": "een & ander", "thema": ""}) == "/ideeen/?q=een+%26+ander"
