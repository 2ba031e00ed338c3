"""The door to the place where a table is organised."""

import functools
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from aantafel.accounts import second_factor
from aantafel.accounts.decorators import SignedInRequest, signed_in
from tables.models import Meeting
from tables.permissions import Notes, Work, meeting_work, noted_meeting, worked_table


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


class MeetingRequest(WorkRequest):
    """A request of somebody who organises the table of `meeting`, or leads that meeting."""

    meeting: Meeting


def at_meeting(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The same for a meeting of that table, and for who leads it. The view gets `request.work` and `request.meeting`,
    and not the numbers.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, pk: int, number: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        work, meeting = meeting_work(request.user, pk, number)  # type: ignore[arg-type] # as above
        missing = second_factor.still_to_take(request) if work.is_desk else ""
        if missing:
            return redirect(missing)
        request.work, request.meeting = work, meeting  # type: ignore[attr-defined] # MeetingRequest has them
        return view(request, *args, **kwargs)

    return signed_in(guarded)


def organisers_alone(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Inside `at_meeting`: for who organises the table; there is nothing there for who only leads the meeting."""

    @functools.wraps(view)
    def guarded(request: MeetingRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.work.is_facilitator:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


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
