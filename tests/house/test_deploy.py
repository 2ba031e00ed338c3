"""What the production shape promises: read from Dockerfile, docker-compose.yml and deploy/, without a Docker engine."""

import re
import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from municipalities.middleware import CertificateMiddleware
from tests.core.test_production import WHOLE

ROOT = Path(settings.ROOT)
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
CADDYFILE = (ROOT / "deploy/Caddyfile").read_text(encoding="utf-8")
SHAPE: dict[str, Any] = yaml.safe_load(COMPOSE)
SERVICES: dict[str, dict[str, Any]] = SHAPE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
LASTING = sorted(name for name, service in SERVICES.items() if service["restart"] != "no")


def instructions() -> list[tuple[str, str]]:
    """Each instruction of the Dockerfile with its arguments, long lines joined and comments left out."""
    lines = [line for line in DOCKERFILE.splitlines() if not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    found = [line.split(None, 1) for line in joined.splitlines() if line.strip()]
    return [(name, arguments) for name, arguments in found]


def last_stage() -> list[tuple[str, str]]:
    steps = instructions()
    begin = max(place for place, (name, _arguments) in enumerate(steps) if name == "FROM")
    return steps[begin:]


def copied(steps: list[tuple[str, str]]) -> list[str]:
    """What a COPY takes from this folder."""
    lists = [shlex.split(arguments) for name, arguments in steps if name == "COPY" and "--from" not in arguments]
    return [source for sources in lists for source in sources[:-1]]


def test_everything_that_is_copied_exists_and_is_let_through() -> None:
    allowed = re.findall(r"^!(\S+)$", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    for source in copied(instructions()):
        assert (ROOT / source).exists(), source
        assert source.split("/")[0] in allowed, f".dockerignore keeps {source} out"


def test_nothing_is_let_through_that_nobody_copies() -> None:
    first, *rest = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()[1:]
    assert first == "*"
    allowed = {line[1:] for line in rest if line.startswith("!")}
    assert allowed == {source.split("/")[0] for source in copied(instructions())}


def test_every_app_of_ours_is_in_the_image() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = set(project["tool"]["importlinter"]["root_packages"])
    assert packages <= set(copied(last_stage()))
    built = (ROOT / "frontend/build.mjs").read_text(encoding="utf-8")
    match = re.search(r"const sources = \[(.+)\];", built)
    assert match
    assert set(re.findall(r'"(\w+)"', match.group(1))) == packages <= set(copied(instructions()[:12]))


def test_the_image_is_lean_and_runs_as_nobody() -> None:
    steps = last_stage()
    [user] = [arguments for name, arguments in steps if name == "USER"]
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    said = " ".join(arguments for _name, arguments in steps)
    assert not re.search(r"apt-get|npm|pip install|gcc", said)
    assert [name for name, _arguments in steps if name == "ADD"] == []
    assert any(name == "HEALTHCHECK" for name, _arguments in steps)


def test_packages_are_checked_by_their_hashes() -> None:
    installs = re.findall(r"pip install ([^&]+)", " ".join(arguments for _name, arguments in instructions()))
    assert installs
    assert all("--require-hashes" in install for install in installs)


def test_images_are_pinned() -> None:
    bases = [arguments.split()[0] for name, arguments in instructions() if name == "FROM"]
    foreign = [service["image"] for name, service in SERVICES.items() if name not in OURS]
    for image in (*bases, *foreign):
        assert re.search(r":\d+\.\d+\.?\d*", image), image
    assert len({service["image"] for service in OURS.values()}) == 1


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_may_do_no_more_than_it_must(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "proxy" else [])
    assert (service["user"] == "0:0") == (name == "proxy"), "only the proxy is root, without root's rights"
    assert "privileged" not in service and "network_mode" not in service
    assert {"mem_limit", "cpus", "pids_limit"} <= service.keys()
    assert service["logging"]["options"].keys() == {"max-size", "max-file"}


@pytest.mark.parametrize("name", LASTING)
def test_what_keeps_running_is_watched_and_comes_back(name: str) -> None:
    service = SERVICES[name]
    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"][0] in {"CMD", "CMD-SHELL"}
    assert "stop_grace_period" in service


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert SERVICES["proxy"]["networks"] == ["edge"]
    assert SHAPE["networks"]["inside"]["internal"] is True
    for name in ("database", "broker", "cache", "beat", "metrics"):
        assert SERVICES[name]["networks"] == ["inside"], name
    assert {name for name, service in SERVICES.items() if "edge" in service["networks"]} == {"proxy", "web"}


def test_the_web_server_believes_the_proxy_s_network_and_no_other() -> None:
    [subnet] = SHAPE["networks"]["edge"]["ipam"]["config"]
    assert SHAPE["x-environment"]["TRUSTED_PROXIES"] == f"${{TRUSTED_PROXIES:-{subnet['subnet']}}}"


@pytest.mark.parametrize("name", OURS)
def test_every_process_gets_what_the_settings_demand(name: str) -> None:
    demanded = set(WHOLE) - {"DJANGO_SETTINGS_MODULE"}
    assert demanded <= OURS[name]["environment"].keys()
    assert "DJANGO_SETTINGS_MODULE=aantafel.settings.production" in DOCKERFILE


@pytest.mark.parametrize("name", sorted(set(OURS) - {"migrate"}))
def test_nothing_starts_before_the_database_is_ready_for_it(name: str) -> None:
    after = OURS[name]["depends_on"]
    assert after["migrate"] == {"condition": "service_completed_successfully"}
    assert after["database"] == {"condition": "service_healthy"}


def test_the_example_names_every_variable_once_with_a_sentence() -> None:
    lines = (ROOT / "deploy/example.env").read_text(encoding="utf-8").splitlines()
    named = [line.split("=")[0] for line in lines if re.match(r"[A-Z_]+=", line)]
    assert len(named) == len(set(named))
    assert set(named) == set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", COMPOSE))
    demanded = set(re.findall(r"\$\{([A-Z_]+):\?", COMPOSE))
    for place, line in enumerate(lines):
        if re.match(r"[A-Z_]+=", line):
            above = next(text for text in reversed(lines[:place]) if not re.match(r"[A-Z_]+=", text))
            assert above.startswith("# ") and above.rstrip().endswith((".", ")", "-1")), line
    filled = {line.split("=")[0] for line in lines if re.match(r"[A-Z_]+=.", line)}
    assert demanded - filled == {"SECRET_KEY", "DATABASE_PASSWORD"}, "secrets are empty, the rest has an example"


def test_the_stores_keep_what_they_promise() -> None:
    broker, cache = (" ".join(map(str, SERVICES[name]["command"])) for name in ("broker", "cache"))
    assert "--maxmemory-policy noeviction" in broker and "--appendonly yes" in broker
    assert SERVICES["broker"]["volumes"] == ["tasks:/data"]
    assert "--maxmemory-policy allkeys-lru" in cache and "--appendonly no" in cache
    assert SERVICES["cache"]["volumes"] == []


def test_every_queue_has_somebody_who_works_on_it() -> None:
    commands = " ".join(word for service in OURS.values() for word in map(str, service["command"]))
    worked = {name for names in re.findall(r"--queues=(\S+)", commands) for name in names.split(",")}
    assert worked == {queue.name for queue in settings.CELERY_TASK_QUEUES}
    assert "replicas" not in COMPOSE and sum("beat" in service["command"] for service in OURS.values()) == 1


def test_stopping_waits_for_what_goes_on() -> None:
    from aantafel import gunicorn

    def grace(name: str) -> int:
        return int(SERVICES[name]["stop_grace_period"].removesuffix("s"))

    assert grace("web") > gunicorn.graceful_timeout
    assert grace("worker") > settings.CELERY_TASK_TIME_LIMIT
    keepalive = re.search(r"keepalive (\d+)s", CADDYFILE)
    assert keepalive
    assert int(keepalive.group(1)) < gunicorn.keepalive


def test_the_proxy_lets_a_picture_through_and_not_much_more() -> None:
    match = re.search(r"max_size (\d+)MB", CADDYFILE)
    large = re.search(r"header_regexp Content-Length (\S+)", CADDYFILE)
    assert match and large
    limit = int(match.group(1)) * 1_000_000
    assert settings.PICTURE_MAX_BYTES < limit < 2 * settings.PICTURE_MAX_BYTES
    for size in (limit, limit + 1, 40_000_000, 99_999_999, 100_000_000, 10**12):
        assert re.search(large.group(1), str(size)), size
    for size in (0, 12, limit - 1, 9_999_999, 10_000_000):
        assert not re.search(large.group(1), str(size)), size


def test_scripts_can_be_run() -> None:
    for script in (ROOT / "deploy").rglob("*.sh"):
        assert script.stat().st_mode & 0o111, script
        assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n")


def test_certificates_on_demand_are_asked_of_the_site_and_nobody_else() -> None:
    asked = re.search(r"ask \{\$ASK:http://web:8000(/\S+)\}", CADDYFILE)
    assert asked and asked.group(1) == CertificateMiddleware.PATH
    hidden = re.search(r"@inside path (.+)\n\trespond @inside 404", CADDYFILE)
    assert hidden and {CertificateMiddleware.PATH, "/metrics"} <= set(hidden.group(1).split())
    assert re.search(r"\nhttps:// \{\n\ttls \{\n\t\ton_demand\n\t\}\n\timport site\n\}", CADDYFILE)
    assert CADDYFILE.count("import site") == 2, "both kinds of names are served alike"
