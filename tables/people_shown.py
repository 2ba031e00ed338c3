"""How the people of a table are named in a list."""

from tables.models import Seat


def for_organisers(seat: Seat) -> str:
    """The name as who organises the table knows it, with the capacity; without a name the role."""
    name = seat.name or (seat.user.name if seat.user else "") or seat.role
    capacity = str(seat.get_capacity_display())
    return f"{name} ({capacity.lower()})" if name else capacity


def for_everyone(seat: Seat) -> str:
    """The name as this person wants it shown, else the capacity and role."""
    if seat.shown_name:
        return f"{seat.shown_name} ({str(seat.get_capacity_display()).lower()})"
    return ", ".join(part for part in (str(seat.get_capacity_display()), seat.role) if part)
