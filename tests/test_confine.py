"""The wall: what comes back, what is stopped, and that nothing of one submission reaches the next."""

from __future__ import annotations

import contextlib
import os
import random
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from string import ascii_letters

import numpy as np
import pytest
from wallside import ask, ask_all, found, needs_sandlock

from grader.confine import wire
from grader.confine.fault import Answer, Budget, Fault, Question
from grader.confine.host import Wall
from grader.confine.launch import Broken

HEAD = "import os, sys, time, math, random\nimport numpy as np\n"


def kind(wall: Wall, body: str, *arguments: object) -> str:
    said = ask(wall, HEAD + body, *arguments)
    return said.kind if isinstance(said, Fault) else "answer"


def value(wall: Wall, body: str, *arguments: object) -> object:
    said = ask(wall, HEAD + body, *arguments)
    assert isinstance(said, Answer), said
    return said.value


def test_values_come_back_as_they_were(wall: Wall) -> None:
    body = (
        "def f(): return {'W': np.arange(6.).reshape(2, 3).T, 'n': np.float32(0.5), 'l': [1, (2.5, None), 'x', True]}"
    )
    said = value(wall, body)
    assert isinstance(said, dict)
    np.testing.assert_array_equal(said["W"], np.arange(6.0).reshape(2, 3).T)
    assert said["W"].dtype == np.float64
    assert type(said["n"]) is np.float32
    assert said["l"] == [1, (2.5, None), "x", True]


@pytest.mark.parametrize(
    ("made", "type_name"),
    [
        ("np.ma.masked_all(3)", "numpy.ma.MaskedArray"),
        ("np.matrix([[1.0]])", "numpy.matrix"),
        ("type('A', (np.ndarray,), {})((2,))", "submission.A"),
        ("(i for i in range(3))", "generator"),
        ("np.array([None])", "numpy.ndarray"),
        ("1 << 80", "int"),
        ("type('D', (dict,), {'items': lambda self: 1 / 0})()", "submission.D"),
    ],
)
def test_a_value_of_another_type_is_only_named(wall: Wall, made: str, type_name: str) -> None:
    said = value(wall, f"def f(): return {made}")
    assert isinstance(said, wire.Opaque)
    assert said.type == type_name


def test_ordered_and_default_dicts_count_as_dicts(wall: Wall) -> None:
    body = "import collections\ndef f(): return collections.OrderedDict(a=1), collections.defaultdict(int, b=2)"
    assert value(wall, body) == ({"a": 1}, {"b": 2})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("def f():\n while True: pass", "cpu"),
        ("def f():\n while True:\n  try: time.sleep(0); [0] * 1000\n  except BaseException: pass", "cpu"),
        (
            "import threading\ndef f():\n def g():\n  while 1: pass\n threading.Thread(None, g).start()\n g()",
            "cpu",
        ),
        ("def f(): os._exit(0)", "exit"),
        ("def f(): sys.exit(0)", "raised"),
        ("def f(): raise KeyboardInterrupt", "raised"),
        ("def f(): return f()", "raised"),
        (
            "def f():\n sys.setrecursionlimit(10**9)\n def g(n): return g(n + 1) + 1\n return g(0)",
            "signal or cpu or raised",
        ),
        ("import ctypes\ndef f(): ctypes.string_at(0)", "signal"),
        ("def f(): return np.ones(100 << 30)", "raised"),
        ("def f():\n kept = []\n while True: kept.append(bytearray(1 << 24))", "raised or cpu"),
        ("def f(): return 'x' * (1 << 26)", "oversized"),
        ("def f(): return np.broadcast_to(0.0, (10**6, 10**4))", "oversized"),
        ("def f():\n x = []\n x.append(x)\n return x", "oversized"),
        ("def f():\n while True: print('x' * 1000)", "output"),
        ("def f():\n while True: os.write(2, b'x' * 1000)", "output"),
        ("def f(): os.closerange(0, 64); return 1", "exit"),
        (
            "def f():\n for fd in range(3, 64):\n  try: os.write(fd, b'\\x05\\0\\0\\0hello')\n  except OSError: pass",
            "garbled",
        ),
        (
            "def f():\n for fd in range(64):\n  try: os.write(fd, b'\\xff' * 8)\n  except OSError: 0\n time.sleep(9)",
            "answer",
        ),
    ],
)
def test_what_a_call_does_to_its_process_costs_only_that_call(wall: Wall, body: str, expected: str) -> None:
    assert kind(wall, body) in expected.split(" or ")
    assert value(wall, "def f(): return 7") == 7


def test_an_exception_that_exits_when_printed_is_a_fault(wall: Wall) -> None:
    body = "class E(Exception):\n def __str__(self): os._exit(0)\ndef f(): raise E"
    assert kind(wall, body) == "exit"


def test_an_exception_that_cannot_be_printed_is_a_fault_with_its_type(wall: Wall) -> None:
    said = ask(wall, HEAD + "class E(Exception):\n def __str__(self): sys.exit()\ndef f(): raise E")
    assert isinstance(said, Fault)
    assert "E: (its message could not be read: SystemExit)" in said.message


@pytest.mark.parametrize(
    "lie",
    [
        "e = NameError('x'); e.name = {}; raise e",
        "exec(compile('raise ValueError(1)', '<unit 99999999999999999999999>', 'exec'))",
        "exec(compile('raise ValueError(1)', '<unit -1>', 'exec'))",
        "exec(compile('raise ValueError(1)', '<unit x>', 'exec'))",
    ],
)
def test_an_exception_that_lies_about_itself_is_a_fault_like_any_other(wall: Wall, lie: str) -> None:
    said = ask(wall, f"def f(): {lie}")
    assert isinstance(said, Fault)
    assert said.kind == "raised"


def test_a_sleeping_call_ends_at_the_wall_clock_and_is_asked_again_before_it_is_blamed() -> None:
    with Wall(budget=replace(Budget(), call_wall=0.4)) as wall:
        assert value(wall, "def f(): return 7") == 7
        started = time.monotonic()
        assert kind(wall, "def f(): time.sleep(1000)") == "wall"
        assert 0.8 < time.monotonic() - started < 5


def test_the_next_function_is_asked_of_a_fresh_child(wall: Wall) -> None:
    source = HEAD + "def a(): np.pi = 3; os._exit(1)\ndef b(): return np.pi"
    lost, kept = ask_all(wall, source, ["a", "b"])
    assert isinstance(lost, Fault)
    assert isinstance(kept, Answer)
    assert kept.value == np.pi


def test_what_one_function_stores_in_numpy_costs_no_other(wall: Wall) -> None:
    source = HEAD + "def a(): np.random.seed = 3; return 1\ndef b(): np.random.seed(3); return np.random.randint(9)"
    stored, drawn = ask_all(wall, source, ["a", "b"])
    assert isinstance(stored, Answer)
    assert isinstance(drawn, Answer)
    assert drawn.value == np.random.RandomState(3).randint(9)


def test_a_call_does_not_see_its_neighbours_random_numbers(wall: Wall) -> None:
    body = "def f(): return np.random.rand(), random.random(), time.time()"
    first = ask(wall, HEAD + body)
    last = ask(wall, HEAD + body, times=3)
    assert isinstance(first, Answer)
    assert isinstance(last, Answer)
    assert first.value == last.value


def test_every_clock_that_python_knows_stands_still(wall: Wall) -> None:
    body = (
        "import datetime\n"
        "def f():\n"
        "    told = [time.strftime('%c'), time.ctime(), time.asctime(), time.localtime()[:], time.gmtime()[:]]\n"
        "    told += [time.clock_gettime(0), time.clock_gettime_ns(1), time.thread_time(), time.perf_counter_ns()]\n"
        "    told += [str(datetime.date.today()), str(datetime.datetime.now())]\n"
        "    return told + [time.strftime('%Y', (1999, *[1] * 8))]"
    )
    first = value(wall, body)
    time.sleep(1.1)
    assert value(wall, body) == first
    assert isinstance(first, list)
    assert first[-1] == "1999"


def test_what_one_function_leaves_in_circles_is_not_missing_to_the_next(wall: Wall) -> None:
    source = (
        "import numpy as np\n"
        "def a():\n    x = [np.zeros(70_000_000)]\n    x.append(x)\n    y = [[] for i in range(200_000)]\n"
        "def b(): return np.zeros(70_000_000).size\n"
    )
    _, said = ask_all(wall, source, ["a", "b"])
    assert isinstance(said, Answer), said


def test_a_threads_stack_is_not_that_of_the_terminal() -> None:
    here = Path(__file__).parent
    source = "import threading\ndef f():\n    thread = threading.Thread(target=print)\n    thread.start()"
    program = (
        "import resource\n"
        "hard = resource.getrlimit(resource.RLIMIT_STACK)[1]\n"
        "resource.setrlimit(resource.RLIMIT_STACK, (2 << 30 if hard == -1 else hard, hard))\n"
        f"import os, sys; sys.path[:0] = [{str(here)!r}, {str(here.parent)!r}]\n"
        "from wallside import ask\nfrom grader.confine.host import Wall\n"
        f"with Wall() as wall: print(type(ask(wall, {source!r})).__name__)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert ended.stdout == "Answer\n", ended.stderr


def test_surroundings_are_the_same_each_time() -> None:
    seen = []
    for _ in range(3):
        with Wall() as wall:
            seen.append(
                value(wall, "import platform\ndef f(): return [list(os.environ), os.uname()[1], platform.node()]")
            )
    assert seen[0] == seen[1] == seen[2]


def test_what_nobody_reads_can_be_written_away(wall: Wall) -> None:
    assert value(wall, "def f():\n with open(os.devnull, 'w') as nowhere: return print('x', file=nowhere)") is None


def test_a_warning_is_given_in_every_call_and_not_only_to_the_first(wall: Wall) -> None:
    one = "(): return float(np.array([1e200, -1e200]).std())\n"
    with wall.converse([HEAD + f"def a{one}def b{one}"]) as conversation:
        printed = []
        for name in ("a", "b"):
            conversation.bring(found(HEAD + f"def a{one}def b{one}", name))
            printed += [answer.printed for answer in conversation.ask(name, [Question(())] * 2)]
    assert len(set(printed)) == 1
    assert "RuntimeWarning: overflow" in printed[0]


def test_prints_are_captured_apart_from_the_answer(wall: Wall) -> None:
    said = ask(wall, HEAD + "def f():\n print('to', 'out')\n print('to err', file=sys.stderr)\n return 1")
    assert isinstance(said, Answer)
    assert said.value == 1
    assert said.printed == "to out\nto err\n"


def test_much_output_that_ends_is_cut_and_costs_nothing(wall: Wall) -> None:
    said = ask(wall, HEAD + "def f():\n print('x' * 300_000)\n return 1")
    assert isinstance(said, Answer)
    assert len(said.printed) == 64 << 10


@pytest.mark.parametrize("call_cpu", [0.15, 60.0])
def test_a_flood_of_prints_is_called_one_whichever_limit_it_meets_first(call_cpu: float) -> None:
    with Wall(budget=replace(Budget(), call_cpu=call_cpu, total_cpu=60.0)) as wall:
        said = ask(wall, "def f():\n while True: print('again', 'and', 'again', [sum(range(3000))] * 20)")
    assert isinstance(said, Fault)
    assert (said.kind, said.misconception) == ("output", "endless_output")
    assert len(said.printed) == 64 << 10


def test_prints_before_an_endless_loop_are_not_lost() -> None:
    with Wall(budget=replace(Budget(), call_cpu=0.15)) as wall:
        said = ask(wall, "def f():\n print('begun', end='')\n while True: pass")
    assert isinstance(said, Fault)
    assert (said.kind, said.printed) == ("cpu", "begun")


def test_numpys_texts_are_keys_like_any_text(wall: Wall) -> None:
    assert value(wall, "def f(): return {np.str_('W1'): 1}") == {"W1": 1}


def test_the_changed_argument_comes_back_too(wall: Wall) -> None:
    said = ask(wall, "def f(dims): dims.append(0)", [1, 2])
    assert isinstance(said, Answer)
    assert said.arguments == ([1, 2, 0],)


def test_a_text_that_breaks_a_parser_breaks_it_on_the_far_side(wall: Wall) -> None:
    units = ["def f(:", "x = 1", "(" * 10_000, "1" + "+1" * 100_000, "a = '\0'", "-" * 100_000 + "1"]
    with wall.converse(units) as conversation:
        assert sorted(conversation.problems) == [0, 2, 3, 4, 5]


def victim(tmp_path: Path) -> Path:
    path = tmp_path / "victim"
    path.write_text("mine")
    path.chmod(0o644)
    return path


@needs_sandlock
@pytest.mark.parametrize(
    "attack",
    [
        "open(path).read()",
        "open(path, 'w').write('x')",
        "os.remove(path)",
        "os.rename(path, path + '2')",
        "os.chmod(path, 0)",
        "os.chown(path, 1, 1)",
        "os.utime(path, (0, 0))",
        "os.setxattr(path, 'user.x', b'x')",
        "os.truncate(path, 0)",
        "os.link(path, path + '2')",
        "os.symlink(path, path + '2')",
        "os.mkdir(path + '2')",
        "os.mkfifo(path + '2')",
        "open('/tmp/left-behind', 'w')",
        "open('/dev/shm/left-behind', 'w')",
        "os.listdir(os.path.dirname(path))",
        "open('/etc/passwd').read()",
        "open('/proc/self/environ').read()",
        "os.listdir('/proc')",
        "open(f'/proc/{os.getppid()}/environ').read()",
        "os.fork()",
        "__import__('subprocess').run(['/bin/true'])",
        "__import__('multiprocessing.shared_memory').shared_memory.SharedMemory(create=True, size=1)",
        "os.memfd_create('x')",
        "os.setuid(65534)",
        "os.setgid(65534)",
        "os.setgroups([])",
        "__import__('resource').setrlimit(__import__('resource').RLIMIT_NOFILE, (32, 32))",
        "open(sorted(set(glob(f'{sys.base_prefix}/lib*/python3*/*-packages/**/*.py', recursive=True))"
        " - set(glob(f'{sys.base_prefix}/lib*/python3*/*-packages/numpy/**/*.py', recursive=True)))[0]).read()",
        "os.kill(os.getppid(), 9)",
        "os.kill(int(host), 9)",
        "os.kill(int(host), 0)",
        "__import__('resource').prlimit(os.getppid(), 0, (1, 1))",
        "__import__('resource').prlimit(int(host), 0, (1, 1))",
        "os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)",
        "os.setpriority(os.PRIO_PROCESS, int(host), 19)",
        "os.sched_setaffinity(int(host), {0})",
        "os.sched_setscheduler(int(host), os.SCHED_IDLE, os.sched_param(0))",
        "os.pidfd_open(int(host))",
        "__import__('socket').create_connection(('127.0.0.1', int(port)), 2)",
        "__import__('socket').socket(2, 2).sendto(b'x', ('127.0.0.1', int(port)))",
        "__import__('socket').socket(1).connect(path + '.sock')",
        "__import__('socket').socket(1).connect('\\0grader-test-' + host)",
        "__import__('socket').socketpair()",
        *(
            f"__import__('socket').socket({family}, {kind})"
            for family, kind in ((16, 3), (17, 3), (38, 5), (40, 1), (1, 5))
        ),
        # FS_IOC_SETFLAGS (append only), FS_IOC_SETVERSION, FS_IOC_FSSETXATTR.
        "ioctl(os.open(np.__file__, os.O_RDONLY), 0x40086602, bytes([0x20]) + bytes(7))",
        "ioctl(os.open(np.__file__, os.O_RDONLY), 0x40087602, bytes(8))",
        "ioctl(os.open(np.__file__, os.O_RDONLY), 0x401C5820, bytes(28))",
        # F_SETLEASE, F_NOTIFY, F_SETOWN, F_SETPIPE_SZ.
        "fcntl(os.open(np.__file__, os.O_RDONLY), 1024, 0)",
        "fcntl(os.open(os.path.dirname(np.__file__), os.O_RDONLY), 1026, 1)",
        "fcntl(0, 8, int(host))",
        "fcntl(0, 1031, 1 << 20)",
        "lockf(os.open(np.__file__, os.O_RDONLY), 1 | 4)",
        "flock(os.open(np.__file__, os.O_RDONLY), 1 | 4)",
        "os.execv(sys.executable, [sys.executable, '-c', ''])",
        "os.eventfd(0)",
        "import_module('grader')",
        "import_module('hypothesis')",
        "open(os.path.join(repository, 'grader', 'score.py')).read()",
        "open(os.path.join(repository, 'solutions', 'reference', 'initialize_parameters_he.py')).read()",
    ],
)
def test_nothing_outside_can_be_touched(wall: Wall, tmp_path: Path, attack: str) -> None:
    path = victim(tmp_path)
    before = path.stat()
    with socket.socket() as tcp, socket.socket(socket.AF_UNIX) as unix, socket.socket(socket.AF_UNIX) as abstract:
        tcp.bind(("127.0.0.1", 0))
        unix.bind(f"{path}.sock")
        abstract.bind(f"\0grader-test-{os.getpid()}")
        for listener in (tcp, unix, abstract):
            listener.listen()
        head = f"{HEAD}from fcntl import fcntl, flock, ioctl, lockf\nfrom glob import glob\n"
        head += "from importlib import import_module\n"
        source = head + f"def f(path, host, port, repository): {attack}"
        repository = str(Path(__file__).parents[1])
        said = ask(wall, source, str(path), str(os.getpid()), str(tcp.getsockname()[1]), repository)
    assert isinstance(said, Fault), said
    assert said.kind in ("raised", "signal"), said
    after = path.stat()
    assert (after.st_mode, after.st_mtime, after.st_uid, after.st_size) == (
        *(before.st_mode, before.st_mtime, before.st_uid, before.st_size),
    )
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["victim", "victim.sock"]
    assert value(wall, "def f(): return 7") == 7


@needs_sandlock
def test_a_signal_to_everyone_reaches_nobody_else(wall: Wall) -> None:
    kind(wall, "def f():\n try: os.kill(-1, 9)\n except OSError: pass\n os.kill(0, 9)")
    assert value(wall, "def f(): return 7") == 7


@needs_sandlock
def test_memory_limits_cannot_be_raised(wall: Wall) -> None:
    body = "import resource\ndef f(): resource.setrlimit(resource.RLIMIT_AS, (-1, -1))"
    assert kind(wall, body) == "raised"


def test_a_dead_warden_is_an_error_of_ours_and_is_replaced() -> None:
    with Wall() as wall:
        wall.warden.process.kill()
        wall.warden.process.wait()
        with pytest.raises(Broken):
            wall.converse(["x = 1"])
        wall.restart()
        assert value(wall, "def f(): return 7") == 7


@pytest.mark.parametrize("how", [{"confined": False}, {"alone": True}])
def test_the_same_answers_come_without_sandlock_and_without_fork(how: dict[str, bool]) -> None:
    with Wall(**how, budget=replace(Budget(), call_wall=1.0)) as wall:
        assert wall.confinement == "none"
        assert value(wall, "def f(): print('hello'); return np.ones(3).sum()") == 3.0
        assert kind(wall, "def f(): os._exit(0)") == "exit"
        assert kind(wall, "def f():\n while True: pass") in ("cpu", "wall")
        assert kind(wall, "def f(): return 1 / 0") == "raised"
        lost, kept = ask_all(wall, "import os\ndef a(): os.abort()\ndef b(): return 5", ["a", "b"])
        assert isinstance(lost, Fault)
        assert isinstance(kept, Answer)
        assert kept.value == 5


def test_a_grandchild_that_outlives_its_submission_cannot_speak_in_the_next_one() -> None:
    attack = """
import os, time
def f():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            end = time.perf_counter_ns
            for _ in range(10**6):
                for fd in range(3, 20):
                    try: os.write(fd, b"\\x01\\0\\0\\0x")
                    except OSError: pass
        os._exit(0)
    return 1
"""
    # Without confinement, where forks are possible.
    with Wall(confined=False) as wall:
        ask(wall, attack)
        for _ in range(20):
            assert value(wall, "def f(): return 7") == 7


def test_frames_with_another_token_are_not_answers(wall: Wall) -> None:
    steal = """
import gc
def f():
    for thing in gc.get_objects():
        if type(thing).__name__ == 'Child':
            thing.send(type('X', (), {}) and thing.token)
    return 1
"""
    assert kind(wall, steal) in ("raised", "garbled")


def test_garbled_values_are_refused() -> None:
    bad = [
        wire.Array("<f8", (2,), b"short"),
        wire.Array("O", (1,), b"12345678"),
        wire.Array("<f8", (-1,), b""),
        wire.Array("no dtype", (1,), b"1"),
        wire.Mapping((("a", 1), ("a", 2))),
        wire.Mapping(((wire.Sequence("list", ()), 1),)),
    ]
    for value in bad:
        with pytest.raises(wire.Garbled):
            wire.unpack_value(value)


def test_what_a_question_asks_does_not_change_when_it_is_asked_twice(wall: Wall) -> None:
    with wall.converse(["def f(x): x.append(1); return x"]) as conversation:
        from wallside import found

        conversation.bring(found("def f(x): x.append(1); return x", "f"))
        answers = conversation.ask("f", [Question(([],)), Question(([],))])
    assert [answer.value for answer in answers if isinstance(answer, Answer)] == [[1], [1]]


def memory_of(process: int) -> bytes:
    """All that a process could read of its own memory."""
    found = []
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        for line in maps:
            span, rights, *_ = line.split()
            first, last = (int(place, 16) for place in span.split("-"))
            if rights.startswith("rw"):
                memory.seek(first)
                # Some of a mapping may have nothing behind it.
                with contextlib.suppress(OSError):
                    while first < last and (part := memory.read(last - first)):
                        found.append(part)
                        first += len(part)
    return b"".join(found)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="this system does not show a process's memory")
def test_nothing_of_a_submission_stays_in_the_memory_that_the_next_child_inherits(wall: Wall) -> None:
    said, asked, printed, written = ("".join(random.sample(ascii_letters, 30)) for _ in range(4))
    body = f"def f(text):\n    # {written}\n    print({printed[::-1]!r}[::-1])\n    return text, {said[::-1]!r}[::-1]"
    for lines in (body, body.replace("    return", "    os._exit(0)\n    return")):
        ask(wall, HEAD + lines, asked, times=7)
    assert value(wall, "def f(): return 1") == 1
    warden = memory_of(wall.warden.process.pid)
    assert b"grader.confine.warden" in warden
    for text in (said, asked, printed, written):
        assert text.encode() not in warden
        assert text[::-1].encode() not in warden
