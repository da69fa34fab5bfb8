"""Bytes of a .py file ──► its text, as Python itself would decode it."""

from __future__ import annotations

import codecs
import io
import re
import tokenize

from grader.reading.work import MAX_CODE, Unreadable, printable

WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
# Python ships codecs that are slow, or not encodings of text at all: a cookie may ask only for these families.
ENCODINGS = re.compile(r"utf-8|ascii|iso8859|cp\d|gb|hz|big5|shift|euc|koi8|mac|tis|johab|ptcp|kz")
TOO_MUCH = "holds more than 1 MiB of code: hand in only your own."


def decode(data: bytes, name: str) -> str:
    """The text of a Python file: byte order mark and coding cookie (PEP 263) honoured, lines ended by "\\n".

    Raises Unreadable, in which the file is called `name`.
    """
    if len(data) > MAX_CODE:
        raise Unreadable(f"{name} {TOO_MUCH}")
    if data.startswith(WIDE_MARKS):
        raise Unreadable(f"{name} is saved as UTF-16, which Python cannot read: save it as UTF-8.")
    if b"\0" in data:
        raise Unreadable(f"{name} holds null bytes: it is not a text file, or it is damaged. Save it anew as UTF-8.")
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        if not ENCODINGS.match(codecs.lookup(encoding).name):
            raise Unreadable(f"{name} names an encoding that is not for program text: save it as UTF-8.")
        text = data.decode(encoding)
    except (UnicodeDecodeError, SyntaxError, LookupError) as error:
        raise Unreadable(_not_decoded(data, name, error)) from None
    return normalized(text)


def normalized(text: str) -> str:
    """`text` with "\\n" at the end of each line, as Python counts lines, and without unpaired surrogates."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _not_decoded(data: bytes, name: str, error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        line = data.count(b"\n", 0, error.start) + 1
        return f"{name} is not valid {error.encoding.upper()} (line {line}): save it as UTF-8."
    try:
        data.decode()
    except UnicodeDecodeError as undecoded:
        return _not_decoded(data, name, undecoded)
    return f"{name} names an encoding that Python does not know ({printable(str(error), 80)}): save it as UTF-8."
