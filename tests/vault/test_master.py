"""The master key: its three sources, its recovery copy, and the first start."""

from __future__ import annotations

import stat
import sys
from io import StringIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from vault import derivation, master
from vault.errors import MasterKeyProblem
from vault.setup import ensure

KEY = bytes(range(32))
HEX = KEY.hex()


class TestSources:
    def test_the_environments_value(self, settings) -> None:
        settings.VAULT = {"MASTER_KEY": HEX}
        assert master.master_key() == KEY

    def test_a_file(self, settings, tmp_path: Path) -> None:
        (tmp_path / "master.key").write_text(HEX + "\n")
        settings.VAULT = {"MASTER_KEY": "", "MASTER_KEY_FILE": str(tmp_path / "master.key")}
        assert master.master_key() == KEY

    def test_a_file_with_the_recovery_copy_typed_into_it(self, settings, tmp_path: Path) -> None:
        (tmp_path / "master.key").write_text(master.recovery_text(KEY).lower())
        settings.VAULT = {"MASTER_KEY_FILE": tmp_path / "master.key"}
        assert master.master_key() == KEY

    @pytest.mark.parametrize("as_text", [True, False])
    def test_a_command_comes_before_a_file(self, settings, tmp_path: Path, as_text: bool) -> None:
        script = tmp_path / "give.py"
        script.write_text(f"print('{HEX}')")
        command = [sys.executable, str(script)]
        settings.VAULT = {
            "MASTER_KEY_COMMAND": " ".join(command) if as_text else command,
            "MASTER_KEY_FILE": str(tmp_path / "not-there"),
        }
        assert master.master_key() == KEY

    def test_none_is_an_error_that_names_the_settings(self, settings) -> None:
        settings.VAULT = {}
        with pytest.raises(MasterKeyProblem, match="MASTER_KEY_FILE"):
            master.master_key()

    @pytest.mark.parametrize(
        "vault",
        [
            {"MASTER_KEY": "Zz" * 32},
            {"MASTER_KEY": "abcd"},
            {"MASTER_KEY_FILE": "/nowhere/master.key"},
            {"MASTER_KEY_COMMAND": "false"},
            {"MASTER_KEY_COMMAND": [sys.executable, "-c", "print('secret-but-wrong')"]},
            {"MASTER_KEY_COMMAND": [sys.executable, "-c", "print('secret-but-wrong'); raise SystemExit(1)"]},
        ],
    )
    def test_a_source_that_fails_is_an_error_without_what_it_gave(self, settings, vault: dict[str, object]) -> None:
        settings.VAULT = vault
        with pytest.raises(MasterKeyProblem) as problem:
            master.master_key()
        assert problem.value.__cause__ is None
        assert problem.value.__suppress_context__ or problem.value.__context__ is None
        assert "secret" not in str(problem.value)
        assert "Zz" not in str(problem.value)


class TestTheRecoveryCopy:
    @given(st.binary(min_size=32, max_size=32))
    def test_gives_the_key_back(self, key: bytes) -> None:
        assert master.parse(master.recovery_text(key)) == key

    def test_is_two_lines_of_seven_groups_of_four_plain_signs(self) -> None:
        lines = master.recovery_text(KEY).splitlines()
        assert [[len(group) for group in line.split()] for line in lines] == [[4] * 7] * 2
        assert not set(master.recovery_text(KEY)) & set("ILOU")

    def test_may_be_typed_in_small_letters_with_hyphens_and_lookalikes(self) -> None:
        typed = master.recovery_text(KEY).replace(" ", "-").replace("0", "o").replace("1", "l").lower()
        assert master.parse(typed) == KEY

    @given(st.integers(0, 55), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
    def test_with_one_slip_is_refused(self, position: int, sign: str) -> None:
        signs = list("".join(master.recovery_text(KEY).split()))
        if signs[position] == sign:
            return
        signs[position] = sign
        with pytest.raises(MasterKeyProblem):
            master.parse("".join(signs))

    @pytest.mark.parametrize("text", ["", "ABCD", "!" * 56, "0" * 57])
    def test_of_the_wrong_shape_is_refused(self, text: str) -> None:
        with pytest.raises(MasterKeyProblem):
            master.parse(text)


class TestTheFirstStart:
    @pytest.fixture
    def path(self, settings, tmp_path: Path) -> Path:
        path = tmp_path / "keys" / "master.key"
        settings.VAULT = {"MASTER_KEY": "", "MASTER_KEY_FILE": path, "EPOCH_DIR": tmp_path / "keys" / "epochs"}
        return path

    def test_makes_a_key_that_only_its_owner_reads_and_tells_the_copy_once(self, path: Path) -> None:
        recovery = ensure()
        assert recovery is not None
        assert master.parse(recovery) == master.master_key()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert ensure() is None

    def test_never_overwrites_a_key(self, path: Path) -> None:
        first = master.create_master(path)
        with pytest.raises(MasterKeyProblem):
            master.create_master(path)
        assert master.master_key() == first

    def test_makes_no_new_key_while_there_are_epochs_of_a_lost_one(self, path: Path) -> None:
        (path.parent / "epochs").mkdir(parents=True)
        (path.parent / "epochs" / "some.epoch").touch()
        with pytest.raises(CommandError, match="is missing"):
            call_command("vault_setup")
        assert not path.exists()

    def test_leaves_a_key_from_elsewhere_alone(self, settings, path: Path) -> None:
        settings.VAULT = {**settings.VAULT, "MASTER_KEY": HEX}
        assert ensure() is None
        assert not path.exists()

    def test_is_a_command_that_prints_the_copy_once(self, path: Path) -> None:
        said = [StringIO(), StringIO()]
        for out in said:
            call_command("vault_setup", stdout=out)
        assert "recovery copy" in said[0].getvalue()
        assert master.recovery_text(master.master_key()) in said[0].getvalue()
        assert said[1].getvalue() == ""


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=50))
def test_deriving_is_hkdf_expand(key: bytes, info: bytes) -> None:
    spelled = len(info).to_bytes(2, "big") + info
    assert derivation.expand(key, info) == HKDFExpand(algorithm=SHA256(), length=32, info=spelled).derive(key)


def test_parts_of_a_purpose_are_kept_apart() -> None:
    assert derivation.expand(KEY, b"ab", b"c") != derivation.expand(KEY, b"a", b"bc")
