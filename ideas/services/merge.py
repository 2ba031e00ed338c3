"""Ideas move with their municipality when it merges into another."""

from ideas.models import CallBack, Idea, MunicipalityNotice
from municipalities.models import Municipality


def move_ideas(*, old: Municipality, new: Municipality) -> str:
    """Ideas, requests to be called and the answers of the old municipality go to the successor."""
    ideas = Idea.everywhere.filter(municipality=old).update(municipality=new)
    calls = CallBack.objects.filter(municipality=old).update(municipality=new)
    notices = MunicipalityNotice.objects.filter(municipality=old).update(municipality=new)
    return f"ideas: {ideas} ideas, {calls} requests to be called, {notices} words to the municipality"
