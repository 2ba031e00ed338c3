"""The people of the seeded world, and sessions to be them with."""

from importlib import import_module

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.stagekit import stash_login
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from aantafel.accounts.models import User
from municipalities.models import Municipality
from tests.factories.accounts import UserFactory
from tests.site.world.names import PC4

MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def town_and_owner() -> tuple[Municipality, User]:
    return Municipality.objects.get(code="GM8001"), User.objects.get(email="mies.eigenaar@buurt.example")


def make_people(town: Municipality) -> dict[str, User]:
    """By role. The operator has a second factor, the others do not."""
    lives = {"home_municipality": town, "home_postcode": PC4}
    owner = UserFactory.create(email="mies.eigenaar@buurt.example", name="Mies Eigenaar", **lives)
    other = UserFactory.create(email="otto.ander@buurt.example", name="Otto Ander", **lives)
    operator = UserFactory.create(operator=True, email="bea.beheer@aantafel.example")
    TOTP.activate(operator, generate_totp_secret())
    RecoveryCodes.activate(operator)
    return {"owner": owner, "other": other, "operator": operator}


def session_of(user: User) -> str:
    """A session in which the person signed in a moment ago, second factor included; the value of its cookie."""
    request = _request()
    login(request, user, backend=MODEL_BACKEND)
    record_authentication(request, user, method="mfa", type="totp", reauthenticated=True)
    return _kept(request)


def halfway_session(user: User) -> str:
    """A session that waits for the second factor."""
    request = _request()
    waiting = Login(user=user)
    controller = LoginStageController(request, waiting)
    controller.set_current(AuthenticateStage.key)
    stash_login(request, waiting)
    return _kept(request)


def _request() -> HttpRequest:
    request = RequestFactory().get("/")
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request.user = AnonymousUser()
    return request


def _kept(request: HttpRequest) -> str:
    request.session.save()
    return str(request.session.session_key)
