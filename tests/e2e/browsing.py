"""A browser that trusts nothing: whatever a page does wrong on the side is kept, and fails the test."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.site.pages import Role
from tests.support.running_site import RunningSite

PHONE = (360, 740)
DESKTOP = (1280, 900)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--font-render-hinting=none",
    "--use-fake-device-for-media-stream",  # a microphone that beeps, and that may be used
    "--use-fake-ui-for-media-stream",
)
PATIENCE = 15_000  # milliseconds
# A status of its own says more than the browser's line about it: `Watch` judges responses by themselves.
SAID_TWICE = "Failed to load resource"
TELL_VIOLATIONS = (
    "document.addEventListener('securitypolicyviolation',"
    " event => console.error('policy violated: ' + event.violatedDirective + ' ' + event.blockedURI))"
)


@dataclass
class Watch:
    """What went wrong on the pages of a context: errors, violations of the policy, failed and foreign requests."""

    own: tuple[str, ...]
    troubles: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.troubles.append(f"script: {error.error}"))
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and SAID_TWICE not in message.text:
            where = message.page.url if message.page else ""
            self.troubles.append(f"console on {where}: {message.text}")

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        ours = any(request.url.startswith(f"{site}/") for site in self.own)
        if urlsplit(request.url).scheme not in {"data", "blob", "about"} and not ours:
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
        size: tuple[int, int] = DESKTOP,
        javascript: bool = True,
        script: str = "",
        **options: str,
    ) -> Page:
        """A new page in a new context, signed in as the role. `script` runs in each document before its own."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=javascript,
            base_url=self.site.url,
            locale="nl-NL",
            reduced_motion="reduce",
            **options,  # type: ignore[arg-type]  # media features, by name
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(TELL_VIOLATIONS)
        if script:
            context.add_init_script(script)
        if role is not Role.VISITOR:
            for site in self._sites():
                cookie = {"name": "sessionid", "value": self.site.world.sessions[role], "url": site}
                context.add_cookies([cookie])  # type: ignore[list-item]  # a cookie is a dict with these names
        watch = Watch(self._sites())
        watch.follow(context)
        self.opened.append((context, watch))
        return context.new_page()

    def _sites(self) -> tuple[str, ...]:
        return (self.site.url, self.site.world.local_url(self.site.url))

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
