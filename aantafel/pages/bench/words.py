"""Invented texts with the skew of real ones: a few words that are everywhere, many that are nowhere else."""

from random import Random

THINGS = (
    "bankje boomgaard moestuin speeltuin fietspad buurthuis kookgroep leeskring repaircafé jeu-de-boulesbaan wandelpad "
    "muziekavond kruidentuin schaatsbaan dorpswinkel bibliotheek kindermarkt beweegtuin belbus koffieochtend tuinhuis "
    "zonnedak deelauto insectenhotel geveltuin vlindertuin dorpsfeest buurtapp huiswerkklas taalcafé weggeefkast "
    "speelbos pluktuin picknickplek watertappunt fietsenstalling oversteekplaats theatergroep koor atelier werkplaats"
).split()
KINDS = (
    "gezamenlijke kleine grote nieuwe groene rustige overdekte mobiele tijdelijke vrolijke gratis drempelvrije "
    "schaduwrijke doordachte open warme veilige toegankelijke"
).split()
PLACES = (
    "het plein;de school;de kerk;het station;de halte;het park;de sporthal;de molen;de brug;het water;de rotonde;"
    "het verzorgingshuis;de bakker;de dijk;het bos"
).split(";")
PEOPLE = (
    "ouderen kinderen jongeren buren nieuwkomers mantelzorgers ondernemers vrijwilligers wandelaars gezinnen".split()
)
SYLLABLES = "bo ka ru mi ste wol der vin has ploe gra tie lom zwi kne bra fon dul sar tem".split()
OPENINGS = (
    "Mijn buurvrouw vertelde dat zij niemand meer tegenkomt.",
    "Elke dag loop ik erlangs en dan denk ik: hier kan meer.",
    "Op de laatste buurtavond hoorden we dit van veel mensen.",
    "Vroeger was hier iets moois en dat missen we samen.",
)


def title(chance: Random) -> str:
    """A title of 20 to 110 characters; one in twelve has a word that next to no other has."""
    rare = f" {rare_word(chance)}" if chance.random() < 0.08 else ""
    kind = "Een" if chance.random() < 0.7 else "Samen een"
    ending = f" voor {chance.choice(PEOPLE)}" if chance.random() < 0.6 else ""
    return f"{kind} {chance.choice(KINDS)} {chance.choice(THINGS)}{rare} bij {chance.choice(PLACES)}{ending}"


def rare_word(chance: Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _syllable in range(4))


def story(chance: Random) -> str:
    """Two to five sentences."""
    wishes = [
        f"Het zou mooi zijn als {chance.choice(PEOPLE)} en {chance.choice(PEOPLE)} elkaar bij "
        f"{chance.choice(PLACES)} ontmoeten, met een {chance.choice(THINGS)} en een {chance.choice(THINGS)}."
        for _sentence in range(chance.randint(1, 4))
    ]
    return " ".join([chance.choice(OPENINGS), *wishes])
