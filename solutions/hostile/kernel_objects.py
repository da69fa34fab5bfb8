"""Leaves things behind in the kernel: shared memory, queues, keys, files without a name."""

import ctypes
import os


def initialize_parameters_he(layers_dims):
    libc = ctypes.CDLL(None, use_errno=True)
    made = [libc.shmget(0x100, 1 << 20, 0o1666), libc.semget(0x100, 1, 0o1666), libc.msgget(0x100, 0o1666)]
    made.append(libc.syscall(248, b"user", b"grader-hostile", b"100", 3, -4))
    made.append(libc.mq_open(b"/grader-hostile", 0o102, 0o666, None))
    made.append(libc.syscall(319, b"grader-hostile", 0))
    raise OSError(str(made))
