"""A browser that trusts nothing: whatever a page does wrong on the side is kept, and fails the test."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.site.pages import Role
from tests.support.running_site import RunningSite

PHONE = (360, 740)
DESKTOP = (1280, 900)
OWN_DOMAIN = ".gemeente.example"  # for sites with a host name of their own, which this browser finds here too
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--font-render-hinting=none",
    f"--host-resolver-rules=MAP *{OWN_DOMAIN} 127.0.0.1",
    "--use-fake-device-for-media-stream",  # a microphone that beeps, and that may be used
    "--use-fake-ui-for-media-stream",
)
PATIENCE = 15_000  # milliseconds
# A status of its own says more than the browser's line about it: `Watch` judges responses by themselves.
SAID_TWICE = "Failed to load resource"
# A host name of one's own comes without TLS here, over which the browser would take this header.
NEEDS_TLS = "The Cross-Origin-Opener-Policy header has been ignored"
TELL_VIOLATIONS = (
    "document.addEventListener('securitypolicyviolation',"
    " event => console.error('policy violated: ' + event.violatedDirective + ' ' + event.blockedURI))"
)


@dataclass(frozen=True)
class Way:
    """How somebody goes through a story."""

    name: str
    javascript: bool
    size: tuple[int, int]


WAYS = (
    Way("desktop", javascript=True, size=DESKTOP),
    Way("phone", javascript=True, size=PHONE),
    Way("phone without JavaScript", javascript=False, size=PHONE),
)


@dataclass
class Watch:
    """What went wrong on the pages of a context: errors, violations of the policy, failed and foreign requests."""

    port: int | None
    troubles: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.troubles.append(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        expected = SAID_TWICE in message.text or NEEDS_TLS in message.text
        if message.type in {"error", "warning"} and not expected:
            where = message.page.url if message.page else ""
            self.troubles.append(f"console on {where}: {message.text}")

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        asked = urlsplit(request.url)
        host = asked.hostname or ""
        ours = asked.port == self.port and (host == "localhost" or host.endswith((".localhost", OWN_DOMAIN)))
        if asked.scheme not in {"data", "blob", "about"} and not ours:
            self.troubles.append(f"foreign request: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left while it loaded
            self.troubles.append(f"failed request: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and response.request.resource_type != "document"):
            self.troubles.append(f"answer {response.status}: {response.url}")


@dataclass
class Visits:
    """Opens pages as somebody, each in a context of its own, and judges them all at the end."""

    browser: Browser
    site: RunningSite
    opened: list[tuple[BrowserContext, Watch]] = field(default_factory=list)

    def page(
        self,
        role: Role = Role.VISITOR,
        *,
        at: str = "",
        size: tuple[int, int] = DESKTOP,
        javascript: bool = True,
        script: str = "",
        **options: str,
    ) -> Page:
        """A new page in a new context, signed in as the role, `at` a site or at the national one. `script` runs in each
        document before its own."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=javascript,
            base_url=at or self.site.url,
            locale="nl-NL",
            reduced_motion="reduce",
            **options,  # type: ignore[arg-type]  # media features, by name
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(TELL_VIOLATIONS)
        if script:
            context.add_init_script(script)
        if role is not Role.VISITOR:
            for site in (self.site.url, self.site.world.local_url(self.site.url)):
                cookie = {"name": "sessionid", "value": self.site.world.sessions[role], "url": site}
                context.add_cookies([cookie])  # type: ignore[list-item]  # a cookie is a dict with these names
        watch = Watch(urlsplit(self.site.url).port)
        watch.follow(context)
        self.opened.append((context, watch))
        return context.new_page()

    def take_troubles(self) -> list[str]:
        """What went wrong since the last time that this was asked."""
        taken = []
        for _context, watch in self.opened:
            taken += watch.troubles
            watch.troubles.clear()
        return taken

    def close(self) -> None:
        for context, _watch in self.opened:
            context.close()
