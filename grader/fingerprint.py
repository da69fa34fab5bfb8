"""What decides a Report besides the submission: checks, points, code and versions, in one digest."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import platform
from collections.abc import Sequence
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
    for part in (assignment.name, assignment.version, confinement, *_versions(assignment.packages)):
        found.update(part.encode() + b"\0")
    for path in _sources(assignment):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def _versions(packages: Sequence[str]) -> list[str]:
    own = [name for name in packages if name not in DECISIVE_PACKAGES]
    # Looking for the distributions that packages come from takes a while.
    sources = importlib.metadata.packages_distributions() if own else {}
    names = dict.fromkeys([*DECISIVE_PACKAGES, *(source for name in own for source in sources.get(name, [name]))])
    return [platform.python_version(), platform.system(), platform.machine(), *map(_version, names)]


def _version(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "none"


def _sources(assignment: Assignment) -> list[Path]:
    """The grader's modules, without those that only show or store, and all files of the assignment's package."""
    here = Path(__file__).parent
    deciding = [*here.glob("*.py"), *here.glob("confine/*.py"), *here.glob("reading/*.py"), *here.glob("finding/*.py")]
    homes = {_home(check.judge) for function in assignment.functions for check in function.checks}
    own = [path for home in homes if home not in (None, here) for path in (home, *home.rglob("*"))]
    return sorted({*deciding, *here.glob("points/*"), *filter(_is_source, own)})


def _is_source(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc"


def _home(judge: object) -> Path | None:
    """The folder of the package that a check's judge was written in, or the file of a module that is in none."""
    spec = importlib.util.find_spec(getattr(judge, "__module__", None) or "grader")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent if spec.parent else Path(spec.origin)


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
