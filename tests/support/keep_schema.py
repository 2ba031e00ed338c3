"""Goes through all migrations once, before the tests begin, so that none of their processes has to.

`python -m tests.support.keep_schema` (with an empty database in DATABASE_URL) does nothing when what is kept fits.
"""

import django


def main() -> None:
    django.setup()
    from tests.support import kept_schema

    if not kept_schema.is_kept():
        kept_schema.migrate()


if __name__ == "__main__":
    main()
