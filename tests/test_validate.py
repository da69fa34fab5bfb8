"""`grade validate`: what a solution must get is believed only if the grader gives it, word for word, every time."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from xml.dom import minidom

import msgspec
import pytest
from courses import proven, tiny

from grader import shifts, stability, validate, verdicts
from grader.agreement import disagreements
from grader.assignment import Assignment, Check, GradedFunction
from grader.report import Cause, CheckResult, Environment, FunctionResult, Place, Report, SubmissionInfo
from grader.shifts import Item
from grader.soundness import BadAssignment
from grader.verdicts import Case, Unusable

NEVER_WRAPS = (
    'def encrypt(text, shift):\n    return "".join(chr(ord(c) + shift) if "a" <= c <= "z" else c for c in text)\n'
)
Write = Callable[[str, str], Path]


@pytest.fixture
def cipher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Assignment:
    return tiny(tmp_path, monkeypatch)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of the tiny assignment's solutions."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / "cipher" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def verdict(file: str = "no_wrapping.py", **entry: object) -> str:
    whole = {"idea": "runs on after z", "points": {"encrypt": 0}, **entry}
    return f'["{file}"]\n' + "".join(f"{key} = {_toml(item)}\n" for key, item in whole.items())


def _toml(item: object) -> str:
    if isinstance(item, dict):
        return "{" + ", ".join(f"{key} = {_toml(part)}" for key, part in item.items()) + "}"
    return json.dumps(item)


def test_a_proven_grader_prints_both_figures_and_ends_with_0(cipher: Assignment) -> None:
    status, said = proven(cipher)
    assert status == 0
    assert "wrong solutions accepted: 0 of 2" in said
    assert "right solutions rejected: 0 of 2" in said
    assert "Proven" in said


def test_a_wrong_solution_in_accepted_is_named_with_what_it_got(cipher: Assignment, write: Write) -> None:
    write("solutions/accepted/mistaken.py", NEVER_WRAPS)
    status, said = proven(cipher)
    assert status == 1
    assert "right solutions rejected: 1 of 3" in said
    assert "accepted/mistaken.py" in said
    assert "encrypt: 10 points expected, got 0" in said
    assert "encrypt.expected    failed  0 / 4" in said
    assert "no_wrapping: " in said
    assert "Not proven" in said


def test_a_right_solution_in_wrong_counts_as_accepted(cipher: Assignment, write: Write) -> None:
    write("solutions/wrong/no_wrapping.py", (cipher.home / "solutions/reference/encrypt.py").read_text())  # type: ignore[operator]
    status, said = proven(cipher)
    assert status == 1
    assert "wrong solutions accepted: 1 of 2" in said
    assert "a wrong solution gets full marks" in said
    assert "no_wrapping should be told, and no misconception is" in said


def test_points_must_be_exact_and_the_misconception_must_be_told(cipher: Assignment, write: Write) -> None:
    write("solutions/wrong/verdicts.toml", verdict(points={"encrypt": 4}, told={"encrypt": "moves_backwards"}))
    status, said = proven(cipher)
    assert status == 1
    assert "encrypt: 4 points expected, got 0" in said
    assert "moves_backwards should be told, and no_wrapping is" in said


def test_a_hostile_one_may_get_what_it_computed_and_no_more(cipher: Assignment, write: Write) -> None:
    name = "equal_to_all.py"
    write(f"solutions/hostile/{name}", (cipher.home / "solutions/reference/encrypt.py").read_text())  # type: ignore[operator]
    status, said = proven(cipher)
    assert status == 1
    assert "at most 0 points expected, got 10" in said
    assert "wrong solutions accepted: 1 of 2" in said
    write("solutions/hostile/verdicts.toml", verdict(name, points={"encrypt": 9}))
    assert "at most 9 points expected, got 10" in proven(cipher)[1]


def test_what_is_handed_out_gets_no_points(cipher: Assignment, write: Write) -> None:
    write("assignment/encrypt.py", (cipher.home / "solutions/reference/encrypt.py").read_text())  # type: ignore[operator]
    status, said = proven(cipher)
    assert status == 1
    assert "encrypt: 0 points expected, got 10" in said


def test_a_grader_that_fails_proves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tiny(tmp_path, monkeypatch, ("return text.translate(", "return 1 / 0 and text.translate("))
    status, said = proven(broken)
    assert status == 1
    assert "the check encrypt.expected itself fails: in site-cipher/course_cipher.py, line " in said
    assert "ZeroDivisionError: division by zero" in said
    assert "instructor" not in said


def test_questions_that_cannot_be_had_are_told_once_and_nothing_is_graded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tiny(tmp_path, monkeypatch, ("[Question(EXAMPLE)]", "[Question(EXAMPLE[3])]"))
    with pytest.raises(BadAssignment, match=r"the questions of the check 'encrypt\.expected' fails, .*IndexError"):
        proven(broken)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("wrong/verdicts.toml", "[", "solutions/wrong/verdicts.toml cannot be read"),
        ("wrong/verdicts.toml", "", "wrong/verdicts.toml has no verdict for no_wrapping.py"),
        ("wrong/new.py", "", "wrong/verdicts.toml has no verdict for new.py"),
        ("wrong/verdicts.toml", verdict() + verdict("gone.py"), "a verdict for gone.py, and there is no such file"),
        (
            "wrong/verdicts.toml",
            verdict(hint="?"),
            "no_wrapping.py: there is no 'hint'; there is idea, points, told, slow,",
        ),
        ("wrong/verdicts.toml", verdict(idea=3), "no_wrapping.py: idea: expected text, got a whole number."),
        (
            "wrong/verdicts.toml",
            verdict(points={"encrypt": "0"}),
            "no_wrapping.py: points: expected a number, got text.",
        ),
        (
            "hostile/verdicts.toml",
            verdict("equal_to_all.py", points={"encrypt": 10}),
            "belongs into solutions/accepted",
        ),
        ("wrong/verdicts.toml", verdict("gone.py"), "no such file; no_wrapping.py has none"),
        ("wrong/verdicts.toml", verdict(points={}), "no_wrapping.py: points says nothing of 'encrypt'"),
        ("wrong/verdicts.toml", verdict(points={"encrypt": 11}), "points gives 'encrypt' 11, of 0 to 10"),
        ("wrong/verdicts.toml", verdict(points={"encrypt": 0, "x": 0}), "points names 'x'; there is encrypt"),
        (
            "wrong/verdicts.toml",
            verdict(points={"encrypt": 10}),
            "points are full marks, so it belongs into solutions/accepted",
        ),
        ("hostile/verdicts.toml", verdict("equal_to_all.py", told={"encrypt": "x"}), "told is for wrong/ only"),
        ("hostile/verdicts.toml", None, "There is no solutions/hostile/verdicts.toml"),
    ],
)
def test_solutions_that_cannot_be_judged_by_are_refused_in_a_sentence(
    cipher: Assignment, write: Write, name: str, text: str | None, words: str
) -> None:
    path = write(f"solutions/{name}", text or "")
    if text is None:
        path.unlink()
    with pytest.raises(Unusable) as caught:
        verdicts.read(cipher)
    assert words in str(caught.value)
    assert caught.value.status == 2
    assert "\n" not in str(caught.value)


def test_what_stands_beside_the_solutions_is_no_solution(cipher: Assignment, write: Write) -> None:
    for name in ("README.md", "no_wrapping.py~", ".DS_Store"):
        write(f"solutions/wrong/{name}", "notes")
        write(f"solutions/accepted/{name}", "notes")
    assert proven(cipher)[0] == 0


def test_a_verdict_that_is_silent_about_what_is_told_does_not_agree(cipher: Assignment, write: Write) -> None:
    write("solutions/wrong/verdicts.toml", verdict())
    status, said = proven(cipher)
    assert status == 1
    assert "its verdict says nothing of what is told: no_wrapping" in said
    assert "other than they must be: 1 of 4" in said


def test_where_nothing_is_wrong_or_nothing_is_handed_out_nothing_is_proven(cipher: Assignment) -> None:
    assert cipher.home is not None
    for folder in ("solutions/wrong", "solutions/hostile"):
        shutil.rmtree(cipher.home / folder)
    status, said = proven(cipher)
    assert status == 1
    assert "Nothing shows that wrong work is refused" in said
    assert proven(cipher, mutants=True)[0] == 0
    shutil.rmtree(cipher.home / "assignment")
    status, said = proven(cipher, mutants=True)
    assert status == 1
    assert "There is no assignment/, so nothing shows what students are given" in said


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("moved = []", "moved = list()", None),
        (
            "each of the letters",
            "every letter of",
            "assignment/ is not what solutions/reference makes (encrypt.py is stale)",
        ),
        ("### BEGIN SOLUTION", "### BEGIN SOLUTON", "What students get cannot be made from solutions/reference: "),
    ],
)
def test_what_students_get_must_be_what_the_reference_makes(
    cipher: Assignment, write: Write, old: str, new: str, words: str | None
) -> None:
    assert cipher.home is not None
    path = cipher.home / "solutions" / "reference" / "encrypt.py"
    write("solutions/reference/encrypt.py", path.read_text().replace(old, new))
    status, said = proven(cipher)
    assert (status, (words or "") in said) == (int(words is not None), True)


def test_mutants_of_a_reference_that_fails_are_not_judged(cipher: Assignment, write: Write) -> None:
    write("solutions/reference/encrypt.py", NEVER_WRAPS)
    status, said = proven(cipher, mutants=True)
    assert status == 1
    assert "Its mutants were not judged: the reference itself must get full marks first." in said
    assert "wrong solutions accepted: 0 of 2" in said


def test_without_a_reference_nothing_can_be_proven(cipher: Assignment) -> None:
    assert cipher.home is not None
    (cipher.home / "solutions" / "reference").rename(cipher.home / "elsewhere")
    with pytest.raises(Unusable, match="There is no solutions/reference in"):
        verdicts.read(cipher)


def test_json_and_junit_say_the_same_as_the_table(cipher: Assignment, write: Write, tmp_path: Path) -> None:
    write("solutions/accepted/mistaken.py", NEVER_WRAPS)
    status, _ = proven(cipher, json=tmp_path / "found.json", junit=tmp_path / "found.xml")
    found = json.loads((tmp_path / "found.json").read_bytes())
    assert (status, found["proven"], found["schema"]) == (1, False, 1)
    assert (found["wrong_accepted"], found["right_rejected"], found["wrong"], found["right"]) == (0, 1, 2, 3)
    (off,) = (judged for judged in found["judged"] if judged["disagreements"])
    assert off["name"] == "mistaken.py"
    assert msgspec.convert(off["report"], Report).score == 0
    root = minidom.parse(str(tmp_path / "found.xml")).documentElement
    assert root is not None
    cases = root.getElementsByTagName("testcase")
    failed = [case for case in cases if case.getElementsByTagName("failure")]
    assert [case.getAttribute("name") for case in failed] == ["mistaken.py"]
    assert (root.getAttribute("tests"), root.getAttribute("failures")) == (str(len(cases)), "1")
    assert "encrypt.expected: failed, 0 of 4" in failed[0].getElementsByTagName("failure")[0].firstChild.nodeValue  # type: ignore[union-attr,operator]


def test_hostile_ones_are_left_out_where_nothing_is_confined_unless_that_is_wanted(
    cipher: Assignment, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validate, "confinement", lambda: "none")
    write("solutions/wrong/verdicts.toml", verdict(told={"encrypt": "no_wrapping"}, confined=True))
    status, said = proven(cipher, unconfined=False)
    assert status == 0
    assert "2 solutions" in said
    assert "left out" in said
    assert "wrong solutions accepted: 0 of 0" in said
    status, said = proven(cipher, unconfined=True)
    assert status == 0
    assert "wrong solutions accepted: 0 of 2" in said


def test_graded_again_under_load_not_a_word_differs(cipher: Assignment) -> None:
    status, said = proven(cipher, repeat=2)
    assert status == 0
    assert "Graded 2 times" in said
    assert "not a word differs" in said


def test_a_word_that_differs_from_time_to_time_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moody = tiny(
        tmp_path,
        monkeypatch,
        (
            "        difference.message,\n",
            "        difference.message + f' ({__import__(\"os\").urandom(4).hex()})',\n",
        ),
        name="moody",
    )
    status, said = proven(moody, repeat=3, junit=tmp_path / "found.xml")
    assert status == 1
    assert "wrong/no_wrapping.py, time 2: functions[0].checks[0].cause.message: " in said
    assert "wrong/no_wrapping.py, time 3: " in said
    assert "accepted/joined.py, time" not in said
    assert 'failures="2"' in (tmp_path / "found.xml").read_text()


def test_load_is_one_busy_process_for_each_that_was_asked_for_and_ends_with_the_block() -> None:
    before = os.times()
    with stability.load(2):
        time.sleep(0.5)
    after = os.times()
    assert after.children_user - before.children_user > 0.1


def test_what_waits_is_begun_first_each_with_quick_ones_behind_it() -> None:
    items = [Item(str(number), Path(), slow=number in (5, 7)) for number in range(9)]
    order = [item.key for item in shifts._slow_ones_first(items)]
    assert order == ["5", "0", "1", "2", "7", "3", "4", "6", "8"]


def test_what_waits_is_no_hindrance_to_what_computes(tmp_path: Path, cipher: Assignment) -> None:
    sleepy = tmp_path / "sleepy.py"
    sleepy.write_text("import time\ndef encrypt(text, shift):\n    time.sleep(0.1)\n    return text\n")
    ended: list[str] = []
    quick = cipher.home / "solutions" / "accepted" / "joined.py"  # type: ignore[operator]
    items = [Item(f"quick {number}", quick) for number in range(6)] + [Item("sleepy", sleepy, slow=True)]
    reports = shifts.grade_all(cipher, items, 1, progress=lambda report: ended.append(report.submission.name))
    assert reports.keys() == {item.key for item in items}
    assert {report.score for key, report in reports.items() if key != "sleepy"} == {10.0}
    assert len(ended) == 7
    assert "sleepy" in ended[-4:]


def test_an_ungradable_submission_agrees_with_hostile_only() -> None:
    assignment = Assignment(
        "one", "One", (GradedFunction("f", "f", (Check("f.a", "A", "expected", 1, lambda _: None),)),)
    )
    report = _report("ungradable", "It is empty.")
    assert disagreements(Case("hostile", "a", Path(), {"f": 0}), report, assignment) == []
    assert disagreements(Case("accepted", "a", Path(), {"f": 1}), report, assignment) == [
        "it cannot be graded: It is empty."
    ]
    failed = _report("internal_error", "We failed.")
    assert disagreements(Case("hostile", "a", Path(), {"f": 1}), failed, assignment) == [
        "the grader failed: We failed."
    ]


def test_the_first_difference_of_two_reports_is_told_by_its_place() -> None:
    one, other = _report("graded", None), _report("graded", None, told="b")
    assert stability.difference(one, other) == "functions[0].checks[0].cause.message: 'a', then 'b'"


def _report(state: str, message: str | None, told: str = "a") -> Report:
    check = CheckResult(
        id="f.a",
        title="A",
        family="expected",
        status="failed",
        score=0,
        max_score=1,
        seconds=0,
        cause=Cause(message=told),
    )
    function = FunctionResult(name="f", score=0, max_score=1, state="graded", location=Place(), checks=[check])
    return Report(
        assignment="one",
        submission=SubmissionInfo(name="a", sha256=None, source="a"),
        state=state,  # type: ignore[arg-type]
        message=message,
        score=0 if state == "graded" else None,
        max_score=1,
        functions=[function] if state == "graded" else [],
        environment=Environment(grader="1", python="3", numpy="2", platform="x", confinement="none"),
    )
