"""How a score reads: a sentence for each part as it turned out, and for each reason why somebody cannot be asked."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from coaches.enums import Language
from coaches.matching import Exclusion, Part, PartScore, Score, Wish, Word

NAMES: dict[Part, str | Promise] = {
    Part.THEME: pgettext_lazy("matching", "Theme"),
    Part.WORDS: pgettext_lazy("matching", "What the coach tells"),
    Part.NEIGHBOURHOOD: pgettext_lazy("matching", "Neighbourhood"),
    Part.LANGUAGE: pgettext_lazy("matching", "Language"),
    Part.AVAILABILITY: pgettext_lazy("matching", "Time"),
    Part.LOAD: pgettext_lazy("matching", "How busy"),
    Part.EXPERIENCE: pgettext_lazy("matching", "Experience"),
    Part.EARLIER: pgettext_lazy("matching", "Know each other"),
    Part.FAIRNESS: pgettext_lazy("matching", "Turn"),
}

HELP: dict[Part, str | Promise] = {
    Part.THEME: _("The coach chose the theme of the idea."),
    Part.WORDS: _("What the coach tells about themselves has words of the idea in it."),
    Part.NEIGHBOURHOOD: _("The coach chose the neighbourhood of the idea."),
    Part.LANGUAGE: _("The coach speaks the language that is asked for."),
    Part.AVAILABILITY: _("The coach has time, or has it when the pinner has."),
    Part.LOAD: _("The coach has room: few other ideas at this moment."),
    Part.EXPERIENCE: _("The coach has guided ideas before."),
    Part.EARLIER: _("The coach guided an idea of this pinner before."),
    Part.FAIRNESS: _("New coaches, and who was not asked for long, get their turn."),
}

_SENTENCES: dict[tuple[Part, Word], str | Promise] = {
    (Part.THEME, Word.YES): _("Chose this theme"),
    (Part.THEME, Word.OPEN): _("Open to every theme"),
    (Part.THEME, Word.NO): _("Chose other themes"),
    (Part.WORDS, Word.YES): _("Tells things that are close to this idea"),
    (Part.WORDS, Word.SOME): _("Tells something that comes back in this idea"),
    (Part.WORDS, Word.NO): _("Tells nothing that comes back in this idea"),
    (Part.NEIGHBOURHOOD, Word.YES): _("Wants to work in this neighbourhood"),
    (Part.NEIGHBOURHOOD, Word.OPEN): _("Open to every neighbourhood"),
    (Part.NEIGHBOURHOOD, Word.NO): _("Chose other neighbourhoods"),
    (Part.AVAILABILITY, Word.OPEN): _("Did not say when there is time"),
    (Part.AVAILABILITY, Word.NO): _("Has no time at the moments that you ask for"),
    (Part.LOAD, Word.YES): _("Has no idea to guide at the moment"),
    (Part.EXPERIENCE, Word.NO): _("This would be the first idea to guide"),
    (Part.EARLIER, Word.YES): _("Guided an idea of this pinner before"),
    (Part.EARLIER, Word.NO): _("Has not worked with this pinner before"),
    (Part.FAIRNESS, Word.YES): _("Was never asked before"),
}

WHY_NOT: dict[Exclusion, str | Promise] = {
    Exclusion.UNTRAINED: _("This coach is not trained yet, but can go along with a trained one."),
    Exclusion.LINKED: _("This coach is linked to this idea already."),
    Exclusion.DECLINED: _("This coach said no to this idea."),
    Exclusion.PAUSED: _("This coach is taking a rest."),
    Exclusion.FULL: _("This coach has as many tables as they want at once."),
    Exclusion.PINNER: _("This coach pinned the idea."),
}


@dataclass(frozen=True)
class Line:
    """A part as the desk reads it; `percent` is for its bar. A part without weight shows, but does not count."""

    name: str
    sentence: str
    percent: int
    counts: bool


def lines(score: Score, wish: Wish) -> list[Line]:
    return [
        Line(str(NAMES[one.part]), sentence(one, wish), round(one.value * 100), bool(one.weight)) for one in score.parts
    ]


def sentence(one: PartScore, wish: Wish) -> str:
    fixed = _SENTENCES.get((one.part, one.word))
    return str(fixed) if fixed is not None else _counted(one, wish)


def _counted(one: PartScore, wish: Wish) -> str:
    number = {"n": one.number}
    match one.part:
        case Part.LANGUAGE:
            return _language(one.word, wish)
        case Part.AVAILABILITY if one.word is Word.SOME:
            return ngettext("Has time at %(n)d of the moments", "Has time at %(n)d of the moments", one.number) % number
        case Part.AVAILABILITY:
            return ngettext("Has time at %(n)d moment a week", "Has time at %(n)d moments a week", one.number) % number
        case Part.LOAD:
            return ngettext("Has %(n)d other idea", "Has %(n)d other ideas", one.number) % number
        case Part.EXPERIENCE:
            return ngettext("Guided %(n)d idea", "Guided %(n)d ideas", one.number) % number
        case _ if not one.number:
            return str(_("Was asked today"))
        case _:
            return ngettext("Was asked %(n)d day ago", "Was asked %(n)d days ago", one.number) % number


def _language(word: Word, wish: Wish) -> str:
    language = {"language": Language(wish.language).label}
    if word is Word.YES:
        return str(_("Speaks this language: %(language)s")) % language
    return str(_("Does not speak this language: %(language)s")) % language
