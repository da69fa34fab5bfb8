"""The Report as JUnit XML, for whatever shows test results: a suite for each function, a case for each check.

Source: the schema of Apache Ant's JUnit tasks, as Jenkins and GitLab read it.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from grader.render.gradescope import words
from grader.report import CheckResult, FunctionResult, Report

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(report: Report) -> bytes:
    """The file's content. Failed is a failure, not run is skipped, and what we could not judge is an error."""
    root = ET.Element("testsuites", name=_legal(report.submission.name))
    for function in report.functions:
        root.append(_suite(report, function))
    if report.state != "graded":
        root.append(_ungraded(report))
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    root.set("time", f"{sum(float(suite.get('time', '0')) for suite in root):.4f}")
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _suite(report: Report, function: FunctionResult) -> ET.Element:
    counts = [check.status for check in function.checks]
    suite = ET.Element(
        "testsuite",
        name=_legal(function.name),
        tests=str(len(counts)),
        failures=str(counts.count("failed")),
        errors=str(counts.count("internal_error")),
        skipped=str(counts.count("not_run")),
        time=f"{sum(check.seconds for check in function.checks):.4f}",
    )
    properties = ET.SubElement(suite, "properties")
    for name, value in (("score", function.score), ("max_score", function.max_score)):
        ET.SubElement(properties, "property", name=name, value=f"{value:g}")
    for check in function.checks:
        suite.append(_case(f"{report.assignment}.{function.name}", function, check))
    if function.printed:
        ET.SubElement(suite, "system-out").text = _legal(function.printed)
    return suite


def _case(classname: str, function: FunctionResult, check: CheckResult) -> ET.Element:
    case = ET.Element("testcase", classname=classname, name=_legal(check.title), time=f"{check.seconds:.4f}")
    if function.location.file:
        case.set("file", _legal(function.location.file))
    if check.status != "passed":
        tag = {"failed": "failure", "internal_error": "error", "not_run": "skipped"}[check.status]
        message = check.cause.message if check.cause is not None else check.status
        kind = (check.cause.misconception if check.cause is not None else None) or check.status
        details = ET.SubElement(case, tag, message=_legal(message), type=kind)
        details.text = _legal(words(check))
    return case


def _ungraded(report: Report) -> ET.Element:
    suite = ET.Element("testsuite", name="submission", tests="1", failures="0", errors="1", skipped="0", time="0")
    case = ET.SubElement(suite, "testcase", classname=report.assignment, name="The submission can be graded", time="0")
    ET.SubElement(case, "error", message=_legal(report.message or report.state), type=report.state)
    return suite


def _legal(text: str) -> str:
    """Text without what XML cannot hold."""
    return ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)
