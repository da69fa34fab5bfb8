"""The Report as a piece of HTML, for the output of a notebook cell: the terminal's checks, points and words.

It brings its own looks and nothing from elsewhere, and is readable on a light and on a dark page: text has the page's
colour, marks have colours that stand out from either, and a shape besides. Every word of it is escaped.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from grader.render.terminal import first_to_fix, one_cause, training_words
from grader.report import Cause, CheckResult, FunctionResult, Report

if TYPE_CHECKING:
    from jinja2 import Template

MARKS = {
    "passed": ("✓", "#1f9350", "passed"),
    "failed": ("✗", "#e0483c", "failed"),
    "not_run": ("–", "#b7791f", "not run"),
    "internal_error": ("!", "#b755c4", "the grader failed"),
}

# Styles stand in the elements themselves: some notebook programs drop style sheets from outputs.
TEMPLATE = """\
{%- macro row(left, right, style="") -%}
<div style="display:flex;gap:1em;justify-content:space-between;align-items:baseline;{{ style }}">
<div style="min-width:0;overflow-wrap:anywhere">{{ left }}</div>
<div style="white-space:nowrap;font-variant-numeric:tabular-nums">{{ right }}</div></div>
{%- endmacro -%}
{%- macro points(score, full) -%}{{ "%g" % score }} / {{ "%g" % full }}{%- endmacro -%}
{%- macro words(cause, seen) -%}
<div style="margin:0 5em .35em 1.6em">
{%- if cause.message in seen %}<div style="opacity:.7">the same as above</div>
{%- else %}<div style="overflow-wrap:anywhere">{{ cause.message }}</div>
{%- if cause.input and cause.input not in cause.message %}
<div style="opacity:.75">call: <code style="background:none;color:inherit">{{ cause.input }}</code></div>{% endif %}
{%- if cause.help and cause.help not in seen %}<div style="font-style:italic">{{ cause.help }}</div>{% endif %}
{%- endif %}</div>
{%- endmacro -%}
<div style="max-width:54em;line-height:1.45;color:inherit;padding:.2em .2em .5em">
{{ row(("<b>%s</b> <span style='opacity:.7'>%s</span>" | safe) % (report.assignment.capitalize(), name), total,
       "border-top:1px solid #8888;padding-top:.4em") }}
{% if report.state != "graded" %}<p><b>{{ report.message }}</b></p>{% endif %}
{%- for function, whole, checks in functions %}
<div style="margin-top:.6em">
{{ row(("<b><code style='background:none;color:inherit'>%s</code></b>" | safe) % function.name,
       points(function.score, function.max_score)) }}
{%- if whole %}{{ words(whole, []) }}{% else %}
{%- for check, mark, seen in checks %}
{{ row(("<span role='img' aria-label='%s' style='display:inline-block;width:1.6em;color:%s;font-weight:bold'>"
        "%s</span>%s" | safe) % (mark[2], mark[1], mark[0], check.title), points(check.score, check.max_score)) }}
{%- if check.cause and check.status != "passed" %}{{ words(check.cause, seen) }}{% endif %}
{%- endfor %}
{%- if function.training %}<div style="opacity:.75;margin-left:1.6em">{{ trained(function.training) }}</div>{% endif %}
{%- if function.printed and function.score != function.max_score %}
<details style="opacity:.85;margin-left:1.6em"><summary>it printed</summary>
<pre style="white-space:pre-wrap;background:none;color:inherit">{{ function.printed }}</pre></details>
{%- endif %}{% endif %}
</div>
{%- endfor %}
{%- if verdict %}<p style="margin:.7em 0 0">{{ verdict }}</p>{% endif %}
{%- if report.state == "graded" and report.message %}<p style="margin:.7em 0 0">{{ report.message }}</p>{% endif %}
</div>
"""


def fragment(report: Report) -> str:
    """The Report as one `<div>`."""
    return _template().render(
        report=report,
        name=report.submission.name,
        total="no score" if report.score is None else f"{report.score:g} / {report.max_score:g}",
        functions=[(function, one_cause(function), _checks(function)) for function in report.functions],
        trained=training_words,
        verdict=_verdict(report),
    )


def sentence(words: str) -> str:
    """One sentence as a `<div>`, in place of a Report."""
    from markupsafe import escape

    return f'<div style="border-left:3px solid #b7791f;padding:.2em .7em;color:inherit">{escape(words)}</div>'


@cache
def _template() -> Template:
    from jinja2 import Environment

    return Environment(autoescape=True).from_string(TEMPLATE)


def _checks(function: FunctionResult) -> list[tuple[CheckResult, tuple[str, str, str], set[str]]]:
    """Each check with its mark, and what was told of the function before it: that is not told again."""
    seen: set[str] = set()
    rows = []
    for check in function.checks:
        rows.append((check, MARKS[check.status], set(seen)))
        if check.cause is not None and check.status != "passed":
            seen |= _told(check.cause, seen)
    return rows


def _told(cause: Cause, seen: set[str]) -> set[str]:
    return set() if cause.message in seen else {cause.message, cause.help or ""}


def _verdict(report: Report) -> str:
    if report.state != "graded":
        return ""
    if report.full_marks:
        return "Full marks."
    function, check = first_to_fix(report)
    where = function.name if one_cause(function) is not None else f"{function.name}, “{check.title}”"
    return f"Fix first: {where}. {check.cause.help if check.cause and check.cause.help else ''}".rstrip()
