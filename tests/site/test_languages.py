"""On English pages the texts of people stand as they were written: each says its own language, for voices."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from ideas.models import Idea
from tests.site.answers import Answers
from tests.site.pages import WHOLE, Page

pytestmark = pytest.mark.django_db

ALONE = {"input", "img", "br", "hr", "meta", "link", "source", "wbr", "circle", "path", "rect", "line", "use"}


@dataclass
class Reader(HTMLParser):
    """The texts in <main> that stand in no element with a language; what a form lets choose from is not looked at."""

    bare: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "lang" in values and not values["lang"]:
            self.empty.append(self.get_starttag_text() or tag)
        if tag not in ALONE:
            self._open.append((tag, bool(values.get("lang")) and tag not in {"html", "main"}))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            continue

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        names = {tag for tag, _has in self._open}
        hidden = {"title", "textarea", "option", "label", "script"} & names
        if text and "main" in names and not hidden and not any(has for _tag, has in self._open):
            self.bare.append(text)


@pytest.mark.parametrize("page", WHOLE, ids=[page.name for page in WHOLE])
def test_titles_say_their_language(answers: Answers, page: Page) -> None:

    titles = set(Idea.everywhere.values_list("title", flat=True))
    for answer in answers.shown(page):
        if answer.is_html:
            reader = Reader()
            reader.feed(answer.body)
            assert reader.empty == [], answer.who
            if answer.language == "en":
                assert [text for text in reader.bare if text in titles] == [], answer.who


def test_a_title_without_a_language_is_found() -> None:
    """So that silence means something."""
    reader = Reader()
    reader.feed('<html lang="en"><main><br><p>Een kas</p><p lang="nl">Een <b>brug</b></p><p>Een bank</p></main>')
    assert reader.bare == ["Een kas", "Een bank"]
