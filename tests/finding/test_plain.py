"""What does the same whatever its own names are: only such functions may share one result in a class."""

from __future__ import annotations

import ast
import io
import itertools
import pickle
import tokenize
from pathlib import Path

import numpy as np
import pytest
from submitting import GOOD_HE, HE, RANDOM, ZEROS, grade

from grader.assignments import load
from grader.finding.plain import plain
from grader.submission import Found

ROOT = Path(__file__).parents[2]
OWN = ("layers_dims", "parameters", "l")
# Each row: ways to write one thing.
SPELLINGS = [
    [
        '"W" + str(l)',
        "'W' + str(l)",
        'f"W{l}"',
        'f"W{l!s}"',
        '"W%d" % l',
        '"W%s" % l',
        '"W{}".format(l)',
        '"" + f"W{l}"',
    ],
    ['"{W" + str(l) + "%}"', 'f"{{W{l}%}}"', '"{W%i" % l + "%}"'],
    ["str(l)", 'f"{l}"', '"%d" % l', '"{}".format(l)'],
    [
        "np.zeros((l, 2))",
        "np.zeros([l, 2])",
        "np.zeros(shape=(l, 2))",
        "np.zeros((l, 2), dtype=float)",
        "np.zeros(dtype=np.float64, shape=[l, 2])",
    ],
    ["np.ones(l)", "np.ones(shape=l)", "np.ones(l, dtype=float)"],
    ["x * 10", "10 * x"],
    ["x * 0.5", "0.5 * x"],
    ["x + 1", "1 + x"],
]
# Of every kind that plain code can have.
BUILT_IN = (3, True, 2.5, float("inf"), 1j, "ab", [1, 2], (1,), None, {1: 2}, {1}, range(3))
ARRAYS = (np.arange(3), np.array([0.1, np.nan, -0.0]), np.ones((2, 2), np.float16), np.array("a"), np.array(7))
SCALARS = (np.float32(0.1), np.int8(100), np.True_, np.str_("ab"))
NUMBERS = (0, 1, 12)


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


def with_expression(expression: str) -> str:
    return f"import numpy as np\n\ndef {HE}(x):\n    for l in range(1, 3):\n        x[{expression}] = 0\n    return x\n"


@pytest.mark.parametrize("row", SPELLINGS, ids=lambda row: row[0])
def test_what_has_one_form_though_it_is_spelt_otherwise_is_the_same_to_python(tmp_path: Path, row: list[str]) -> None:
    def outcome(expression: str, values: dict[str, object]) -> object:
        try:
            value = eval(expression, {"np": np, "str": str}, values)
        except Exception as error:
            return type(error)
        return type(value), pickle.dumps(value)

    assert len({form(tmp_path, with_expression(expression)) for expression in row}) == 1
    with np.errstate(all="ignore"):
        for number, x in itertools.product(NUMBERS, (*BUILT_IN, *ARRAYS, *SCALARS)):
            assert len({outcome(expression, {"l": number, "x": x}) for expression in row}) == 1, (number, x)


def test_spellings_of_different_things_have_different_forms(tmp_path: Path) -> None:
    forms = [form(tmp_path, with_expression(row[0])) for row in SPELLINGS]
    assert None not in forms
    assert len(set(forms)) == len(SPELLINGS)


def test_code_that_is_spelt_otherwise_is_other_code(tmp_path: Path) -> None:
    digests = []
    for expression in (expression for row in SPELLINGS for expression in row if expression != "'W' + str(l)"):
        (tmp_path / "work.py").write_text(with_expression(expression))
        found = grade(tmp_path / "work.py")[1].functions[HE]
        assert isinstance(found, Found)
        digests.append(found.digest)
    assert len(set(digests)) == len(digests)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('"W" + str(l)', '"W" + str(x)'),
        ('"W" + str(l)', '"W" + str(l - 1)'),
        ('"W" + str(l)', 'f"W{l!r}"'),
        ('f"W{l}"', 'f"W{l:3}"'),
        ('"W%d" % l', '"W%3d" % l'),
        ('"W%d" % l', '"W%x" % l'),
        ('"W%d" % l', '"W%%d" % l'),
        ('"W%d" % x', '"W%s" % x'),
        ('"W{}".format(l)', '"W{{}}".format(l)'),
        ('"W{}".format(l)', '"W{:3}".format(l)'),
        ('"W{}".format(x)', 'f"W{x}"'),
        ('"W" + str(x)', 'f"W{x}"'),
        ('"{1}" + str(l)', '"{}".format(l) + str(l)'),
        ('"W%%%d" % l', '"W%%" + str(l)'),
        ('"{{W{}".format(l)', '"{{W" + str(l)'),
        ("np.zeros((l, 2))", "np.zeros((2, l))"),
        ("np.zeros((l, 2))", "np.zeros((l, 2), dtype=int)"),
        ("np.zeros((l, 2))", "np.zeros((l, 2), dtype=np.float32)"),
        ("np.zeros((l, 2))", "np.zeros((l, 2), order='F')"),
        ("np.zeros((l, 2))", "np.zeros(l, 2)"),
        ("np.zeros(l)", "np.zeros((l,))"),
        ("np.ones((l, 2))", "np.zeros((l, 2))"),
        ("np.full((l, 2), x)", "np.full([l, 2], x)"),
        ("x - 1", "1 - x"),
        ("x * True", "True * x"),
        ("x * 1j", "1j * x"),
        ("x * 1e999", "1e999 * x"),
        ("x * 2147483648", "2147483648 * x"),
        ("x * 'a'", "'a' * x"),
        ("x * l", "l * x"),
        ("x + (1 + l)", "(x + 1) + l"),
    ],
)
def test_what_may_be_something_else_has_another_form(tmp_path: Path, one: str, other: str) -> None:
    assert form(tmp_path, with_expression(one)) != form(tmp_path, with_expression(other))


@pytest.mark.parametrize(
    "change",
    [
        ("for l in range(1, 3)", "for l in x"),
        ("for l in range(1, 3)", "for l in range(x, 3)"),
        ("for l in range(1, 3)", "for l in range(True, 3)"),
        ("for l in range(1, 3)", "for l in range(*x)"),
        ("for l in range(1, 3)", "for l in reversed(range(1, 3))"),
        ("    return", "    l = x\n    return"),
        ("    return", "    l += 0.5\n    return"),
        ("    return", "    for l in x:\n        pass\n    return"),
        ("(x)", "(l)"),
    ],
)
def test_what_is_no_plain_counter_is_no_number_to_be_put_into_texts(tmp_path: Path, change: tuple[str, str]) -> None:
    one, other = (with_expression(spelt).replace(*change) for spelt in ('"W" + str(l)', '"W%d" % l'))
    assert form(tmp_path, one) != form(tmp_path, other)


def test_numpys_shapes_are_numpys(tmp_path: Path) -> None:
    for imports in ("import math as np", "from numpy import random as np", ""):
        texts = [with_expression(spelt).replace("import numpy as np", imports) for spelt in SPELLINGS[3][:2]]
        assert form(tmp_path, texts[0]) != form(tmp_path, texts[1]) or form(tmp_path, texts[0]) is None


def test_what_python_refuses_only_later_is_not_put_right(tmp_path: Path) -> None:
    once, twice = (
        ast.parse(with_expression("np.zeros((l, 2), dtype=float)").replace("dtype=float", given))
        for given in ("dtype=float", "dtype=int, dtype=float")
    )
    one, other = plain(once.body), plain(twice.body)
    assert one is not None
    assert other is not None
    assert one.form != other.form


def test_a_tower_of_texts_is_spelt_in_common_up_to_a_height_and_is_never_an_error(tmp_path: Path) -> None:
    for count, common in ((7, True), (8, True), (9, False), (380, False)):
        tower = form(tmp_path, with_expression(" + ".join(['"W"'] * count + ["str(l)"])))
        assert tower is not None
        assert (tower == form(tmp_path, with_expression(f'f"{"W" * count}{{l}}"'))) == common
        assert form(tmp_path, with_expression(f"np.zeros([{'-' * count}l])")) is not None


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
        "layers_dims is None",
        "np.random.seed()",
        "sow = np.random.seed; sow()",
        "np.random.seed(layers_dims)",
        "np.add(1, 1, where=False)",
        "np.zeros(**{})",
        "[__file__ for __file__ in layers_dims]",
        "yield 1",
        "str(np.random.randn)[-5]",
        "str(np.size)",
        "print(layers_dims.append)",
        "print(np.random.random)",
        "np.array('now', 'M8[s]')",
        "np.array('now', dtype='M' + '8[s]')",
        "kind = 'M8[s]'; np.zeros(1, kind)",
        "kind = '%c8[s]' % 77; np.zeros(1, kind)",
        "kind = 'm8[s]'.upper(); np.zeros(1, kind)",
        "kind = 'dateti' + str(np.float64)[10] + 'e64'; np.zeros(1, kind)",
        "kind = 'dateti' + str(float)[10] + 'e64'; np.zeros(1, kind)",
        "kind = 'dateti' + str(np)[12] + 'e64'; np.zeros(1, kind)",
        "np.array(['now']).astype('datetime64[s]')",
        "kind = 'M8'; np.array(['now']).astype(kind)",
        "np.full(1, 'now', 'M8[s]')",
        "np.full(*('now', 'M8[s]'))",
        "np.add(1, 1, sig='M8[s]')",
        "made = np.array; made('now', 'M8[s]')",
        "layers_dims.sum(None, 'M8[s]')",
        "np.dtype('M8[s]')",
        "look = np.dot; print(look)",
        "look = np.dot; other = look; str(other)",
        "str(max(n for n in layers_dims))[:3] + str(sum([], zip(layers_dims)))",
        "str(n for n in layers_dims)",
        "str(np.max(n for n in layers_dims))",
        "pairs = zip(layers_dims, layers_dims); print(pairs)",
        "print([enumerate(layers_dims)])",
        "print(*reversed(layers_dims))",
    ],
)
def test_what_may_see_more_or_leave_something_behind_has_none(tmp_path: Path, line: str) -> None:
    text = GOOD_HE.replace("    parameters = {}\n", f"    parameters = {{}}\n    {line}\n")
    assert text != GOOD_HE
    assert form(tmp_path, text) is None


def test_a_name_that_is_a_comprehensions_and_is_bound_around_it_later_is_not_plain(tmp_path: Path) -> None:
    text = GOOD_HE.replace("2 /", "scale() /").replace(
        f"def {HE}", f"def scale():\n    [k for k in range(3)]\n    return two\n\ntwo = 2\n\ndef {HE}"
    )
    assert form(tmp_path, text) is not None
    assert form(tmp_path, text.replace("[k for k", "[two for two")) is None


def test_a_helper_has_its_own_names_but_not_those_by_which_its_arguments_are_given(tmp_path: Path) -> None:
    text = GOOD_HE.replace("np.sqrt(2 / layers_dims[l - 1])", "scale(layers_dims[l - 1])")
    text = text.replace(f"def {HE}", f"def scale(n):\n    return np.sqrt(2 / n)\n\ndef {HE}")
    assert form(tmp_path, text) == form(tmp_path, text.replace("(n)", "(fan)").replace("/ n", "/ fan")) is not None
    assert form(tmp_path, text.replace("scale(layers", "scale(n=layers")) is None


@pytest.mark.parametrize("line", ["str(scale)[-5]", "f'{scale}'", "[scale]", "str(draw)[-5]"])
def test_a_function_that_is_looked_at_has_an_address_and_is_not_plain(tmp_path: Path, line: str) -> None:
    head = "from random import random as draw\n\ndef scale():\n    return 1\n\n"
    text = GOOD_HE.replace(f"def {HE}", f"{head}def {HE}")
    called = text.replace("    parameters = {}\n", "    parameters = {}\n    scale() + draw()\n")
    assert form(tmp_path, called) is not None
    assert form(tmp_path, text.replace("    parameters = {}\n", f"    parameters = {{}}\n    {line}\n")) is None


@pytest.mark.parametrize(
    "line",
    [
        "print(layers_dims.shape, np.pi, np.float64, layers_dims.T)",
        "print(list(zip(layers_dims, layers_dims)), sum(n for n in layers_dims))",
        "print(','.join(str(n) for n in layers_dims), {n for n in layers_dims})",
        "pairs = {k: v for k, v in enumerate(reversed(layers_dims))}",
        "dot = np.dot; dot(1, 1)",
        "np.zeros((2, 1), np.float64) + np.zeros((2, 1), dtype=float) + np.ones(1, 'float32').astype('f8')",
        "np.mean(layers_dims, 0) + np.sum(layers_dims, layers_dims) + np.full((2, 1), layers_dims).sum(axis=0)",
        "np.array(layers_dims, dtype=layers_dims.dtype)",
        "np.zeros(layers_dims[1], layers_dims[0]) + np.zeros(2, 1)",
    ],
)
def test_data_may_be_looked_at_and_iterators_be_used_up(tmp_path: Path, line: str) -> None:
    text = GOOD_HE.replace("    parameters = {}\n", f"    parameters = {{}}\n    {line}\n")
    assert form(tmp_path, text) is not None


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
