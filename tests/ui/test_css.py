"""The built style sheet is ours: no crest, no crown, nobody else's type, nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

pytestmark = pytest.mark.files_only

BUILT = Path(settings.BASE_DIR) / "build" / "static"


@pytest.fixture(scope="module")
def css() -> str:
    return (BUILT / "app.css").read_text()


@pytest.mark.parametrize(
    "foreign", ["gds transport", "crest", "crown", "@font-face", "url(http", "url(//", "data:", "@import"]
)
def test_the_style_sheet_holds_nothing_that_is_not_ours(css: str, foreign: str) -> None:
    assert foreign not in css.lower()


def test_what_the_style_sheet_asks_for_is_served(css: str) -> None:
    for wanted in re.findall(r"url\(([^)]+)\)", css):
        assert (BUILT / wanted.strip("\"'")).is_file(), wanted


def test_no_file_with_a_crest_or_a_crown_is_served() -> None:
    names = [path.name.lower() for path in BUILT.rglob("*") if path.is_file()]
    assert names
    assert not [name for name in names if "crest" in name or "crown" in name or name.endswith((".woff", ".woff2"))]


def test_the_colours_of_government_are_not_used(css: str) -> None:
    own = {"--govuk-brand-colour:#4b2a5e", "--govuk-focus-colour:#ffc845"}
    squeezed = css.replace(" ", "")
    assert all(colour in squeezed for colour in own)
    assert "#00703c" not in css
    assert "#ffdd00" not in css
