"""The second step of signing in: allauth's views on addresses and in words of our own.

These names have no namespace, because allauth asks for them by name.
"""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from csp.decorators import csp_update
from django.urls import path

from aantafel.accounts.views import sign_in

urlpatterns = [
    path("inloggen/anders/", sign_in.sign_in, name="account_login"),
    path("inloggen/tweede-stap/", base.authenticate, name="mfa_authenticate"),
    path("mijn/tweede-stap/", base.index, name="mfa_index"),
    path("mijn/tweede-stap/nog-eens/", base.reauthenticate, name="mfa_reauthenticate"),
    path("mijn/tweede-stap/wie/", base.reauthenticate, name="account_reauthenticate"),  # there is no password to ask
    path(
        "mijn/tweede-stap/aan/",
        csp_update({"img-src": ["data:"]})(totp.activate_totp),  # the square code is drawn into the page
        name="mfa_activate_totp",
    ),
    path("mijn/tweede-stap/uit/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("mijn/tweede-stap/reserve/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("mijn/tweede-stap/reserve/nieuw/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
