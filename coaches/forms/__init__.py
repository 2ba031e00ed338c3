"""Forms about coaches. They validate and normalise; nothing else."""

from coaches.forms.answers import MessageForm, QuestionBackForm, SayNoForm
from coaches.forms.application import ApplyForm
from coaches.forms.languages import language_options
from coaches.forms.moments import MomentsMixin, moment_rows
from coaches.forms.profile import ProfileForm

__all__ = [
    "ApplyForm",
    "MessageForm",
    "MomentsMixin",
    "ProfileForm",
    "QuestionBackForm",
    "SayNoForm",
    "language_options",
    "moment_rows",
]
