"""The parts of the screens: what they show, and that they show nothing else."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template import engines

from config.templatetags import ui
from policy.decision import clause, decide, forbids, requires
from tests.ui.gallery import HOSTILE, POLICY, SEALED, shell


def draw(template: str, **context: object) -> str:
    return engines["django"].from_string(template).render(context)


def words(markup: str) -> str:
    """What a reader sees, tags and runs of space taken away."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup))


def test_no_part_lets_hostile_words_become_markup(sample_pages: dict[str, str]) -> None:
    for name, markup in sample_pages.items():
        assert "<script>" not in markup, name
    assert sample_pages["file"].count("&lt;script&gt;") == 8


def test_each_page_has_one_main_heading_and_a_title_of_its_own(sample_pages: dict[str, str]) -> None:
    titles = {name: re.search(r"<title>([^<]+)</title>", markup)[1] for name, markup in sample_pages.items()}
    for name, markup in sample_pages.items():
        assert markup.count("<h1") == 1, name
        assert titles[name].endswith(" – In Confidence"), name
    assert titles["form-errors"].startswith("Error: Write a note")


def test_a_refusal_shows_every_reason_its_source_and_what_would_help(sample_pages: dict[str, str]) -> None:
    seen = words(sample_pages["refused"])
    assert "You may not share health information with this agency" in seen
    assert seen.index("written consent that covers health") < seen.index("may be a danger") < seen.index("least that")
    assert "Source: NF-1.3 (policy version 1.0, in force from 1 April 2006)" in seen
    assert "Source: software default DEF-8" in seen
    assert "Source: note on current law" in seen
    assert "Ask the person to sign a consent line for health, for this agency." in seen
    assert "from 1 December 2026" in seen


@pytest.mark.parametrize("page", ["refused", "absent"])
def test_no_refusal_stands_between_anybody_and_an_emergency(page: str, sample_pages: dict[str, str]) -> None:
    seen = words(sample_pages[page])
    assert "This does not stop you phoning 999 or children’s social care. Do it, then record it here." in seen


def test_danger_now_is_on_every_page_of_a_signed_in_worker(sample_pages: dict[str, str]) -> None:
    for name in ("file", "form", "refused", "absent", "allowed", "confirm"):
        assert '<a class="ic-danger-now" href="/danger-now/">Danger now</a>' in sample_pages[name], name


def test_the_page_of_the_absent_says_nothing_of_what_was_asked(sample_pages: dict[str, str]) -> None:
    seen = words(sample_pages["absent"])
    assert "Source: NF-1.1 (policy version 1.0" in seen
    assert "the same in every case" in seen


def test_a_permission_shows_what_allows_it_and_what_is_left_to_do(sample_pages: dict[str, str]) -> None:
    seen = words(sample_pages["allowed"])
    assert "A child may suffer significant harm." in seen
    assert "A manager reviews what was sent. Within 24 hours." in seen
    assert "What stands in the way" not in seen


def test_without_a_decision_nothing_is_drawn_as_allowed() -> None:
    assert draw('{% include "ui/decision.html" %}').strip() == ""


def test_the_same_remedy_is_told_once() -> None:
    grounds = [requires(clause("NF-1.3"), why, remedy="Ask first.") for why in ("One.", "Two.")]
    assert ui.remedies(decide([*grounds, forbids(clause("NF-1.3"), "Three.")], POLICY)) == ["Ask first."]
    assert ui.remedies(None) == []


def test_a_sealed_value_is_never_taken_for_text() -> None:
    assert draw("{% load ui %}{{ value|shown }}", value=SEALED) == '<span class="ic-sealed">sealed</span>'
    assert draw("{% load ui %}{{ value|shown }}", value=HOSTILE).startswith("&lt;script")


def test_dates_are_written_as_people_write_them() -> None:
    assert ui.civil(date(2026, 3, 5)) == "5 March 2026"
    assert ui.civil(datetime(2026, 6, 1, 23, 30, tzinfo=UTC)) == "2 June 2026"
    assert ui.london(datetime(2026, 6, 1, 23, 30, tzinfo=UTC)) == "2 June 2026 at 00:30"
    assert ui.civil(None) == ui.london(None) == ""


def test_one_file_two_files() -> None:
    assert [ui.plural(n, "file,files") for n in (0, 1, 2)] == ["0 files", "1 file", "2 files"]


def test_a_narrow_table_repeats_the_name_of_its_column(sample_pages: dict[str, str]) -> None:
    assert "Who Imran Shah Caseworker What Read Times 0" in words(sample_pages["file"])


def test_a_row_with_a_missing_cell_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zip"):
        ui.under(["only one"], ["Who", "What"])


def test_an_empty_list_says_what_to_do_next(sample_pages: dict[str, str]) -> None:
    seen = words(sample_pages["file"])
    assert "No viewing yet When the person asks to see the file, record it here. Record a request" in seen


def test_two_tabs_see_both_texts(sample_pages: dict[str, str]) -> None:
    seen = words(sample_pages["form"])
    assert "What is saved now A shorter text. What you wrote &lt;script&gt;" in seen


def test_the_persons_own_screen_knows_no_worker_and_leads_nowhere(sample_pages: dict[str, str]) -> None:
    page = sample_pages["kiosk"]
    assert "<nav" not in page
    assert "Rosa" not in page
    assert re.findall(r'<a [^>]*href="([^"]+)"', page) == ["#main-content"]


def test_the_training_copy_says_so_and_a_real_one_does_not() -> None:
    banner = '{% include "ui/training.html" %}'
    assert "Do not enter anything about a real person" in draw(banner, demo=True)
    assert draw(banner, demo=False).strip() == ""


def test_a_visitor_gets_no_menu() -> None:
    context = shell() | {"user": SimpleNamespace(is_authenticated=False)}
    header = draw('{% include "ui/header.html" %}', **context)
    assert "Danger now" not in header
    assert "<nav" not in header


def test_searching_never_puts_a_name_in_an_address() -> None:
    header = draw('{% include "ui/header.html" %}', **shell())
    assert '<form class="ic-search" method="post" action="/search/"' in header
