"""The tables of a gradebook, their version, and making them in a new one."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from grader.gradebook.database import Database
from grader.gradebook.entries import GradebookError

VERSION = 2
metadata = sa.MetaData()

book = sa.Table(
    "grade_book",
    metadata,
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("assignment", sa.Text, nullable=False),
)
members = sa.Table(
    "grade_members",
    metadata,
    sa.Column("student", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("ids", sa.Text, nullable=False),
    sa.Column("submitted", sa.Text),
    sa.Column("late", sa.Boolean, nullable=False),
    sa.Column("handed_in", sa.Boolean, nullable=False),
)
# The Report comes last: what stands before it in a row is read without it.
results = sa.Table(
    "grade_results",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("student", sa.Text, sa.ForeignKey(members.c.student), nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text),
    sa.Column("fingerprint", sa.Text, nullable=False),
    sa.Column("code", sa.Text),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("score", sa.Double),
    sa.Column("max_score", sa.Double, nullable=False),
    sa.Column("recorded", sa.Text, nullable=False),
    sa.Column("report", sa.LargeBinary, nullable=False),
)
sa.Index("grade_results_history", results.c.student, results.c.id)
sa.Index("grade_results_code", results.c.code, results.c.fingerprint)
for _status in ("current", "proposed"):
    # At most one current and one proposed result of each student, whoever writes.
    _only = results.c.status == _status
    sa.Index(f"grade_results_{_status}", results.c.student, unique=True, sqlite_where=_only, postgresql_where=_only)


def prepare(database: Database, assignment: str | None, create: bool) -> str:
    """The name of the assignment whose gradebook this is; a new one is made for `assignment`. Raises GradebookError."""
    with database.reading() as connection:
        found = _found(connection, database)
    if found is None:
        if not create or assignment is None:
            raise GradebookError(
                f"{database.place} is empty, not yet a gradebook: name another, or fill it with grade bulk SUBMISSIONS."
            )
        database.use_wal()
        with database.writing() as connection:
            # Another process may have made it meanwhile.
            found = _found(connection, database)
            if found is None:
                metadata.create_all(connection)
                connection.execute(book.insert().values(version=VERSION, assignment=assignment))
                found = assignment
    if assignment is not None and found != assignment:
        raise GradebookError(
            f"{database.place} is the gradebook of the assignment {found!r}, not of {assignment!r}: name another "
            f"gradebook, or add --assignment {found}."
        )
    return found


def _found(connection: Connection, database: Database) -> str | None:
    """The assignment of the gradebook that is there; None if there is nothing. Raises GradebookError."""
    tables = sa.inspect(connection).get_table_names()
    if book.name not in tables:
        # A PostgreSQL database may hold other programs' tables beside ours; a file that has some is not for us.
        if tables and database.is_sqlite:
            raise GradebookError(f"{database.place} is a database, but not a gradebook: name another file.")
        return None
    row = connection.execute(sa.select(book.c.version, book.c.assignment)).one_or_none()
    if row is None:
        raise GradebookError(f"{database.place} is a gradebook without a version: restore it, or name another.")
    if row.version > VERSION:
        raise GradebookError(
            f"{database.place} was made by a newer grader (its version is {row.version}, this grader's {VERSION}): "
            "upgrade the grader to use it."
        )
    if row.version < VERSION:
        raise GradebookError(
            f"{database.place} was made by an older grader (its version is {row.version}, this grader's {VERSION}): "
            "grade the class again into a new gradebook, or use the grader that made this one."
        )
    return str(row.assignment)
