"""The stock admin × every model × every role: the city admin's powers, the auditor's look, nobody else's."""

from itertools import product
from typing import Any

import pytest
from django.apps.registry import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse

from lifecircle.history_admin import HistoryAdmin
from tests.office.matrix import EVERYBODY
from tests.office.rows.admin_models import MODELS, PAGES

get_model = apps.get_model


def test_every_model_in_the_admin_stands_in_the_table() -> None:
    assert {model._meta.label_lower for model in admin.site._registry} == set(MODELS)


def has_page(label: str, page: str) -> bool:
    return page != "simple_history" or isinstance(admin.site._registry[get_model(label)], HistoryAdmin)


def args_of(label: str, page: str) -> list[Any]:
    if page in {"changelist", "add"}:
        return []
    pk = MODELS[label].pk()
    if page != "simple_history":
        return [pk]
    thing: Any = get_model(label)._default_manager.get(pk=pk)
    thing.save()
    return [pk, thing.history.first().pk]


def ask(user: User | None, page: str, method: str, label: str) -> int | str:
    client = Client()
    with transaction.atomic():
        url = reverse(f"admin:{label.replace('.', '_')}_{page}", args=args_of(label, page))
        if user is not None:
            client.force_login(user)
        response: Any = getattr(client, method)(url, {"post": "yes"} if page == "delete" else {})
        transaction.set_rollback(True)
    if response.status_code != 302:
        return int(response.status_code)
    return "sign in" if response["Location"].startswith("/office/login/") else 200


@pytest.mark.parametrize("label", MODELS)
def test_who_may_do_what_with_a_model(label: str, people: dict[str, User | None]) -> None:
    wrong = []
    for (page, method, power), who in product(PAGES, EVERYBODY):
        if has_page(label, page):
            answer, expected = ask(people[who], page, method, label), MODELS[label].expected(who, power)
            if answer != expected:
                wrong.append(f"{method} {page} by {who}: {answer}, not {expected}")
    assert wrong == []


def test_the_secrets_of_second_factors_have_no_page() -> None:
    for page in ("config", "qrcode"):
        with pytest.raises(NoReverseMatch):
            reverse(f"admin:otp_totp_totpdevice_{page}", args=[1])
