"""Ready-made refusals and questions: the operator picks one and edits it, and the pinner gets it by mail.

The texts are lazy, in whatever language is active when read: `reasons_in` reads them in the pinner's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class ReadyReason:
    """`key` never changes, `label` is for the operator's list, `text` is for the person who pinned."""

    key: str
    label: str | Promise
    text: str | Promise


REFUSALS: tuple[ReadyReason, ...] = (
    ReadyReason(
        "names-a-person",
        pgettext_lazy("ready reason", "Names a person"),
        _(
            "In your text you name somebody, or it is clear who you mean. We do not know whether this "
            "person agrees. So we cannot put it on the site like this.\n\n"
            "What helps: leave the name out. Write “a neighbour” or “a shop”, for example. Then we will "
            "gladly read your idea again."
        ),
    ),
    ReadyReason(
        "complaint",
        pgettext_lazy("ready reason", "Complaint about a person"),
        _(
            "Your text is a complaint about somebody. We can see that it bothers you. But at a table "
            "people make something together, and that does not solve a complaint.\n\n"
            "What helps: complain to the organisation where this person works. Is it about the "
            "municipality? Every municipality has a complaints procedure. Do you also have an idea of how "
            "things could be better? Then pin that. It is welcome."
        ),
    ),
    ReadyReason(
        "report",
        pgettext_lazy("ready reason", "Report for the municipality"),
        _(
            "Your text is a report, for example about a broken street lamp or litter. A table would take "
            "far too long for that.\n\n"
            "What helps: report it on the website of your municipality, or ring the municipality. That is "
            "the quickest way. Is there danger? Call 112."
        ),
    ),
    ReadyReason(
        "needs-help",
        pgettext_lazy("ready reason", "Somebody needs help now"),
        _(
            "We read in your text that you, or somebody else, needs help. We take that seriously. But "
            "this site is too slow for that, and everybody can read what is on it. So we do not publish "
            "your text.\n\n"
            "What helps: is there danger now? Call 112. Is there violence at home? Call Veilig Thuis on "
            "0800-2000, day and night, free of charge. Are you thinking about suicide? Call 0800-0113 or "
            "chat at 113.nl. With other worries your family doctor is a good place to start. Don’t know "
            "where to go? Let us know, and we will help you look."
        ),
    ),
    ReadyReason(
        "selling",
        pgettext_lazy("ready reason", "Sells something"),
        _(
            "Your text is mainly an advertisement for a company or a product. We do not put those on the "
            "site.\n\n"
            "What helps: write what your neighbourhood gains from it, and say what you earn from it "
            "yourself. If you have a business, you are welcome at the table."
        ),
    ),
    ReadyReason(
        "offensive",
        pgettext_lazy("ready reason", "Hurts people"),
        _(
            "Your text has words in it that hurt people. We do not put that on the site. You may be "
            "critical, and you may be angry too.\n\n"
            "What helps: write down what you yourself want, in ordinary words. Then we will gladly read "
            "your idea again."
        ),
    ),
    ReadyReason(
        "not-together",
        pgettext_lazy("ready reason", "Nothing to do together"),
        _(
            "We do not find anything in your text that people could work on together around a table.\n\n"
            "What helps: think about who you need for it, and what those people could do. Residents, "
            "professionals and people from the municipality. Write that down too, and pin it again."
        ),
    ),
    ReadyReason(
        "abroad",
        pgettext_lazy("ready reason", "Belongs to another country"),
        _(
            "Your idea is about a place outside the Netherlands. On this site every idea belongs to a "
            "Dutch municipality, so we cannot give yours a table.\n\n"
            "What helps: is there a step that people in your own municipality can take? Then pin that "
            "step."
        ),
    ),
    ReadyReason(
        "twice",
        pgettext_lazy("ready reason", "Sent twice"),
        _(
            "You have pinned this idea before. We keep the first one, so that everything about it stays "
            "in one place.\n\n"
            "What helps: would you like to add something? You can do that with your first idea."
        ),
    ),
    ReadyReason(
        "not-clear",
        pgettext_lazy("ready reason", "Not clear enough, also after asking"),
        _(
            "We asked you something about your idea, but we still do not understand well enough what you "
            "want. So we cannot put it on the site yet.\n\n"
            "What helps: tell us more, or let us ring you. Then we will look for the right words "
            "together."
        ),
    ),
)

QUESTIONS: tuple[ReadyReason, ...] = (
    ReadyReason(
        "unclear",
        pgettext_lazy("ready question", "What do you want to happen?"),
        _(
            "We do not quite understand your idea yet. What would you like to happen? And who would "
            "notice? Two or three sentences are enough."
        ),
    ),
    ReadyReason(
        "problem",
        pgettext_lazy("ready question", "A problem, not an idea yet"),
        _(
            "You describe clearly what is wrong. What would you like to see instead? A first small step "
            "is enough. It does not have to be perfect."
        ),
    ),
    ReadyReason(
        "person",
        pgettext_lazy("ready question", "Does this person agree?"),
        _(
            "You name somebody in your text. Does this person know, and do they agree? If you are not "
            "sure, we can leave the name out. Shall we do that?"
        ),
    ),
    ReadyReason(
        "private",
        pgettext_lazy("ready question", "Something private about yourself"),
        _(
            "You tell us something personal, such as your health or your address. Everybody will be able "
            "to read it on the site. Is that what you want? Or shall we leave it out?"
        ),
    ),
    ReadyReason(
        "place",
        pgettext_lazy("ready question", "Which place?"),
        _("Which street, neighbourhood or village is your idea about?"),
    ),
    ReadyReason(
        "interest",
        pgettext_lazy("ready question", "Do you earn from it?"),
        _(
            "Do you earn money from this idea, or does your employer? That is fine. We would like to show "
            "it with your idea, so that everybody knows where they stand."
        ),
    ),
    ReadyReason(
        "alike",
        pgettext_lazy("ready question", "There is an idea like it"),
        _(
            "There is already an idea that looks like yours. Would you like to join that one? Or is yours "
            "different? Then tell us what the difference is."
        ),
    ),
    ReadyReason(
        "picture",
        pgettext_lazy("ready question", "May we use the picture?"),
        _(
            "You sent a picture with your idea. Did you make it yourself? And do the people in it agree "
            "to being on the site?"
        ),
    ),
)


# Read by the writer in a mail, and by everyone in the place of the reaction: so they speak of the reaction, not to it.
HIDINGS: tuple[ReadyReason, ...] = (
    ReadyReason(
        "hurts",
        pgettext_lazy("ready hiding", "Hurts people"),
        _(
            "This reaction has words in it that hurt people. Being critical or angry is fine. Hurting somebody is "
            "not.\n\nWhat helps: say the same in ordinary words, about the idea and not about a person."
        ),
    ),
    ReadyReason(
        "threatens",
        pgettext_lazy("ready hiding", "Threatens somebody"),
        _(
            "This reaction threatens somebody. That is not allowed, here or anywhere else.\n\n"
            "What helps: are you angry? Say what you are angry about, without threatening anybody."
        ),
    ),
    ReadyReason(
        "names-a-person",
        pgettext_lazy("ready hiding", "Names a person, or tells something private"),
        _(
            "This reaction names somebody, or tells something private. We do not know whether that person agrees."
            "\n\nWhat helps: leave the name, the address or the illness out, and react again."
        ),
    ),
    ReadyReason(
        "selling",
        pgettext_lazy("ready hiding", "Advertisement"),
        _(
            "This reaction is an advertisement. Those do not belong below an idea.\n\n"
            "What helps: offer what you can do for this idea, and say what you earn from it."
        ),
    ),
    ReadyReason(
        "off-topic",
        pgettext_lazy("ready hiding", "About something else"),
        _(
            "This reaction is not about this idea.\n\n"
            "What helps: look whether there is an idea that it does fit, or pin one yourself."
        ),
    ),
    ReadyReason(
        "twice",
        pgettext_lazy("ready hiding", "Stands there more than once"),
        _("This reaction stands there more than once. We leave one of them."),
    ),
)


def reasons_in(language: str, reasons: Sequence[ReadyReason]) -> list[tuple[str, str, str]]:
    """Key, label and text of each: the label in the language of the moment, the text in the pinner's."""
    labels = [str(reason.label) for reason in reasons]
    with translation.override(language):
        texts = [str(reason.text) for reason in reasons]
    return [(reason.key, label, text) for reason, label, text in zip(reasons, labels, texts, strict=True)]
