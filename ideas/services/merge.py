"""Ideas move with their municipality when it merges into another."""

from aantafel.core import killpoints
from ideas.models import CallBack, FreeMeeting, Idea, IdeaTally, Intention, Like, MunicipalityNotice, VoiceMessage
from ideas.services import tallies
from municipalities.models import Municipality


def move_ideas(*, old: Municipality, new: Municipality) -> str:
    """Ideas, likes, requests to be called and the answers of the old municipality go to the successor.

    Who lived in either is a fellow resident of both from now on, so the likes of their ideas are counted anew. Locks
    ideas and then tallies first: somebody may be withdrawing an idea, or taking a like back.
    """
    here = Idea.everywhere.select_for_update(of=("self",), no_key=True).filter(municipality=old)
    list(here.order_by("pk").values_list("pk"))
    counted = IdeaTally.objects.select_for_update(no_key=True).filter(municipality__in=(old, new)).exclude(total=0)
    list(counted.order_by("pk").values_list("pk"))
    ideas = Idea.everywhere.filter(municipality=old).update(municipality=new)
    calls = CallBack.objects.filter(municipality=old).update(municipality=new)
    notices = MunicipalityNotice.objects.filter(municipality=old).update(municipality=new)
    FreeMeeting.objects.filter(municipality=old).update(municipality=new)
    Intention.objects.filter(municipality=old).update(municipality=new)
    VoiceMessage.everywhere.filter(municipality=old).update(municipality=new)
    likes = Like.objects.filter(municipality=old).update(municipality=new)
    killpoints.reach("merge:likes")
    tallies.recount(list(IdeaTally.objects.filter(municipality=new).exclude(total=0).values_list("pk", flat=True)))
    return f"ideas: {ideas} ideas, {likes} likes, {calls} requests to be called, {notices} words to the municipality"
