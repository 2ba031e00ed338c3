"""What waits at the desk of a municipality, kind by kind, in the order in which to work. See `inbox`."""

from datetime import datetime, time, timedelta

from django.db.models import DateTimeField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aantafel.accounts.enums import DeskPart
from aantafel.core import clock
from aantafel.pages.coordinator import heaps_minutes, heaps_network, taken_in_heaps  # noqa: F401  they register their heaps
from aantafel.pages.coordinator.inbox import Row, Rows, heap
from aantafel.pages.desks import queries, reactions
from aantafel.pages.desks.contact import contact_of
from coaches.enums import MatchRole, MatchState
from coaches.models import CoachApplication, HelpRequest, Match
from ideas.enums import DeskMarkKind, SupportKind, SupportState
from ideas.lifecycle import State
from ideas.models import CallBack, DeskMark, Idea, IdeaTally, Like, Reaction, ReviewEntry, Support, Talk, shown_name
from municipalities.models import Instance
from tables.enums import TableState
from tables.models import Table
from tables.road import standing_still

QUESTION_RESTS = timedelta(days=7)  # a pinner may take this long to answer before the desk hears of it
COACH_RESTS = timedelta(days=3)  # the same for a coach who was asked


@heap(10, "nieuw", gettext_lazy("New ideas to read"), "bulb", part=DeskPart.TAKE_IN)
def new_ideas(here: Instance) -> Rows[Idea]:
    """Without those of which the pinner answered: they are on the next heap."""
    last = ReviewEntry.objects.filter(idea=OuterRef("pk")).order_by("-pk").values("kind")[:1]
    rows = queries.submitted().filter(state=State.WAITING.value).alias(last=Subquery(last))
    return Rows(rows.exclude(last__in=queries.CAME_IN), "submitted_at", lambda idea: _idea(idea, idea.submitted_at))


@heap(20, "antwoord", gettext_lazy("Answers that came in"), "chat", part=DeskPart.TAKE_IN)
def answers(here: Instance) -> Rows[Idea]:
    last = ReviewEntry.objects.filter(idea=OuterRef("pk")).order_by("-pk").values("kind")[:1]
    rows = queries.submitted().alias(last=Subquery(last)).filter(state=State.WAITING.value, last__in=queries.CAME_IN)
    return Rows(queries.with_last_line(rows), "last_at", lambda idea: _idea(idea, getattr(idea, "last_at", None)))


@heap(30, "bellen", gettext_lazy("People to call"), "phone", part=DeskPart.TAKE_IN)
def calls(here: Instance) -> Rows[CallBack]:
    return Rows(queries.calls().filter(done_at=None), "created_at", _call, about="call")


@heap(
    40, "gesprek", gettext_lazy("Conversations of today"), "calendar", part=DeskPart.TAKE_IN, promised=False, today=True
)
def talks(here: Instance) -> Rows[Talk]:
    """Also those that have been, of which nobody noted down what came of it."""
    tomorrow = timezone.make_aware(datetime.combine(clock.today() + timedelta(days=1), time.min))
    rows = Talk.objects.planned().filter(starts_at__lt=tomorrow)
    found = rows.select_related("idea__owner", "idea__pinner__helper").defer("idea__search")
    return Rows(found, "starts_at", _talk, about="talk")


@heap(50, "coach", gettext_lazy("Ideas that wait for a coach"), "match", part=DeskPart.MATCH)
def without_coach(here: Instance) -> Rows[Idea]:
    """On the site, with a running table and nobody asked, since it came there, the site opened or a coach left."""
    asked = Match.objects.open().filter(idea=OuterRef("pk"), role=MatchRole.COACH)
    here_and_running = {"table__municipality": here.municipality_id, "table__state": TableState.RUNNING}
    rows = Idea.objects.public().filter(**here_and_running).exclude(Exists(asked))
    left = Match.everywhere.filter(idea=OuterRef("pk"), role=MatchRole.COACH, state=MatchState.ENDED).order_by()
    last = Subquery(left.values("idea").annotate(last=Max("ended_at")).values("last"), output_field=DateTimeField())
    opened = Value(here.opened_at, output_field=DateTimeField())
    found = _with_people(rows).annotate(waits_since=Greatest("published_at", opened, last))
    return Rows(found, "waits_since", _to_match)


@heap(60, "gevraagd", gettext_lazy("Coaches who have not answered"), "coach", part=DeskPart.MATCH, promised=False)
def silent_coaches(here: Instance) -> Rows[Match]:
    rows = Match.objects.unanswered().filter(asked_at__lt=clock.now() - COACH_RESTS)
    return Rows(rows.select_related("idea", "coach__user").defer("idea__search"), "asked_at", _match, about="match")


@heap(65, "hulp", gettext_lazy("Requests for help"), "help", part=DeskPart.MATCH)
def help_requests(here: Instance) -> Rows[HelpRequest]:
    """Not those that were passed on to the operator."""
    rows = HelpRequest.objects.waiting().order_by().at_desk()
    return Rows(rows.select_related("asker", "idea").defer("idea__search"), "waits_since", _help, about="help")


@heap(70, "vraag", gettext_lazy("Questions that the pinner did not answer"), "question", part=DeskPart.TAKE_IN)
def questions(here: Instance) -> Rows[Support]:
    rows = Support.objects.filter(
        kind=SupportKind.QUESTION,
        state=SupportState.OPEN,
        created_at__lt=clock.now() - QUESTION_RESTS,
        idea__municipality=here.municipality_id,
        idea__state=State.PUBLISHED.value,
    )
    return Rows(rows.select_related("idea", "user").defer("idea__search"), "created_at", _question, about="support")


@heap(80, "gemeld", gettext_lazy("Reports about reactions"), "flag", part=DeskPart.MODERATE)
def reported(here: Instance) -> Rows[Reaction]:
    rows = reactions.reported().select_related("idea", "user").defer("idea__search")
    return Rows(rows, "reported_at", lambda one: _reaction(one, getattr(one, "reported_at", None)), about="reaction")


@heap(90, "bezwaar", gettext_lazy("Objections to hiding"), "hand", part=DeskPart.MODERATE)
def objected(here: Instance) -> Rows[Reaction]:
    rows = reactions.objected().select_related("idea", "user").defer("idea__search")
    return Rows(rows, "objected_at", lambda one: _reaction(one, one.objected_at), about="reaction")


@heap(100, "stil", gettext_lazy("Tables that stand still"), "pause", part=DeskPart.MATCH, promised=False, can_read=True)
def still_tables(here: Instance) -> Rows[Table]:
    """Nothing was heard of them for as long as their step may take, also of those that rest. Whoever looked at one says
    so, and it comes back after as long again.
    """
    rows = standing_still.silent_at(Table.objects.all(), here, now=clock.now(), but=_was_looked_at)
    return Rows(rows.select_related("idea").defer("idea__search"), "alive_at", _table, about="table")


def _was_looked_at(since: datetime) -> Q:
    read = {"about": "table", "kind": DeskMarkKind.READ, "created_at__gt": since}
    return Q(Exists(DeskMark.objects.filter(number=OuterRef("pk"), **read)))


@heap(
    110,
    "geliefd",
    gettext_lazy("Ideas that many people like"),
    "heart",
    part=DeskPart.TAKE_IN,
    promised=False,
    can_read=True,
)
def much_liked(here: Instance) -> Rows[IdeaTally]:
    """At the number of likes that the municipality set, until somebody has read it."""
    read = DeskMark.objects.filter(about="likes", number=OuterRef("pk"), kind=DeskMarkKind.READ)
    rows = IdeaTally.objects.filter(municipality=here.municipality_id, listed=True)
    if not here.likes_threshold:
        return Rows(rows.none(), "idea__published_at", _liked, about="likes")
    likes = Like.objects.filter(idea=OuterRef("pk")).order_by("created_at", "pk").values("created_at")
    place = here.likes_threshold - 1
    reached = Coalesce(Subquery(likes[place : place + 1]), F("idea__published_at"))
    found = rows.filter(total__gte=here.likes_threshold).exclude(Exists(read)).annotate(liked_since=reached)
    return Rows(found.select_related("idea").defer("idea__search"), "liked_since", _liked, about="likes")


@heap(120, "aanmelding", gettext_lazy("People who want to become a coach"), "add-person", part=DeskPart.LEAD)
def applications(here: Instance) -> Rows[CoachApplication]:
    return Rows(CoachApplication.objects.waiting(), "created_at", _application, about="application")


def match_url(idea_id: int) -> str:
    """Where a coach is chosen for an idea."""
    return reverse("coordinator:match", args=[idea_id])


def _with_people(rows: QuerySet[Idea]) -> QuerySet[Idea]:
    return rows.select_related("municipality", "owner", "pinner", "pinner__helper").defer("search")


def _idea(idea: Idea, since: datetime | None) -> Row:
    url = reverse("coordinator:idea", args=[idea.pk])
    return Row(idea.title, _pinner(idea), since or clock.now(), url, _("Read and decide"), url, language=idea.language)


def _call(call: CallBack) -> Row:
    url = reverse("coordinator:call", args=[call.pk])
    return Row(_("Call %(name)s") % {"name": call.name}, call.phone, call.created_at, url, _("Call"), url, call.when)


def _talk(talk: Talk) -> Row:
    url = reverse("coordinator:talk", args=[talk.pk])
    moment = date_format(timezone.localtime(talk.starts_at), "j F, H:i")
    return Row(
        talk.idea.title,
        _pinner(talk.idea),
        talk.starts_at,
        url,
        _("Note down how it went"),
        url,
        moment,
        language=talk.idea.language,
    )


def _to_match(idea: Idea) -> Row:
    url = reverse("coordinator:idea", args=[idea.pk])
    since: datetime = getattr(idea, "waits_since", None) or clock.now()
    return Row(idea.title, _pinner(idea), since, url, _("Choose a coach"), match_url(idea.pk), language=idea.language)


def _match(match: Match) -> Row:
    name = match.coach.user.name or match.coach.user.email
    url = match_url(match.idea_id)
    label, more = _("Look and remind"), _("Answer before or on %(day)s") % {"day": date_format(match.answer_by, "j F")}
    return Row(match.idea.title, name, match.asked_at, url, label, url, more, language=match.idea.language)


def _help(asked: HelpRequest) -> Row:
    url = reverse("coordinator:help_request", args=[asked.pk])
    who = asked.asker.name or asked.asker.email
    return Row(
        Truncator(asked.text).words(18),
        who,
        asked.waits_since,
        url,
        _("Answer"),
        url,
        str(asked.get_kind_display()),
        "nl",
    )


def _question(asked: Support) -> Row:
    url = reverse("coordinator:idea", args=[asked.idea_id])
    who = shown_name(asked.user.name, asked.user.name_display) or str(asked.get_capacity_display())
    return Row(
        asked.idea.title,
        who,
        asked.created_at,
        url,
        _("Ask the pinner to answer"),
        f"{url}#vragen",
        language=asked.idea.language,
    )


def _reaction(one: Reaction, since: datetime | None) -> Row:
    url = reverse("coordinator:reaction", args=[one.pk])
    who = (one.user.name or one.user.email) if one.user else _("no longer known")
    what = one.text[:120] or _("A reaction without text")
    return Row(
        what,
        who,
        since or clock.now(),
        url,
        _("Read and decide"),
        url,
        one.idea.title,
        one.idea.language if one.text else "",
        one.idea.language,
    )


def _table(table: Table) -> Row:
    step = _("Step %(n)s: %(name)s") % {"n": table.step, "name": table.get_step_display()}
    return Row(
        table.idea.title,
        step,
        table.alive_at,
        reverse("coordinator:idea", args=[table.idea_id]),
        _("Look how it goes"),
        reverse("tables:work", args=[table.pk]),
        _asked(table),
        language=table.idea.language,
    )


def _asked(table: Table) -> str:
    """Whether its people were asked how it goes."""
    if table.rests_since is not None:
        return _("The table rests: nobody told how it goes.")
    if table.asked_at is not None:
        return _("Asked on %(day)s how it goes.") % {"day": date_format(timezone.localtime(table.asked_at), "j F")}
    return ""


def _liked(tally: IdeaTally) -> Row:
    since: datetime = getattr(tally, "liked_since", None) or tally.idea.created_at
    url = reverse("coordinator:idea", args=[tally.idea_id])
    who = ngettext("%(n)d person likes it", "%(n)d people like it", tally.total) % {"n": tally.total}
    return Row(tally.idea.title, who, since, url, _("Look at the idea"), url, language=tally.idea.language)


def _application(one: CoachApplication) -> Row:
    url = reverse("coordinator:application", args=[one.pk])
    return Row(one.name, "", one.created_at, url, _("Read and decide"), url)


def _pinner(idea: Idea) -> str:
    return contact_of(idea).name or _("no name")
