"""Every page that is measured, as an address with places to fill in from `prepare`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """`path` is filled in with the facts of the seeded database.

    `growing`: more rows must not slow it. `signed_in`: who is signed in gets it too. `desk`: only who works at the desk
    of the local site gets it, on the host of that site.
    """

    name: str
    path: str
    growing: bool = True
    signed_in: bool = True
    desk: bool = False

    @property
    def readers(self) -> tuple[str, ...]:
        """Signed out, signed in."""
        if self.desk:
            return ("in",)
        return ("out", "in") if self.signed_in else ("out",)


LIST = Page("ideas", "/ideeen/")
PAGES = (
    LIST,
    Page("ideas, halfway", "/ideeen/?na={deep[moment]}"),
    Page("ideas, oldest first", "/ideeen/?sorteer=oud"),
    Page("ideas, most liked", "/ideeen/?sorteer=populair"),
    Page("ideas, most liked, halfway", "/ideeen/?sorteer=populair&na={deep[likes]}"),
    Page("ideas, nearly there", "/ideeen/?sorteer=bijna"),
    Page("ideas, theme", "/ideeen/?thema=groen"),
    Page("ideas, theme, most liked", "/ideeen/?thema=groen&sorteer=populair"),
    Page("ideas, big municipality", "/ideeen/?gemeente={town}"),
    Page("ideas, big municipality, most liked", "/ideeen/?gemeente={town}&sorteer=populair"),
    Page("ideas, big municipality and around", "/ideeen/?gemeente={town}&omgeving=ja"),
    Page("ideas, province", "/ideeen/?provincie=zeeland"),
    Page("ideas, province, nearly there", "/ideeen/?provincie=zeeland&sorteer=bijna"),
    Page("search, common word", "/ideeen/?q=bankje"),
    Page("search, two words", "/ideeen/?q=speeltuin+school"),
    Page("search, common word, most liked", "/ideeen/?q=bankje&sorteer=populair"),
    Page("search, rare word", "/ideeen/?q=bokarumi"),
    Page("one idea", "{idea}"),
    Page("reactions of an idea", "{idea}reacties/"),
    Page("react", "{idea}reageren/"),
    Page("join", "{idea}meedoen/"),
    Page("like", "{like}"),
    Page("tables", "/tafels/"),
    Page("tables, halfway", "/tafels/?na={deep[table]}"),
    Page("tables, step", "/tafels/?stap=1"),
    Page("one table", "{table}"),
    Page("front page", "/"),
    Page("front page, near you", "/?plaats={postcode}"),
    Page("municipalities", "/gemeenten/"),
    Page("one municipality", "/gemeenten/{town}/"),
    Page("pin", "/ideeen/prik/", growing=False),
    Page("sign in", "/inloggen/", growing=False, signed_in=False),
    Page("how it works", "/hoe-werkt-het/", growing=False),
    Page("privacy", "/privacy/", growing=False),
    Page("accessibility", "/toegankelijkheid/", growing=False),
    Page("house rules", "/spelregels/", growing=False),
    Page("contact", "/contact/", growing=False),
    Page("desk, what waits", "/coordinator/", desk=True),
    Page("desk, ideas", "/coordinator/ideeen/", desk=True),
    Page("desk, rank the coaches", "/coordinator/ideeen/{desk[idea]}/match/", desk=True),
    Page("desk, figures", "/coordinator/cijfers/", growing=False, desk=True),
)
