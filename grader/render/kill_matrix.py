"""The kill matrix as a file: one HTML page that needs nothing else, or CSV."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import TYPE_CHECKING

from grader.matrix import KillMatrix

if TYPE_CHECKING:
    from jinja2 import Template

MARKS = {"passed": "", "failed": "✗", "not_run": "–", "internal_error": "!"}

TEMPLATE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ matrix.assignment.title }}: what each check catches</title>
<style>
:root { color-scheme: light dark; --text: #1d2530; --page: #ffffff; --faint: #5b6674; --line: #d5dbe2; --hit: #2f6fb0;
  --back: #e9eef4; --alarm: #a3225f; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e8ee; --page: #14181d; --faint: #9aa5b3; --line: #353d48; --hit: #5b9bd8; --back: #252c35;
    --alarm: #ff85b5; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); max-width: 72rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; }
p { margin: .3rem 0; max-width: 54rem; } .faint { color: var(--faint); } .alarm { color: var(--alarm); }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
th { text-align: left; font-weight: 600; color: var(--faint); vertical-align: bottom; }
thead th { position: sticky; top: 0; background: var(--page); }
th, td { padding: .2rem .6rem .2rem 0; border-bottom: 1px solid var(--line); }
td { vertical-align: top; overflow-wrap: anywhere; }
td.mark, th.mark { text-align: center; width: 5rem; overflow-wrap: normal; }
td.failed { color: var(--hit); font-weight: 700; }
td.count { text-align: right; width: 5rem; font-variant-numeric: tabular-nums; } tr.alone { background: var(--back); }
code { font: .85em ui-monospace, monospace; }
summary { cursor: pointer; color: var(--faint); }
</style>
</head>
<body>
<h1>{{ matrix.assignment.title }}: what each check catches</h1>
<p class="faint">✗ the check failed, so it catches the solution; – it was not run, because of another check; empty: it
passed; · it was left out. A check is redundant where all that it catches is caught by another check too: it may still
be there for partial credit, or for what it says. Shaded: only one check catches this solution.</p>
{%- for part in matrix.parts %}
<section>
<h2>{{ part.function.name }}</h2>
<table class="checks"><thead><tr><th>check</th><th>title</th><th>catches</th><th>alone</th><th></th></tr></thead><tbody>
{%- for column in part.columns %}
<tr><td><code>{{ column.check.id }}</code></td><td>{{ column.check.title }}</td>
<td class="count">{{ column.catches }}</td><td class="count">{{ column.alone | length }}</td>
<td>{{ "redundant" if column.redundant else "" }}</td></tr>
{%- endfor %}
</tbody></table>
<details{% if part.rows | length <= 60 %} open{% endif %}>
<summary>{{ part.rows | length }} wrong solutions and mutants</summary>
<table class="rows"><thead><tr><th>solution</th><th>what is wrong</th>
{%- for column in part.columns %}
<th class="mark">{{ column.check.id.partition(".")[2] or column.check.id }}</th>{% endfor -%}
</tr></thead><tbody>
{%- for row in part.rows %}
<tr{% if row.caught_by | length == 1 %} class="alone"{% endif %}><td>{{ row.solution }}</td>
<td>{% if row.kind == "mutant" %}<code>{{ row.what }}</code>{% else %}{{ row.what }}{% endif %}
{%- if row.uncaught %} <b class="alarm">nothing catches it</b>{% endif %}</td>
{%- for column in part.columns %}{% set status = row.statuses.get(column.check.id) -%}
<td class="mark{{ ' failed' if status == 'failed' else '' }}">{{ marks.get(status, "·") }}</td>{% endfor %}</tr>
{%- endfor %}
</tbody></table>
</details>
</section>
{%- endfor %}
</body>
</html>
"""


def document(matrix: KillMatrix, suffix: str) -> bytes:
    """The matrix in the form that the file's name asks for."""
    # For spreadsheets, which take UTF-8 for something else without its mark.
    return table(matrix).encode("utf-8-sig") if suffix == ".csv" else page(matrix).encode()


def page(matrix: KillMatrix) -> str:
    """One page. Every word that is not ours is escaped."""
    return _template().render(matrix=matrix, marks=MARKS)


def table(matrix: KillMatrix) -> str:
    """CSV: a line for each wrong function, a column for each check, and a last line of verdicts on the checks."""
    columns = [column for part in matrix.parts for column in part.columns]
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["function", "solution", "kind", "what", "caught_by", *(column.check.id for column in columns)])
    for part in matrix.parts:
        for row in part.rows:
            ended = [row.statuses.get(column.check.id, "") for column in columns]
            writer.writerow([row.function, row.solution, row.kind, _harmless(row.what), len(row.caught_by), *ended])
    verdicts = ["redundant" if column.redundant else f"alone: {len(column.alone)}" for column in columns]
    writer.writerow(["", "", "verdict", "", "", *verdicts])
    return written.getvalue()


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


@cache
def _template() -> Template:
    from jinja2 import Environment

    return Environment(autoescape=True).from_string(TEMPLATE)
