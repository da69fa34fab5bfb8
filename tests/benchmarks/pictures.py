"""Draws the README's pictures from what the commands really print.

python tests/benchmarks/pictures.py
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from classroom import make_class
from rich.console import Console

from grader.assignments import load
from grader.classwork import ClassWish
from grader.classwork import run as run_class
from grader.grading import Wish
from grader.grading import run as run_one

PICTURES = Path(__file__).parents[2] / ".github" / "pictures"
ANN = """import numpy as np


def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.zeros((layers_dims[l], layers_dims[l - 1]))
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * 10
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * np.sqrt(1 / layers_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters
"""


def draw(console: Console, name: str, title: str) -> None:
    """Writes what was printed as a picture that needs no font from elsewhere."""
    svg = re.sub(r"@font-face \{.*?\}", "", console.export_svg(title=title), flags=re.DOTALL)
    (PICTURES / name).write_text(svg, encoding="utf-8")


def main() -> None:
    """Draws one submission's report and one class's summary."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    assignment = load("initialization")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder, "ann.py")
        work.write_text(ANN)
        console = Console(record=True, width=84, force_terminal=True, file=Path(folder, "out").open("w"))
        run_one(work, assignment, Wish(), console)
        draw(console, "grade.svg", "grade check ann.py")
        make_class(Path(folder, "class"), 300, seed=5)
        console = Console(record=True, width=84, force_terminal=False, file=Path(folder, "out").open("w"))
        run_class(Path(folder, "class"), assignment, ClassWish(str(Path(folder, "gradebook.db"))), console)
        draw(console, "bulk.svg", "grade bulk submissions/")


if __name__ == "__main__":
    main()
