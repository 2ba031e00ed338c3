"""What a visitor sees: addresses, headers, forms, mail and pictures, all of it through the proxy."""

import io
import json
import os
import re
import threading
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

from PIL import Image

from rehearsal.stage import Stage, code_in, odd_lines
from rehearsal.visitor import Visitor

RESIDENT = "rep.etitie@buurt.example"
OPERATOR = "bea.heer@aantafel.example"


def forwarded(stage: Stage) -> None:
    """Before the site is there: what reaches a server behind the proxy, of what somebody makes up."""
    heard: list[dict[str, str]] = []

    class Echo(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Nothing to tell."""

    with HTTPServer(("127.0.0.1", stage.machine.ports["web"]), Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        made_up = {"X_Forwarded_For": "192.0.2.7", "X_Forwarded_Proto": "http", "X_Forwarded_Host": "elders.example"}
        stage.visitor().get("/", Forwarded="for=192.0.2.7", **made_up)
        server.shutdown()
    [headers] = heard
    stage.report.check(
        "a visitor's own X-Forwarded-For counts for nothing", headers["x-forwarded-for"] == "127.0.0.1", else_=headers
    )
    stage.report.check(
        "X-Forwarded-Proto and -Host are the proxy's",
        (headers["x-forwarded-proto"], headers["x-forwarded-host"]) == ("https", "localhost"),
        else_=headers,
    )
    stage.report.check("Forwarded does not come through", "forwarded" not in headers, else_=headers)


def addresses(stage: Stage) -> None:
    check, ports = stage.report.check, stage.machine.ports
    plain = Visitor(ports["http"], None).get("/ideeen/")
    check(
        "http leads to https",
        plain.status == 308 and plain.headers["location"].startswith("https://localhost"),
        else_=plain,
    )
    home = stage.visitor().get("/")
    headers = home.headers
    check("the home page answers in TLS", home.status == 200 and "AanTafel!" in home.text, else_=home.status)
    check("HSTS for a year", headers.get("strict-transport-security", "").startswith("max-age=31536000"), else_=headers)
    policy = headers.get("content-security-policy", "")
    check(
        "a content security policy without exceptions",
        "default-src 'none'" in policy and "unsafe" not in policy,
        else_=policy,
    )
    check(
        "nosniff, and no framing",
        headers.get("x-content-type-options") == "nosniff" and headers.get("x-frame-options") == "DENY",
        else_=headers,
    )
    check("nothing tells which software it is", not {"server", "via"} & headers.keys(), else_=headers)
    check("a visitor gets no cookie", "set-cookie" not in headers, else_=headers)
    style = re.search(r'href="(/static/[^"]+\.css)"', home.text)
    css = stage.visitor().get(style.group(1)) if style else home
    check(
        "styles come collected, hashed and kept for ever",
        "immutable" in css.headers.get("cache-control", ""),
        else_=css.headers,
    )
    check("/healthz through the proxy", stage.visitor().get("/healthz").status == 200)
    check("/readyz through the proxy says ok", stage.readiness().get("status") == "ok", else_=stage.readiness())
    probe = stage.straight().get("/readyz", Host="10.1.2.3")
    check("a probe in plain http by number is answered", probe.status == 200, else_=probe.status)
    check("plain http past the proxy is sent on", stage.straight().get("/ideeen/").status == 301)
    check(
        "an unknown host is refused",
        stage.straight().get("/", Host="elders.example", X_Forwarded_Proto="https").status == 400,
    )


def figures(stage: Stage) -> None:
    check = stage.report.check
    outside = [stage.visitor().get(path).status for path in ("/metrics", "/metrics/")]
    check("the figures cannot be reached from outside", outside == [404, 404], else_=outside)
    with urllib.request.urlopen(f"http://127.0.0.1:{stage.machine.ports['metrics']}/metrics", timeout=10) as answer:
        text = answer.read().decode()
    check(
        "the figures count requests of the web server",
        re.search(r'aantafel_requests_total\{[^}]*route="pages:home"', text),
        else_=text[:300],
    )
    up = re.findall(r'aantafel_up\{part="(\w+)"\} 1\.0', text)
    check("the figures know every part", {"database", "queue", "outbox"} <= set(up), else_=up)
    check(
        "each queue has its own figure",
        all(f'aantafel_queue_tasks{{kind="{name}"}}' in text for name in ("celery", "mail")),
        else_=text[:300],
    )


def story(stage: Stage) -> None:
    """A resident pins an idea, types the code from the mail, and adds a picture."""
    check, resident = stage.report.check, stage.visitor()
    draft = resident.post("/ideeen/prik/", {"title": "Een bankje bij de haven van de repetitie", "place": "8601"})
    who = resident.post(draft.location, {"name": "Rep Etitie", "email": RESIDENT})
    request = who.headers.get("x-request-id", "")
    mail, took = stage.mail_to(RESIDENT, 20)
    stage.report.figure("a code in the mail, from the button to the mail server", f"{took:.1f} s")
    done = resident.post(who.location, {"code": code_in(mail)})
    check(
        "a code from the mail signs in, and the idea is theirs",
        done.status == 302 and "sessionid" in resident.cookies,
        else_=done,
    )
    check("my own page opens", "bankje bij de haven" in resident.get("/mijn/").text)
    stage.idea_key = done.location.split("/")[3]
    one_id(stage, request)
    upload(stage, resident)


def one_id(stage: Stage, request: str) -> None:
    check = stage.report.check
    web = [line for line in stage.log("web") if line["request_id"] == request]
    task = [line for line in stage.log("mailer") if line["request_id"] == request]
    [(kept,)] = stage.rows(
        f"SELECT request_id FROM outbox_outgoingmail WHERE to_address = '{RESIDENT}' ORDER BY id LIMIT 1"
    )
    check("one request id in the answer, the web server's line, the task's line and the mail's row",
          request and web and any(line["task"] == "outbox.deliver" for line in task) and kept == request,
          else_=(request, len(web), len(task), kept))  # fmt: skip


def upload(stage: Stage, resident: Visitor) -> None:
    check, path = stage.report.check, f"/ideeen/prik/{stage.idea_key}/schets/foto/"
    described = {"picture_description": "Een leeg stuk kade"}
    good = resident.upload(path, described, "picture", photo(2_000_000))
    check("a photo of a few megabytes goes through", good.status == 302, else_=(good.status, good.text[-300:]))
    large = resident.upload(path, described, "picture", photo(26 * 1024 * 1024))
    check(
        "one of 26 MB gets the form's own answer",
        large.status == 422 and "25 megabyte" in large.text,
        else_=(large.status, large.text[-300:]),
    )
    huge = resident.upload(path, described, "picture", photo(40 * 1024 * 1024))
    check(
        "one of 40 MB gets a plain answer of the proxy",
        huge.status == 413 and "te groot" in huge.text,
        else_=(huge.status, huge.text[:300]),
    )
    name = picture(stage)
    for address in (f"/media/{name}", f"/media/{name.replace('pictures', 'small')}"):
        shown = stage.visitor().get(address)
        kept = shown.headers.get("cache-control", "")
        safe = (
            shown.headers.get("x-content-type-options") == "nosniff"
            and shown.headers.get("content-type") == "image/jpeg"
        )
        check(
            f"{address[:14]}… is shown, kept and never run",
            shown.status == 200 and "immutable" in kept and safe,
            else_=shown.headers,
        )


def picture(stage: Stage) -> str:
    [(name,)] = stage.rows("SELECT picture FROM ideas_idea WHERE picture <> ''")
    return str(name)


def photo(size: int) -> bytes:
    """A photo of exactly so many bytes: what comes after the end of a JPEG counts for its size alone."""
    content = io.BytesIO()
    Image.effect_noise((1200, 800), 60).convert("RGB").save(content, "JPEG", quality=60)
    return content.getvalue() + os.urandom(size - content.tell())


def operator(stage: Stage) -> None:
    said = stage.shape.manage("make_operator", OPERATOR, "--name", "Bea Heer")
    stage.report.check("make_operator makes the first operator", "operator" in said, else_=said)
    somebody = stage.visitor()
    asked = somebody.post("/inloggen/", {"email": OPERATOR})
    mail, _took = stage.mail_to(OPERATOR, 20)
    somebody.post(asked.location, {"code": code_in(mail)})
    desk = somebody.get("/beheer/")
    stage.report.check(
        "the desk asks the operator for a second step", desk.status == 302 and desk.location.startswith("/"), else_=desk
    )
    said = stage.shape.manage("send_test_mail", "proef@aantafel.example")
    stage.report.check("send_test_mail says that it arrived", "is handed to the mail server" in said, else_=said)


def lines(stage: Stage) -> None:
    for name in ("web", "worker", "mailer", "beat"):
        odd = odd_lines(stage.shape.logs / f"{name}.log")
        stage.report.check(f"every line of {name} is JSON", not odd, else_=odd[:3])
    written = "".join(path.read_text(encoding="utf-8", errors="replace") for path in stage.shape.logs.glob("*.log"))
    secrets = [stage.variables["SECRET_KEY"], stage.variables["DATABASE_PASSWORD"], RESIDENT]
    found = [secret[:12] for secret in secrets if secret in written]
    stage.report.check("no secret and no address of a person stands in the logs", not found, else_=found)
    errors = [
        line for name in ("web", "worker", "mailer", "beat") for line in stage.log(name) if line["level"] == "ERROR"
    ]
    stage.report.figure("lines of level ERROR in the whole rehearsal", str(len(errors)))
    unknown = [
        line
        for line in errors
        if "exc_info" in line and "psycopg" not in line["exc_info"] and "redis" not in line["exc_info"]
    ]
    stage.report.check("errors come from what was stopped alone", not unknown, else_=json.dumps(unknown)[:600])
