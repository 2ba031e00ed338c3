"""What the rehearsal reads from docker-compose.yml is what Docker would make of it."""

import pytest

from rehearsal import compose

FILLED_IN = {**compose.example(), "SECRET_KEY": "geheim", "DATABASE_PASSWORD": "wachtwoord"}


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("${A}", "een"),
        ("${A:-anders}", "een"),
        ("${B:-anders}", "anders"),
        ("${LEEG:-anders}", "anders"),
        ("${B:-x:${A:?waarom}@y}", "x:een@y"),
        ("${A:-x:${B:?waarom}@y}", "een"),
        ("$$A en $${A}", "$A en ${A}"),
    ],
)
def test_variables_are_filled_in(text: str, becomes: str) -> None:
    assert compose.fill(text, {"A": "een", "LEEG": ""}) == becomes


def test_a_missing_value_is_said_to_be_missing() -> None:
    with pytest.raises(ValueError, match=r"Fill in SECRET_KEY in \.env\."):
        compose.service("web", {"DATABASE_PASSWORD": "wachtwoord"})


def test_a_service_has_its_command_its_variables_and_its_sign_of_life() -> None:
    worker = compose.service("worker", {**FILLED_IN, "WORKER_PROCESSES": "5"})
    assert "--concurrency=5" in worker.command
    assert worker.environment["DATABASE_URL"] == "postgres://aantafel:wachtwoord@database:5432/aantafel"
    assert worker.health[:2] == ["sh", "-c"]
    assert worker.grace == 130


def test_the_steps_of_the_image_are_those_of_its_last_stage() -> None:
    steps = compose.image_steps()
    assert ("COPY", ["aantafel", "aantafel"]) in steps
    assert not [words for name, words in steps if name == "RUN" and "npm" in words]
