"""Forms about ideas. They validate and normalise; nothing else."""

from ideas.forms.base import EMAIL_ERRORS, PlaceMixin, TidyMixin, TitleForm
from ideas.forms.letters import LetterCodeForm, LetterEmailForm
from ideas.forms.other_ways import CallBackForm, ProblemForm, clean_phone
from ideas.forms.pin import HelperForm, IdentityForm, PinForm, SignedInPinForm
from ideas.forms.places import NeighbourhoodField, offer_neighbourhoods
from ideas.forms.sketch import (
    ApproachForm,
    CapacityForm,
    MessageForm,
    NameForm,
    OriginForm,
    PeopleForm,
    PictureForm,
    RelationForm,
    SketchForm,
    SketchTitleForm,
    ThemeForm,
    WhereForm,
)
from ideas.forms.voice import RecordingForm, TellerForm, VoiceAnswerForm

__all__ = [
    "EMAIL_ERRORS",
    "ApproachForm",
    "CallBackForm",
    "CapacityForm",
    "HelperForm",
    "IdentityForm",
    "LetterCodeForm",
    "LetterEmailForm",
    "MessageForm",
    "NameForm",
    "NeighbourhoodField",
    "OriginForm",
    "PeopleForm",
    "PictureForm",
    "PinForm",
    "PlaceMixin",
    "ProblemForm",
    "RecordingForm",
    "RelationForm",
    "SignedInPinForm",
    "SketchForm",
    "SketchTitleForm",
    "TellerForm",
    "ThemeForm",
    "TidyMixin",
    "TitleForm",
    "VoiceAnswerForm",
    "WhereForm",
    "clean_phone",
    "offer_neighbourhoods",
]
