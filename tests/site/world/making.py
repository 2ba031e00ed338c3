"""A small world that gives every page of the site something to show."""

from aantafel.outbox import categories
from ideas.enums import ReviewKind
from tables.services import work_form_library
from tests.factories.municipalities import MunicipalityFactory, PostcodeFactory
from tests.factories.tables import TableFactory
from tests.site.world import coach as world_coach
from tests.site.world import life as world_life
from tests.site.world import look as world_look
from tests.site.world import tables as world_tables
from tests.site.world.asking import make_asking
from tests.site.world.ideas import (
    make_calls,
    make_core,
    make_ideas,
    make_meetings,
    make_notices,
    make_picture,
    make_proposals,
    make_reactions,
    make_support,
    names_of_ideas,
    review_line,
)
from tests.site.world.local import make_local_site, make_other_sites
from tests.site.world.mails import CODE, STOPPABLE, make_mails, make_tokens
from tests.site.world.meetings import make_evenings
from tests.site.world.minutes import make_minutes
from tests.site.world.names import PC4, World
from tests.site.world.people import halfway_session, make_people, session_of
from tests.site.world.work_forms import make_work_forms


def build() -> World:
    """Make the world, in the database that is set. In a transaction or not; once per database."""
    categories.register(STOPPABLE, "nieuws van de proef")
    work_form_library.load(work_form_library.read())
    town = MunicipalityFactory.create(name="Proefdam", code="GM8001")
    PostcodeFactory.create(pc4=PC4, municipality=town)
    ended = MunicipalityFactory.create(name="Oudedam", code="GM8002", merged_into=town)
    people = make_people(town)
    local = make_local_site(people["other"])
    owner, operator = people["owner"], people["operator"]
    ideas = make_ideas(town, owner)
    table = TableFactory.create(idea=ideas["published"])
    gone_table = TableFactory.create(idea=ideas["gone"])
    question = review_line(ideas["asked"], ReviewKind.QUESTION, operator, "Bij welke halte zou het bankje staan?")
    reason = review_line(
        ideas["refused"], ReviewKind.REFUSED, operator, "Dit is een melding. Bel daarvoor de gemeente."
    )
    review_line(ideas["told_asked"], ReviewKind.QUESTION, operator, "Wie wil er meedoen?")
    for name in ("published", "waiting", "asked", "refused", "told"):
        review_line(ideas[name], ReviewKind.SUBMITTED, None, "")
    return World(
        municipality=town.name,
        municipality_slug=town.slug,
        municipality_code=town.code,
        ended_slug=ended.slug,
        place=ideas["published"].place,
        table=table.pk,
        **make_core(table, owner),
        **make_evenings(table, owner),
        **world_tables.plan_of_table(table, owner),
        **world_life.build(town, owner, table),
        **make_asking(table, owner, people["other"]),
        **make_minutes(table, owner),
        **world_look.questions_of_table(table, people["other"], owner),
        **world_coach.own_help(owner, table),
        gone_table=gone_table.pk,
        question=question.text,
        reason=reason.text,
        picture=make_picture(ideas["published"]),
        code=CODE,
        owner=owner.pk,
        owner_name=owner.name,
        owner_email=owner.email,
        other_name=people["other"].name,
        sessions={role: session_of(user) for role, user in {**people, **local.people}.items()}
        | {"halfway": halfway_session(operator)},
        **local.names,
        **make_other_sites(operator),
        **make_work_forms(local.people["coordinator"]),
        **names_of_ideas(ideas),
        **make_reactions(ideas["published"], people),
        **make_calls(town, operator),
        **make_notices(town, ideas["published"]),
        **make_meetings(town, owner),
        **make_support(ideas["published"], owner),
        **make_proposals(town, ideas),
        **make_mails(owner),
        **make_tokens(owner),
    )
