"""Addresses made equal, and made harmless outside production."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from aantafel.outbox import addresses


@pytest.mark.parametrize(
    ("given_address", "expected"),
    [
        (" Noor@Buurt.Example ", "Noor@buurt.example"),
        ("noor@bücher.example", "noor@xn--bcher-kva.example"),
    ],
)
def test_normalise(given_address: str, expected: str) -> None:
    assert addresses.normalise(given_address) == expected


@pytest.mark.parametrize(
    "wrong", ["", "noor", "noor@", "@buurt.example", "a@b@c", "noor@buurt.example\nBcc: x@y.example", "ü@buurt.example"]
)
def test_what_is_no_address(wrong: str) -> None:
    with pytest.raises(ValueError, match="mail address"):
        addresses.normalise(wrong)


@pytest.mark.parametrize(
    "address", ["a@buurt.example", "a@EXAMPLE.com", "a@b.test", "a@localhost", "a@c.invalid", "a@x.localhost"]
)
def test_example_addresses_stay(address: str) -> None:
    assert addresses.deliverable(address) == address


@pytest.mark.parametrize("address", ["post@gemeente.nl", "a@example.com.evil.nl", "a@notexample", "a@testexample.nl"])
def test_real_addresses_are_led_nowhere(address: str, settings: Settings) -> None:
    assert addresses.deliverable(address) == address.replace("@", ".") + "@redirect.example"
    settings.MAIL_REAL_ADDRESSES = True
    assert addresses.deliverable(address) == address


@given(st.emails())
def test_a_harmless_address_is_an_address_that_nobody_has(address: str) -> None:
    harmless = addresses.harmless(address)
    assert addresses.is_harmless(harmless)
    assert len(harmless.rpartition("@")[0]) <= 64
    assert addresses.harmless(harmless) == harmless


def test_long_addresses_stay_apart() -> None:
    one, two = (f"{'a' * 60}@{'b' * 30}.{end}.nl" for end in ("een", "twee"))
    assert addresses.harmless(one) != addresses.harmless(two)
