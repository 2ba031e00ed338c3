"""The fixed lists of coaches."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coaches.lifecycle import State


class MatchState(TextChoices):
    """Where a match stands; which change is allowed stands in `coaches.lifecycle`."""

    ASKED = State.ASKED.value, pgettext_lazy("match", "Asked")
    ACCEPTED = State.ACCEPTED.value, pgettext_lazy("match", "Said yes")
    DECLINED = State.DECLINED.value, pgettext_lazy("match", "Said no")
    EXPIRED = State.EXPIRED.value, pgettext_lazy("match", "Did not answer")
    WITHDRAWN = State.WITHDRAWN.value, pgettext_lazy("match", "Taken back")
    ENDED = State.ENDED.value, pgettext_lazy("match", "Ended")


class MatchRole(TextChoices):
    """As what a coach is linked to an idea: it has one coach, and perhaps others beside them."""

    COACH = "coach", _("Coach")
    CO_COACH = "co_coach", _("Co-coach")
    ALONG = "along", _("Goes along to learn")


class Side(TextChoices):
    """Who says something in the talk about a match."""

    COACH = "coach", _("AanTafel!coach")
    DESK = "desk", _("Coordinator")


class Quality(TextChoices):
    """What somebody is good at. A coach guides by asking."""

    LISTENS = "listens", _("Listens well")
    ASKS = "asks", _("Asks questions that make people think")
    SUMMARISES = "summarises", _("Says in a few words what others mean")
    CONNECTS = "connects", _("Brings people together")
    PLAIN = "plain", _("Uses plain words")
    PATIENT = "patient", _("Takes time")
    ENCOURAGES = "encourages", _("Gives people courage")
    CALM = "calm", _("Stays calm when people disagree")
    ORDER = "order", _("Keeps an overview")
    CREATIVE = "creative", _("Comes up with creative ways to talk")
    PEOPLE = "people", _("Knows many people here")
    TOWN_HALL = "town_hall", _("Knows the way in the town hall")


class Language(TextChoices):
    """Languages that are spoken at kitchen tables in this country, sign language among them."""

    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")
    FRISIAN = "fy", _("Frisian")
    LOW_SAXON = "nds", _("Low Saxon")
    LIMBURGISH = "li", _("Limburgish")
    SIGN = "dse", _("Dutch Sign Language")
    ARABIC = "ar", _("Arabic")
    TAMAZIGHT = "ber", _("Tamazight")
    TURKISH = "tr", _("Turkish")
    POLISH = "pl", _("Polish")
    UKRAINIAN = "uk", _("Ukrainian")
    RUSSIAN = "ru", _("Russian")
    TIGRINYA = "ti", _("Tigrinya")
    SOMALI = "so", _("Somali")
    PERSIAN = "fa", _("Persian, Dari")
    PAPIAMENTO = "pap", _("Papiamento")
    GERMAN = "de", _("German")
    FRENCH = "fr", _("French")
    SPANISH = "es", _("Spanish")
    CHINESE = "zh", _("Chinese")


class Daypart(TextChoices):
    MORNING = "am", _("Morning")
    AFTERNOON = "pm", _("Afternoon")
    EVENING = "eve", _("Evening")


class Moment(TextChoices):
    """A part of a day of the week; the value is the number of the day and the part of it."""

    MON_AM = "1-am", _("Monday morning")
    MON_PM = "1-pm", _("Monday afternoon")
    MON_EVE = "1-eve", _("Monday evening")
    TUE_AM = "2-am", _("Tuesday morning")
    TUE_PM = "2-pm", _("Tuesday afternoon")
    TUE_EVE = "2-eve", _("Tuesday evening")
    WED_AM = "3-am", _("Wednesday morning")
    WED_PM = "3-pm", _("Wednesday afternoon")
    WED_EVE = "3-eve", _("Wednesday evening")
    THU_AM = "4-am", _("Thursday morning")
    THU_PM = "4-pm", _("Thursday afternoon")
    THU_EVE = "4-eve", _("Thursday evening")
    FRI_AM = "5-am", _("Friday morning")
    FRI_PM = "5-pm", _("Friday afternoon")
    FRI_EVE = "5-eve", _("Friday evening")
    SAT_AM = "6-am", _("Saturday morning")
    SAT_PM = "6-pm", _("Saturday afternoon")
    SAT_EVE = "6-eve", _("Saturday evening")
    SUN_AM = "7-am", _("Sunday morning")
    SUN_PM = "7-pm", _("Sunday afternoon")
    SUN_EVE = "7-eve", _("Sunday evening")


class ProfilePart(TextChoices):
    """A part of a profile that a coach shows to everyone, or only to the coordinator and the other coaches."""

    NAME = "name", _("My name")
    PICTURE = "picture", _("My photo")
    ABOUT = "about", _("What I tell about myself")
    THEMES = "themes", _("My themes")
    QUALITIES = "qualities", _("What I am good at")
    NEIGHBOURHOODS = "neighbourhoods", _("My neighbourhoods")
    LANGUAGES = "languages", _("The languages that I speak")
    MOMENTS = "moments", _("When I have time")
    TABLES = "tables", _("How many tables I guide at once")
    TRAINING = "training", _("Whether I have had the training")


class ApplicationState(TextChoices):
    """Where somebody stands who wants to become a coach."""

    UNCONFIRMED = "unconfirmed", pgettext_lazy("application", "Waits for the code")
    NEW = "new", pgettext_lazy("application", "New")
    INVITED = "invited", pgettext_lazy("application", "Invited for a talk")
    ACCEPTED = "accepted", pgettext_lazy("application", "Became a coach")
    REFUSED = "refused", pgettext_lazy("application", "Not now")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Taken back")
