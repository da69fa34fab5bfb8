"""What decides a Report besides the submission: checks, points, code and versions, in one digest."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import platform
from pathlib import Path

from grader.assignment import Assignment
from grader.submission import Found, Submission

DECISIVE_PACKAGES = ("numpy", "scikit-learn", "hypothesis", "msgspec", "sandlock")


def fingerprint(assignment: Assignment, confinement: str) -> str:
    """64 hexadecimal digits: equal only where the same submission gets the same Report.

    Made of the source files of the grader and of the assignment's own package, the versions of Python and of the
    packages that decide, the system, and how student code is confined.
    """
    found = hashlib.sha256()
    for part in (assignment.name, assignment.version, confinement, *_versions()):
        found.update(part.encode() + b"\0")
    for path in _sources(assignment):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def _versions() -> list[str]:
    versions = [platform.python_version(), platform.system(), platform.machine()]
    for package in DECISIVE_PACKAGES:
        try:
            versions.append(importlib.metadata.version(package))
        except importlib.metadata.PackageNotFoundError:
            versions.append("none")
    return versions


def _sources(assignment: Assignment) -> list[Path]:
    """The grader's modules, without those that only show or store, and the modules of the assignment's package."""
    here = Path(__file__).parent
    deciding = [*here.glob("*.py"), *here.glob("confine/*.py"), *here.glob("reading/*.py"), *here.glob("finding/*.py")]
    homes = {_home(check.judge) for function in assignment.functions for check in function.checks}
    own = [path for home in homes if home not in (None, here) for path in home.rglob("*.py")]
    return sorted({*deciding, *here.glob("points/*"), *own})


def _home(judge: object) -> Path | None:
    """The folder of the module that a check's judge was written in."""
    spec = importlib.util.find_spec(getattr(judge, "__module__", None) or "grader")
    return Path(spec.origin).parent if spec and spec.origin else None


def code_digest(found: Submission) -> str | None:
    """Equal for submissions whose graded functions are the same code, comments and layout aside.

    None where a function is missing, as what is told of it names places in the submission, and where code could see
    its own comments and layout.
    """
    whole = hashlib.sha256()
    for name, function in sorted(found.functions.items()):
        if not isinstance(function, Found) or not function.blind:
            return None
        whole.update(f"{name}\0{function.digest}\0".encode())
    return whole.hexdigest()
