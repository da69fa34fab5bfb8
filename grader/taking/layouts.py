"""Which layout is this? From the names that a folder or archive holds, or as it was said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.reading.members import wanted
from grader.reading.work import Unreadable, printable
from grader.taking import canvas, gradescope, moodle, nbgrader, plain
from grader.taking.handed import Haul
from grader.taking.items import Item, Refused, accepted, listed

LAYOUTS = ("canvas", "moodle", "gradescope", "nbgrader", "folders", "files")
LOOKS = {
    "canvas": "Canvas's (lastnamefirst_12345_67890_file.ipynb)",
    "moodle": "Moodle's (Full Name_123456_assignsubmission_file_)",
    "gradescope": "Gradescope's (submission_123 and submission_metadata.yml)",
    "nbgrader": "nbgrader's (submitted/STUDENT/ASSIGNMENT)",
    "folders": "one folder per student",
    "files": "one .py, .ipynb or archive per student",
}
CHOICES = f"The layouts are {', '.join(LAYOUTS)}."


def sort_out(root: Item, layout: str | None, assignment_files: Sequence[str], packed: bool) -> tuple[str, Haul]:
    """The layout, and what it makes of the class's work; `packed` if it came in an archive.

    Raises Unreadable if the layout cannot be told, is another one than was said, or there are no submissions.
    """
    lone = _lone_folder(root)
    bases = [root] if lone is None else [root, lone]
    if layout is not None:
        ordered = bases[::-1] if packed else bases
        base = next((base for base in map(_below(layout), ordered) if _fits(layout, base)), None)
        if base is None:
            raise Unreadable(f"{printable(root.name)} has not the layout {layout}, {LOOKS[layout]}. {CHOICES}")
        return layout, _take(layout, base, assignment_files)
    for base in bases:
        for name in LAYOUTS[:4]:
            below = _below(name)(base)
            if _fits(name, below) and _clear(name, below):
                return name, _take(name, below, assignment_files)
    base = root if lone is None else _student_or_class(root, lone, assignment_files, packed)
    name = _plain(base, assignment_files)
    return name, _take(name, base, assignment_files)


def _student_or_class(root: Item, lone: Item, assignment_files: Sequence[str], packed: bool) -> Item:
    """Which of the two holds the submissions, where all there is is one folder. Raises Unreadable where it matters."""
    if _is_one(lone, assignment_files):
        return root
    if packed:
        # Whoever packs a folder gets an archive with that folder in it; one student alone is rarer.
        return lone
    items = [item for item in lone.items() if item.folder or accepted(item.name)]
    if len(items) > 1 and not any(wanted(item.name) for item in items if not item.folder):
        raise Unreadable(
            f"{printable(root.name)} holds nothing but the folder {printable(lone.name)}: give that folder, "
            f"or say --layout folders if it is the work of one student. {CHOICES}"
        )
    return root


def _lone_folder(root: Item) -> Item | None:
    items = root.items()
    return items[0] if len(items) == 1 and items[0].folder else None


def _below(layout: str) -> Callable[[Item], Item]:
    """Where that layout's submissions are: nbgrader's own folder may be in that of the course."""
    if layout != "nbgrader":
        return lambda base: base
    return lambda base: next((item for item in base.items() if item.folder and item.name == nbgrader.FOLDER), base)


def _fits(layout: str, base: Item) -> bool:
    if layout == "canvas":
        return any(canvas.fits(item) and not moodle.fits(item) for item in base.items())
    if layout == "moodle":
        return any(map(moodle.fits, base.items()))
    if layout == "gradescope":
        return gradescope.fits(base)
    if layout == "nbgrader":
        return nbgrader.fits(base)
    if layout == "folders":
        return any(item.folder for item in base.items())
    return any(not item.folder and accepted(item.name) for item in base.items())


def _clear(layout: str, base: Item) -> bool:
    """Whether most of what could be a submission has names of that layout. Raises Unreadable if less than half has."""
    if layout not in ("canvas", "moodle"):
        return True
    fits = canvas.fits if layout == "canvas" else moodle.fits
    named = [fits(item) for item in base.items() if item.folder or accepted(item.name) or fits(item)]
    if 2 * sum(named) > len(named):
        return True
    raise Unreadable(
        f"Only {sum(named)} of {len(named)} names in {printable(base.name)} are of the layout {layout}: "
        f"say with --layout what it is. {CHOICES}"
    )


def _plain(base: Item, assignment_files: Sequence[str]) -> str:
    items = base.items()
    folders = [item for item in items if item.folder]
    code = [item for item in items if not item.folder and wanted(item.name) and not isinstance(item, Refused)]
    files = [item for item in items if not item.folder and accepted(item.name)]
    shown = printable(base.name)
    if _is_one(base, assignment_files):
        raise Unreadable(f"{shown} looks like one submission, not a class: grade it with grade check. {CHOICES}")
    if folders and code:
        raise Unreadable(
            f"{shown} holds folders and loose files ({listed([item.name for item in code], len(code))}): "
            f"say with --layout which of the two are the submissions. {CHOICES}"
        )
    if folders:
        return "folders"
    if files:
        return "files"
    if not items:
        raise Unreadable(f"{shown} holds nothing: give the folder or archive that holds the submissions.")
    what = listed([item.name for item in items], len(items))
    raise Unreadable(f"{shown} holds no submissions, but only {what}. {CHOICES}")


def _is_one(base: Item, assignment_files: Sequence[str]) -> bool:
    """Whether `base` is the work of one student: its files, or two of them, have names that the assignment gives."""
    code = [item.name for item in base.items() if not item.folder and wanted(item.name)]
    given = sum(name in assignment_files for name in code)
    return given >= 2 or 0 < given == len(code)


def _take(layout: str, base: Item, assignment_files: Sequence[str]) -> Haul:
    if layout == "canvas":
        return canvas.take(base.items(), assignment_files)
    if layout == "moodle":
        return moodle.take(base.items())
    if layout == "gradescope":
        return gradescope.take(base)
    if layout == "nbgrader":
        return nbgrader.take(base, assignment_files)
    return plain.folders(base.items()) if layout == "folders" else plain.files(base.items())
