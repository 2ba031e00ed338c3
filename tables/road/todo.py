"""What there can be to do at a table, in words: for who does it, and for who waits for it."""

from dataclasses import dataclass
from enum import Enum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tables.road.addresses import Place


class Task(Enum):
    """What there can be to do."""

    RESUME = auto()
    LOOK = auto()
    TELL = auto()
    WAKE = auto()
    FIND_COACH = auto()
    AWAIT_COACH = auto()
    BEGIN = auto()
    ANSWER = auto()
    MAKE_LIST = auto()
    PLAN_FIRST = auto()
    PICK_DATE = auto()
    INVITE = auto()
    COME_TOGETHER = auto()
    WRITE = auto()
    CHECK = auto()
    DECIDE = auto()
    WORK_OUT = auto()
    PLAN_SECOND = auto()
    INVITE_SECOND = auto()
    INVITE_AGAIN = auto()
    PICK = auto()
    AGREE = auto()
    GO_WITHOUT = auto()
    CATCH_UP = auto()
    CARRY_OUT = auto()
    JUDGE = auto()
    LOOK_BACK = auto()
    REPLY = auto()
    THANK = auto()
    FORWARD = auto()


@dataclass(frozen=True)
class Words:
    """`label` stands on the button, `text` says it to who does it, `waits` to the others: where that speaks to the
    owner alone, `others` to the rest. `%(day)s` is that of the next meeting, `%(step)s` the name of the next step.
    """

    place: Place
    label: str | Promise
    text: str | Promise
    waits: str | Promise
    others: str | Promise = ""


WORDS: dict[Task, Words] = {
    Task.RESUME: Words(
        Place.RESUME,
        _("Let the table go on"),
        _("The table has stopped. It can go on where it stood."),
        _("The table has stopped. The table owner can let it go on."),
    ),
    Task.LOOK: Words(
        Place.PUBLIC,
        _("Look at the page of the table"),
        _("The table is finished. There is nothing left to do. What was done stays readable."),
        _("The table is finished."),
    ),
    Task.TELL: Words(
        Place.STILL,
        _("Tell how it goes"),
        _("Nothing was heard of this table for a while. Tell in one click how it goes."),
        _("Nothing was heard of this table for a while. The table owner and the coach were asked how it goes."),
    ),
    Task.WAKE: Words(
        Place.DESK,
        _("Look how you reach them"),
        _("The table rests: nobody told how it goes. Ring the table owner or the coach, and ask what they need."),
        _("The table rests: nobody told how it goes. It goes on as soon as somebody does something at it."),
    ),
    Task.FIND_COACH: Words(
        Place.COACH,
        _("Choose a coach"),
        _("Look for a coach for this table. As soon as one was asked, step 2 begins."),
        _("The coordinator looks for a coach. You get a mail when there is one."),
        _("The coordinator looks for a coach. As soon as there is one, you read it here."),
    ),
    Task.AWAIT_COACH: Words(
        Place.COACH,
        _("Look how it stands"),
        _("A coach was asked for this table, and has not answered yet. You get the answer by mail."),
        _("The coordinator asked a coach. You get a mail when a coach says yes."),
    ),
    Task.BEGIN: Words(
        Place.FORWARD,
        _("Begin with step 2"),
        _("The idea is on the site. Now think it over with four questions: that is step 2."),
        _("The table owner begins with step 2: the four questions."),
    ),
    Task.ANSWER: Words(
        Place.CORE,
        _("Answer the four questions"),
        _("Not all four questions have an answer yet. Answer them, so that you can tell the idea well."),
        _("The table owner answers the four questions."),
    ),
    Task.MAKE_LIST: Words(
        Place.SEATS,
        _("Make the list of people"),
        _("Who can contribute something? Think of residents, of professionals and of people of the municipality."),
        _("The table owner makes a list of people who can contribute."),
    ),
    Task.PLAN_FIRST: Words(
        Place.MEETINGS,
        _("Plan the first meeting"),
        _("Choose when and where everybody meets for the first time. Then you can invite people."),
        _("The table owner plans the first meeting."),
    ),
    Task.PICK_DATE: Words(
        Place.MEETINGS,
        _("Pick the date"),
        _("A date is looked for. Ask people when they can come, look at the answers, and pick the date."),
        _("A date is looked for. The table owner picks it once people have said when they can come."),
    ),
    Task.INVITE: Words(
        Place.SEATS,
        _("Invite people"),
        _("Not all three have been invited yet: residents, professionals and people of the municipality."),
        _("The table owner invites people: residents, professionals and people of the municipality."),
    ),
    Task.COME_TOGETHER: Words(
        Place.MEETINGS,
        _("Get the meeting ready"),
        _("The next meeting is on %(day)s. Look whether everything is ready: the place, the work form, the people."),
        _("The next meeting is on %(day)s."),
    ),
    Task.WRITE: Words(
        Place.MINUTES,
        _("Write the minutes"),
        _("The meeting has begun or has been. Write down what was said, so that everyone can read along."),
        _("The minutes of the last meeting are being written."),
    ),
    Task.CHECK: Words(
        Place.MINUTES,
        _("Check the minutes"),
        _("The minutes are ready for you. Read them, change what is not right, and put them on the site."),
        _("The table owner checks the minutes."),
    ),
    Task.DECIDE: Words(
        Place.WORDS,
        _("Decide: go on or stop"),
        _("The minutes are on the site. Does the table go on? Say it, and everyone can read it."),
        _("The table owner decides whether the table goes on."),
    ),
    Task.WORK_OUT: Words(
        Place.CHOICE,
        _("Work out what you can choose from"),
        _("Small groups work out what the first meeting brought: what is it, what does it cost, what speaks for it?"),
        _("Small groups work out what the first meeting brought."),
    ),
    Task.PLAN_SECOND: Words(
        Place.MEETINGS,
        _("Plan the second meeting"),
        _("In the second meeting the table chooses. Choose when and where, and invite everybody again."),
        _("The table owner plans the second meeting, in which the table chooses."),
    ),
    Task.INVITE_SECOND: Words(
        Place.SEATS,
        _("Invite everybody again"),
        _("The second meeting has its day, and nobody was invited for it yet. Invite everybody again."),
        _("The second meeting has its day. The table owner invites everybody again."),
    ),
    Task.INVITE_AGAIN: Words(
        Place.SEATS,
        _("Ask who is missing again"),
        _("Not all three have sat at the table yet. Ask who is missing once more, for the next meeting."),
        _("Not all three have sat at the table yet. The table owner asks who is missing again."),
    ),
    Task.GO_WITHOUT: Words(
        Place.FORWARD,
        _("Go on without them"),
        _("Who is missing was asked again. You may go on to the next step, with a reason that everyone can read."),
        _("Who is missing was asked again. The table owner may go on to the next step, with a reason."),
    ),
    Task.PICK: Words(
        Place.CHOICE,
        _("Write down the choice"),
        _("The second meeting has been. Write down what the table chose, and why."),
        _("The table owner writes down what the table chose."),
    ),
    Task.AGREE: Words(
        Place.PLAN,
        _("Make the action plan"),
        _("Write down who does what, and by when."),
        _("The table makes its action plan: who does what, and by when."),
    ),
    Task.CATCH_UP: Words(
        Place.PLAN,
        _("Look at what is late"),
        _("Something in the plan should have been done by now. Ask how it goes, or choose another date."),
        _("Something in the plan should have been done by now. The table owner looks into it."),
    ),
    Task.CARRY_OUT: Words(
        Place.PLAN,
        _("Keep the plan up to date"),
        _("The table carries out its plan. Tell how it goes, also when it does not go well."),
        _("The table carries out its plan."),
    ),
    Task.JUDGE: Words(
        Place.WORDS,
        _("Say that it can be judged"),
        _("The plan is done. Is there enough to look back on? Then say so: step 7 begins with that."),
        _("The table owner says when there is enough to look back on."),
    ),
    Task.LOOK_BACK: Words(
        Place.EVALUATION,
        _("Look back"),
        _("What did it bring, and for whom? Look back together. Then decide what comes of the table."),
        _("The table looks back on what it brought."),
    ),
    Task.REPLY: Words(
        Place.MINUTES,
        _("Answer a request to change something"),
        _("Somebody asks to correct minutes, or to take a name out. See to it, and answer."),
        _("A question about the minutes waits for an answer."),
    ),
    Task.THANK: Words(
        Place.QUESTIONS,
        _("Thank for an answer"),
        _("Somebody answered a question of the table, and heard nothing yet. Thank them, or say it is not needed."),
        _("An answer to a question of the table waits for thanks."),
    ),
    Task.FORWARD: Words(
        Place.FORWARD,
        _("Go to the next step: %(step)s"),
        _("Everything is there for the next step."),
        _("Everything is there for the next step. The table owner takes it."),
    ),
}
