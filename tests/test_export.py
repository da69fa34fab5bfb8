"""What leaves the gradebook: files that other programs read as meant, and in which nothing else was touched."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import stat
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import msgspec
import pytest
from gradebooking import BROKEN, FULL, HALF, NAMES, NOTHING, UNREADABLE, report, result, small_class
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.export import Form, Wish, export
from grader.exports.hygiene import csv_lines, guarded, written
from grader.exports.sheet import Sheet
from grader.gradebook import Gradebook, GradebookError, Member
from grader.render import github, gradescope, junit, prairielearn
from grader.report import Report

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


@pytest.fixture
def book(tmp_path: Path) -> Gradebook:
    return Gradebook.open(tmp_path / "gradebook.db", "homework")


def exported(book: Gradebook, tmp_path: Path, form: Form, **wish: object) -> tuple[bytes, list[str]]:
    """What is in the file, and what was said of it."""
    output = tmp_path / "out.file"
    notes = export(book, Wish(form, "Homework", output=output, **wish))  # type: ignore[arg-type]
    return output.read_bytes(), notes


def filled(book: Gradebook, tmp_path: Path, form: Form, file: bytes | str, **wish: object) -> tuple[str, list[str]]:
    """What a downloaded file became, and what was said of it."""
    (tmp_path / "downloaded.csv").write_bytes(file if isinstance(file, bytes) else file.encode())
    content, notes = exported(book, tmp_path, form, into=tmp_path / "downloaded.csv", **wish)
    return content.decode(), notes


def table(content: bytes) -> list[dict[str, str]]:
    """The rows as an independent reader sees them."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


# The table for spreadsheets.


def test_the_table_has_a_row_for_each_member_with_the_points_of_every_check(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    content, notes = exported(book, tmp_path, "csv")
    ann, bob, cid, dan, eve = table(content)
    assert notes == []
    assert list(ann) == [
        "student", "name", "canvas_id", "moodle_identifier", "submitted", "late", "graded", "state", "score",
        "max_score", "first.expected", "first.form", "first.training", "second.expected", "second.form",
        "second.training", "misconceptions", "message",
    ]  # fmt: skip
    assert (ann["score"], ann["max_score"], ann["first.form"], ann["misconceptions"]) == ("40", "40", "4", "")
    assert (bob["score"], bob["first.expected"], bob["second.expected"], bob["late"]) == ("20", "0", "10", "yes")
    assert bob["misconceptions"] == "first: seed_removed"
    assert (cid["state"], dan["state"], eve["state"]) == ("ungradable", "internal_error", "absent")
    for row in (cid, dan, eve):
        assert [row[head] for head in row if head == "score" or "." in head] == [""] * 7, "blank, never 0"
    assert cid["message"] == "work.py is <no> Python."


def test_a_spreadsheet_runs_nothing_and_knows_the_letters(book: Gradebook, tmp_path: Path) -> None:
    book.enrol(Member(f"s{place:02}", name, {"=id": name}) for place, name in enumerate(NAMES))
    content, _ = exported(book, tmp_path, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = {row["student"]: row for row in table(content)}
    for place, name in enumerate(NAMES):
        row = rows[f"s{place:02}"]
        seen = name.replace("\r", "\N{REPLACEMENT CHARACTER}").replace("\x1b", "\N{REPLACEMENT CHARACTER}")
        assert row["name"] == row["'=id"] == ("'" + name if name[:1] in tuple("=+-@\t\n") else seen)


# The escape character, a line's overprinting, C1's, and what turns the direction of a line round.
UNSEEN = "".join(
    map(chr, (*range(9), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)


def test_no_name_commands_a_terminal_or_turns_a_line_round(book: Gradebook, tmp_path: Path) -> None:
    book.enrol([Member("esc\x1b[2Jx", "rtl\u202egnp.exe"), Member("fam", "مِی\u200cخواهم 👨\u200d👩\u200d👧")])
    content, _ = exported(book, tmp_path, "csv")
    rows = table(content)
    assert [row["student"] for row in rows] == ["esc\ufffd[2Jx", "fam"]
    assert [row["name"] for row in rows] == ["rtl\ufffdgnp.exe", "مِی\u200cخواهم 👨\u200d👩\u200d👧"]


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_any_text_comes_back_from_the_file_and_none_begins_a_formula(cells: list[str]) -> None:
    content = b"".join(csv_lines([["head"] * len(cells), cells])).decode("utf-8-sig")
    back = list(csv.reader(io.StringIO(content, newline="")))[1]
    seen = [re.sub(f"[{UNSEEN}]", "\N{REPLACEMENT CHARACTER}", cell) for cell in cells]
    assert back == [guarded(cell) for cell in seen]
    assert all(cell in (text, "'" + text) for cell, text in zip(back, seen, strict=True))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in back)


def test_the_same_gradebook_gives_the_same_bytes(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    for form in ("csv", "canvas", "moodle", "jsonl"):
        assert exported(book, tmp_path, form) == exported(book, tmp_path, form)  # type: ignore[arg-type]


def test_checks_that_only_some_reports_have_are_columns_for_all(book: Gradebook, tmp_path: Path) -> None:
    more = msgspec.structs.replace(FULL.functions[0].checks[0], id="first.new", score=2.5)
    function = msgspec.structs.replace(FULL.functions[0], checks=[more])
    book.record([result("ann", FULL), result("bob", report(functions=[function]))])
    ann, bob = table(exported(book, tmp_path, "csv")[0])
    assert (ann["first.new"], bob["first.new"], bob["first.form"]) == ("", "2.5", "")


# Files of others.


def _dialect(draw: st.DrawFn) -> dict[str, object]:
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    # Before 3.13 Python's writer leaves returns and newlines bare that do not end its own lines.
    quoting = [csv.QUOTE_ALL, *([csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC] if end == "\r\n" else [])]
    return {
        "delimiter": draw(st.sampled_from(",;\t")), "quoting": draw(st.sampled_from(quoting)), "lineterminator": end
    }  # fmt: skip


CELLS = st.text(st.sampled_from("ab ,;\t\"'\r\n=é李\N{ZERO WIDTH NO-BREAK SPACE}0"), max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_filling_a_cell_leaves_every_other_byte(data: st.DataObject) -> None:
    width = data.draw(st.integers(1, 4))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=4))
    text = io.StringIO(newline="")
    dialect = data.draw(st.composite(_dialect)())
    csv.writer(text, **dialect).writerows(rows)  # type: ignore[arg-type]
    delimiter = str(dialect["delimiter"])
    sheet = Sheet(text.getvalue(), b"", "utf-8", delimiter)
    assert sheet.content().decode() == text.getvalue()
    row, column, new = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.integers(0, width - 1)), data.draw(CELLS)
    if not any(rows[row]) and width == 1:
        return  # an empty line has no cell
    span = sheet.spans[row][column]
    sheet.put(row, column, new)
    after = sheet.content().decode()
    rows[row][column] = new
    read = list(csv.reader(io.StringIO(after, newline=""), delimiter=delimiter))
    assert read == rows or (rows == [[""]] and read in ([], [[]]))
    assert after.startswith(text.getvalue()[: span.start])
    assert after.endswith(text.getvalue()[span.end :])


CANVAS = (
    f'{BOM}Student,ID,SIS User ID,SIS Login ID,Section,"Essay, first (11)",Homework (12),'
    "Homework Current Score,Notes\r\n"
    ",,,,,Manual Posting,,,\r\n"
    '"    Points Possible",,,,,10.00,40.00,(read only),\r\n'
    '"Birch, Bob",71,,bob@x.edu,"A, and ""B""",9.5,"12.00",88, keep \r\n'
    "Ann Ash,70,,=ann,A,,,,\r\n"
    '"Cedar, Cid",72,,cid,A,,7,,\r\n'
    "Eve Elm,74,,eve,A,,5.00,,'\r\n"
    '"Student, Test",999,,,A,,,,\r\n'
    "Zoe Zinnia,75,,zoe,A,,,,\r\n"
    "\r\n"
)


def test_canvas_marks_are_filled_in_and_every_other_byte_stays(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    after, notes = filled(book, tmp_path, "canvas", CANVAS)
    assert after == CANVAS.replace('"12.00"', '"20"').replace("70,,=ann,A,,,,", "70,,=ann,A,,40,,")
    assert notes == [
        "1 whose mark in the file was another one, which was replaced: 'Birch, Bob'.",
        "1 in the file, but not found in the gradebook: 'Zoe Zinnia'.",
        "1 in the gradebook, but not found in the file: 'Dan Dogwood, dan'.",
    ]


def test_canvas_excused_and_unassigned_students_stay_so(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    file = CANVAS.replace('"12.00"', "EX").replace("70,,=ann,A,,,,", "70,,=ann,A,,N/A,,")
    after, notes = filled(book, tmp_path, "canvas", file)
    assert after == file
    assert (
        notes[0] == "2 excused in Canvas, or not given this assignment, and left as they are: 'Birch, Bob'; 'Ann Ash'."
    )


def test_canvas_marks_are_out_of_the_points_that_canvas_gives(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    after, notes = filled(book, tmp_path, "canvas", CANVAS.replace("40.00", "12.50"))
    assert '"6.25"' in after
    assert "70,,=ann,A,,12.5,," in after
    assert notes[0] == "The assignment gives 40 points here and 12.5 in Canvas: the marks were scaled."


def test_canvas_files_with_semicolons_and_decimal_commas_stay_such(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    head = "Student;ID;SIS Login ID;Section;Homework (12)\n    Points Possible;;;;10,00\n"
    file = head + "Birch, Bob;71;bob;A;\nAnn;70;;A;1\n"
    book.record([result("ann", report("passed", "failed"))])
    after, _ = filled(book, tmp_path, "canvas", file)
    assert after == file.replace("bob;A;", "bob;A;5").replace("70;;A;1", "70;;A;9")
    book.record([result("ann", report("passed", "passed", "passed", "passed", "failed", max_score=32.0, score=21.0))])
    assert "70;;A;6,56\n" in filled(book, tmp_path, "canvas", file)[0]


def test_a_canvas_column_that_is_not_there_is_added_and_said(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    file = (
        "Student,ID,SIS Login ID,Section,Essay (11)\n    Points Possible,,,,10\nBob,71,bob,A,\nAnn,70,,A,\nshort,74\n"
    )
    after, notes = filled(book, tmp_path, "canvas", file)
    assert after == (
        "Student,ID,SIS Login ID,Section,Essay (11),Homework\n    Points Possible,,,,10,40\n"
        "Bob,71,bob,A,,20\nAnn,70,,A,,40\nshort,74\n"
    )
    assert notes[0].startswith("There was no column for 'Homework': it was added")
    book.record([result("eve", FULL)])
    assert filled(book, tmp_path, "canvas", file, column="My, mark")[0].endswith("short,74,,,,40\n")
    assert filled(book, tmp_path, "canvas", file, column="Essay")[0].splitlines()[2] == "Bob,71,bob,A,5"


def test_a_canvas_column_that_is_added_makes_whole_rows_longer_all_alike(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    file = "Student,ID,SIS Login ID,Section\n    Points Possible,,,\nBob,71,bob,A\nZoe,75,zoe,A\n"
    after, _ = filled(book, tmp_path, "canvas", file)
    assert after.splitlines() == [
        *("Student,ID,SIS Login ID,Section,Homework", "    Points Possible,,,,40", "Bob,71,bob,A,20", "Zoe,75,zoe,A,")
    ]


def test_ids_that_a_spreadsheet_took_for_measurements_are_known(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    file = "Student,ID,Section,Homework (12)\n    Points Possible,,,40\nsomebody,71.0,A,\n"
    assert filled(book, tmp_path, "canvas", file)[0] == file.replace("71.0,A,", "71.0,A,20")


def test_a_canvas_column_of_which_the_title_is_a_part_is_not_taken_for_it(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    file = "Student,ID,SIS Login ID,Section,Quiz before Homework (1)\nBob,71,bob,A,\n"
    with pytest.raises(
        GradebookError, match=r"^No column is headed 'Homework', but 'Quiz before Homework \(1\)' may be"
    ):
        filled(book, tmp_path, "canvas", file)
    quiz = filled(book, tmp_path, "canvas", file, column="Quiz before Homework")[0]
    assert quiz.endswith("Bob,71,bob,A,20\n")
    assert filled(book, tmp_path, "canvas", file, column="Homework")[0].endswith("Bob,71,bob,A,,20\n")


def test_a_fresh_canvas_file_has_all_marks_out_of_the_same_points(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    book.record([result("eve", report("passed", "failed", max_score=10.0, score=5.0))])
    rows = {row["Student"]: row for row in table(exported(book, tmp_path, "canvas")[0])}
    file = "Student,ID,SIS Login ID,Section\n    Points Possible,,,\nEve,74,eve,A\n"
    assert filled(book, tmp_path, "canvas", file)[0].endswith("Eve,74,eve,A,20\n")
    assert rows["    Points Possible"]["Homework"] == "40"
    assert rows[next(member.name for member in book.members() if member.student == "eve")]["Homework"] == "20"


def test_a_canvas_column_that_could_be_several_is_asked_for(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    file = "Student,ID,SIS Login ID,Section,Homework (1),Homework (2)\nBob,71,bob,A,,\n"
    with pytest.raises(
        GradebookError, match=r"^Several columns could be meant \('Homework \(1\)', 'Homework \(2\)'\): name"
    ):
        filled(book, tmp_path, "canvas", file)
    assert filled(book, tmp_path, "canvas", file, column="Homework (2)")[0].endswith("Bob,71,bob,A,,20\n")


def test_no_mark_goes_to_a_namesake(book: Gradebook, tmp_path: Path) -> None:
    book.enrol([Member("a", "Kim Lee", {"canvas_id": "1"}), Member("b", "Lee, Kim", {}), Member("c", "Mo Fo")])
    book.record([result("a", FULL), result("b", HALF), result("c", FULL)])
    head = "Student,ID,SIS Login ID,Section,Homework\n"
    two = head + "Kim Lee,1,,A,\nKim Lee,2,,A,\nMo Fo,3,,A,\nMo Fo,4,,A,\n"
    assert filled(book, tmp_path, "canvas", two)[0] == two.replace("1,,A,", "1,,A,40")
    other = head + "Kim Lee,5,,A,\n"
    assert filled(book, tmp_path, "canvas", other)[0] == other


def test_canvas_file_names_find_their_students(book: Gradebook, tmp_path: Path) -> None:
    book.enrol([Member("8", "oconnorsinéad"), Member("9", "dupontanne", {"canvas_id": "9"})])
    book.record([result("8", FULL), result("9", HALF)])
    file = 'Student,ID,SIS Login ID,Section,Homework\n"O\'Connor, Sine\u0301ad",6,,A,\nAnne Dupont,9,,A,\n'
    assert filled(book, tmp_path, "canvas", file)[0] == file.replace("6,,A,", "6,,A,40").replace("9,,A,", "9,,A,20")


def test_a_fresh_canvas_file_has_the_form_that_canvas_reads(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    content, _ = exported(book, tmp_path, "canvas")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[:3] == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Homework"],
        ["    Points Possible", "", "", "", "", "40"],
        ["Ann Ash", "70", "", "", "", "40"],
    ]
    assert [row[5] for row in rows[2:]] == ["40", "20", "", "", ""]


MOODLE = (
    f"{BOM}Identifier,\"Full name\",\"Email address\",Status,Grade,\"Maximum Grade\",\"Grade can be changed\","
    "\"Last modified (submission)\",\"Last modified (grade)\",\"Feedback comments\"\n"
    "\"Participant 91\",\"Bob Birch\",b@x.edu,\"Submitted for grading - \",,100.00,Yes,\"Monday, 1 June\",-,\n"
    "\"Participant 90\",\"Ann Ash\",a@x.edu,\"Submitted for grading - \",50.00,100.00,Yes,-,-,"
    "\"<p>Well, \"\"done\"\"</p>\"\n"
    "\"Participant 92\",\"Cid Cedar\",c@x.edu,\"Submitted for grading - \",,100.00,Yes,-,-,\"\"\n"
    "\"Participant 93\",\"Dan Dogwood\",d@x.edu,\"Submitted for grading - \",,100.00,Yes,-,-,\"\"\n"
    "\"Participant 94\",\"Eve Elm\",e@x.edu,\"No submission - \",,100.00,Yes,-,-,\"\"\n"
)  # fmt: skip


def test_moodle_grades_and_feedback_are_filled_in_and_every_other_byte_stays(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    after, notes = filled(book, tmp_path, "moodle", MOODLE)
    rows, before = table(after.encode()), table(MOODLE.encode())
    assert [row["Grade"] for row in rows] == ["50", "100", "", "", ""]
    assert rows[1]["Feedback comments"].startswith('<p>Well, "done"</p><div class="autograded"><p><b>Homework: 40 / 40')
    assert (
        "<li>The expected check: W1[0, 0] is &lt;1&gt;, expected 2 &amp; no more. Look" in rows[0]["Feedback comments"]
    )
    assert "work.py is &lt;no&gt; Python." in rows[2]["Feedback comments"]
    assert rows[3:] == before[3:], "our own failure is not told as theirs"
    without = re.compile(r'"?<div class=""autograded"">.*?</div>"?')
    assert without.sub("", after).replace("50,100.00", ",100.00", 1).replace(",100,100.00", ",50.00,100.00") == (
        MOODLE.replace('<p>Well, ""done""</p>"', '<p>Well, ""done""</p>').replace('Yes,-,-,""\n', "Yes,-,-,\n", 1)
    )
    assert notes == [
        "The assignment gives 40 points here and 100 in Moodle: the marks were scaled.",
        "1 whose mark in the file was another one, which was replaced: 'Ann Ash'.",
    ]


def test_moodle_feedback_is_put_in_once_however_often_it_is_exported(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    once, _ = filled(book, tmp_path, "moodle", MOODLE)
    assert filled(book, tmp_path, "moodle", once)[0] == once
    book.record([result("bob", FULL)])
    again, _ = filled(book, tmp_path, "moodle", once)
    assert "20 / 40" in once
    assert "20 / 40" not in again


def test_moodle_rows_that_cannot_be_changed_stay_as_they_are(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    locked = MOODLE.replace("100.00,Yes", "100.00,No")
    after, notes = filled(book, tmp_path, "moodle", locked)
    assert after == locked
    assert notes[0].startswith("4 whose grade Moodle says cannot be changed, left as they are: 'Ann Ash'; ")


def test_moodle_scales_of_words_get_feedback_but_no_grade(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    after, notes = filled(book, tmp_path, "moodle", MOODLE.replace("100.00", "Good"))
    assert [row["Grade"] for row in table(after.encode())] == ["", "50.00", "", "", ""]
    assert notes[0].startswith("4 graded in Moodle on a scale of words, which got no grade: 'Ann Ash'; 'Bob Birch'; ")


def test_moodle_decimal_commas_stay_such(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    after, _ = filled(book, tmp_path, "moodle", MOODLE.replace("100.00", '"9,00"'))
    assert [row["Grade"] for row in table(after.encode())][:2] == ["4,5", "9"]


def test_a_fresh_moodle_worksheet_names_participants(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    rows = table(exported(book, tmp_path, "moodle")[0])
    assert [row["Identifier"] for row in rows] == [f"Participant {number}" for number in range(90, 95)]
    assert [row["Grade"] for row in rows] == ["40", "20", "", "", ""]
    assert {row["Grade can be changed"] for row in rows} == {"Yes"}


@pytest.mark.parametrize("form", ["canvas", "moodle"])
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"name,mark\nx,1\n",
            r"is not .*: its first row has no column '(Student' and 'ID' and 'Section|Identifier' and 'Grade)'\.$",
        ),
        (b"Student,Section,Identifier\nx,1,2\n", r"is not .*: its first row has no column '(ID|Grade)'\.$"),
        (b"", r"is empty: name "),
        (b'Student,ID,Section,Identifier,Grade\nx,1,"A\ny,2,B\n', r"a quote that is never closed, in the row of 'x': "),
        ("Student,ID,Section\nJosé,1,A".encode("cp1252"), r"is not UTF-8 text: download it again"),
        (b"\x89PNG\r\n\x1a\n\0\0", r"is not UTF-8 text"),
    ],
)
def test_other_files_are_refused_in_a_sentence(
    book: Gradebook, tmp_path: Path, form: Form, content: bytes, sentence: str
) -> None:
    with pytest.raises(GradebookError, match=sentence):
        filled(book, tmp_path, form, content)
    assert not (tmp_path / "out.file").exists()


def test_a_column_that_a_worksheet_lacks_is_named(book: Gradebook, tmp_path: Path) -> None:
    (tmp_path / "downloaded.csv").write_bytes(b"Identifier,Full name,Grade\nParticipant 90,Ann Ash,\n")
    with pytest.raises(GradebookError, match=r"its first row has no column 'Essay'\.$"):
        exported(book, tmp_path, "moodle", into=tmp_path / "downloaded.csv", column="Essay")


def test_rows_that_are_too_long_lose_nothing_and_are_named(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    canvas = b"Student,ID,Section\nAnn Ash,70,A,late,!\nBob Birch,71\n\nCid Cedar,72,A\n"
    (tmp_path / "downloaded.csv").write_bytes(canvas)
    content, notes = exported(book, tmp_path, "canvas", into=tmp_path / "downloaded.csv")
    assert content == (
        b"Student,ID,Section,,,Homework\nAnn Ash,70,A,late,!,40\nBob Birch,71,,,,20\n\nCid Cedar,72,A,,,\n"
    )
    assert "1 in a row that is longer than the first one, where a mark may stand under a wrong heading: 'Ann Ash'." in (
        notes
    )
    (tmp_path / "downloaded.csv").write_bytes(b"Identifier,Grade\nParticipant 90,,x,y\nParticipant 91\n")
    content, notes = exported(book, tmp_path, "moodle", into=tmp_path / "downloaded.csv")
    assert content == b"Identifier,Grade\nParticipant 90,40,x,y\nParticipant 91,20\n"
    assert any("longer than the first one" in note and "'Participant 90'" in note for note in notes)


@pytest.mark.parametrize("form", ["canvas", "moodle"])
def test_a_fresh_file_says_whom_the_system_may_not_match(book: Gradebook, tmp_path: Path, form: Form) -> None:
    small_class(book)
    assert exported(book, tmp_path, form)[1] == []
    book.enrol([Member("fay", "Fay Fir", {"email": "fay@x.edu"})])
    (note,) = exported(book, tmp_path, form)[1]
    assert note.startswith(f"1 without an id that {form.capitalize()} knows them by, whom it may not match (")
    assert note.endswith(": 'Fay Fir'.")


def test_utf_16_stays_utf_16(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    text = "Student\tID\tSIS Login ID\tSection\tHomework\nBöb\t71\t\tA\t\n"
    (tmp_path / "downloaded.csv").write_bytes(text.encode("utf-16"))
    content, _ = exported(book, tmp_path, "canvas", into=tmp_path / "downloaded.csv")
    assert content.startswith((b"\xff\xfe", b"\xfe\xff"))
    assert content.decode("utf-16") == text.replace("A\t\n", "A\t20\n")


def test_what_does_not_go_together_is_a_sentence(book: Gradebook, tmp_path: Path) -> None:
    with pytest.raises(GradebookError, match="--into and --column are for files from Canvas or Moodle"):
        exported(book, tmp_path, "csv", into=tmp_path / "x.csv")
    with pytest.raises(GradebookError, match="cannot be read"):
        exported(book, tmp_path, "canvas", into=tmp_path / "x.csv")
    with pytest.raises(GradebookError, match="name a folder for them with --output"):
        export(book, Wish("gradescope", "Homework"))


# Writing.


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "marks.csv"
    target.write_text("old")
    target.chmod(0o640)

    def break_off() -> None:
        with written(target) as stream:
            stream.write(b"new, but brok")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert target.read_text() == "old"
    with written(target) as stream:
        stream.write(b"new")
    assert (target.read_text(), stat.S_IMODE(target.stat().st_mode)) == ("new", 0o640)
    assert [path.name for path in tmp_path.iterdir()] == ["marks.csv"]


def test_a_gradebook_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "marks.db"
    with Gradebook.open(path, "homework") as book:
        small_class(book)
        before = book.members()
        for form in ("csv", "jsonl", "canvas"):
            with pytest.raises(GradebookError, match="is a gradebook, which would be lost"):
                export(book, Wish(form, "Homework", output=path))  # type: ignore[arg-type]
        with pytest.raises(GradebookError, match="is a gradebook"), written(path):
            raise AssertionError("nothing is to be written")
    with Gradebook.open(path, "homework", create=False) as book:
        assert book.members() == before


def test_a_dash_is_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with written(Path("-")) as stream:
        stream.write(b"said")
    assert capfdbinary.readouterr().out == b"said"
    assert not Path("-").exists()


def test_a_link_keeps_pointing_and_the_file_behind_it_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    with written(tmp_path / "link.csv") as stream:
        stream.write(b"new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == "new"


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    for target in (tmp_path / "no" / "marks.csv", tmp_path):
        with pytest.raises(GradebookError, match=r"cannot be written \(.*\): name another place\.$"), written(target):
            pass


def test_the_file_that_is_filled_may_be_the_one_that_is_written(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    path = tmp_path / "canvas.csv"
    path.write_text(CANVAS, newline="")
    export(book, Wish("canvas", "Homework", into=path, output=path))
    assert ',"20",' in path.read_text()


# One Report in other systems' forms.

GRADESCOPE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["tests"],
    "properties": {
        "score": {"type": "number", "minimum": 0},
        "execution_time": {"type": "number", "minimum": 0},
        "output": {"type": "string"},
        "output_format": {"enum": ["text", "html", "simple_format", "md", "ansi"]},
        "visibility": {"enum": ["visible", "hidden", "after_due_date", "after_published"]},
        "stdout_visibility": {"enum": ["visible", "hidden", "after_due_date", "after_published"]},
        "extra_data": {"type": "object"},
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name", "status"],
                "properties": {
                    "score": {"type": "number"},
                    "max_score": {"type": "number"},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "output_format": {"enum": ["text", "html", "simple_format", "md", "ansi"]},
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "visibility": {"enum": ["visible", "hidden", "after_due_date", "after_published"]},
                    "extra_data": {"type": "object"},
                },
            },
        },
    },
}
EVERY = pytest.mark.parametrize("graded", [FULL, HALF, NOTHING, UNREADABLE, BROKEN])


@EVERY
def test_gradescope_results_have_the_form_that_gradescope_reads(graded: Report) -> None:
    found = json.loads(gradescope.document(graded))
    jsonschema.validate(found, GRADESCOPE)
    scored = [test["score"] for test in found["tests"] if "score" in test]
    if graded.score is None:
        assert "score" not in found, "no mark is made up"
        assert scored == []
        assert found["output"] == graded.message
    else:
        assert found["score"] == sum(scored) == graded.score
        assert sum(test["max_score"] for test in found["tests"]) == graded.max_score


def test_gradescope_tests_say_why() -> None:
    first, second, *_ = gradescope.results(HALF)["tests"]
    assert (first["status"], first["name"]) == ("failed", "first: The expected check")
    assert first["output"] == "W1[0, 0] is <1>, expected 2 & no more.\nLook at the seed."
    assert first["tags"] == ["property", "seed_removed"]
    assert second["extra_data"] == {"id": "first.form", "status": "not_run"}


def test_gradescope_folders_stay_inside_the_folder_and_apart(book: Gradebook, tmp_path: Path) -> None:
    keys = ["ann", "../../out", "a/b", "a_b", "CON", ".", "..", "x" * 300, "李", "=cmd", "A b", "é@x.edu"]
    book.record(result(key, report(name=key)) for key in keys)
    book.enrol([Member("absent", "Absent")])
    notes = export(book, Wish("gradescope", "Homework", output=tmp_path / "results"))
    files = sorted((tmp_path / "results").rglob("*"))
    assert {path.name for path in files if path.is_file()} == {"results.json"}
    assert len([path for path in files if path.is_file()]) == len(keys)
    assert {"ann", "a_b", "李", "é@x.edu"} <= {path.name for path in files}
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "gradebook.db",
        "gradebook.db-shm",
        "gradebook.db-wal",
        "results",
    ]
    assert notes[0].startswith("8 folders are named otherwise than the student")


def test_a_line_of_json_holds_a_member_and_the_whole_report(book: Gradebook, tmp_path: Path) -> None:
    small_class(book)
    lines = exported(book, tmp_path, "jsonl")[0].decode().splitlines()
    found = [json.loads(line) for line in lines]
    assert [line["student"] for line in found] == ["ann", "bob", "cid", "dan", "eve"]
    assert msgspec.convert(found[1]["report"], Report) == HALF
    assert (found[4]["report"], found[4]["recorded"], found[1]["late"]) == (None, None, True)


@EVERY
def test_junit_counts_what_it_lists(graded: Report) -> None:
    root = ET.fromstring(junit.document(graded))
    cases = root.findall(".//testcase")
    assert int(root.get("tests", "")) == len(cases) == sum(int(suite.get("tests", "")) for suite in root)
    for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        assert int(root.get(attribute, "")) == len(root.findall(f".//{tag}"))
    assert (graded.state == "graded") == (root.get("errors") == "0")


def test_junit_says_why_and_holds_no_illegal_character() -> None:
    document = junit.document(HALF)
    failure = ET.fromstring(document).find(".//failure")
    assert failure is not None
    assert (failure.get("type"), failure.text) == (
        "seed_removed", "W1[0, 0] is <1>, expected 2 & no more.\nLook at the seed."
    )  # fmt: skip
    assert b"\x1b" not in document


@EVERY
def test_prairielearn_scores_are_shares_and_what_was_not_graded_costs_no_attempt(graded: Report) -> None:
    found = json.loads(prairielearn.document(graded))
    assert found["gradable"] == (graded.score is not None)
    if graded.score is None:
        assert "score" not in found
        assert found["format_errors"] == [graded.message]
    else:
        assert found["score"] == graded.score / 40
        assert sum(test["points"] for test in found["tests"]) == graded.score


@EVERY
def test_github_classroom_adds_up_to_the_mark(graded: Report) -> None:
    found = json.loads(base64.b64decode(github.output(graded)))
    assert set(found) == {"version", "status", "max_score", "tests"}
    fields = {"name", "status", "score", "message", "test_code", "filename", "line_no", "duration"}
    assert all(set(test) == fields for test in found["tests"])
    total = sum(test["score"] for test in found["tests"])
    assert (found["max_score"], total) == ((40, graded.score) if graded.score is not None else (0, 0))
    assert github.notice(graded) == (None if graded.score is None else f"Points {graded.score:g}/40")
