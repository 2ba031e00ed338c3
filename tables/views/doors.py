"""The door to the place where a table is organised."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from aantafel.accounts import second_factor
from aantafel.accounts.decorators import SignedInRequest, signed_in
from tables.permissions import Notes, Work, noted_meeting, worked_table


class WorkRequest(SignedInRequest):
    """A request of somebody who organises the table of `work`."""

    work: Work


def at_table(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For who organises the table with the number in the address; for others there is nothing there. Whoever comes from
    a desk has given a second factor where one is demanded. The view gets `request.work`, and not the number.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        work = worked_table(request.user, pk)  # type: ignore[arg-type] # signed_in lets nobody else pass
        missing = second_factor.still_to_take(request) if work.is_desk else ""
        if missing:
            return redirect(missing)
        request.work = work  # type: ignore[attr-defined] # WorkRequest has it
        return view(request, *args, **kwargs)

    return signed_in(guarded)


class NotesRequest(SignedInRequest):
    """A request of somebody who makes the minutes of the meeting of `notes`."""

    notes: Notes


def at_minutes(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For who makes the minutes of the meeting with the numbers in the address; for others there is nothing there. The
    view gets `request.notes`, and not the numbers.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, pk: int, number: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        notes = noted_meeting(request.user, pk, number)  # type: ignore[arg-type] # signed_in lets nobody else pass
        missing = second_factor.still_to_take(request) if notes.is_desk else ""
        if missing:
            return redirect(missing)
        request.notes = notes  # type: ignore[attr-defined] # NotesRequest has it
        return view(request, *args, **kwargs)

    return signed_in(guarded)
