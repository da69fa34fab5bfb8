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
    def read(cls, path: Path, lacks: Callable[[Sequence[str]], Sequence[str]], wanted: str) -> Sheet:
        """The file at `path`, parted by whichever delimiter makes its first row one that `lacks` no heading.

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
        missing: list[Sequence[str]] = []
        for delimiter in DELIMITERS:
            try:
                sheet = cls(text, mark, codec, delimiter)
            except csv.Error:
                continue
            missing.append(lacks(sheet.rows[0] if sheet.rows else []))
            if not missing[-1]:
                return sheet._whole(path)
        if not text.strip() or not missing:
            raise GradebookError(f"{path} is {'damaged' if text.strip() else 'empty'}: name {wanted}.")
        names = " and ".join(repr(name) for name in min(missing, key=len))
        raise GradebookError(f"{path} is not {wanted}: its first row has no column {names}.")

    def _whole(self, path: Path) -> Sheet:
        """The sheet itself. Raises GradebookError where its end is inside of quotes, and may hold other rows."""
        last = self.spans[-1][-1:]
        if last and self.text.startswith('"', last[0].start) and QUOTED.fullmatch(self.text, *last[0])[2] is None:  # type: ignore[index]
            raise GradebookError(
                f"{path} has a quote that is never closed, in the row of {self.rows[-1][0]!r}: download it again."
            )
        return self

    def longer(self) -> list[str]:
        """The first cells of rows with more cells than there are columns, as by a comma that lacks its quotes."""
        return [row[0] for row in self.rows[1:] if len(row) > len(self.rows[0])]

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
