"""Tells Django which admin site to use; apart from `apps`, where a second app config would be ambiguous."""

from django.contrib.admin.apps import AdminConfig


class OperatorAdminConfig(AdminConfig):
    default_site = "aantafel.accounts.admin_site.OperatorAdminSite"

    def ready(self) -> None:
        from aantafel.accounts.admin_site import put_own_pages

        super().ready()
        put_own_pages()
