"""Canvas's "Download Submissions": lastnamefirst[_LATE]_USER_ATTACHMENT_file.ext, all files side by side.

The first number is the user's, the second the attachment's: each file has its own, and a later file a greater one.
Source: lib/content_zipper.rb of instructure/canvas-lms (get_filename, add_upload_submission, add_text_or_url).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from grader.reading.work import printable
from grader.taking.handed import Handed, Haul
from grader.taking.items import Item, listed, text

NAME = re.compile(
    r"(?:(?P<name>.*?)_(?:(?P<late>late)_)?(?P<user>[0-9]+)|(?:(?P<anonymous_late>late)_)?(?P<anonymous>anon_[0-9a-z]+))_"
    r"(?:(?P<attachment>[0-9]+)_(?P<file>.+)|(?P<entry>text|link)\.html)",
    re.IGNORECASE | re.DOTALL,
)
# What Canvas adds to the name of a file that the student had uploaded before (Attachment.make_unique_filename).
VERSION = re.compile(
    r"(?P<stem>.+)-(?:[1-9][0-9]?|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?P<suffix>(?:\.[A-Za-z0-9]+)*)",
    re.DOTALL,
)


class Upload(NamedTuple):
    """One file of a student; a greater `number` is a later upload."""

    name: str
    number: int
    late: bool
    item: Item


def fits(item: Item) -> bool:
    """Whether a Canvas download would hold a file of this name."""
    return not item.folder and NAME.fullmatch(item.name) is not None


def take(items: Iterable[Item], assignment_files: Sequence[str]) -> Haul:
    """The submissions in a Canvas download, one for each user."""
    haul = Haul()
    uploads: dict[str, list[Upload]] = {}
    names: dict[str, str] = {}
    typed: list[str] = []
    for item in items:
        match = NAME.fullmatch(item.name)
        if match is None or item.folder:
            haul.passed.append(item.name)
        elif match["entry"]:
            typed.append(item.name)
        else:
            user = match["user"] or match["anonymous"]
            late = bool(match["late"] or match["anonymous_late"])
            names.setdefault(user, text(match["name"] or user))
            upload = Upload(match["file"], int(match["attachment"][:18]), late, item)
            uploads.setdefault(user, []).append(upload)
    for user, files in uploads.items():
        haul.found.append(_handed(user, names[user], files, assignment_files, haul))
    if typed:
        haul.notes.append(f"Passed over what was typed into Canvas instead of handed in: {listed(typed, len(typed))}.")
    return haul


def _handed(user: str, name: str, files: list[Upload], assignment_files: Sequence[str], haul: Haul) -> Handed:
    versions: dict[str, list[Upload]] = {}
    given = {upload.name for upload in files}
    for upload in files:
        versions.setdefault(_original(upload.name, given, assignment_files), []).append(upload)
    latest = {original: max(several, key=lambda upload: upload.number) for original, several in versions.items()}
    for original, several in versions.items():
        if len(several) > 1:
            haul.notes.append(
                f"{printable(name, 60)} ({user}) handed in {printable(original, 60)} {len(several)} times: "
                f"{printable(latest[original].item.name)} is the latest and was taken."
            )
    parts = tuple((original, upload.item) for original, upload in sorted(latest.items()))
    late = any(upload.late for upload in latest.values())
    return Handed(user, name, parts, {"canvas_id": user}, late=late)


def _original(name: str, given: set[str], assignment_files: Sequence[str]) -> str:
    """The name under which the student handed the file in, without Canvas's "-1" for a second time.

    part-1.py and part-2.py without a part.py are two files: to take them for versions would lose work.
    """
    match = VERSION.fullmatch(name)
    if match is None:
        return name
    plain = match["stem"] + match["suffix"]
    if plain in given or plain in assignment_files:
        return plain
    others = (VERSION.fullmatch(other) for other in given if other != name)
    alone = all(other is None or other["stem"] + other["suffix"] != plain for other in others)
    return plain if alone else name
