"""Taking in a class: who handed in what, from every layout, and who on the roster did not."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
import time
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import layouts as made
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from layouts import MAKERS, Work, make, make_canvas_gradebook, make_csv, make_moodle_worksheet
from submitting import tarball, write, zipped

import grader.taking.archive
from grader.intake import LAYOUTS, Entry, Intake, take_in
from grader.submission import Unreadable, read
from grader.taking.items import hidden

JANE = Work("Jane Doe", 11, {"week1.py": b"jane = 1\n"})
JOSE = Work("José Núñez", 12, {"week1.py": b"jose = 1\n"})
LI = Work("李 雷", 13, {"week1.ipynb": b'{"cells": []}'})
CLASS = (JANE, JOSE, LI)
DEEP = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
STUBS = ("zeros.py", "random.py", "he.py")


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made in this test, so that it can see what is left of them."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def by_student(intake: Intake) -> dict[str, Entry]:
    assert [entry.student for entry in intake.entries] == sorted({entry.student for entry in intake.entries})
    return {entry.student: entry for entry in intake.entries}


def content(path: Path) -> list[bytes]:
    """What a submission holds in code, sorted."""
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    return sorted(file.read_bytes() for file in files if file.suffix in (".py", ".ipynb"))


def refusal(path: Path, *arguments: object) -> str:
    with pytest.raises(Unreadable) as caught:
        take_in(path, *arguments)  # type: ignore[arg-type]
    assert "\n" not in caught.value.message
    return caught.value.message


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Every layout


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_is_recognised_and_read_alike_from_a_folder_and_from_archives(layout: str, tmp_path: Path) -> None:
    files = MAKERS[layout](CLASS)
    folder = make(layout, tmp_path / "class", CLASS)
    packed = [
        zipped(tmp_path / "flat.zip", files),
        zipped(tmp_path / "wrapped.zip", {f"export 1/{name}": data for name, data in files.items()}),
        tarball(tmp_path / "class.tar.gz", files),
        tarball(tmp_path / "class.tar", files, mode="w"),
    ]
    plain = take_in(folder)
    assert (plain.layout, plain.absent, plain.notes) == (layout, (), ())
    works = [content(entry.path) for entry in plain.entries]
    assert sorted(works) == sorted([data] for work in CLASS for data in work.files.values())
    for path in packed:
        with take_in(path) as intake:
            assert (intake.layout, intake.notes) == (layout, ())
            assert [content(entry.path) for entry in intake.entries] == works
            told = [(entry.student, entry.name, entry.ids, entry.submitted) for entry in intake.entries]
            assert told == [(entry.student, entry.name, entry.ids, entry.submitted) for entry in plain.entries]
            assert [entry.path.name for entry in intake.entries] == [entry.path.name for entry in plain.entries]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_can_be_named_and_another_one_is_refused(layout: str, tmp_path: Path) -> None:
    folder = make(layout, tmp_path / "class", CLASS)
    assert take_in(folder, layout).layout == layout
    for other in set(LAYOUTS[:4]) - {layout, "nbgrader"}:
        message = refusal(folder, other)
        assert message.startswith(f"class has not the layout {other}, ")
        assert message.endswith("The layouts are canvas, moodle, gradescope, nbgrader, folders, files.")


def test_an_unknown_layout_is_refused_by_name(tmp_path: Path) -> None:
    assert "no layout blackboard. The layouts are canvas, " in refusal(tmp_path, "blackboard")


NASTY = (
    "=cmd|' -C calc'!A0",
    "Doe, Jane",
    "김민준",
    "👩‍🎓 Ann",
    "שרה כהן",
    "O'Neil-Smith",
    "x" * 250,
    "-rf",
    "%s{0}",
    "A\u202eB",
)
NAMES = st.one_of(
    st.sampled_from(NASTY), st.text(st.characters(codec="utf-8", exclude_characters="/\\\0"), min_size=1, max_size=300)
)


@pytest.mark.parametrize("layout", LAYOUTS)
@DEEP
@given(people=st.lists(NAMES, min_size=1, max_size=5, unique_by=lambda name: unicodedata.normalize("NFC", name)))
def test_no_name_loses_work_or_gives_it_to_another(layout: str, people: list[str], tmp_path: Path) -> None:
    if layout in ("folders", "files", "moodle"):
        assume(not any(map(hidden, people)))
    if layout == "canvas":
        # "_7" at the end of a name and Canvas's numbers after it are ambiguous to Canvas itself.
        people = [name.replace("_", "-") for name in people]
    works = [Work(name, 100 + number, {"w.py": f"n = {number}".encode()}) for number, name in enumerate(people)]
    path = zipped(tmp_path / "class.zip", MAKERS[layout](works))
    keys = {
        "gradescope": lambda work: work.sid,
        "nbgrader": lambda work: work.login,
        "folders": lambda work: unicodedata.normalize("NFC", work.name),
        "files": lambda work: unicodedata.normalize("NFC", work.name),
    }
    key: Callable[[Work], str] = keys.get(layout, lambda work: str(work.number))
    with take_in(path, layout) as intake:
        found = {entry.student: content(entry.path) for entry in intake.entries}
        assert found == {key(work): list(work.files.values()) for work in works}
        assert all(read(entry.path).units for entry in intake.entries)
        for entry in intake.entries:
            entry.name.encode(), entry.student.encode()


@DEEP
@given(
    people=st.lists(NAMES.map(lambda name: name.replace("_", "-").strip().lstrip("'") or "x"), min_size=2, max_size=5)
)
def test_with_a_gradebook_canvas_names_come_back_as_they_were(people: list[str], tmp_path: Path) -> None:
    works = [Work(name, 100 + number, {"w.py": b"x"}) for number, name in enumerate(people)]
    path = zipped(tmp_path / "class.zip", made.canvas_files(works[1:]))
    with take_in(path, "canvas", make_canvas_gradebook(tmp_path / "gradebook.csv", works)) as intake:
        found = {entry.student: (entry.name, entry.ids["sis_login_id"]) for entry in intake.entries}
        assert found == {str(work.number): (work.sortable.strip(), work.login) for work in works[1:]}
        assert [one.student for one in intake.absent] == ["100"]


# Canvas


def test_canvas_names_give_the_user_and_lateness(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "class",
        {
            "doejane_11_501_a.py": b"",
            "roejohn_LATE_12_502_b.py": b"",
            "old_late_13_503_c.py": b"",
            "anon_x1y2z_504_d.py": b"",
            "LATE_anon_a1b2c_506_d.py": b"",
            "007_15_507_8_g.py": b"",
            "_14_505_e_6_7_f.py": b"",
        },
    )
    found = by_student(take_in(folder))
    assert {key: (entry.name, entry.late) for key, entry in found.items()} == {
        "11": ("doejane", False),
        "12": ("roejohn", True),
        "13": ("old", True),
        "anon_x1y2z": ("anon_x1y2z", False),
        "anon_a1b2c": ("anon_a1b2c", True),
        "15": ("007", False),
        "14": ("14", False),
    }
    assert found["11"].ids == {"canvas_id": "11"}
    assert found["11"].path == folder / "doejane_11_501_a.py"


def test_several_canvas_files_of_a_student_are_one_folder_under_their_own_names(tmp_path: Path) -> None:
    work = Work("Jane Doe", 11, {name: name.encode() for name in STUBS})
    for path in (make("canvas", tmp_path / "class", [work]), zipped(tmp_path / "class.zip", made.canvas_files([work]))):
        with take_in(path) as intake:
            (entry,) = intake.entries
            assert names(entry.path) == sorted(STUBS)
            assert (entry.path / "he.py").read_bytes() == b"he.py"
            assert intake.notes == ()


def test_of_two_canvas_uploads_of_a_file_the_later_is_taken_and_said(tmp_path: Path) -> None:
    first = made.canvas_files([Work("Jane Doe", 11, {"he.py": b"old", "zeros.py": b"same"})], first=100)
    second = made.canvas_files([Work("Jane Doe", 11, {"he-1.py": b"new"})], first=200)
    folder = write(tmp_path / "class", {**first, **second})
    intake = take_in(folder)
    (entry,) = intake.entries
    assert {path.name: path.read_bytes() for path in entry.path.iterdir()} == {"he.py": b"new", "zeros.py": b"same"}
    (note,) = intake.notes
    assert note == "doejane (11) handed in he.py 2 times: doejane_11_201_he-1.py is the latest and was taken."


def test_numbered_files_of_the_students_own_are_not_versions(tmp_path: Path) -> None:
    files = made.canvas_files([Work("Jane Doe", 11, {"part-1.py": b"1", "part-2.py": b"2"})])
    intake = take_in(write(tmp_path / "class", files))
    assert names(intake.entries[0].path) == ["part-1.py", "part-2.py"]
    assert intake.notes == ()


def test_numbered_files_that_the_assignment_names_are_versions(tmp_path: Path) -> None:
    files = made.canvas_files([Work("Jane Doe", 11, {"he-1.py": b"1", "he-2.py": b"2", "zeros-1.py": b"z"})])
    intake = take_in(write(tmp_path / "class", files), assignment_files=STUBS)
    assert names(intake.entries[0].path) == ["he.py", "zeros.py"]
    assert (intake.entries[0].path / "he.py").read_bytes() == b"2"
    assert len(intake.notes) == 1


def test_an_archive_with_a_picture_beside_it_is_the_submission(tmp_path: Path) -> None:
    files = made.canvas_files([Work("Jane Doe", 11, {"code.zip": b"PK", "report.pdf": b""})])
    (entry,) = take_in(write(tmp_path / "class", files)).entries
    assert entry.path.name == "doejane_11_101_code.zip"
    (entry,) = take_in(make("moodle", tmp_path / "moodle", [Work("Jane", 1, {"w.zip": b"PK", "r.pdf": b""})])).entries
    assert entry.path.name == "w.zip"


def test_what_was_typed_into_the_lms_is_passed_over_and_said(tmp_path: Path) -> None:
    canvas = write(
        tmp_path / "canvas", {**made.canvas_files([JANE]), "roejohn_12_text.html": b"", "x_13_link.html": b""}
    )
    intake = take_in(canvas)
    assert list(by_student(intake)) == ["11"]
    assert "typed into Canvas" in intake.notes[0]
    assert "roejohn_12_text.html and x_13_link.html" in intake.notes[0]
    typed = {"John Roe_12_assignsubmission_onlinetext_/onlinetext.html": b""}
    intake = take_in(write(tmp_path / "moodle", {**made.moodle_files([JANE]), **typed}))
    assert list(by_student(intake)) == ["11"]
    assert "typed into Moodle" in intake.notes[0]


# Moodle


def test_moodle_names_give_the_participant(tmp_path: Path) -> None:
    for folders in (True, False):
        files = made.moodle_files(CLASS, folders)
        found = by_student(take_in(write(tmp_path / f"class{folders}", files)))
        assert {key: entry.name for key, entry in found.items()} == {
            "11": "Jane Doe",
            "12": "José Núñez",
            "13": "李 雷",
        }
        assert found["12"].ids == {"moodle_identifier": "Participant 12"}


def test_flat_moodle_files_of_a_student_are_one_folder(tmp_path: Path) -> None:
    files = made.moodle_files([Work("Jane Doe", 11, dict.fromkeys(STUBS, b"x")), JOSE], folders=False)
    with take_in(zipped(tmp_path / "class.zip", files)) as intake:
        found = by_student(intake)
        assert names(found["11"].path) == sorted(STUBS)
        assert found["12"].path.is_file()


def test_anonymous_moodle_work_is_named_by_its_number_and_groups_are_no_part_of_a_name(tmp_path: Path) -> None:
    files = {"Participant_77_assignsubmission_file_/a.py": b"", "Team A-Jane Doe_11_assignsubmission_file/a.py": b""}
    roster = make_csv(tmp_path / "roster.csv", ["Surname", "First name"], ["Doe", "Jane"])
    found = by_student(take_in(write(tmp_path / "class", files), roster=roster))
    assert {key: entry.name for key, entry in found.items()} == {"77": "Participant 77", "11": "Jane Doe"}


# Gradescope


def test_whoever_puts_moodles_words_into_a_name_gets_nobodys_work_and_gives_nobody_his(tmp_path: Path) -> None:
    mark = "assignsubmission_file"
    files = {f"Jane Doe_11_{mark}_/he.py": b"hers", f"Evil_11_{mark}_x_66_{mark}_/he.py": b"his"}
    with take_in(write(tmp_path / "folders", files)) as intake:
        assert {entry.student: read(entry.path).units[0].text for entry in intake.entries} == {
            "11": "hers",
            "66": "his",
        }
    flat = {f"Jane Doe_11_{mark}_he.py": b"hers", f"Evil_66_{mark}_11_{mark}_he.py": b"his"}
    with take_in(write(tmp_path / "flat", flat)) as intake:
        assert [(entry.student, read(entry.path).units[0].text) for entry in intake.entries] == [("11", "hers")]
        assert list(intake.notes) == [
            f"Evil_66_{mark}_11_{mark}_he.py can be read as the work of several participants, and was not taken: "
            "hand it to the grader by itself."
        ]


def test_a_gradescope_id_that_is_anothers_address_does_not_take_anothers_place(tmp_path: Path) -> None:
    victim = ":submitters:\n  - :name: Jane\n    :email: jane@example.edu"
    evil = ":submitters:\n  - :name: Evil\n    :sid: jane@example.edu\n    :email: evil@example.edu"
    metadata = f"submission_1:\n  {victim}\nsubmission_2:\n  {evil}\n"
    files = {"submission_1/he.py": b"hers", "submission_2/he.py": b"his", "submission_metadata.yml": metadata.encode()}
    with take_in(write(tmp_path / "export", files)) as intake:
        found = {entry.student: read(entry.path).units[0].text for entry in intake.entries}
    assert found == {"jane@example.edu": "hers", "jane@example.edu (submission_2)": "his"}


def test_gradescope_metadata_are_read_as_text(tmp_path: Path) -> None:
    intake = take_in(make("gradescope", tmp_path / "export", [JANE]))
    (entry,) = intake.entries
    assert (entry.student, entry.name, entry.submitted) == ("0000011", "Jane Doe", "2025-03-01 10:00:00.000000000 Z")
    assert entry.ids == {"gradescope_id": "11", "sid": "0000011", "email": "login11@example.edu"}


def test_a_group_shares_its_submission(tmp_path: Path) -> None:
    group = Work("Jane Doe", 11, {"a.py": b"x"}, partners=(JOSE,))
    for path in (
        make("gradescope", tmp_path / "export", [group]),
        zipped(tmp_path / "export.zip", made.gradescope_files([group])),
    ):
        with take_in(path) as intake:
            assert [entry.name for entry in intake.entries] == ["Jane Doe", "José Núñez"]
            assert len({entry.path for entry in intake.entries}) == 1
            assert content(intake.entries[0].path) == [b"x"]


def test_of_two_gradescope_submissions_the_later_by_gradescopes_clock_is_taken(tmp_path: Path) -> None:
    group = Work("José Núñez", 12, {"a.py": b"new"}, submitted="2025-03-01 11:00:00.000000000 -08:00", partners=(JANE,))
    alone = Work("Jane Doe", 11, {"a.py": b"old"}, submitted="2025-03-01 18:59:00.000000000 Z")
    intake = take_in(make("gradescope", tmp_path / "export", [group, alone]))
    assert content(by_student(intake)["0000011"].path) == [b"new"]
    assert intake.notes == ("Jane Doe (0000011) has 2 submissions: submission_12 is the latest and was taken.",)


def test_folders_and_metadata_that_do_not_agree_are_said(tmp_path: Path) -> None:
    folder = make("gradescope", tmp_path / "export", [JANE, JOSE])
    (folder / "submission_12").rename(folder / "submission_99")
    intake = take_in(folder)
    assert list(by_student(intake)) == ["0000011", "submission_99"]
    assert any("submission_99" in note for note in intake.notes)
    assert any("submission_12 (José Núñez)" in note for note in intake.notes)


def test_a_student_number_that_many_share_identifies_nobody(tmp_path: Path) -> None:
    folder = make("gradescope", tmp_path / "export", [JANE, JOSE])
    metadata = folder / "submission_metadata.yml"
    metadata.write_text(metadata.read_text("utf-8").replace("0000011", "0").replace("0000012", "0"), "utf-8")
    assert list(by_student(take_in(folder))) == ["login11@example.edu", "login12@example.edu"]


@pytest.mark.parametrize(
    "damage",
    [b"", b"- a\n- b\n", b"a: [", b"\xff\xfe\x00", b"a: " + b"{a: " * 200_000, b"[" * 200_000, b"? [a]\n: b\n",
     b"a: !!python/object/apply:os.system ['touch hacked']\nb: ["],
)  # fmt: skip
def test_damaged_metadata_are_refused_in_a_sentence(damage: bytes, tmp_path: Path) -> None:
    folder = write(tmp_path / "export", {"submission_1/a.py": b"", "submission_metadata.yml": damage})
    assert "submission_metadata.yml cannot be understood" in refusal(folder)


def test_metadata_are_data(tmp_path: Path) -> None:
    folder = make("gradescope", tmp_path / "export", [JANE])
    with open(folder / "submission_metadata.yml", "a") as file:
        file.write(f"submission_2: !!python/object/apply:os.mkdir ['{tmp_path / 'hacked'}']\n")
        file.write("submission_3: !ruby/hash:ActiveSupport::HashWithIndifferentAccess\n  :submitters: &a [*a]\n")
    assert list(by_student(take_in(folder))) == ["0000011"]
    assert not (tmp_path / "hacked").exists()


# nbgrader


def test_nbgrader_is_found_in_its_course_and_tells_the_time(tmp_path: Path) -> None:
    make("nbgrader", tmp_path / "course" / "submitted", CLASS)
    write(tmp_path / "course", {"nbgrader_config.py": b"", "source/ps1/a.ipynb": b""})
    for path in (tmp_path / "course", tmp_path / "course" / "submitted"):
        intake = take_in(path)
        assert intake.layout == "nbgrader"
        assert list(by_student(intake)) == ["login11", "login12", "login13"]
        assert intake.entries[0].submitted == JANE.submitted
        assert intake.entries[0].path.name == "ps1"


def test_of_several_nbgrader_assignments_the_one_with_our_files_is_taken(tmp_path: Path) -> None:
    folder = make("nbgrader", tmp_path / "submitted", CLASS)
    write(folder, made.nbgrader_files([Work("Jane", 11, {"he.py": b"he"})], "ps2"))  # type: ignore[arg-type]
    assert "several assignments (ps1 and ps2)" in refusal(folder)
    intake = take_in(folder, assignment_files=STUBS)
    assert {entry.student: content(entry.path) for entry in intake.entries} == {"login11": [b"he"]}
    assert intake.notes == ("Took the assignment ps2, and passed over 3 submissions of others.",)


# Folders and files


def test_what_is_no_submission_is_ignored_or_said(tmp_path: Path) -> None:
    folder = make("folders", tmp_path / "class", CLASS)
    noise = ("__MACOSX/x.py", ".DS_Store", "Thumbs.db", "desktop.ini", ".git/config")
    write(folder, {**dict.fromkeys(noise, b""), "README.md": b"", "marks.csv": b"", "Ann Lee.zip": b"PK"})
    intake = take_in(folder)
    assert sorted(by_student(intake)) == sorted(["Ann Lee", *(work.name for work in CLASS)])
    assert intake.notes == ("Passed over README.md and marks.csv, which are nobody's submissions.",)


def test_files_of_every_accepted_kind_are_named_without_their_suffix(tmp_path: Path) -> None:
    files = ("a.py", "b.ipynb", "c.zip", "d.tar.gz", "e.tgz", "F.PY", "g.h.py")
    intake = take_in(write(tmp_path / "class", dict.fromkeys(files, b"")))
    assert list(by_student(intake)) == ["F", "a", "b", "c", "d", "e", "g.h"]
    assert intake.layout == "files"


def test_two_files_of_one_student_are_settled_by_the_newer_and_said(tmp_path: Path) -> None:
    folder = write(tmp_path / "class", {"ann.py": b"old", "ann.ipynb": b"new"})
    os.utime(folder / "ann.py", (1, 1))
    intake = take_in(folder)
    assert [entry.path.name for entry in intake.entries] == ["ann.ipynb"]
    assert intake.notes == ("ann has 2 submissions: ann.ipynb is the latest and was taken.",)


def test_names_written_with_the_same_letters_are_one_student_and_other_cases_are_not(tmp_path: Path) -> None:
    composed, apart = "José", unicodedata.normalize("NFD", "José")
    files = {f"{composed}/a.py": b"1", f"{apart}/a.py": b"2", "Ann/a.py": b"3", "ann/a.py": b"4"}
    with take_in(zipped(tmp_path / "class.zip", files)) as intake:
        assert list(by_student(intake)) == ["Ann", "José", "ann"]
        assert content(by_student(intake)["ann"].path) == [b"4"]
        assert any("José has 2 submissions" in note for note in intake.notes)
        assert "Ann and ann differ only in case, and were taken as different students." in intake.notes


def test_folders_that_are_empty_or_cannot_be_read_are_entries(tmp_path: Path) -> None:
    folder = make("folders", tmp_path / "class", [JANE])
    (folder / "empty").mkdir()
    (folder / "locked").mkdir(mode=0)
    intake = take_in(folder)
    assert list(by_student(intake)) == ["Jane Doe", "empty", "locked"]
    with pytest.raises(Unreadable, match="is empty"):
        read(by_student(intake)["empty"].path)
    with take_in(zipped(tmp_path / "class.zip", {"Jane Doe/a.py": b"", "empty/": b""})) as packed:
        assert by_student(packed)["empty"].path.is_dir()


def test_of_nbgraders_assignments_the_one_that_is_called_as_ours_is_taken(tmp_path: Path) -> None:
    files = {f"{who}/{what}/he.py": what.encode() for who in ("ann", "bob") for what in ("Initialization", "ps2")}
    folder = write(tmp_path / "submitted", {**files, "ann/ps2/timestamp.txt": b"2026-01-01 10:00:00 UTC"})
    with take_in(folder, assignment_files=["initialization.ipynb"]) as intake:
        assert [read(entry.path).units[0].text for entry in intake.entries] == ["Initialization"] * 2
    with pytest.raises(Unreadable, match="none of them plainly this one"):
        take_in(folder)


def test_links_are_refused_and_said_wherever_they_lead(tmp_path: Path) -> None:
    write(tmp_path / "secret", {"a.py": b"secret"})
    folder = make("folders", tmp_path / "class", [JANE])
    (folder / "evil").symlink_to(tmp_path / "secret")
    (folder / "nowhere").symlink_to(tmp_path / "missing")
    (folder / "twin").symlink_to("Jane Doe")
    (folder / "Jane Doe" / "out.py").symlink_to(tmp_path / "secret" / "a.py")
    intake = take_in(folder)
    assert list(by_student(intake)) == ["Jane Doe", "evil", "nowhere", "twin"]
    for name in ("evil", "nowhere", "twin"):
        assert not by_student(intake)[name].path.exists()
        assert by_student(intake)[name].problem == f"{name} is a link, and was not followed: " + (
            "put what it leads to itself there."
        )
    refused = [note.split(" is a link, and")[0] for note in intake.notes]
    assert sorted(refused) == ["Jane Doe/out.py", "evil", "nowhere", "twin"]
    files = write(tmp_path / "canvas", dict(made.canvas_files([Work("Jane Doe", 11, dict.fromkeys(STUBS, b"x"))])))
    (files / "doejane_11_900_evil.py").symlink_to(tmp_path / "secret" / "a.py")
    (files / "doejane_11_901_hers.py").symlink_to("roe_12_800_hers.py")
    with take_in(files) as gathered:
        assert names(gathered.entries[0].path) == sorted(STUBS)


def test_a_link_beside_the_students_folders_does_not_make_a_class_of_files(tmp_path: Path) -> None:
    folder = make("folders", tmp_path / "class", [JANE])
    (folder / "grade_all.py").symlink_to(__file__)
    intake = take_in(folder)
    assert (intake.layout, list(by_student(intake))) == ("folders", ["Jane Doe"])


def test_an_archive_that_is_a_link_is_not_opened(tmp_path: Path) -> None:
    zipped(tmp_path / "secret.zip", {"a.py": b"secret = 1"})
    for layout in ("folders", "files", "canvas"):
        folder = make(layout, tmp_path / layout, [JOSE, Work("Jane Doe", 11, {"w.zip": b"PK"})])
        (link,) = folder.rglob("*.zip")
        link.unlink()
        link.symlink_to(tmp_path / "secret.zip")
        with take_in(folder) as intake:
            (entry,) = (entry for entry in intake.entries if "ane" in entry.name)
            with pytest.raises(Unreadable):
                read(entry.path)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are POSIX")
def test_a_pipe_does_not_hold_up_the_class(tmp_path: Path) -> None:
    folder = make("canvas", tmp_path / "class", [Work("Jane Doe", 11, dict.fromkeys(STUBS, b"x"))])
    os.mkfifo(folder / "doejane_11_900_pipe.py")
    os.mkfifo(folder / "roejohn_12_901_pipe.py")
    with take_in(folder) as intake:
        assert list(by_student(intake)) == ["11", "12"]
        assert read(by_student(intake)["11"].path).units


def test_what_can_be_read_in_two_ways_is_asked(tmp_path: Path) -> None:
    folder = write(tmp_path / "class", {"ann/a.py": b"1", "bob.py": b"2"})
    message = refusal(folder)
    assert "holds folders and loose files (bob.py): say with --layout" in message
    assert "The layouts are canvas, moodle, gradescope, nbgrader, folders, files." in message
    assert list(by_student(take_in(folder, "folders"))) == ["ann"]
    assert list(by_student(take_in(folder, "files"))) == ["bob"]
    mixed = write(tmp_path / "mixed", {"doejane_1_2_a.py": b"", "bob.py": b"", "ann.py": b""})
    assert "Only 1 of 3 names in mixed are of the layout canvas: say with --layout" in refusal(mixed)


def test_a_folder_around_the_class_is_not_taken_for_a_student(tmp_path: Path) -> None:
    files = {f"export/{name}": data for name, data in made.folders_files(CLASS).items()}
    for layout in (None, "folders"):
        with take_in(zipped(tmp_path / "class.zip", files), layout) as intake:
            assert len(intake.entries) == 3
    folder = write(tmp_path / "class", dict(files))
    assert "class holds nothing but the folder export: give that folder" in refusal(folder)
    assert list(by_student(take_in(folder, "folders"))) == ["export"]
    assert list(by_student(take_in(write(tmp_path / "one", {"ann/a.py": b"", "ann/b/c.py": b""})))) == ["ann"]


def test_a_roster_with_a_quote_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "class", {"ann/a.py": b"", "ben/a.py": b""})
    roster = tmp_path / "class.csv"
    roster.write_text('Name,ID\nann,1\n"ben,2\ncid,3\n')
    assert "class.csv has a quote that is never closed" in refusal(folder, None, roster)
    roster.write_text('Name,ID\nann,1\n"ben ""the pen"" b",2\n"cid" d,3\n')
    with take_in(folder, None, roster) as intake:
        assert len(intake.absent) == 2


def test_one_submission_is_not_a_class(tmp_path: Path) -> None:
    folder = write(tmp_path / "ann", dict.fromkeys(STUBS, b""))
    assert "looks like one submission, not a class: grade it with grade check" in refusal(folder, None, None, STUBS)
    write(folder, {"helpers.py": b"", "network.py": b""})
    assert "looks like one submission, not a class: grade it with grade check" in refusal(folder, None, None, STUBS)
    packed = zipped(tmp_path / "one.zip", {"ann/he.py": b"x"})
    with take_in(packed, assignment_files=STUBS) as intake:
        assert (intake.layout, [entry.student for entry in intake.entries]) == ("folders", ["ann"])


def test_nothing_to_take_in_is_said(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert "a holds nothing: give the folder or archive that holds the submissions." in refusal(tmp_path / "a")
    assert "but only notes.txt" in refusal(write(tmp_path / "b", {"notes.txt": b""}))
    assert "was not found" in refusal(tmp_path / "missing")
    assert "is one file: give the folder" in refusal(write(tmp_path / "c", {"a.py": b""}) / "a.py")
    assert "not a path" in refusal(Path("a\0b"))


# Archives


def test_an_archive_leaves_nothing_behind_and_a_folder_needs_nothing(tmp_path: Path, scratch: Path) -> None:
    with take_in(make("moodle", tmp_path / "class", CLASS)):
        assert names(scratch) == []
    intake = take_in(zipped(tmp_path / "class.zip", made.moodle_files(CLASS)))
    assert len(names(scratch)) == 1
    intake.close()
    intake.close()
    assert names(scratch) == []


def test_ctrl_c_while_unpacking_leaves_nothing_behind(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        assert names(scratch)
        raise KeyboardInterrupt

    monkeypatch.setattr(grader.taking.archive.Archive, "unpack", interrupt)
    with pytest.raises(KeyboardInterrupt):
        take_in(zipped(tmp_path / "class.zip", made.folders_files(CLASS)))
    assert names(scratch) == []


def test_a_program_that_forgets_to_close_leaves_nothing_behind(tmp_path: Path, scratch: Path) -> None:
    path = zipped(tmp_path / "class.zip", made.folders_files(CLASS))
    program = (
        "import sys; from pathlib import Path; from grader.intake import take_in\n"
        "intake = take_in(Path(sys.argv[1])); print(intake.entries[0].path.exists()); raise KeyboardInterrupt\n"
    )
    environment = {**os.environ, "TMPDIR": str(scratch)}
    ran = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, env=environment, check=False)
    assert ran.stdout.strip() == b"True"
    assert names(scratch) == []


def test_members_that_lead_out_of_an_archive_are_refused_and_the_rest_is_taken(tmp_path: Path) -> None:
    files = {"ann/a.py": b"1", "../evil.py": b"", "/abs/evil.py": b"", "bob/../../evil.py": b"", "bob/b.py": b"2"}
    link = tarfile.TarInfo("ann/passwd.py")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    for path in (zipped(tmp_path / "class.zip", files), tarball(tmp_path / "class.tgz", files, link)):
        with take_in(path) as intake:
            assert {entry.student: content(entry.path) for entry in intake.entries} == {"ann": [b"1"], "bob": [b"2"]}
            (note,) = intake.notes
            assert note.startswith(f"Refused in {path.name}, as links, devices, or names that lead out of it: ")


def test_a_damaged_member_costs_one_student(tmp_path: Path) -> None:
    works = [Work(f"student{number}", number, {"a.py": f"mark = {number}".encode()}) for number in range(3)]
    path = zipped(tmp_path / "class.zip", made.folders_files(works), zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"mark = 1", b"mark = 9"))
    with take_in(path) as intake:
        works_read = [content(entry.path) for entry in intake.entries]
        assert works_read == [[b"mark = 0"], [b""], [b"mark = 2"]]
        assert intake.notes == ("Damaged in class.zip, and taken as empty: student1/a.py.",)


def test_archives_that_cannot_be_unpacked_are_refused_in_a_sentence(
    tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.zip", "a.tar", "a.tar.gz"):
        (tmp_path / name).write_bytes(b"\x1f\x8bnonsense")
        assert "or it is damaged" in refusal(tmp_path / name)
    locked = zipped(tmp_path / "locked.zip", {"ann/a.py": b"x"})
    data = bytearray(locked.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(data)
    assert "protected by a password" in refusal(locked)
    assert "unusual way" in refusal(zipped(tmp_path / "lzma.zip", {"ann/a.py": b"x"}, zipfile.ZIP_LZMA))
    monkeypatch.setattr(grader.taking.archive, "RATIO_MATTERS_FROM", 1_000_000)
    bomb = {f"s{number}/a.py": bytes(5_000_000) for number in range(2)}
    assert "is a bomb" in refusal(zipped(tmp_path / "bomb.zip", bomb))
    assert "is a bomb" in refusal(tarball(tmp_path / "bomb.tgz", bomb))
    monkeypatch.setattr(grader.taking.archive, "SPARE", 10**18)
    assert "not enough room" in refusal(zipped(tmp_path / "big.zip", {"ann/a.py": b"x"}))
    assert names(scratch) == []


def test_names_that_macs_and_windows_write_into_zips_are_understood(tmp_path: Path) -> None:
    path = zipped(tmp_path / "class.zip", {"class/Zoe/a.py": b"1", "class\\Bob\\b.py": b"2"})
    # As macOS writes it: UTF-8, and no flag that says so.
    path.write_bytes(path.read_bytes().replace(b"class/Zoe/a.py", "class/Zö/a.py".encode()))
    with take_in(tmp_path / "class.zip") as intake:
        assert list(by_student(intake)) == ["Bob", "Zö"]


def test_deep_and_many_files_of_one_student_do_not_stop_the_class(tmp_path: Path) -> None:
    deep = "/".join(["d" * 200] * 40)
    files = {"ann/a.py": b"1", f"bob/{deep}/a.py": b"2", **{f"eve/{number}.py": b"" for number in range(1_000)}}
    with take_in(zipped(tmp_path / "class.zip", files)) as intake:
        assert list(by_student(intake)) == ["ann", "bob", "eve"]
        assert content(by_student(intake)["ann"].path) == [b"1"]
        with pytest.raises(Unreadable, match="more than 200"):
            read(by_student(intake)["eve"].path)


# The roster


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_roster_tells_names_and_who_is_missing(layout: str, tmp_path: Path) -> None:
    folder = make(layout, tmp_path / "class", CLASS)
    absent = Work("Tom Void", 99)
    rosters = {"canvas": make_canvas_gradebook, "moodle": make_moodle_worksheet}
    if layout in rosters:
        roster = rosters[layout](tmp_path / "roster.csv", [*CLASS, absent])
    else:
        rows = [(work.sid, work.name, work.email, work.login) for work in (*CLASS, absent)]
        roster = make_csv(tmp_path / "roster.csv", ["Student ID", "Name", "Email", "Login"], *rows)
    intake = take_in(folder, roster=roster)
    assert intake.notes == ()
    assert len(intake.entries) == 3
    (missing,) = intake.absent
    keys = {"canvas": "99", "moodle": "99", "gradescope": "0000099", "nbgrader": "login99"}
    assert missing.student == keys.get(layout, "login99")
    assert missing.name in ("Tom Void", "Void, Tom")
    jane = next(entry for entry in intake.entries if entry.name in ("Jane Doe", "Doe, Jane"))
    told = {"canvas": "sis_login_id", "moodle": "email", "gradescope": "email"}.get(layout, "sis_login_id")
    assert jane.ids[told].startswith("login11")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_roster_is_understood_however_it_was_saved(delimiter: str, encoding: str, tmp_path: Path) -> None:
    folder = make("nbgrader", tmp_path / "class", [JOSE])
    roster = make_csv(
        tmp_path / "roster.csv", [], ["  LAST Name", "section", "Given_Name", "E-Mail"], [],
        ["Núñez", "B;2", "José", JOSE.email], ["", "", "", ""], ["Doe, PhD", "B", "Jane"],
        delimiter=delimiter, encoding=encoding,
    )  # fmt: skip
    intake = take_in(folder, roster=roster)
    assert [(entry.name, entry.ids["section"]) for entry in intake.entries] == [("José Núñez", "B;2")]
    assert [one.name for one in intake.absent] == ["Jane Doe, PhD"]
    assert [("Latin-1" in note) for note in intake.notes] == ([True] if encoding == "latin-1" else [])


def test_guards_of_spreadsheets_around_values_are_taken_off(tmp_path: Path) -> None:
    folder = write(tmp_path / "class", {"=cmd/a.py": b"", "0042/a.py": b"", "77/a.py": b""})
    rows = [["'=cmd", "1"], ["Ann", '="0042"'], ["Bob", "77.0"]]
    intake = take_in(folder, roster=make_csv(tmp_path / "roster.csv", ["Name", "SID"], *rows))
    assert [entry.name for entry in intake.entries] == ["Ann", "Bob", "=cmd"]
    assert (intake.absent, intake.notes) == ((), ())


@pytest.mark.parametrize(
    ("folder", "listed"),
    [
        ("Jane Doe", "Doe, Jane"), ("doe_jane", "Jane Doe"), ("JANE  DOE", "Jane Doe"), ("Jose Nunez", "José Núñez"),
        ("Ｊａｎｅ Doe", "Jane Doe"), ("doejane", "Jane Doe"), ("vandoejane", "Jane van Doe"), ("Strasse", "Straße"),
        ("Soren Aerø", "Søren Ærø"), ("金秀賢", "金秀賢"), ("👩‍🎓", "👩‍🎓"),
        (unicodedata.normalize("NFD", "Zoë"), "Zoë"),
    ],
)  # fmt: skip
def test_names_are_matched_whatever_their_order_case_and_accents(folder: str, listed: str, tmp_path: Path) -> None:
    write(tmp_path / "class", {f"{folder}/a.py": b"", "Somebody Else/a.py": b""})
    roster = make_csv(tmp_path / "roster.csv", ["Name", "Login"], [listed, "x"], ["Somebody Else", "y"])
    intake = take_in(tmp_path / "class", roster=roster)
    assert listed in [entry.name for entry in intake.entries]
    assert (intake.absent, intake.notes) == ((), ())


def test_accents_decide_before_they_are_dropped(tmp_path: Path) -> None:
    folder = write(tmp_path / "class", {"Rene/a.py": b"", "René/a.py": b""})
    roster = make_csv(tmp_path / "roster.csv", ["Name", "SID"], ["René", "1"], ["Rene", "2"])
    intake = take_in(folder, roster=roster)
    assert {entry.student: entry.ids["sid"] for entry in intake.entries} == {"Rene": "2", "René": "1"}


def test_a_name_that_fits_two_students_or_two_submissions_is_given_to_nobody_and_said(tmp_path: Path) -> None:
    folder = write(tmp_path / "class", {"Li Na/a.py": b"", "jane doe/a.py": b"", "Doe, Jane/a.py": b"", "Bo/a.py": b""})
    rows = [["Na Li", "1"], ["Li, Na", "2"], ["Jane Doe", "3"], ["Bo", "4"]]
    intake = take_in(folder, roster=make_csv(tmp_path / "roster.csv", ["Name", "SID"], *rows))
    assert {entry.student for entry in intake.entries if "sid" in entry.ids} >= {"Bo"}
    assert "sid" not in by_student(intake)["Li Na"].ids
    assert any("Li Na may be of Na Li and Li, Na, and was not matched." in note for note in intake.notes)
    assert any("of Jane Doe" in note for note in intake.notes)


def test_ids_decide_before_names(tmp_path: Path) -> None:
    works = [Work("Jane Doe", 11), Work("Jane Doe", 12)]
    intake = take_in(
        make("canvas", tmp_path / "class", works), roster=make_canvas_gradebook(tmp_path / "r.csv", reversed(works))
    )
    assert {entry.student: entry.ids["sis_login_id"] for entry in intake.entries} == {"11": "login11", "12": "login12"}


def test_a_universitys_number_is_not_taken_for_canvass(tmp_path: Path) -> None:
    folder = make("canvas", tmp_path / "class", [JANE])
    rows = [["Bob", "11"], ["Jane Doe", "12"]]
    intake = take_in(folder, roster=make_csv(tmp_path / "roster.csv", ["Name", "Student ID"], *rows))
    assert [(entry.name, entry.ids["sid"]) for entry in intake.entries] == [("Jane Doe", "12")]
    assert [one.name for one in intake.absent] == ["Bob"]


def test_submissions_of_nobody_on_the_roster_are_said(tmp_path: Path) -> None:
    folder = make("canvas", tmp_path / "class", CLASS)
    intake = take_in(folder, roster=make_canvas_gradebook(tmp_path / "r.csv", [JANE]))
    assert len(intake.entries) == 3
    assert intake.notes == ("2 submissions are of nobody on the roster: núñezjosé (12) and 雷李 (13).",)
    other = take_in(folder, roster=make_canvas_gradebook(tmp_path / "s.csv", [Work("X Y", 5)]))
    assert other.notes == ("Not one of 3 submissions is of a student on the roster: is it of this class?",)


def test_a_student_listed_twice_is_one(tmp_path: Path) -> None:
    roster = make_csv(tmp_path / "roster.csv", ["Name", "Login"], ["Ann", "a"], ["Ann", "A"], ["Bo", "b"], ["Bo", "c"])
    intake = take_in(write(tmp_path / "class", {"a/a.py": b""}), roster=roster)
    assert [(one.student, one.name) for one in intake.absent] == [("b", "Bo"), ("c", "Bo")]
    assert "more than once" in intake.notes[0]


def test_rosters_that_cannot_be_used_are_refused_in_a_sentence(tmp_path: Path) -> None:
    folder = make("folders", tmp_path / "class", CLASS)

    def refused(data: bytes) -> str:
        (tmp_path / "roster.csv").write_bytes(data)
        return refusal(folder, None, tmp_path / "roster.csv")

    assert "has no column of names or ids" in refused(b"a,b\n1,2\n")
    assert "has no column of names or ids" in refused(b"")
    assert "lists no students" in refused(b"Name,ID\n,\n")
    assert "is a spreadsheet" in refused(b"PK\x03\x04")
    assert "is damaged UTF-16" in refused(b"\xff\xfea")
    assert "is not a CSV file" in refused(b"Name,ID\n" + b'"' + b"x" * 200_000)
    assert "was not found" in refusal(folder, None, tmp_path / "missing.csv")


# Speed


@pytest.mark.parametrize("layout", ["canvas", "folders"])
def test_ten_thousand_names_take_a_moment(layout: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Making ten thousand real files takes longer than the rest of these tests: the listing is made up.
    works = [Work(f"Jane{number} Doe", number + 1) for number in range(10_000)]
    path = zipped(tmp_path / "class.zip", MAKERS[layout](works), zipfile.ZIP_STORED)
    monkeypatch.setattr(grader.taking.archive.Archive, "unpack", lambda *_: None)
    monkeypatch.setattr(Path, "mkdir", lambda *_, **__: None)
    roster = make_canvas_gradebook(tmp_path / "roster.csv", works)
    start = time.process_time()
    intake = take_in(path, roster=roster)
    assert len(intake.entries) == 10_000
    assert intake.absent == ()
    assert time.process_time() - start < 5


def test_of_students_with_one_name_the_ids_are_told(tmp_path: Path) -> None:
    folder = make("folders", tmp_path / "class", [Work("Ann Lee")])
    roster = make_csv(tmp_path / "r.csv", ("Name", "ID"), ("Ann Lee", 2), ("Ann Lee", 3))
    doubt = "Ann Lee may be of one of 2 students called Ann Lee (2 and 3), and was not matched."
    assert doubt in take_in(folder, roster=roster).notes
    nameless = make_csv(tmp_path / "r.csv", ("Name",), ("Ann Lee",), ("Ann Lee",))
    assert doubt.replace(" (2 and 3)", "") in take_in(folder, roster=nameless).notes


def test_a_roster_that_is_no_file_is_named_with_its_path(tmp_path: Path) -> None:
    folder = make("folders", tmp_path / "class", [JANE])
    for path, what in ((tmp_path / "nope.csv", "was not found"), (tmp_path, "is not a file")):
        with pytest.raises(Unreadable) as caught:
            take_in(folder, roster=path)
        assert caught.value.message == f"The roster {path} {what}: name a CSV file."
