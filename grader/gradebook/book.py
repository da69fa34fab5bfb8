"""The Gradebook: enrols a class, records Reports, and hands them out again."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Row

from grader import report as reports
from grader.gradebook import moves, schema
from grader.gradebook.database import Database
from grader.gradebook.entries import GradebookError, Member, Move, Past, Result, Standing
from grader.gradebook.schema import members, results
from grader.report import Report

PATIENCE = 30.0
BATCH = 200
CURRENT, PROPOSED, SUPERSEDED = "current", "proposed", "superseded"


class Gradebook:
    """One assignment's gradebook. Any number of processes may have it open; every method may raise GradebookError.

    What `enrol`, `record` and `adopt` did when they return is kept, even if the process is killed at that moment;
    what they were doing when it is killed is not there at all.
    """

    def __init__(self, database: Database, assignment: str) -> None:
        self.database = database
        self.assignment = assignment

    @classmethod
    def open(
        cls, target: str | Path, assignment: str | None, *, create: bool = True, patience: float = PATIENCE
    ) -> Gradebook:
        """The gradebook at a path or a PostgreSQL URL; made if it is not there and `create`.

        With None for the assignment, whichever is there. `patience`: seconds to wait for another program's lock.
        """
        database = Database(target, patience, create)
        try:
            return cls(database, schema.prepare(database, assignment, create))
        except BaseException:
            database.close()
            raise

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def enrol(self, class_: Iterable[Member], absent: Iterable[Member] = (), roster: bool = False) -> list[str]:
        """Adds members, and absent ones, who handed in nothing; or brings those that are there up to date.

        Who stood here without a submission, and is one of these under another key, is struck off: absent students
        are known by what a roster tells, and by something better once they have handed in. For the same reason an
        absent one is not added who was graded here before, under another key.

        Where a `roster` says who the class is, those are struck off, too, whom only an earlier one had named; returns
        their names. Where none does, what an earlier one told of somebody stays.
        """
        newcomers, absent = list(class_), list(absent)
        if not newcomers and not absent:
            return []
        with self.database.writing() as connection:
            graded = set(connection.execute(sa.select(results.c.student).distinct()).scalars())
            here = _members(connection)
            if not roster:
                old = {member.student: member for member in here}
                newcomers = [_with_what_was_known(member, old.get(member.student)) for member in newcomers]
            keys = {member.student for member in (*newcomers, *absent)}
            left = [member for member in here if member.student in graded and member.student not in keys]
            known = set(_others(absent, left))
            newcomers += [member for member in absent if member.student not in known]
            empty = [member for member in here if member.student not in graded]
            gone = [member for member in empty if roster and not member.handed_in and member.student not in keys]
            renamed = set(_others(empty, newcomers + left))
            if stale := renamed.union(member.student for member in gone):
                rows = [{"who": student} for student in sorted(stale)]
                connection.execute(members.delete().where(members.c.student == sa.bindparam("who")), rows)
            statement = self._insert(members)
            new = {name: statement.excluded[name] for name in ("name", "ids", "submitted", "late", "handed_in")}
            if rows := [_member_row(member) for member in newcomers]:
                connection.execute(statement.on_conflict_do_update(index_elements=["student"], set_=new), rows)
            return [member.name for member in gone if member.student not in renamed]

    def record(self, graded: Iterable[Result], *, proposed: bool = False) -> None:
        """Keeps Reports, all of them or, on an error, none. A student's newest replaces the older, which is history.

        `proposed` ones stand beside the current ones until `adopt` or `discard_proposed`; of them, too, the newest
        counts. A student who was not enrolled becomes a member.
        """
        rows = _result_rows(graded, PROPOSED if proposed else CURRENT)
        if not rows:
            return
        with self.database.writing() as connection:
            unknown = [_member_row(Member(student, student)) for student in {row["student"] for row in rows}]
            connection.execute(self._insert(members).on_conflict_do_nothing(), unknown)
            older = [{"who": row["student"]} for row in rows]
            here = results.c.student == sa.bindparam("who")
            if proposed:
                connection.execute(results.delete().where(here, results.c.status == PROPOSED), older)
            else:
                past = results.update().where(here, results.c.status == CURRENT).values(status=SUPERSEDED)
                connection.execute(past, older)
            connection.execute(results.insert(), rows)

    def adopt(self) -> int:
        """Makes every proposed result the current one, at once; returns how many there were."""
        again = sa.select(results.c.student).where(results.c.status == PROPOSED)
        old = results.update().where(results.c.status == CURRENT, results.c.student.in_(again))
        with self.database.writing() as connection:
            connection.execute(old.values(status=SUPERSEDED))
            new = results.update().where(results.c.status == PROPOSED).values(status=CURRENT)
            return connection.execute(new).rowcount

    def discard_proposed(self) -> int:
        """Forgets every proposed result; returns how many there were."""
        with self.database.writing() as connection:
            return connection.execute(results.delete().where(results.c.status == PROPOSED)).rowcount

    def proposed_moves(self) -> list[Move]:
        """The students whose mark the proposed results would change, by name."""
        old, new = self.standings(), self.standings(proposed=True)
        changed = {student for student, standing in new.items() if _differ(old.get(student), standing)}
        moved = []
        for member in self.members():
            if member.student in changed:
                before = old.get(member.student)
                why = moves.reasons(self.report(member.student), cast(Report, self.report(member.student, PROPOSED)))
                score = None if before is None else before.score
                moved.append(Move(member.student, member.name, score, new[member.student].score, why))
        return moved

    def standings(self, *, proposed: bool = False) -> dict[str, Standing]:
        """Where each graded student stands, by key. No Report is read."""
        columns = [results.c[name] for name in Standing.__dataclass_fields__]
        wanted = sa.select(*columns).where(results.c.status == (PROPOSED if proposed else CURRENT))
        with self.database.reading() as connection:
            return {row[0]: Standing(*row) for row in connection.execute(wanted.order_by(results.c.student))}

    def members(self) -> list[Member]:
        """The class, by name."""
        with self.database.reading() as connection:
            return _members(connection)

    def report(self, student: str, status: str = CURRENT) -> Report | None:
        """The student's Report that counts."""
        wanted = sa.select(results.c.report).where(results.c.student == student, results.c.status == status)
        with self.database.reading() as connection:
            packed = connection.execute(wanted).scalar_one_or_none()
        return None if packed is None else self._unpacked(packed, student)

    def reports(self) -> Iterator[tuple[Member, Standing | None, Report | None]]:
        """The class, by name, with each one's standing and Report; a few Reports are in memory at a time.

        All are of one moment: what is recorded meanwhile is not seen.
        """
        wanted = sa.select(results.c.student, results.c.id).where(results.c.status == CURRENT)
        with self.database.reading() as connection:
            class_ = _members(connection)
            numbers = {row.student: row.id for row in connection.execute(wanted)}
        for start in range(0, len(class_), BATCH):
            batch = class_[start : start + BATCH]
            # A result that was superseded meanwhile is still there, under its number.
            found = self._by_number([numbers[member.student] for member in batch if member.student in numbers])
            for member in batch:
                row = found.get(member.student)
                yield member, *((None, None) if row is None else self._entry(row))

    def history(self, student: str) -> list[Past]:
        """Every Report ever recorded of the student, oldest first, but for discarded proposals."""
        columns = (results.c.recorded, results.c.status, results.c.report)
        wanted = sa.select(*columns).where(results.c.student == student).order_by(results.c.id)
        with self.database.reading() as connection:
            rows = connection.execute(wanted).all()
        return [Past(recorded, status, self._unpacked(packed, student)) for recorded, status, packed in rows]

    def same_code(self, code: str, fingerprint: str) -> Report | None:
        """The newest Report of a graded submission with the same code, checks and environment.

        It bears that submission's name and places in its files: give it the name of the one that it is reused for.
        """
        wanted = sa.select(results.c.student, results.c.report).where(
            results.c.code == code, results.c.fingerprint == fingerprint, results.c.state == "graded"
        )
        with self.database.reading() as connection:
            row = connection.execute(wanted.order_by(results.c.id.desc()).limit(1)).one_or_none()
        return None if row is None else self._unpacked(row.report, row.student)

    def known_code(self, fingerprint: str) -> frozenset[str]:
        """The codes for which `same_code` has a Report."""
        wanted = sa.select(results.c.code).where(
            results.c.fingerprint == fingerprint, results.c.state == "graded", results.c.code.is_not(None)
        )
        with self.database.reading() as connection:
            return frozenset(connection.execute(wanted.distinct()).scalars())

    def _insert(self, table: sa.Table) -> Any:
        return (sqlite.insert if self.database.is_sqlite else postgresql.insert)(table)

    def _by_number(self, numbers: Sequence[int]) -> dict[str, Row[Any]]:
        if not numbers:
            return {}
        with self.database.reading() as connection:
            rows = connection.execute(sa.select(results).where(results.c.id.in_(numbers))).all()
        return {row.student: row for row in rows}

    def _entry(self, row: Row[Any]) -> tuple[Standing, Report]:
        standing = Standing(**{name: getattr(row, name) for name in Standing.__dataclass_fields__})
        return standing, self._unpacked(row.report, row.student)

    def _unpacked(self, packed: bytes, student: str) -> Report:
        try:
            return reports.decode(zlib.decompress(packed))
        except reports.UnknownSchema as error:
            raise GradebookError(f"In {self.database.place}, of {student!r}: {error}") from error
        except (zlib.error, msgspec.DecodeError) as error:
            place = self.database.place
            raise GradebookError(f"The report of {student!r} in {place} is damaged: grade it again.") from error


def _members(connection: Connection) -> list[Member]:
    # Sorted here: databases differ in how they order letters.
    class_ = [
        Member(student, name, json.loads(ids), submitted, bool(late), bool(handed_in))
        for student, name, ids, submitted, late, handed_in in connection.execute(sa.select(members))
    ]
    return sorted(class_, key=lambda member: (member.name.casefold(), member.student))


def _others(empty: Sequence[Member], newcomers: Sequence[Member]) -> list[str]:
    """The keys of members who are one of the newcomers, by an id or by name, under another key."""
    keys = {member.student for member in newcomers}
    known = {(kind, value) for member in newcomers for kind, value in member.ids.items() if kind != "section"}
    names: dict[str, list[Member]] = {}
    for member in newcomers:
        names.setdefault(member.name, []).append(member)
    return [
        member.student
        for member in empty
        if member.student not in keys
        and (
            not known.isdisjoint(member.ids.items())
            or any(_agree(member, other) for other in names.get(member.name, ()))
        )
    ]


def _agree(one: Member, other: Member) -> bool:
    """Whether no id tells two people of one name apart."""
    return all(other.ids.get(kind, value) == value for kind, value in one.ids.items() if kind != "section")


def _with_what_was_known(member: Member, before: Member | None) -> Member:
    """The member by the name, and with the ids, of an earlier time at which more was known."""
    if before is None or before.ids.keys() <= member.ids.keys():
        return member
    return replace(member, name=before.name, ids={**before.ids, **member.ids})


def _member_row(member: Member) -> dict[str, Any]:
    ids = json.dumps({_storable(kind): _storable(name) for kind, name in member.ids.items()}, sort_keys=True)
    texts = {"student": member.student, "name": member.name, "submitted": member.submitted}
    return {
        **{key: _storable(text) for key, text in texts.items()},
        "ids": ids,
        "late": member.late,
        "handed_in": member.handed_in,
    }


def _storable(text: str | None) -> str | None:
    """Text that every database takes: without lone surrogates and null characters."""
    return text and text.encode(errors="replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def _result_rows(graded: Iterable[Result], status: str) -> list[dict[str, Any]]:
    """A row for each; of two results of one student only the later one counts."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    newest = {result.student: result for result in graded}
    return [
        {
            "student": _storable(result.student),
            "status": status,
            "sha256": result.sha256,
            "fingerprint": result.fingerprint,
            "code": result.code,
            "state": result.report.state,
            "score": result.report.score,
            "max_score": result.report.max_score,
            "recorded": now,
            # A Report is 11 KB of JSON; packed, a sixth of that, for 0.1 ms.
            "report": zlib.compress(reports.encode(result.report)),
        }
        for result in newest.values()
    ]


def _differ(old: Standing | None, new: Standing) -> bool:
    if old is None:
        return True
    return (old.state, old.score, old.max_score) != (new.state, new.score, new.max_score)
