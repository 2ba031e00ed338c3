"""
The real supervisor on real servers, without the site on top of them; for the tests of this folder.

With USER_NUMBER it becomes that ordinary user first. The interpreter may lie in a folder that is closed to that
user, so that everything is imported before.
"""

import http.client  # noqa: F401  see above
import os
from pathlib import Path

from embedded import binaries, run


class ServersOnly(run.Site):
    """Nothing but PostgreSQL and the two Valkeys."""

    def prepare_database(self) -> None:
        """Nothing."""

    def start_site(self, listener: object) -> None:
        """Only tell."""
        self.say("The servers answer.")


def become(number: int, programs: Path) -> None:
    """Lay the servers' programs where the user can reach them, and change to that user for good."""
    postgres = binaries.copy_postgres(binaries.postgres_directory(), programs / "postgres")
    valkey = programs / "valkey-server"
    valkey.write_bytes(binaries.valkey_program().read_bytes())
    valkey.chmod(0o755)
    binaries.postgres_directory = lambda: postgres
    binaries.valkey_program = lambda: valkey
    os.setgroups([])
    os.setgid(number)
    os.setuid(number)


if __name__ == "__main__":
    if os.environ.get("USER_NUMBER"):
        become(int(os.environ["USER_NUMBER"]), Path(os.environ["PROGRAMS"]))
    run.main(ServersOnly)
