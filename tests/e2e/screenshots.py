"""
Pictures of every page, to look at: `python -m tests.e2e.screenshots FOLDER [PART-OF-A-NAME …]`.

Each page at 360 and 1280 pixels wide, as every role that sees it in its own way, on the site of the browser tests with
the demo in it. `python -m tests.e2e.screenshots --readme` makes the one picture that the README shows.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import django
from PIL import Image
from playwright.sync_api import Page as Tab
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from tests.e2e.browsing import Visits
    from tests.site.pages import Role

SIZES = {"phone": (360, 740), "desktop": (1280, 900)}
README = Path("docs/img/home.png")


@dataclass
class Camera:
    """One tab for each role and size."""

    visits: "Visits"
    tabs: dict[tuple[str, str], Tab] = field(default_factory=dict)

    def take(self, role: "Role", size: str, path: str, file: Path, *, whole: bool = True) -> None:
        if (role, size) not in self.tabs:
            self.tabs[role, size] = self.visits.page(role, size=SIZES[size])
        tab = self.tabs[role, size]
        tab.goto(path, wait_until="networkidle")
        tab.screenshot(path=file, full_page=whole)


def main() -> None:
    """Leave a PNG for each page, role and size in the folder."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aantafel.settings.typecheck")
    django.setup()
    if sys.argv[1:] == ["--readme"]:
        picture_for_the_readme()
    elif sys.argv[1:]:
        pictures(Path(sys.argv[1]), sys.argv[2:])
    else:
        sys.exit(__doc__)


def pictures(directory: Path, wanted: list[str]) -> None:
    """Every page whose name holds one of the wanted parts; without parts, every page."""
    from tests.site.pages import WHOLE, Role

    directory.mkdir(parents=True, exist_ok=True)
    chosen = [page for page in WHOLE if not wanted or any(part in page.name for part in wanted)]
    with camera() as taken:
        for page in chosen:
            path = page.address(taken.visits.site.world, "nl", taken.visits.site.url)
            for role in page.seen_by():
                if role is Role.OTHER and len(page.seen_by()) > 1:
                    continue  # sees what the owner of another idea sees
                for size in SIZES:
                    name = f"{page.name}-{role}-{size}".translate(str.maketrans(":~ ", "---"))
                    taken.take(role, size, path, directory / f"{name}.png")


def picture_for_the_readme() -> None:
    """In 256 colours, a third of the bytes."""
    from tests.site.pages import Role

    with camera() as taken:
        taken.take(Role.VISITOR, "desktop", "/", README, whole=False)
    with Image.open(README) as picture:
        picture.convert("RGB").quantize(256).save(README, optimize=True)


@contextmanager
def camera() -> Iterator[Camera]:
    """On the running site with the demo."""
    from embedded import chromium
    from tests.e2e.browsing import ARGUMENTS, Visits
    from tests.support.running_site import running_site

    with running_site("--demo") as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(ARGUMENTS))
        visits = Visits(browser, site)
        yield Camera(visits)
        visits.close()
        browser.close()


if __name__ == "__main__":
    main()
