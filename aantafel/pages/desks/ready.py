"""Ready-made texts beside words that go to somebody. One is put behind what was typed, and never takes its place."""

from collections.abc import Sequence

from django.http import QueryDict

from ideas import reasons
from ideas.reasons import ReadyReason

BUTTON = "klaar"  # the button that puts one there, by its key
Ready = list[tuple[str, str, str]]


def texts(language: str, ready: Sequence[ReadyReason]) -> Ready:
    """Key, label and text of each, the text in the language of its reader."""
    return reasons.reasons_in(language, ready)


def is_asked(data: QueryDict) -> bool:
    """Whether a ready-made text was asked for, instead of sending."""
    return BUTTON in data


def put_in(data: QueryDict, ready: Ready) -> dict[str, str]:
    """What the form holds with the text that was asked for behind what was typed."""
    typed = data.get("text", "").rstrip()
    added = next((text for key, _label, text in ready if key == data.get(BUTTON)), "")
    return {"seen": data.get("seen", ""), "text": "\n\n".join(part for part in (typed, added) if part)}
