"""How tests are spread over parallel processes: those that share something dear stay together, in one process.

(xdist's own marks for this do nothing with the pytest of today.)
"""

from typing import ClassVar

from xdist.scheduler import LoadScopeScheduling


class Spread(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """Largest parts first; every other test goes wherever there is room."""

    TOGETHER: ClassVar[dict[str, str]] = {
        "tests/e2e/": "one site and one browser",
        "tests/ideas/fire/": "one site, of which each part can be killed",
        "tests/site/": "one seeded world, and every answer of the site",
    }

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in self.TOGETHER if nodeid.startswith(folder)), nodeid)
