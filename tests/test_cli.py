"""The command line as people meet it: words, exit statuses, pipes, narrow terminals, interruptions."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest

from grader import cli
from grader.intake import LAYOUTS
from grader.outputs import NoPlace, prove_writable

ROOT = Path(__file__).parents[1]
GRADE = str(Path(sys.executable).with_name("grade"))
PLAIN = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}


def grade(*words: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [GRADE, *words], cwd=cwd, env={**PLAIN, **environment}, capture_output=True, text=True, timeout=120, check=False
    )


def says(finished: subprocess.CompletedProcess[str], status: int, *words: str) -> None:
    """The command ended with this status and one sentence on standard error that has these words."""
    assert finished.returncode == status, finished
    assert "Traceback" not in finished.stderr + finished.stdout
    flat = " ".join(finished.stderr.split())
    for word in words:
        assert word in flat


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A student's own copy of the assignment, with one function done."""
    folder = tmp_path / "assignment"
    shutil.copytree(ROOT / "assignment", folder)
    shutil.copy(ROOT / "solutions" / "reference" / "initialize_parameters_he.py", folder)
    return folder


def test_the_reference_gives_status_0_and_the_stubs_status_1() -> None:
    assert grade("check", "solutions/reference").returncode == 0
    assert grade("check", "assignment").returncode == 1


def test_plain_grade_grades_this_folder_or_assignment_below_it(mine: Path) -> None:
    here, above = grade(cwd=mine), grade(cwd=mine.parent)
    assert here.returncode == above.returncode == 1
    assert "40 / 100" in here.stdout
    assert here.stdout == above.stdout


def test_one_function_can_be_graded_by_its_short_name_and_its_json_goes_to_a_pipe(mine: Path) -> None:
    finished = grade("--function", "he", "--json", "-", cwd=mine)
    assert finished.returncode == 0
    report = json.loads(finished.stdout)
    assert (report["score"], report["max_score"]) == (40.0, 40.0)
    assert [function["name"] for function in report["functions"]] == ["initialize_parameters_he"]


def test_the_json_is_written_even_if_the_reader_of_the_words_has_gone(mine: Path) -> None:
    for reader in ("true", "head -1"):
        command = f"'{GRADE}' --json report.json | {reader}"
        finished = subprocess.run(["bash", "-c", command], cwd=mine, env=PLAIN, stderr=subprocess.PIPE, check=False)
        assert json.loads((mine / "report.json").read_text())["score"] == 40.0
        assert b"Traceback" not in finished.stderr
        (mine / "report.json").unlink()


def test_a_json_that_cannot_be_written_after_all_does_not_cost_the_words(mine: Path) -> None:
    finished = grade("--json", "/dev/full", cwd=mine)
    says(finished, 2, "--json /dev/full cannot be written")
    assert "40 / 100" in finished.stdout


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("nowhere/report.json", "there is no folder nowhere"),
        ("initialization.ipynb", "write over a submission"),
        (".", "is a folder"),
    ],
)
def test_a_report_that_has_no_place_is_refused_before_anything_is_graded(mine: Path, target: str, said: str) -> None:
    before = {path: path.read_bytes() for path in mine.iterdir() if path.is_file()}
    finished = grade("--json", target, cwd=mine)
    says(finished, 2, f"--json {target}", said)
    assert finished.stdout == ""
    assert before == {path: path.read_bytes() for path in mine.iterdir() if path.is_file()}


def test_a_place_without_the_right_to_write_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(NoPlace, match="you lack the permission"):
        prove_writable("--json", tmp_path / "report.json")


@pytest.mark.parametrize("option", ["--json", "--junit", "--matrix"])
def test_validate_refuses_a_file_that_has_no_place_before_it_begins(option: str) -> None:
    finished = grade("validate", option, "/nowhere/found.html")
    says(finished, 2, f"{option} /nowhere/found.html cannot be written: there is no folder /nowhere")
    assert finished.stdout == ""


def test_the_json_file_holds_the_same_report(mine: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    assert grade("--json", str(target), cwd=mine).returncode == 1
    assert json.loads(target.read_text())["score"] == 40.0


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--function", "hee"], 2, ["no function 'hee': did you mean he?", "he (initialize_parameters_he)"]),
        (["--assignment", "nope"], 2, ["no assignment 'nope'", "initialization"]),
        (["--assignment", "inialization"], 2, ["no assignment 'inialization': did you mean initialization?"]),
        (["chekc", "x"], 2, ["no command 'chekc': did you mean grade check?"]),
        (["bluk"], 2, ["no command 'bluk': did you mean grade bulk?"]),
        (["gradebook", "shwo"], 2, ["no command 'shwo': did you mean grade gradebook show?"]),
        (["solutions/reference"], 2, ["no command", "grade check solutions/reference"]),
        (["--jsn", "x"], 2, ["grade has no option --jsn: did you mean --json?"]),
        (["check", "x", "--functoin", "he"], 2, ["grade check has no option --functoin: did you mean --function?"]),
        (["--watch", "bulk", "x"], 2, ["grade bulk has no option --watch: see grade bulk --help."]),
        (["--function", "he", "validate"], 2, ["grade validate has no option --function: see"]),
        (["check"], 2, ["PATH", "grade check --help"]),
        (["--json", "/nowhere/at/all.json"], 2, ["/nowhere/at/all.json"]),
    ],
)
def test_wrong_words_get_a_sentence_and_status_2(words: list[str], status: int, said: list[str]) -> None:
    finished = grade(*words)
    says(finished, status, *said)
    assert len(finished.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", [["check", "."], []])
def test_options_may_stand_before_the_command_and_after_it(mine: Path, tmp_path: Path, command: list[str]) -> None:
    target = tmp_path / "report.json"
    before = grade("--function", "he", "--json", str(target), *command, cwd=mine)
    first = target.read_bytes()
    after = grade(*command, "--function", "he", "--json", str(target), cwd=mine)
    assert before.returncode == after.returncode == 0
    assert "40 / 40" in before.stdout
    assert before.stdout == after.stdout
    assert len(json.loads(first)["functions"]) == 1


def test_options_on_both_sides_of_the_command_all_count(mine: Path) -> None:
    finished = grade("--function", "he", "check", "--function", "zeros", ".", cwd=mine)
    assert "40 / 70" in finished.stdout


def test_the_assignment_can_be_named_before_and_after_a_gradebook_command(tmp_path: Path) -> None:
    for words in (["--assignment", "x", "gradebook", "show"], ["gradebook", "show", "--assignment", "x"]):
        says(grade(*words, "nowhere.db", cwd=tmp_path), 2, "no gradebook nowhere.db")


@pytest.mark.parametrize("name", ["HOME", "GRADER_CACHE", "XDG_CACHE_HOME"])
def test_a_cache_that_cannot_be_kept_costs_no_mark_and_no_word(mine: Path, tmp_path: Path, name: str) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    for place in (str(in_the_way), os.devnull):
        finished = grade(cwd=mine, **({"GRADER_CACHE": ""} | {name: place}))
        assert (finished.returncode, finished.stderr) == (1, "")
        assert "40 / 100" in finished.stdout


def test_a_user_without_a_home_is_graded_and_gets_no_folder_of_that_name(mine: Path) -> None:
    code = (
        "import os, pwd\n"
        "def nobody(number): raise KeyError(number)\n"
        "pwd.getpwuid = nobody\n"
        "for name in ('HOME', 'GRADER_CACHE', 'XDG_CACHE_HOME'): os.environ.pop(name, None)\n"
        "from grader.__main__ import main; main()"
    )
    before = sorted(mine.iterdir())
    finished = subprocess.run([sys.executable, "-c", code], cwd=mine, capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stderr) == (1, "")
    assert "40 / 100" in finished.stdout
    assert sorted(mine.iterdir()) == before


def test_an_empty_folder_gets_a_sentence(tmp_path: Path) -> None:
    says(grade(cwd=tmp_path), 2, "nothing to grade", "grade check PATH")


@pytest.mark.parametrize("path", [".", "", "./", "../empty", "../empty/."])
def test_an_empty_folder_is_called_by_its_name_however_it_was_named(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    finished = grade("check", path, cwd=folder)
    assert finished.returncode == 2
    assert "empty is empty: put your .py or .ipynb files there." in finished.stdout


def test_the_folder_above_is_called_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "above" / "below").mkdir(parents=True)
    finished = grade("check", "..", cwd=tmp_path / "above" / "below")
    assert finished.returncode == 2
    assert "above is empty: put your .py or .ipynb files there." in finished.stdout


def test_a_path_that_is_not_there_gets_a_sentence_and_status_2() -> None:
    finished = grade("check", "nowhere.ipynb")
    assert finished.returncode == 2
    assert "nowhere.ipynb" in finished.stdout
    assert "Traceback" not in finished.stdout + finished.stderr


def test_version_and_help_are_quick_words() -> None:
    assert re.fullmatch(r"grade \d+\.\d+\.\d+\n", grade("--version").stdout)
    for words in ([], ["check"], ["bulk"], ["release"]):
        finished = grade(*words, "--help")
        assert finished.returncode == 0
        assert "Usage: grade" in finished.stdout


def test_the_help_of_bulk_names_every_layout() -> None:
    assert "|".join(LAYOUTS) == cli.LAYOUTS


def test_help_imports_no_numpy() -> None:
    code = "import sys; from grader import cli; assert not {'numpy', 'rich', 'hypothesis'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_pipe_gets_no_colour_and_no_bar() -> None:
    assert "\x1b" not in grade("check", "solutions/reference").stdout


def test_in_a_pipe_titles_begin_and_marks_end_in_one_column() -> None:
    lines = [line for line in grade("check", "solutions/reference").stdout.splitlines() if line.startswith("  ✓")]
    assert len(lines) == 17
    assert all(re.match(r"  ✓ \S", line) for line in lines)
    assert {len(line) for line in lines} == {80}


def test_a_narrow_terminal_loses_no_word() -> None:
    wide = grade("check", "assignment", COLUMNS="200").stdout
    narrow = grade("check", "assignment", COLUMNS="32").stdout
    assert max(map(len, narrow.splitlines())) <= 32
    # Wrapped words stand beside the points, so the order differs, and the rule at the top is shorter.
    assert sorted("".join(narrow.split()).replace("─", "")) == sorted("".join(wide.split()).replace("─", ""))


def test_in_a_pipe_a_sentence_is_one_line() -> None:
    lines = [line.rstrip() for line in grade("check", "assignment").stdout.splitlines()]
    wide = [line.rstrip() for line in grade("check", "assignment", COLUMNS="500").stdout.splitlines()]
    last = "Fix first: initialize_parameters_zeros. Replace the placeholder by your own lines, save, and grade again."
    assert lines[-1] == wide[-1] == last
    assert lines[0] == "─" * 80
    assert [line.split() for line in lines[1:]] == [line.split() for line in wide[1:]]
    assert max(map(len, lines)) == len(last)


def test_a_pipe_gets_every_sentence_whole() -> None:
    lines = grade("check", "solutions/wrong/bias_left_as_none.py").stdout.splitlines()
    assert max(map(len, lines)) > 100
    for line in lines:
        assert line == line.rstrip()
        assert line.endswith((".", ")")) or re.search(r"/ \d+$|^─*$|^ +the same as above$", line), line


def test_a_long_title_wraps_under_itself_on_a_narrow_terminal() -> None:
    lines = grade("check", "solutions/reference", COLUMNS="40").stdout.splitlines()
    assert "    any network" in [line.rstrip() for line in lines]


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_an_ascii_terminal_gets_ascii_whatever_there_is_to_say(tmp_path: Path, environment: dict[str, str]) -> None:
    assert grade("check", "solutions/reference", **environment).stdout.isascii()
    work = tmp_path / "Größe.py"
    work.write_text("def initialize_parameters_he(d):\n    print('→ ∞ 参数')\n    raise ValueError('schön – “参”')\n")
    finished = grade("check", str(work), **environment)
    assert (finished.returncode, finished.stderr) == (1, "")
    assert finished.stdout.isascii()
    assert 'ValueError: sch?n - "?"' in finished.stdout
    assert "-> ? ??" in finished.stdout
    says(grade("chéck", **environment), 2, "did you mean grade check?")


def test_a_dumb_terminal_gets_no_colour_and_no_cursor_movements() -> None:
    shown = pexpect.run(f"{GRADE} check --no-cache solutions/reference", cwd=ROOT, env={**PLAIN, "TERM": "dumb"})
    assert b"Full marks." in shown
    assert b"\x1b" not in shown


def test_no_color_is_respected_on_a_terminal_and_colour_is_the_default() -> None:
    plain, coloured = (
        pexpect.run(f"{GRADE} check assignment", cwd=ROOT, env={**PLAIN, "TERM": "xterm-256color", **extra})
        for extra in ({"NO_COLOR": "1"}, {})
    )
    assert b"\x1b[31m" not in plain
    assert b"\x1b[32m" not in plain
    assert re.search(rb"\x1b\[[0-9;]*3[0-9]m", coloured)


@pytest.mark.parametrize(("work", "status"), [("solutions/reference", 0), ("assignment", 1)])
@pytest.mark.parametrize("reader", ["true", "head -1"])
def test_a_reader_that_leaves_changes_nothing_about_the_answer(work: str, status: int, reader: str) -> None:
    command = f"'{GRADE}' check {work} | {reader}; exit ${{PIPESTATUS[0]}}"
    finished = subprocess.run(["bash", "-c", command], cwd=ROOT, env=PLAIN, capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stderr) == (status, "")


def test_ctrl_c_ends_at_once_with_status_130_and_leaves_nothing(mine: Path) -> None:
    (mine / "initialize_parameters_zeros.py").write_text(
        "import time\ndef initialize_parameters_zeros(dims):\n    time.sleep(1000)\n"
    )
    running = subprocess.Popen(
        [GRADE], cwd=mine, env=PLAIN, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(2.5)
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=10)
    assert (running.returncode, said) == (130, "grade: interrupted\n")
    left = subprocess.run(["pgrep", "-s", str(running.pid)], capture_output=True, text=True, check=False)
    assert left.stdout == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["bulk", ".", "--workers", "0"],
            "Invalid value for '--workers': '0' is not a number, 1 or more: see gr",
        ),
        (
            ["bulk", ".", "--workers", "x"],
            "Invalid value for '--workers': 'x' is not a number, 1 or more: see gr",
        ),
        (
            ["validate", "--repeat", "-1"],
            "Invalid value for '--repeat': '-1' is not a number, 1 or more: see gr",
        ),
        (["bulk", ".", "--layout"], "Option '--layout' requires an argument: see grade bulk --help."),
        (
            ["gradebook", "export", "x", "--format"],
            "Option '--format' requires an argument: see grade gradebook",
        ),
        (["gradebook", "show", ""], "No gradebook is named: give a file, such as gradebook.db."),
    ],
)
def test_words_that_lack_their_value_are_told_where_help_is(words: list[str], sentence: str) -> None:
    finished = subprocess.run([GRADE, *words], capture_output=True, text=True, check=False)
    assert finished.returncode == 2
    assert finished.stderr.startswith(f"grade: {sentence}")
    assert finished.stderr.count("\n") == 1


def test_no_report_is_written_over_a_gradebook(mine: Path, tmp_path: Path) -> None:
    book = tmp_path / "marks.db"
    sqlite3.connect(book).execute("create table marks (student)").connection.close()
    before = book.read_bytes()
    says(grade("check", str(mine), "--json", str(book)), 2, f"--json {book} would write over a gradebook")
    assert book.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="closing an output is a POSIX shell's")
def test_with_its_output_closed_it_grades_all_the_same(mine: Path, tmp_path: Path) -> None:
    command = f"{GRADE} check {mine} --json {tmp_path / 'report.json'} >&-"
    finished = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stderr) == (1, "")
    assert json.loads((tmp_path / "report.json").read_text())["state"] == "graded"


def test_ctrl_c_while_the_command_is_still_loading_is_one_line_too() -> None:
    code = (
        "import sys\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'typer': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "from grader.__main__ import main; main()"
    )
    finished = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stderr) == (130, "grade: interrupted\n")


def test_python_m_grader_is_the_same_command() -> None:
    finished = subprocess.run([sys.executable, "-m", "grader", "chek"], capture_output=True, text=True, check=False)
    says(finished, 2, "did you mean grade check?")


def test_watch_grades_again_when_a_file_is_saved(mine: Path) -> None:
    watching = pexpect.spawn(f"{GRADE} --watch", cwd=str(mine), env={**PLAIN, "TERM": "dumb"}, timeout=60)
    try:
        watching.expect("40 / 100")
        watching.expect("Watching")
        time.sleep(1)
        shutil.copy(ROOT / "solutions" / "reference" / "initialize_parameters_zeros.py", mine)
        watching.expect("70 / 100")
        watching.sendintr()
        watching.expect("\r\ngrade: interrupted\r\n")
        watching.expect(pexpect.EOF)
    finally:
        watching.close(force=True)
    assert watching.exitstatus == 130


def test_no_cache_trains_anew_and_says_so_on_a_terminal(mine: Path) -> None:
    watching = pexpect.spawn(f"{GRADE} --no-cache", cwd=str(mine), env={**PLAIN, "TERM": "xterm"}, timeout=60)
    try:
        watching.expect("40 / 100")
        watching.expect(pexpect.EOF)
    finally:
        watching.close(force=True)
    assert watching.exitstatus == 1
