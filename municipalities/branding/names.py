"""Which custom properties a municipality may set."""

import re
from collections.abc import Collection

PREFIXES = ("--basis-", "--nl-", "--utrecht-")
_NAME = re.compile(r"--[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_NAME = 120

# what keeps the site usable for everyone stays ours: the focus ring, the size of what can be pressed, whether and where
# something shows, and what moves
_FIXED = re.compile(
    r"outline-(width|style|offset)$|pointer-target|-min-(block|inline)-size$"
    r"|-(display|visibility|opacity|content|position|inset|z-index|transform|scale|cursor|overflow)(-|$)"
    r"|-(animation|transition|transform)(-|$)|background-image|font-size-adjust"
)


def is_name(name: str) -> bool:
    return len(name) <= LONGEST_NAME and _NAME.fullmatch(name) is not None


def is_known(name: str, ours: Collection[str]) -> bool:
    """One that we use, or that the parts of the NL Design System know."""
    return name in ours or name.startswith(PREFIXES)


def is_fixed(name: str) -> bool:
    """One that stays as it is, whatever the file says."""
    return _FIXED.search(name) is not None
