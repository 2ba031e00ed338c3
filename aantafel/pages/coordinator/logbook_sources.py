"""What the logbook tells: roles, shares in the desk, invitations, and decisions about ideas, tables and reactions."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from aantafel.accounts.enums import WITH_PEOPLE, DeskPart
from aantafel.accounts.models import DeskShare, Invitation, Membership, User
from aantafel.core import dates
from aantafel.pages.coordinator import logbook_more
from aantafel.pages.coordinator.logbook import Line, Source, register
from ideas.enums import ReactionEntryKind as Said
from ideas.enums import ReviewKind, ReviewRole
from ideas.models import CallBack, Idea, IdeaNote, MergeProposal, PassOn, ReactionEntry, ReviewEntry, Talk
from movement.enums import ContactEntryKind
from movement.models import ContactEntry
from municipalities.models import Municipality
from tables.enums import ActorRole, TimelineKind
from tables.models import StepChange
from tables.road import timeline

REVIEWS: dict[str, Promise] = {
    ReviewKind.SUBMITTED: pgettext_lazy("logbook", "Took in an idea for somebody"),
    ReviewKind.QUESTION: pgettext_lazy("logbook", "Asked the pinner something"),
    ReviewKind.ANSWER: pgettext_lazy("logbook", "Noted down an answer of the pinner"),
    ReviewKind.CHANGED: pgettext_lazy("logbook", "Changed the text of an idea"),
    ReviewKind.APPROVED: pgettext_lazy("logbook", "Put an idea on the site"),
    ReviewKind.REFUSED: pgettext_lazy("logbook", "Refused an idea"),
    ReviewKind.OBJECTED: pgettext_lazy("logbook", "Noted down that the pinner disagrees"),
    ReviewKind.WITHDRAWN: pgettext_lazy("logbook", "Withdrew an idea for the pinner"),
}
REACTIONS: dict[str, Promise] = {
    Said.HIDDEN: pgettext_lazy("logbook", "Hid a reaction"),
    Said.KEPT: pgettext_lazy("logbook", "Kept a reaction hidden after an objection"),
    Said.SHOWN: pgettext_lazy("logbook", "Showed a reaction again"),
    Said.STAYS: pgettext_lazy("logbook", "Let a reported reaction stay"),
}
NETWORK: dict[str, Promise] = {
    ContactEntryKind.ADDED: pgettext_lazy("logbook", "Put a contact on the network list"),
    ContactEntryKind.CHANGED: pgettext_lazy("logbook", "Changed a contact on the network list"),
    ContactEntryKind.CHECKED: pgettext_lazy("logbook", "Checked a contact on the network list"),
    ContactEntryKind.REMOVED: pgettext_lazy("logbook", "Took a contact off the network list"),
    ContactEntryKind.ERASED: pgettext_lazy("logbook", "Erased an own account, and with it a contact"),
}
CALLED = pgettext_lazy("logbook", "Called somebody back")


def connect() -> None:
    """Register what is recorded on the floors below."""
    logbook_more.connect()
    for source in (
        Source("review", _reviews, "created_at", "actor", _review),
        Source("step", _steps, "created_at", "actor", _step),
        Source("reaction", _reactions, "created_at", "actor", _reaction),
        Source("call", _calls, "done_at", "done_by", lambda _call: Line(CALLED)),
        Source("role_given", _all(Membership), "started_at", "given_by", _role_given),
        Source("role_ended", _ended(Membership), "ended_at", "ended_by", _role_ended),
        Source("share_given", _all(DeskShare), "given_at", "given_by", _share_given),
        Source("share_ended", _ended(DeskShare), "ended_at", "ended_by", _share_ended),
        Source("network", _contacts, "created_at", "actor", _contact),
        Source("invited", _all(Invitation), "created_at", "invited_by", _invited),
        Source(
            "note", _notes, "created_at", "author", lambda note: _at_desk(_("Wrote a note about an idea"), note.idea)
        ),
        Source("talk", _talks, "created_at", "planned_by", lambda one: _at_desk(_("Planned a conversation"), one.idea)),
        Source("merge", _merges, "created_at", "proposed_by", _merge),
        Source("pass_on", _passes, "created_at", "proposed_by", _pass_on),
        Source("uninvited", _taken_back, "answered_at", "withdrawn_by", _uninvited),
    ):
        register(source)


def _all(model: Any) -> Callable[[Municipality], QuerySet[Any]]:
    return lambda town: model.objects.filter(municipality=town).select_related("user")


def _ended(model: Any) -> Callable[[Municipality], QuerySet[Any]]:
    return lambda town: _all(model)(town).filter(ended_at__isnull=False)


def _contacts(town: Municipality) -> QuerySet[ContactEntry]:
    return ContactEntry.objects.filter(municipality=town).select_related("contact")


def _taken_back(town: Municipality) -> QuerySet[Invitation]:
    return Invitation.objects.filter(municipality=town, withdrawn_by__isnull=False, answered_at__isnull=False)


def _reviews(town: Municipality) -> QuerySet[ReviewEntry]:
    """Without what another desk did to an idea before it came here: whose work that was is not for this one."""
    came = ReviewEntry.objects.filter(idea=OuterRef("idea"), kind=ReviewKind.PASSED_ON, pk__gt=OuterRef("pk"))
    rows = ReviewEntry.objects.filter(idea__municipality=town).exclude(role=ReviewRole.PINNER).exclude(Exists(came))
    return rows.select_related("idea").defer("idea__search")


def _steps(town: Municipality) -> QuerySet[StepChange]:
    """Without the line that opens a table: that an idea was put on the site says the same."""
    rows = StepChange.objects.filter(table__municipality=town, from_step__isnull=False).exclude(role=ActorRole.OWNER)
    return rows.select_related("table__idea", "word").defer("table__idea__search")


def _reactions(town: Municipality) -> QuerySet[ReactionEntry]:
    rows = ReactionEntry.objects.filter(reaction__idea__municipality=town, kind__in=list(REACTIONS))
    return rows.select_related("reaction__idea").defer("reaction__idea__search")


def _calls(town: Municipality) -> QuerySet[CallBack]:
    return CallBack.objects.filter(municipality=town, done_at__isnull=False)


def _notes(town: Municipality) -> QuerySet[IdeaNote]:
    rows = IdeaNote.objects.filter(idea__municipality=town, author__isnull=False)
    return rows.select_related("idea").defer("idea__search")


def _talks(town: Municipality) -> QuerySet[Talk]:
    rows = Talk.objects.filter(idea__municipality=town, planned_by__isnull=False)
    return rows.select_related("idea").defer("idea__search")


def _merges(town: Municipality) -> QuerySet[MergeProposal]:
    rows = MergeProposal.objects.filter(stays__municipality=town, proposed_by__isnull=False)
    return rows.select_related("stays").defer("stays__search")


def _passes(town: Municipality) -> QuerySet[PassOn]:
    return PassOn.objects.filter(source=town, proposed_by__isnull=False).select_related("target")


def _merge(proposal: MergeProposal) -> Line:
    url = reverse("coordinator:merge", args=[proposal.pk])
    return Line(_("Proposed to put two ideas together"), proposal.stays.title, url)


def _pass_on(proposal: PassOn) -> Line:
    told = {"name": proposal.target.name}
    return Line(_("Proposed to pass an idea on to %(name)s") % told, proposal.title, reverse("coordinator:passed_on"))


def _at_desk(what: str, idea: Idea) -> Line:
    return Line(what, idea.title, reverse("coordinator:idea", args=[idea.pk]))


def _review(entry: ReviewEntry) -> Line:
    return _about_idea(REVIEWS.get(entry.kind, entry.get_kind_display()), entry.idea)


def _step(change: StepChange) -> Line:
    if change.kind != TimelineKind.STEP:
        return _about_idea(timeline.title(change, ()), change.table.idea)
    told = _("Brought a table to the step “%(step)s”") % {"step": change.get_to_step_display()}
    return _about_idea(told, change.table.idea)


def _reaction(entry: ReactionEntry) -> Line:
    return _about_idea(REACTIONS[entry.kind], entry.reaction.idea)


def _about_idea(what: str | Promise, idea: Idea) -> Line:
    return Line(what, idea.title, reverse("coordinator:idea", args=[idea.pk]))


def _role_given(held: Membership) -> Line:
    return _about_person(_("Gave a role: %(role)s") % {"role": held.get_role_display()}, held.user)


def _role_ended(held: Membership) -> Line:
    return _about_person(_("Ended a role: %(role)s") % {"role": held.get_role_display()}, held.user)


def _share_given(share: DeskShare) -> Line:
    if share.part:
        return _about_person(_("Gave work at the desk: %(part)s") % {"part": share.get_part_display()}, share.user)
    told = {"first": dates.day(share.starts_on), "last": dates.day(share.ends_on or share.starts_on)}
    return _about_person(_("Had somebody stand in from %(first)s up to and including %(last)s") % told, share.user)


def _share_ended(share: DeskShare) -> Line:
    if share.part:
        return _about_person(_("Ended work at the desk: %(part)s") % {"part": share.get_part_display()}, share.user)
    return _about_person(_("Ended standing in"), share.user)


def _about_person(what: str, user: User) -> Line:
    return Line(what, user.name or user.email, reverse("coordinator:person", args=[user.pk]), needs=[DeskPart.LEAD])


def _contact(entry: ContactEntry) -> Line:
    contact = entry.contact
    if contact is not None:
        url = reverse("coordinator:contact", args=[contact.pk])
        return Line(NETWORK[entry.kind], contact.name, url, needs=WITH_PEOPLE, private=True)
    about = entry.reason or str(entry.get_contact_kind_display())
    return Line(NETWORK[entry.kind], about, needs=WITH_PEOPLE, private=True)


def _invited(asked: Invitation) -> Line:
    what = _("Invited somebody for a role: %(role)s") % {"role": asked.get_role_display()}
    return Line(what, asked.name, needs=[DeskPart.LEAD], private=True)


def _uninvited(asked: Invitation) -> Line:
    what = _("Took an invitation back: %(role)s") % {"role": asked.get_role_display()}
    return Line(what, asked.name, needs=[DeskPart.LEAD], private=True)
