"""What import-linter cannot see: foreign keys, scoped managers, and the mark of forgotten work."""

from django.apps import apps
from django.db import models

from municipalities.scope import TenantManager

FLOORS = ["core", "municipalities", "outbox", "mailbox", "accounts", "ideas", "coaches", "tables", "movement", "pages"]

# Models whose rows belong to no municipality, or are reached only through a row that is scoped, each with its reason.
UNSCOPED = {
    "core.RateCount": "counts of rate limits, digests only",
    "municipalities.Municipality": "the country's own list",
    "municipalities.Postcode": "the country's own list",
    "municipalities.Place": "the country's own list",
    "municipalities.Instance": "found by its host, before there is a scope",
    "municipalities.InstanceEvent": "history of the same",
    "municipalities.Host": "the same",
    "municipalities.LookDraft": "reached through its instance",
    "municipalities.Neighbourhood": "reached through its municipality",
    "municipalities.NeighbourhoodEvent": "history of the same",
    "outbox.OutgoingMail": "knows no municipality; only the operator's screens read it",
    "outbox.MailAttempt": "hangs under a mail",
    "outbox.AddressBlock": "about an address",
    "outbox.OptOut": "about an address",
    "mailbox.CapturedMail": "exists only locally",
    "accounts.CalendarKey": "belongs to a person, read by its own secret",
    "accounts.User": "one account per person, for the whole country",
    "accounts.Membership": "read by permissions, per person",
    "accounts.MembershipEvent": "history of the same",
    "accounts.DeskShare": "read by permissions, per person",
    "accounts.DeskShareEvent": "history of the same",
    "accounts.Invitation": "reached by its unguessable key, or through its municipality",
    "accounts.SignInToken": "about an address, reached by its key",
    "ideas.IdeaEvent": "history, reached through its idea",
    "ideas.Pinner": "one to one with an idea",
    "ideas.ReviewEntry": "hangs under an idea",
    "ideas.MunicipalityNotice": "one to one with an idea; only the operator's screens read it",
    "ideas.Like": "counted by idea, read by its person",
    "ideas.IdeaTally": "one to one with an idea",
    "ideas.FreeMeeting": "only the operator's screens read it",
    "ideas.Support": "read by its person and the idea's owner alone",
    "ideas.Intention": "reached by an unguessable key",
    "ideas.ReactionEntry": "hangs under a reaction",
    "ideas.ReactionReport": "only the operator's screens read it",
    "ideas.CallBack": "only the operator's screens read it",
    "coaches.MatchEvent": "history, reached through its match",
    "coaches.MatchMessage": "hangs under a match",
    "coaches.CoachMessage": "hangs under a match",
    "ideas.ClaimCode": "one to one with an idea, reached by an unguessable code",
    "movement.OpeningHours": "hangs under a table in the neighbourhood",
    "movement.SpecialDay": "hangs under a table in the neighbourhood",
    "tables.TableEvent": "history, reached through its table",
    "tables.StepChange": "hangs under a table",
    "coaches.TopicRead": "read by its person alone",
    "coaches.HelpEntry": "hangs under a request",
    "movement.SiteEntry": "hangs under an instance; only the operator's screens read it",
    "tables.CoreAnswerVersion": "hangs under an answer",
    "tables.Ballot": "hangs under a choice",
    "tables.ChoiceNumber": "hangs under a choice",
    "tables.SurveyPass": "hangs under an evaluation, reached by its unguessable key",
    "tables.SurveyAnswer": "hangs under an evaluation; only counts of it are shown",
    "tables.OwnerWord": "hangs under a table",
    "tables.QuietAddress": "the same; digests that no page shows",
    "tables.MinutesEvent": "history, reached through its minutes",
    "tables.WorkFormEvent": "history, reached through its work form",
    "tables.WorkFormChoiceEvent": "history, reached through its municipality",
    "tables.MinutesPart": "hangs under minutes",
    "tables.MinutesPartVersion": "hangs under a part of minutes",
    "tables.NameRemoval": "hangs under minutes",
    "tables.NoteTaker": "hangs under a meeting",
    "tables.CardGroup": "hangs under minutes",
    "tables.Card": "the same",
    "tables.Decision": "the same",
    "tables.NotedAction": "the same",
    "tables.Wanted": "the same",
    "tables.MinutesPicture": "the same",
}


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in FLOORS]


def test_every_foreign_key_points_downward() -> None:
    wrong = []
    for model in our_models():
        own = FLOORS.index(model._meta.app_label)
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not isinstance(field, models.ForeignKey | models.ManyToManyField) or target is None:
                continue
            label = target._meta.app_label
            if label in FLOORS and FLOORS.index(label) > own:
                wrong.append(f"{model._meta.label}.{field.name} -> {target._meta.label}")
    assert wrong == []


def test_every_model_is_scoped_or_says_why_not() -> None:
    found = {model._meta.label for model in our_models() if not isinstance(model._default_manager, TenantManager)}
    assert found - set(UNSCOPED) == set(), "give it a TenantManager, or a reason in the list above"


def test_the_list_of_unscoped_models_holds_no_ghosts() -> None:
    existing = {model._meta.label for model in our_models()}
    assert set(UNSCOPED) <= existing


def test_scoped_models_have_an_unscoped_base_manager() -> None:
    for model in our_models():
        if isinstance(model._default_manager, TenantManager):
            assert model._meta.base_manager_name == "everywhere", model
