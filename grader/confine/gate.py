"""Far side: the gate of system calls. What is not on the list is refused by the kernel, whatever it would have done.

Landlock governs files, the network and signals, and nothing else that a kernel does for a process: the attributes and
leases of files, locks, other kinds of sockets, clocks, priorities, other programs. Python and NumPy, once loaded,
need few calls, and these are named here.

Source: the BPF program of `seccomp(2)`; the numbers of Linux's `unistd.h`, for x86-64 and for the machines that share
the generic table.
"""

import ctypes
import errno
import os
import struct

# The architecture as `seccomp` names it, and the column of `CALLS`.
MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1), "riscv64": (0xC00000F3, 1)}
CALLS: dict[str, tuple[int | None, int | None]] = {
    # Reading and writing what is open, opening what Landlock lets be opened, looking for files.
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67), "lseek": (8, 62),
    "open": (2, None), "openat": (257, 56), "close": (3, 57), "close_range": (436, 436),
    "stat": (4, None), "fstat": (5, 80), "lstat": (6, None), "newfstatat": (262, 79), "statx": (332, 291),
    "access": (21, None), "faccessat": (269, 48), "faccessat2": (439, 439), "readlink": (89, None),
    "readlinkat": (267, 78), "getcwd": (79, 17), "getdents": (78, None), "getdents64": (217, 61),
    "pipe": (22, None), "pipe2": (293, 59), "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24),
    "poll": (7, None), "ppoll": (271, 73), "select": (23, None), "pselect6": (270, 72),
    # Memory.
    "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214), "mremap": (25, 216),
    # Signals and waiting. Whom a signal reaches is for Landlock to say.
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "rt_sigsuspend": (130, 133),
    "rt_sigpending": (127, 136), "rt_sigtimedwait": (128, 137), "sigaltstack": (131, 132), "kill": (62, 129),
    "tgkill": (234, 131), "restart_syscall": (219, 128), "pause": (34, None), "alarm": (37, None),
    "getitimer": (36, 102), "setitimer": (38, 103), "nanosleep": (35, 101), "clock_nanosleep": (230, 115),
    # Threads, the warden's forks, and ends. How many processes there are is for sandlock to say.
    "clone": (56, 220), "clone3": (435, 435), "fork": (57, None), "vfork": (58, None), "exit": (60, 93),
    "exit_group": (231, 94), "wait4": (61, 260), "waitid": (247, 95), "setsid": (112, 157), "futex": (202, 98),
    "set_robust_list": (273, 99), "set_tid_address": (218, 96), "rseq": (334, 293),
    "arch_prctl": (158, None), "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "getcpu": (309, 168),
    # Who one is, and what o'clock it is.
    "getpid": (39, 172), "getppid": (110, 173), "gettid": (186, 178), "getpgid": (121, 155), "getpgrp": (111, None),
    "getsid": (124, 156), "getuid": (102, 174), "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177),
    "getgroups": (115, 158), "getresuid": (118, 148), "getresgid": (120, 150), "uname": (63, 160),
    "sysinfo": (99, 179), "getrlimit": (97, 163), "getrusage": (98, 165), "times": (100, 153), "time": (201, None),
    "gettimeofday": (96, 169), "clock_gettime": (228, 113), "clock_getres": (229, 114), "getrandom": (318, 278),
    # A child's own domain (see `domain`).
    "landlock_create_ruleset": (444, 444), "landlock_restrict_self": (446, 446),
}  # fmt: skip
# Calls that are many in one: number, which argument says what it is to do, what that may be, and the one value that the
# next argument may then have, where it matters.
COMMANDS: dict[str, tuple[tuple[int, int], int, dict[int, int | None]]] = {
    # Whether this is a terminal, how large it is, what waits in a pipe; flags of the descriptor itself.
    "ioctl": ((16, 29), 1, dict.fromkeys((0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451))),
    # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC. No locks, leases or news of a folder.
    "fcntl": ((72, 25), 1, dict.fromkeys((0, 1, 2, 3, 4, 1030))),
    # All that is about memory of one's own: not that it is broken, nor that it be shared with what is equal.
    "madvise": ((28, 233), 2, dict.fromkeys((*range(5), 8, 10, 11, *range(14, 24), 102, 103))),
    # PR_SET_PDEATHSIG to SIGKILL, as the warden asks of its children; PR_SET_NAME, PR_GET_NAME, PR_SET_NO_NEW_PRIVS.
    "prctl": ((157, 167), 0, {1: 9, 15: None, 16: None, 38: None}),
}
# What came into Linux after this list was made does not exist here, so that a C library does without.
NEWER = 450
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
# The number of `seccomp` itself, by column, and what it is asked to do.
SECCOMP, SET_MODE_FILTER = (317, 277), 1


def program(machine: str) -> bytes:
    """The BPF program that lets the listed calls of a machine through."""
    architecture, column = MACHINES[machine]
    missing, refused = REFUSE | errno.ENOSYS, REFUSE | errno.EPERM
    # Also 32-bit calls on a 64-bit machine, which have numbers of their own.
    parts = [_step(LOAD, 4), _step(EQUAL, architecture, 1, 0), _step(RETURN, missing), _step(LOAD, 0)]
    for numbers, place, commands in COMMANDS.values():
        block = [_step(LOAD, 16 + 8 * place)]
        for command, wanted in commands.items():
            allowed = [_step(RETURN, ALLOW)]
            if wanted is not None:
                allowed = [_step(LOAD, 24 + 8 * place), _step(EQUAL, wanted, 1, 0), _step(RETURN, refused), *allowed]
            block += [_step(EQUAL, command, 0, len(allowed)), *allowed]
        block.append(_step(RETURN, refused))
        parts += [_step(EQUAL, numbers[column], 0, len(block)), *block]
    for number in (numbers[column] for numbers in CALLS.values()):
        if number is not None:
            parts += [_step(EQUAL, number, 0, 1), _step(RETURN, ALLOW)]
    parts += [_step(AT_LEAST, NEWER, 0, 1), _step(RETURN, missing), _step(RETURN, refused)]
    return b"".join(parts)


def _step(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
    """One instruction: a `struct sock_filter`."""
    return struct.pack("<HBBI", code, then, otherwise, value)


def shut() -> None:
    """Refuses what is not listed to this process and all that it starts, for good. Raises OSError."""
    machine = os.uname().machine
    code = ctypes.create_string_buffer(program(machine))
    given = ctypes.create_string_buffer(struct.pack("@HP", len(code) // 8, ctypes.addressof(code)))
    call = ctypes.CDLL(None, use_errno=True).syscall
    if call(SECCOMP[MACHINES[machine][1]], SET_MODE_FILTER, 0, given):
        raise OSError(ctypes.get_errno(), "seccomp refused the gate")
