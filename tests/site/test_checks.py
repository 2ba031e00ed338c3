"""Each check of `tests.site.checks` finds what it is for, and nothing else does: so that silence means something."""

from dataclasses import replace
from typing import Any

import pytest

from tests.site.answers import Answer, Answers
from tests.site.checks import faults
from tests.site.pages import PAGES, Role

pytestmark = pytest.mark.django_db

SPOILED: dict[str, dict[str, Any]] = {
    "status": {"status": 500},
    "written": {"wrote": "cannot execute UPDATE in a read-only transaction"},
    "heading": {"body": ("<h1", "<h2")},
    "seeded": {"body": ("{published_title}", "Iets anders")},
    "language": {"body": ('lang="nl"', 'lang="de"')},
    "left_over": {"body": ("</main>", "{{ left }}</main>")},
    "english": {"body": ("</main>", "<p>Skip to the content</p></main>")},
    "unsaid": {"body": ("</main>", '<p lang=""></p></main>')},
    "third_parties": {"body": ("</main>", '<img src="https://elsewhere.example/a.png" alt=""></main>')},
    "weight": {"body": ("</main>", "".join(f"<p>{n * n}</p>" for n in range(20_000)) + "</main>")},
    "headers": {"headers": ("Referrer-Policy", "unsafe-url")},
    "policy": {"headers": ("Content-Security-Policy", "default-src 'none'; script-src *; frame-ancestors 'none'")},
    "cookies": {"cookies": ("sessionid",)},
    "queries": {"queries": ("SELECT 1",) * 9},
}


def page_of(answers: Answers, name: str, role: Role = Role.VISITOR, language: str = "nl") -> Answer:
    return answers.of(next(page for page in PAGES if page.name == name), role, language)


def spoiled(answers: Answers, answer: Answer, **changes: Any) -> Answer:
    if "body" in changes:
        before, after = changes["body"]
        changes["body"] = answer.body.replace(before.format(**vars(answers.world)), after)
        assert changes["body"] != answer.body
    if "headers" in changes:
        name, value = changes["headers"]
        changes["headers"] = {**answer.headers, name: value}
    return replace(answer, **changes)


@pytest.mark.parametrize("check", SPOILED)
def test_what_is_wrong_is_found(answers: Answers, check: str) -> None:
    answer = page_of(answers, "ideas:list")
    assert faults(answers, answer) == []
    found = faults(answers, spoiled(answers, answer, **SPOILED[check]))
    assert {fault.partition(":")[0] for fault in found} == {check}, found


def test_a_door_that_leads_elsewhere_is_found(answers: Answers) -> None:
    answer = page_of(answers, "desk:home")
    assert faults(answers, answer) == []
    assert faults(answers, spoiled(answers, answer, headers=("Location", "/elders/"))) == ["sign_in: leads to /elders/"]


def test_a_closed_door_without_words_is_found(answers: Answers) -> None:
    page = next(page for page in PAGES if page.name == "desk:home")
    role = answers.looks_at_closed(page)
    assert role is not None
    answer = answers.of(page, role, "nl")
    assert faults(answers, answer) == []
    found = faults(answers, spoiled(answers, answer, body=("<h1", "<h2")))
    assert found == ["closed: []"]


def test_a_title_without_a_language_is_found(answers: Answers) -> None:
    answer = page_of(answers, "ideas:list", language="en")
    assert faults(answers, answer) == []
    title = min(answers.titles)
    said = f'<svg><path d=""/></svg><p lang="nl">{title} <b>{title}</b></p><label>{title}</label>'
    assert faults(answers, spoiled(answers, answer, body=("</main>", f"{said}</main>"))) == []
    bare = faults(answers, spoiled(answers, answer, body=("</main>", f"<br><p>{title}</p></main>")))
    assert bare == [f"titles: {title}"]
