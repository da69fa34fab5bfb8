"""The gate of system calls: only what is listed, by the numbers that Linux itself has for it."""

from __future__ import annotations

import os
import re
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest
from wallside import ask, needs_sandlock

from grader.confine import gate
from grader.confine.fault import Answer
from grader.confine.host import Wall

HEADERS = {"x86_64": "x86_64-linux-gnu/asm/unistd_64.h", "aarch64": "asm-generic/unistd.h"}
NUMBER = re.compile(r"^#define __NR(?:3264)?_(\w+)\s+(\d+)$", re.MULTILINE)
# What the generic header calls by the name of its 32-bit twin.
TWINS = {"newfstatat": "fstatat"}

linux = pytest.mark.skipif(sys.platform != "linux", reason="system calls are Linux's here")


def numbers(machine: str) -> dict[str, int]:
    """The numbers of all calls, as the headers of the system's C library have them."""
    header = Path("/usr/include", HEADERS[machine])
    if not header.exists():
        pytest.skip(f"{header} is missing: it comes with the C library's headers (Debian: linux-libc-dev)")
    return {name: int(number) for name, number in NUMBER.findall(header.read_text())}


def through(machine: str, number: int, *arguments: int, architecture: int | None = None) -> int:
    """What the gate's program says to a call: an interpreter of the four instructions that it is made of."""
    architecture = gate.MACHINES[machine][0] if architecture is None else architecture
    data = struct.pack("<IIQ6Q", number, architecture, 0, *arguments, *[0] * (6 - len(arguments)))
    steps = list(struct.iter_unpack("<HBBI", gate.program(machine)))
    place, held = 0, 0
    while True:
        code, then, otherwise, value = steps[place]
        place += 1
        match code:
            case 0x20:
                (held,) = struct.unpack_from("<I", data, value)
            case 0x15:
                place += then if held == value else otherwise
            case 0x35:
                place += then if held >= value else otherwise
            case 0x06:
                return int(value)


ALLOWED, REFUSED, MISSING = 0x7FFF0000, 0x00050001, 0x00050026


@pytest.mark.parametrize("machine", HEADERS)
def test_the_numbers_are_those_of_linux(machine: str) -> None:
    known, column = numbers(machine), gate.MACHINES[machine][1]
    listed = {**gate.CALLS, **{name: both for name, (both, _, _) in gate.COMMANDS.items()}}
    for name, both in listed.items():
        assert both[column] == known.get(name, known.get(TWINS.get(name, ""))), name


@pytest.mark.parametrize("machine", HEADERS)
def test_what_is_not_listed_is_refused_and_what_is_newer_does_not_exist(machine: str) -> None:
    known, column = numbers(machine), gate.MACHINES[machine][1]
    listed = {both[column] for both in gate.CALLS.values()}
    commands = {both[column] for both, _, _ in gate.COMMANDS.values()}
    for number in {*known.values(), *range(gate.NEWER)} - commands:
        wanted = ALLOWED if number in listed else REFUSED if number < gate.NEWER else MISSING
        assert through(machine, number) == wanted, number
    # The numbers of x86-64's other binary interface, and of 32-bit programs.
    assert through(machine, 0x40000000) == MISSING
    assert through(machine, 0, architecture=0x40000003) == MISSING


@pytest.mark.parametrize("machine", HEADERS)
@pytest.mark.parametrize(
    ("name", "arguments", "wanted"),
    [
        ("ioctl", (1, 0x5401), ALLOWED),
        ("ioctl", (1, 0x5412), REFUSED),
        ("ioctl", (3, 0x40086602), REFUSED),
        # The kernel looks at the low half alone.
        ("ioctl", (1, 0x5412 | 0x5401 << 32), REFUSED),
        ("fcntl", (3, 4), ALLOWED),
        ("fcntl", (3, 1024), REFUSED),
        ("fcntl", (3, 6), REFUSED),
        ("madvise", (0, 4096, 4), ALLOWED),
        ("madvise", (0, 4096, 100), REFUSED),
        ("madvise", (0, 4096, 12), REFUSED),
        ("prctl", (1, 9), ALLOWED),
        ("prctl", (1, 0), REFUSED),
        ("prctl", (1, 15), REFUSED),
        ("prctl", (15, 0), ALLOWED),
        ("prctl", (22, 2), REFUSED),
    ],
)
def test_of_calls_that_are_many_in_one_only_the_listed_ones_pass(
    machine: str, name: str, arguments: tuple[int, ...], wanted: int
) -> None:
    number = gate.COMMANDS[name][0][gate.MACHINES[machine][1]]
    assert through(machine, number, *arguments) == wanted


@linux
def test_the_kernel_takes_the_program_and_it_holds_for_good() -> None:
    program = (
        "import ctypes, os, subprocess, sys\n"
        f"sys.path.insert(0, {str(Path(__file__).parents[1])!r})\n"
        "from grader.confine import gate\n"
        "ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)\n"
        "gate.shut()\n"
        "os.write(1, b'writes, ')\n"
        "for act in (lambda: os.mkdir('/tmp/gate'), lambda: os.execv('/bin/true', ['true']), gate.shut):\n"
        "    try:\n        act()\n"
        "    except OSError as error:\n        os.write(1, f'{error.errno}, '.encode())\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.stdout, ended.returncode) == ("writes, 1, 1, 1, ", 0), ended.stderr


@needs_sandlock
@pytest.mark.skipif(sys.platform != "linux" or os.uname().machine != "x86_64", reason="machine code of x86-64")
def test_32_bit_calls_do_not_pass_either(wall: Wall) -> None:
    # mov eax, 20 (getpid); int 0x80; ret
    source = (
        "import ctypes, mmap\n"
        "def f():\n"
        "    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)\n"
        "    page.write(bytes.fromhex('b814000000cd80c3'))\n"
        "    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()\n"
    )
    said = ask(wall, source)
    assert not isinstance(said, Answer) or said.value == -38


CLINGING = """
import ctypes, signal, threading, time
def f():
    ctypes.CDLL(None).prctl(1, 0, 0, 0, 0)
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    threading.Thread(target=time.sleep, args=(60,)).start()
    time.sleep(60)
"""


def descendants(pid: int) -> set[int]:
    """The processes that this one started, and those that they started."""
    found = set()
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, path.read_text().split()):
            found |= {child} | descendants(child)
    return found


@needs_sandlock
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_no_child_outlives_a_grader_that_is_killed_whatever_it_does(number: signal.Signals) -> None:
    here = Path(__file__).parent
    program = (
        f"import sys; sys.path[:0] = [{str(here)!r}, {str(here.parent)!r}]\n"
        "from wallside import ask\nfrom grader.confine.host import Wall\n"
        f"ask(Wall(), {CLINGING!r})\n"
    )
    running = subprocess.Popen([sys.executable, "-c", program], start_new_session=True)
    started, deadline = set[int](), time.monotonic() + 30
    while len(started) < 2 and time.monotonic() < deadline:
        time.sleep(0.2)
        started = descendants(running.pid)
    assert len(started) == 2
    time.sleep(0.5)
    running.send_signal(number)
    running.wait()
    deadline = time.monotonic() + 10
    while (left := {pid for pid in started if Path(f"/proc/{pid}").exists()}) and time.monotonic() < deadline:
        time.sleep(0.1)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert left == set()


@needs_sandlock
def test_the_same_addresses_are_seen_each_time() -> None:
    def seen() -> object:
        with Wall() as wall:
            said = ask(wall, "def g(): pass\ndef f(): return [str(g), str(f), id(f), hash(g), repr(iter([]))]")
            assert isinstance(said, Answer), said
            return said.value

    assert seen() == seen() == seen()
