"""A sealed field set up wrongly, or a field without a class, is found before it holds anything."""

from __future__ import annotations

import stat
from typing import ClassVar

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import models
from django.test.utils import isolate_apps

from tests.vault.samples import Letter, Note
from vault import classes, compartments
from vault.checks import keys_are_apart, keys_are_private, label_problems
from vault.fields import SealedTextField
from vault.models import BlindToken, SealedModel


def ids(found: list[checks.CheckMessage]) -> set[str | None]:
    return {message.id for message in found if str(message.id).startswith("vault.")}


@pytest.fixture
def wrong(monkeypatch: pytest.MonkeyPatch) -> type[models.Model]:
    """In a registry of its own, and unknown to ``compartments`` again after the test."""
    monkeypatch.setattr(compartments, "_fields", [])
    monkeypatch.setattr(compartments, "_found", [])
    with isolate_apps("vault"):

        class Wrong(models.Model):
            """No UUID id, no folder; and each field wrong in its own way."""

            plain = models.TextField()
            both = SealedTextField(label="wrong.both", compartment="notes", compartment_from="plain")
            neither = SealedTextField(label="wrong.neither")
            unchosen = SealedTextField(label="wrong.unchosen", compartment_from="plain")
            nowhere = SealedTextField(label="wrong.nowhere", compartment_from="missing")
            unique = SealedTextField(label="wrong.unique", compartment="notes", unique=True)
            indexed = SealedTextField(label="sample.letter.body", compartment="notes", db_index=True)

            class Meta:
                app_label = "vault"

            def __str__(self) -> str:
                return ""

    return Wrong


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("both", "vault.E001"),
        ("neither", "vault.E001"),
        ("unchosen", "vault.E002"),
        ("nowhere", "vault.E002"),
        ("unique", "vault.E003"),
        ("indexed", "vault.E003"),
        ("unique", "vault.E004"),
    ],
)
def test_a_wrong_sealed_field_is_named(wrong: type[models.Model], name: str, code: str) -> None:
    assert code in ids(wrong._meta.get_field(name).check())


@pytest.mark.parametrize("model", [Note, Note.history.model, Letter])
def test_the_samples_are_right(model: type[models.Model]) -> None:
    assert all(ids(field.check()) == set() for field in model._meta.local_fields)


def test_a_label_belongs_to_one_field_and_its_history(wrong: type[models.Model]) -> None:
    assert label_problems([Note, Note.history.model, Letter]) == []
    [problem] = label_problems([Letter, wrong])
    assert "sample.letter.body" in problem.msg


def test_the_keys_need_a_database_and_a_router(settings) -> None:
    assert keys_are_apart(None) == []
    settings.DATABASE_ROUTERS = []
    assert ids(keys_are_apart(None)) == {"vault.E007"}


def test_key_files_that_others_can_read_are_named_at_deployment(settings, tmp_path) -> None:
    path = tmp_path / "master.key"
    path.touch(0o600)
    settings.VAULT = {"MASTER_KEY_FILE": path}
    assert keys_are_private(None) == []
    path.chmod(0o640 | stat.S_IROTH)
    assert ids(keys_are_private(None)) == {"vault.E008"}


@pytest.mark.django_db
def test_the_vaults_models_have_all_their_migrations() -> None:
    call_command("makemigrations", "vault", check=True, dry_run=True, verbosity=0)


def test_a_migration_can_rebuild_a_sealed_field() -> None:
    field = Note._meta.get_field("body")
    _, path, args, kwargs = field.deconstruct()
    assert path == "vault.fields.SealedTextField"
    assert (args, kwargs) == ([], {"label": "sample.note.body", "compartment_from": "category"})
    assert Note._meta.get_field("heading").deconstruct()[3]["compartment"] == "identity"


class TestClasses:
    def test_a_sealed_field_classes_itself(self) -> None:
        found = classes.classify(Note)
        assert found["heading"] == "identity"
        assert found["body"] == "as category says"
        assert found["id"] == found["folder_id"] == found["reference"] == "internal"

    def test_a_history_model_is_classed_like_its_record(self) -> None:
        assert classes.unclassed([Note, Note.history.model]) == []
        assert classes.classify(Note.history.model)["history_change_reason"] == "internal"

    @isolate_apps("vault")
    def test_every_field_without_a_class_is_named(self) -> None:
        class Careless(SealedModel):
            field_classes: ClassVar[dict[str, str]] = {"colour": "internal", "shade": "secretish", "gone": "public"}
            colour = models.TextField()
            shade = models.TextField()
            telephone = models.TextField()

            class Meta:
                app_label = "vault"

            def __str__(self) -> str:
                return ""

        assert classes.unclassed([Careless]) == [f"vault.Careless.{name}" for name in ("gone", "shade", "telephone")]

    def test_the_projects_models_leave_third_parties_out(self) -> None:
        found = classes.project_models()
        assert BlindToken in found
        assert {model._meta.app_label for model in found}.isdisjoint({"auth", "contenttypes", "simple_history"})

    def test_the_vaults_own_models_are_classed(self) -> None:
        own = [model for model in classes.project_models() if model._meta.app_label == "vault"]
        assert len(own) == 3
        assert classes.unclassed(own) == []


def test_the_known_compartments_are_those_that_fields_name_or_rows_may_choose() -> None:
    assert {"identity", "notes", "health"} <= compartments.known()


def test_a_field_that_joins_later_makes_its_compartment_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compartments, "_fields", list(compartments._fields))
    monkeypatch.setattr(compartments, "_found", [])
    assert "attic" not in compartments.known()
    with isolate_apps("vault"):

        class Later(SealedModel):
            body = SealedTextField(label="later.body", compartment="attic")

            class Meta:
                app_label = "vault"

            def __str__(self) -> str:
                return ""

    assert "attic" in compartments.known()
