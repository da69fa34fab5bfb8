"""What does the same whatever its own names are: only such functions may share one result in a class."""

from __future__ import annotations

import io
import tokenize
from pathlib import Path

import pytest
from submitting import GOOD_HE, HE, RANDOM, ZEROS, grade

from grader.assignment import load
from grader.submission import Found

ROOT = Path(__file__).parents[2]
OWN = ("layers_dims", "parameters", "l")


def form(folder: Path, text: str, name: str = HE) -> str | None:
    (folder / "work.py").write_text(text)
    found = grade(folder / "work.py")[1].functions[name]
    assert isinstance(found, Found)
    return found.form


def renamed(text: str, names: dict[str, str]) -> str:
    """The text with these names written otherwise, by Python's own tokenizer."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return tokenize.untokenize((kind, names.get(word, word)) for kind, word, *_ in tokens)


def test_names_comments_docstrings_and_layout_make_no_other_form(tmp_path: Path) -> None:
    other = renamed(GOOD_HE, {"layers_dims": "dims", "parameters": "p", "l": "layer"})
    other = other.replace("p ={}", '"""Mine."""\n    p ={} # empty')
    assert "Mine" in other
    assert "layers_dims" not in other
    assert form(tmp_path, other) == form(tmp_path, GOOD_HE) is not None


def test_names_that_change_places_make_another_form(tmp_path: Path) -> None:
    assert form(tmp_path, renamed(GOOD_HE, {"layers_dims": "l", "l": "layers_dims"})) == form(tmp_path, GOOD_HE)
    assert form(tmp_path, GOOD_HE.replace("layers_dims[l - 1])\n", "layers_dims[l])\n")) != form(tmp_path, GOOD_HE)
    one = "def {0}(a):\n    b = [1, 2]\n    c = [3]\n    return {{'W': {1}}}\n"
    assert form(tmp_path, one.format(HE, "b")) != form(tmp_path, one.format(HE, "c"))


@pytest.mark.parametrize("name", [ZEROS, RANDOM, HE])
def test_every_mutant_of_the_reference_has_a_form_of_its_own_or_none(tmp_path: Path, name: str) -> None:
    assignment = load("initialization")
    assert assignment.mutation is not None
    source = (ROOT / "solutions" / "reference" / f"{name}.py").read_text()
    imports, _, function = source.partition("def ")
    mutants = dict.fromkeys(text for _, text in assignment.mutation().variants(name, "def " + function))
    forms = [form(tmp_path, f"{imports}\n{text}", name) for text in list(mutants)[::12]]
    own = [told for told in forms if told is not None]
    assert len(own) > len(forms) / 2
    assert len(set(own)) == len(own)
    assert form(tmp_path, source, name) not in own


@pytest.mark.parametrize(
    "line",
    [
        "locals()",
        "eval('l')",
        "np.random.seed = 3",
        "np.seterr(all='ignore')",
        "np.empty((1, 1))",
        "np.random.default_rng()",
        "np.random.set_state(0)",
        "global state; state = 1",
        "import math",
        "f = lambda: parameters",
        "def inner(): return parameters",
        "try: l\n    except NameError as error: print(error)",
        "raise ValueError(layers_dims)",
        "del parameters",
        "print(parameters.__class__)",
        f"print({HE})",
        "'{0.shape}'.format(layers_dims)",
        "'{0[0]}'.format(layers_dims)",
        "form = '{0' + '.shape}'; form.format(layers_dims)",
        "str.format('{}', 1)",
        "print((y := 1))",
        "str = 3",
        "[np for np in layers_dims]",
        "display(parameters)",
        "__file__",
        "id(parameters)",
        "hash('a')",
        "yield 1",
    ],
)
def test_what_may_see_more_or_leave_something_behind_has_none(tmp_path: Path, line: str) -> None:
    text = GOOD_HE.replace("    parameters = {}\n", f"    parameters = {{}}\n    {line}\n")
    assert text != GOOD_HE
    assert form(tmp_path, text) is None


def test_a_helper_has_its_own_names_but_not_those_by_which_its_arguments_are_given(tmp_path: Path) -> None:
    text = GOOD_HE.replace("np.sqrt(2 / layers_dims[l - 1])", "scale(layers_dims[l - 1])")
    text = text.replace(f"def {HE}", f"def scale(n):\n    return np.sqrt(2 / n)\n\ndef {HE}")
    assert form(tmp_path, text) == form(tmp_path, text.replace("(n)", "(fan)").replace("/ n", "/ fan")) is not None
    assert form(tmp_path, text.replace("scale(layers", "scale(n=layers")) is None


@pytest.mark.parametrize(
    "change",
    [
        ("(layers_dims):", "(layers_dims, scale=2):"),
        ("(layers_dims):", "(*layers_dims):"),
        ("import numpy as np\n", "import numpy as np\n\ndef own(f):\n    return f\n\n@own\n"),
        ("import numpy as np\n", "import numpy as np\ntry:\n    range = xrange\nexcept NameError:\n    pass\n"),
        ("import numpy as np", "from numpy import *"),
    ],
)
def test_what_stands_around_it_must_be_plain_too(tmp_path: Path, change: tuple[str, str]) -> None:
    text = GOOD_HE.replace(*change).replace("@own\n\n", "@own\n")
    assert text != GOOD_HE
    assert form(tmp_path, text) is None
