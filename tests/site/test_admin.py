"""The Django admin, which others wrote: its door for every role, and its pages for whoever is let in."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from aantafel.accounts.services import operators
from municipalities import scope
from tests.site.answers import Answers, client
from tests.site.pages import SIGNED_IN, Role

pytestmark = pytest.mark.django_db


def pages() -> Iterator[str]:
    """The index, and for each model that is registered its list and its form for a new row."""
    yield reverse("admin:index")
    for model in admin.site._registry:
        label = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        yield reverse(f"{label}_changelist")
        yield reverse(f"{label}_add")


def test_admin_is_closed_for_everyone_who_is_not_staff(answers: Answers) -> None:
    for path in pages():
        signed_out = client(answers.world, Role.VISITOR).get(path, follow=True)
        assert signed_out.request["PATH_INFO"] == "/inloggen/", path
        for role in SIGNED_IN:
            assert client(answers.world, role).get(path, follow=True).status_code == 403, (path, role)


def test_admin_opens_for_a_keeper_under_the_same_policy(answers: Answers) -> None:
    browser = Client()
    with scope.operator():
        browser.force_login(operators.make_operator(email="sanne@aantafel.example", name="Sanne", admin=True).user)
    for path in pages():
        answer = browser.get(path)
        assert answer.status_code in {200, 403}, path  # 403: rows of this model are made elsewhere
        assert "unsafe" not in answer.headers["Content-Security-Policy"], path
