"""Submissions: a folder, .py file, notebook or archive ──► each graded function with just the code it needs.

`read` gives the texts (grader/reading/); the far side parses them first, in a disposable process; `with_pieces`
cuts up those it could not parse, so that one syntax error costs one function; `extract` finds the functions
(grader/finding/). No student code is executed here.
"""

from grader.finding.extract import Extract, extract, extract_modest
from grader.finding.results import Found, Location, Missing, Pick, Submission
from grader.reading.pieces import split, with_pieces
from grader.reading.read import read
from grader.reading.work import SyntaxProblem, Unit, Unreadable, Work

__all__ = [
    "Extract",
    "Found",
    "Location",
    "Missing",
    "Pick",
    "Submission",
    "SyntaxProblem",
    "Unit",
    "Unreadable",
    "Work",
    "extract",
    "extract_modest",
    "read",
    "split",
    "with_pieces",
]
