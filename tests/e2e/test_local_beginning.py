"""
A municipality gets a site of its own, and gives it back: the operator prepares it, the coordinator and the initiative
group say yes from their mail, it opens, and what waited on the national site lies at the local desk.
"""

from urllib.parse import urlsplit

import pytest

from tests.e2e.browsing import OWN_DOMAIN, WAYS, Way
from tests.e2e.neighbours import accept_invitation, goes_on_to, sees_desk, sees_nothing_of, turn_second_factor_on
from tests.e2e.people import Person, Somebody, dutch, link_in
from tests.site.pages import Role
from tests.support.e2e_towns import BEGINNING, Town
from tests.support.running_site import RunningSite

REASON = "De gemeente gaat op in een andere."


@pytest.mark.parametrize(
    ("way", "name"), list(zip(WAYS[::2], BEGINNING, strict=True)), ids=["desktop", "phone without"]
)
def test_a_site_of_its_own_opens_and_ends(somebody: Somebody, site: RunningSite, way: Way, name: str) -> None:
    town = site.towns[name]
    here = at_own_host(town, site)
    operator, coordinator = somebody(Role.OPERATOR, way), somebody(way=way)
    prepares(operator, town)
    visitor = somebody(way=way)
    visitor.page.goto(here)
    visitor.sees_heading(dutch("%(place)s prepares its own site", place=name))
    says_yes_and_comes_to_the_desk(coordinator, town)
    for member in ("inwoner", "vakman", "ambtenaar"):
        accept_invitation(somebody(way=way), f"{member}@{town.slug}.example", name)
    opens(operator, town)
    the_idea_stands_there(visitor, town, here)
    what_waited_is_at_the_local_desk(operator, coordinator, town)
    ends(operator, town)
    everything_is_national_again(visitor, operator, town, here)


def at_own_host(town: Town, site: RunningSite) -> str:
    return f"http://{town.slug}{OWN_DOMAIN}:{urlsplit(site.url).port}"


def prepares(operator: Person, town: Town) -> None:
    """On one screen: name, addresses and whom to invite."""
    operator.page.goto("/beheer/sites/")
    operator.follow(dutch("Prepare a site"))
    operator.page.get_by_label(dutch("Municipality"), exact=True).select_option(label=town.name)
    for label, value in (
        ("Name of the site", f"AanTafel! {town.name}"),
        ("Subdomain", town.slug),
        ("Host names of their own", f"{town.slug}{OWN_DOMAIN}"),
        ("E-mail address of the coordinator", f"coordinator@{town.slug}.example"),
        ("Residents in the initiative group", f"inwoner@{town.slug}.example"),
        ("Professionals in the initiative group", f"vakman@{town.slug}.example"),
        ("People of the municipality in the initiative group", f"ambtenaar@{town.slug}.example"),
        ("A word of your own in the invitation", "Fijn dat jullie beginnen."),
    ):
        operator.fill(dutch(label), value)
    operator.send(dutch("Prepare this site"))
    operator.sees_heading(f"AanTafel! {town.name}")
    operator.sees(dutch("%(name)s is being prepared.", name=f"AanTafel! {town.name}"))
    operator.sees(f"{town.slug}{OWN_DOMAIN}")


def says_yes_and_comes_to_the_desk(coordinator: Person, town: Town) -> None:
    """For the first time, so that the second step has to be turned on first."""
    accept_invitation(coordinator, f"coordinator@{town.slug}.example", town.name)
    coordinator.follow(dutch("To the desk"))
    turn_second_factor_on(coordinator)
    sees_desk(coordinator, town)


def opens(operator: Person, town: Town) -> None:
    operator.page.reload()
    operator.follow(dutch("Open the site"))
    ready = "The initiative group has all three capacities, and there is a coordinator. The site may open."
    operator.sees(dutch(ready))
    operator.send(dutch("Look what would happen"))
    operator.sees(dutch("Nothing has happened yet, and nobody got a mail."))
    operator.send(dutch("Open the site"))
    operator.sees(dutch("%(name)s is open.", name=f"AanTafel! {town.name}"))


def the_idea_stands_there(visitor: Person, town: Town, here: str) -> None:
    """On the local site, to which its national address leads."""
    idea = town.ideas["shown"]
    goes_on_to(visitor, f"/ideeen/{idea.number}-{idea.slug}/", f"{here}/ideeen/{idea.number}-{idea.slug}/")
    visitor.sees_heading(idea.title)
    visitor.page.goto(f"{here}/ideeen/")
    visitor.sees(idea.title)


def what_waited_is_at_the_local_desk(operator: Person, coordinator: Person, town: Town) -> None:
    waiting, mailbox = town.ideas["waiting"], coordinator.mailbox
    opened = dutch("The site of %(place)s is open", place=town.name)
    told = mailbox.next(f"coordinator@{town.slug}.example", opened)
    coordinator.page.goto(link_in(told, "/coordinator/"))
    sees_desk(coordinator, town)
    coordinator.sees(waiting.title)
    operator.page.goto("/beheer/ideeen/")
    sees_nothing_of(operator, waiting.title)
    heard = mailbox.next(waiting.email, dutch("Somebody else reads your idea: %(title)s", title=waiting.title))
    assert town.name in heard.part("plain")


def ends(operator: Person, town: Town) -> None:
    operator.page.goto(f"/beheer/sites/{town.code}/")
    operator.follow(dutch("End the site"))
    operator.fill(dutch("Why does the site end?"), REASON)
    operator.send(dutch("Look what would happen"))
    operator.sees(dutch("Nothing has happened yet, and nobody got a mail."))
    operator.send(dutch("End the site"))
    operator.sees(dutch("%(name)s has ended: its addresses lead to the national site.", name=f"AanTafel! {town.name}"))
    told = operator.mailbox.next(
        f"coordinator@{town.slug}.example", dutch("The AanTafel! site of %(place)s has ended", place=town.name)
    )
    assert REASON in told.part("plain")


def everything_is_national_again(visitor: Person, operator: Person, town: Town, here: str) -> None:
    idea, national = town.ideas["shown"], visitor.site.url
    path = f"/ideeen/{idea.number}-{idea.slug}/"
    for address in (f"{here}{path}", f"{national}{path}"):
        goes_on_to(visitor, address, f"{national}{path}")
        visitor.sees_heading(idea.title)
    operator.page.goto("/beheer/ideeen/")
    operator.sees(town.ideas["waiting"].title)
