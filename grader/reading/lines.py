"""A cheap linear scan of Python text, right or wrong: which lines begin a statement?"""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"""
    \#.* | \"{3} | '{3}
    | "(?:\\.|[^"\\])*+"? | '(?:\\.|[^'\\])*+'?
    | [()\[\]{}] | \\$
    """,
    re.VERBOSE,
)


class Scanner:
    """Follows triple-quoted strings, brackets and backslashes from line to line."""

    def __init__(self) -> None:
        self.quote = ""
        self.depth = 0
        self.continued = False

    @property
    def fresh(self) -> bool:
        """Whether the next line begins outside of strings, brackets and continued lines."""
        return not (self.quote or self.depth or self.continued)

    def reset(self) -> None:
        """Begins anew, as if all that was open had been closed."""
        self.quote, self.depth, self.continued = "", 0, False

    def advance(self, line: str) -> None:
        """Takes in one line, given without its end."""
        self.continued = False
        position = self._close(line, 0) if self.quote else 0
        while position < len(line) and (token := TOKEN.search(line, position)):
            text, position = token.group(), token.end()
            if text in ('"""', "'''"):
                self.quote = text
                position = self._close(line, position)
            elif text in "([{":
                self.depth += 1
            elif text in ")]}":
                self.depth = max(self.depth - 1, 0)
            elif text == "\\":
                self.continued = True

    def _close(self, line: str, position: int) -> int:
        """Where the open string ends in `line`; its length if it does not."""
        for token in re.compile(r"\\.|" + self.quote).finditer(line, position):
            if token.group() == self.quote:
                self.quote = ""
                return token.end()
        return len(line)
