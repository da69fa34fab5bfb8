"""A CSV file of somebody else's, in which some cells are filled and every other byte stays as it is."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from grader.gradebook import GradebookError

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DELIMITERS = ",;\t"
# Readers keep what stands behind the closing quote; the quote at the end of a file may be missing.
QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)(?:"(.*)|\Z)', re.DOTALL)


class Span(NamedTuple):
    """Where a cell's text stands, quotes included."""

    start: int
    end: int


class Sheet:
    """Rows of cells: `value` reads one, `put` fills one, `content` is the file with what was filled."""

    def __init__(self, text: str, mark: bytes, codec: str, delimiter: str) -> None:
        self.text, self.mark, self.codec, self.delimiter = text, mark, codec, delimiter
        self.spans = _spans(text, delimiter)
        self.rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        if self.rows != [[_value(text, span) for span in row] if row else [] for row in self.spans]:
            raise csv.Error("its quotes do not match")
        self.edits: dict[Span, str] = {}

    @classmethod
    def read(cls, path: Path, fits: Callable[[Sequence[str]], bool], wanted: str) -> Sheet:
        """The file at `path`, parted by whichever delimiter makes its first row one that `fits`.

        Raises GradebookError, with `wanted` to say what file it should have been.
        """
        try:
            content = path.read_bytes()
        except OSError as error:
            raise GradebookError(f"{path} cannot be read ({error.strerror}): name {wanted}.") from error
        mark, codec = next(((mark, codec) for mark, codec in MARKS if content.startswith(mark)), (b"", "utf-8"))
        try:
            text = content[len(mark) :].decode(codec)
        except UnicodeDecodeError as error:
            raise GradebookError(f"{path} is not UTF-8 text: download it again, or save it as “CSV UTF-8”.") from error
        for delimiter in DELIMITERS:
            try:
                sheet = cls(text, mark, codec, delimiter)
            except csv.Error:
                continue
            if sheet.rows and fits(sheet.rows[0]):
                return sheet
        raise GradebookError(f"{path} is not {wanted}: its first row has other columns.")

    def column(self, *names: str) -> int | None:
        """The place of the first column that bears one of the names, in any case."""
        heads = [head.strip().casefold() for head in self.rows[0]]
        return next((heads.index(name.casefold()) for name in names if name.casefold() in heads), None)

    def value(self, row: int, column: int | None) -> str:
        """A cell's text; empty where the row or the file has no such cell."""
        return self.rows[row][column] if column is not None and column < len(self.rows[row]) else ""

    def put(self, row: int, column: int, text: str) -> None:
        """Fills a cell, in quotes if it was or if it must be. A row that is too short is made longer."""
        spans = self.spans[row]
        if column < len(spans):
            span = spans[column]
            self.edits[span] = _quoted(text, self.delimiter, self.text.startswith('"', span.start, span.end))
        else:
            end = spans[-1].end if spans else 0
            padding = self.delimiter * (column - len(spans) + 1)
            self.edits[Span(end, end)] = padding + _quoted(text, self.delimiter, False)

    def content(self) -> bytes:
        pieces, at = [], 0
        # A row's own last cell may be filled, and the row made longer right behind it.
        for span, text in sorted(self.edits.items()):
            pieces += [self.text[at : span.start], text]
            at = span.end
        return self.mark + ("".join(pieces) + self.text[at:]).encode(self.codec)


def _spans(text: str, delimiter: str) -> list[list[Span]]:
    """Where the cells of each row stand; no cells for an empty line."""
    plain = rf"[^{re.escape(delimiter)}\r\n]*"
    cell = re.compile(rf'("[^"]*(?:""[^"]*)*(?:"{plain}|\Z)|{plain})({re.escape(delimiter)}|\r\n|\r|\n|\Z)')
    rows: list[list[Span]] = []
    row: list[Span] = []
    at = 0
    while at < len(text) or row:
        match = cell.match(text, at)
        assert match is not None, "any text begins with a cell"
        row.append(Span(*match.span(1)))
        at = match.end()
        if match[2] != delimiter:
            rows.append([] if len(row) == 1 and row[0].start == row[0].end else row)
            row = []
    return rows


def _value(text: str, span: Span) -> str:
    raw = text[span.start : span.end]
    if not raw.startswith('"'):
        return raw
    match = QUOTED.fullmatch(raw)
    assert match is not None, "a cell that begins with a quote"
    return match[1].replace('""', '"') + (match[2] or "")


def _quoted(text: str, delimiter: str, always: bool) -> str:
    if always or text != text.strip() or any(special in text for special in (delimiter, '"', "\r", "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text
