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
    Page("tables, resting", "/tafels/?stand=rust"),
    Page("tables, stopped", "/tafels/?stand=gestopt"),
    Page("tables, finished", "/tafels/?stand=klaar"),
    Page("tables, big municipality", "/tafels/?gemeente={town}"),
    Page("tables, big municipality, stopped", "/tafels/?gemeente={town}&stand=gestopt"),
    Page("tables, small municipality, running", "/tafels/?gemeente={village}&stand=loopt"),
    Page("one table", "{table}"),
    Page("all that happened at a table", "{table}verloop/"),
    Page("plan of a table", "{table}plan/"),
    Page("minutes", "{minutes}"),
    Page("minutes, earlier version", "{changed}versies/1/"),
    Page("minutes, what was changed", "{changed}versies/2/vergelijk/"),
    Page("minutes, being written", "{live}"),
    Page("all minutes", "/verslagen/"),
    Page("all minutes, halfway", "/verslagen/?na={deep_tables[minutes]}"),
    Page("all minutes, big municipality", "/verslagen/?gemeente={town}"),
    Page("all minutes, small municipality", "/verslagen/?gemeente={village}"),
    Page("all minutes, step", "/verslagen/?stap=4"),
    Page("all minutes, theme and step", "/verslagen/?stap=7&thema=groen"),
    Page("all minutes, days long ago", "/verslagen/?vanaf={long_ago}&tot={long_ago}"),
    Page("search minutes, common word", "/verslagen/?q=bankje"),
    Page("search minutes, two words", "/verslagen/?q=speeltuin+koor"),
    Page("search minutes, rare word", "/verslagen/?q=bokarumi"),
    Page("search minutes, rarer words, small municipality", "/verslagen/?q=moestuin+atelier&gemeente={village}"),
    Page("meetings", "/bijeenkomsten/"),
    Page("meetings, big municipality", "/bijeenkomsten/?gemeente={town}"),
    Page("meetings, small municipality", "/bijeenkomsten/?gemeente={village}"),
    Page("meetings, online", "/bijeenkomsten/?waar=online"),
    Page("meetings, who is missing", "/bijeenkomsten/?hoedanigheid=employee"),
    Page("meetings that were held", "/bijeenkomsten/?stand=geweest"),
    Page("meetings that were held, halfway", "/bijeenkomsten/?stand=geweest&na={deep_tables[held]}"),
    Page("meetings that were held, small municipality", "/bijeenkomsten/?stand=geweest&gemeente={village}"),
    Page("one meeting", "/bijeenkomsten/{meeting}/"),
    Page("questions", "/durf-te-vragen/"),
    Page("questions, halfway", "/durf-te-vragen/?na={deep_tables[question]}"),
    Page("questions, small municipality", "/durf-te-vragen/?gemeente={village}"),
    Page("one question", "/durf-te-vragen/{question}/"),
    Page("work forms", "/werkvormen/", growing=False),
    Page("one work form", "/werkvormen/{form}/", growing=False),
    Page("invitation, by code", "/uitnodiging/", growing=False),
    Page("front page", "/"),
    Page("front page, near you", "/?plaats={postcode}"),
    Page("municipalities", "/gemeenten/"),
    Page("municipalities, typed wrong", "/gemeenten/?plaats=sudwest+frislan", growing=False),
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
    Page("desk, tables", "/coordinator/tafels/", desk=True),
    Page("desk, figures", "/coordinator/cijfers/", growing=False, desk=True),
)
