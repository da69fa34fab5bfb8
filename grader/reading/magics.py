"""Magics, shell lines and `name?`: what IPython understands and Python does not, blanked out line by line."""

from __future__ import annotations

import re

from grader.reading.lines import Scanner

# Cell magics whose cell is Python all the same.
PYTHON_CELLS = frozenset({"time", "timeit", "capture", "prun", "memit", "debug"})
CELL_MAGIC = re.compile(r"%%(\w*)")
HELP = re.compile(r"(?:\?{1,2}[ \t]*+[%\w.*]+|[%!]{0,2}[\w.*]++(?:\[[^\]]*\])?\?{1,2})[ \t]*+;?[ \t]*+(?:#.*)?")
WRITTEN = re.compile(r"%%(?:write)?file[ \t]+(?:-a[ \t]+)?[\"']?(?:\./)?(\w[\w./-]*\.py)[\"']?[ \t]*")
PYLAB = "import numpy as np; from numpy import *; from numpy.random import *"
ASSIGNED = re.compile(r"[\w.,*\[\] \t]+=[ \t]*[!%]")


def blank(text: str, cell: bool) -> str:
    """`text` without magics, with as many lines: at column 0 they become empty, in a body `pass`.

    A `cell` that is another language's (`%%bash`, `%%html`, ...) becomes empty; one that is indented as a whole is
    moved to the margin, as IPython does; `%pylab` imports what it does in IPython, as far as NumPy has it.
    """
    if cell and text[:1] in " \t\n#":
        text = _at_the_margin(text)
    if not any(mark in text for mark in "%!?"):
        return text
    lines = text.split("\n")
    if cell and _is_foreign(lines):
        return "\n" * (len(lines) - 1)
    scanner = Scanner()
    continued = False
    for index, line in enumerate(lines):
        code = line.lstrip(" \t\f")
        if continued or (scanner.fresh and _is_magic(code)):
            lines[index] = "" if continued else _replacement(line, code)
            continued = line.endswith("\\")
        else:
            scanner.advance(line)
    return "\n".join(lines)


def written_file(text: str) -> str | None:
    """The name of the .py file that a cell writes by `%%writefile`, if it does."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    match = WRITTEN.fullmatch(first)
    return match.group(1) if match else None


def _at_the_margin(text: str) -> str:
    lines = text.split("\n")
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    indentation = first[: len(first) - len(first.lstrip(" \t"))]
    return "\n".join(line.removeprefix(indentation) for line in lines)


def _is_foreign(lines: list[str]) -> bool:
    for line in lines:
        if line.strip() and not line.lstrip().startswith("#"):
            magic = CELL_MAGIC.match(line)
            return magic is not None and magic.group(1) not in PYTHON_CELLS
    return False


def _is_magic(code: str) -> bool:
    """Whether a line that begins a statement is IPython's. Python has no such line."""
    return code.startswith(("%", "!")) or bool(HELP.fullmatch(code) or ASSIGNED.match(code))


def _replacement(line: str, code: str) -> str:
    indentation = line[: len(line) - len(code)]
    if indentation:
        return f"{indentation}pass"
    return PYLAB if code.startswith("%pylab") else ""
