"""Gradescope's "Export Submissions": submission_123/ folders, and submission_metadata.yml that says whose they are.

The keys of the metadata are as Ruby writes symbols:

    submission_123:
      :submitters:
      - :name: Jane Doe
        :sid: '0042'
        :email: jane@example.edu
      :created_at: 2023-09-21 17:03:12.123456000 Z
      :results: ...
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from grader.reading.work import Unreadable, printable
from grader.taking.handed import Handed, Haul
from grader.taking.items import Item, listed, text

METADATA = "submission_metadata.yml"
MAX_METADATA = 500_000_000
MAX_DEPTH = 100
WANTED = (":submitters", ":created_at")
NOTHING = ("", "~", "null")


@dataclass
class Record:
    """What the metadata say of one submission."""

    folder: str
    submitters: list[dict[str, str]] = field(default_factory=list)
    created: str | None = None


def fits(base: Item) -> bool:
    """Whether `base` holds Gradescope's metadata."""
    return any(item.name == METADATA and not item.folder for item in base.items())


def take(base: Item) -> Haul:
    """A submission for each submitter; those of a group share a folder. Raises Unreadable for damaged metadata."""
    haul = Haul()
    items = {item.name: item for item in base.items()}
    metadata = items.pop(METADATA)
    try:
        records = list(_records(metadata.read(MAX_METADATA)))
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            f"{METADATA} cannot be understood ({printable(str(error), 80)}): export the submissions anew."
        ) from None
    without = [_who(record) for record in records if record.folder not in items]
    present = [(record, items.pop(record.folder)) for record in records if record.folder in items]
    key = _Keys([submitter for record, _ in present for submitter in record.submitters])
    for record, item in present:
        haul.found.extend(_handed(record, item, key))
    for item in items.values():
        if item.folder and item.name.startswith("submission_"):
            name = text(item.name)
            haul.found.append(Handed(name, name, ((item.name, item),), {"gradescope_id": _number(item.name)}))
            haul.notes.append(f"{METADATA} does not say whose {printable(item.name)} is.")
        else:
            haul.passed.append(item.name)
    if without:
        haul.notes.append(f"{METADATA} names submissions that are not there: {listed(without, len(without))}.")
    return haul


def _who(record: Record) -> str:
    names = ", ".join(submitter[":name"] for submitter in record.submitters if ":name" in submitter)
    return f"{record.folder} ({names})" if names else record.folder


class _Keys:
    """Finds for each submitter what tells it from all others: its sid, its e-mail address, or its name."""

    def __init__(self, submitters: list[dict[str, str]]) -> None:
        self._emails = defaultdict(set)
        for submitter in submitters:
            self._emails[submitter.get(":sid")].add(submitter.get(":email"))
        people = {(s.get(":name"), s.get(":sid"), s.get(":email")) for s in submitters}
        self._names = Counter(name for name, _, _ in people)
        # Students may choose what stands in a field: nobody's sid shall pass for another's address.
        self._addresses = {s[":email"].casefold() for s in submitters if ":email" in s}
        self._sids = {s[":sid"].casefold() for s in submitters if ":sid" in s}

    def __call__(self, submitter: dict[str, str], folder: str) -> str:
        sid, email, name = (submitter.get(key) for key in (":sid", ":email", ":name"))
        # Some courses give everybody the same sid, such as 0.
        if sid and (len(self._emails[sid]) == 1 or not email):
            foreign = sid.casefold() in self._addresses and sid.casefold() != (email or "").casefold()
            return f"{sid} ({folder})" if foreign else sid
        if email:
            return email
        if name:
            alone = self._names[name] == 1 and name.casefold() not in self._addresses | self._sids
            return name if alone else f"{name} ({folder})"
        return folder


def _handed(record: Record, item: Item, key: _Keys) -> Iterator[Handed]:
    for submitter in record.submitters or [{}]:
        student = text(key(submitter, record.folder))
        ids = {"gradescope_id": _number(record.folder)}
        ids |= {field: submitter[f":{field}"] for field in ("sid", "email") if submitter.get(f":{field}")}
        name = text(submitter.get(":name") or student)
        moment = _moment(record.created)
        yield Handed(student, name, ((item.name, item),), ids, submitted=record.created, moment=moment)


def _number(folder: str) -> str:
    return PurePosixPath(folder.removeprefix("submission_")).stem


def _moment(created: str | None) -> float:
    """Ruby's "2023-09-21 17:03:12.123456000 Z" in seconds since the epoch; 0 if it is none of that."""
    head, _, zone = (created or "").strip().rpartition(" ")
    try:
        return datetime.fromisoformat(head + zone if zone[:1] in ("Z", "+", "-") else f"{created}").timestamp()
    except (ValueError, OverflowError):
        return 0.0


def _records(data: bytes) -> Iterator[Record]:
    """The records of the metadata, read as events: the test results in it are long, and of no use here.

    Every scalar stays text: SafeLoader would take the sid 0042 for the octal number 34.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        events = _bounded(yaml.parse(data, Loader=loader), yaml)
        for event in events:
            if isinstance(event, yaml.MappingStartEvent):
                for name in _keys(events, yaml):
                    record = Record(name)
                    _fill(record, events, yaml)
                    yield record
                return
        raise ValueError("it is empty")
    except (yaml.YAMLError, UnicodeError) as error:
        raise ValueError(str(error).replace("\n", " ")) from None


def _bounded(events: Iterator[Any], yaml: Any) -> Iterator[Any]:
    """The events, unless they nest so deeply that the parser itself would take for ever."""
    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise ValueError("it is nested too deeply")
        yield event


def _keys(events: Iterator[Any], yaml: Any) -> Iterator[str]:
    """The keys of the mapping that has just begun; whoever asks for the next one has read the value of the last."""
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            return
        if not isinstance(event, yaml.ScalarEvent):
            raise ValueError("a key is not a word")
        yield event.value


def _fill(record: Record, events: Iterator[Any], yaml: Any) -> None:
    start = next(events)
    if not isinstance(start, yaml.MappingStartEvent):
        _value(start, events, yaml)
        return
    for name in _keys(events, yaml):
        value = _value(next(events), events, yaml, keep=name in WANTED)
        if name == ":created_at" and isinstance(value, str):
            record.created = value
        elif name == ":submitters" and isinstance(value, list):
            record.submitters = [_words(submitter) for submitter in value if isinstance(submitter, dict)]


def _value(event: Any, events: Iterator[Any], yaml: Any, keep: bool = False) -> Any:
    """The value that begins with `event`: text, a list or a dict; None unless it is to be kept."""
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.SequenceStartEvent):
        values: list[Any] = []
        for inner in events:
            if isinstance(inner, yaml.SequenceEndEvent):
                return values
            value = _value(inner, events, yaml, keep)
            if keep:
                values.append(value)
    if isinstance(event, yaml.MappingStartEvent):
        pairs = ((name, _value(next(events), events, yaml, keep)) for name in _keys(events, yaml))
        return {name: value for name, value in pairs if keep}
    return None


def _words(submitter: dict[str, Any]) -> dict[str, str]:
    return {
        key: text(value.strip())
        for key, value in submitter.items()
        if isinstance(value, str) and value.strip() not in NOTHING
    }
