"""What goes in comes out, whatever people type."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import formataddr

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aantafel.outbox import mime

# what PostgreSQL can hold and core.text.tidy lets through
LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=300).map(
    lambda text: " ".join(text.split(" "))
)
BODY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=3000)


def parsed(content: bytes) -> EmailMessage:
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= mime.LONGEST_LINE
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    assert isinstance(body, EmailMessage)
    assert not body.defects
    return str(body.get_content()).replace("\r\n", "\n")


@given(BODY, BODY)
@example("x" * 5000, "é" * 999)
@example(".\n..\n--=_\n", "From me\n")
@example("", "")
@example("trailing space \n\ttab\n" + "y" * 1000, "=3D=\n")
def test_both_forms_arrive_unchanged(text: str, html: str) -> None:
    message = parsed(mime.message([("Subject", "x")], text, html))
    assert part(message, "plain").removesuffix("\n") == text.removesuffix("\n")
    assert part(message, "html").removesuffix("\n") == html.removesuffix("\n")


@given(LINE)
@example("Een bankje voor mensen die slecht lopen, " * 5)
@example("é" * 200)
@example("=?utf-8?q?niet_gecodeerd?=")
def test_a_subject_arrives_unchanged(subject: str) -> None:
    message = parsed(mime.message([("Subject", subject)], "a", "b"))
    assert " ".join(str(message["Subject"]).split()) == " ".join(subject.split())
    assert list(message.keys()) == ["Subject", "MIME-Version", "Content-Type"]


@given(LINE)
@example('Jan "de Boer" <x@y.example>, iemand@anders.example')
def test_a_name_is_never_an_address(name: str) -> None:
    message = parsed(mime.message([("To", formataddr((name, "noor@buurt.example")))], "a", "b"))
    assert [address.addr_spec for address in message["To"].addresses] == ["noor@buurt.example"]


@pytest.mark.parametrize("value", ["x\nBcc: a@b.example", "x\r\nBcc: a@b.example", "x\rBcc: a@b.example"])
def test_a_header_cannot_begin_another(value: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        mime.message([("Subject", value)], "a", "b")


def test_a_long_address_to_stop_survives() -> None:
    url = f"<https://tafel.example/post/stop/{'a' * 300}/>"
    message = parsed(mime.message([("List-Unsubscribe", url)], "a", "b"))
    assert message["List-Unsubscribe"].replace(" ", "") == url
