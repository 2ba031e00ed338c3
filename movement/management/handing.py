"""What the two commands that open and end a local site share."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandError, CommandParser, OutputWrapper

from aantafel.accounts.models import User
from aantafel.accounts.permissions import is_operator
from aantafel.core.errors import DomainError
from movement.services.hand_over import Report
from municipalities.models import Instance


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("code", help="of the municipality, such as GM0301")
    parser.add_argument("--reason", default="", help="why the site opens early, or why it ends")
    parser.add_argument("--by", default="", help="the e-mail address of the operator who does this")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")


def run(
    out: OutputWrapper,
    act: Callable[..., Report],
    *,
    code: str,
    reason: str,
    by: str,
    dry_run: bool,
    **_options: Any,
) -> None:
    """Raises CommandError with a sentence for whatever is not possible."""
    instance = Instance.objects.filter(municipality__code=code).first()
    if instance is None:
        raise CommandError(f"No local site is prepared for {code}.")
    try:
        report = act(actor=_operator(by), instance_id=instance.pk, reason=reason.strip(), dry_run=dry_run)
    except DomainError as error:
        raise CommandError(str(error.message)) from error
    for line in report.lines:
        out.write(line)
    if dry_run and report.changed:
        out.write("This was a dry run: nothing has changed.")


def _operator(email: str) -> User | None:
    if not email:
        return None
    found = User.objects.find(email)
    if found is None or not is_operator(found):
        raise CommandError(f"{email} is no operator.")
    return found
