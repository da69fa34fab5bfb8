"""A function that does what another one did is not asked again, and gets what it would get alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from submitting import GOOD_HE, HE, RANDOM

from grader.assignment import Assignment
from grader.assignments import load
from grader.confine.host import Conversation, Wall
from grader.draft import Draft, environment
from grader.looking import Task
from grader.recollection import MAX_TOLD, Exchange, Lesson, Recollection
from grader.report import timeless
from grader.score import examine
from grader.worker import Orders, examine_piece

ROOT = Path(__file__).parents[1]
NAMES = ("layers_dims", "parameters")
RANDOM_ONE = GOOD_HE.replace(HE, RANDOM)


@pytest.fixture(scope="module")
def assignment() -> Assignment:
    return load("initialization")


@pytest.fixture(scope="module")
def wall(assignment: Assignment) -> Iterator[Wall]:
    with Wall(assignment.packages) as wall:
        yield wall


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The functions that were asked something, each time that they were."""
    found: list[str] = []
    ask = Conversation.ask

    def spied(self: Conversation, function: str, questions: Sequence[object]) -> object:
        found.append(function)
        return ask(self, function, questions)  # type: ignore[arg-type]

    monkeypatch.setattr(Conversation, "ask", spied)
    return found


def work(folder: Path, student: str, text: str) -> Path:
    path = folder / student / "work.py"
    path.parent.mkdir()
    path.write_text(text)
    return path


def in_class(paths: Sequence[Path], word: str) -> list[Draft]:
    """What one worker makes of these, one after the other. A new `word` makes it forget what was before."""
    orders = Orders("initialization", known=frozenset({word}))
    drafts = [found.draft for found in examine_piece(orders, [Task(path.parent.name, path) for path in paths]).examined]
    return [draft for draft in drafts if draft is not None]


def must_be_the_same(drafts: Sequence[Draft], paths: Sequence[Path], assignment: Assignment, wall: Wall) -> None:
    for draft, path in zip(drafts, paths, strict=True):
        alone = examine(path, assignment, wall)
        assert timeless(draft.report) == timeless(alone.report)
        jobs, own = ([(item.function, item.check, repr(item.job)) for item in one.waiting] for one in (draft, alone))
        assert jobs == own


def test_everybody_gets_what_they_get_alone_though_most_are_not_asked(
    tmp_path: Path, assignment: Assignment, wall: Wall, asked: list[str]
) -> None:
    texts = [
        GOOD_HE,
        GOOD_HE.replace("2 /", "1 /"),
        GOOD_HE.replace("np.zeros", "np.ones"),
        GOOD_HE.replace("3)", "4)"),
    ]
    texts.append(GOOD_HE.replace("2 /", "unknown_name /"))
    texts.append(f"def {HE}(layers_dims):\n    raise NotImplementedError\n\n{RANDOM_ONE}")
    texts.append(GOOD_HE.replace("    return", "    print(layers_dims)\n    return"))
    paths = []
    for number, text in enumerate(texts * 2):
        names = {name: f"{name}_{number}" for name in NAMES}
        for name, own in names.items():
            text = text.replace(name, own).replace(f"initialize_{own}", f"initialize_{name}")
        paths.append(work(tmp_path, f"s{number}", "# mine\n" * number + text))
    drafts = in_class(paths, "renamed")
    calls = len(asked)
    for draft, path in zip(drafts, paths, strict=True):
        before, _, _ = path.read_text().partition(f"def {HE}")
        assert draft.report.functions[2].location.line == before.count("\n") + 1
    assert calls > 0
    must_be_the_same(drafts, paths, assignment, wall)
    assert len(asked) - calls > 1.5 * calls


def test_a_function_beside_one_that_meddles_is_neither_taken_for_another_nor_the_other_way_round(
    tmp_path: Path, assignment: Assignment, wall: Wall
) -> None:
    meddling = GOOD_HE.replace(HE, "initialize_parameters_zeros").replace(
        "    return", "    setattr(np, 'sqrt', abs)\n    return"
    )
    meddling += GOOD_HE.partition("\n\n")[2]
    for number, order in enumerate(([meddling, GOOD_HE], [GOOD_HE, meddling])):
        paths = [work(tmp_path, f"s{number}{place}", text) for place, text in enumerate(order)]
        drafts = in_class(paths, f"meddled {number}")
        assert len({draft.report.functions[2].score for draft in drafts}) == 2
        must_be_the_same(drafts, paths, assignment, wall)


@pytest.mark.parametrize(
    "store", ["np.random.seed, unused = 3, 4", "np.random.seed \\\n        = 3", "for np.random.seed in [3]: pass"]
)
def test_what_one_function_stores_in_numpy_costs_no_other_however_it_is_written(
    tmp_path: Path, assignment: Assignment, wall: Wall, store: str
) -> None:
    text = RANDOM_ONE.replace("    return", f"    {store}\n    return") + GOOD_HE.partition("\n\n")[2]
    path = work(tmp_path, "stores", text)
    plain = work(tmp_path, "plain", GOOD_HE)
    stored, alone = (examine(one, assignment, wall).report.functions[2] for one in (path, plain))
    assert [check.status for check in stored.checks] == [check.status for check in alone.checks]
    assert stored.score > 0


def test_how_deep_code_is_nested_costs_no_function_beside_it_and_hangs_not_on_where_it_is_read(
    tmp_path: Path, assignment: Assignment, wall: Wall
) -> None:
    deep = "\n\nx = (0\n{})\n"
    texts = [GOOD_HE + deep.format("+ 1\n" * levels) for levels in (990, 1_000, 1_001, 2_000, 5_000)]
    paths = [work(tmp_path, f"s{number}", text) for number, text in enumerate(texts)]

    def graded(frames: int) -> list[Draft]:
        return graded(frames - 1) if frames else in_class(paths, "deep")

    for drafts in (graded(0), graded(300)):
        assert {draft.report.functions[2].state for draft in drafts} == {"graded"}
        must_be_the_same(drafts, paths, assignment, wall)


def test_words_of_pythons_own_that_name_a_variable_are_each_students_own(
    tmp_path: Path, assignment: Assignment, wall: Wall
) -> None:
    text = GOOD_HE.replace(
        "    return parameters", "    if l > 9:\n        mine = 1\n    parameters[mine] = l\n    return parameters"
    )
    paths = [work(tmp_path, name, text.replace("mine", name)) for name in ("anna", "boris")]
    drafts = in_class(paths, "named")
    causes = [draft.report.functions[2].checks[0].cause for draft in drafts]
    assert [cause is not None and name in cause.message for cause, name in zip(causes, ("anna", "boris"), strict=True)]
    must_be_the_same(drafts, paths, assignment, wall)


def test_whoever_spells_one_thing_otherwise_is_not_asked_and_hears_pythons_words_of_the_own_spelling(
    tmp_path: Path, assignment: Assignment, wall: Wall, asked: list[str]
) -> None:
    key = '"W" + str(l)'
    assert key in GOOD_HE
    spelt = [GOOD_HE.replace(key, other) for other in (key, 'f"W{l}"', '"W%d" % l', '"W{}".format(l)')]
    wrong = [GOOD_HE.replace("    return", f"    {line}\n    return") for line in ("x = 2 * None", "x = None * 2")]
    paths = [work(tmp_path, f"s{number}", text) for number, text in enumerate(spelt + wrong)]
    drafts = in_class(paths[:1], "spelt")
    assert asked
    asked.clear()
    drafts += in_class(paths[1:4], "spelt")
    assert asked == []
    drafts += in_class(paths[4:], "spelt")
    causes = [draft.report.functions[2].checks[0].cause for draft in drafts[4:]]
    words = [cause.message for cause in causes if cause is not None]
    assert "int" in words[0].partition("NoneType")[0]
    assert "int" in words[1].partition("NoneType")[2]
    must_be_the_same(drafts, paths, assignment, wall)


def test_a_whole_class_of_solutions_in_one_worker_gets_what_each_gets_alone(assignment: Assignment, wall: Wall) -> None:
    paths = sorted(path for kind in ("accepted", "wrong") for path in (ROOT / "solutions" / kind).glob("*.py"))[::6]
    paths += paths
    must_be_the_same(in_class(paths, "solutions"), paths, assignment, wall)


def test_what_one_worker_has_learned_another_need_not_ask(
    tmp_path: Path, assignment: Assignment, wall: Wall, asked: list[str]
) -> None:
    first, second = (work(tmp_path, name, text) for name, text in (("a", GOOD_HE), ("b", f"# b\n\n{GOOD_HE}")))
    orders = [Orders("initialization", known=frozenset({word})) for word in ("teacher", "pupil", "stranger")]
    lessons = examine_piece(orders[0], [Task("a", first)]).lessons
    assert {lesson.key[1] for lesson in lessons} == {HE}
    asked.clear()
    told = examine_piece(orders[1], [Task("b", second)], lessons)
    assert asked == []
    assert told.lessons == []
    drafts = [found.draft for found in told.examined]
    must_be_the_same([draft for draft in drafts if draft is not None], [second], assignment, wall)
    elsewhere = [Lesson((environment("none"), *lesson.key[1:]), lesson.draft) for lesson in lessons]
    asked.clear()
    examine_piece(orders[2], [Task("b", second)], elsewhere)
    assert asked, "what was learned elsewhere, unconfined, was taken for the same"


def test_every_worker_hears_every_lesson_of_the_others_and_no_more_than_can_travel() -> None:
    exchange = Exchange(width=2)
    lessons = [Lesson((None, str(number), None, False), None) for number in range(3 * MAX_TOLD)]  # type: ignore[arg-type]
    heard: dict[str, set[str]] = {"anna": set(), "boris": set()}
    for number in range(0, 20, 2):
        for worker, learned in (("anna", lessons[number]), ("boris", lessons[number + 1])):
            due, count = exchange.due()
            heard[worker] |= {lesson.key[1] for lesson in due} | {learned.key[1]}
            exchange.take(worker, count, [learned])
    assert heard["anna"] >= {str(number) for number in range(19)}
    assert heard["boris"] >= {str(number) for number in range(20)}
    assert len(exchange.due()[0]) <= 2
    exchange.take("anna", 20, lessons[20:])
    assert list(exchange.due()[0]) == lessons[-MAX_TOLD:]
    exchange.take("anna", len(lessons), [])
    exchange.take("boris", len(lessons), [])
    assert list(exchange.due()[0]) == []
    exchange.forget_workers()
    assert len(exchange.due()[0]) == MAX_TOLD


def test_a_recollection_forgets_what_is_oldest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.recollection.MAX_KEPT", 3)
    recollection = Recollection()
    recollection.learn(Lesson((None, str(number), None, False), None) for number in range(5))  # type: ignore[arg-type]
    assert [key[1] for key in recollection._kept] == ["2", "3", "4"]


def test_whoever_only_looks_loads_no_grader() -> None:
    code = (
        "import sys, grader.looking; print({'numpy', 'msgspec', 'grader.worker', 'grader.confine'} & set(sys.modules))"
    )
    printed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert printed == "set()\n"


def test_a_syntax_error_beside_known_functions_is_told_as_it_is_alone_and_nothing_is_asked(
    tmp_path: Path, assignment: Assignment, wall: Wall, asked: list[str]
) -> None:
    broken = f"{GOOD_HE}\n\n{RANDOM_ONE.replace('    return parameters', '    return parameters)')}\nimport math\n"
    texts = [GOOD_HE, broken, broken.replace("import math", "pip install numpy"), "def nothing(:\n    pass\n"]
    paths = [work(tmp_path, f"s{number}", text) for number, text in enumerate(texts)]
    orders = Orders("initialization", known=frozenset({"broken"}))
    examine_piece(orders, [Task("s0", paths[0])])
    asked.clear()
    opened: list[object] = []
    converse = Wall.converse
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Wall, "converse", lambda self, units: opened.append(units) or converse(self, units))
        found = examine_piece(orders, [Task(path.parent.name, path) for path in paths[1:]]).examined
    assert (asked, opened) == ([], [])
    drafts = [one.draft for one in found if one.draft is not None]
    assert [draft.report.functions[1].state for draft in drafts] == ["broken", "broken", "missing"]
    must_be_the_same(drafts, paths[1:], assignment, wall)
