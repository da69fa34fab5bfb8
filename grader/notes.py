"""Notes: what a student should know of a whole submission, though no check says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from grader import versions
from grader.finding.results import Found, Location, Missing
from grader.reading.work import SyntaxProblem, Work, printable


def note(functions: Iterable[Found | Missing], work: Work, broken: Mapping[int, SyntaxProblem]) -> str | None:
    """The notes in one; None where there are none. `work` and `broken` are what `functions` were extracted from."""
    functions = list(functions)
    said = [versions.note(functions, work, broken), *_refused(functions, work, broken)]
    return " ".join(filter(None, said)) or None


def _refused(functions: Iterable[Found | Missing], work: Work, broken: Mapping[int, SyntaxProblem]) -> Iterator[str]:
    """The first .py file that Python does not run as it is, though functions in it were graded."""
    graded = {function.location.file for function in functions if isinstance(function, Found)}
    for index, problem in sorted(broken.items()):
        unit = work.units[index]
        if unit.cell is None and unit.file in graded:
            where = Location(unit.file, problem.line, None)
            yield (
                f"Python does not run {unit.file} as it is ({where}: {printable(problem.message, 120).rstrip('.')}): "
                "graded is what could be read of it. Mend that line before you hand it in."
            )
            return
