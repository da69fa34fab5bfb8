"""What tests of other assignments share: registering one as an installed package does, for this process's children."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from grader.assignment import Assignment
from grader.assignments import load
from grader.validate import ProofWish, run

ROOT = Path(__file__).parents[1]
TINY = ROOT / "tests" / "tiny_assignment"
GRADE = str(Path(sys.executable).with_name("grade"))


def register(site: Path, name: str, target: str) -> Path:
    """Writes into the folder `site` what an installer would write of a package with this entry point."""
    about = site / f"{name}-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n")
    (about / "entry_points.txt").write_text(f"[grader.assignments]\n{name} = {target}\n")
    return site


def grade(*words: object, paths: tuple[Path, ...], cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The command, run with these folders where Python looks for packages."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths)), "COLUMNS": "200"}
    return subprocess.run(
        [GRADE, *map(str, words)], cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


CIPHER = (TINY / "cipher" / "__init__.py").read_text(encoding="utf-8")


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str) -> Assignment:
    """The assignment that `code` makes, registered under `name` for this process and the workers that it starts."""
    site = register(folder / f"site-{name}", name, f"course_{name}:assignment")
    (site / f"course_{name}.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(site)
    monkeypatch.delitem(sys.modules, f"course_{name}", raising=False)
    return load(name)


def tiny(folder: Path, monkeypatch: pytest.MonkeyPatch, *changes: tuple[str, str], name: str = "cipher") -> Assignment:
    """A copy of the tiny assignment below `folder`, installed, these pieces of its code replaced."""
    shutil.copytree(TINY, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    code = CIPHER.replace("Path(__file__).resolve().parents[1]", f"Path({str(folder / name)!r})")
    for old, new in [('name="cipher"', f"name={name!r}"), *changes]:
        assert old in code, old
        code = code.replace(old, new)
    return install(folder, monkeypatch, name, code)


def proven(assignment: Assignment, **wishes: Any) -> tuple[int, str]:
    """The exit status of `grade validate`, and what it prints."""
    said = io.StringIO()
    wish = ProofWish(**{"workers": 1, "unconfined": True, **wishes})
    status = run(assignment, wish, Console(file=said, width=160, color_system=None))
    return status, said.getvalue()
