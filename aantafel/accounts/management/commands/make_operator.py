"""`manage.py make_operator EMAIL`: somebody runs the national site from now on."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from aantafel.accounts.services import operators


class Command(BaseCommand):
    help = "Give the person with this e-mail address the national operator's role; makes the person if needed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="the name of a person who is new here")
        parser.add_argument("--admin", action="store_true", help="open the Django admin (/beheer/admin/) too")

    def handle(self, *args: Any, email: str, name: str, admin: bool, **options: Any) -> None:
        try:
            validate_email(email.strip())
        except ValidationError as error:
            raise CommandError(f"{email!r} is not an e-mail address.") from error
        made = operators.make_operator(email=email, name=name, admin=admin)
        if made.new_person:
            self.stdout.write(f"Made a person with the address {made.user.email}.")
        self.stdout.write(
            f"{made.user.email} is the operator of the national site from now on: sign in at /inloggen/."
            if made.new_role
            else f"{made.user.email} was operator of the national site already."
        )
        if made.opened_admin:
            self.stdout.write("The Django admin at /beheer/admin/ is open to this person too.")
