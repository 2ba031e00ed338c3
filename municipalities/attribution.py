"""Whose facts these are: shown at the foot of every page, as the sources ask."""

TEXT = "Gemeenten: Register van Overheidsorganisaties (KOOP). Postcodes: GeoNames (CC BY 4.0), CBS (CC BY 4.0)."
