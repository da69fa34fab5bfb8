"""What tests need to speak over the wall: a submission from source text, and a question to one of its functions."""

from __future__ import annotations

import ast
from collections.abc import Sequence

import pytest

from grader.confine.fault import Answer, Fault, Question
from grader.confine.host import Wall
from grader.confine.launch import confinement
from grader.submission import Found, Location, Pick

needs_sandlock = pytest.mark.skipif(
    confinement() != "sandlock", reason="this system has no Landlock ABI 6, so nothing is confined here"
)


def found(source: str, name: str) -> Found:
    """The function with every import and definition of the source."""
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign)
    nodes = [node for node in ast.parse(source).body if isinstance(node, kinds)]
    picks = tuple(Pick(0, node.lineno, node.col_offset) for node in nodes)
    return Found(name, picks, (), Location("work.py", 1, None), unfilled=False)


def ask(wall: Wall, source: str, *arguments: object, times: int = 1) -> Answer | Fault:
    """What `f` of the source answers, the last time it is asked."""
    with wall.converse([source]) as conversation:
        conversation.bring(found(source, "f"))
        return conversation.ask("f", [Question(arguments)] * times)[-1]


def ask_all(wall: Wall, source: str, functions: Sequence[str]) -> list[Answer | Fault]:
    """What each function of the source answers to a call without arguments, all in one conversation."""
    with wall.converse([source]) as conversation:
        for name in functions:
            conversation.bring(found(source, name))
        return [conversation.ask(name, [Question(())])[0] for name in functions]
