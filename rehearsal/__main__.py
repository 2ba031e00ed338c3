"""`make rehearse`: the production shape on this machine, without Docker: its settings, its commands, its proxy.

Real servers and processes, started by the commands that docker-compose.yml names, behind the proxy with a certificate
of their own on loopback. Then it is used, broken and mended. Takes about four minutes; exit code 1 when a check fails.
"""

import argparse
import contextlib
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rehearsal import backups, checks, compose, image, measure, postgres, trouble
from rehearsal.machine import Failed, Machine, NotHere, version
from rehearsal.report import Report
from rehearsal.servers import Shape
from rehearsal.stage import Stage
from rehearsal.visitor import trusting
from tests.support.smtp import SmtpServer

PARTS: tuple[tuple[str, Callable[[Stage], None]], ...] = (
    ("Addresses and headers", checks.addresses),
    ("A resident, a code and a picture", checks.story),
    ("The first operator", checks.operator),
    ("Figures for a monitor", checks.figures),
    ("A backup, the loss of everything, and back", backups.there_and_back),
    ("A mailer dies", trouble.worker_dies),
    ("The database goes", trouble.database_goes),
    ("The broker goes", trouble.broker_goes),
    ("The cache goes", trouble.cache_goes),
    ("An upgrade under load", trouble.reload),
    ("Speed", measure.speed),
    ("Memory", measure.memory),
    ("Log lines", checks.lines),
)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make rehearse", description=__doc__)
    parser.add_argument("--embedded", action="store_true", help="with the PostgreSQL and Valkey of `make run`")
    parser.add_argument("--keep", action="store_true", help="leave the folder with the logs")
    options = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="aantafel-rehearsal-"))
    folder.chmod(0o755)
    report = Report()
    began = time.monotonic()
    try:
        rehearse(Machine(folder, options.embedded), report)
    except (NotHere, Failed, subprocess.CalledProcessError) as error:
        report.check("the site stands", False, else_=error)
    finally:
        if options.keep or report.failed:
            print(f"\nThe logs stand in {folder}/logs.")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    report.figure("the whole rehearsal", f"{time.monotonic() - began:.0f} s")
    return report.close()


def rehearse(machine: Machine, report: Report) -> None:
    with contextlib.ExitStack() as stack:
        smtp = stack.enter_context(SmtpServer())
        variables = filled_in(machine, smtp, certificate(machine.folder))
        began = time.monotonic()
        shape = Shape(machine, variables, image.make(machine))
        report.figure("the image's steps: packages, files, static files", f"{time.monotonic() - began:.0f} s")
        context = trusting(machine.folder / "certificate.pem")
        stage = Stage(report, machine, shape, smtp, context, variables, {})
        with report.part("Starting"):
            start(stage, stack)
        if report.failed:
            return
        for title, part in PARTS:
            with report.part(title):
                part(stage)


def start(stage: Stage, stack: contextlib.ExitStack) -> None:
    """In the order that compose keeps; each waits until the one before says that it is well."""
    shape, machine = stage.shape, stage.machine
    say_what(machine)
    database = postgres.make(machine, stage.variables, shape.logs)
    proxy = shape.proxy(Path(tempfile.mkdtemp(dir=machine.folder)))
    proxy.user = None
    stores = {name: shape.store(name) for name in ("broker", "cache")}
    sites = {name: shape.site(name) for name in ("web", "worker", "mailer", "beat", "metrics")}
    stage.processes |= {"database": database, "proxy": proxy, **stores, **sites}
    for process in stage.processes.values():
        stack.callback(process.kill)
    proxy.started()
    checks.forwarded(stage)
    for name in ("database", "broker", "cache"):
        stage.processes[name].started()
    began = time.monotonic()
    said = shape.site("migrate").run()
    stage.report.figure("check, migrate and load what comes with the product", f"{time.monotonic() - began:.1f} s")
    stage.report.check("check --deploy is clean", "no issues" in said, else_=said[:300])
    for name in sites:
        took = stage.processes[name].started()
        stage.report.check(f"{name} is well by its own health check", True)
        stage.report.figure(f"start of {name}", f"{took:.1f} s")
    stage.report.check("a second migrate changes nothing", "No migrations to apply" in shape.site("migrate").run())


def filled_in(machine: Machine, smtp: SmtpServer, files: tuple[Path, Path]) -> dict[str, str]:
    """deploy/example.env as an operator fills it in, with servers on this machine's loopback."""
    password, ports = secrets.token_hex(32), machine.ports
    return {
        **compose.example(),
        "SECRET_KEY": secrets.token_hex(32),
        "DATABASE_PASSWORD": password,
        "BASE_DOMAIN": "localhost",
        "ALLOWED_HOSTS": "localhost",
        "SITE_TLS": " ".join(map(str, files)),
        "EMAIL_URL": smtp.url,
        "TRUSTED_PROXIES": "127.0.0.1",
        "WEB_UPSTREAMS": f"127.0.0.1:{ports['web']}",
        "DATABASE_URL": f"postgres://aantafel:{password}@127.0.0.1:{ports['database']}/aantafel",
        "REDIS_URL": f"redis://127.0.0.1:{ports['broker']}/0",
        "CACHE_URL": f"redis://127.0.0.1:{ports['cache']}/0",
    }


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that only this rehearsal knows, for a day."""
    made, key = folder / "certificate.pem", folder / "key.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1"]
    subprocess.run(
        ["openssl", "req", "-x509", *curve, "-keyout", str(key), "-out", str(made), *subject],
        check=True,
        capture_output=True,
    )
    return made, key


def say_what(machine: Machine) -> None:
    """Which programs stand in for the images."""
    programs = {"PostgreSQL": machine.postgres() / "postgres", "store": machine.redis(), "Caddy": machine.caddy()}
    for name, program in programs.items():
        print(f"  {name} {version(program)}: {program}")
    account = machine.site_account
    print(f"  the site runs {'as number ' + account.name if account else 'as you'}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
