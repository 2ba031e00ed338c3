"""The fixed lists of tables."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tables.lifecycle import Step


class TableStep(IntegerChoices):
    """The names of the seven steps."""

    IDEA = Step.IDEA.value, pgettext_lazy("step", "Idea")
    MATCH = Step.MATCH.value, pgettext_lazy("step", "Match")
    ASK = Step.ASK.value, pgettext_lazy("step", "Ask")
    CREATE = Step.CREATE.value, pgettext_lazy("step", "Create and design")
    CHOOSE = Step.CHOOSE.value, pgettext_lazy("step", "Choose")
    DO = Step.DO.value, pgettext_lazy("step", "Do")
    EVALUATE = Step.EVALUATE.value, pgettext_lazy("step", "Evaluate")


class TableState(TextChoices):
    RUNNING = "running", pgettext_lazy("table state", "Running")
    STOPPED = "stopped", pgettext_lazy("table state", "Stopped")
    FINISHED = "finished", pgettext_lazy("table state", "Finished")


class CoreQuestion(TextChoices):
    """The four core questions. The value stands in addresses; the label is how a page names the question."""

    WHY = "waarom", pgettext_lazy("core question", "Why this idea")
    AIM = "wat", pgettext_lazy("core question", "What should it bring")
    PEOPLE = "wie", pgettext_lazy("core question", "Who is needed")
    ROAD = "weg", pgettext_lazy("core question", "Which road do you see")


class ActorRole(TextChoices):
    """As what somebody moved a table; the public timeline names the role, not the person."""

    OPERATOR = "operator", _("Operator")
    OWNER = "owner", _("Table owner")
    COORDINATOR = "coord", _("Coordinator")
    COACH = "coach", _("AanTafel!coach")
    FACILITATOR = "facil", _("Facilitator")
    NOTE_TAKER = "notes", _("Note taker")
    SITE = "site", _("The site")


class TimelineKind(TextChoices):
    """What a line on the timeline tells."""

    STEP = "step", pgettext_lazy("timeline", "The table took a step")
    COACH = "coach", pgettext_lazy("timeline", "A coach said yes")
    COACH_LEFT = "left", pgettext_lazy("timeline", "A coach stopped")
    STOPPED = "stop", pgettext_lazy("timeline", "The table stopped")
    BACK = "back", pgettext_lazy("timeline", "The table went back a step")
    RESUMED = "again", pgettext_lazy("timeline", "The table went on")
    FINISHED = "end", pgettext_lazy("timeline", "The table is finished")
    ROUND = "round", pgettext_lazy("timeline", "The table began a new round")
    RESTS = "rests", pgettext_lazy("timeline", "The table rests")
    MEETING = "meet", pgettext_lazy("timeline", "A meeting was planned")
    FREE = "free", pgettext_lazy("timeline", "A free meeting was planned")
    MOVED = "moved", pgettext_lazy("timeline", "A meeting was moved")
    PLACE = "place", pgettext_lazy("timeline", "The place of a meeting is known")
    CANCELLED = "off", pgettext_lazy("timeline", "A meeting was cancelled")
    MINUTES = "note", pgettext_lazy("timeline", "Minutes were published")
    WORD = "word", pgettext_lazy("timeline", "The table owner decided")
    VARIANT = "pick", pgettext_lazy("timeline", "The table chose")
    NEWS = "news", pgettext_lazy("timeline", "The table told how it goes")
    ASKED = "ask", pgettext_lazy("timeline", "The table asked everyone for help")
    OWNERS = "own", pgettext_lazy("timeline", "The owners changed")
    TAKEN_OUT = "gone", pgettext_lazy("timeline", "A name was taken out")


class WordKind(TextChoices):
    """What an owner decides about the table."""

    GO_ON = "go_on", pgettext_lazy("word of the owner", "The table goes on")
    STOP = "stop", pgettext_lazy("word of the owner", "The table stops")
    CAN_BE_JUDGED = "judge", pgettext_lazy("word of the owner", "It can be judged")
    FINISH = "finish", pgettext_lazy("word of the owner", "It goes on by itself")
    UPKEEP = "upkeep", pgettext_lazy("word of the owner", "Others keep it up")
    END = "end", pgettext_lazy("word of the owner", "It ends here")
    NEW_ROUND = "round", pgettext_lazy("word of the owner", "A new round begins")


class SeatSource(TextChoices):
    """How somebody came on the list of a table."""

    OWN = "own", pgettext_lazy("source of a seat", "Thought of by the table")
    OWNER = "owner", pgettext_lazy("source of a seat", "Pinned the idea")
    SUPPORT = "support", pgettext_lazy("source of a seat", "Offered help")
    EARLIER = "earlier", pgettext_lazy("source of a seat", "Sat at a table before")
    CONTACT = "contact", pgettext_lazy("source of a seat", "From the network list")
    TOWN = "town", pgettext_lazy("source of a seat", "The mailbox of the municipality")
    OFFICE = "office", pgettext_lazy("source of a seat", "Works at the municipality")
    OPEN = "open", pgettext_lazy("source of a seat", "Signed up")
    ASKED = "asked", pgettext_lazy("source of a seat", "Answered a question of the table")
    SENT = "sent", pgettext_lazy("source of a seat", "Sent by somebody")
    GUEST = "guest", pgettext_lazy("source of a seat", "Came along")


class Reach(TextChoices):
    """How somebody is reached."""

    MAIL = "mail", pgettext_lazy("reach", "By mail")
    PHONE = "phone", pgettext_lazy("reach", "By phone")
    PERSON = "person", pgettext_lazy("reach", "In person")
    PAPER = "paper", pgettext_lazy("reach", "On paper")


class InvitationWay(TextChoices):
    """How somebody was asked for a meeting."""

    MAIL = "mail", pgettext_lazy("way of inviting", "By mail")
    PHONE = "phone", pgettext_lazy("way of inviting", "By phone")
    PERSON = "person", pgettext_lazy("way of inviting", "In person")
    PAPER = "paper", pgettext_lazy("way of inviting", "By letter")
    FORM = "form", pgettext_lazy("way of inviting", "Through a form of their site")
    OPEN = "open", pgettext_lazy("way of inviting", "Signed up by themselves")
    GUEST = "guest", pgettext_lazy("way of inviting", "Came along")


class Answer(TextChoices):
    """What somebody says to an invitation."""

    COMES = "comes", pgettext_lazy("answer to an invitation", "Comes")
    MAYBE = "maybe", pgettext_lazy("answer to an invitation", "Perhaps")
    NOT = "not", pgettext_lazy("answer to an invitation", "Does not come")
    SENDS = "sends", pgettext_lazy("answer to an invitation", "Sends somebody else")


class MeetingPurpose(TextChoices):
    """What a meeting is for; the method gives the first and the second theirs."""

    FIRST = "first", pgettext_lazy("purpose of a meeting", "First meeting: create and design")
    SECOND = "second", pgettext_lazy("purpose of a meeting", "Second meeting: make a choice")
    PROGRESS = "progress", pgettext_lazy("purpose of a meeting", "How it goes")
    LOOK_BACK = "back", pgettext_lazy("purpose of a meeting", "Look back together")
    OTHER = "other", pgettext_lazy("purpose of a meeting", "Another meeting")


class MeetingState(TextChoices):
    POLL = "poll", pgettext_lazy("meeting state", "A date is looked for")
    PLANNED = "planned", pgettext_lazy("meeting state", "Planned")
    HELD = "held", pgettext_lazy("meeting state", "Held")
    CANCELLED = "cancelled", pgettext_lazy("meeting state", "Cancelled")


class DateWord(TextChoices):
    """Whether somebody can come at a moment."""

    YES = "yes", pgettext_lazy("answer about a date", "I can come")
    MAYBE = "maybe", pgettext_lazy("answer about a date", "If need be")
    NO = "no", pgettext_lazy("answer about a date", "I cannot come")


class FacilitatorState(TextChoices):
    """How the search for somebody who leads a meeting stands."""

    OPEN = "open", pgettext_lazy("search for a facilitator", "The desk looks for somebody")
    ASKED = "asked", pgettext_lazy("search for a facilitator", "Somebody is asked")
    FOUND = "found", pgettext_lazy("search for a facilitator", "Found")
    OFF = "off", pgettext_lazy("search for a facilitator", "Not needed any more")


class Readers(TextChoices):
    """Who may read along while the minutes are made."""

    TABLE = "table", pgettext_lazy("who reads along", "Who sits at the table")
    SIGNED = "signed", pgettext_lazy("who reads along", "Everyone with an account")
    EVERYONE = "everyone", pgettext_lazy("who reads along", "Everyone")


class MinutesState(TextChoices):
    WRITING = "writing", pgettext_lazy("minutes state", "Being written")
    TO_CHECK = "to_check", pgettext_lazy("minutes state", "With the table owner")
    PUBLISHED = "published", pgettext_lazy("minutes state", "Published")


class MinutesPartName(TextChoices):
    """The texts of minutes that people type, in the order in which a meeting goes. The value stands in addresses."""

    PITCH = "pitch", pgettext_lazy("part of minutes", "The pitch")
    SAID = "gezegd", pgettext_lazy("part of minutes", "What was said")
    ACTIVE = "actief", pgettext_lazy("part of minutes", "Who will take an active part?")
    AGAIN = "weer", pgettext_lazy("part of minutes", "Does everyone come next time?")
    MISSING = "wie", pgettext_lazy("part of minutes", "Who is missing?")
    SUMMARY = "kort", pgettext_lazy("part of minutes", "In short")


class MinutesRequestKind(TextChoices):
    """What somebody asks about public minutes."""

    CORRECT = "correct", pgettext_lazy("request about minutes", "Something in it is not right")
    NAME = "name", pgettext_lazy("request about minutes", "A name or a picture has to be taken out")


class MinutesRequestOutcome(TextChoices):
    DONE = "done", pgettext_lazy("request about minutes", "Done")
    STAYS = "stays", pgettext_lazy("request about minutes", "It stays as it is")


class ActionState(TextChoices):
    OPEN = "open", pgettext_lazy("action state", "To do")
    HELP = "help", pgettext_lazy("action state", "Help is needed")
    DONE = "done", pgettext_lazy("action state", "Done")
    DROPPED = "dropped", pgettext_lazy("action state", "Not needed any more")


class ChoiceWay(TextChoices):
    """How a table chooses."""

    CONSENT = "consent", pgettext_lazy("way of choosing", "Consent: nobody has a weighty objection")
    DOTS = "dots", pgettext_lazy("way of choosing", "Dots: everyone divides some dots")
    VOTE = "vote", pgettext_lazy("way of choosing", "Votes: everyone has one vote")


class QuestionState(TextChoices):
    """Where a question to everyone stands."""

    OPEN = "open", pgettext_lazy("question of a table", "Open")
    CLOSED = "closed", pgettext_lazy("question of a table", "Closed")


class QuestionAnswerState(TextChoices):
    """What the table said back to an answer."""

    NEW = "new", pgettext_lazy("answer to a table", "New")
    THANKED = "thanked", pgettext_lazy("answer to a table", "Thanked")
    DECLINED = "declined", pgettext_lazy("answer to a table", "Not needed")


class Aim(TextChoices):
    """The six aims of the method. The value names the field that holds what is said of it."""

    SUPPORT = "support", pgettext_lazy("aim", "Broad support")
    HEARD = "heard", pgettext_lazy("aim", "Being heard")
    INNOVATION = "innovation", pgettext_lazy("aim", "Something new that costs little")
    DEMOCRACY = "democracy", pgettext_lazy("aim", "Deciding together")
    RELATIONS = "relations", pgettext_lazy("aim", "Dealing with each other as equals")
    COSTS = "costs", pgettext_lazy("aim", "Less costly care")
