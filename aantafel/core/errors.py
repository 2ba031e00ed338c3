"""Errors that carry a sentence for the person who caused them, and the middleware that shows an unexpected one."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aantafel.core.htmx import sentence, wants_fragment


class DomainError(Exception):
    """Something that the rules of the product do not allow; `message` is a sentence for the user."""

    default: str | Promise = _("That is not possible here.")

    def __init__(self, message: str | Promise | None = None) -> None:
        self.message = message or self.default
        super().__init__(str(self.message))


class WrongState(DomainError):
    """The thing has moved on since the page was opened."""

    default = _("Something has changed in the meantime. Look at the page again.")


class Conflict(DomainError):
    """Somebody else did it first."""

    default = _("Somebody else was just before you. Look at the page again.")


class DomainErrorMiddleware:
    """Shows a DomainError that no view has handled as a readable page (409), so that it is never a bare 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        if wants_fragment(request):
            return sentence(exception.message, 409)
        return render(request, "409.html", {"message": exception.message}, status=409)


def tell(request: HttpRequest, error: DomainError) -> None:
    """Show the error's sentence on the next page."""
    messages.error(request, str(error.message))


def worked(form: BaseForm, act: Callable[[], object]) -> bool:
    """Do it. What the rules do not allow becomes an error of the form that asked for it, and shows above what was
    typed.
    """
    try:
        act()
    except DomainError as error:
        form.add_error(None, str(error.message))
        return False
    return True
