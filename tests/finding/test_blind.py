"""What cannot see its own text: only for such code does one report hold for all of its layouts."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest
from submitting import GOOD_HE, HE, grade

from grader.finding.blind import BLIND_MODULES, _sees
from grader.submission import Found

ROOT = Path(__file__).parents[2]


def is_blind(tmp_path: Path, text: str) -> bool:
    (tmp_path / "work.py").write_text(text)
    found = grade(tmp_path / "work.py")[1].functions[HE]
    assert isinstance(found, Found)
    return found.blind


@pytest.mark.parametrize("name", ["short", "reference"])
def test_ordinary_work_is_blind(tmp_path: Path, name: str) -> None:
    texts = {"short": GOOD_HE, "reference": (ROOT / "solutions" / "reference" / f"{HE}.py").read_text()}
    assert is_blind(tmp_path, texts[name])


@pytest.mark.parametrize(
    "line",
    [
        "import sys; sys._getframe().f_lineno",
        "import inspect",
        "from traceback import extract_stack",
        "open(__file__)",
        "eval('1')",
        "getattr(np, 'sys')",
        "np.sys",
        "np.lib",
        "(lambda: 0).__code__",
        "'{0.__code__}'.format(print)",
        "(lambda: '%(x)s f_lineno')()",
        "(lambda: 'a._b')()",
        "np.testing",
        "from numpy import sys",
        "from numpy import f2py as harmless",
        "import numpy.testing",
        "next(x for x in [1]).gi_frame",
        "globals()",
        "id(print)",
        "np.array('now', 'M8[s]')",
        "np.empty(1, 'M8[s]').fill('now')",
        "str(lambda: 0)",
        "f = lambda: 0; str(f)",
        "def big(): yield 1\n    str(big())",
        "def big(): yield 1\n    made = big(); print(made)",
        "def small(): return np.random.randn\n    str(small())",
        "def small(thing): return str(thing)\n    small(small)",
        "rng = np.random.RandomState(3); str(rng)",
        "rng = np.random.default_rng(3); f'{rng}'",
        "str(np.random.RandomState(3).randn)",
        "str(object())",
        "str(map(str, [1]))",
        "import itertools; print(itertools.cycle([1]))",
        "class Layer: pass\n    str(Layer())",
        "class Layer:\n        def me(self): return self\n    str(Layer().me())",
        "class Layer:\n        def me(self): return self\n    str(Layer().me)",
        "class Layer: held = np.dot\n    str(Layer.held)",
        "str([layers_dims.append])",
        "str((made := iter([1])))",
        "str(sum([], iter([1])))",
        "str({'a': 1}.get('b', print.__call__))",
        "for made in [iter([1])]: str(made)",
        "hash(print)",
        "class A: __slots__ = ()",
        "('{0.' + 'x' + '}').format(print)",
        "'{}'.format_map({})",
        "str.format('{}', 1)",
        "import enum; enum.bltns.getattr(1, 'a')",
        "import typing; typing.operator.attrgetter('a')",
        "from typing import get_type_hints",
        "from functools import update_wrapper",
        "import functools; functools.wraps(print, ('a',))",
        "np.vectorize(print).pyfunc",
        "try: 1 / 0\n    except ZeroDivisionError as error: error.with_traceback(None)",
        "match layers_dims:\n        case list(__class__=kind): pass",
        "try: 1 / 0\n    except ZeroDivisionError as error: error.__traceback__.tb_lineno",
    ],
)
def test_work_that_may_see_its_own_text_is_not(tmp_path: Path, line: str) -> None:
    assert not is_blind(tmp_path, GOOD_HE.replace("    parameters = {}\n", f"    parameters = {{}}\n    {line}\n"))


def test_what_brings_names_untold_is_not_blind(tmp_path: Path) -> None:
    text = GOOD_HE.replace("import numpy as np", "import numpy as np\nfrom numpy import *").replace("np.sqrt", "sqrt")
    assert not is_blind(tmp_path, text)


@pytest.mark.parametrize(
    "line",
    [
        "(lambda: 0)()",
        "scale = lambda n: n / 2; scale(3)",
        "def like(x: np.ndarray) -> np.ndarray: return np.empty(x.shape, dtype=np.float32)",
        "def steps(n): yield n\n    for step in steps(3): print(step)",
        "list(map(str, zip(layers_dims, reversed(layers_dims))))",
        "rng = np.random.RandomState(3); rng.randn(2) + rng.rand(2)",
        "draw = np.random.randn; draw(2, 2)",
        "class Layer:\n        def size(self): return self.units\n    layer = Layer(); layer.units = 3; layer.size()",
        "class Layer:\n        def __init__(self, units): self.units = units\n    Layer(3).units",
        "from collections import namedtuple; namedtuple('Size', 'fan_in fan_out')(1, 2).fan_in",
        "np.random.default_rng(3).standard_normal()",
        "np.linalg.norm(np.where([1], 2, 3))",
        "from functools import partial, reduce",
        "'{:.3f}'.format(1.5)",
        "try: 1 / 0\n    except ZeroDivisionError as error: print(error)",
    ],
)
def test_usual_things_are_blind_though_they_are_not_plain(tmp_path: Path, line: str) -> None:
    assert is_blind(tmp_path, GOOD_HE.replace("    parameters = {}\n", f"    parameters = {{}}\n    {line}\n"))


def test_no_module_is_in_reach_that_code_could_look_into() -> None:
    modules = [importlib.import_module(name) for name in BLIND_MODULES]
    within = {
        f"{module.__name__}.{name}"
        for module in modules
        for name in dir(module)
        if isinstance(getattr(module, name, None), ModuleType) and not _sees(name)
    }
    assert within == {"numpy.linalg", "numpy.random"}


def test_a_helper_that_may_see_makes_its_callers_see(tmp_path: Path) -> None:
    text = "import warnings\n\ndef helper():\n    warnings.warn('x')\n\n" + GOOD_HE
    assert is_blind(tmp_path, text)
    assert not is_blind(tmp_path, text.replace("    parameters = {}\n", "    parameters = {}\n    helper()\n"))
