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

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f]")
_DIMINUTIVE = (re.compile("(?:et|[tpk])jes?$"), re.compile("jes?$"))

# Words that nearly every idea has, or that tell who it is for and not what it is: alone they make no two ideas alike.
WEAK = frozenset(
    """
    aan achter al alle allemaal alleen alles als altijd andere anders beetje beter bij bijvoorbeeld
    binnen buiten daar dag dan dat de deze die dingen dit doch doen door dorp drie dus echt een eens
    eerste eigen elk elkaar elke en enkele er erg even ga gaan ge geen geven gewoon goed goede graag
    grote haar had heb hebben heeft heel hele hem het hier hij hoe hun idee ideeen iedereen iedere
    iemand iets ik in is ja jaar je jij jullie kan kleine komen komt krijgen kun kunnen laten leuk
    leuke maar maken man me meedoen meer meest men mensen met mij mijn misschien moet moeten mogen
    mooi mooie na naar naast niemand niet niets nieuw nieuwe nodig nog nu of om omdat onder ons onze
    ook op over paar plaats plek plekken reeds samen soms staan staat stad steeds straat tegen te
    ten ter terug thuis tijd toch toen tot tussen tweede twee u uit uur uw vaak van vanaf vanuit
    veel verschillende via voor vooral vroeg waar waarom wanneer want waren was wat we week weer weg
    weinig wel werd wereld wezen wie wij wijk wil willen word worden wordt zal ze zelf zich zien zij
    zijn zo zonder zorgen zou zouden buurt gemeente centrum omgeving ideetje project plan voorstel
    bewoners bewoner inwoner inwoners buurtbewoners buren kinderen kind jongeren ouderen ouders
    jeugd vrouwen mannen iedereen the and for with that this our
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


def any_of(chosen: Iterable[str]) -> tuple[SearchQuery, int]:
    """One of these words or more, each also as the beginning of a longer word, and how many terms that makes.

    Takes what `telling_words` gives.
    """
    terms = [term for word in chosen for term in _forms(word)]
    return _query(terms, " | "), len(terms)


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
