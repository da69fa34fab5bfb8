"""What cannot see its own text: only for such code does one report hold for all of its layouts."""

from __future__ import annotations

from pathlib import Path

import pytest
from submitting import GOOD_HE, HE, grade

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
        "'%(x)s f_lineno'",
        "np.testing",
        "from numpy import sys",
        "from numpy import f2py as harmless",
        "import numpy.testing",
        "next(x for x in [1]).gi_frame",
        "globals()",
        "class A: __slots__ = ()",
        "match layers_dims:\n        case list(__class__=kind): pass",
        "try: 1 / 0\n    except ZeroDivisionError as error: error.__traceback__.tb_lineno",
    ],
)
def test_work_that_may_see_its_own_text_is_not(tmp_path: Path, line: str) -> None:
    assert not is_blind(tmp_path, GOOD_HE.replace("    parameters = {}\n", f"    parameters = {{}}\n    {line}\n"))


def test_a_helper_that_may_see_makes_its_callers_see(tmp_path: Path) -> None:
    text = "import warnings\n\ndef helper():\n    warnings.warn('x')\n\n" + GOOD_HE
    assert is_blind(tmp_path, text)
    assert not is_blind(tmp_path, text.replace("    parameters = {}\n", "    parameters = {}\n    helper()\n"))
