"""Mails of a local site have its colours and its logo, and can be read without either."""

import pytest

from aantafel.outbox.render import render
from municipalities import senders
from municipalities.branding import derive, mail, own
from tests.factories.instances import InstanceFactory


def test_our_own_look_and_one_that_cannot_be_read_on_paper_give_no_colours() -> None:
    assert mail.colours({}) == {}
    assert mail.colours({"--nl-link-color": "#ffffff"}) == {}
    assert mail.colours({"--nl-link-color": "rgb(0 0 0 / 50%)"}) == {}


@pytest.mark.parametrize("accent", ["#8a3324", "#ffe600"])
@pytest.mark.django_db
def test_a_button_has_the_colour_of_the_site(accent: str) -> None:
    tokens = derive.from_accent(accent, own.tokens())
    instance = InstanceFactory.create(tokens=tokens, accent=accent, logo="logos/torens.png", logo_description="Torens")
    about = {**senders.of_instance(instance).mail({"url": "https://x.example/", "minutes": 20})["context"]}
    html = render("accounts/sign_in", language="nl", context={**about, "link_start": "https://x.example/"}).html
    button = html[html.index('class="button"') :].split(">")[0]
    assert accent in button and "#1d5546" not in html
    assert 'alt="Torens"' in html and "/logos/torens.png" in html and "<style" not in html


@pytest.mark.django_db
def test_without_a_look_a_mail_stays_as_it_was() -> None:
    about = senders.national().mail({"url": "https://x.example/", "minutes": 20})["context"]
    html = render("accounts/sign_in", language="nl", context={**about, "link_start": "https://x.example/"}).html
    assert "#1d5546" in html and "<img" not in html
