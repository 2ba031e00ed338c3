"""The library of work forms, and what the local site made of it."""

from typing import Any

from aantafel.accounts.models import User
from municipalities.models import Municipality
from tables.models import WorkForm
from tables.services import work_forms
from tests.factories.work_forms import WorkFormFactory

WORDS = {
    "phase": "openen",
    "goal": "Iedereen komt even op adem.",
    "smallest": 2,
    "largest": 20,
    "minutes": 15,
    "materials": "Stevige schoenen.",
    "steps": ["Lopen (10 minuten): Loop een rondje om de plas.", "Zeg daarna wat je zag."],
    "reading_tip": "Er valt niets te lezen.",
    "everyone": "Kies een pad zonder drempels.",
    "stalls": "Regent het? Blijf dan binnen.",
}


def make_work_forms(coordinator: User) -> dict[str, Any]:
    """Tafeldam has its own version of a national form, a form of its own, one that stopped, and one turned off."""
    town = Municipality.objects.get(code="GM8004")
    by: dict[str, Any] = {"actor": coordinator, "municipality": town}
    national, changed, unused = WorkForm.everywhere.national().filter(phase="openen").order_by("position")[:3]
    version = work_forms.save_version(
        **by, national=changed, seen=0, values={**WORDS, "title": "Kies je plek op het plein"}
    )
    work_forms.turn(**by, national=unused, is_off=True)
    own = work_forms.add(**by, values={**WORDS, "title": "Rondje om de plas"})
    stopped = work_forms.add(**by, values={**WORDS, "title": "Zwemmen in de plas"})
    work_forms.end(**by, pk=stopped.pk)
    WorkFormFactory.create(municipality=Municipality.objects.get(code="GM8005"), title="Praten bij de buren")
    return {
        "work_form": national.slug,
        "work_form_title": national.title,
        "work_form_key": national.pk,
        "version_key": changed.pk,
        "version_title": version.title,
        "own_form": own.slug,
        "own_form_key": own.pk,
        "own_form_title": own.title,
        "stopped_form": stopped.slug,
        "stopped_form_key": stopped.pk,
        "stopped_form_title": stopped.title,
    }


def crowd(town: Municipality, count: int) -> None:
    """As many more national ones, and of the local site, in use and stopped."""
    WorkFormFactory.create_batch(count)
    WorkFormFactory.create_batch(count, municipality=town)
    WorkFormFactory.create_batch(count, municipality=town, ended=True)
