"""The people of the demo get accounts, without a password like everybody else."""

from allauth.account.models import EmailAddress

from aantafel.accounts.models import User
from aantafel.accounts.services import operators
from aantafel.core import clock
from aantafel.pages.demo.stories import Person
from municipalities.models import Municipality

OPERATOR = "beheer@demo.example"
COLLEAGUE = "collega@demo.example"


def make_operator() -> User:
    """Two people run the national site, of whom the first may use the Django admin too; gives the first."""
    first = operators.make_operator(email=OPERATOR, name="Hedwig Tafelrond", admin=True).user
    second = operators.make_operator(email=COLLEAGUE, name="Olaf Middelwaard", admin=False).user
    for user in (first, second):
        _verify(user)
    return first


def make_person(person: Person, municipalities: dict[str, Municipality]) -> User:
    """An account for somebody who pinned an idea; one account each, however many ideas."""
    known = User.objects.find(person.email)
    if known is not None:
        return known
    user = User.objects.create_user(
        person.email,
        name=person.name,
        name_display=person.show,
        capacity=person.capacity,
        home_municipality=municipalities[person.home],
        home_postcode=person.postcode,
        work_municipality=municipalities[person.work] if person.work else None,
        created_at=clock.now(),
    )
    _verify(user)
    return user


def existing(people: dict[str, Person]) -> dict[str, User]:
    """Those who have an account by now, by their key. One query."""
    users = {user.email: user for user in User.objects.filter(email__in=[one.email for one in people.values()])}
    return {key: users[one.email] for key, one in people.items() if one.email in users}


def make_helper(name: str, email: str) -> User:
    """Somebody who filled in an idea for another."""
    user = User.objects.create_user(email, name=name, created_at=clock.now())
    _verify(user)
    return user


def _verify(user: User) -> None:
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
