"""What coaches wrote, noted down and asked: given along, erased, and moved with a municipality."""

from typing import Any

from django.db.models import F, Q, QuerySet

from aantafel.accounts.models import User
from coaches.models import CoachMessage, CoachNote, CoachReply, CoachTopic, HelpEntry, HelpRequest
from coaches.notifications import help_requests as help_mails
from coaches.notifications import messages as message_mails
from coaches.notifications import talk as talk_mails
from ideas.models import Idea
from municipalities.models import Municipality


def export_talk(*, user: User, **_others: Any) -> dict[str, Any]:
    """Notes, subjects, replies, messages of pinner and coach, and requests for help with what was answered."""
    asked = HelpRequest.everywhere.filter(asker=user).prefetch_related("entries").select_related("idea")
    messages = _messages(user).order_by("pk").select_related("match__idea")
    return {
        "coach_messages": [
            {"idea": one.match.idea.title, "mine": one.writer_id == user.pk, "text": one.text, "at": one.sent_at}
            for one in messages
        ],
        "coach_notes": list(CoachNote.everywhere.filter(user=user).values("idea__title", "text", "created_at")),
        "coach_topics": list(
            CoachTopic.everywhere.filter(author=user).values(
                "title", "text", "is_national", "created_at", "hidden_reason"
            )
        ),
        "coach_replies": list(
            CoachReply.everywhere.filter(author=user).values("topic__title", "text", "created_at", "hidden_reason")
        ),
        "help_requests": [_whole(each) for each in asked.order_by("pk")],
        "help_answers": list(
            HelpEntry.objects.filter(author=user).exclude(request__asker=user).values("kind", "text", "created_at")
        ),
    }


def _whole(asked: HelpRequest) -> dict[str, Any]:
    lines = [
        {"side": one.side, "kind": one.kind, "text": one.text, "at": one.created_at} for one in asked.entries.all()
    ]
    about = asked.idea.title if asked.idea else ""
    return {"idea": about, "kind": asked.kind, "text": asked.text, "at": asked.created_at, "lines": lines}


def erase_talk(*, user: User, **_others: Any) -> None:
    """Notes, messages and requests go. A subject stays as an empty place when others replied. Mails lose the text."""
    replies = CoachReply.everywhere.filter(author=user)
    talk_mails.forget(replies.values_list("pk", flat=True))
    replies.delete()
    topics = CoachTopic.everywhere.filter(author=user)
    topics.filter(replies=None).delete()
    topics.filter(removed_at=None).update(removed_at=F("created_at"))
    topics.update(title="", text="", author=None, hidden_at=None, hidden_by=None, hidden_reason="")
    help_mails.forget(HelpRequest.everywhere.filter(asker=user))
    HelpRequest.everywhere.filter(asker=user).delete()
    CoachNote.everywhere.filter(user=user).delete()
    messages = _messages(user)
    message_mails.forget(messages.values_list("pk", flat=True))
    messages.delete()


def _messages(user: User) -> QuerySet[CoachMessage]:
    """Both sides of what somebody wrote as a pinner, as their helper, or as a coach."""
    pinned = Idea.everywhere.of(user).values("pk")
    return CoachMessage.objects.filter(Q(writer=user) | Q(match__coach__user=user) | Q(match__idea__in=pinned))


def move(*, old: Municipality, new: Municipality) -> str:
    """What was written in the old municipality belongs to the successor."""
    rows = (CoachNote, CoachTopic, CoachReply, HelpRequest)
    moved = [model.everywhere.filter(municipality=old).update(municipality=new) for model in rows]
    return f"coaches: {sum(moved)} notes, subjects, replies and requests"
