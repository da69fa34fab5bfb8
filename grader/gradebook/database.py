"""The database under a gradebook: reaching it, its transactions, and its troubles in one sentence each."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine

from grader.gradebook.entries import GradebookError

POSTGRES_LOCK = 0x67726164  # "grad": any number that nobody else locks in the same database


class Database:
    """A SQLite file, or a PostgreSQL database, with transactions of two kinds: reading and writing.

    Writing transactions of all processes follow one another, so that none of them can meet another half-way.
    SQLite is kept in WAL mode with synchronous=NORMAL: a committed transaction outlives the death of any process,
    `kill -9` included; a power cut may take the last ones, but leaves the file whole.
    """

    def __init__(self, target: str | Path, patience: float, create: bool) -> None:
        self.patience = patience
        self.url, self.place = _located(target, create)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        with self._told():
            self.engine = self._sqlite() if self.is_sqlite else self._postgres()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the database throughout. Raises GradebookError."""
        # SQLite reads like this by itself.
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._told(), self.engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed whole or not at all. Raises GradebookError."""
        with self._told(), self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            if not self.is_sqlite:
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": POSTGRES_LOCK})
            yield connection

    def use_wal(self) -> None:
        """Puts a SQLite file into WAL mode. Raises GradebookError."""
        if not self.is_sqlite:
            return
        deadline = time.monotonic() + self.patience
        with self._told(), self.engine.connect() as connection:
            while True:
                try:
                    connection.connection.execute("PRAGMA journal_mode = WAL")
                    return
                except sqlite3.OperationalError as error:
                    # SQLite does not wait by itself when two processes change the mode of a new file at once.
                    if "locked" not in str(error) or time.monotonic() > deadline:
                        raise
                    time.sleep(0.02)

    def close(self) -> None:
        self.engine.dispose()

    def _sqlite(self) -> Engine:
        engine = sa.create_engine(
            _read_only(self.url) or self.url, connect_args={"timeout": self.patience, "isolation_level": None}
        )
        sa.event.listen(engine, "connect", _configure)
        sa.event.listen(engine, "begin", _begin)
        return engine

    def _postgres(self) -> Engine:
        options = f"{self.url.query.get('options', '')} -c lock_timeout={round(self.patience * 1000)}"
        arguments = {"connect_timeout": max(2, round(self.patience)), "options": options.strip()}
        try:
            return sa.create_engine(self.url, pool_pre_ping=True, connect_args=arguments)
        except ModuleNotFoundError as error:
            raise GradebookError(
                f"{self.place} is a PostgreSQL database, and the package that talks to one is not installed: "
                "pip install 'autograded-initialization[postgres]'."
            ) from error

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as error:
            raise GradebookError(self._sentence(error.orig or error)) from error
        except (sqlite3.Error, sa.exc.SQLAlchemyError) as error:
            raise GradebookError(self._sentence(error)) from error

    def _sentence(self, error: BaseException) -> str:
        said = (str(error).strip().splitlines() or [type(error).__name__])[0]
        state = getattr(error, "sqlstate", None)
        again = "then give the same command again; what was recorded before is kept"
        if "locked" in said or state == "55P03":
            waited = f"another program has kept {self.place} locked for {self.patience:g} seconds"
            return f"{waited[0].upper()}{waited[1:]}: wait until it is done, {again}."
        if "disk is full" in said or "disk I/O error" in said or state == "53100":
            return f"The disk under {self.place} is full, or fails ({said}): make room, {again}."
        if state in ("25006", "42501"):
            return f"{self.place} may only be read ({said}): let its owner grant you more, or name another gradebook."
        if "readonly" in said:
            return f"{self.place} may only be read: make it and its folder writable, or name another gradebook."
        if "not a database" in said:
            return f"{self.place} is not a gradebook: name another file."
        if "malformed" in said:
            return f"{self.place} is damaged ({said}): restore it from a copy, or grade into a new gradebook."
        if "unable to open" in said:
            return f"{self.place} cannot be opened: see that you may read and write it and its folder."
        if not self.is_sqlite and isinstance(error, sa.exc.OperationalError | _operational_errors()):
            return f"{self.place} cannot be reached ({said}): check the URL, and that the server runs, {again}."
        return f"{self.place} cannot be used: {said}."


def _operational_errors() -> type[BaseException]:
    import psycopg

    return psycopg.OperationalError


def _located(target: str | Path, create: bool) -> tuple[URL, str]:
    """The URL of the database, and what to call it, without its password. Raises GradebookError."""
    text = str(target)
    if not text.strip():
        raise GradebookError("No gradebook is named: give a file, such as gradebook.db.")
    if "://" not in text:
        return _file(Path(text), create)
    try:
        url = sa.make_url(text)
    except sa.exc.ArgumentError as error:
        raise GradebookError("This URL cannot be read: write postgresql://USER@HOST/DATABASE.") from error
    if url.get_backend_name() == "sqlite" and url.database:
        return _file(Path(url.database), create)
    if url.get_backend_name() != "postgresql":
        raise GradebookError(
            f"A gradebook is a file, or a PostgreSQL database (postgresql://USER@HOST/DATABASE), not {url.drivername}."
        )
    return url.set(drivername="postgresql+psycopg"), url.render_as_string(hide_password=True)


def _file(path: Path, create: bool) -> tuple[URL, str]:
    if path.is_dir():
        raise GradebookError(f"{path} is a folder, not a gradebook: name the file, such as {path / 'gradebook.db'}.")
    if path.exists() and not path.is_file():
        raise GradebookError(f"{path} is a device or a pipe, not a gradebook: name a file, such as gradebook.db.")
    if not create and not path.exists():
        raise GradebookError(f"There is no gradebook {path}: name another, or make one with grade bulk SUBMISSIONS.")
    if not path.parent.is_dir():
        raise GradebookError(f"There is no folder {path.parent}: make it, or name another place for the gradebook.")
    return URL.create("sqlite+pysqlite", database=str(path)), str(path)


def _read_only(url: URL) -> URL | None:
    """How to open a SQLite file that lies where nothing can be written; None if it can be."""
    path = Path(url.database or "")
    writable = _writable(path.parent) and (not path.exists() or _writable(path))
    unfinished = path.with_name(path.name + "-wal")
    if writable or not path.exists() or (unfinished.exists() and unfinished.stat().st_size):
        return None
    # Without a place for its side files SQLite reads a WAL database only if told that nobody changes it.
    return url.set(
        database=f"file:{quote(str(path.absolute()))}", query={"immutable": "1", "mode": "ro", "uri": "true"}
    )


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    # IMMEDIATE takes the write lock at once and waits for it; a lock taken later, after reading, may not wait.
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
