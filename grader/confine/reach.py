"""Near side: what the far side can reach: where packages stand, and which files and folders may be read."""

from __future__ import annotations

import importlib.util
import sysconfig
from collections.abc import Sequence
from pathlib import Path

SYSTEM_FOLDERS = (
    "/usr/lib",
    "/usr/lib64",
    "/lib",
    "/lib64",
    "/usr/local/lib",
    "/etc/ld.so.cache",
    "/dev/urandom",
    "/dev/null",
)
# Where installed packages stand.
SHELVES = ("site-packages", "dist-packages")


def folders_of(names: Sequence[str]) -> dict[str, str]:
    """Where these packages stand; a package that is not installed is left out."""
    found = {}
    for name in names:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.submodule_search_locations:
            found[name] = str(Path(spec.submodule_search_locations[0]).resolve())
    return found


def readable(python: str, packages: dict[str, str]) -> list[str]:
    """The Python runtime, the system's shared libraries, and the packages with the libraries they bring."""
    # Not "platstdlib": in a virtual environment that is the environment's own, with site-packages below it.
    paths = [*SYSTEM_FOLDERS, python, sysconfig.get_path("stdlib")]
    library = sysconfig.get_config_var("LDLIBRARY") or ""
    paths.append(str(Path(sysconfig.get_config_var("LIBDIR") or "/", library)))
    for folder in packages.values():
        paths += [folder, f"{folder}.libs"]
    return sorted({path for path in paths if Path(path).exists()})


def without_shelves(paths: Sequence[str]) -> tuple[str, ...]:
    """The same without the shelves of installed packages that stand in system folders, and without the grader.

    Where Python was not installed into a virtual environment, an assignment's own package may stand there.
    """
    kept: dict[str, None] = {}
    for path in map(Path, paths):
        entries = [path]
        if path.is_dir() and (path.name in ("lib", "lib64") or path.name.startswith("python")):
            entries = [entry for entry in path.iterdir() if not entry.name.startswith(("python", *SHELVES))]
        kept.update({str(entry.resolve()): None for entry in entries if entry.exists()})
    return tuple(kept)
