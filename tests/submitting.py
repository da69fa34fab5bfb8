"""What tests of submissions share: making them, and doing what the scorer and the far side do with them."""

from __future__ import annotations

import ast
import builtins
import importlib.abc
import importlib.util
import io
import json
import sys
import tarfile
import types
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.submission import (
    Found,
    Missing,
    Pick,
    Submission,
    SyntaxProblem,
    Unreadable,
    Work,
    extract,
    read,
    with_pieces,
)

ZEROS, RANDOM, HE = "initialize_parameters_zeros", "initialize_parameters_random", "initialize_parameters_he"
NAMES = (ZEROS, RANDOM, HE)
GOOD_HE = f"""\
import numpy as np

def {HE}(layers_dims):
    np.random.seed(3)
    parameters = {{}}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * np.sqrt(2 / layers_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters
"""
STUB_HE = f"def {HE}(layers_dims):\n    raise NotImplementedError\n"


def height(node: ast.AST) -> int:
    """How many levels of nodes are below a node, reckoned from the leaves, as no stack is deep enough for more."""
    heights: dict[ast.AST, int] = {}
    for part in reversed(list(ast.walk(node))):
        inner = [child for child in ast.iter_child_nodes(part) if not isinstance(child, ast.expr_context)]
        heights[part] = 1 + max((heights[child] for child in inner), default=-1)
    return heights[node]


def parsed(work: Work) -> dict[int, SyntaxProblem]:
    """What the far side would say of units it cannot parse."""
    broken = {}
    for index, unit in enumerate(work.units):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(unit.text)
            if max(map(height, tree.body), default=0) > 1_000:
                raise RecursionError
        except SyntaxError as error:
            broken[index] = SyntaxProblem(error.msg, error.lineno)
        except (RecursionError, MemoryError):
            broken[index] = SyntaxProblem("the code is nested too deeply to be read", None)
    return broken


def grade(path: Path, names: Sequence[str] = NAMES) -> tuple[Work, Submission]:
    work = read(path)
    work = with_pieces(work, parsed(work))
    return work, extract(work, names, parsed(work))


def load(found: Found, work: Work) -> Any:
    """The graded function, from its picked statements only."""

    def execute(picks: Sequence[Pick], space: dict[str, Any]) -> None:
        for pick in picks:
            for node in statements(work, pick):
                try:
                    exec(compile(ast.Module([node], []), "<pick>", "exec", dont_inherit=True), space)
                except ImportError:
                    continue

    space: dict[str, Any] = {"__builtins__": builtins, "__name__": "submission"}
    with importing(dict(found.modules), execute):
        execute(found.picks, space)

    def call(*arguments: Any) -> Any:
        with importing(dict(found.modules), execute):
            return space[found.name](*arguments)

    return call


def statements(work: Work, pick: Pick) -> Iterator[ast.stmt]:
    tree = ast.parse(work.units[pick.unit].text)
    (node,) = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and (node.lineno, node.col_offset) == (pick.line, pick.column)
    )
    if isinstance(node, ast.Import):
        yield from (ast.copy_location(ast.Import([alias]), node) for alias in node.names)
    else:
        yield node


@contextmanager
def importing(modules: dict[str, tuple[Pick, ...]], execute: Callable[..., None]) -> Iterator[None]:
    class Siblings(importlib.abc.MetaPathFinder, importlib.abc.Loader):
        def find_spec(self, name: str, path: object, target: object = None) -> Any:
            package = any(other.startswith(name + ".") for other in modules)
            return importlib.util.spec_from_loader(name, self, is_package=package) if name in modules else None

        def exec_module(self, module: types.ModuleType) -> None:
            execute(modules[module.__name__], module.__dict__)

    finder = Siblings()
    shadowed = {name: sys.modules.pop(name) for name in modules if name in sys.modules}
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in modules:
            sys.modules.pop(name, None)
        sys.modules.update(shadowed)


def notebook(*cells: str | list[str], **extra: Any) -> str:
    code = [{"cell_type": "code", "source": cell, "outputs": [], "metadata": {}} for cell in cells]
    return json.dumps({"nbformat": 4, "nbformat_minor": 2, "metadata": {}, "cells": code, **extra})


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def function(path: Path, name: str = HE) -> Any:
    """The function `name` of the submission at `path`, loaded; fails if it was not found."""
    work, submission = grade(path)
    found = submission.functions[name]
    assert isinstance(found, Found), found
    return load(found, work)


def missing(path: Path, name: str = HE) -> Missing:
    found = grade(path)[1].functions[name]
    assert isinstance(found, Missing), found
    return found


def in_file(tmp_path: Path, text: str | bytes) -> Path:
    write(tmp_path, {"homework.py": text})
    return tmp_path / "homework.py"


def in_cells(tmp_path: Path, *cells: str | list[str]) -> Path:
    write(tmp_path, {"week1.ipynb": notebook(*cells)})
    return tmp_path / "week1.ipynb"


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert str(caught.value) == caught.value.message
    assert "\n" not in caught.value.message
    return caught.value.message


def is_he(function: Any) -> bool:
    weights = function([3, 4, 1])["W1"]
    np.random.seed(3)
    return bool((weights == np.random.randn(4, 3) * np.sqrt(2 / 3)).all())


def zipped(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def tarball(path: Path, files: dict[str, bytes], *others: tarfile.TarInfo, mode: str = "w:gz") -> Path:
    with tarfile.open(path, mode) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for other in others:
            archive.addfile(other)
    return path
