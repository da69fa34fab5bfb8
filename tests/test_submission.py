"""Submissions from path to picks: names and sums, and sources made to do harm."""

from __future__ import annotations

import ast
import hashlib
import pickle
import time
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from submitting import GOOD_HE, HE, NAMES, grade, in_cells, in_file, notebook, parsed, tarball, write, zipped

from grader.submission import Found, Missing, Submission, SyntaxProblem, Unreadable, extract, read


def digest(path: Path) -> str:
    found = grade(path)[1].functions[HE]
    assert isinstance(found, Found)
    return found.digest


def test_the_digest_is_that_of_the_code_alone(tmp_path: Path) -> None:
    plain = digest(in_file(tmp_path, GOOD_HE))
    commented = GOOD_HE.replace("    parameters = {}\n", "\n    parameters = {}  # empty\n", 1)
    commented = commented.replace("seed(3)", "seed(  3)")
    assert commented != GOOD_HE
    assert digest(in_file(tmp_path, "\n\n# x\nprint(1)\n" + commented)) == plain
    assert digest(in_cells(tmp_path, "import numpy as np", GOOD_HE.partition("\n")[2])) == plain
    assert digest(in_file(tmp_path, GOOD_HE.replace("seed(3)", "seed(4)"))) != plain
    documented = GOOD_HE.replace("):\n", '):\n    """A function can read its own docstring."""\n', 1)
    assert digest(in_file(tmp_path, documented)) != plain
    assert digest(in_file(tmp_path, GOOD_HE.replace("seed(3)", "seed('3')"))) != plain
    assert digest(in_file(tmp_path, GOOD_HE.replace("seed(3)", "seed(None)"))) != digest(
        in_file(tmp_path, GOOD_HE.replace("seed(3)", "seed()"))
    )


def test_a_submission_is_named_by_its_path_and_summed_by_its_bytes(tmp_path: Path) -> None:
    work = read(in_file(tmp_path, GOOD_HE))
    assert (work.name, work.source, work.sha256) == (
        "homework", "homework.py", hashlib.sha256(GOOD_HE.encode()).hexdigest()
    )  # fmt: skip
    folder = write(tmp_path / "ann", {"a.py": GOOD_HE, "b/c.py": "x = 1"})
    packed = zipped(tmp_path / "ann.zip", {"ann/b/c.py": b"x = 1", "ann/a.py": GOOD_HE.encode()})
    tarred = tarball(tmp_path / "ann.tar.gz", {"ann/b/c.py": b"x = 1", "ann/a.py": GOOD_HE.encode()})
    works = [read(path) for path in (folder, packed, tarred)]
    assert len({work.sha256 for work in works}) == 1
    assert [work.name for work in works] == ["ann"] * 3
    assert [work.source for work in works] == ["ann/", "ann.zip", "ann.tar.gz"]
    assert [[unit.file for unit in work.units] for work in works] == [["a.py", "b/c.py"]] * 3


def test_what_comes_out_can_be_sent_to_another_process(tmp_path: Path) -> None:
    work, submission = grade(in_file(tmp_path, GOOD_HE))
    assert pickle.loads(pickle.dumps((work, submission))) == (work, submission)
    assert pickle.loads(pickle.dumps(Unreadable("Why."))).message == "Why."


@pytest.mark.parametrize(
    "text",
    [
        f"def {HE}(d): return " + "+".join(["d"] * 100_000),
        f"def {HE}(d): return " + "(" * 10_000 + ")" * 10_000,
        f"def {HE}(d): return " + "[" * 150 + "]" * 150 + " + " + "+".join(["d"] * 600),
        f"def {HE}(d): return d" + ".x" * 10_000,
        f"def {HE}(d): return " + "-" * 100_000 + "1",
        f"def {HE}(d):\n    if d: pass\n" + "    elif d: pass\n" * 20_000,
        f"def {HE}(d): return x\nx = 0\n" + "x = x + 1\n" * 10_000,
        f"def {HE}(d): return x\nx = 0\n" + "x += 1\n" * 10_000,
        f"def {HE}(d): return " + "+".join(["d"] * 600),
        f"def {HE}(d): return (" + ",".join(f"n{number}" for number in range(20_000)) + ")",
        f"def {HE}(d): return f0()\n" + "".join(f"def f{n}(): return f{n + 1}()\n" for n in range(5_000)),
        f"def {HE}(d): return f0\n" + "".join(f"f{n} = f{n + 1}\n" for n in range(5_000)),
        f"def {HE}(d): return f0\n" + "".join(f"f{n} = f{n + 1}\n" for n in range(900)),
        "def f():\n" + "".join(" " * n + "def f():\n" for n in range(1, 99)) + " " * 99 + f"def {HE}(d): return (",
    ],
    ids=range(14),
)
def test_sources_made_to_break_a_parser_end_in_a_sentence(tmp_path: Path, text: str) -> None:
    start = time.process_time()
    for path in (in_file(tmp_path, text), in_cells(tmp_path, text)):
        work = read(path)
        for broken in ({}, parsed(work)):
            found = extract(work, NAMES, broken).functions[HE]
            assert isinstance(found, Missing)
            assert len(found.message) < 600
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "text",
    [
        "from nowhere import *\n" * 5_000 + f"def {HE}(d): return " + "+".join(f"[n{n}]" for n in range(300)),
        "if 1:\n" + "".join(f"    n{n} = 1\n    n{n} = 2\n" for n in range(5_000)) + f"def {HE}(d): return "
        + "[" + ",".join(f"n{n}" for n in range(900)) + "]",
        f"def {HE}(d): return 1\n" * 5_000,
        f"def {HE}(d): return 1\n" + "".join(f"def name_{n}(): pass\n" for n in range(5_000)) + "x = (\n",
    ],
    ids=range(4),
)  # fmt: skip
def test_large_sources_take_time_in_proportion(tmp_path: Path, text: str) -> None:
    start = time.process_time()
    assert isinstance(grade(in_file(tmp_path, text))[1].functions[HE], Found | Missing)
    assert time.process_time() - start < 5


def test_a_unit_with_syntax_trouble_is_never_parsed_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = read(in_file(tmp_path, GOOD_HE))
    monkeypatch.setattr(ast, "parse", lambda *arguments: pytest.fail("parsed"))
    found = extract(work, NAMES, {0: SyntaxProblem("bad\x1b[31m" + "x" * 500, 3)}).functions[HE]
    assert isinstance(found, Missing)
    assert "homework.py, line 3: bad\ufffd[31m" in found.message
    assert len(found.message) < 300


def test_warnings_of_student_code_stay_silent(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        text = f"def {HE}(d):\n    assert (1, 'x')\n    return '\\d'\n"
        work = read(in_file(tmp_path, text))
        assert isinstance(extract(work, NAMES, {}).functions[HE], Found)


FRAGMENTS = st.sampled_from(
    [
        "def f(", "):\n", "    ", "return 1\n", "import a\n", "from a import *\n", "x = ", "(", ")", "'''", '"', "\n",
        "%m\n", "!ls", "?", "class A:\n", "@", "\\\n", "if x:\n", "try:\n", "except:\n", HE, f"def {HE}(d):\n    ",
        "\0", "é", "\ud800", "nonlocal x\n", "yield\n", "lambda: ", "{", "[", "f'{", "global x\n", "*", "x += 1\n",
        "return x\n", "# ",
    ]
)  # fmt: skip


def graded_or_refused(path: Path) -> Submission | str:
    try:
        return grade(path)[1]
    except Unreadable as error:
        return error.message


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=300)
    | st.lists(FRAGMENTS, max_size=25).map(lambda parts: "".join(parts).encode("utf-8", "replace"))
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes) -> None:
    books = [data, notebook(data.decode("utf-8", "replace")).encode(), b'{"cells": ' + data]
    for name in ("a.py", "a.ipynb", "a.zip", "a.tar", "a.tar.gz"):
        for content in books if name == "a.ipynb" else [data]:
            (tmp_path / name).write_bytes(content)
            outcome = graded_or_refused(tmp_path / name)
            assert name in outcome if isinstance(outcome, str) else set(outcome.functions) == set(NAMES)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    position=st.integers(0, 10_000), value=st.integers(0, 255), packed=st.sampled_from(["a.zip", "a.tar.gz", "a.tar"])
)
def test_damaged_archives_are_read_or_refused(tmp_path: Path, position: int, value: int, packed: str) -> None:
    files = {"x/a.py": GOOD_HE.encode(), "x/b.ipynb": notebook(GOOD_HE).encode()}
    path = tmp_path / packed
    if packed == "a.zip":
        zipped(path, files)
    else:
        tarball(path, files, mode="w:gz" if packed.endswith("gz") else "w")
    data = bytearray(path.read_bytes())
    data[position % len(data)] = value
    path.write_bytes(bytes(data))
    outcome = graded_or_refused(path)
    assert packed in outcome if isinstance(outcome, str) else set(outcome.functions) == set(NAMES)


def test_an_ordinary_submission_is_read_fast(tmp_path: Path) -> None:
    others = [GOOD_HE.replace(HE, f"f{n}") for n in range(40)]
    path = in_cells(tmp_path, "import numpy as np\nimport math", *others, GOOD_HE)
    seconds = []
    for _ in range(5):
        start = time.process_time()
        extract(read(path), NAMES, {})
        seconds.append(time.process_time() - start)
    assert min(seconds) < 0.2
