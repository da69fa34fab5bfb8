"""Brings the files that tools run by themselves: conftest, sitecustomize, __init__, setup, a .pth."""

import os

open("/tmp/grader-hostile-victim/setup", "w").write("here")
os._exit(0)
