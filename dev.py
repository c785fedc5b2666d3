#!/usr/bin/env python3
"""One command to run In Confidence, one to prove it. Standard library only.

    python3 dev.py run [--policy SLUG] [--port N] [--no-demo] [--reset]
    python3 dev.py test [pytest arguments]
    python3 dev.py manage [--policy SLUG] …

Everything it makes lies in ``.venv/``, ``build/``, ``node_modules/`` and ``var/``, none of it
in version control. Steps whose inputs have not changed are skipped.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

HOME = Path(__file__).resolve().parent
VENV, BUILD, VAR = HOME / ".venv", HOME / "build", HOME / "var"
PYTHON = VENV / "bin" / "python"
MODULES = HOME / "node_modules"
PROFILES = tuple(sorted(path.stem for path in (HOME / "policy" / "profiles").glob("*.toml")))
USUAL_PROFILE = "new-futures"
APPS = ("policy", "vault", "audit", "casework", "consent", "disclosures", "records_access", "config")
NODE_AT_LEAST = 18


def say(words: str) -> None:
    print(f"· {words}", flush=True)


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run a step, showing its output; a failure ends everything, in the step's own words."""
    parts = [str(part) for part in command]
    if code := subprocess.run(parts, cwd=HOME, env={**os.environ, **(env or {})}).returncode:
        raise SystemExit(f"{Path(parts[0]).name} {' '.join(parts[1:4])} … ended with {code}; see above")


@contextlib.contextmanager
def unless_unchanged(stamp: Path, *inputs: Path | str) -> Iterator[bool]:
    """Yield whether a step is due, by a fingerprint of its inputs kept in ``stamp`` once it is done."""
    digest = hashlib.sha256()
    for given in inputs:
        if isinstance(given, str):
            digest.update(given.encode())
            continue
        inside = sorted(given.rglob("*")) if given.is_dir() else [given]
        for file in (path for path in inside if path.is_file()):
            digest.update(str(file.relative_to(HOME)).encode() + file.read_bytes())
    now = digest.hexdigest()
    due = not stamp.exists() or stamp.read_text() != now
    yield due
    if due:
        stamp.parent.mkdir(parents=True, exist_ok=True)
        stamp.write_text(now)


# What the machine must have


def make_venv(lock: str) -> None:
    """Make ``.venv`` and install a hash-locked set of packages into it with plain pip."""
    if not (VENV / "bin" / "pip").exists():
        say("making .venv")
        shutil.rmtree(VENV, ignore_errors=True)
        if subprocess.run([sys.executable, "-m", "venv", str(VENV)]).returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            raise SystemExit("Python's venv module is missing. Install it: apt-get install python3-venv")
    if (VENV / ".requirements-dev.lock.stamp").exists():
        lock = "requirements-dev.lock"  # holds all of the smaller set, at the same versions
    with unless_unchanged(VENV / f".{lock}.stamp", HOME / lock, sys.version) as due:
        if due:
            say(f"installing {lock}")
            pip_install(lock)


def pip_install(lock: str) -> None:
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock)


def node_and_npm() -> tuple[str, str]:
    """Where node and npm are: the machine's own, else those of a package put into ``.venv``."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip()
        major = said.lstrip("v").split(".")[0]
        if major.isdigit() and int(major) >= NODE_AT_LEAST:
            return node, npm
    with unless_unchanged(VENV / ".requirements-node.lock.stamp", HOME / "requirements-node.lock") as due:
        if due:
            say(f"no Node {NODE_AT_LEAST} or newer here: installing one into .venv")
            pip_install("requirements-node.lock")
    os.environ["PATH"] = f"{VENV / 'bin'}{os.pathsep}{os.environ['PATH']}"  # npm itself looks for node
    return str(VENV / "bin" / "node"), str(VENV / "bin" / "npm")


def build_assets() -> None:
    """Compile the style sheet, gather scripts and icons, and collect them under hashed names."""
    inputs = (HOME / "dev.py", HOME / "package-lock.json", HOME / "assets", HOME / "config" / "staticstorage.py")
    with unless_unchanged(BUILD / ".assets.stamp", *inputs) as due:
        if not due:
            return
        say("building the style sheet and scripts")
        node, npm = node_and_npm()
        with unless_unchanged(MODULES / ".stamp", HOME / "package-lock.json") as changed:
            if changed:
                run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        out = BUILD / "static"
        shutil.rmtree(out, ignore_errors=True)
        (out / "vendor").mkdir(parents=True)
        (out / "moj" / "images").mkdir(parents=True)
        flags = ("--load-path=.", "--style=compressed", "--no-source-map", "--quiet-deps")
        run(node, MODULES / "sass" / "sass.js", *flags, "assets/app.scss", out / "app.css")
        govuk, moj = MODULES / "govuk-frontend/dist/govuk", MODULES / "@ministryofjustice/frontend/moj"
        shutil.copy(govuk / "govuk-frontend.min.js", out / "vendor")
        for icon in (moj / "assets" / "images").glob("icon-*"):
            shutil.copy(icon, out / "moj" / "images")  # the rest of that folder is not ours to show
        shutil.copytree(HOME / "assets" / "js", out, dirs_exist_ok=True)
        shutil.copytree(HOME / "assets" / "images", out / "images", dirs_exist_ok=True)
        manage("collectstatic", "--clear", "--no-input", "-v0", env={"IN_CONFIDENCE_SECRET_KEY": "for collecting only"})


def manage(*arguments: str, env: dict[str, str]) -> None:
    run(PYTHON, "manage.py", *arguments, env=env)


# Running


def environment(slug: str, *, demo: bool = True) -> dict[str, str]:
    """The settings of one profile's installation: made on its first start, kept in ``var/<slug>/``."""
    var = VAR / slug
    kept = var / "settings.env"
    if not kept.exists():
        var.mkdir(mode=0o700, parents=True, exist_ok=True)
        secret, yes_or_no = secrets.token_urlsafe(48), "yes" if demo else "no"
        with open(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"IN_CONFIDENCE_SECRET_KEY={secret}\nIN_CONFIDENCE_DEMO={yes_or_no}\n")
    settings = dict(line.split("=", 1) for line in kept.read_text().splitlines() if "=" in line)
    given = {name: value for name, value in os.environ.items() if name.startswith("IN_CONFIDENCE_")}
    return {"IN_CONFIDENCE_VAR": str(var), **settings, **given}


def prepare(slug: str, env: dict[str, str]) -> None:
    """Keys, tables, the policy and the first people; skipped when none of the tables has changed."""
    var = VAR / slug
    first = not (var / ".prepared").exists()
    migrations = [path for app in APPS for path in sorted((HOME / app).glob("migrations/*.py"))]
    try:
        with unless_unchanged(var / ".prepared", *migrations) as due:
            if due:
                say("preparing keys and tables")
                manage("prepare", "--policy", slug, env=env)
    except BaseException:
        if first and "DATABASE_URL" not in os.environ:
            shutil.rmtree(var, ignore_errors=True)  # a first start that fails leaves nothing half done
        raise


def print_sign_ins(slug: str) -> None:
    """Show this charity's demonstration sign-ins, and keep those of every charity in one file."""
    kept = {path.parent.name: path.read_text() for path in sorted(VAR.glob("*/demo-logins.txt"))}
    if slug in kept:
        print("  " + kept[slug].strip().replace("\n", "\n  ") + "\n", flush=True)
    if kept:
        (VAR / "demo-logins.txt").write_text("\n".join(f"{name}\n\n{text}" for name, text in kept.items()))


def serve(slug: str, port: int, env: dict[str, str]) -> None:
    """Run the web server and the ledger's sealer until Ctrl-C, or until one of them ends."""
    web = [str(VENV / "bin" / "gunicorn"), "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "2",
           "--threads", "2", "--graceful-timeout", "3", "--log-level", "error", "--no-control-socket"]  # fmt: skip
    sealer = [str(PYTHON), "manage.py", "ledger", "seal", "--forever"]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the children inherit this: Ctrl-C reaches them through us
    children = [subprocess.Popen(command, cwd=HOME, env={**os.environ, **env}) for command in (web, sealer)]
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True

    for signalled in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signalled, stop)
    try:
        until(lambda: stopped or answers(port) or any(child.poll() is not None for child in children), seconds=60)
        if not stopped and answers(port):
            print(f"\n  In Confidence ({slug}) is at http://127.0.0.1:{port}   Ctrl-C ends it\n", flush=True)
            print_sign_ins(slug)
            until(lambda: stopped or any(child.poll() is not None for child in children))
    finally:
        for child in children:
            child.terminate()
        codes = [child.wait() for child in children]
    if not stopped:
        raise SystemExit(f"the server ended by itself {codes}; its words are above")


def until(condition: Callable[[], bool], seconds: float | None = None) -> None:
    """Wait until the condition holds, or the time is up."""
    end = None if seconds is None else time.monotonic() + seconds
    while not condition() and (end is None or time.monotonic() < end):
        time.sleep(0.1)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def chosen_profile(given: str | None, *, ask: bool) -> str:
    """The profile named, else asked for on the terminal, else the usual one."""
    if given or not (ask and sys.stdin.isatty()):
        return given or USUAL_PROFILE
    print("Whose policy does the charity work by?")
    for number, slug in enumerate(PROFILES, 1):
        print(f"  {number}  {slug}")
    while not (answer := input("Number: ").strip()).isdigit() or not 1 <= int(answer) <= len(PROFILES):
        print(f"Enter a number from 1 to {len(PROFILES)}")
    return PROFILES[int(answer) - 1]


def command_run(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="dev.py run", allow_abbrev=False)
    parser.add_argument("--policy", choices=PROFILES, help=f"whose policy is in force (default: {USUAL_PROFILE})")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-demo", action="store_true", help="an empty installation with a first manager")
    parser.add_argument("--reset", action="store_true", help="throw this profile's data and keys away first")
    first = parser.add_argument_group("with --no-demo, instead of being asked (password: IN_CONFIDENCE_FIRST_PASSWORD)")
    first.add_argument("--charity", help="the charity's name")
    first.add_argument("--name", help="the first manager's name")
    first.add_argument("--email", help="the first manager's email address")
    options = parser.parse_args(arguments)
    if answers(options.port):
        raise SystemExit(f"Port {options.port} is in use. Choose another: python3 dev.py run --port {options.port + 1}")
    slug = chosen_profile(options.policy, ask=options.no_demo)
    if options.reset:
        if "DATABASE_URL" in os.environ:
            raise SystemExit("--reset throws away the files in var/; the databases you named must be emptied by you")
        shutil.rmtree(VAR / slug, ignore_errors=True)
    make_venv("requirements.lock")
    build_assets()
    env = environment(slug, demo=not options.no_demo)
    if options.no_demo and env["IN_CONFIDENCE_DEMO"] == "yes":
        raise SystemExit(f"var/{slug} holds the demonstration. To throw it away: python3 dev.py run --no-demo --reset")
    asked = {f"IN_CONFIDENCE_FIRST_{name.upper()}": getattr(options, name) for name in ("charity", "name", "email")}
    prepare(slug, {**env, **{name: value for name, value in asked.items() if value}})
    serve(slug, options.port, env)


def command_manage(arguments: Sequence[str]) -> None:
    slug = USUAL_PROFILE
    if arguments and arguments[0] == "--policy":
        slug, arguments = arguments[1], arguments[2:]
    make_venv("requirements.lock")
    code = subprocess.run(
        [str(PYTHON), "manage.py", *arguments], cwd=HOME, env={**os.environ, **environment(slug)}
    ).returncode
    raise SystemExit(code)


# Testing


def command_test(arguments: Sequence[str]) -> None:
    """The whole suite on SQLite, then on PostgreSQL, then the walks in a real browser."""
    from tests.parts import run_parts  # here, so that running the product needs no tests beside it

    make_venv("requirements-dev.lock")
    build_assets()
    raise SystemExit(run_parts(HOME, PYTHON, BUILD / "reports", arguments))


COMMANDS = {"run": command_run, "test": command_test, "manage": command_manage}

if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - an older python3 is what this line is for
        raise SystemExit("Python 3.11 or newer is needed. Install it: apt-get install python3 python3-venv")
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        raise SystemExit(__doc__)
    try:
        COMMANDS[sys.argv[1]](sys.argv[2:])
    except KeyboardInterrupt:
        raise SystemExit(130) from None
