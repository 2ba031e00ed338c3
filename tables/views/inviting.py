"""Inviting people for a meeting: choose, read it over, send; and the letters to print."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from aantafel.accounts.enums import Capacity
from aantafel.core import clock
from aantafel.core.addresses import with_query
from aantafel.core.errors import DomainError
from aantafel.outbox.render import render as render_mail
from ideas import short_codes
from municipalities import senders
from tables.asking import people
from tables.asking.people import Line
from tables.enums import InvitationWay, MeetingState, Reach, SeatSource
from tables.forms.asking import InviteForm, LetterAddressForm, meeting_choices
from tables.meetings import words as meeting_words
from tables.models import Invitation, Meeting
from tables.notifications import asking as notifications
from tables.services import invitations, places
from tables.services.invitations import letters
from tables.views.doors import WorkRequest, at_table
from tables.views.work import context


@at_table
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: WorkRequest) -> HttpResponseBase:
    """Three steps on one address: choose, read it over (`step=look`), send (`step=send`). Nothing is sent by a GET, and
    what was typed comes along all the way. While a date is looked for people are asked for that instead.
    """
    found = people.gather(request.work, request.POST.get("meeting") or request.GET.get("bijeenkomst", ""))
    lines = [line for line in found.lines if line.may_invite or _can_print(line)]
    dated = [one for one in found.meetings if one.state != MeetingState.POLL]
    form = InviteForm(
        request.POST or None,
        meetings=meeting_choices(dated, meeting_words.called),
        lines=lines,
        initial=_start(request, found, lines),
    )
    step = request.POST.get("step", "")
    wanted = request.GET.get("hoedanigheid", "")
    if request.method != "POST" and wanted in Capacity.values and not _can_ask(found, wanted):
        return redirect(with_query(reverse("tables:seat_add", args=[request.work.table.pk]), {"hoedanigheid": wanted}))
    if request.method == "POST" and found.meeting is not None and form.is_valid() and step in {"look", "send"}:
        meeting = next(one for one in found.meetings if str(one.pk) == form.cleaned_data["meeting"])
        papers = _papers(request, form, bound=step == "send")
        if step == "look" or not all(one.is_valid() for _line, one in papers):
            return _look(request, form, meeting, papers)
        return _send(request, form, meeting, papers)
    values = {
        "form": form,
        "people": found,
        "left": _places_left(found.meeting),
        "to_ring": found.to_ring,
    }
    status = 422 if form.errors and step != "change" else 200
    return render(request, "tables/people/invite.html", context(request, **values), status=status)


@at_table
@require_http_methods(["GET", "HEAD", "POST"])
def town_text(request: WorkRequest, seat: int) -> HttpResponseBase:
    """For a municipality that has no mailbox: the text to paste into its form, and then the mark that it was sent."""
    work = request.work
    asked = Invitation.everywhere.filter(seat=seat, seat__table=work.table, way=InvitationWay.FORM)
    invitation = asked.select_related("seat", "meeting").order_by("-pk").first()
    if invitation is None or invitation.seat.removed_at:
        raise Http404
    invitation.meeting.table = work.table
    if request.method == "POST":
        try:
            invitations.note_by_hand(
                actor=work.user,
                table_id=work.table.pk,
                meeting_id=invitation.meeting_id,
                seat_id=seat,
                way=InvitationWay.FORM,
                answer=None,
            )
        except DomainError as error:
            messages.error(request, str(error.message))
        else:
            messages.success(request, _("Noted. The municipality is invited."))
        return redirect("tables:seats", work.table.pk)
    values = {
        "invitation": invitation,
        "municipality": work.table.municipality,
        "text": _town_words(invitation),
    }
    return render(request, "tables/people/town_text.html", context(request, **values))


def _of_capacity(lines: list[Line], wanted: str) -> list[Line]:
    """Who is of the capacity that is looked for; everyone when none is."""
    return [line for line in lines if wanted not in Capacity.values or line.seat.capacity == wanted]


def _can_ask(found: people.People, wanted: str) -> bool:
    """Whether somebody of that capacity stands on the list who can be asked, by mail or otherwise; while a date is
    looked for all of them are asked for that.
    """
    others = [line for line in _of_capacity(found.lines, wanted) if not line.seat.is_owner]
    undated = found.meeting is None or found.meeting.state == MeetingState.POLL
    return bool(others) if undated else any(line.may_invite or line.by_hand for line in others)


def _can_print(line: Line) -> bool:
    """A letter can be printed again as long as there is no answer."""
    return line.seat.reach == Reach.PAPER and line.kind in {"info", "neutral"} and not line.seat.is_owner


def _start(request: WorkRequest, found: people.People, lines: list[Line]) -> dict[str, Any]:
    """The names and a good beginning of the text, which can be used as it is."""
    asker = request.work.user.get_full_name()
    text = _("I would like to ask you to think along about this idea. What you know or notice helps us.")
    wanted = _of_capacity(lines, request.GET.get("hoedanigheid", ""))
    again = request.GET.get("brief", "")  # a letter that is made once more
    chosen = [str(line.seat.pk) for line in wanted if (str(line.seat.pk) == again if again else line.may_invite)]
    meeting = found.meeting.pk if found.meeting else ""
    return {"asker": asker, "text": text, "people": chosen, "meeting": str(meeting)}


def _places_left(meeting: Meeting | None) -> int | None:
    """None where there is no limit."""
    if meeting is None or not meeting.size:
        return None
    return max(meeting.size - places.taken(meeting), 0)


def _papers(request: WorkRequest, form: InviteForm, *, bound: bool) -> list[tuple[Line, LetterAddressForm]]:
    """A form for the address on each letter."""
    data = request.POST if bound else None
    return [
        (line, LetterAddressForm(data, prefix=f"brief-{line.seat.pk}", initial={"address": line.name}))
        for line in form.chosen()
        if line.seat.reach == Reach.PAPER and line.seat.source != SeatSource.TOWN
    ]


def _look(
    request: WorkRequest, form: InviteForm, meeting: Meeting, papers: list[tuple[Line, LetterAddressForm]]
) -> HttpResponse:
    chosen = form.chosen()
    mails = [line for line in chosen if line.seat.reach == Reach.MAIL or line.seat.source == SeatSource.TOWN]
    values = {
        "form": form,
        "chosen": chosen,
        "mails": mails,
        "town_too": len(mails) > 1 and any(line.seat.source == SeatSource.TOWN for line in mails),
        "papers": papers,
        "when": meeting_words.called(meeting),
        "preview": _preview(request, form, meeting, mails),
    }
    return render(request, "tables/people/look.html", context(request, **values))


def _preview(request: WorkRequest, form: InviteForm, meeting: Meeting, mails: list[Line]) -> dict[str, str]:
    """The mail as the first of them will read it; to a municipality only when there is nobody else."""
    personal = [line for line in mails if line.seat.source != SeatSource.TOWN]
    if not mails:
        return {}
    seat = (personal or mails)[0].seat
    invitation = Invitation(meeting=meeting, seat=seat, text=form.cleaned_data["text"])
    values, kind = notifications.preview(invitation, asker=seat.asker or form.cleaned_data["asker"])
    made = render_mail(kind, language=seat.language, context=values)
    return {"subject": made.subject, "text": made.text}


def _send(
    request: WorkRequest, form: InviteForm, meeting: Meeting, papers: list[tuple[Line, LetterAddressForm]]
) -> HttpResponseBase:
    work = request.work
    try:
        asked = invitations.send(
            actor=work.user,
            table_id=work.table.pk,
            meeting_id=meeting.pk,
            seat_ids=form.seat_ids(),
            text=form.cleaned_data["text"],
            asker=form.cleaned_data["asker"],
        )
    except DomainError as error:
        form.add_error(None, str(error.message))
        return _look(request, form, meeting, papers)
    _tell(request, asked)
    if asked.letters:
        addresses = {line.seat.pk: one.cleaned_data["address"] for line, one in papers}
        made = [_letter(work.table.municipality_id, one, addresses.get(one.seat_id, "")) for one in asked.letters]
        values = {"letters": made, "asker": form.cleaned_data["asker"], "mailed": len(asked.mailed)}
        return render(request, "tables/people/letters.html", context(request, **values))
    if asked.by_hand:
        return redirect("tables:town_text", work.table.pk, asked.by_hand[0].seat_id)
    return redirect("tables:seats", work.table.pk)


def _tell(request: WorkRequest, asked: invitations.Asked) -> None:
    sent = len(asked.mailed)
    if sent:
        text = ngettext("%(n)d invitation is on its way.", "%(n)d invitations are on their way.", sent)
        messages.success(request, text % {"n": sent})
    called = people.called(request.work, asked.left_out)
    for seat in asked.left_out:
        text = _("%(name)s got no mail: there is no address, or they want no mail from this table.")
        messages.warning(request, text % {"name": called[seat.pk]})
    if not (sent or asked.letters or asked.by_hand or asked.left_out):
        messages.info(request, _("They were invited already. Nothing was sent twice."))


def _letter(municipality_id: int, invitation: Invitation, address: str) -> dict[str, Any]:
    sender = senders.of(municipality_id)
    language = invitation.seat.language
    where = sender.link("tables:invitation_code", language).partition("://")[2]
    with translation.override(language):
        return {
            "invitation": invitation,
            "seat": invitation.seat,
            "language": language,
            "address": address.split("\n") if address else [],
            "code": short_codes.grouped(letters.code_of(invitation)),
            "site": where,
            "sender": sender,
            "today": clock.today(),
            "when": meeting_words.when(invitation.meeting),
            "where": meeting_words.where(invitation.meeting),
        }


def _town_words(invitation: Invitation) -> str:
    """The words of the mail without its frame."""
    with translation.override("nl"):
        return render_to_string("mail/tables/town_words.txt", notifications.town_context(invitation)).strip()
