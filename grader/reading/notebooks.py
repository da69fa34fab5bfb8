"""Notebooks ──► the sources of their code cells. Tolerant: only what is needed must be there."""

from __future__ import annotations

import json
from typing import Any

from grader.reading.texts import normalized
from grader.reading.work import MAX_CELLS, Unreadable, printable

# Each bracket costs some 60 bytes of memory once parsed.
MAX_BRACKETS = 1_000_000
NEWEST_MAJOR = 4


def code_cells(data: bytes, name: str) -> list[str]:
    """The sources of the notebook's code cells, in order, the empty ones too.

    Formats 4 and 3 (and older, which are upgraded through nbformat).
    Raises Unreadable, in which the notebook is called `name`.
    """
    try:
        book = _parse(data, name)
        cells = _cells(book, name)
    except RecursionError:
        raise Unreadable(f"{name} is nested too deeply to be a notebook: save it anew in Jupyter.") from None
    sources = [_source(cell) for cell in cells if isinstance(cell, dict) and cell.get("cell_type") == "code"]
    if not any(sources):
        raise Unreadable(f"{name} has no code in it: write your functions in code cells and save the notebook.")
    return sources


def _parse(data: bytes, name: str) -> dict[str, Any]:
    if not data.strip():
        raise Unreadable(f"{name} is empty (0 bytes of text): save the notebook again and hand in that file.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"{name} is not valid UTF-8 (byte {error.start}): save it anew in Jupyter.") from None
    if text.count("[") + text.count("{") > MAX_BRACKETS:
        raise Unreadable(f"{name} is too complex to be a notebook of this course: clear its outputs.")
    try:
        book = json.loads(text)
    except ValueError as error:  # also numbers with thousands of digits
        raise Unreadable(_not_json(text, name, error)) from None
    if not isinstance(book, dict) or not ("cells" in book or "worksheets" in book):
        raise Unreadable(f"{name} is not a notebook: it is JSON, but it has no cells. Hand in the .ipynb file itself.")
    return book


def _not_json(text: str, name: str, error: ValueError) -> str:
    start = text.lstrip()[:20].lower()
    if start.startswith("<"):
        return f"{name} is not a notebook but a web page: download the notebook itself (on GitHub, by the Raw button)."
    if not start.startswith("{"):
        return f"{name} is not a notebook: it is not JSON. If it holds Python code, name it .py."
    if not isinstance(error, json.JSONDecodeError):
        return f"{name} is not a notebook: {printable(str(error), 80)}."
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return f"{name} is truncated: it ends in the middle, in line {error.lineno}. Save or upload it again."
    return f"{name} is not a valid notebook: line {error.lineno} is not JSON ({error.msg}). Save it anew in Jupyter."


def _cells(book: dict[str, Any], name: str) -> list[Any]:
    major = book.get("nbformat", NEWEST_MAJOR if "cells" in book else 3)
    if isinstance(major, int) and major > NEWEST_MAJOR:
        raise Unreadable(f"{name} has notebook format {printable(str(major), 20)}, newer than 4: save it as format 4.")
    if "cells" not in book:
        book = _upgraded(book, name)
    cells = book["cells"]
    if not isinstance(cells, list):
        raise Unreadable(f"{name} is not a notebook: its cells are not a list. Save it anew in Jupyter.")
    return cells


def _upgraded(book: dict[str, Any], name: str) -> dict[str, Any]:
    """A notebook of format 3 as one of format 4, without outputs."""
    # Importing nbformat takes longer than all the rest; hardly anybody hands in format 3 any more.
    from nbformat import v3, v4

    try:
        if sum(len(sheet["cells"]) for sheet in book["worksheets"]) > MAX_CELLS:
            raise Unreadable(too_many_cells(name))
        for sheet in book["worksheets"]:
            for cell in sheet["cells"]:
                if cell["cell_type"] == "code":
                    cell["outputs"], cell["language"] = [], "python"
        return dict(v4.upgrade(v3.to_notebook_json(book), from_version=3))  # type: ignore[no-untyped-call]
    except (RecursionError, Unreadable):
        raise
    except Exception as error:  # nbformat raises whatever the first odd field leads to
        raise Unreadable(
            f"{name} is of an old notebook format and cannot be upgraded ({type(error).__name__}): "
            "open it in Jupyter and save it again."
        ) from None


def too_many_cells(name: str) -> str:
    """That, in a sentence."""
    return f"{name} has more than {MAX_CELLS:,} code cells: hand in only your own work."


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return normalized(source) if isinstance(source, str) else ""
