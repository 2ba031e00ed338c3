"""Typed readers of the environment that fail loudly: a wrong or missing value stops the start with a sentence."""

import ipaddress
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str | None = None, *, why: str = "") -> str:
    """The variable's value. Without a default a missing or empty one raises, saying why it is needed."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is not None:
        return default
    raise ImproperlyConfigured(f"{name} is not set. {why}".strip())


def flag(name: str, *, default: bool) -> bool:
    """A yes or no: 1/true/yes/on or 0/false/no/off."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in _TRUE:
        return True
    if value.strip().lower() in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None


def items(name: str, default: str | None = None, *, why: str = "") -> list[str]:
    """Values separated by commas."""
    return [item.strip() for item in text(name, default, why=why).split(",") if item.strip()]


def networks(name: str, *, why: str = "") -> list[str]:
    """IP addresses and networks (10.0.0.0/8) separated by commas."""
    values = items(name, why=why)
    for value in values:
        try:
            ipaddress.ip_network(value)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} must hold IP addresses or networks: {error}.") from None
    return values


def database(url: str, *, pool_size: int, limits: Mapping[str, int] | None = None) -> dict[str, Any]:
    """Django's database settings for a postgres URL; with a pool of at most `pool_size` connections, or without (0).

    `limits` are settings of PostgreSQL in seconds (`statement_timeout`); one of 0 is left as the server has it. With
    any of them compiling queries is left out: it takes tenths of a second, and no page asks anything that long.
    """
    parsed: dict[str, Any] = dict(dj_database_url.parse(url))
    if "postgresql" not in parsed["ENGINE"]:
        raise ImproperlyConfigured("DATABASE_URL must be a PostgreSQL address (postgres://…).")
    options = parsed.setdefault("OPTIONS", {})
    asked = [f"-c {name}={seconds}s" for name, seconds in (limits or {}).items() if seconds]
    if asked:
        options["options"] = " ".join([*filter(None, [options.get("options")]), *asked, "-c jit=off"])
    if pool_size:
        # while the database is gone a request fails soon, and it is looked for often, so that it is found when back
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 3, "reconnect_timeout": 3}
    parsed["CONN_MAX_AGE"] = 0 if pool_size else 300
    parsed["CONN_HEALTH_CHECKS"] = True  # else a restarted database costs each kept connection a failed request
    return parsed


def uploads(url: str) -> dict[str, Any]:
    """Where uploads are kept, from UPLOADS_URL: empty for MEDIA_ROOT, or s3://key:secret@bucket/folder?endpoint=…&region=….

    Without a key the machine's own rights count, as cloud machines have them.
    """
    if not url:
        return {"BACKEND": "aantafel.core.uploads.FolderStorage"}
    parts = urlsplit(url)
    said = dict(parse_qsl(parts.query, keep_blank_values=True))
    if parts.scheme != "s3" or not parts.hostname or set(said) - {"endpoint", "region"}:
        raise ImproperlyConfigured(
            "UPLOADS_URL must look like s3://key:secret@bucket?endpoint=https://host&region=name."
        )
    if bool(parts.username) != bool(parts.password):
        raise ImproperlyConfigured("UPLOADS_URL has a key without a secret, or a secret without a key.")
    endpoint = said.get("endpoint")
    if endpoint is not None and urlsplit(endpoint).scheme not in {"http", "https"}:
        raise ImproperlyConfigured(f"The endpoint in UPLOADS_URL must begin with https://, not {endpoint!r}.")
    options = {
        "bucket_name": parts.hostname,
        "location": unquote(parts.path).strip("/"),
        "endpoint_url": endpoint,
        "region_name": said.get("region"),
        "access_key": unquote(parts.username or "") or None,
        "secret_key": unquote(parts.password or "") or None,
    }
    return {"BACKEND": "aantafel.core.bucket.BucketStorage", "OPTIONS": options}


def celery_broker(redis_url: str) -> str:
    """The same Redis in the form that Celery understands: a unix socket is written differently there."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    database_number = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair).get("db", "0")
    return f"redis+socket://{parts.path}?virtual_host={database_number}"


def email(url: str) -> dict[str, Any]:
    """Mail server settings from EMAIL_URL: smtp:// (plain), smtp+tls:// (STARTTLS) or smtps:// (TLS at once)."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtp+tls", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("EMAIL_URL must look like smtp+tls://user:password@host:587.")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }
