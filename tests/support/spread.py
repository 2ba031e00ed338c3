"""How tests are spread over parallel processes: those that share something dear stay together, in one process, and what
takes longest begins first, so that all processes are busy to the end.

(xdist's own marks for this do nothing with the pytest of today.)
"""

from typing import ClassVar

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController


class Spread(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """A file is done by one process. What is named here goes first, in this order; then what has the most tests."""

    FIRST: ClassVar[dict[str, str]] = {
        "tests/e2e/": "one site and one browser",
        "tests/site/test_isolation.py": "one seeded world with a neighbour",
        "tests/site/": "one seeded world, and every answer of the site",
        "tests/ideas/fire/": "one site, of which each part can be killed",
        "tests/tables/machine/test_one_by_one.py": "tables by chance",
        "tests/tables/machine/test_at_once.py": "the same, by two at once",
        "tests/embedded/test_site.py": "starts everything, and waits for it",
        "tests/outbox/test_workers.py": "the same",
        "tests/embedded/test_run.py": "the same",
        "tests/core/test_production.py": "starts many processes",
        "tests/pages/demo/": "makes a whole demo",
    }

    def _split_scope(self, nodeid: str) -> str:
        return next((first for first in self.FIRST if nodeid.startswith(first)), nodeid.partition("::")[0])

    def _assign_work_unit(self, node: WorkerController) -> None:
        """What comes next lies in the queue by its number of tests, the most first."""
        named = list(self.FIRST)
        following = min(self.workqueue, key=lambda scope: named.index(scope) if scope in named else len(named))
        self.workqueue.move_to_end(following, last=False)
        super()._assign_work_unit(node)
