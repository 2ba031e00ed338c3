"""The fixed lists of ideas."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ideas.lifecycle import State


class IdeaState(TextChoices):
    """Where an idea stands; which change is allowed stands in `ideas.lifecycle`."""

    DRAFT = State.DRAFT.value, pgettext_lazy("idea state", "Draft")
    UNCONFIRMED = State.UNCONFIRMED.value, pgettext_lazy("idea state", "Not confirmed yet")
    WAITING = State.WAITING.value, pgettext_lazy("idea state", "Waiting to be read")
    ASKED = State.ASKED.value, pgettext_lazy("idea state", "We asked you something")
    PUBLISHED = State.PUBLISHED.value, pgettext_lazy("idea state", "On the site")
    REFUSED = State.REFUSED.value, pgettext_lazy("idea state", "Refused")
    WITHDRAWN = State.WITHDRAWN.value, pgettext_lazy("idea state", "Withdrawn")
    MERGED = State.MERGED.value, pgettext_lazy("idea state", "Put together with another idea")


class Theme(TextChoices):
    CARE = "zorg", _("Care and health")
    TOGETHER = "samen", _("Together in the neighbourhood")
    GREEN = "groen", _("Green and nature")
    TRAFFIC = "verkeer", _("Traffic and getting around")
    YOUTH = "jeugd", _("Children and young people")
    HOUSING = "wonen", _("Living and building")
    CULTURE = "cultuur", _("Culture and heritage")
    SPORT = "sport", _("Sport and playing")
    WORK = "werk", _("Work, money and learning")
    CLIMATE = "energie", _("Energy and climate")
    SAFETY = "veilig", _("Safety")
    OTHER = "anders", _("Something else")


class Relation(TextChoices):
    """Why this municipality: an idea belongs to the one where the pinner lives, or by choice works."""

    LIVES = "lives", _("I live here")
    WORKS = "works", _("I work here")


class Channel(TextChoices):
    """How the idea came in."""

    SITE = "site", _("On the site")
    HELPER = "helper", _("On the site, by somebody else")
    PHONE = "phone", _("By phone")
    PAPER = "paper", _("On paper")
    TALK = "talk", _("In a talk")
    MAIL = "mail", _("By mail")
    VOICE = "voice", _("As a spoken message")
    TABLE = "table", _("At a table in the neighbourhood")
    VISIT = "visit", _("At a visit")


class ConsentHow(TextChoices):
    """How somebody said yes to putting their idea on the site."""

    SITE = "site", _("On the site, by the person")
    HELPER = "helper", _("To the person who helped")
    PHONE = "phone", _("By phone")
    PAPER = "paper", _("On paper, with a signature")
    TALK = "talk", _("In a talk")
    MAIL = "mail", _("By mail")


class ReviewKind(TextChoices):
    """One line in the history of an idea's review."""

    SUBMITTED = "submitted", _("Pinned")
    QUESTION = "question", _("Question from the operator")
    ANSWER = "answer", _("Answer from the idea pinner")
    CHANGED = "changed", _("Changed")
    APPROVED = "approved", _("Put on the site")
    REFUSED = "refused", _("Refused")
    OBJECTED = "objected", _("The idea pinner disagrees")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Put together with another idea")
    PASSED_ON = "passed_on", _("Passed on to another municipality")


class ReviewRole(TextChoices):
    """As what somebody did it; names do not show in the history."""

    PINNER = "pinner", _("Idea pinner")
    OPERATOR = "operator", _("Operator")
    COORDINATOR = "coord", _("Coordinator")
    COACH = "coach", _("AanTafel!coach")


class NoticeWay(TextChoices):
    """How a municipality hears of an idea."""

    MAIL = "mail", _("By mail")
    FORM = "form", _("By its contact form, by hand")


class NoticeAnswer(TextChoices):
    """What a municipality answered."""

    NOTHING = "nothing", _("No answer yet")
    THANKS = "thanks", _("Said thanks")
    WANTS_VISIT = "wants_visit", _("Wants a visit")
    VISIT_PLANNED = "visit_planned", _("Visit planned")
    STARTS = "starts", _("Starts a movement")


class FreeMeetingState(TextChoices):
    """Where the free meeting of an idea with enough likes stands; the changes are in `ideas.services.free_meetings`."""

    TO_PLAN = "to_plan", _("To plan")
    PLANNED = "planned", _("Planned")
    HELD = "held", pgettext_lazy("free meeting", "Held")
    TOLD = "told", pgettext_lazy("free meeting", "Told")


class SupportKind(TextChoices):
    """What somebody brings to an idea."""

    HELP = "help", _("Offers help")
    JOIN = "join", _("Wants to join")
    QUESTION = "question", _("Asks something")


class SupportState(TextChoices):
    """Where an offer or a question stands."""

    OPEN = "open", _("Waits for an answer")
    ANSWERED = "answered", _("Answered")
    THANKED = "thanked", _("Thanked")
    INVITED = "invited", pgettext_lazy("offer or question", "Invited to the table")
    WITHDRAWN = "withdrawn", pgettext_lazy("offer or question", "Taken back")


class IntentionKind(TextChoices):
    """What waits for a code."""

    LIKE = "like", _("Good idea")
    HELP = "help", _("Offers help")
    JOIN = "join", _("Wants to join")
    QUESTION = "question", _("Asks something")
    REACTION = "reaction", _("Reacts")
    ANSWER = "answer", _("Answers a question of a table")


class ReactionEntryKind(TextChoices):
    """One line in the history of a reaction."""

    CHANGED = "changed", pgettext_lazy("reaction", "Changed")
    REMOVED = "removed", pgettext_lazy("reaction", "Taken away by its writer")
    HIDDEN = "hidden", pgettext_lazy("reaction", "Hidden")
    OBJECTED = "objected", pgettext_lazy("reaction", "The writer disagrees")
    KEPT = "kept", pgettext_lazy("reaction", "Stays hidden")
    SHOWN = "shown", pgettext_lazy("reaction", "Shown again")
    STAYS = "stays", pgettext_lazy("reaction", "Reported, and stays")


class ReportWhy(TextChoices):
    """What somebody finds wrong with a reaction."""

    HURTS = "hurts", _("It hurts or threatens people")
    PRIVATE = "private", _("It tells something private about somebody")
    SELLS = "sells", _("It is an advertisement")
    OTHER = "other", pgettext_lazy("report", "Something else")


class ReportOutcome(TextChoices):
    """What came of a report."""

    HIDDEN = "hidden", pgettext_lazy("report", "The reaction was hidden")
    STAYS = "stays", pgettext_lazy("report", "The reaction stays")
    GONE = "gone", pgettext_lazy("report", "The reaction was gone already")


class DeskMarkKind(TextChoices):
    """What somebody at a desk says of a line in the inbox."""

    TAKEN = "taken", pgettext_lazy("line of an inbox", "Somebody takes this up")
    READ = "read", pgettext_lazy("line of an inbox", "Read")


class TalkState(TextChoices):
    """Where a conversation with a pinner stands."""

    PLANNED = "planned", pgettext_lazy("conversation", "Planned")
    HELD = "held", pgettext_lazy("conversation", "Held")
    CANCELLED = "off", pgettext_lazy("conversation", "Cancelled")


class TalkWay(TextChoices):
    """How a pinner and the desk talk."""

    PLACE = "place", _("At a place")
    PHONE = "phone", _("By phone")
    LINK = "link", _("By video call")


class ProposalState(TextChoices):
    """Where a proposal stands that somebody has to agree to: to put two ideas together, or to pass one on."""

    OPEN = "open", pgettext_lazy("proposal", "Waits for an answer")
    DONE = "done", pgettext_lazy("proposal", "Done")
    APART = "apart", pgettext_lazy("proposal", "Did not happen")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "Taken back")


class YesNo(TextChoices):
    """What somebody says to a proposal."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class VoiceState(TextChoices):
    """Where a spoken message stands; the changes are in `ideas.services.voice`."""

    BEGUN = "begun", pgettext_lazy("spoken message", "Recorded, and not sent yet")
    WAITS = "waits", pgettext_lazy("spoken message", "To type out")
    TYPED = "typed", pgettext_lazy("spoken message", "To read back")
    DONE = "done", pgettext_lazy("spoken message", "Said yes")
    REFUSED = "refused", pgettext_lazy("spoken message", "Said no")
