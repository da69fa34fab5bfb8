"""Makes classes: any number of distinct, seeded submissions, right in many styles and wrong as real students are.

python tests/benchmarks/classroom.py FOLDER COUNT [--seed N] [--loops FRACTION]
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

STUB, SYNTAX_ERROR, LOOPING = "stub", "syntax error", "looping"
RIGHT_SHARE = 0.55

_COMMENTS = ("my solution", "follows the lecture", "checked with the notebook", "see the notes", "TA said so")
_NAMES = ("parameters", "params", "p", "weights_and_biases", "result", "out")
_INDICES = ("l", "i", "layer", "k", "idx")
_DIMS = ("layers_dims", "layer_dims", "dims", "layers", "n")
_KEYS = ('"W" + str({i})', "'W' + str({i})", 'f"W{{{i}}}"', '"W%d" % {i}', '"W{{}}".format({i})')
_HE = (
    "np.sqrt(2 / {d}[{i} - 1])",
    "np.sqrt(2. / {d}[{i}-1])",
    "math.sqrt(2 / {d}[{i} - 1])",
    "(2 / {d}[{i} - 1]) ** 0.5",
    "np.sqrt(np.divide(2, {d}[{i} - 1]))",
)
_ZEROS = (
    "np.zeros(({a}, {b}))",
    "np.zeros(shape=({a}, {b}))",
    "np.zeros([{a}, {b}])",
    "np.zeros(({a}, {b}), dtype=float)",
)

# What is wrong: seed line, weight expression (None: as it should be), bias expression.
_WRONG = {
    "no seed": ("", None, None),
    "other seed": ("np.random.seed({n})", None, None),
    "scaled": ("np.random.seed(3)", "np.random.randn({a}, {b}) * {f}", None),
    "uniform": ("np.random.seed(3)", "np.random.rand({a}, {b}) * {s}", None),
    "random biases": ("np.random.seed(3)", None, "np.random.randn({a}, 1)"),
    "flat biases": ("np.random.seed(3)", None, "np.zeros({a})"),
    "transposed": ("np.random.seed(3)", "np.random.randn({b}, {a}) * {s}", None),
    "wrong layer": ("np.random.seed(3)", "np.random.randn({a}, {b}) * np.sqrt(2 / {a})", None),
    "inverted": ("np.random.seed(3)", "np.random.randn({a}, {b}) * (2 / np.sqrt({b}))", None),
    "xavier": ("np.random.seed(3)", "np.random.randn({a}, {b}) * np.sqrt(1 / {b})", None),
    "undefined name": ("np.random.seed(3)", "np.random.randn({a}, {b}) * scale_{n}", None),
    "tuple to randn": ("np.random.seed(3)", "np.random.randn(({a}, {b})) * {s}", None),
    "ones": ("np.random.seed(3)", "np.ones(({a}, {b})) * {f}", None),
    LOOPING: ("while True: pass", None, None),
}
FREQUENT = ("no seed", "no seed", "scaled", "scaled", "random biases", "uniform", "undefined name")


def _function(name: str, dice: random.Random, mistake: str | None) -> str:
    """The text of one graded function; `mistake` is a key of _WRONG, STUB, SYNTAX_ERROR or None."""
    d, p, i = dice.choice(_DIMS), dice.choice(_NAMES), dice.choice(_INDICES)
    a, b = f"{d}[{i}]", f"{d}[{i} - 1]"
    he = dice.choice(_HE).format(d=d, i=i)
    scale = {"zeros": "0", "random": "10", "he": he}[name]
    seed, weights, biases = _WRONG.get(mistake or "", ("np.random.seed(3)", None, None))
    values = {"a": a, "b": b, "s": scale, "f": dice.choice((0.01, 0.01, 0.1, 1, 1, 100))}
    values["n"] = dice.choice((0, 1, 2, 4, 42))
    right = dice.choice(_ZEROS) if name == "zeros" else "np.random.randn({a}, {b}) * {s}"
    zero = dice.choice(_ZEROS).format(a=a, b=1)
    key = dice.choice(_KEYS).format(i=i)
    lines = [f"def initialize_parameters_{name}({d}):", f"    # {dice.choice(_COMMENTS)} {dice.randint(0, 9999)}"]
    if mistake == STUB:
        return "\n".join([*lines, "    # YOUR CODE HERE", '    raise NotImplementedError("not yet")', ""])
    if seed and (name != "zeros" or mistake == LOOPING):
        lines.append(f"    {seed.format(**values)}")
    lines += [f"    {p} = {{}}", f"    for {i} in range(1, len({d})):"]
    if dice.random() < 0.15:
        lines.append(f"        print({i}, {d}[{i}])")
    lines.append(f"        {p}[{key}] = {(weights or right).format(**values)}")
    lines.append(f"        {p}[{key.replace('W', 'b')}] = {biases.format(**values) if biases else zero}")
    lines.append(f"    return {p}" + (")" if mistake == SYNTAX_ERROR else ""))
    return "\n".join([*lines, ""])


def work(seed: int, loops: float = 0.0) -> tuple[str, str]:
    """One student's work and its kind: ("right" | "wrong", Python text)."""
    dice = random.Random(seed)
    mistakes: dict[str, str | None] = dict.fromkeys(("zeros", "random", "he"))
    if dice.random() < loops:
        mistakes["he"] = LOOPING
    elif dice.random() > RIGHT_SHARE:
        usual = [mistake for mistake in _WRONG if mistake != LOOPING]
        for name in dice.sample(("random", "he", "zeros"), dice.choice((1, 1, 2, 2, 3))):
            mistakes[name] = dice.choice((*FREQUENT, *usual, STUB, SYNTAX_ERROR))
        if mistakes["zeros"] not in (None, STUB, SYNTAX_ERROR, "flat biases", "random biases", "ones", "scaled"):
            mistakes["zeros"] = STUB
    kind = "right" if not any(mistakes.values()) else "wrong"
    functions = [_function(name, dice, mistake) for name, mistake in mistakes.items()]
    return kind, "\n\n".join(["import math\n\nimport numpy as np\n", *functions])


def notebook(text: str, dice: random.Random) -> str:
    """The same work as a notebook, with cells around it that must not be run."""
    parts = ["%matplotlib inline\nimport h5py", *text.split("\n\n\n"), "print(input('name?'))\nplt.plot(costs)\nexit()"]
    cells = [
        {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": part} for part in parts
    ]
    metadata = {"kernelspec": {"name": "python3"}, "seed": dice.random()}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 2})


def make_class(folder: Path, count: int, seed: int = 1, loops: float = 0.0) -> dict[str, str]:
    """Writes `count` students' works below `folder`, a folder each; returns each student's kind."""
    kinds = {}
    for number in range(count):
        student = f"student{number:05d}"
        home = folder / student
        home.mkdir(parents=True)
        own_seed = seed * 1_000_003 + number
        kinds[student], text = work(own_seed, loops)
        if number % 3 == 0:
            (home / "initialization.ipynb").write_text(notebook(text, random.Random(own_seed)))
        else:
            (home / "initialization.py").write_text(text)
    return kinds


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--loops", type=float, default=0.0)
    chosen = parser.parse_args()
    made = make_class(chosen.folder, chosen.count, chosen.seed, chosen.loops)
    print(f"{len(made)} submissions, {sum(kind == 'right' for kind in made.values())} of them right")
