"""Notebooks of an assignment, built from one readable text: Markdown with fenced Python cells, as jupytext reads it.

A line `include: NAME` in a cell stands for the function of that name in the reference's .py files. What is built
depends on nothing but the texts: cell ids come from headings and names, and there are no outputs.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

HEADER = re.compile(r"---\n(?:.*\n)*?jupyter:\n(?:.*\n)*?---\n")
INCLUDE = re.compile(r"^include: *(\w+) *$", re.MULTILINE)
DEFINED = re.compile(r"^(?:async +)?def +(\w+)", re.MULTILINE)
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
MAX_ID = 64


class Unbuildable(Exception):
    """A notebook source that cannot be built; the message says why."""


def is_source(text: str) -> bool:
    """Whether a Markdown file is a notebook's source: its YAML header speaks of `jupyter`."""
    return HEADER.match(text) is not None


def definitions(modules: Iterable[str]) -> dict[str, list[str]]:
    """The source of each function and class at the top of Python texts, with its decorators, by name."""
    found: dict[str, list[str]] = {}
    for text in modules:
        lines = text.split("\n")
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                found.setdefault(node.name, []).append("\n".join(lines[first - 1 : node.end_lineno]))
    return found


def build(
    text: str,
    included: Mapping[str, Sequence[str]],
    graded: Sequence[str],
    mark: Callable[[str], str],
    assignment: str,
) -> bytes:
    """The notebook (nbformat 4.5, JSON) of a source text.

    `included` gives the texts to include, by name; `mark` is applied to the code that stands in the source itself.
    Cells with a function of `graded` are tagged "graded", and named after it. Raises Unbuildable.
    """
    # Both take longer to import than a whole grading takes.
    import jupytext  # type: ignore[import-untyped]
    import nbformat

    read = jupytext.reads(text, fmt="md")
    cells = []
    namer = _Namer()
    for cell in read.cells:
        if cell.cell_type != "code":
            cells.append(_cell("markdown", cell.source, namer.prose(cell.source), dict(cell.metadata)))
            continue
        source = INCLUDE.sub(lambda match: _one(included, match[1]), mark(cell.source))
        function = next((name for name in DEFINED.findall(source) if name in graded), None)
        cells.append(_cell("code", source, namer.code(function), _metadata(dict(cell.metadata), function)))
    metadata = {
        "kernelspec": read.metadata.get("kernelspec", KERNEL),
        "language_info": {"name": "python"},
        "grader": {"assignment": assignment},
    }
    book = nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells})  # type: ignore[no-untyped-call]
    nbformat.validate(book)
    written: str = nbformat.writes(book)  # type: ignore[no-untyped-call]
    return f"{written}\n".encode()


def _cell(kind: str, source: str, name: str, metadata: dict[str, Any]) -> dict[str, Any]:
    cell = {"cell_type": kind, "id": name, "metadata": metadata, "source": source}
    return cell | {"execution_count": None, "outputs": []} if kind == "code" else cell


def _metadata(given: dict[str, Any], function: str | None) -> dict[str, Any]:
    if function is None:
        return given
    return given | {"tags": [*given.get("tags", []), "graded"], "grader": {"function": function}}


def _one(included: Mapping[str, Sequence[str]], name: str) -> str:
    texts = included.get(name, [])
    if len(texts) != 1:
        raise Unbuildable(f"`include: {name}` needs one function of that name in the .py files; there are {len(texts)}")
    return texts[0]


class _Namer:
    """Names cells after the last heading above them, or after the graded function in them; never one name twice."""

    def __init__(self) -> None:
        self.section = "start"
        self.taken: set[str] = set()

    def prose(self, source: str) -> str:
        headings = HEADING.findall(source)
        name = _slug(headings[0]) if headings else f"{self.section}-text"
        self.section = _slug(headings[-1]) if headings else self.section
        return self._unique(name)

    def code(self, function: str | None) -> str:
        return self._unique(f"graded-{function}" if function else f"{self.section}-code")

    def _unique(self, name: str) -> str:
        name = name[:MAX_ID]
        count = 1
        unique = name
        while unique in self.taken:
            count += 1
            unique = f"{name[: MAX_ID - len(str(count)) - 1]}-{count}"
        self.taken.add(unique)
        return unique


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")[:40] or "section"
