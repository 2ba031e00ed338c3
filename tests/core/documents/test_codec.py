"""A document as JSON."""

import json
from typing import Any

import pytest
from hypothesis import given

from aantafel.core.documents.codec import Unreadable, from_json, to_json
from aantafel.core.documents.structure import Document
from tests.core.documents.made import AT, calm, documents, whole


@calm
@given(documents())
def test_nothing_is_lost(made: Document) -> None:
    assert from_json(json.loads(json.dumps(to_json(made)))) == made


def test_it_reads_by_itself() -> None:
    data = to_json(whole())
    assert (data["format"], data["version"], data["language"]) == ("aantafel-document", 1, "nl")
    assert data["made_at"] == AT.isoformat()
    assert {"kind": "item", "level": 2, "anchor": "besluit-1", "label": "Besluit 1"}.items() <= data["body"][8].items()
    assert data["body"][6] == {
        "kind": "paragraph",
        "content": [
            "Kijk ",
            {"link": "https://voorbeeldstad.example/plan", "text": "naar het plan"},
            " en ",
            {"strong": "kom"},
        ],
    }


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"format": "iets anders"},
        {"title": None},
        {"title": ""},
        {"made_at": "gisteren"},
        {"body": None},
        {"body": [{"kind": "script"}]},
        {"body": [None]},
        {"body": [{"kind": "heading", "level": "1", "text": "a", "anchor": ""}]},
        {"body": [{"kind": "paragraph", "content": "abc"}]},
        {"body": [{"kind": "paragraph", "content": [{"link": "javascript:alert(1)", "text": "a"}]}]},
        {"body": [{"kind": "paragraph", "content": [7]}]},
        {"body": [{"kind": "note", "title": "", "body": [{"kind": "heading"}]}]},
        {"summary": [{"kind": "quote"}]},
        {"details": ["ab"]},
    ],
)
def test_what_is_no_document_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        from_json({**to_json(whole()), **change})


@pytest.mark.parametrize("name", sorted(to_json(whole())))
def test_nothing_may_be_missing(name: str) -> None:
    data = to_json(whole())
    del data[name]
    with pytest.raises(Unreadable):
        from_json(data)
