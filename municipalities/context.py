"""What every page says of this floor: where the facts about municipalities come from."""

from django.http import HttpRequest

from municipalities.attribution import TEXT


def data_source(_request: HttpRequest) -> dict[str, str]:
    return {"data_source": TEXT}
