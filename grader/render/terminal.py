"""The Report for a terminal: every check with its points, why it failed, and what to fix first."""

from __future__ import annotations

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.report import Cause, CheckResult, FunctionResult, Report, Training
from grader.screen import page, rule, wraps

MARKS = {
    "passed": ("✓", "green"),
    "failed": ("✗", "red"),
    "not_run": ("–", "yellow"),
    "internal_error": ("!", "magenta"),
}
ASCII_MARKS = {"passed": "+", "failed": "x", "not_run": "-", "internal_error": "!"}
MAX_PRINTED_LINES = 8


def show(report: Report, console: Console) -> None:
    """Prints the Report. Nothing of the submission is taken for markup."""
    console.print(_headline(report, console))
    if report.state != "graded" and report.message:
        console.print(Padding(Text(report.message, "bold red"), (1, 1, 0, 1), expand=False))
    for function in report.functions:
        console.print(_function(function, console))
    if report.state == "graded":
        console.print(_verdict(report))
        if report.message:
            console.print(Padding(Text(report.message, "yellow"), (1, 0, 0, 0), expand=False))


def _row(left: Text, right: Text, console: Console, mark: Text | None = None) -> Table:
    """One line: words that may wrap, behind a mark that they do not run under, and a figure at the right edge."""
    # In a pipe no words are cut, however long they are.
    needed = sum(part.cell_len + 1 for part in (mark, left, right) if part is not None)
    row = Table.grid(expand=True, padding=(0, 1))
    row.width = page(console) if wraps(console) else max(page(console), needed)
    if mark is not None:
        row.add_column(no_wrap=True, width=mark.cell_len)
    row.add_column(ratio=1, overflow="fold")
    row.add_column(justify="right", no_wrap=True)
    row.add_row(*([mark] if mark is not None else []), left, right)
    return row


def _headline(report: Report, console: Console) -> RenderableType:
    title = Text(report.assignment.capitalize(), "bold")
    title.append(f"  {report.submission.name}", "dim")
    return Group(rule(console), _row(title, _score(report), console))


def _score(report: Report) -> Text:
    if report.score is None:
        return Text("no score", "bold red")
    style = "bold green" if report.full_marks else "bold yellow" if report.score else "bold red"
    return Text(f"{report.score:g} / {report.max_score:g}", style)


def _function(function: FunctionResult, console: Console) -> RenderableType:
    full = function.score == function.max_score
    name = Text(function.name, "bold")
    lines: list[RenderableType] = [
        Text(),
        _row(name, Text(f"{function.score:g} / {function.max_score:g}", "bold green" if full else "bold"), console),
    ]
    whole = one_cause(function)
    if whole is not None:
        lines.append(_explanation(whole, set()))
        return Group(*lines)
    told: set[str] = set()
    for check in function.checks:
        lines.append(_check(check, console))
        if check.cause is not None and check.status != "passed":
            lines.append(_explanation(check.cause, told))
    lines += _training(function)
    if not full and function.printed:
        lines.append(_printed(function.printed))
    return Group(*lines)


def one_cause(function: FunctionResult) -> Cause | None:
    """The cause that all checks share, as of a function that is missing or not filled in."""
    first = function.checks[0].cause if function.checks else None
    return first if first is not None and all(check.cause == first for check in function.checks) else None


def _check(check: CheckResult, console: Console) -> RenderableType:
    mark, colour = MARKS[check.status]
    if console.options.ascii_only:
        mark = ASCII_MARKS[check.status]
    return _row(
        Text(check.title, "default" if check.status != "not_run" else "dim"),
        Text(f"{check.score:g} / {check.max_score:g}", colour if check.status == "passed" else "default"),
        console,
        Text(f"  {mark}", colour),
    )


def _explanation(cause: Cause, told: set[str]) -> RenderableType:
    """The cause in words; what was told of this function before is not told again."""
    if cause.message in told:
        return Padding(Text("the same as above", "dim"), (0, 1, 0, 6), expand=False)
    told.add(cause.message)
    lines = Text(cause.message)
    if cause.input and cause.input not in cause.message:
        lines.append(f"\ncall: {cause.input}", "dim")
    if cause.help and cause.help not in told:
        told.add(cause.help)
        lines.append(f"\n{cause.help}", "cyan")
    return Padding(lines, (0, 1, 0, 6), expand=False)


def _training(function: FunctionResult) -> list[RenderableType]:
    if function.training is None:
        return []
    return [Padding(Text(training_words(function.training), "dim"), (0, 1, 0, 4), expand=False)]


def training_words(run: Training) -> str:
    """A training run in one line."""
    costs = [cost for _, cost in run.costs]
    first, last = ("inf" if cost is None else f"{cost:.4f}" for cost in (costs[0], costs[-1]))
    return (
        f"trained: cost {first} to {last}, right on {run.train_accuracy:.1%} / {run.test_accuracy:.1%} (train / test)"
    )


def _printed(printed: str) -> RenderableType:
    lines = printed.rstrip().splitlines()
    more = len(lines) - MAX_PRINTED_LINES
    shown = lines[:MAX_PRINTED_LINES] + ([f"({more} more lines)"] if more > 0 else [])
    return Padding(Text("it printed:\n" + "\n".join(f"  {line}" for line in shown), "dim"), (0, 1, 0, 4), expand=False)


def _verdict(report: Report) -> RenderableType:
    if report.full_marks:
        return Padding(Text("Full marks.", "bold green"), (1, 0, 0, 0), expand=False)
    function, check = first_to_fix(report)
    words = Text("Fix first: ", "bold")
    words.append(function.name, "bold")
    if one_cause(function) is None:
        words.append(f", “{check.title}”")
    help = next((one.cause.help for one in _failed_from(function, check) if one.cause and one.cause.help), None)
    if help is not None:
        words.append(f". {help}")
    return Padding(words, (1, 0, 0, 0), expand=False)


def _failed_from(function: FunctionResult, check: CheckResult) -> list[CheckResult]:
    """The check, and those after it that failed too: one of them may know more."""
    later = function.checks[function.checks.index(check) + 1 :]
    return [check, *(one for one in later if one.status == "failed")]


def first_to_fix(report: Report) -> tuple[FunctionResult, CheckResult]:
    """The first check that failed; where none failed, the first that was not run."""
    checks = [(function, check) for function in report.functions for check in function.checks]
    failed = [pair for pair in checks if pair[1].status == "failed"]
    return (failed or [pair for pair in checks if pair[1].status != "passed"])[0]
