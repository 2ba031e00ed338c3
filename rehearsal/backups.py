"""A backup, the loss of everything, and the way back."""

import shutil
import time
from typing import Any

from rehearsal.checks import picture
from rehearsal.stage import Stage

SITE = ("web", "worker", "mailer", "beat", "metrics")


def there_and_back(stage: Stage) -> None:
    check = stage.report.check
    name = picture(stage)
    before, shown = counted(stage), stage.visitor().get(f"/media/{name}").body
    began = time.monotonic()
    moment = stage.shape.tool("backup").run().strip().splitlines()[-1]
    stage.report.figure("backup", f"{time.monotonic() - began:.1f} s")
    made = sorted(path.name.removeprefix(moment) for path in stage.shape.backups.iterdir())
    check("a backup is two whole files", made == [".dump", ".uploads.tar.gz"], else_=made)
    check("that nobody else may read", all(path.stat().st_mode & 0o077 == 0 for path in stage.shape.backups.iterdir()))
    codes = {each: stage.processes[each].stop()[0] for each in SITE}
    check("the site ends in order", all(code in {0, -15} for code in codes.values()), else_=codes)
    lose_everything(stage)
    began = time.monotonic()
    stage.shape.tool("restore").run(moment)
    stage.report.figure("restore", f"{time.monotonic() - began:.1f} s")
    check("every table has the rows that it had", counted(stage) == before, else_=(before, counted(stage)))
    for each in SITE:
        stage.processes[each].started()
    again = stage.visitor().get(f"/media/{name}")
    check("the picture is the same", again.body == shown and len(shown) > 1000, else_=again.status)
    check("the site is ready", stage.readiness().get("status") == "ok", else_=stage.readiness())


def counted(stage: Stage) -> dict[str, int]:
    """The rows of every table, but for those that change by themselves."""
    tables = stage.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    names = {str(name) for (name,) in tables} - {"core_ratecount", "django_session"}
    return {name: int(stage.rows(f'SELECT count(*) FROM "{name}"')[0][0]) for name in sorted(names)}


def lose_everything(stage: Stage) -> None:
    """The database is empty and the pictures are gone."""
    _run(stage, "DROP SCHEMA public CASCADE")
    _run(stage, "CREATE SCHEMA public")
    shutil.rmtree(stage.shape.data / "media" / "pictures")


def _run(stage: Stage, sql: str) -> Any:
    import psycopg

    with psycopg.connect(stage.variables["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(sql.encode())
