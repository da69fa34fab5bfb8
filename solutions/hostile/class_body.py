"""Runs its attack in a class body, a metaclass and a descriptor."""

import sys


class Meta(type):
    def __new__(meta, name, bases, space):
        sys.setrecursionlimit(50)
        return super().__new__(meta, name, bases, space)

    def __call__(cls, *args):
        raise SystemExit(0)


class Hook:
    def __set_name__(self, owner, name):
        sys.stdout = sys.stderr = None


class Work(metaclass=Meta):
    hook = Hook()
    status = sys.exit

    @staticmethod
    def initialize_parameters_he(layers_dims):
        return Work()


initialize_parameters_he = Work.initialize_parameters_he
