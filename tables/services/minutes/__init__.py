"""What can be done with the minutes of a meeting."""

from tables.services.minutes.parts import Overtaken, give_way, save
from tables.services.minutes.publishing import hand_in, publish, take_back
from tables.services.minutes.writing import begin, set_readers

__all__ = ["Overtaken", "begin", "give_way", "hand_in", "publish", "save", "set_readers", "take_back"]
