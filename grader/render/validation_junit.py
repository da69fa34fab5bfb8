"""The Validation as JUnit XML: a suite for each folder, for the mutants and for the repetitions."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from grader.render.junit import ILLEGAL
from grader.validation import Change, Judged, MutantFate, Validation
from grader.verdicts import FOLDERS

# The title, the failure and its details, the seconds that it took.
Case = tuple[str, str | None, str, float]


def document(found: Validation) -> bytes:
    """The file's content: what disagrees, survives or changes is a failure."""
    root = ET.Element("testsuites", name=f"grade validate: {found.assignment}", time=f"{found.seconds:.1f}")
    for folder in FOLDERS:
        solutions = [_solution(judged) for judged in found.judged if judged.folder == folder]
        if solutions:
            root.append(_suite(found, folder, solutions))
    if found.gaps:
        root.append(_suite(found, "whole", [(gap, gap, "", 0.0) for gap in found.gaps]))
    if found.mutants is not None:
        root.append(_suite(found, "mutants", list(map(_mutant, found.mutants))))
    if found.repeats > 1:
        root.append(_suite(found, "repetitions", list(_repetitions(found))))
    for count in ("tests", "failures"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    root.set("errors", "0")
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _suite(found: Validation, name: str, cases: list[Case]) -> ET.Element:
    failures = sum(message is not None for _, message, _, _ in cases)
    suite = ET.Element(
        "testsuite",
        name=f"{found.assignment}.{name}",
        tests=str(len(cases)),
        failures=str(failures),
        errors="0",
        skipped="0",
        time=f"{sum(seconds for *_, seconds in cases):.3f}",
    )
    of = f"{found.assignment}.{name}"
    for title, message, details, seconds in cases:
        case = ET.SubElement(suite, "testcase", classname=of, name=_legal(title), time=f"{seconds:.3f}")
        if message is not None:
            failure = ET.SubElement(case, "failure", message=_legal(message), type="disagreement")
            failure.text = _legal(details)
    return suite


def _solution(judged: Judged) -> Case:
    if not judged.disagreements:
        return judged.name, None, "", judged.seconds
    lines = [judged.idea, *judged.disagreements]
    for function in judged.report.functions if judged.report is not None else ():
        for check in function.checks:
            told = f" {check.cause.misconception}: {check.cause.message}" if check.cause is not None else ""
            lines.append(f"{check.id}: {check.status}, {check.score:g} of {check.max_score:g}.{told}")
    return judged.name, "; ".join(judged.disagreements), "\n".join(filter(None, lines)), judged.seconds


def _mutant(mutant: MutantFate) -> Case:
    bad = mutant.fate not in ("killed", "equivalent")
    return f"{mutant.key} ({mutant.operator})", mutant.fate if bad else None, mutant.diff, mutant.seconds


def _repetitions(found: Validation) -> Iterator[Case]:
    for repeat in range(2, found.repeats + 1):
        changed: list[Change] = [change for change in found.changes if change.repeat == repeat]
        words = "\n".join(f"{change.name}: {change.sentence}" for change in changed)
        yield f"time {repeat}", f"reports that differ: {len(changed)}" if changed else None, words, 0.0


def _legal(text: str) -> str:
    return ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
