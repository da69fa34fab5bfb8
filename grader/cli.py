"""The commands: each parses its words, calls one function, and returns its exit status.

0: all is well; 1: it ran and the answer is no; 2: bad usage or unreadable input; 3: the grader failed;
130: interrupted.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from grader import gradebook_cli
from grader.options import (
    AnyOrder,
    AssignmentOption,
    CacheOption,
    FunctionOption,
    JsonOption,
    RepeatOption,
    WatchOption,
    WorkersOption,
    WrongWords,
    usage_sentence,
)
from grader.screen import console, take_any_character

INTERRUPTED = 130
# Said here, as looking into the modules that know them takes longer than showing the help.
LAYOUTS = "canvas|moodle|gradescope|nbgrader|folders|files"

app = typer.Typer(
    cls=AnyOrder,
    help="Grade programming assignments. Without a command: grade the work in this folder.",
    no_args_is_help=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(gradebook_cli.app, name="gradebook")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"grade {version('autograded-initialization')}")
        raise typer.Exit


VersionOption = Annotated[
    bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
]


@app.callback(invoke_without_command=True)
def grade(
    context: typer.Context,
    function: FunctionOption = None,
    json: JsonOption = None,
    watch: WatchOption = False,
    no_cache: CacheOption = False,
    assignment: AssignmentOption = None,
    version: VersionOption = False,
) -> None:
    """Grade the work in this folder, or in ./assignment below it."""
    if context.invoked_subcommand is None:
        raise typer.Exit(_grade(None, assignment, function, json, watch, no_cache))


@app.command()
def check(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A folder, a .py, a .ipynb, a .zip or a .tar.gz.")],
    function: FunctionOption = None,
    json: JsonOption = None,
    watch: WatchOption = False,
    no_cache: CacheOption = False,
    assignment: AssignmentOption = None,
) -> None:
    """Grade any one submission."""
    raise typer.Exit(_grade(path, assignment, function, json, watch, no_cache))


def _grade(
    path: Path | None,
    name: str | None,
    function: list[str] | None,
    json: str | None,
    watch: bool,
    no_cache: bool,
) -> int:
    from grader import assignments
    from grader.grading import Wish, own_work, run

    chosen = assignments.load(name)
    names = tuple(chosen.function(short).name for short in function or ())
    wish = Wish(functions=names, json=json, cache=not no_cache, watch=watch)
    return run(path or own_work(Path.cwd(), chosen), chosen, wish, console())


@app.command()
def release(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; say what is stale.")] = False,
    kit: Annotated[Path | None, typer.Option("--kit", metavar="FILE", help="Pack what a student needs.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over what is filled in.")] = False,
    assignment: AssignmentOption = None,
) -> None:
    """Build what students get from solutions/reference."""
    from grader import assignments
    from grader.release import run

    raise typer.Exit(run(assignments.load(assignment), check, kit, console(), force))


@app.command()
def bulk(
    submissions: Annotated[
        Path, typer.Argument(metavar="SUBMISSIONS", help="The folder or archive that the LMS gave.")
    ],
    gradebook: Annotated[str, typer.Option(metavar="FILE|URL", help="Where the marks go.")] = "gradebook.db",
    workers: WorkersOption = None,
    dask: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Work on this dask cluster.")] = None,
    roster: Annotated[Path | None, typer.Option(metavar="CSV", help="Who is in the class.")] = None,
    layout: Annotated[
        str | None, typer.Option(metavar=LAYOUTS, help="How the submissions lie, where it is not recognized.")
    ] = None,
    regrade: Annotated[bool, typer.Option("--regrade", help="Grade all again, and show who moves.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Replace the old marks without asking.")] = False,
    unconfined: Annotated[bool, typer.Option("--unconfined", help="Run student code even unconfined.")] = False,
    no_cache: CacheOption = False,
    assignment: AssignmentOption = None,
) -> None:
    """Grade a class into a gradebook."""
    from grader import assignments
    from grader.classwork import ClassWish, run

    wish = ClassWish(gradebook, workers, dask, roster, layout, regrade, yes, unconfined, not no_cache)
    raise typer.Exit(run(submissions, assignments.load(assignment), wish, console()))


@app.command()
def validate(
    mutants: Annotated[bool, typer.Option("--mutants", help="Also make mutants of the reference.")] = False,
    matrix: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what each check catches, .html or .csv.")
    ] = None,
    repeat: RepeatOption = 1,
    json: Annotated[Path | None, typer.Option(metavar="FILE", help="Write what was found as JSON.")] = None,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="Write what was found as JUnit XML.")] = None,
    workers: WorkersOption = None,
    unconfined: Annotated[bool, typer.Option("--unconfined", help="Run hostile/ even unconfined.")] = False,
    no_cache: CacheOption = False,
    assignment: AssignmentOption = None,
) -> None:
    """Prove the grader by the solutions in solutions/."""
    from grader import assignments
    from grader.validate import ProofWish, run

    wish = ProofWish(mutants, matrix, repeat, json, junit, workers, unconfined, not no_cache)
    raise typer.Exit(run(assignments.load(assignment), wish, console()))


def main() -> None:
    """Runs the command line; every foreseen trouble is one sentence and an exit status."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ.setdefault(name, "1")
    _speak_to_nobody()
    take_any_character()
    if sys.platform != "win32":
        # Whoever ends us politely, as a cluster's time limit does, or closes the terminal, gets what Ctrl-C gets.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
            signal.signal(signal.SIGHUP, signal.default_int_handler)
    try:
        status = app(prog_name="grade", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        status = INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as error:
        sys.exit(_explain(error))
    if status == INTERRUPTED:
        # A terminal shows ^C where the cursor stands.
        _say("interrupted", "\n" if sys.stderr.isatty() else "")
    sys.exit(status)


def _speak_to_nobody() -> None:
    """Where the terminal was closed to us (`>&-`), what is said goes nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))


def _explain(error: Exception) -> int:
    """Says what went wrong, and returns the exit status for it."""
    from grader.confine.launch import Broken
    from grader.trouble import Trouble

    if isinstance(error, Trouble):
        _say(str(error))
        return error.status
    if (sentence := usage_sentence(error)) is not None:
        _say(sentence)
        return WrongWords.status
    if isinstance(error, OSError):
        _say(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "))
        return 2
    if isinstance(error, Broken):
        _say(f"the grader could not start its confined process: {error}")
        return 3
    if os.environ.get("GRADE_TRACEBACK"):
        raise error
    _say(f"the grader failed ({type(error).__name__}: {error}). Set GRADE_TRACEBACK=1 to see where.")
    return 3


def _say(sentence: str, before: str = "") -> None:
    # A terminal that was closed takes no more words.
    with contextlib.suppress(OSError):
        print(f"{before}grade: {sentence}", file=sys.stderr, flush=True)
