"""Minutes as a document: the same for the page, the PDF and the JSON, in the language of the meeting."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from aantafel.accounts.enums import Capacity
from aantafel.core import dates
from aantafel.core.documents.reader import linked, read, read_plain
from aantafel.core.documents.structure import (
    Block,
    Document,
    Heading,
    Item,
    Line,
    Link,
    Listing,
    Note,
    Paragraph,
    Picture,
    Plain,
    Table,
    line,
    words,
)
from aantafel.core.text import slugify
from municipalities import sites
from tables.enums import ChoiceWay, MinutesPartName, TableStep
from tables.minutes.draft import CLOSING, Chosen, Decided, Draft, Sitter, ToDo
from tables.models import Meeting, MinutesPicture, Wanted
from tables.shown import choice as choice_shown

Blocks = tuple[Block, ...]
PEOPLE = "wie-er-was"
AFTER_CHOICES = ("besluiten", "acties", "vragen", "fotos")  # the anchors of the parts that come below what was chosen


def name_of(meeting: Meeting) -> str:
    """What a meeting is called: its own title, or what it is for."""
    return meeting.title or str(meeting.get_purpose_display())


def path_of(meeting: Meeting, route: str = "published") -> str:
    """Where its minutes stand for ever, in the language in force. Uses the idea of its table."""
    table = meeting.table
    return reverse(f"tables:{route}", args=[table.pk, slugify(table.idea.title), meeting.number])


def document(draft: Draft, *, at: datetime, site: str) -> Document:
    """`at` is the moment of this version. Uses the table with its idea and municipality."""
    meeting = draft.meeting
    with translation.override(meeting.language):
        return Document(
            title=_("Minutes: %(meeting)s") % {"meeting": name_of(meeting)},
            subtitle=meeting.table.idea.title,
            language=meeting.language,
            site=site,
            address=sites.base_url(meeting.table.municipality_id) + path_of(meeting),
            made_at=at,
            details=_details(draft),
            summary=read_plain(draft.texts[MinutesPartName.SUMMARY]),
            body=(
                *_part(MinutesPartName.PITCH, draft),
                *_people(draft),
                *_harvest(draft),
                *_part(MinutesPartName.SAID, draft),
                *choices(draft.choices, meeting),
                *_decisions(draft.decisions),
                *_actions(draft.actions),
                *_closing(draft),
                *_pictures(draft.pictures),
            ),
        )


def when(meeting: Meeting) -> str:
    """The day and the hour, in the language in force; "" when they are not known."""
    if meeting.starts_at is None:
        return ""
    local = timezone.localtime(meeting.starts_at)
    return _("%(day)s at %(time)s") % {"day": date_format(local, "l j F Y"), "time": date_format(local, "H:i")}


def _details(draft: Draft) -> tuple[tuple[str, str], ...]:
    meeting = draft.meeting
    return (
        (pgettext("of a meeting", "When"), when(meeting)),
        (pgettext("of a meeting", "Where"), meeting.place),
        (_("Municipality"), meeting.table.municipality.name),
        (_("Step"), f"{draft.step}. {TableStep(draft.step).label}"),
    )


def _part(name: MinutesPartName, draft: Draft) -> Blocks:
    text = draft.texts[name]
    return (Heading(1, str(name.label), f"deel-{name.value}"), *read(text, level=2)) if text.strip() else ()


def _people(draft: Draft) -> Blocks:
    """Capacity, role and interest of everyone; names of those who wish it."""
    heading = Heading(1, _("Who was there"), PEOPLE)
    if draft.is_live and not draft.sitters:
        return ()
    if not draft.sitters:
        return (heading, Paragraph(line(_("Nobody was checked in at this meeting."))))
    named = any(one.name for one in draft.sitters)
    columns = (_("Capacity"), _("Role"), pgettext("of a person", "Interest"), *([_("Name")] if named else []))
    rows = tuple(_row(one, named=named) for one in draft.sitters)
    caption = _("In what capacity and role, and with what interest")
    return (heading, Table(caption, columns, rows), *_absent(draft.absent))


def came(made: Document) -> Counter[Capacity]:
    """How many of each capacity were there, as a document says it."""
    with translation.override(made.language):
        kinds = {str(one.label): one for one in Capacity}
    below = (two for two in pairwise(made.body) if isinstance(two[0], Heading) and two[0].anchor == PEOPLE)
    people = next((block for _heading, block in below), None)
    found = [words(row[0]) for row in people.rows] if isinstance(people, Table) else []
    return Counter(kinds[word] for word in found if word in kinds)


def _row(one: Sitter, *, named: bool) -> tuple[Line, ...]:
    cells = [
        str(one.capacity.label),
        one.role or "-",
        one.interest or "-",
        *([one.name or _("without a name")] if named else []),
    ]
    return tuple(line(cell) for cell in cells)


def _absent(absent: Sequence[Capacity]) -> Blocks:
    sentences = {
        Capacity.RESIDENT: _("No resident was there."),
        Capacity.PROFESSIONAL: _("No professional was there."),
        Capacity.EMPLOYEE: _("No municipal employee was there."),
    }
    told = tuple(Paragraph(line(sentences[one])) for one in absent)
    return (Note(told, _("Who was missing at the table")),) if told else ()


def _harvest(draft: Draft) -> Blocks:
    if not draft.groups:
        return ()
    blocks: list[Block] = [Heading(1, _("The harvest"), "oogst")]
    for group in draft.groups:
        if group.title or len(draft.groups) > 1:
            blocks.append(Heading(2, group.title or _("Other cards")))
        blocks.append(Listing(tuple(linked(card) for card in group.cards)))
    return tuple(blocks)


def choices(made: Sequence[Chosen], meeting: Meeting) -> Blocks:
    """The way, the numbers and the reasons, in the language in force."""
    if not made:
        return ()
    blocks: list[Block] = [Heading(1, _("The choice"), "keuze")]
    for one in made:
        choice = one.choice
        if choice.variant is not None:
            blocks.append(Paragraph(line(_("Chosen: %(title)s") % {"title": choice.variant.title})))
        blocks.append(Paragraph(line(choice.get_way_display())))
        blocks.append(Table(_("What each variant got"), tuple(choice_shown.columns(choice)), _scores(one)))
        blocks += [Heading(2, _("Why this one")), *read_plain(choice.reason)]
        if choice.objections.strip():
            blocks += [
                Heading(2, _("Objections, and what the table did with them")),
                *read_plain(choice.objections),
            ]
    table = meeting.table
    path = reverse("tables:public_choice", args=[table.pk, slugify(table.idea.title)])
    all_of_it = Link(_("All variants of the table, and how it chose"), sites.base_url(table.municipality_id) + path)
    return (*blocks, Paragraph(line(all_of_it)))


def _scores(made: Chosen) -> tuple[tuple[Line, ...], ...]:
    has_against = made.choice.way == ChoiceWay.CONSENT
    return tuple(
        (
            line(one.variant.title),
            line(str(one.number)),
            *([line(str(one.against))] if has_against else []),
        )
        for one in made.scores
    )


def _decisions(decisions: Sequence[Decided]) -> Blocks:
    if not decisions:
        return ()
    items = (
        Item(f"besluit-{one.number}", _("Decision %(number)s") % {"number": one.number}, read_plain(one.text))
        for one in decisions
    )
    return (Heading(1, _("Decisions"), "besluiten"), *items)


def _actions(actions: Sequence[ToDo]) -> Blocks:
    if not actions:
        return ()
    items = (
        Item(f"actie-{one.number}", _("Action %(number)s") % {"number": one.number}, _to_do(one)) for one in actions
    )
    return (Heading(1, _("Actions"), "acties"), *items)


def _to_do(one: ToDo) -> tuple[Plain, ...]:
    who = _("Who: %(name)s") % {"name": one.who} if one.who else _("Who: not known yet")
    by = _("Before: %(day)s") % {"day": dates.day(one.due_on)} if one.due_on else _("When: not agreed")
    return (*read_plain(one.text), Listing((line(who), line(by))))


def _closing(draft: Draft) -> Blocks:
    asked = [name for name in CLOSING if draft.texts[name].strip() or not draft.is_live]
    if not asked:
        return ()
    blocks: list[Block] = [Heading(1, _("Three questions to close with"), "vragen")]
    for name in asked:
        blocks.append(Heading(2, str(name.label), f"deel-{name.value}"))
        blocks += read(draft.texts[name], level=3) or (Paragraph(line(_("Not discussed."))),)
    if draft.wanted:
        blocks.append(Paragraph(line(_("They get an invitation for the next meeting:"))))
        blocks.append(Listing(tuple(line(_sought(one)) for one in draft.wanted)))
    return tuple(blocks)


def _sought(one: Wanted) -> str:
    """Without the name: that person has agreed to nothing yet."""
    capacity = str(one.get_capacity_display())
    return f"{capacity}, {one.role}" if one.role else capacity


def _pictures(pictures: Sequence[MinutesPicture]) -> Blocks:
    if not pictures:
        return ()
    shown = (Picture(one.file.name or "", one.file.url, one.description, one.description) for one in pictures)
    return (Heading(1, _("Pictures"), "fotos"), *shown)
