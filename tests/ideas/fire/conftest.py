"""One site for all tests of this folder, which run in one process (`tests.support.spread`). Each has its own idea."""

from collections.abc import Iterator

import pytest

from tests.ideas.fire.breaking import IN_THE_WEB_SERVER, IN_THE_WORKER
from tests.ideas.fire.prepare import EARLIER
from tests.ideas.fire.site import BurningSite, burning_site

IDEAS = {
    "nul": 0,
    "negenenveertig": EARLIER,
    **{place.replace(":", "-"): EARLIER for place in (*IN_THE_WORKER, *IN_THE_WEB_SERVER)},
    "machine": EARLIER,
    "cache": EARLIER,
    "database": 0,
    "dubbel": EARLIER,
    "klas": 0,
    "apparaten": 0,
    "zonder-slot": 0,
}


@pytest.fixture(scope="package")
def site() -> Iterator[BurningSite]:
    with burning_site(IDEAS) as burning:
        yield burning
