"""`grade gradebook ...`: looks at a gradebook, and hands it on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from grader import screen
from grader.options import AnyOrder, AssignmentOption

if TYPE_CHECKING:
    from grader.gradebook import Gradebook, Member

FORMS = ("csv", "canvas", "moodle", "gradescope", "jsonl")
MAX_CANDIDATES = 5

app = typer.Typer(
    cls=AnyOrder, help="Look at a gradebook, and hand it on.", no_args_is_help=True, rich_markup_mode=None
)

BookArgument = Annotated[str, typer.Argument(metavar="GRADEBOOK", help="The file, or a PostgreSQL URL.")]


@app.callback()
def gradebook(assignment: AssignmentOption = None) -> None:
    """Look at a gradebook, and hand it on."""


@app.command()
def show(
    gradebook: BookArgument,
    student: Annotated[str | None, typer.Argument(metavar="[STUDENT]", help="Key, id, or part of a name.")] = None,
    assignment: AssignmentOption = None,
) -> None:
    """Print the class and its marks, or one student's whole report."""
    from grader.render import class_summary, terminal
    from grader.summary import summarize

    console = screen.console()
    with _opened(gradebook, assignment) as book:
        if student is None:
            # Two passes, so that neither has to keep the class in memory.
            class_summary.table(((member, report) for member, _, report in book.reports()), console)
            class_summary.show(summarize((member, report) for member, _, report in book.reports()), console)
            return
        member = find(book, student)
        report = book.report(member.student)
        console.print(class_summary.who(member.student, member.name), markup=False, style="bold")
        if report is None:
            console.print(class_summary.mark(member, None), style="dim")
        else:
            terminal.show(report, console)


@app.command()
def export(
    gradebook: BookArgument,
    form: Annotated[str, typer.Option("--format", metavar="|".join(FORMS), help="The form to write.")] = "csv",
    into: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A file from Canvas or Moodle, to be filled into --output.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write, or else the terminal; gradescope's folder."),
    ] = None,
    column: Annotated[str | None, typer.Option(metavar="NAME", help="The heading of the assignment's column.")] = None,
    assignment: AssignmentOption = None,
) -> None:
    """Write the marks for a spreadsheet or a learning system."""
    from grader.export import Form, Wish
    from grader.export import export as write
    from grader.gradebook import GradebookError

    if form not in get_args(Form):
        raise GradebookError(f"There is no form {form!r}: choose one of {', '.join(FORMS)}.")
    with _opened(gradebook, assignment) as book:
        for note in write(book, Wish(cast(Form, form), _title(book), into, output, column)):
            typer.echo(note, err=True)


@app.command()
def report(
    gradebook: BookArgument,
    output: Annotated[Path, typer.Option(metavar="FILE.html", help="Where to write it.")],
    assignment: AssignmentOption = None,
) -> None:
    """Write a page about the class: how the marks are spread, and what went wrong most."""
    from grader.exports.hygiene import written
    from grader.render import class_page
    from grader.summary import summarize

    with _opened(gradebook, assignment) as book:
        summary = summarize((member, report) for member, _, report in book.reports())
        page = class_page.page(summary, _title(book))
    with written(output) as stream:
        stream.write(page.encode())


def find(book: Gradebook, words: str) -> Member:
    """The one member of that key, id or name, or whose name or key the words are part of. Raises GradebookError."""
    from grader.gradebook import GradebookError
    from grader.printing import some
    from grader.render.class_summary import who
    from grader.taking.names import folded

    sought = folded(words)
    class_ = book.members()
    exact = [member for member in class_ if member.student == words]
    named = [member for member in class_ if sought in map(folded, (member.student, member.name, *member.ids.values()))]
    within = [member for member in class_ if any(sought in folded(text) for text in (member.name, member.student))]
    found = exact or named or within
    if len(found) == 1:
        return found[0]
    if not found:
        raise GradebookError(f"Nobody in {book.database.place} is called {words!r}: give a key or a part of a name.")
    names = some([who(member.student, member.name) for member in found[:MAX_CANDIDATES]], len(found))
    raise GradebookError(f"{words!r} may be any of {len(found)} ({names}): give more of the name, or the key.")


def _opened(gradebook: str, assignment: str | None) -> Gradebook:
    from grader.gradebook import Gradebook

    return Gradebook.open(gradebook, assignment, create=False)


def _title(book: Gradebook) -> str:
    """What the assignment is called; its bare name if it is not installed here."""
    from grader import assignments
    from grader.assignment import UnknownName

    try:
        return assignments.load(book.assignment).title
    except UnknownName:
        return book.assignment
