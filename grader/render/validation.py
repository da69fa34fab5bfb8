"""The Validation for a terminal: a table by folder, the two figures, and all that disagrees in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.report import FunctionResult
from grader.validation import Judged, MutantFate, Validation
from grader.verdicts import FOLDERS

NARROW = 76
DUE = {
    "reference": "full marks",
    "accepted": "full marks",
    "wrong": "exactly its points, and told why",
    "hostile": "no more than it has computed",
    "assignment": "no points",
}


def show(found: Validation, console: Console, trained: bool) -> None:
    """Prints the Validation. `trained`: of mutants, too, every job was done."""
    console.print(_folders(found, narrow=console.width < NARROW))
    if found.mutants is not None:
        _mutants(found, found.mutants, console, trained)
    for judged in found.disagreeing:
        _disagreement(judged, console)
    if found.repeats > 1:
        _changes(found, console)
    for sentence in found.gaps:
        console.print(Padding(Text(sentence, "bold red"), (1, 0, 0, 0)))
    for sentence in found.left_out:
        console.print(Padding(Text(sentence, "yellow"), (1, 0, 0, 0)))
    console.print()
    _figure("wrong solutions accepted", found.wrong_accepted, found.wrong, "", console)
    among = f", {found.same} equivalent mutants among them" if found.same else ""
    _figure("right solutions rejected", found.right_rejected, found.right, among, console)
    if found.otherwise:
        _figure("other than they must be", found.otherwise, found.wrong + found.right, "", console)
    verdict = Text("Proven", "bold green") if found.proven else Text("Not proven", "bold red")
    console.print(verdict.append(f", in {found.seconds:.0f} s.", "default"))


def _folders(found: Validation, narrow: bool) -> Table:
    """A line for each folder; what must be got is left out where there is no room for it."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("folder", no_wrap=True)
    if not narrow:
        table.add_column("must get")
    for words in ("count", "as expected", "off") if narrow else ("submissions", "as expected", "disagreements"):
        table.add_column(words, justify="right", no_wrap=True)
    counts = Counter(judged.folder for judged in found.judged)
    off = Counter(judged.folder for judged in found.disagreeing)
    for folder in FOLDERS:
        if not counts[folder]:
            table.add_row(folder, *([] if narrow else [""]), Text("none", "dim"), "", "")
            continue
        mark = Text(str(off[folder]), "bold red" if off[folder] else "green")
        due = [] if narrow else [DUE[folder]]
        table.add_row(folder, *due, str(counts[folder]), str(counts[folder] - off[folder]), mark)
    return table


def _figure(words: str, count: int, whole: int, among: str, console: Console) -> None:
    line = Text(f"{words}: ")
    line.append(str(count), "bold red" if count else "bold green")
    console.print(line.append(f" of {whole}{among}", "dim"))


def _disagreement(judged: Judged, console: Console) -> None:
    """One solution that got something else than it must: the sentences, and each function's checks."""
    title = Text(f"\n{judged.folder}/{judged.name}", "bold red")
    if judged.folder in ("reference", "assignment"):
        title = Text(f"\n{judged.name}", "bold red")
    console.print(title.append(f"  {judged.idea}", "dim"))
    for sentence in judged.disagreements:
        console.print(Padding(Text(sentence), (0, 0, 0, 2)))
    for function in judged.report.functions if judged.report is not None else ():
        if function.name in judged.concerned:
            console.print(Padding(Text(function.name, "bold"), (0, 0, 0, 2)))
            _checks(function, console)


def _checks(function: FunctionResult, console: Console) -> None:
    table = Table.grid(padding=(0, 2, 0, 0))
    for check in function.checks:
        words = Text()
        if check.cause is not None and check.status != "internal_error":
            words.append(f"{check.cause.misconception or 'no misconception'}: ", "cyan")
            words.append(check.cause.message)
        row = Text(check.id), Text(check.status), Text(f"{check.score:g} / {check.max_score:g}")
        if console.width < NARROW:
            # Side by side, nothing would be left of the words.
            console.print(Padding(Text("  ").join(row), (0, 0, 0, 4)))
            console.print(Padding(words, (0, 0, 0, 6)))
        else:
            table.add_row(*row, words)
    console.print(Padding(table, (0, 0, 0, 4)))


def _mutants(found: Validation, mutants: list[MutantFate], console: Console, trained: bool) -> None:
    fates = found.fates
    console.print(
        f"\n{len(mutants)} distinct mutants: {fates['killed']} killed, {fates['equivalent']} equivalent, "
        f"{fates['survived']} survived, {fates['rejected'] + fates['unjudged']} otherwise."
    )
    table = Table("killed by", box=None, padding=(0, 2, 0, 0))
    for words in ("first", "at all", "alone"):
        table.add_column(words, justify="right")
    killed = [mutant.killed_by for mutant in mutants if mutant.fate == "killed"]
    first = Counter(by[0] for by in killed if by)
    every = Counter(check for by in killed for check in by)
    alone = Counter(by[0] for by in killed if len(by) == 1)
    for check in dict.fromkeys(check for by in killed for check in sorted(by)):
        table.add_row(check, str(first[check]), str(every[check]), str(alone[check]))
    console.print(table)
    if not trained:
        console.print(
            "Long jobs are done only of mutants that no check has failed before; --matrix does all.", style="dim"
        )
    _in_full("survived: full marks, and not known to be the reference's function", mutants, ("survived",), console)
    _in_full("rejected: the reference's function, and not full marks", mutants, ("rejected",), console)
    _in_full("could not be graded", mutants, ("unjudged",), console)


def _in_full(title: str, mutants: Iterable[MutantFate], fates: tuple[str, ...], console: Console) -> None:
    for mutant in mutants:
        if mutant.fate in fates:
            console.print(Text(f"\n{mutant.key} ({mutant.operator}) {title}", "bold red"))
            words = mutant.diff if not mutant.message else f"{mutant.diff}\n{mutant.message}"
            console.print(Padding(Text(words), (0, 0, 0, 2)))


def _changes(found: Validation, console: Console) -> None:
    words = f"\nGraded {found.repeats} times, in random order (seed {found.order_seed}) and under load: "
    if not found.changes:
        console.print(Text(words).append("not a word differs.", "green"))
        if found.unsteady:
            console.print(
                f"({found.unsteady} in hostile/ that cannot be steady were held to their points.)", style="dim"
            )
        return
    differ = "1 report differs." if len(found.changes) == 1 else f"{len(found.changes)} reports differ."
    console.print(Text(words).append(differ, "bold red"))
    for change in found.changes:
        console.print(Padding(Text(f"{change.name}, time {change.repeat}: {change.sentence}"), (0, 0, 0, 2)))
