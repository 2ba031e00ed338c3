"""Tables that stop along with their idea."""

from tables.enums import TableState
from tables.models import Table


def stop_merged(*, idea_id: int) -> None:
    """The idea became part of another one, at whose table it goes on. Inside the caller's transaction."""
    Table.everywhere.filter(idea=idea_id).update(state=TableState.STOPPED)
