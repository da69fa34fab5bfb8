"""Runs its attack in a default argument and an annotation."""

import os


def attack(name):
    open("/tmp/grader-hostile-victim/" + name, "w").write("here")
    raise SystemExit(0)


def initialize_parameters_he(layers_dims, done: attack("annotation") = attack("default")):
    return {}
