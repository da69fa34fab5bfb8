"""What students get: `solutions/reference/` ──► `assignment/`, and the kit.

Everything in the reference is released. Python files lose their solutions, Markdown files with a notebook's header
become notebooks, all others are copied. What is built is looked at before anything is written: a graded function
that is not "not filled in yet" is never handed out.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from grader import kit, notebook
from grader.assignment import Assignment
from grader.finding.stub import is_unfilled
from grader.outputs import prove_writable, write
from grader.placeholder import Unmarked, with_solutions, without_solutions
from grader.printing import counted, joined
from grader.reading.magics import blank
from grader.reading.members import ignored
from grader.reading.notebooks import code_cells
from grader.reading.work import Unreadable
from grader.trouble import Trouble

if TYPE_CHECKING:
    from rich.console import Console

CLEAN, NOT_CLEAN = 0, 1
Files = dict[str, bytes]


class NotReleasable(Trouble):
    """A reference that cannot be released; the message says what is wrong with which file."""


@dataclass(frozen=True)
class Drift:
    """How `assignment/` differs from what the reference makes: `kind` is "stale", "missing" or "extra"."""

    kind: str
    name: str


def run(assignment: Assignment, check: bool, target: Path | None, console: Console, force: bool = False) -> int:
    """Releases the assignment, or with `check` only says what is stale; packs the kit into `target`, if given.

    What somebody has filled in is kept, unless with `force`. Returns the exit status: 0 if `assignment/` is, or was
    made, what the reference makes; else 1, and no kit. Raises NotReleasable, NoPlace.
    """
    if check and target is not None:
        raise NotReleasable("--check writes nothing, and --kit writes a file: give one of the two.")
    prove_writable("--kit", target, submissions=True)
    built = build(assignment)
    folder = _home(assignment) / "assignment"
    found = drift(built, folder)
    kept = {} if check or force else _filled_in(built, folder, found)
    for item in found:
        console.print(_sentence(item, check, kept.get(item.name)), markup=False, soft_wrap=True)
    if not check:
        written = _write(built, folder, [item for item in found if item.name not in kept])
        console.print(_summary(folder, written, len(built), not found), markup=False, soft_wrap=True)
    elif not found:
        console.print(_summary(folder, 0, len(built), True), markup=False, soft_wrap=True)
    if kept or any(check or item.kind == "extra" for item in found):
        return NOT_CLEAN
    if target is not None:
        write("--kit", target, kit.pack(built, assignment.name))
        console.print(f"Packed into {target}.", markup=False, soft_wrap=True)
    return CLEAN


def build(assignment: Assignment, solved: bool = False) -> Files:
    """Every file that students get, by its path in `assignment/`; with `solved`, the same with the solutions in place.

    Raises NotReleasable.
    """
    source = _home(assignment) / "solutions" / "reference"
    files = dict(_read(source))
    if not files:
        raise NotReleasable(f"There is nothing to release in {source}.")
    mark = with_solutions if solved else without_solutions
    built: Files = {}
    for name, data in files.items():
        if name.endswith(".py"):
            built[name] = _attempt(name, lambda text: _python(mark(text)), data)
    graded = [function.name for function in assignment.functions]
    included = notebook.definitions(built[name].decode() for name in built)
    for name in files.keys() - built.keys():
        if not name.endswith(".md") or not notebook.is_source(files[name].decode()):
            built[name] = _copied(name, files[name])
            continue
        target = str(PurePosixPath(name).with_suffix(".ipynb"))
        built[target] = _attempt(
            name, lambda text: notebook.build(text, included, graded, mark, assignment.name), files[name]
        )
    if not solved:
        _prove_unfilled(assignment, built)
    return dict(sorted(built.items()))


def drift(built: Mapping[str, bytes], folder: Path) -> list[Drift]:
    """How the files in `folder` differ from those that were built, by name."""
    present = dict(_read(folder)) if folder.is_dir() else {}
    kinds = dict.fromkeys(built.keys() - present.keys(), "missing")
    kinds |= dict.fromkeys(present.keys() - built.keys(), "extra")
    kinds |= {name: "stale" for name in built.keys() & present.keys() if built[name] != present[name]}
    return [Drift(kinds[name], name) for name in sorted(kinds)]


def _home(assignment: Assignment) -> Path:
    home = assignment.home
    if home is None or not (home / "solutions" / "reference").is_dir():
        where = "" if home is None else f" in {home}"
        raise NotReleasable(
            f"There is no solutions/reference{where}: {assignment.name} is released from its source, not as installed."
        )
    return home


def _read(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files in a folder and below it; not what is hidden, or made by a tool."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(map(ignored, inside.parts)):
            yield inside.as_posix(), path.read_bytes()


def _python(text: str) -> bytes:
    """The text's bytes. Raises SyntaxError if Python cannot read it."""
    ast.parse(text)
    return text.encode()


def _attempt(name: str, make: Callable[[str], bytes], data: bytes) -> bytes:
    try:
        return make(data.decode())
    except (Unmarked, notebook.Unbuildable, SyntaxError, UnicodeDecodeError) as error:
        raise NotReleasable(f"solutions/reference/{name}: {error}.") from None


def _copied(name: str, data: bytes) -> bytes:
    if name.endswith(".ipynb"):
        raise NotReleasable(f"solutions/reference/{name}: notebooks are built from Markdown, not copied. Remove it.")
    if b"BEGIN SOLUTION" in data:
        raise NotReleasable(f"solutions/reference/{name}: solutions can stand in .py files and notebook sources only.")
    return data


def _prove_unfilled(assignment: Assignment, built: Files) -> None:
    """Raises NotReleasable unless each graded function is there, and is a placeholder wherever it is."""
    missing = {function.name for function in assignment.functions}
    for name, data in built.items():
        for node in _functions(name, data):
            if node.name in assignment.by_name:
                missing.discard(node.name)
                if not is_unfilled(node):
                    raise NotReleasable(f"{node.name} in {name} would be handed out filled in: mark its solution.")
    if missing:
        raise NotReleasable(f"No file in solutions/reference defines {', '.join(sorted(missing))}.")


def _functions(name: str, data: bytes) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    texts = [data.decode()] if name.endswith(".py") else code_cells(data, name) if name.endswith(".ipynb") else []
    for text in texts:
        for node in ast.walk(ast.parse(blank(text, cell=True))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


def _filled_in(built: Files, folder: Path, found: list[Drift]) -> dict[str, str]:
    """The files that would be lost if they were written over, by name, and what is in them."""
    kept = {}
    for item in found:
        if item.kind == "stale":
            stubs = {node.name for node in _functions(item.name, built[item.name]) if is_unfilled(node)}
            try:
                present = list(_functions(item.name, (folder / item.name).read_bytes()))
            except (SyntaxError, ValueError, Unreadable):
                kept[item.name] = "it cannot be read, and may be somebody's work"
                continue
            done = [node.name for node in present if node.name in stubs and not is_unfilled(node)]
            if done:
                kept[item.name] = f"{joined(done)} {'is' if len(done) == 1 else 'are'} filled in"
    return kept


def _write(built: Files, folder: Path, found: list[Drift]) -> int:
    """Writes what is stale or missing; returns how many files that were."""
    wanted = [item.name for item in found if item.kind != "extra"]
    for name in wanted:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(built[name])
    return len(wanted)


def _sentence(item: Drift, check: bool, reason: str | None) -> str:
    if item.kind == "extra":
        return f"extra: assignment/{item.name} (nothing in solutions/reference makes it: remove it)"
    if reason is not None:
        return f"kept assignment/{item.name}: {reason}. To write over it: --force"
    return f"{item.kind}: assignment/{item.name}" if check else f"wrote assignment/{item.name}"


def _summary(folder: Path, written: int, count: int, clean: bool) -> str:
    if clean:
        return f"{folder} is up to date: {counted(count, 'file')}."
    return f"Wrote {written} of {counted(count, 'file')} into {folder}."
