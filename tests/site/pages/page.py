"""One address of the site: what it takes, who gets which answer, and what then stands on it."""

from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse
from django.utils import translation

from tests.site.world import World


class Role(StrEnum):
    VISITOR = "visitor"
    OWNER = "owner"
    OTHER = "other"
    OPERATOR = "operator"
    HALFWAY = "halfway"  # has typed the code, and not yet the second factor
    COORDINATOR = "coordinator"  # of the local site
    DELEGATE = "delegate"  # of its initiative group, with every part of the desk that can be given away
    COACH = "coach"  # of the same municipality
    NEIGHBOUR = "neighbour"  # coordinator and coach of another municipality


SHOWN = frozenset({200, 410})


LANGUAGES = ("nl", "en")


SIGNED_IN = (Role.OWNER, Role.OTHER, Role.OPERATOR)


NATIONAL_ROLES = (Role.VISITOR, *SIGNED_IN, Role.HALFWAY)


LOCAL_ROLES = (
    *(Role.VISITOR, Role.COORDINATOR, Role.DELEGATE, Role.COACH),
    *(Role.NEIGHBOUR, Role.OTHER, Role.OPERATOR),
)


@dataclass(frozen=True)
class Access:
    """The expected status for each role. On a local site coordinator, delegate and coach are what `other` is where
    nothing is said of them; the neighbour always is.
    """

    visitor: int
    owner: int
    other: int
    operator: int
    halfway: int | None = None
    coordinator: int | None = None
    delegate: int | None = None
    coach: int | None = None
    neighbour: int | None = None

    def of(self, role: Role) -> int:
        status = getattr(self, role.value)
        if status is None:
            status = self.visitor if role is Role.HALFWAY else self.other
        return int(status)


EVERYONE = Access(200, 200, 200, 200)


GONE = Access(410, 410, 410, 410)


SIGNED_OUT = Access(200, 302, 302, 302)


ANYBODY_SIGNED_IN = Access(302, 200, 200, 200)


THE_OWNER = Access(302, 200, 404, 404)


WHO_ORGANISES = Access(302, 200, 404, 200)  # a table of the national site: its owner, and the operator


THE_DESK = Access(302, 403, 403, 200)


LEADS_ON = Access(302, 302, 302, 302)


MOVED = Access(301, 301, 301, 301)


POST_ONLY = Access(405, 405, 405, 405)


DESK_POST_ONLY = Access(302, 403, 403, 405)


LOCAL_DESK = Access(302, 403, 403, 403, coordinator=200, delegate=200)


LOCAL_DESK_POST_ONLY = Access(302, 403, 403, 403, coordinator=405, delegate=405)


THE_COORDINATOR = Access(302, 403, 403, 403, coordinator=200)


THE_COORDINATOR_POST_ONLY = Access(302, 403, 403, 403, coordinator=405)


THE_COACH = Access(302, 403, 403, 403, coach=200)


THE_COACH_POST_ONLY = Access(302, 403, 403, 403, coach=405)


THE_DELEGATE = Access(302, 404, 404, 404, delegate=200)


NOWHERE = Access(404, 404, 404, 404)


LOCAL_SPACES = ("coordinator:", "coach:")  # desks that only a local site has


VISIT = "that somebody is here is noted once in five minutes, to know at the next visit what is new"


@dataclass(frozen=True)
class Page:
    """One address, or one state of it. `nl` and `en` are its heading; without them it is no page with a heading.

    `text` is something seeded that shows; `part` says that it is a piece of a page; `machine` that it is for machines
    and has no language; `lists` that it lists rows; `writes` that a GET by who is signed in may write, and why;
    `policy` what its content security policy allows besides ourselves; `local` that it is asked of the local site.
    """

    route: str
    access: Access
    nl: str = ""
    en: str = ""
    text: str = ""
    args: tuple[str, ...] = ()
    query: str = ""
    part: bool = False
    machine: bool = False
    lists: bool = False
    writes: str = ""
    policy: tuple[str, ...] = ()
    local: bool = False
    about: str = ""

    @property
    def roles(self) -> tuple[Role, ...]:
        """Who asks for it. Who is halfway is a visitor, but where their own page is asked."""
        asked = LOCAL_ROLES if self.local else NATIONAL_ROLES
        return tuple(role for role in asked if role is not Role.HALFWAY or self.access.halfway is not None)

    @property
    def name(self) -> str:
        """For the names of tests: `desk:idea`, or `desk:idea~published` for one state of several."""
        about = self.about or ("local" if self.local and not self.route.startswith(LOCAL_SPACES) else "")
        return f"{self.route}~{about}" if about else self.route

    @property
    def is_whole(self) -> bool:
        """A page with a heading."""
        return bool(self.nl)

    def languages(self, role: Role) -> tuple[str, ...]:
        """In which it is asked: Dutch by everyone; English by a visitor and by the first who sees it, since a
        translation does not depend on who reads it.
        """
        in_english = role is Role.VISITOR or role in self.seen_by()[:1]
        return LANGUAGES if in_english and not self.machine else LANGUAGES[:1]

    def heading(self, world: World, language: str) -> str:
        return (self.nl if language == "nl" else self.en).format(**vars(world))

    def seeded(self, world: World) -> str:
        return self.text.format(**vars(world))

    def path(self, world: World, language: str) -> str:
        args = [arg.format(**vars(world)) for arg in self.args]
        with translation.override(language):
            return reverse(self.route, args=args) + self.query.format(**vars(world))

    def address(self, world: World, language: str, base_url: str) -> str:
        """The whole address, where the national site stands at `base_url`."""
        base = world.local_url(base_url) if self.local else base_url
        return base + self.path(world, language)

    def seen_by(self) -> tuple[Role, ...]:
        """The roles that get to see it."""
        return tuple(role for role in self.roles if self.access.of(role) in SHOWN)


PUBLISHED = ("{published}", "{published_slug}")


GONE_IDEA = ("Dit idee staat hier niet meer", "This idea is no longer here")
