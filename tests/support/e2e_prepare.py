"""Makes the database and the files of the site that the browser tests visit, and says what it made.

`python -m tests.support.e2e_prepare` (with the settings of `tests.support.e2e_settings`) prints one line of JSON. With
`--demo` the demo comes beside the seeded world, whose ideas are then older than those of the demo.
"""

import json
import sys
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import django

IDEAS_IN_THE_LIST = 30
OPERATORS = 6
AGE = timedelta(days=365)


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from tests.support import kept_schema

    sys.stdout, said = sys.stderr, sys.stdout
    kept_schema.migrate()
    call_command("load_municipalities")
    call_command("load_work_forms")
    call_command("collectstatic", interactive=False, verbosity=0)
    made = _seed()
    if "--demo" in sys.argv[1:]:
        call_command("seed_demo")
    said.write(json.dumps(made) + "\n")


def _seed() -> dict[str, Any]:
    from aantafel.core import clock
    from ideas.models import Idea
    from municipalities import scope
    from tests.site import world
    from tests.support import e2e_towns

    with scope.operator():
        made = world.build()
        if "--demo" in sys.argv[1:]:
            Idea.objects.public().update(published_at=clock.now() - AGE)
        else:
            world.crowd_of_ideas(IDEAS_IN_THE_LIST)
        return {"world": asdict(made), "operators": world.operators(OPERATORS), "towns": e2e_towns.build()}


if __name__ == "__main__":
    main()
