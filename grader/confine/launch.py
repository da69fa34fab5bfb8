"""Near side: starts a warden process, confined where the system can, and carries frames to and from it."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.confine import gate, reach, wire
from grader.confine.fault import Budget

ENVIRONMENT = {
    "HOME": "/",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "OBJC_DISABLE_INITIALIZE_FORK_SAFETY": "YES",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    # Memory that a call gets without asking what is in it, as by `np.empty`, holds the same each time, and no zeros.
    "GLIBC_TUNABLES": "glibc.malloc.perturb=165",
}
# Bytes: what most systems give.
STACK = 8 << 20
FAR_SIDE = ("wire", "slate", "scenery", "clock", "pipes", "child", "domain", "gate", "solo", "ward", "warden")


class Broken(Exception):
    """The grader's own side failed; never the student's fault."""


@dataclass(frozen=True)
class Frames:
    """What a child said, as it came."""

    token: bytes
    bodies: list[bytes]


@dataclass(frozen=True)
class End:
    """How a child ended: `how` is one of `wire.ENDINGS`. `printed` is what it printed since its last frame."""

    token: bytes
    how: str
    detail: int = 0
    printed: bytes = b""


class Warden:
    """One warden process and its two pipes. Raises Broken if it does not come up.

    `confinement` is "sandlock", or "none" where sandlock is missing, refused by the system, or not wanted. With
    `alone` no children are forked: the process serves one conversation, and is replaced for the next.
    """

    def __init__(self, packages: Sequence[str], budget: Budget, confined: bool, alone: bool = False) -> None:
        self.packages, self.budget = packages, budget
        self.alone = alone or not hasattr(os, "fork")
        self.confinement = confinement() if confined and not self.alone else "none"
        confined = self.confinement == "sandlock"
        self.folders = reach.folders_of((*packages, "numpy", "msgspec", *(["sandlock"] if confined else [])))
        self.readable = reach.readable(_python(), self.folders) if confined else None
        self.patience = budget.call_wall + 110.0
        self._start()

    def _start(self) -> None:
        """Starts the process. It is not waited for until it is first asked: loading NumPy takes a while."""
        self.process = _spawn(self._command(), self.readable)
        self.stdin, self.stdout = self.process.stdin, self.process.stdout
        self.ready, self.token, self.pending = False, b"", bytearray()
        packages = tuple((name, self.folders[name]) for name in self.packages if name in self.folders)
        self._send(wire.pack(_setup(self.alone, packages, reach.without_shelves(self.readable or ()), self.budget)))

    def _await(self) -> None:
        report = self._next()
        if not isinstance(report, End) or report.how not in ("ready", "alone"):
            raise Broken("the confined process did not start as it should")
        _limit(report.detail, self.budget.memory)
        self.ready = True

    def _command(self) -> list[str]:
        here = Path(__file__).parent
        sources = {f"grader.confine.{name}": (here / f"{name}.py").read_text("utf-8") for name in FAR_SIDE}
        given = {"sources": {"grader": "", "grader.confine": "", **sources}, "folders": self.folders}
        boot = (here / "boot.py").read_text("utf-8")
        return [_python(), "-P", "-s", "-S", "-c", boot, json.dumps(given)]

    def open(self, texts: wire.Texts) -> None:
        """Starts a child, which says one frame for each text. Raises Broken, as all that speaks to the warden does."""
        if self.alone and self.token:
            self.kill()
            self._start()
        if not self.ready:
            self._await()
        self.token = texts.token
        follows = wire.pack(texts)
        self._send(wire.pack(wire.Open(texts.token, len(texts.units), len(follows))) + follows)

    def ask(self, token: bytes, function: str, questions: wire.Questions) -> None:
        """Asks the child of that token, which says one frame for each call."""
        follows = wire.pack(questions)
        self._send(wire.pack(wire.Ask(token, len(questions.calls), len(follows), function)) + follows)

    def close(self, token: bytes) -> None:
        """Ends the child of that token. If there is one, an End follows."""
        if self.alone:
            return self.kill()
        return self._send(wire.pack(wire.Close(token)))

    def _send(self, content: bytes) -> None:
        try:
            data = memoryview(content)
            while data:
                data = data[self.stdin.write(data) :]
        except (OSError, ValueError) as error:
            raise Broken(f"the confined process is gone ({error}){self._complaint()}") from None

    def hear(self) -> Frames | End:
        """The next that comes. Raises Broken at the end of the stream, or when nothing comes for long."""
        if not self.alone:
            return self._next()
        if self.stdout.closed:
            return End(self.token, "closed")
        late = threading.Event()
        timer = threading.Timer(self.budget.call_wall, self._expire, (late,))
        timer.start()
        try:
            return self._next()
        except Broken:
            status = self.process.returncode or 0
            how = "wall" if late.is_set() else "signal" if status < 0 else "exit"
            return End(self.token, how, abs(status))
        finally:
            timer.cancel()

    def _expire(self, late: threading.Event) -> None:
        late.set()
        self.process.kill()

    def _next(self) -> Frames | End:
        (length,) = wire.LENGTH.unpack(self._read(wire.LENGTH.size))
        if length > wire.MAX_REPORT:
            raise Broken("the confined process spoke out of turn")
        try:
            report = wire.report(self._read(length))
            if not 0 <= report.size <= wire.MAX_SAID:
                raise Broken("the confined process spoke out of turn")
            content = self._read(report.size)
            if isinstance(report, wire.Said):
                return Frames(report.token, wire.apart(content))
            return End(report.token, report.how, report.detail, content)
        except wire.Garbled as error:
            raise Broken(f"the confined process spoke out of turn ({error})") from None

    def _read(self, count: int) -> bytes:
        """The next `count` bytes; what came with them is kept for the next time."""
        while len(self.pending) < count:
            if os.name != "nt" and not self._something_comes():
                self.kill()
                raise Broken(f"the confined process said nothing for {self.patience:.0f} seconds")
            chunk = self.stdout.read(wire.CHUNK)
            if not chunk:
                raise Broken(f"the confined process ended{self._complaint()}")
            self.pending += chunk
        taken = bytes(self.pending[:count])
        del self.pending[:count]
        return taken

    def _something_comes(self) -> bool:
        """Looks up every second: a signal that another thread was given is handled only then."""
        deadline = time.monotonic() + self.patience
        while not (ready := select.select([self.stdout], [], [], 1.0)[0]) and time.monotonic() < deadline:
            pass
        return bool(ready)

    def _complaint(self) -> str:
        self._end()
        with contextlib.suppress(OSError, ValueError):
            if lines := self.process.stderr.read().decode(errors="replace").strip().splitlines():
                return f": {lines[-1][:300]}"
        return ""

    def kill(self) -> None:
        """Ends the warden; its children end with it."""
        self._end()
        with contextlib.suppress(OSError):
            self.process.stderr.close()

    def _end(self) -> None:
        for stream in (self.stdin, self.stdout):
            with contextlib.suppress(OSError):
                stream.close()
        with contextlib.suppress(OSError, RuntimeError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()


def _setup(alone: bool, packages: tuple[tuple[str, str], ...], readable: tuple[str, ...], budget: Budget) -> wire.Setup:
    return wire.Setup(
        alone=alone,
        packages=packages,
        readable=readable,
        call_cpu=budget.call_cpu,
        call_wall=budget.call_wall,
        total_cpu=budget.total_cpu,
        total_wall=budget.total_wall,
        kept_output=budget.kept_output,
        max_output=budget.max_output,
        max_answers=budget.max_answers,
    )


def _spawn(command: list[str], readable: list[str] | None) -> Any:
    """The warden's process, with raw `stdin` and `stdout` and a `stderr` for its last words."""
    _limit_stack()
    if readable is None:
        pipe = subprocess.PIPE
        return subprocess.Popen(command, bufsize=0, stdin=pipe, stdout=pipe, stderr=pipe, env=ENVIRONMENT, cwd="/")
    from sandlock import Sandbox, StdioMode

    sandbox = Sandbox(
        fs_readable=readable,
        fs_writable=[os.devnull],
        max_processes=2,
        clean_env=True,
        env=ENVIRONMENT,
        cwd="/",
        no_coredump=True,
        # So that code which looks at addresses, as in the text of an object, sees the same each time.
        no_randomize_memory=True,
    )
    try:
        return sandbox.popen(command, StdioMode.PIPED, StdioMode.PIPED, StdioMode.PIPED)
    except RuntimeError as error:
        raise Broken(f"sandlock could not start a process: {error}") from None


def confinement() -> str:
    """ "sandlock" where it is installed and this system's kernel has what it takes; else "none"."""
    listed = sys.platform == "linux" and os.uname().machine in gate.MACHINES
    if not listed or importlib.util.find_spec("sandlock") is None:
        return "none"
    try:
        import sandlock

        return "sandlock" if sandlock.landlock_abi_version() >= sandlock.min_landlock_abi() else "none"
    except (ImportError, OSError, RuntimeError):
        return "none"


def _python() -> str:
    """The interpreter itself, not a virtual environment's link to it."""
    return os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)


def _limit_stack() -> None:
    """Gives this process, and so those that it starts, the stack that most systems give, whatever the terminal's is.

    How deep a recursion goes, and how much of its memory a thread takes, is no matter of the terminal's settings.
    """
    if sys.platform != "linux":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_STACK)[1]
    resource.setrlimit(resource.RLIMIT_STACK, (STACK if hard == resource.RLIM_INFINITY else min(STACK, hard), hard))


def _limit(pid: int, budget: int) -> None:
    """Caps what the warden, and so each of its children, may have: memory (`budget` bytes more than now), files."""
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + budget
    resource.prlimit(pid, resource.RLIMIT_AS, (limit, limit))
    resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
    # A worker's own bound, which its warden inherits, is for one submission.
    resource.prlimit(pid, resource.RLIMIT_CPU, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (64, 64))
