"""The library of work forms: for everyone, and at the desk of a local site."""

from collections.abc import Iterator

from tests.site.pages.page import EVERYONE, NOWHERE, THE_COORDINATOR, THE_COORDINATOR_POST_ONLY, Page

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


def work_forms_at_a_local_desk() -> Iterator[Page]:
    yield Page("coordinator:work_forms", THE_COORDINATOR, *LIST, "{version_title}", lists=True, local=True)
    add = ("Een eigen werkvorm toevoegen", "Add a work form of your own")
    yield Page("coordinator:work_form_new", THE_COORDINATOR, *add, local=True)
    national, version, own = ("{work_form_key}",), ("{version_key}",), ("{own_form_key}",)
    title, changed, mine = "{work_form_title}", "Kies je plek in de zaal", "{own_form_title}"
    for about, args, nl, en, text in (
        ("national", national, f"Een eigen versie maken: {title}", f"Write in your own words: {title}", "Naambordjes"),
        ("version", version, f"Eigen versie van: {changed}", f"Your own words for: {changed}", "{version_title}"),
        ("own", own, f"Wijzig: {mine}", f"Change: {mine}", "Stevige schoenen."),
    ):
        yield Page("coordinator:work_form", THE_COORDINATOR, nl, en, text, args, local=True, about=about)
    yield Page(
        "coordinator:work_form_back",
        THE_COORDINATOR,
        f"Terug naar de landelijke tekst van {changed}?",
        f"Back to the national text of {changed}?",
        "ontevreden gezicht",
        version,
        local=True,
    )
    end = (f"{mine} niet meer aanbieden?", f"No longer offer {mine}?")
    yield Page("coordinator:work_form_end", THE_COORDINATOR, *end, args=own, local=True)
    for name, args in (("again", ("{stopped_form_key}",)), ("off", national), ("on", national)):
        yield Page(f"coordinator:work_form_{name}", THE_COORDINATOR_POST_ONLY, args=args, local=True)
