"""The two commands of the README: what ``dev.py`` keeps, skips, refuses and prints."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest

import dev
from tests import parts

pytestmark = pytest.mark.files_only


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of our own, with nothing in it."""
    monkeypatch.setattr(dev, "HOME", tmp_path)
    monkeypatch.setattr(dev, "VAR", tmp_path / "var")
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    for name in [name for name in os.environ if name.startswith(("IN_CONFIDENCE_", "DATABASE_URL"))]:
        monkeypatch.delenv(name)
    return tmp_path


def due(stamp: Path, *inputs: Path | str) -> bool:
    with dev.unless_unchanged(stamp, *inputs) as answer:
        return answer


def test_a_step_is_skipped_until_one_of_its_inputs_changes(home: Path) -> None:
    folder, stamp = home / "assets", home / "build" / ".stamp"
    folder.mkdir()
    (folder / "app.scss").write_text("a {}")
    assert due(stamp, folder, "3.11")
    assert not due(stamp, folder, "3.11")
    assert due(stamp, folder, "3.12")
    (folder / "app.scss").write_text("b {}")
    assert due(stamp, folder, "3.12")
    (folder / "app.scss").rename(folder / "other.scss")
    assert due(stamp, folder, "3.12")


def test_a_step_that_fails_is_due_again(home: Path) -> None:
    with pytest.raises(SystemExit), dev.unless_unchanged(home / ".stamp", "x"):
        raise SystemExit
    assert due(home / ".stamp", "x")


def test_an_installation_keeps_the_settings_of_its_first_start_to_its_owner(home: Path) -> None:
    first = dev.environment("pace", demo=False)
    assert len(first["IN_CONFIDENCE_SECRET_KEY"]) >= 50
    assert first["IN_CONFIDENCE_DEMO"] == "no"
    assert dev.environment("pace", demo=True) == first
    assert dev.environment("pias")["IN_CONFIDENCE_SECRET_KEY"] != first["IN_CONFIDENCE_SECRET_KEY"]
    assert (home / "var" / "pace").stat().st_mode & 0o077 == 0
    assert (home / "var" / "pace" / "settings.env").stat().st_mode & 0o077 == 0


def test_the_environment_has_the_last_word(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IN_CONFIDENCE_IDLE_SECONDS", "60")
    assert dev.environment("pace")["IN_CONFIDENCE_IDLE_SECONDS"] == "60"


def test_a_first_start_that_fails_leaves_nothing_half_done(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*command: object, env: object) -> None:
        (home / "var" / "pace" / "data.sqlite3").touch()
        raise SystemExit("no")

    monkeypatch.setattr(dev, "manage", fails)
    env = dev.environment("pace")
    with pytest.raises(SystemExit):
        dev.prepare("pace", env)
    assert not (home / "var" / "pace").exists()


def test_a_later_preparation_that_fails_leaves_the_data_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "manage", lambda *command, env: None)
    env = dev.environment("pace")
    dev.prepare("pace", env)
    (home / "casework" / "migrations").mkdir(parents=True)
    (home / "casework" / "migrations" / "0002_more.py").touch()

    def fails(*command: object, env: object) -> None:
        raise SystemExit("no")

    monkeypatch.setattr(dev, "manage", fails)
    with pytest.raises(SystemExit):
        dev.prepare("pace", env)
    assert (home / "var" / "pace" / "settings.env").exists()


def test_preparing_is_skipped_when_no_table_has_changed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[tuple[object, ...]] = []
    monkeypatch.setattr(dev, "manage", lambda *command, env: done.append(command))
    env = dev.environment("pace")
    dev.prepare("pace", env)
    dev.prepare("pace", env)
    assert done == [("prepare", "--policy", "pace")]


def test_every_charitys_sign_ins_are_kept_and_only_the_running_ones_are_shown(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for slug in ("pace", "pias"):
        (home / "var" / slug).mkdir(parents=True)
        (home / "var" / slug / "demo-logins.txt").write_text(f"director@demo.example of {slug}\n")
    dev.print_sign_ins("pias")
    assert "of pias" in capsys.readouterr().out
    kept = (home / "var" / "demo-logins.txt").read_text()
    assert "of pace" in kept
    assert "of pias" in kept


def test_a_missing_venv_module_is_named_with_the_command_that_installs_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.subprocess, "run", lambda *a, **k: subprocess.CompletedProcess(a, 1))
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        dev.make_venv("requirements.lock")


def test_a_port_in_use_is_refused_with_another_to_try(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=f"--port {port + 1}"):
            dev.command_run(["--port", str(port)])


def test_resetting_never_leaves_named_databases_without_their_keys(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.environment("pace")
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/data")
    with pytest.raises(SystemExit, match="emptied by you"):
        dev.command_run(["--policy", "pace", "--reset", "--port", "1"])
    assert (home / "var" / "pace").exists()


def test_an_empty_installation_is_not_put_over_the_demonstration(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "make_venv", lambda lock: None)
    monkeypatch.setattr(dev, "build_assets", lambda: None)
    dev.environment("pace", demo=True)
    with pytest.raises(SystemExit, match="holds the demonstration"):
        dev.command_run(["--policy", "pace", "--no-demo", "--port", "1"])


def test_the_closing_line_counts_every_part(tmp_path: Path) -> None:
    for name, counts in (("SQLite", (5, 1, 0, 1)), ("browser", (3, 0, 1, 0))):
        attributes = dict(zip(("tests", "failures", "errors", "skipped"), counts, strict=True))
        said = " ".join(f'{key}="{value}"' for key, value in attributes.items())
        (tmp_path / f"{name}.xml").write_text(f"<testsuites><testsuite {said}/></testsuites>")
    line = parts.closing_line(parts.tally(tmp_path), 75.5)
    assert line == "1 failed, 5 passed, 1 skipped, 1 errors in 75.50s (0:01:15)"


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock", "requirements-node.lock"])
def test_a_lock_names_exact_versions_with_hashes_and_no_address(lock: str) -> None:
    text = (Path(dev.__file__).parent / lock).read_text()
    assert "://" not in text
    assert "--index" not in text
    names = [line for line in text.splitlines() if line and line[0].isalnum()]
    assert names
    assert all("==" in line for line in names)
    assert text.count("--hash=sha256:") >= len(names)


def test_the_lock_of_the_style_sheets_tools_names_no_place_to_fetch_from() -> None:
    assert '"resolved"' not in (Path(dev.__file__).parent / "package-lock.json").read_text()
