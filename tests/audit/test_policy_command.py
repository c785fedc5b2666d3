"""``manage.py policy``: list, show, check, coverage."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from policy.loading import shipped_profiles, shipped_text


def run(*words: str) -> str:
    out = StringIO()
    call_command("policy", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_list_names_the_five_profiles() -> None:
    lines = run("list").splitlines()
    assert [line.partition(":")[0] for line in lines] == list(shipped_profiles())


def test_show_prints_parameters_with_their_source() -> None:
    assert "own_file.notice_hours = 24  [NF-2.2]" in run("show", "new-futures")


def test_show_of_an_unknown_policy_names_those_there_are() -> None:
    with pytest.raises(CommandError, match="new-futures"):
        run("show", "nobody")


@pytest.mark.parametrize("slug", shipped_profiles())
def test_check_passes_each_shipped_profile(slug: str, tmp_path: Path) -> None:
    file = tmp_path / f"{slug}.toml"
    file.write_text(shipped_text(slug), encoding="utf-8")
    assert "fit for use, with 0 warnings" in run("check", str(file))


def test_check_names_every_mistake_by_line_and_key(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    text = shipped_text("new-futures").replace("is = 24", "is = -24").replace("months = 6", "months = 0.5")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        run("check", str(file))
    message = str(caught.value)
    for key in ("own_file.notice_hours", "file_access.denied[1].months"):
        (line,) = [each for each in message.splitlines() if f" {key}: " in each]
        assert line.startswith("ours.toml:")
    assert message.endswith("2 mistakes")


def test_check_of_a_policy_for_later_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(shipped_text("pace").replace("in_force_from = 2025", "in_force_from = 2999"), encoding="utf-8")
    with pytest.raises(CommandError, match="future"):
        run("check", str(file))


def test_check_prints_warnings_and_still_passes(tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(shipped_text("acevo").replace("checked_on = 2026-01-01\n", ""), encoding="utf-8")
    out, err = StringIO(), StringIO()
    call_command("policy", "check", str(file), stdout=out, stderr=err)
    assert "with 1 warning" in out.getvalue()
    assert "ACEVO-PR-7" in err.getvalue()


def test_coverage_as_json_counts_every_duty(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text(
        'import pytest\n\n@pytest.mark.clause("PACE-2")\ndef test_it(): pass\n', encoding="utf-8"
    )
    table = json.loads(run("coverage", "--json", "--tests", str(tmp_path)))["profiles"]
    assert sum(row["duties"] for row in table.values()) == 190
    assert {slug: row["tested"] for slug, row in table.items() if row["tested"]} == {"pace": 1}


def test_coverage_as_a_table_reads_this_houses_own_tests() -> None:
    text = run("coverage")
    assert "NF-2.4 " in text
    assert "tests/policy/test_loading.py::test_the_list_of_those_without_access" in text
