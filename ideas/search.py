"""What people type, made into a question to the Dutch full text index."""

import re
import unicodedata
from collections.abc import Iterable

from django.contrib.postgres.search import SearchQuery

CONFIG = "dutch"
LONGEST_TEXT = 2000
LONGEST_WORD = 60
MOST_WORDS = 10
PREFIX_FROM = 4
RARE_FROM = 8

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f]")
_DIMINUTIVE = (re.compile("(?:et|[tpk])jes?$"), re.compile("jes?$"))

# Words that nearly every idea has, or that tell who it is for and not what it is: alone they make no two ideas alike.
WEAK = frozenset(
    """
    aan achter activiteit activiteiten al alle alleen allemaal alles als altijd and andere anders avond avonds
    beetje begin beginnen beter bewoner bewoners bij bijeenkomst bijvoorbeeld binnen blijft blijven brengen brengt
    buiten buren buurt buurtbewoners buurten centrum daar dag dagen dan dat de deel denken denkt deze dichtbij die
    dingen dinsdag dit doch doen donderdag door dorp dorpen drie dus echt een eens eerder eerste eigen eind einde
    elk elkaar elke en enkele er erg even for ga gaan ge geeft geen gemeente geven gewoon gisteren goed goede graag
    groep groepen grote haalt haar had halen half heb hebben heeft heel hele helpen helpt hem het hier hij hoe
    hoewel hoog houden houdt hulp hun idee ideeen ideetje iedere iedereen iemand iets ik in initiatief initiatieven
    inwoner inwoners is ja jaar jaren je jeugd jij jong jonge jongeren jullie kan keer keren kijken kijkt kind
    kinderen klein kleine komen komt kort korte krijgen krijgt kun kunnen laat lage lang lange langs laten later
    leeft leren leuk leuke leven liggen ligt loopt lopen maakt maand maandag maanden maar mag maken man manier
    mannen me meedoen meer meest men mensen met middag middags mij mijn misschien moet moeten mogen mooi mooie
    morgen na naar naast nacht nachts nadat neemt nemen niemand niet niets nieuw nieuwe nodig nog nu ochtend
    ochtends of om omdat omgeving onder ons onze ook op open opzetten organiseren oud oude ouderen ouders our over
    overdag paar personen persoon plaats plaatsen plan plek plekken project reeds regelen rest ruimte samen snel
    soms soort staan staat stad starten steden steeds straat tafel te tegen ten ter terug terwijl that the this
    thuis tijd toch toen tot totdat tussen twee tweede u uit uren uur uw vaak van vanaf vandaag vanuit vast vaste
    veel verschillende via vinden vindt voelen voor vooral voordat voorstel vraagt vragen vrij vrijdag vrije vroeg
    vrouwen waar waarbij waarin waarmee waarom waarop wanneer want waren was wat we week weekend weer weet weg
    weinig weken wel werd wereld werken werkt weten wezen wie wij wijk wijken wil willen winter with woensdag wonen
    woon woont word worden wordt zal zaterdag ze zelf zich zien zij zijn zit zitten zo zoals zodat zoeken zoekt
    zomer zondag zonder zorgen zou zouden
    """.split()
)


def words(text: str) -> list[str]:
    """The different words of a text as the index writes them: lower case, no accents. At most what a question takes."""
    flat = _MARKS.sub("", unicodedata.normalize("NFKD", text[:LONGEST_TEXT].lower()))
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in _WORD.findall(flat)))


def all_of(text: str) -> SearchQuery | None:
    """Every word of the text, the last one also as the beginning of a longer word; None when no word is left."""
    found = words(text)[:MOST_WORDS]
    if not found:
        return None
    last = " | ".join(_forms(found[-1]))
    return _query([*map(_exact, found[:-1]), f"({last})"], " & ")


def any_of(chosen: Iterable[str]) -> tuple[SearchQuery, int] | None:
    """One of these words or more, each also as the beginning of a longer word, and how many terms that makes.

    Takes what `telling_words` gives; None for no words.
    """
    terms = [term for word in chosen for term in _forms(word)]
    return (_query(terms, " | "), len(terms)) if terms else None


def is_rare(word: str) -> bool:
    """Long words are rare ones, which tells more than a list of all words could: "speeltuin" next to "huis"."""
    return len(word) >= RARE_FROM


def telling_words(text: str) -> list[str]:
    """The words that say what a text is about, the longest (and so the rarest) first; [] for a text without any."""
    found = words(text)
    telling = [word for word in found if word not in WEAK and len(word) > 1] or found
    return sorted(telling, key=len, reverse=True)[:MOST_WORDS]


def _forms(word: str) -> list[str]:
    """The word as the beginning of longer ones; a little thing ("bankje") is looked for as the thing itself too."""
    for ending in _DIMINUTIVE:
        thing = ending.sub("", word)
        if thing != word and len(thing) >= PREFIX_FROM:
            return [_beginning(word), _beginning(thing)]
    return [_beginning(word)]


def _exact(word: str) -> str:
    return f"'{word}'"


def _beginning(word: str) -> str:
    return f"'{word}':*" if len(word) >= PREFIX_FROM else _exact(word)


def _query(terms: Iterable[str], operator: str) -> SearchQuery:
    """The terms hold letters and digits alone, so the raw form can neither fail nor be steered by what was typed."""
    return SearchQuery(operator.join(terms), config=CONFIG, search_type="raw")
