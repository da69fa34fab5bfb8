"""What the commands share: options, the order in which words may stand, and what is said of words that are wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from grader.trouble import Trouble, closest

FunctionOption = Annotated[
    list[str] | None,
    typer.Option("--function", metavar="NAME", help="Grade this function only (may be repeated)."),
]
JsonOption = Annotated[
    str | None,
    typer.Option("--json", metavar="FILE", help="Write the report as JSON to FILE, or to - (the terminal)."),
]
WatchOption = Annotated[bool, typer.Option("--watch", help="Grade again on every save.")]
CacheOption = Annotated[bool, typer.Option("--no-cache", help="Train anew, even what was trained before.")]
AssignmentOption = Annotated[
    str | None, typer.Option("--assignment", metavar="NAME", help="Choose among the installed assignments.")
]


def _count(given: str | int) -> int:
    """A default is given here, too."""
    text = str(given)
    if not text.isdecimal() or not int(text):
        raise typer.BadParameter(f"{text!r} is not a number, 1 or more")
    return int(text)


WorkersOption = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", parser=_count, help="Processes at once; one per core by default."),
]
RepeatOption = Annotated[
    int, typer.Option("--repeat", metavar="N", parser=_count, help="Grade all N times, and compare.")
]


class WrongWords(Trouble):
    """A command line that means nothing; the message says which word, and what may be meant."""


class AnyOrder(TyperGroup):
    """Commands whose options may stand before the command as well: `grade --json FILE check PATH`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args and self.no_args_is_help:
            typer.echo(ctx.get_help(), err=True)
            raise typer.Exit(WrongWords.status)
        self._given = list(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            # Of an option without its value, the library forgets whose it was.
            if getattr(error, "ctx", ctx) is None and ctx.invoked_subcommand:
                command = self.get_command(ctx, ctx.invoked_subcommand)
                error.ctx = type(ctx)(command, parent=ctx, info_name=ctx.invoked_subcommand)  # type: ignore[attr-defined]
            raise

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        before = self._given[: len(self._given) - len(args)]
        word, *after = args
        if self.get_command(ctx, word) is None:
            raise WrongWords(_no_command(ctx.command_path, word, list(self.list_commands(ctx))))
        return super().resolve_command(ctx, [word, *(part for part in before if part != "--"), *after])


def _no_command(path: str, word: str, known: Sequence[str]) -> str:
    if word.startswith("-"):
        return f"{path} has no option {word}: see {path} --help."
    if near := closest(word, known):
        return f"There is no command {word!r}: did you mean {path} {near}?"
    if path == "grade" and Path(word).exists():
        return f"There is no command {word!r}. To grade that file or folder: grade check {word}"
    return f"There is no command {word!r}: {path} knows {', '.join(known)}."


def usage_sentence(error: Any) -> str | None:
    """What the library for command lines found wrong with the words, in one sentence; None for any other error."""
    if not hasattr(error, "format_message") or not hasattr(error, "ctx"):
        return None
    path = error.ctx.command_path if error.ctx is not None else "grade"
    option = getattr(error, "option_name", None)
    if option is not None and hasattr(error, "possibilities"):
        # Two dashes alone make short words look alike.
        near = closest(option.lstrip("-"), [name.lstrip("-") for name in error.possibilities or ()])
        if near:
            return f"{path} has no option {option}: did you mean --{near}?"
        otherwise = "" if option.startswith("--") else " A name that begins with a dash goes behind a --."
        return f"{path} has no option {option}: see {path} --help.{otherwise}"
    said = " ".join(error.format_message().split()).rstrip(".")
    return f"{said}: see {path} --help."
