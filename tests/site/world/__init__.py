"""
A small world that gives every page of the site something to show.

`build()` makes the rows and says what they are called; the browser tests make the same world in their own database.
`crowd()` adds many rows of each kind, to see that a list of thirty costs no more than a list of one.
"""

from tests.site.world.crowds import crowd, crowd_of_ideas, operators
from tests.site.world.mails import CODE
from tests.site.world.making import build
from tests.site.world.names import PC4, World

__all__ = ["CODE", "PC4", "World", "build", "crowd", "crowd_of_ideas", "operators"]
