"""The notebook that this process runs, as a submission: the cells run so far, and what they import from beside them.

Later cells win, as they do in the notebook. A cell that Python could not read never ran, and is left out. A function
that does not come from a cell is taken from the file that it stands in.
"""

from __future__ import annotations

import ast
import hashlib
import inspect
import os
import re
import sys
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.reading.magics import blank
from grader.reading.read import read
from grader.reading.texts import normalized
from grader.reading.work import MAX_CODE, Unit, Work, printable

NOTEBOOK = "this notebook"


class NoSource(Exception):
    """A function whose source is nowhere to be had; the message says what to do."""


@dataclass(frozen=True)
class Cell:
    """A cell as it was run; `number` is the one in brackets beside it."""

    number: int
    text: str

    def defines(self, name: str) -> bool:
        """Whether it seems to bind `name` at module level."""
        word = re.escape(name)
        return re.search(rf"^(?:(?:async +)?def +{word}\b|{word} *=(?!=))", self.text, re.MULTILINE) is not None


def work_of(functions: Mapping[str, Callable[..., Any] | str], graded: Collection[str], space: dict[str, Any]) -> Work:
    """The submission in which the sources of `functions`, by their names, are to be found.

    A function given by name is looked up in `space`. Files in which other `graded` functions stand are not taken in.
    Raises NoSource, and Unreadable for a file that cannot be read.
    """
    cells = _cells()
    homes = {name: _home(name, space.get(name) if isinstance(it, str) else it, cells) for name, it in functions.items()}
    files = sorted({home for home in homes.values() if isinstance(home, Path)})
    units = [unit for path in files for unit in read(path).units]
    if any(isinstance(home, Cell) for home in homes.values()):
        units = [_unit(cell) for cell in cells if not _overruled(cell, homes)] + units
        name = _notebook_name()
    else:
        name = files[0].name
    folders = {Path.cwd(), *(path.parent for path in files)}
    units += [unit for unit in _imported(folders) if not _binds_any(unit.text, graded)]
    digest = hashlib.sha256("\0".join(unit.text for unit in units).encode())
    return Work(name, digest.hexdigest(), name, tuple(units))


def _cells() -> list[Cell]:
    """The cells that IPython ran, in order, the same text only when it ran last; none outside of IPython."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is None:
        return []
    texts = [normalized(text) for text in shell.history_manager.input_hist_raw]
    last = {text: number for number, text in enumerate(texts) if text.strip()}
    cells = [Cell(number, text) for text, number in sorted(last.items(), key=lambda item: item[1]) if _runs(text)]
    size, kept = 0, []
    for cell in reversed(cells):
        size += len(cell.text)
        if size <= MAX_CODE:
            kept.append(cell)
    return kept[::-1]


def _runs(text: str) -> bool:
    """Whether Python can read a cell at all."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(blank(text, cell=True), "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return True


def _home(name: str, function: object, cells: list[Cell]) -> Cell | Path:
    """The cell or the file that a function stands in."""
    if function is None:
        raise NoSource(f"{name} is not defined yet: run the cell that defines it, and then check it.")
    source = _source(function)
    defining = [cell for cell in cells if cell.defines(name)]
    for cell in reversed(cells):
        if source and source in cell.text:
            # One that is written under another name has this one by an assignment, which belongs to it.
            named = [] if cell.defines(name) else [other for other in defining if other.number > cell.number]
            return named[-1] if named else cell
    file = _file(function)
    if file is not None:
        return file
    # No source, or one that IPython has translated, as in a cell with %%time.
    if defining:
        return defining[-1]
    raise NoSource(
        f"{name} was not defined in a cell of this notebook, nor in a file, so that its source cannot be read: "
        "define it in a cell of its own, run that, and then check it."
    )


def _source(function: object) -> str:
    try:
        return inspect.getsource(function).strip()  # type: ignore[arg-type]
    except (OSError, TypeError):
        return ""


def _file(function: object) -> Path | None:
    try:
        path = Path(inspect.getfile(function))  # type: ignore[arg-type]
    except (OSError, TypeError):
        return None
    return path.resolve() if path.is_file() else None


def _overruled(cell: Cell, homes: Mapping[str, Cell | Path]) -> bool:
    """Whether a cell defines a function that in fact comes from an earlier cell, as one that failed half-way."""
    return any(
        cell.defines(name) and (isinstance(home, Path) or home.number < cell.number) for name, home in homes.items()
    )


def _unit(cell: Cell) -> Unit:
    return Unit(blank(cell.text, cell=True), NOTEBOOK, cell.number)


def _notebook_name() -> str:
    """The notebook's file name, where the program that shows it tells."""
    told = vars(sys.modules["__main__"]).get("__vsc_ipynb_file__") or os.environ.get("JPY_SESSION_NAME")
    name = Path(str(told)).name if told else ""
    return printable(name) if name.endswith(".ipynb") else NOTEBOOK


def _imported(folders: Collection[Path]) -> Iterator[Unit]:
    """The modules that were imported from these folders."""
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and file.endswith(".py") and module.__name__ != "__main__":
            path = Path(file)
            if path.parent in folders and path.is_file():
                yield from read(path).units


def _binds_any(text: str, names: Collection[str]) -> bool:
    return any(Cell(0, text).defines(name) for name in names)
