"""No plaintext at rest: what was typed about people lies in no table, index or history of either database."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from consent.models import InternalPermission
from consent.procedures import permit_colleague
from tests.cast import Cast
from tests.house.world import BORN, World
from tests.vault.rawsql import everything
from vault.fieldbase import SealedField

pytestmark = pytest.mark.django_db

ELSEWHERE = {"consent.InternalPermission.words"}
"""Only Pace lets the person permit a colleague: it has a test of its own below."""


def sealed_fields() -> list[tuple[type[models.Model], str]]:
    """Every sealed field of the product, histories included; the sample models of the vault's tests are not ours."""
    return [
        (model, column.name)
        for model in apps.get_models()
        if model._meta.app_label in ("casework", "consent", "disclosures", "records_access")
        for column in model._meta.local_fields
        if isinstance(column, SealedField)
    ]


def at_rest() -> str:
    """Every value of every table of both databases, in lower case."""
    return (everything("default") + everything("keys")).decode("latin-1").lower()


def test_every_sealed_field_has_something_sealed_in_it(world: World) -> None:
    """Otherwise the next test would prove nothing about the fields that stayed empty."""
    empty = {
        f"{model._meta.label}.{name}"
        for model, name in sealed_fields()
        if not model._default_manager.exclude(**{f"{name}__isnull": True}).exists()
    }
    assert empty == ELSEWHERE


def test_no_planted_word_lies_in_any_table(world: World) -> None:
    raw = at_rest()
    assert world.file.reference.lower() in raw  # the search would have found them
    assert [word for word in world.planted if word in raw] == []
    assert BORN.isoformat() not in raw
    assert "07700 900987" not in raw


def test_what_was_written_is_there_for_whoever_may_read_it(world: World) -> None:
    """Sealed, not lost: the caseworker's page shows the words the tables do not."""
    from django.test import Client

    from tests.config.conftest import BACKEND

    browser = Client()
    browser.force_login(world.cast.caseworker, backend=BACKEND)
    page = browser.get(f"/files/{world.file.reference}/").content.decode()
    for word in ("zqxgivennamevrk", "zqxlaternamevrk", "zqxcorrectednotevrk", "zqxhealthnotevrk"):
        assert word in page


def test_pace_seals_what_the_person_said_of_a_colleague(in_force: Callable[[str], Cast]) -> None:
    cast = in_force("pace")
    permit_colleague(
        file=cast.amina.reference,
        by=cast.caseworker,
        colleague=cast.manager,
        whole=True,
        notes=(),
        given_on=timezone.localdate(),
        freely_given=True,
        words="zqxpermissionvrk",
    )
    assert InternalPermission.objects.exclude(words__isnull=True).exists()
    assert "zqxpermissionvrk" not in at_rest()
