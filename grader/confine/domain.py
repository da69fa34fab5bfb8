"""Far side: a child's own Landlock domain, in which it can neither signal nor trace the warden.

By the kernel's own two calls: the warden's domain, which sandlock makes, governs files and the network already, and
a general policy, built anew in each child, costs more than the fork.
"""

import ctypes
import os
import struct
import sys
from typing import Any

CREATE_RULESET, RESTRICT_SELF = 444, 446
# `struct landlock_ruleset_attr` of ABI 6: rights of files, rights of the network, scopes (abstract sockets, signals).
ATTRIBUTES = struct.pack("<QQQ", 0, 0, 0b11)
_call: Any = ctypes.CDLL(None, use_errno=True).syscall if sys.platform == "linux" else None


def enter() -> None:
    """Puts this process, and all that it starts, into a domain of its own, for good. Raises OSError."""
    ruleset = _call(CREATE_RULESET, ATTRIBUTES, len(ATTRIBUTES), 0)
    if ruleset < 0 or _call(RESTRICT_SELF, ruleset, 0):
        raise OSError(ctypes.get_errno(), "Landlock refused a domain")
    os.close(ruleset)
