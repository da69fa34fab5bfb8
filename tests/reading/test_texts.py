"""Python files in all encodings."""

from __future__ import annotations

from pathlib import Path

import pytest
from submitting import HE, function, in_file, notebook, refusal

from grader.submission import read


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfx = '\xc3\xa9'\n",
        b"# -*- coding: latin-1 -*-\nx = '\xe9'\n",
        b"#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = '\xe9'\n",
        "# coding: gbk\nx = 'é'\n".encode("gbk"),
        b"x = '\xc3\xa9'\r\n",
        b"x = '\xc3\xa9'\r",
    ],
)
def test_coding_cookies_marks_and_line_ends_are_honoured(tmp_path: Path, data: bytes) -> None:
    path = in_file(tmp_path, data + f"def {HE}(d): return x\n".encode())
    assert function(path)(0) == "é"
    assert "\r" not in read(path).units[0].text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x = 1\ny = '\xe9'\n", "not valid UTF-8 (line 2)"),
        (b"x = 1\n" * 5000 + b"y = '\xe9'\n", "(line 5001)"),
        (b"# coding: klingon\nx = 1\n", "does not know"),
        (b"# coding: punycode\nx = 1\n", "not for program text"),
        (b"# coding: rot13\nx = 1\n", "not for program text"),
        ("x = 1".encode("utf-16"), "UTF-16"),
        (b"x = 1\0\n", "null bytes"),
        (b"x = 1\n" * 200_000, "more than 1 MiB"),
        (notebook("x = 1").encode(), "name it .ipynb"),
        (b"", "is empty"),
        (b"\n\n", "is empty"),
    ],
)
def test_what_is_not_python_text_is_told_in_a_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    message = refusal(in_file(tmp_path, data))
    assert words in message
    assert "homework.py" in message
