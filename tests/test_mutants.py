"""Mutants: every slightly wrong reference loses points, and what is the same function is known by its answers alone."""

from __future__ import annotations

import ast
import builtins
import csv
import random
import re
import shutil
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from courses import ROOT, install, proven, tiny

from grader import assignments, matrix, mutants
from grader.assignment import Assignment, Check, GradedFunction
from grader.equivalence import NoReference
from grader.initialization import mistaken_bodies, mistaken_values
from grader.mutants import LibraryMissing, Mutant
from grader.validation import MutantFate

REFERENCE = ROOT / "solutions" / "reference"
INITIALIZATION = assignments.load("initialization")
SAMPLE = 45

# The Initialization assignment at home where there is a reference only, its checks and mutants chosen by what follows.
CHOSEN = """\
from dataclasses import replace
from pathlib import Path

from grader.assignment import Mutation
from grader.initialization import assignment as whole

def kept(function):
    checks = tuple(check for check in function.checks if check.id.partition(".")[2] not in {left_out})
    return replace(function, checks=checks)

def mutation():
    given = whole.mutation()
    return Mutation(lambda function, source: {variants}, given.domain)

assignment = replace(
    whole,
    name="{name}",
    functions=tuple(kept(function) for function in whole.functions if function.short in {functions}),
    home=Path({home!r}),
    mutation=mutation,
)
"""


def chosen(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    variants: str,
    functions: tuple[str, ...] = ("he",),
    left_out: tuple[str, ...] = (),
) -> Assignment:
    (tmp_path / "solutions" / "reference").mkdir(parents=True)
    for path in REFERENCE.glob("*.py"):
        (tmp_path / "solutions" / "reference" / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(mutants, "_by_library", lambda _: iter(()))
    code = CHOSEN.format(name=name, variants=variants, functions=functions, left_out=left_out, home=str(tmp_path))
    return install(tmp_path, monkeypatch, name, code)


@pytest.fixture(scope="module")
def made() -> list[Mutant]:
    return mutants.make(INITIALIZATION, REFERENCE)


def test_there_are_mutants_of_every_function_and_no_two_are_the_same_tree(made: list[Mutant]) -> None:
    assert len(made) >= 300
    assert Counter(mutant.function for mutant in made).keys() == INITIALIZATION.by_name.keys()
    trees = {ast.dump(ast.parse(mutant.source)) for mutant in made}
    originals = {ast.dump(ast.parse(mutant.graded.source)) for mutant in made}
    assert len(trees) == len(made)
    assert not trees & originals
    assert len({mutant.key for mutant in made}) == len(made)


def test_every_mistake_of_the_field_can_be_made_in_some_function(made: list[Mutant]) -> None:
    values = [table for name, table in vars(mistaken_values).items() if name.isupper()]
    named = {name for table in (*values, mistaken_bodies.BODIES, mistaken_bodies.KEYS) for name in table}
    assert named <= {mutant.operator for mutant in made}


def test_a_library_makes_mutants_too(made: list[Mutant]) -> None:
    by_library = [mutant for mutant in made if re.match("Replace|Number|Zero", mutant.operator)]
    assert len(by_library) > 150


def test_a_mutant_is_the_whole_reference_with_one_function_replaced(made: list[Mutant], tmp_path: Path) -> None:
    mutant = next(mutant for mutant in made if mutant.function == "initialize_parameters_he")
    home = mutant.write(REFERENCE, tmp_path)
    names = {path.name for path in home.iterdir()}
    assert names == {path.name for path in REFERENCE.glob("*.py")}
    changed = [name for name in names if (home / name).read_bytes() != (REFERENCE / name).read_bytes()]
    assert changed == ["initialize_parameters_he.py"]
    ast.parse((home / changed[0]).read_text())


def test_a_diff_shows_what_was_changed_and_nothing_else(made: list[Mutant]) -> None:
    other_seed = next(mutant for mutant in made if "np.random.seed(42)" in mutant.source)
    lines = other_seed.diff.splitlines()
    assert lines[1:] == ["-    np.random.seed(3)", "+    np.random.seed(42)"]


def test_a_sample_of_the_mutants_is_graded_and_each_is_killed_or_the_same_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: list[Mutant]
) -> None:
    reference_only = chosen(tmp_path, monkeypatch, "sampled", "()", functions=("zeros", "random", "he"))
    sample = random.Random(1).sample(made, SAMPLE)
    monkeypatch.setattr(mutants, "make", lambda *_: sample)
    shutil.copytree(ROOT / "assignment", tmp_path / "assignment", ignore=shutil.ignore_patterns("*.md", "*.ipynb"))
    status, said = proven(reference_only, mutants=True, workers=2)
    assert status == 0, said
    assert f"{SAMPLE} distinct mutants" in said
    assert "0 survived, 0 otherwise" in said


def test_the_same_function_in_other_words_is_equivalent_by_its_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    variants = """(
        ("renamed", source.replace("parameters", "p").replace("initialize_p", "initialize_parameters")),
        ("decimal point", source.replace("2 /", "2.0 /")),
        ("keys in another order", source.replace("return parameters", "return dict(sorted(parameters.items()))")),
        ("one bit off", source.replace("np.sqrt(2 / layers_dims[l - 1])", "np.sqrt(2) / np.sqrt(layers_dims[l - 1])")),
        ("wide ones only", source.replace("L = len", "layers_dims = [min(n, 100) for n in layers_dims]; L = len")),
    )"""
    same = chosen(tmp_path, monkeypatch, "same", variants)
    status, said = proven(same, mutants=True)
    assert status == 1
    assert "5 distinct mutants: 0 killed, 3 equivalent, 2 survived" in said
    assert "he-004 (one bit off) survived" in said
    assert "he-005 (wide ones only) survived" in said
    assert "wrong solutions accepted: 2 of 2" in said
    assert "right solutions rejected: 0 of 4" in said


def test_a_check_that_is_missing_shows_in_the_mutants_that_survive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    variants = """(
        ("other seed", source.replace("seed(3)", "seed(42)")),
        ("dropped key", source.replace("return parameters", "del parameters['b1']\\n    return parameters")),
    )"""
    weak = chosen(tmp_path, monkeypatch, "weak", variants, left_out=("expected", "numbers"))
    status, said = proven(weak, mutants=True)
    assert status == 1
    assert "he-001 (other seed) survived: full marks, and not known to be the reference's function" in said
    assert "-    np.random.seed(3)" in said
    assert "+    np.random.seed(42)" in said
    assert "he-002" not in said
    assert "wrong solutions accepted: 1 of 2" in said


def test_the_same_function_in_other_words_must_not_lose_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = (
        ('source.replace(" % 26", "")', 'source.replace("moved = []", "moved = []; print(text)")'),
        (
            "    difference = compare(",
            "    if student.printed:\n        raise Failed('It prints.')\n    difference = compare(",
        ),
    )
    monkeypatch.setattr(mutants, "_by_library", lambda _: iter(()))
    status, said = proven(tiny(tmp_path, monkeypatch, *changes), mutants=True)
    assert status == 1
    assert "1 killed, 0 equivalent, 0 survived, 1 otherwise" in said
    assert "encrypt-001 (does not wrap) rejected: the reference's function, and not full marks" in said
    assert "right solutions rejected: 1 of 3" in said


def test_without_a_domain_no_mutant_counts_as_the_same_function(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cipher = tiny(tmp_path, monkeypatch, ("    mutation=_mutation,\n", ""))
    status, said = proven(cipher, mutants=True, workers=2)
    assert status == 1
    assert "0 equivalent, 1 survived" in said


def test_a_domain_that_the_reference_cannot_answer_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "_by_library", lambda _: iter(()))
    cipher = tiny(tmp_path, monkeypatch, ("draw.randint(-100, 100)", "None"))
    with pytest.raises(NoReference, match="encrypt of solutions/reference raises or dies"):
        proven(cipher, mutants=True)


def test_the_library_that_is_missing_is_named_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.startswith("cosmic_ray"):
            raise ImportError(name)
        return whole(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(LibraryMissing, match=r"pip install 'autograded-initialization\[mutants\]'"):
        mutants.make(INITIALIZATION, REFERENCE)


def test_the_matrix_can_be_read_as_csv_and_as_a_page_that_needs_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cipher = tiny(tmp_path, monkeypatch)
    some = list(mutants._by_library(mutants.make(cipher, cipher.home / "solutions" / "reference")[0].graded.source))
    monkeypatch.setattr(mutants, "_by_library", lambda _: iter(some[::9]))
    for name in ("kills.csv", "kills.html"):
        assert proven(cipher, mutants=True, matrix=tmp_path / name)[0] == 0
    with (tmp_path / "kills.csv").open(encoding="utf-8-sig", newline="") as file:
        *solutions, verdict = csv.DictReader(file)
    assert solutions[0]["solution"] == "no_wrapping.py"
    assert {row["encrypt.everywhere"] for row in solutions} == {"failed"}
    assert verdict["encrypt.expected"] == "redundant"
    assert verdict["encrypt.everywhere"].startswith("alone: ")
    page = (tmp_path / "kills.html").read_text(encoding="utf-8")
    reader = Page()
    reader.feed(page)
    assert reader.open == []
    assert reader.rows == 1 + len(cipher.functions[0].checks) + 1 + len(solutions)
    assert not reader.links
    assert "prefers-color-scheme: dark" in page


class Page(HTMLParser):
    """Counts table rows, and looks for tags that are left open and for anything that would be fetched."""

    EMPTY = frozenset({"meta", "br", "link", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows = 0
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.EMPTY:
            self.open.append(tag)
        self.rows += tag == "tr"
        self.links += [str(value) for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_matrix_of_another_kind_of_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from grader.validate import BadMatrix

    with pytest.raises(BadMatrix, match=r"kills\.xlsx is neither"):
        proven(tiny(tmp_path, monkeypatch), matrix=tmp_path / "kills.xlsx")


def test_a_check_is_redundant_when_another_catches_all_that_it_catches() -> None:
    checks = tuple(Check(f"f.{name}", name, "expected", 1, lambda _: None) for name in "abc")
    rows = [
        matrix.Row("f", "one", "wrong", "", {"f.a": "failed", "f.b": "failed", "f.c": "passed"}),
        matrix.Row("f", "two", "wrong", "", {"f.a": "passed", "f.b": "failed", "f.c": "not_run"}),
    ]
    columns, own = matrix._part(GradedFunction("f", "f", checks), rows)
    assert [(column.catches, column.alone, column.redundant) for column in columns] == [
        (1, (), True),
        (2, ("two",), False),
        (0, (), True),
    ]
    assert len(own) == 2


def test_words_of_a_solution_cannot_break_the_page_or_the_table() -> None:
    from grader.render import kill_matrix

    function = GradedFunction("f", "f", (Check("f.a", "A & B", "expected", 1, lambda _: None),))
    row = matrix.Row("f", "<script>.py", "wrong", "=1+1", {"f.a": "failed"})
    part = matrix.Part(function, matrix._part(function, [row])[0], (row,))
    found = matrix.KillMatrix(Assignment("one", "One", (function,)), (part,))
    assert "<script>" not in kill_matrix.page(found)
    assert "A &amp; B" in kill_matrix.page(found)
    assert "'=1+1" in kill_matrix.table(found)


def test_a_fate_is_told_by_its_key_and_operator() -> None:
    fate = MutantFate(
        key="f-001", function="f", operator="x", diff="+ y", fate="killed", killed_by=["f.a"], seconds=0.5
    )
    assert matrix._words(fate) == "x: y"
