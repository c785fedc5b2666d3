"""The demonstration: an invented charity made through the same procedures as a real one."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from casework.demo.cast import PEOPLE
from casework.models import BarMatch, CaseFile, CaseNote, Worker
from tests.cast import FAST_HASHER, SLUGS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hash_fast(settings: object) -> None:
    settings.PASSWORD_HASHERS = [FAST_HASHER]  # type: ignore[attr-defined]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_policy_gets_its_charity_and_eight_sign_ins_under_its_own_titles(slug: str, tmp_path: Path) -> None:
    logins = tmp_path / "logins.txt"
    call_command("load_demo", policy=slug, logins=logins)
    assert CaseFile.objects.count() == 12
    assert CaseNote.objects.count() >= 12
    text = logins.read_text()
    for person in PEOPLE:
        worker = Worker.objects.get(email=person.email)
        assert f"{person.email}" in text
        assert worker.title in text
    password = text.split(": ")[-1].strip()
    assert Worker.objects.get(email="director@demo.example").check_password(password)


def test_a_second_loading_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    logins = tmp_path / "logins.txt"
    call_command("load_demo", policy="new-futures", logins=logins)
    before = CaseFile.objects.count()
    with pytest.raises(CommandError, match="already"):
        call_command("load_demo", logins=tmp_path / "other.txt")
    assert CaseFile.objects.count() == before
    assert not (tmp_path / "other.txt").exists()


def test_a_worker_named_at_intake_is_kept_out_of_that_file_from_the_first_moment(tmp_path: Path) -> None:
    call_command("load_demo", policy="new-futures", logins=tmp_path / "logins.txt")
    match = BarMatch.objects.blocking().get()
    assert match.worker.email == "caseworker2@demo.example"
