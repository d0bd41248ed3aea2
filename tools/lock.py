"""Remake the locks from pyproject.toml: hashes only, for every platform, without any address.

    python -m tools.lock              keep the versions that still fit
    python -m tools.lock --upgrade    take the newest ones

A lock without addresses works with plain pip everywhere, behind a mirror too. uv resolves it: as
a program on the path, or as a module of this Python.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN_LOCK = ROOT / "requirements.lock"
TEST_LOCK = ROOT / "requirements-test.lock"

COMPILE = (
    "pip compile --quiet --universal --generate-hashes --no-header --no-annotate "
    "--no-emit-index-url --no-emit-find-links --python-version 3.11"
)

# One pinned requirement with its marker and its hashes, as plain pip reads it.
REQUIREMENT = re.compile(
    r"[a-z0-9-]+==[\w.]+(?: ; [^\\\n]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\\n|\n))+"
)


def uv_command() -> list[str]:
    """How to start uv here; ends the program with a sentence where it is missing."""
    if importlib.util.find_spec("uv"):
        return [sys.executable, "-m", "uv"]
    found = shutil.which("uv")
    if not found:
        sys.exit("uv is missing, which resolves the locks: install it (pip install uv).")
    return [found]


def compile_lock(lock: Path, options: Sequence[str]) -> None:
    """Have uv resolve pyproject.toml into `lock`."""
    command = [*uv_command(), *COMPILE.split(), *options, "--output-file", lock.name]
    done = subprocess.run([*command, "pyproject.toml"], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(f"uv could not make {lock.name}; the reason stands above.")


def check_lock(lock: Path) -> None:
    """End the program if `lock` holds anything but pinned requirements with hashes."""
    rest = REQUIREMENT.sub("", lock.read_text(encoding="utf-8")).strip()
    if rest:
        sys.exit(f"{lock.name} holds more than pinned requirements with hashes:\n{rest}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Remake both locks; the test lock holds the other with the very same versions."""
    parser = argparse.ArgumentParser(prog="python -m tools.lock", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions")
    upgrade = ["--upgrade"] if parser.parse_args(arguments).upgrade else []
    compile_lock(RUN_LOCK, upgrade)
    compile_lock(TEST_LOCK, ["--group", "test", "--constraint", RUN_LOCK.name, *upgrade])
    for lock in (RUN_LOCK, TEST_LOCK):
        check_lock(lock)


if __name__ == "__main__":
    main()
