"""The ideas of the seeded world, and everything that stands around them."""

import uuid
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from aantafel.accounts.models import User
from aantafel.accounts.services import calendars
from aantafel.core import clock
from aantafel.core.text import slugify
from aantafel.outbox.enums import State
from ideas.enums import Channel, ConsentHow, NoticeWay, ProposalState, ReviewKind, ReviewRole, SupportKind, SupportState
from ideas.models import (
    CallBack,
    FreeMeeting,
    Idea,
    IdeaTally,
    Like,
    MergeProposal,
    MunicipalityNotice,
    PassOn,
    ReviewEntry,
    Support,
    Talk,
)
from ideas.notifications import fifty_municipality, fifty_pinner
from municipalities.models import Municipality
from tables.enums import CoreQuestion
from tables.models import Table
from tables.notifications.published import municipality_key
from tests.factories.accounts import UserFactory
from tests.factories.ideas import IdeaFactory, SupportFactory, owner_of
from tests.factories.municipalities import MunicipalityFactory
from tests.factories.outbox import OutgoingMailFactory
from tests.factories.reactions import ReactionFactory, report_of
from tests.factories.tables import TableFactory, answered, version_of
from tests.site.world.names import PC4


def make_ideas(town: Municipality, owner: User) -> dict[str, Idea]:
    def one(title: str, **more: Any) -> Idea:
        return IdeaFactory.create(title=title, municipality=town, **{"owner": owner, **more})

    told = {"owner": None, "channel": Channel.PHONE, "pinner__phone": "0600000001", "pinner__name": "Teun Teller"}
    told |= {"pinner__consent_how": ConsentHow.PHONE}
    return {
        "published": one("Een lange tafel in de straat", published=True, sketched=True, changed_at=clock.now()),
        "gone": one("Een glijbaan in de bibliotheek", taken_off=True),
        "waiting": one("Een bankje bij de halte van de bus", waiting=True, sketched=True),
        "asked": one("Een bankje voor de bakker", asked=True),
        "refused": one("De lantaarn is kapot", refused=True),
        "withdrawn": one("Een pad door het weiland", withdrawn=True),
        "draft": one("Een tafel in de straat", owner=None, pinner__place_typed=PC4, pinner__postcode=PC4),
        "helped": one(
            "Samen zingen op zondag",
            waiting=True,
            owner=None,
            channel=Channel.HELPER,
            pinner__email="zus.zanger@buurt.example",
            pinner__name="Zus Zanger",
            pinner__consent_how=ConsentHow.HELPER,
        ),
        "told": one("Een telefooncirkel voor ouderen", waiting=True, sketched=True, **told),
        "told_asked": one("Een wandelclub op dinsdag", asked=True, **told),
    }


def names_of_ideas(ideas: dict[str, Idea]) -> dict[str, Any]:
    numbered = ("published", "gone", "waiting", "asked", "refused", "withdrawn", "told", "told_asked")
    names: dict[str, Any] = {name: ideas[name].pk for name in numbered}
    names |= {f"{name}_title": idea.title for name, idea in ideas.items()}
    names |= {f"{name}_key": str(ideas[name].key) for name in ("published", "waiting", "draft", "helped")}
    names |= {f"{name}_slug": slugify(ideas[name].title) for name in ("published", "gone")}
    return names


def review_line(idea: Idea, kind: ReviewKind, actor: User | None, text: str) -> ReviewEntry:
    role = ReviewRole.OPERATOR if actor else ReviewRole.PINNER
    return ReviewEntry.objects.create(idea=idea, kind=kind, role=role, actor=actor, text=text)


def make_picture(idea: Idea) -> str:
    """A small picture of our own; returns its name in the address."""
    content = BytesIO()
    Image.new("RGB", (640, 400), (214, 170, 120)).save(content, "JPEG")
    name = f"{uuid.uuid4().hex}.jpg"
    idea.picture.storage.save(f"pictures/{name}", ContentFile(content.getvalue()))
    Idea.everywhere.filter(pk=idea.pk).update(picture=f"pictures/{name}", picture_description="Een tafel op straat")
    return name


def make_reactions(idea: Idea, people: dict[str, User]) -> dict[str, Any]:
    """One with an answer of the owner, one that was reported, and a hidden one, against which its writer objects."""
    one = ReactionFactory.create(idea=idea, user=people["other"], text="Ik neem een lange bank mee.")
    answer = ReactionFactory.create(idea=idea, user=people["owner"], parent=one, text="Dat is fijn, dank je.")
    ReactionFactory.create(idea=idea, user=people["other"], parent=one, text="Graag gedaan.", edited_at=clock.now())
    reported = ReactionFactory.create(idea=idea, user=people["other"], text="Bij de familie Buur komt nooit iemand.")
    report_of(reported, email="mel.der@buurt.example")
    hidden = ReactionFactory.create(idea=idea, user=people["owner"], hidden=True, objected=True)
    ReactionFactory.create(idea=idea, user=None, removed_at=clock.now(), text="")
    return {
        "reaction": one.pk,
        "reaction_text": one.text,
        "answer": answer.pk,
        "own_reaction": answer.pk,
        "own_text": answer.text,
        "hidden_reaction": hidden.pk,
        "reported_reaction": reported.pk,
        "reported_text": reported.text,
        "objection": hidden.objection,
    }


def make_core(table: Table, owner: User) -> dict[str, Any]:
    """An answer with an earlier text, which stands on the page of the table."""
    texts = ("Omdat niemand elkaar hier kent.", "Omdat wij elkaar in de straat nauwelijks kennen.")
    with clock.frozen(clock.now() - timedelta(days=2)):
        answer = answered(table, CoreQuestion.WHY, texts[0], by=owner, text=texts[1], public_text=texts[1])
    version_of(answer, texts[1], by=owner)
    return {"core_earlier": texts[0], "core_text": texts[1]}


def make_calls(town: Municipality, operator: User) -> dict[str, Any]:
    waiting = CallBack.objects.create(
        name="Roos Rinkel", phone="0600000002", municipality=town, when="na vieren", text="Iets met een buurthuis."
    )
    done = CallBack.objects.create(
        name="Henk Hoorn", phone="0600000003", done_at=clock.now(), done_by=operator, outcome="Wil het zelf doen."
    )
    return {"call": waiting.pk, "call_name": waiting.name, "call_done": done.pk, "call_done_name": done.name}


def make_notices(town: Municipality, published: Idea) -> dict[str, Any]:
    by_mail = MunicipalityNotice.objects.create(idea=published, municipality=town, way=NoticeWay.MAIL)
    OutgoingMailFactory.create(
        dedupe_key=municipality_key(published.pk),
        kind="tables/published_municipality",
        to_address="info@proefdam.example",
        state=State.SENT,
        sent_at=clock.now(),
    )
    without = MunicipalityFactory.create(name="Zonderpost", code="GM8003", without_mailbox=True)
    idea = IdeaFactory.create(published=True, municipality=without, title="Een brug over de sloot")
    TableFactory.create(idea=idea)
    by_hand = MunicipalityNotice.objects.create(idea=idea, municipality=without, way=NoticeWay.FORM)
    return {"notice": by_mail.pk, "notice_form": by_hand.pk}


def make_meetings(town: Municipality, owner: User) -> dict[str, Any]:
    """One that is planned, and one of which neither the day is known nor the municipality has heard."""
    idea = IdeaFactory.create(published=True, municipality=town, owner=owner, title="Een boekenruil in de hal")
    TableFactory.create(idea=idea)
    day = clock.today() + timedelta(days=9)
    planned = make_meeting(idea, state="planned", planned_for=day, note="Zaal De Linde", way=NoticeWay.MAIL)
    fifty_pinner(planned)
    fifty_municipality(planned)
    without = Municipality.objects.get(code="GM8003")
    idea = IdeaFactory.create(published=True, municipality=without, title="Een schaaktafel in het park")
    TableFactory.create(idea=idea)
    unplanned = make_meeting(idea)
    Like.objects.create(idea=idea, user=owner, municipality=town)
    return {
        "meeting": planned.pk,
        "meeting_title": planned.idea.title,
        "unplanned": unplanned.pk,
        "unplanned_title": unplanned.idea.title,
    }


def make_meeting(idea: Idea, **fields: Any) -> FreeMeeting:
    reached = clock.now() - timedelta(hours=5)
    IdeaTally.objects.filter(idea=idea).update(local=50, other=4, reached_at=reached, settled_at=reached)
    usual = {"municipality": idea.municipality, "threshold": 50, "reached_at": reached, "way": NoticeWay.FORM}
    return FreeMeeting.objects.create(idea=idea, **{**usual, **fields})


def make_proposals(town: Municipality, ideas: dict[str, Idea]) -> dict[str, Any]:
    """What a desk planned and proposed about ideas of the owner."""
    soon = clock.today() + timedelta(days=10)
    other = IdeaFactory.create(published=True, municipality=town, title="Een diner op het plein")
    TableFactory.create(idea=other)
    told = {"stays": other, "goes": ideas["published"], "reason": "Ze lijken op elkaar.", "answer_by": soon}
    talk = Talk.everywhere.create(idea=ideas["waiting"], starts_at=clock.now(), way="place", where="Zaal De Eik")
    target = Municipality.objects.get(code="GM8003")
    passing = {"source": town, "target": target, "reason": "Daar staat de halte.", "answer_by": soon}
    return {
        "talk_key": str(talk.key),
        "calendar_secret": calendars.renew(actor=owner_of(ideas["waiting"])).key,
        "merge": MergeProposal.everywhere.create(**told).pk,
        "apart": MergeProposal.everywhere.create(**told, state=ProposalState.APART).pk,
        "merge_title": other.title,
        "pass_on": PassOn.everywhere.create(idea=ideas["waiting"], title=ideas["waiting"].title, **passing).pk,
    }


def make_support(published: Idea, owner: User) -> dict[str, Any]:
    """What Sam brings to the owner's idea, and the owner to somebody else's."""
    sam = UserFactory.create(email="sam.steun@buurt.example", name="Sam Steun")
    bridge = Idea.everywhere.get(title="Een brug over de sloot")
    replied = {"answer": "Dank je wel, je hoort van me.", "answered_at": clock.now()}
    question = {"kind": SupportKind.QUESTION, "text": "Mag mijn hond ook mee?"}
    made: dict[str, Support] = {
        "support_help": SupportFactory.create(idea=published, user=sam, shares_email=True),
        "support_join": SupportFactory.create(idea=published, user=sam, join=True, thanked=True, **replied),
        "support_question": SupportFactory.create(idea=published, user=sam, **question),
        "support_back": SupportFactory.create(idea=published, user=sam, state=SupportState.WITHDRAWN),
        "my_help": SupportFactory.create(idea=bridge, user=owner),
        "my_question": SupportFactory.create(
            idea=bridge, user=owner, state=SupportState.ANSWERED, **question, **replied
        ),
    }
    return {name: support.pk for name, support in made.items()}
