"""Whose rows a query may see."""

import threading
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from municipalities import scope
from municipalities.models import Municipality
from municipalities.scope import National, Operator, ScopeMissing, Tenant, TenantManager, TenantQuerySet
from tests.factories.municipalities import MunicipalityFactory

with isolate_apps("municipalities"):

    class NoteQuerySet(TenantQuerySet["Note"]):
        def public(self) -> "NoteQuerySet":
            return self.filter(shown=True)

    class Note(models.Model):
        """A content model that exists for these tests only."""

        municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
        text = models.CharField(max_length=20)
        shown = models.BooleanField(default=True)
        objects: ClassVar[Any] = TenantManager.from_queryset(NoteQuerySet)()
        everywhere: ClassVar[Any] = models.Manager.from_queryset(NoteQuerySet)()

        class Meta:
            app_label = "municipalities"
            base_manager_name = "everywhere"

    class LineQuerySet(TenantQuerySet["Line"]):
        municipality_lookup = "note__municipality_id"

    class Line(models.Model):
        """A row that belongs to a municipality through another row, and never said what is public."""

        note = models.ForeignKey(Note, models.CASCADE, related_name="lines")
        objects: ClassVar[Any] = TenantManager.from_queryset(LineQuerySet)()
        everywhere: ClassVar[Any] = models.Manager.from_queryset(LineQuerySet)()

        class Meta:
            app_label = "municipalities"
            base_manager_name = "everywhere"


@pytest.fixture
def _tables(db: None) -> Iterator[None]:
    with connection.schema_editor() as editor:
        editor.create_model(Note)
        editor.create_model(Line)
    yield


@pytest.fixture
def zutphen(_tables: None) -> Municipality:
    """Two notes here, one of them not public, and one public note in another municipality."""
    here, elsewhere = MunicipalityFactory.create(name="Zutphen"), MunicipalityFactory.create(name="Lochem")
    Note.everywhere.create(municipality=here, text="here")
    hidden = Note.everywhere.create(municipality=here, text="hidden", shown=False)
    Note.everywhere.create(municipality=elsewhere, text="elsewhere")
    Line.everywhere.create(note=hidden)
    return here


def texts(rows: models.QuerySet[Note]) -> set[str]:
    return set(rows.values_list("text", flat=True))


def test_without_a_scope_every_scoped_query_raises(zutphen: Municipality) -> None:
    for query in (Note.objects.all, Note.objects.count, Note.objects.first, Line.objects.exists):
        with pytest.raises(ScopeMissing):
            query()
    with pytest.raises(ScopeMissing):
        Note.objects.create(municipality=zutphen, text="new")
    with pytest.raises(ScopeMissing):
        scope.current()


def test_national_sees_what_is_public_everywhere(zutphen: Municipality) -> None:
    with scope.national():
        assert texts(Note.objects.all()) == {"here", "elsewhere"}


def test_operator_sees_all(zutphen: Municipality) -> None:
    with scope.operator():
        assert texts(Note.objects.all()) == {"here", "hidden", "elsewhere"}


def test_tenant_sees_its_own_and_no_one_elses(zutphen: Municipality) -> None:
    with scope.tenant(zutphen):
        assert texts(Note.objects.all()) == {"here", "hidden"}
        assert texts(Note.objects.public()) == {"here"}
        assert Line.objects.count() == 1
    with scope.tenant(MunicipalityFactory.create()):
        assert not Note.objects.exists()
        assert not Line.objects.exists()


def test_what_a_site_may_say_about_a_row_is_of_its_own_municipality(zutphen: Municipality) -> None:
    for inside in (scope.local(zutphen), scope.tenant(zutphen)):
        with inside:
            assert texts(Note.everywhere.of_this_site()) == {"here", "hidden"}
            assert Line.everywhere.of_this_site().count() == 1
    with scope.national():
        assert texts(Note.everywhere.of_this_site()) == {"here", "hidden", "elsewhere"}
    with scope.local(MunicipalityFactory.create()):
        assert not Line.everywhere.of_this_site().exists()


def test_rows_that_never_said_what_is_public_are_not_shown_nationally(zutphen: Municipality) -> None:
    with scope.national(), pytest.raises(NotImplementedError, match="LineQuerySet"):
        Line.objects.all()


def test_everywhere_needs_no_scope(zutphen: Municipality) -> None:
    assert texts(Note.everywhere.all()) == {"here", "hidden", "elsewhere"}


def test_following_a_key_saving_and_deleting_need_no_scope(zutphen: Municipality) -> None:
    line = Line.everywhere.get()
    assert line.note.text == "hidden"
    line.note.text = "changed"
    line.note.save()
    line.note.refresh_from_db()
    line.note.delete()
    assert not Line.everywhere.exists()


def test_a_reverse_relation_is_scoped(zutphen: Municipality) -> None:
    note: Any = Note.everywhere.get(text="hidden")
    with pytest.raises(ScopeMissing):
        note.lines.count()
    with scope.tenant(zutphen):
        assert note.lines.count() == 1


def test_a_query_keeps_the_scope_in_which_it_was_made(zutphen: Municipality) -> None:
    with scope.tenant(zutphen):
        rows = Note.objects.all()
    with scope.operator():
        assert texts(rows) == {"here", "hidden"}


def test_scopes_nest_and_the_outer_one_is_back_afterwards(zutphen: Municipality) -> None:
    with scope.national() as outer:
        assert outer == scope.current() == National()
        with scope.tenant(zutphen):
            assert scope.current() == Tenant(zutphen.pk)
            with scope.operator():
                assert scope.current() == Operator()
            assert scope.current() == Tenant(zutphen.pk)
        assert scope.current() == National()
    with pytest.raises(ScopeMissing):
        scope.current()


def test_an_error_leaves_no_scope_behind() -> None:
    with pytest.raises(ZeroDivisionError), scope.operator():
        raise ZeroDivisionError
    with pytest.raises(ScopeMissing):
        scope.current()


def test_a_scope_works_as_a_decorator() -> None:
    @scope.operator()
    def work() -> scope.Scope:
        return scope.current()

    assert work() == work() == Operator()


def test_another_thread_has_no_scope() -> None:
    seen: list[str] = []

    def look() -> None:
        try:
            scope.current()
        except ScopeMissing as error:
            seen.append(str(error))

    with scope.operator():
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert len(seen) == 1
    assert "everywhere" in seen[0]


def test_an_unsaved_municipality_is_no_scope() -> None:
    with pytest.raises(ValueError, match="saved"), scope.tenant(Municipality(name="Zutphen")):
        pass


def test_a_manager_needs_a_tenant_queryset() -> None:
    manager: TenantManager[Municipality] = TenantManager()
    manager.model = Municipality
    with scope.operator(), pytest.raises(TypeError, match="TenantQuerySet"):
        manager.all()
