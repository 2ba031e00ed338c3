"""Help with the four core questions: what to ask on, what to do and what to leave, and an easier way to ask.

For the pinner alone at a kitchen table as well as for a coach who asks. `ADVICE` is for who leads the conversation.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tables.enums import CoreQuestion

Texts = tuple[str | Promise, ...]


@dataclass(frozen=True)
class Help:
    """`ask` is the question itself, `easy` the same for who reads with difficulty, `follow_up` what to ask on."""

    ask: str | Promise
    easy: str | Promise
    hint: str | Promise
    follow_up: Texts
    do: Texts
    leave: Texts


@dataclass(frozen=True)
class Advice:
    title: str | Promise
    lines: Texts


HELP: dict[CoreQuestion, Help] = {
    CoreQuestion.WHY: Help(
        ask=_("Why this idea?"),
        easy=_("What is not going well now? What do you want to be different?"),
        hint=_("What made you think of it? What is it really about for you?"),
        follow_up=(
            _("When did you first think of this? What happened that day?"),
            _("For whom is this a problem, apart from you?"),
            _("What happens when nobody does anything?"),
            _("What has been tried before? Why did it stop?"),
            _("What goes well here already? What do you want to keep?"),
            _("Why now, and not a year ago?"),
            _("What makes you want to put time into it yourself?"),
        ),
        do=(
            _("Ask for one real example, with a day and a place."),
            _("Write it down in the words of the person who tells it."),
            _("Ask once more why, when the first answer is a solution."),
            _("Give feelings room. Anger often shows what matters."),
        ),
        leave=(
            _("Do not say that others have thought of it before."),
            _("Do not talk about money or rules yet."),
            _("Do not look for who is to blame."),
            _("Do not make the reason finer than it is."),
        ),
    ),
    CoreQuestion.AIM: Help(
        ask=_("What should it bring?"),
        easy=_("It worked out. What do you see? Who is happy with it?"),
        hint=_("Think of a year from now. What has changed, and for whom?"),
        follow_up=(
            _("It is a year later and it went well. What do you see when you walk past?"),
            _("Who notices it first? What does that person say?"),
            _("What is the smallest result that would make you glad?"),
            _("How will you know that it works? What can you count, and what can you only hear?"),
            _("Who could be worse off because of it?"),
            _("What must certainly stay as it is?"),
            _("What does it bring you yourself?"),
        ),
        do=(
            _("Ask for a picture that you could draw."),
            _("Name the people for whom it makes a difference."),
            _("Keep wish and means apart: a bench is a means, meeting is the wish."),
            _("Write down more than one result. The table chooses later."),
        ),
        leave=(
            _("Do not ask for a plan with figures."),
            _("Do not make the wish smaller because it seems difficult."),
            _("Do not promise that it will come about."),
            _("Do not forget what it may cost others."),
        ),
    ),
    CoreQuestion.PEOPLE: Help(
        ask=_("Who is needed for it?"),
        easy=_("Who can help you? Who has to say yes?"),
        hint=_("Think of residents, professionals and people of the municipality. Who is often forgotten?"),
        follow_up=(
            _("Whom did you tell about it already? What did they say?"),
            _("Who has to do with it every day?"),
            _("Which residents would you like at the table, and who speaks for those who cannot come?"),
            _("Which professionals know this subject: care, housing, school, shop, club?"),
            _("Who at the municipality decides about this, and who works with it?"),
            _("Who is against it, or could get in the way? What would that person need?"),
            _("Who can do something that you cannot?"),
        ),
        do=(
            _("Go through the three: residents, professionals, people of the municipality."),
            _("Ask for talents too: who can cook, build, write, calculate?"),
            _("Write down functions and groups when a name is not known yet."),
            _("Think of a person who says no. Such a person often makes the idea better."),
        ),
        leave=(
            _("Do not put the phone number or address of others in the answer."),
            _("Do not stop at the people whom you know already."),
            _("Do not leave out one of the three because it is difficult."),
            _("Do not fill in for others what they think of it."),
        ),
    ),
    CoreQuestion.ROAD: Help(
        ask=_("Which road do you see?"),
        easy=_("What do you do first? And after that?"),
        hint=_("It need not be a plan. A first step is enough."),
        follow_up=(
            _("What can you do this week, without anybody's permission?"),
            _("What comes after that? And what then?"),
            _("What could you try out small, for one afternoon?"),
            _("Where do you expect that it gets stuck? What helps then?"),
            _("How much time do you have yourself, and until when?"),
            _("What do you need: a place, materials, money, knowledge?"),
            _("Which part do you want to leave to the table?"),
        ),
        do=(
            _("Look for a first step that is small and soon."),
            _("Leave room: the table may find a better road."),
            _("Ask what somebody has done before that was difficult, and how."),
            _("Write down what you do not know yet. Those are good questions for the table."),
        ),
        leave=(
            _("Do not take over the work. The idea stays of the idea pinner."),
            _("Do not choose one solution yet. That is for step 5."),
            _("Do not begin with forms and permits."),
            _("Do not set a date that others have to keep."),
        ),
    ),
}

ADVICE: tuple[Advice, ...] = (
    Advice(
        _("Silence"),
        (
            _("Count to five before you say something. Often the most important thing comes after a silence."),
            _("Ask one question at a time, and wait for the answer."),
            _("Is it getting emotional? Stay, say nothing for a moment, and ask whether a break would be good."),
        ),
    ),
    Advice(
        _("Say back what you heard"),
        (
            _("Say in one or two sentences what you heard. Then ask: is that right?"),
            _("Use the words of the other. Do not make them grander."),
            _("Keep facts, wishes and worries apart when you write down."),
        ),
    ),
    Advice(
        _("Who is missing?"),
        (
            _("Ask at every question: who would see this differently?"),
            _(
                "Who has no voice here: children, people without internet, people who speak little Dutch, the night "
                "shift?"
            ),
            _("Check the three capacities. If one is missing, write that down."),
        ),
    ),
    Advice(
        _("You ask, the other finds"),
        (
            _("Begin a question with what, how or who. Why can sound like a reproach."),
            _("Do you have a solution in mind? Keep it, and ask one more question."),
            _("Say honestly when you do not know something. You can look for it together."),
        ),
    ),
    Advice(
        _("Begin and end well"),
        (
            _("Say at the start how long you have, and what happens with what is written down."),
            _("Read the answers aloud at the end. The idea pinner decides what may come on the site."),
            _("Agree who does what, and when you speak again."),
        ),
    ),
)
