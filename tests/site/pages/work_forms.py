"""The library of work forms: for everyone."""

from collections.abc import Iterator

from tests.site.pages.page import EVERYONE, NOWHERE, Page

LIST = ("Werkvormen", "Work forms")


def work_form_pages() -> Iterator[Page]:
    yield Page("tables:work_forms", EVERYONE, *LIST, "{work_form_title}", lists=True)
    yield Page("tables:work_forms", EVERYONE, *LIST, "Stippen plakken", query="?fase=kiezen&mensen=50", about="search")
    yield Page("tables:work_forms", EVERYONE, *LIST, query="?mensen=499", about="nothing")
    yield Page("tables:work_forms", EVERYONE, *LIST, "mensen-x", query="?mensen=mensen-x", about="wrong")
    yield Page("tables:work_forms", EVERYONE, *LIST, "{own_form_title}", lists=True, local=True)
    title = "{work_form_title}"
    paper = ("Op papier", "On paper", title)
    yield Page("tables:work_form", EVERYONE, title, title, "Naambordjes", ("{work_form}",))
    yield Page("tables:work_form_sheet", EVERYONE, *paper, ("{work_form}",))
    yield Page("tables:work_form", NOWHERE, args=("{own_form}",), about="of a municipality")
    own = "{own_form_title}"
    yield Page("tables:work_form", EVERYONE, own, own, "Stevige schoenen.", ("{own_form}",), local=True)
    yield Page("tables:work_form_sheet", EVERYONE, *paper[:2], own, ("{own_form}",), local=True)
    stopped = "{stopped_form_title}"
    yield Page("tables:work_form", EVERYONE, stopped, stopped, args=("{stopped_form}",), local=True, about="stopped")
