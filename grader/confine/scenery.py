"""Far side: stand-ins for what only shows things. Plots and progress bars inside a graded function cost nothing.

They are in reach where the real packages are not. Whatever is asked of them answers, and nothing is drawn.
"""

import builtins
import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Iterator
from typing import Any

PACKAGES = frozenset({"matplotlib", "seaborn", "plotly", "tqdm", "IPython", "ipywidgets"})


class Prop:
    """Anything of such a package: called, indexed or asked for more, it gives itself or another of its kind."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Prop(name)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        match self._name:
            case "tqdm" | "tqdm_notebook" if arguments:
                return arguments[0]
            case "trange":
                return range(*arguments)
            case "display":
                print(*arguments)
            case "subplots":
                return self, self
            case "hist":
                return self, self, self
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __getitem__(self, index: object) -> Any:
        return self

    def __setitem__(self, index: object, value: object) -> None:
        pass

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *error: object) -> None:
        pass


class Stage(types.ModuleType):
    """A module all of whose names are Props."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Prop(name)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds `PACKAGES` and their modules where nobody else does."""

    def find_spec(self, name: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if name.partition(".")[0] not in PACKAGES:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return Stage(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        pass


def set_up() -> None:
    """Puts the stand-ins in reach, and `display`, which notebooks have without an import."""
    sys.meta_path.append(Finder())
    builtins.display = Prop("display")  # type: ignore[attr-defined]
