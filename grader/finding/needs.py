"""Needs: a statement ──► all statements it needs, in an order in which they can be executed."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from grader.finding.library import TOO_DEEP, File, Library
from grader.finding.plain import BUILTINS
from grader.finding.results import Location
from grader.finding.scopes import Binding, Position, Scope
from grader.finding.trees import TRIES
from grader.finding.uses import TooLong, Uses
from grader.reading.work import printable

MAX_STATEMENTS = 1_000
MAX_NAMES = 10_000
MAX_LINKS = 100_000
MAX_STARS = 20
MAIN = ""


class Unusable(Exception):
    """Code that Python would refuse: one sentence, what to do, the mistake's name, and where."""

    def __init__(self, message: str, help: str, misconception: str | None, location: Location) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.misconception = misconception
        self.location = location


@dataclass
class Step:
    """A statement that is needed, and those it needs itself: while it is executed, and when it is called."""

    binding: Binding
    at_once: list[Position] = field(default_factory=list)
    later: list[Position] = field(default_factory=list)


class Needs:
    """What one graded function needs; `spaces` maps each sibling module, and MAIN, to its steps.

    Raises Unusable, on construction, for code that cannot be compiled, or that is without bounds.
    """

    def __init__(self, library: Library, root: Binding) -> None:
        self.library = library
        self.root = root
        self.spaces: dict[str, dict[Position, Step]] = {MAIN: {}}
        self.pending: list[tuple[str, Binding]] = [(MAIN, root)]
        self.asked: set[tuple[str, str]] = set()
        self.names = 0
        self.links = 0
        while self.pending:
            space, binding = self.pending.pop()
            if binding.position not in self.spaces[space]:
                self._take(space, binding)

    def ordered(self, space: str) -> list[Binding]:
        """The steps of a space in source order, except that what a statement needs at once comes before it.

        The root comes last. Raises Unusable if they need each other in too long a chain.
        """
        steps = self.spaces[space]
        home = self.library.file_of(self.root).name
        keys = sorted(steps, key=lambda key: (self.library.work.units[key[0]].file == home, key))
        last = self.root.position if space == MAIN else None
        try:
            done = _order(steps, [key for key in keys if key != last])
        except RecursionError:
            raise self._too_much(self.root, TOO_DEEP) from None
        if last is not None and (not done or done[-1] != last):
            done.append(last)
        return [steps[key].binding for key in done]

    def _take(self, space: str, binding: Binding) -> None:
        """Adds one statement, and puts on the list what it needs."""
        if sum(map(len, self.spaces.values())) >= MAX_STATEMENTS:
            raise self._too_much(self.root, f"it needs more than {MAX_STATEMENTS:,} statements")
        step = Step(binding)
        self.spaces[space][binding.position] = step
        self._refuse_stray(binding)
        try:
            uses = self.library.uses(binding)
        except SyntaxError as error:
            raise self._refused(binding, error) from None
        except (RecursionError, MemoryError, ValueError):
            raise self._too_much(binding, TOO_DEEP) from None
        except TooLong:
            raise self._too_much(binding, "the code of one statement is too long") from None
        self.names += len(uses.at_once) + len(uses.later)
        if self.names > MAX_NAMES:
            raise self._too_much(self.root, f"it needs more than {MAX_NAMES:,} names")
        for names, keys, at_once in ((uses.at_once, step.at_once, True), (uses.later, step.later, False)):
            for name in names:
                found = self._find(binding, name, at_once)
                self.links += len(found)
                if self.links > MAX_LINKS:
                    raise self._too_much(self.root, f"it needs more than {MAX_STATEMENTS:,} statements")
                for needed in found:
                    keys.append(needed.position)
                    self.pending.append((space, needed))
                    if isinstance(needed.node, ast.Import):
                        self._ask_modules(needed, needed.node, None if needed.name in uses.bare else uses.attributes)
        self._ask_imported(binding, uses)

    def _find(self, user: Binding, name: str, at_once: bool) -> list[Binding]:
        """The statements that give `name` its value where `user` looks it up; none for what nobody binds."""
        position: Position | None = user.position if at_once else None
        scope: Scope | None = user.scope
        here = self.library.file_of(user)
        while scope is not None:
            # The names of a class are not seen from its methods.
            if scope.kind != "class" or at_once:
                found = scope.values(name, position)
                if found:
                    return self._followed(found)
            if scope.kind == "function":
                position = None
            scope = scope.parent
        if name in BUILTINS or (name.startswith("__") and name.endswith("__")):
            return []
        return self._imported_by_star(here, name) or self._elsewhere(here, name) or self._last_resort(here, name)

    def _followed(self, found: list[Binding]) -> list[Binding]:
        """Relative imports cannot be executed outside of their package: what they lead to is taken itself."""
        node = found[0].node if found else None
        if not (isinstance(node, ast.ImportFrom) and node.level):
            return found
        original = next((alias.name for alias in node.names if (alias.asname or alias.name) == found[0].name), "")
        if original != found[0].name:
            return found
        return [
            value
            for _, file in self.library.siblings(self.library.file_of(found[0]), node)
            for value in file.scopes.module.values(original)
        ]

    def _imported_by_star(self, here: File, name: str) -> list[Binding]:
        for star in reversed(here.scopes.module.stars[-MAX_STARS:]):
            for module, file in self.library.siblings(here, star.node):
                values = file.scopes.module.values(name)
                if values and isinstance(star.node, ast.ImportFrom) and star.node.level:
                    return values
                if values:
                    self._ask(module, file, name)
                    return [star]
        return []

    def _elsewhere(self, here: File, name: str) -> list[Binding]:
        """A definition, import or plain constant in another file of the submission: the last file's."""
        for file in reversed(self.library.files.values()):
            if file is not here and name in file.words:
                values = file.scopes.module.values(name)
                if values and all(map(self.library.is_plain, values)):
                    return self._followed(values)
        return []

    def _last_resort(self, here: File, name: str) -> list[Binding]:
        """Star imports of modules unknown here; but a name that stands in broken code is said to be broken."""
        for index, line, problem in self.library.broken_definitions(name):
            where = self.library.location(index, problem.line or line)
            raise Unusable(
                f"`{self.root.name}` needs `{printable(name)}`, which stands in code with a syntax error "
                f"({where}: {printable(problem.message)}).",
                "Repair that code first: Python cannot read it.",
                "syntax_error",
                where,
            )
        stars = here.scopes.module.stars[-MAX_STARS:]
        return [star for star in stars if isinstance(star.node, ast.ImportFrom) and not star.node.level]

    def _ask_imported(self, binding: Binding, uses: Uses) -> None:
        """Asks the siblings that are imported anywhere in a statement for what it takes of them."""
        here = self.library.file_of(binding)
        for node in uses.imports:
            if isinstance(node, ast.ImportFrom):
                for module, file in self.library.siblings(here, node):
                    self._open(module)
                    for alias in node.names:
                        self._ask(module, file, alias.name)
                    if module != node.module or (node.names[0].name == "*" and node is not binding.node):
                        self._ask_all(module, file)
            elif node is not binding.node:
                names = {alias.asname or alias.name.partition(".")[0] for alias in node.names}
                whole = isinstance(binding.node, (ast.If, *TRIES)) or names & uses.bare
                self._ask_modules(binding, node, None if whole else uses.attributes)

    def _ask_modules(self, binding: Binding, node: ast.Import, attributes: frozenset[str] | None) -> None:
        """Asks the siblings of an `import sibling` for the names after the dot, or for all if it is handed on."""
        for module, file in self.library.siblings(self.library.file_of(binding), node):
            self._open(module)
            if attributes is None:
                self._ask_all(module, file)
            for name in sorted(attributes or ()):
                self._ask(module, file, name)

    def _open(self, module: str) -> None:
        """Makes `module` importable, and the packages it is in."""
        parts = module.split(".")
        for count in range(1, len(parts) + 1):
            self.spaces.setdefault(".".join(parts[:count]), {})

    def _ask_all(self, module: str, file: File) -> None:
        for name, bound in list(file.scopes.module.names.items()):
            if self.library.is_plain(bound[-1]):
                self._ask(module, file, name)

    def _ask(self, module: str, file: File, name: str) -> None:
        """Makes sure that `module` will have `name`, if its file binds it."""
        if (module, name) in self.asked:
            return
        self.asked.add((module, name))
        self._open(module)
        values = self._followed(file.scopes.module.values(name)) or self._imported_by_star(file, name)
        if not values and any(self.library.broken_definitions(name, file)):
            self._last_resort(file, name)
        self.pending.extend((module, value) for value in values)

    def _refuse_stray(self, binding: Binding) -> None:
        stray = self.library.file_of(binding).scopes.strays.get(binding.node)
        if stray is None:
            return
        where = self.library.location(binding.unit, stray.lineno)
        raise Unusable(
            f"`{printable(binding.name)}` ends too early: 'return' outside function, in {where}. "
            "The line is not indented as the body is.",
            "Indent this line, and all others that belong to the function, like the body of the function.",
            "return_outside_function",
            where,
        )

    def _refused(self, binding: Binding, error: SyntaxError) -> Unusable:
        where = self.library.location(binding.unit, error.lineno or binding.node.lineno)
        return Unusable(
            f"Python refuses the code of `{printable(binding.name)}` in {where}: {printable(error.msg)}.",
            "Look at that line: run it by itself, and Python says the same.",
            "syntax_error",
            where,
        )

    def _too_much(self, binding: Binding, problem: str) -> Unusable:
        where = self.library.location(binding.unit, binding.node.lineno)
        return Unusable(
            f"`{printable(binding.name)}` in {where} cannot be graded: {problem}.",
            "Write it in fewer and simpler statements.",
            None,
            where,
        )


def _order(steps: dict[Position, Step], keys: list[Position]) -> list[Position]:
    """`keys` in their order, each after what it needs at once, and after what that needs when it is called."""
    done: list[Position] = []
    begun: set[Position] = set()
    ready: set[Position] = set()

    def define(key: Position) -> None:
        if key not in begun:
            begun.add(key)
            for needed in steps[key].at_once:
                make_ready(needed)
            done.append(key)

    def make_ready(key: Position) -> None:
        if key not in ready:
            ready.add(key)
            define(key)
            for needed in steps[key].later:
                make_ready(needed)

    for key in keys:
        define(key)
    return done
