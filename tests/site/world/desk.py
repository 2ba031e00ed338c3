"""What lies on the desk of the local site of the seeded world: something on each heap, and everything that it plans."""

from datetime import timedelta
from typing import Any

from aantafel.accounts.models import User
from aantafel.core import clock
from ideas.enums import Channel, ConsentHow, ProposalState, ReviewKind, ReviewRole, SupportKind, TalkState
from ideas.models import CallBack, Idea, MergeProposal, PassOn, ReviewEntry, Talk
from ideas.services import marks, notes
from municipalities.models import Municipality
from tables.models import Table
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, SupportFactory
from tests.factories.reactions import ReactionFactory, report_of
from tests.factories.tables import TableFactory

BY_PHONE = {
    "owner": None,
    "channel": Channel.PHONE,
    "pinner__name": "Toos Telefoon",
    "pinner__phone": "0600000002",
    "pinner__consent_how": ConsentHow.PHONE,
}


def build(town: Municipality, beside: Municipality, coordinator: User, owner: User, shown: Idea) -> dict[str, Any]:
    """Makes the rows; says what they are called."""
    ideas = _ideas(town, owner)
    other = _like_the_shown_one(town)
    notes.add(actor=coordinator, idea_id=ideas["asked"].pk, text="Ik bel volgende week.")
    marks.take(actor=coordinator, municipality=town, subjects=[("idea", ideas["asked"].pk)])
    call = CallBack.objects.create(name="Lies Liever", phone="0600000003", municipality=town, when="na zessen")
    past = {"planned_by": coordinator, "where": "Het buurthuis", "way": "place"}
    talk = Talk.everywhere.create(idea=shown, starts_at=clock.now(), **past)
    was = Talk.everywhere.create(
        idea=other,
        starts_at=clock.now() - timedelta(days=3),
        state=TalkState.HELD,
        outcome="Dit past bij een tafel.",
        **past,
    )
    soon = clock.today() + timedelta(days=10)
    merge = {"reason": "Beide gaan over planten.", "answer_by": soon, "proposed_by": coordinator}
    open_merge = MergeProposal.everywhere.create(stays=shown, goes=ideas["told"], **merge)
    apart = MergeProposal.everywhere.create(
        stays=shown, goes=other, **merge, state=ProposalState.APART, closed_at=clock.now()
    )
    passing = {"source": town, "target": beside, "reason": "De plek ligt daar.", "answer_by": soon}
    pass_on = PassOn.everywhere.create(
        idea=ideas["asked"], title=ideas["asked"].title, proposed_by=coordinator, **passing
    )
    return {
        **{name: idea.pk for name, idea in ideas.items()},
        **{f"{name}_title": idea.title for name, idea in ideas.items()},
        "call": call.pk,
        "call_name": call.name,
        "talk": talk.pk,
        "talk_key": str(talk.key),
        "talk_was": was.pk,
        "merge": open_merge.pk,
        "apart": apart.pk,
        "apart_title": other.title,
        "apart_idea": other.pk,
        "pass_on": pass_on.pk,
        "target": beside.name,
        "asked_line": ReviewEntry.objects.filter(idea=ideas["asked"]).latest("pk").pk,
        **_reactions(shown, coordinator),
    }


def _ideas(town: Municipality, owner: User) -> dict[str, Idea]:
    one = {"municipality": town, "owner": owner}
    asked = IdeaFactory.create(asked=True, title="Een fietsles voor nieuwe buren", **one)
    told = IdeaFactory.create(published=True, title="Een plantenruil in de hal", **{**one, **BY_PHONE})
    told_asked = IdeaFactory.create(asked=True, title="Een buurtkrant op papier", **{**one, **BY_PHONE})
    refused = IdeaFactory.create(refused=True, title="Het stoplicht is stuk", **one)
    for idea, kind in ((asked, ReviewKind.QUESTION), (told_asked, ReviewKind.QUESTION), (refused, ReviewKind.REFUSED)):
        said = {"idea": idea, "role": ReviewRole.COORDINATOR, "text": "Kun je er meer over vertellen?"}
        ReviewEntry.objects.create(kind=kind, **said)
    TableFactory.create(idea=told)
    return {"asked": asked, "told": told, "told_asked": told_asked, "refused": refused}


def _like_the_shown_one(town: Municipality) -> Idea:
    """It stands still, and has a question that nobody answered."""
    idea = IdeaFactory.create(published=True, municipality=town, title="Een kas bij de school")
    table = TableFactory.create(idea=idea)
    long_ago = clock.now() - timedelta(days=40)
    Table.everywhere.filter(pk=table.pk).update(step=3, opened_at=long_ago, alive_at=long_ago)
    asked = SupportFactory.create(idea=idea, kind=SupportKind.QUESTION, text="Wanneer begint het?")
    type(asked).objects.filter(pk=asked.pk).update(created_at=clock.now() - timedelta(days=30))
    return idea


def _reactions(shown: Idea, coordinator: User) -> dict[str, Any]:
    reported = ReactionFactory.create(idea=shown, text="Vraag het aan Kees Kas.")
    report_of(reported)
    hidden = ReactionFactory.create(
        idea=shown,
        hidden=True,
        hidden_by=coordinator,
        objection="Kees vindt het goed.",
        objected_at=clock.now(),
        user=UserFactory.create(name="Rita Reageert"),
    )
    return {"reported": reported.pk, "reported_text": reported.text, "hidden": hidden.pk, "objection": hidden.objection}


def crowd(town: Municipality, owner: User, count: int) -> None:
    """As many more on each heap and list."""
    shown = Idea.everywhere.get(municipality=town, title="Een kas op het schoolplein")
    for number in range(count):
        title = f"Een vogelkijkhut aan pad {number}"
        idea = IdeaFactory.create(waiting=True, sketched=True, municipality=town, owner=owner, title=title)
        passing = {"source": town, "target": town, "reason": "Daar ligt het.", "answer_by": clock.today()}
        PassOn.everywhere.create(idea=idea, title=title, **passing)
        CallBack.objects.create(name=f"Bas Bel {number}", phone="0600000004", municipality=town)
        report_of(ReactionFactory.create(idea=shown))
        ReactionFactory.create(idea=shown, hidden=True, objection="Nee.", objected_at=clock.now())
        notes.add(actor=owner, idea_id=shown.pk, text=f"Notitie {number}")
        still = _like_the_shown_one(town)
        Talk.everywhere.create(idea=still, starts_at=clock.now(), way="phone")
