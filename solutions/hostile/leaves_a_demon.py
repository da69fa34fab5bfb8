"""Detaches a grandchild that writes frames and files long after the submission is done."""

import os
import time


def initialize_parameters_he(layers_dims):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            for _ in range(600):
                time.sleep(0.1)
                open("/tmp/grader-hostile-victim/demon", "w").write("still here")
                for fd in range(64):
                    try:
                        os.write(fd, b"\x05\0\0\0hello")
                    except OSError:
                        pass
        os._exit(0)
    return {}
