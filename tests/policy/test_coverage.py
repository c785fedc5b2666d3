"""Coverage counts every duty and believes only what a test says about itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policy.coverage import Mark, UnreadableMarkError, as_json, as_table, collect_marks, unknown_marks
from policy.loading import load_profile, shipped_profiles

PROFILES = [load_profile(slug) for slug in shipped_profiles()]
TESTS = Path(__file__).parent.parent

SOURCE = """
import pytest
from pytest import mark

pytestmark = [pytest.mark.django_db, pytest.mark.clause("PACE-1")]


@pytest.mark.clause("PACE-2", "PACE-3")
def test_two():
    pass


@mark.clause("PACE-4")
@pytest.mark.parametrize(
    "case",
    [pytest.param(1, marks=pytest.mark.clause("PACE-9")), pytest.param(2, marks=[pytest.mark.skip, mark.slow])],
)
async def test_cases(case):
    pass


@pytest.mark.clause("PACE-6-i")
class TestReferrals:
    pytestmark = pytest.mark.clause("PACE-6-iv")

    @pytest.mark.clause("PACE-6-v")
    def test_record(self):
        pass

    def helper(self):
        pass


@pytest.mark.skip(reason="not yet")
@pytest.mark.clause("PACE-8-i")
def test_skipped():
    pass


@pytest.mark.xfail
@pytest.mark.clause("PACE-8-ii")
def test_expected_to_fail():
    pass


@pytest.mark.clause("PACE-8-iii")
def not_a_test():
    pass


class Helper:
    @pytest.mark.clause("PACE-10-i")
    def test_is_never_run(self):
        pass
"""


def marks_in(tmp_path: Path, source: str) -> tuple[Mark, ...]:
    folder = tmp_path / "tests" / "policy"
    folder.mkdir(parents=True)
    (folder / "test_some.py").write_text(source, encoding="utf-8")
    (folder / "helpers.py").write_text('x = mark.clause("PACE-7-i")', encoding="utf-8")
    return collect_marks(tmp_path / "tests")


def test_marks_are_read_from_decorators_modules_classes_and_cases(tmp_path: Path) -> None:
    file = "tests/policy/test_some.py"
    assert set(marks_in(tmp_path, SOURCE)) == {
        *(Mark(duty, f"{file}::test_two") for duty in ("PACE-1", "PACE-2", "PACE-3")),
        *(Mark(duty, f"{file}::test_cases") for duty in ("PACE-1", "PACE-4", "PACE-9")),
        *(
            Mark(duty, f"{file}::TestReferrals::test_record")
            for duty in ("PACE-1", "PACE-6-i", "PACE-6-iv", "PACE-6-v")
        ),
    }


def test_a_mark_whose_duty_cannot_be_read_is_refused(tmp_path: Path) -> None:
    source = "import pytest\n\n@pytest.mark.clause(DUTY)\ndef test_it(): pass\n"
    with pytest.raises(UnreadableMarkError, match=r"test_some\.py:3"):
        marks_in(tmp_path, source)


def test_all_190_duties_are_counted_though_no_test_exists() -> None:
    table = as_json(PROFILES, [])["profiles"]
    assert {slug: (row["duties"], row["human_only"], row["tested"]) for slug, row in table.items()} == {
        "acevo": (27, 0, 0),
        "new-futures": (78, 3, 0),
        "pace": (20, 2, 0),
        "pias": (36, 2, 0),
        "preston": (29, 0, 0),
    }
    untested = [duty for row in table.values() for duty in row["untested"]]  # type: ignore[attr-defined]
    assert sorted(untested) == sorted(Path(__file__).with_name("duty_ids.txt").read_text(encoding="utf-8").split())


def test_the_json_has_exactly_its_agreed_shape() -> None:
    marks = [
        Mark("PACE-2", "tests/a.py::test_a"),
        Mark("PACE-2", "tests/a.py::test_b"),
        Mark("NF-9.9", "tests/a.py::test_c"),
    ]
    found = json.loads(json.dumps(as_json([load_profile("pace")], marks)))
    assert set(found) == {"profiles"}
    assert set(found["profiles"]) == {"pace"}
    row = found["profiles"]["pace"]
    assert set(row) == {"duties", "human_only", "tested", "untested"}
    assert (row["duties"], row["tested"], len(row["untested"])) == (20, 1, 19)
    assert "PACE-2" not in row["untested"]


def test_the_table_shows_each_duty_what_keeps_it_and_what_is_missing() -> None:
    marks = [Mark("PACE-2", "tests/a.py::test_a"), Mark("PACE-2", "tests/b.py::test_b")]
    lines = as_table([load_profile("pace")], marks).splitlines()
    row = next(number for number, line in enumerate(lines) if line.strip().startswith("PACE-2 "))
    assert lines[row].split() == ["PACE-2", "record", "(human)", "tests/a.py::test_a"]
    assert lines[row + 1].split() == ["tests/b.py::test_b"]
    assert "MISSING" in next(line for line in lines if "PACE-9 " in line)
    assert lines[-1].strip() == "1 of 20 duties tested"


def test_a_mark_that_names_no_duty_is_found() -> None:
    slip = Mark("NF-2.4a", "tests/a.py::test_a")
    assert unknown_marks(PROFILES, [slip, Mark("NF-2.4a-i", "tests/a.py::test_a")]) == (slip,)


@pytest.mark.files_only
def test_every_mark_in_this_house_names_a_duty() -> None:
    assert unknown_marks(PROFILES, collect_marks(TESTS)) == ()
