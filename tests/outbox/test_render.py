"""From templates to a mail: language, escaping, the frame that each mail must fill."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from aantafel.outbox import render as rendering
from aantafel.outbox.render import MailTemplateError, render

HOSTILE = "<b>Jan</b> & 'Piet' \"K\" {{ secret }}\r\nBcc: iemand@buurt.example"


@pytest.fixture(autouse=True)
def strange_mails(settings: Settings) -> None:
    """Templates that only these tests use."""
    templates = [dict(settings.TEMPLATES[0])]
    templates[0]["DIRS"] = [*templates[0]["DIRS"], Path(__file__).parent / "templates"]
    settings.TEMPLATES = templates


def mail(kind: str = "strange/names", *, language: str = "nl", **context: Any) -> rendering.Rendered:
    return render(kind, language=language, context={"title": "Een bankje", **context})


def test_text_is_not_escaped_and_html_is() -> None:
    rendered = mail(title=HOSTILE)
    assert "Titel: <b>Jan</b> & 'Piet'" in rendered.text
    assert "<b>Jan" not in rendered.html
    assert "&lt;b&gt;Jan&lt;/b&gt; &amp; 'Piet'" in rendered.html
    assert "{{ secret }}" in rendered.text, "what people type is never a template"


def test_the_subject_is_one_line_without_control_characters() -> None:
    subject = mail(title=HOSTILE, name="Zoë\x00\u2028").subject
    assert subject.startswith("Nieuws voor Zoë over <b>Jan</b>")
    assert "\n" not in subject
    assert "\r" not in subject
    assert "\x00" not in subject


@given(st.text(max_size=400))
def test_no_text_can_break_a_subject(text: str) -> None:
    subject = mail(title=text).subject
    assert len(subject) <= rendering.SUBJECT_LENGTH
    assert len(subject.splitlines()) == 1


def test_a_secret_is_a_placeholder_everywhere() -> None:
    rendered = mail(secret="123456")
    assert "typ [[geheim]]." in rendered.text
    assert 'href="http://testserver/inloggen/[[geheim]]/"' in rendered.html
    assert "123456" not in rendered.text + rendered.html + rendered.subject


@pytest.mark.parametrize(
    ("language", "greeting", "why"),
    [("nl", "Hallo Noor,", "Waarom krijg je deze mail?"), ("en", "Hello Noor,", "Why do you get this mail?")],
)
def test_all_of_it_is_in_the_language_of_the_receiver(language: str, greeting: str, why: str) -> None:
    rendered = mail(language=language, name="Noor")
    assert rendered.text.startswith(greeting)
    assert why in rendered.text
    assert why in rendered.html
    assert f'<html lang="{language}">' in rendered.html


def test_without_a_name_the_greeting_is_general() -> None:
    assert mail().text.startswith("Hallo,\n")


def test_who_sends_it_and_how_to_reach_them(settings: Settings) -> None:
    settings.OPERATOR_NAME, settings.OPERATOR_EMAIL = "Stichting Tafel", "vraag@tafel.example"
    settings.OPERATOR_PHONE = "085 111 22 33"
    rendered = mail()
    for text in (rendered.text, rendered.html):
        assert "Stichting Tafel" in text
        assert "vraag@tafel.example" in text
        assert "085 111 22 33" in text


def test_a_way_to_stop_only_where_there_is_one() -> None:
    assert "stop" not in mail().text.lower()
    stoppable = render(
        "strange/names", language="nl", context={"title": "x"}, stop_url="http://testserver/post/stop/abc/"
    )
    assert "http://testserver/post/stop/abc/" in stoppable.text
    assert 'href="http://testserver/post/stop/abc/"' in stoppable.html


def test_styles_are_written_into_the_elements() -> None:
    html = mail().html
    assert "<style" not in html
    assert "<link" not in html
    assert 'class="button" href="https://voorbeeld.example/?a=1&amp;b=2" style="' in html


def test_text_has_no_trailing_spaces_and_no_holes() -> None:
    text = mail().text
    assert "\n\n\n" not in text
    assert not any(line != line.strip() for line in text.split("\n"))
    assert text.endswith("\n")


@pytest.mark.parametrize(("kind", "what"), [("strange/silent", "reason"), ("strange/nameless", "subject")])
def test_a_mail_without_reason_or_subject_is_not_made(kind: str, what: str) -> None:
    with pytest.raises(MailTemplateError, match=what):
        mail(kind)


def test_kinds_are_found_by_their_templates() -> None:
    rendering.kinds.cache_clear()
    assert "strange/names" in rendering.kinds()
    assert "outbox/test" in rendering.kinds()
    rendering.kinds.cache_clear()
