"""One folder per student, or one file per student: what instructors make themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from grader.reading.members import ARCHIVES, SUFFIXES
from grader.taking.handed import Handed, Haul
from grader.taking.items import Item, accepted, is_archive, text


def folders(items: Iterable[Item]) -> Haul:
    """A submission for each folder; archives stand for the folder that was packed."""
    return _take(items, lambda item: item.folder or is_archive(item.name))


def files(items: Iterable[Item]) -> Haul:
    """A submission for each file that can be one, under its name without the suffix."""
    return _take(items, lambda item: not item.folder and accepted(item.name))


def _take(items: Iterable[Item], is_work: Callable[[Item], bool]) -> Haul:
    haul = Haul()
    for item in items:
        if is_work(item):
            student = text(item.name if item.folder else stem(item.name))
            haul.found.append(Handed(student, student, ((item.name, item),)))
        else:
            haul.passed.append(item.name)
    return haul


def stem(name: str) -> str:
    """A file's name without the suffix, of which .tar.gz is one."""
    suffix = next((suffix for suffix in (*SUFFIXES, *ARCHIVES) if name.lower().endswith(suffix)), "")
    return name[: len(name) - len(suffix)] or name
