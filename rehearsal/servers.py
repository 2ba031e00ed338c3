"""The processes, each as its service in docker-compose.yml runs it: command, variables, account and sign of life."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from embedded import account, children
from embedded.account import Account
from rehearsal import compose, image
from rehearsal.machine import ROOT, Failed, Machine, version

STARTS = 90.0  # seconds
_PASSED_ON = ("PATH", "LANG")


@dataclass
class Process:
    """One service; started, stopped and asked how it is like a container."""

    service: compose.Service
    command: list[str]
    environment: dict[str, str]
    folder: Path
    log: Path
    user: Account | None
    stopping: signal.Signals = signal.SIGTERM
    running: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        self.running = children.spawn(
            self.command,
            log=self.log,
            death_signal=signal.SIGKILL,
            account=self.user,
            environment=self.environment,
            directory=self.folder,
        )

    def started(self) -> float:
        """Start, and wait until it says that it is well; in how many seconds it was."""
        began = time.monotonic()
        self.start()
        while not self.is_well():
            if self.running is not None and self.running.poll() is not None:
                raise Failed(f"{self.service.name} stopped during its start; see {self.log}")
            if time.monotonic() - began > STARTS:
                raise Failed(f"{self.service.name} was not well within {STARTS:.0f} s; see {self.log}")
            time.sleep(0.1)
        return time.monotonic() - began

    def is_well(self) -> bool:
        """The container's own health check."""
        done = subprocess.run(self.service.health, env=self.environment, capture_output=True, check=False)
        return done.returncode == 0

    def stop(self) -> tuple[int, float]:
        """As Docker stops a container; its exit code, and how many seconds it took."""
        if self.running is None:
            return 0, 0.0
        began = time.monotonic()
        self.running.send_signal(self.stopping)
        try:
            code = self.running.wait(self.service.grace)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failed(f"{self.service.name} did not end within its {self.service.grace:.0f} s") from None
        children.end_session(self.running.pid)
        self.running = None
        return code, time.monotonic() - began

    def kill(self) -> None:
        """As a machine that runs out of memory does: at once, with all its children."""
        if self.running is not None:
            children.end_session(self.running.pid)
            self.running.wait()
            self.running = None

    def run(self, *more: str) -> str:
        """To its end, for what does one thing. What it said."""
        done = subprocess.run(
            [*self.command, *more],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            user=self.user.uid if self.user else None,
            group=self.user.gid if self.user else None,
            extra_groups=[] if self.user else None,
        )
        with self.log.open("a", encoding="utf-8") as log:
            log.write(done.stdout + done.stderr)
        if done.returncode:
            raise Failed(
                f"{self.service.name} failed ({done.returncode}):\n{done.stderr[-2000:] or done.stdout[-2000:]}"
            )
        return done.stdout


class Shape:
    """All processes, made from docker-compose.yml and the variables of an operator."""

    def __init__(self, machine: Machine, variables: Mapping[str, str], image_environment: Mapping[str, str]) -> None:
        self.machine, self._variables, self._image = machine, variables, dict(image_environment)
        self.processes: list[Process] = []
        self.data, self.backups, self.logs = (machine.folder / name for name in ("data", "backups", "logs"))
        self.logs.mkdir()
        for folder in (self.data, self.data / "media", self.data / "beat", machine.folder / "figures", self.backups):
            account.make_private(folder, machine.site_account)

    def site(self, name: str) -> Process:
        """A process of the image."""
        found = compose.service(name, self._variables)
        web = {"WEB_BIND": f"127.0.0.1:{self.machine.ports['web']}"} if name == "web" else {}
        return self._process(found, {**self._image, **found.environment, **web}, self.machine.image)

    def manage(self, *arguments: str) -> str:
        """What `docker compose exec web python manage.py …` does."""
        found = compose.service("migrate", self._variables)
        command = compose.Service("manage", ["python", "manage.py", *arguments], found.environment, [], 10)
        return self._process(command, {**self._image, **found.environment}, self.machine.image).run()

    def tool(self, name: str) -> Process:
        """backup or restore, with PostgreSQL's own programs."""
        found = compose.service(name, self._variables)
        path = f"{self.machine.postgres()}:{os.environ['PATH']}"
        return self._process(found, {**found.environment, "PATH": path}, self.machine.folder)

    def proxy(self, cache: Path) -> Process:
        ports = self.machine.ports
        found = compose.service("proxy", self._variables)
        here = {
            "ADMIN": f"unix/{cache}/admin.sock",
            "HTTP_PORT": str(ports["http"]),
            "HTTPS_PORT": str(ports["https"]),
            "HEALTH_PORT": str(ports["health"]),
            "PAGES": str(ROOT / "deploy/pages"),
            "XDG_DATA_HOME": str(cache),
            "XDG_CONFIG_HOME": str(cache),
        }
        program = self.machine.caddy()
        if tuple(int(part) for part in version(program).split(".")[:2]) < (2, 7):
            here["REQUEST_BUFFERING"] = "buffer_requests"  # what it was called then
        return self._process(found, {**found.environment, **here, "PATH": os.environ["PATH"]}, self.machine.folder)

    def store(self, name: str) -> Process:
        """The broker or the cache, by Valkey or by Redis."""
        found = compose.service(name, self._variables)
        folder = account.make_private(self.machine.folder / name, None)
        command = [str(self.machine.redis()), *found.command[1:], "--port", str(self.machine.ports[name])]
        command += ["--bind", "127.0.0.1", "--dir", str(folder)]
        process = self._process(replace(found, command=command), {"PATH": os.environ["PATH"]}, folder)
        process.user = None
        return process

    def _process(self, found: compose.Service, environment: Mapping[str, str], folder: Path) -> Process:
        kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        here = {key: self._here(value, found.name) for key, value in {**kept, **environment}.items()}
        command = [self._here(word, found.name) for word in found.command]
        program = shutil.which(command[0], path=here["PATH"])
        if program is None:
            raise Failed(f"{found.name} asks for {command[0]}, and there is none")
        health = [self._here(word, found.name) for word in found.health]
        service = compose.Service(found.name, command, here, health, found.grace)
        process = Process(
            service, [program, *command[1:]], here, folder, self.logs / f"{found.name}.log", self.machine.site_account
        )
        self.processes.append(process)
        return process

    def _here(self, text: str, name: str) -> str:
        """Paths and ports of a container as they are on this machine."""
        ports, folder = self.machine.ports, self.machine.folder
        text = image.located(text, self.machine) if not text.startswith(str(folder)) else text
        for there, here in (
            ("/tmp/alive", f"{folder}/figures/alive-{name}"),  # noqa: S108  a container's own
            ("/data/beat", f"{self.data}/beat"),
            ("/figures", f"{folder}/figures") if text == "/figures" else ("", ""),
            ("/etc/caddy/Caddyfile", str(ROOT / "deploy/Caddyfile")),
            ("/deploy/", f"{ROOT}/deploy/") if text.startswith("/deploy/") else ("", ""),
            ("127.0.0.1:8000/", f"127.0.0.1:{ports['web']}/"),
            ("127.0.0.1:8081/", f"127.0.0.1:{ports['health']}/"),
            ("--host=0.0.0.0", "--host=127.0.0.1"),
            ("--port=9464", f"--port={ports['metrics']}"),
            ("('127.0.0.1', 9464)", f"('127.0.0.1', {ports['metrics']})"),
            ("valkey-cli", f"{shutil.which('redis-cli') or 'valkey-cli'} -p {ports.get(name, 0)}"),
        ):
            text = text.replace(there, here) if there else text
        if text == "/data":
            return str(self.data)
        return str(self.backups) if text == "/backups" else text
