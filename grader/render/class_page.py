"""A class as a page: one HTML file that needs nothing else, for a screen in light or dark, and for paper."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any

from grader.render.class_summary import ends, in_words, labels, spread, who
from grader.summary import Summary

if TYPE_CHECKING:
    from jinja2 import Template

TEXT, BARS = "#010203", "#040506"
MOST = 20

TEMPLATE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}: the class</title>
<style>
:root { color-scheme: light dark; --text: #1d2530; --page: #ffffff; --faint: #5b6674; --line: #d5dbe2; --bar: #2f6fb0;
  --back: #e9eef4; --alarm: #a3225f; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e4e8ee; --page: #14181d; --faint: #9aa5b3; --line: #353d48; --bar: #5b9bd8; --back: #252c35;
    --alarm: #ff85b5; } }
@media print {
  :root { color-scheme: light; --text: #000; --page: #fff; --faint: #444; --line: #bbb; --bar: #2f6fb0; --back: #eee;
    --alarm: #a3225f; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  section, tr, figure { break-inside: avoid; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); max-width: 54rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .3rem 0; } .faint { color: var(--faint); }
ul.ends { display: flex; flex-wrap: wrap; gap: .5rem 2rem; list-style: none; padding: 0; margin: 1rem 0; }
ul.ends b { display: block; font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
figure { margin: 1rem 0; color: var(--text); } figure svg { width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; color: var(--faint); } th, td { padding: .3rem .5rem .3rem 0;
  border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
td.count { white-space: nowrap; width: 6rem; font-variant-numeric: tabular-nums; }
td.what { width: 28%; } td.share { width: 30%; }
td.share div { background: var(--back); height: .8rem; margin-top: .35rem; }
td.share div div { background: var(--bar); margin: 0; }
.alarm { color: var(--alarm); font-weight: 600; }
code { font: .95em ui-monospace, monospace; }
</style>
</head>
<body>
<h1>{{ title }}</h1>
<p class="faint">{{ "{:,}".format(summary.members) }} student{{ "" if summary.members == 1 else "s" }}
{%- if spread %}; {{ spread }}{% endif %}</p>
<ul class="ends">
{%- for count, words, _ in ends %}
<li><b>{{ "{:,}".format(count) }}</b>{{ words }}</li>
{%- endfor %}
</ul>
{%- if picture %}
<figure role="img" aria-label="{{ described }}">{{ picture | safe }}</figure>
{%- endif %}
{%- if summary.concerns %}
<section><h2>Needs a person's eye</h2>
<table><tr><th>how many</th><th>what</th><th>who</th></tr>
{%- for concern in summary.concerns %}
<tr><td class="count alarm">{{ concern.count }}</td><td class="what">{{ concern.reason }}</td>
<td>{% for person in concern.who %}{{ who(*person) }}{{ "; " if not loop.last }}{% endfor %}
{%- if concern.count > concern.who | length %}; and {{ concern.count - concern.who | length }} more{% endif %}</td></tr>
{%- endfor %}
</table></section>
{%- endif %}
{%- if summary.checks %}
<section><h2>Checks most missed</h2>
<table><tr><th>missed</th><th></th><th>check</th></tr>
{%- for check in summary.checks[:most] %}
<tr><td class="count">{{ check.missed }} of {{ check.asked }}</td>{{ share(check.missed, check.asked) }}
<td>{{ check.title }}<br><code class="faint">{{ check.function }}</code></td></tr>
{%- endfor %}
</table></section>
{%- endif %}
{%- if summary.misconceptions %}
<section><h2>Misconceptions most met</h2>
<table><tr><th>students</th><th></th><th>misconception</th></tr>
{%- for name, count in summary.misconceptions[:most] %}
<tr><td class="count">{{ count }}</td>{{ share(count, summary.graded) }}<td>{{ in_words(name) }}</td></tr>
{%- endfor %}
</table></section>
{%- endif %}
</body>
</html>
"""


def page(summary: Summary, title: str) -> str:
    """The page. Every word that is not ours is escaped."""
    counts = zip(labels(summary), summary.histogram, strict=True)
    return _template().render(
        summary=summary,
        title=title,
        spread=spread(summary) if summary.graded else "",
        ends=ends(summary),
        picture=_picture(summary) if summary.graded else "",
        described="Students by mark: " + ", ".join(f"{label}: {count}" for label, count in counts),
        most=MOST,
        who=who,
        in_words=in_words,
    )


@cache
def _template() -> Template:
    from jinja2 import Environment
    from markupsafe import Markup

    def share(part: int, whole: int) -> Markup:
        width = round(100 * part / whole) if whole else 0
        return Markup('<td class="share"><div><div style="width:{}%"></div></div></td>').format(width)

    environment = Environment(autoescape=True)
    environment.globals["share"] = share
    return environment.from_string(TEMPLATE)


def _picture(summary: Summary) -> str:
    """The histogram as SVG, in the page's own colours."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    # Text stays text, and the same figures give the same picture.
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "grade", "font.family": "sans-serif", "font.size": 9}):
        figure = Figure(figsize=(7.5, 2.6), layout="constrained")
        axes: Any = figure.subplots()
        names = [label.replace("-", "–") for label in labels(summary)]
        bars = axes.bar(names, summary.histogram, color=BARS, width=0.85)
        axes.bar_label(bars, [str(count) if count else "" for count in summary.histogram], color=TEXT, padding=2)
        axes.set_ylabel("students", color=TEXT)
        axes.set_xlabel("mark, in percent of the best possible", color=TEXT)
        axes.tick_params(colors=TEXT, length=0)
        axes.set_yticks([])
        axes.margins(y=0.12)
        for side in ("top", "left", "right"):
            axes.spines[side].set_visible(False)
        axes.spines["bottom"].set_color(TEXT)
        drawn = io.StringIO()
        figure.savefig(drawn, format="svg", transparent=True, metadata={"Date": None})
    svg = drawn.getvalue()
    # The XML header has no place inside of a page.
    return svg[svg.index("<svg") :].replace(TEXT, "currentColor").replace(BARS, "var(--bar)")
