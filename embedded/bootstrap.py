"""
`python3 -m embedded.bootstrap local|test`: makes everything ready to run or to test, with the standard library.

This file and the package's `__init__` stay readable for any Python 3, so that a wrong one gets a sentence.
"""

import sys

_WANTED = "3.11, 3.12 or 3.13"


def main() -> None:
    """Refuse a Python that we do not know; otherwise prepare the environment."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        sys.exit(
            "AanTafel! needs Python " + _WANTED + ", and this is " + sys.version.split()[0] + ". "
            "Install one of those, or name it: make run PYTHON=/path/to/python3.12"
        )
    from embedded import preparation

    preparation.main(sys.argv[1:])


if __name__ == "__main__":
    main()
