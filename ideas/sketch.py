"""The first sketch: one question a screen, in this order. Every question may be skipped."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas import forms
from ideas.models import Idea


@dataclass(frozen=True)
class Question:
    """`slug` stands in the address; `fields` are what the answer fills on the idea."""

    slug: str
    label: str | Promise
    form: type[forms.SketchForm]
    fields: tuple[str, ...]

    def answered(self, idea: Idea) -> bool:
        return any(getattr(idea, name) for name in self.fields)


QUESTIONS = (
    Question("ontstaan", _("How it came about"), forms.OriginForm, ("origin",)),
    Question("mensen", _("Who is needed"), forms.PeopleForm, ("people",)),
    Question("aanpak", _("How to go about it"), forms.ApproachForm, ("approach",)),
    Question("thema", _("Theme"), forms.ThemeForm, ("theme",)),
    Question("foto", _("Picture"), forms.PictureForm, ("picture",)),
    Question("plek", _("Place"), forms.WhereForm, ("place", "neighbourhood_id")),
    Question("wonen-of-werken", _("You and the municipality"), forms.RelationForm, ("relation",)),
    Question("hoedanigheid", _("Your capacity"), forms.CapacityForm, ("role", "interest")),
    Question("naam", _("Your name"), forms.NameForm, ()),
)
TITLE = Question("idee", _("Idea in a sentence"), forms.SketchTitleForm, ("title",))
BY_SLUG = {question.slug: question for question in (*QUESTIONS, TITLE)}


def after(slug: str) -> Question | None:
    """The question that follows; None after the last."""
    slugs = [question.slug for question in QUESTIONS]
    position = slugs.index(slug) + 1 if slug in slugs else len(slugs)
    return QUESTIONS[position] if position < len(QUESTIONS) else None


def before(slug: str) -> Question | None:
    """The question before; None at the first."""
    slugs = [question.slug for question in QUESTIONS]
    position = slugs.index(slug) - 1 if slug in slugs else -1
    return QUESTIONS[position] if position >= 0 else None


def first_open(idea: Idea) -> Question:
    """Where to go on: the first question without an answer; the first of all when every one has."""
    return next((question for question in QUESTIONS if question.fields and not question.answered(idea)), QUESTIONS[0])
