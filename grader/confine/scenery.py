"""Far side: stand-ins for what only shows things. Plots and progress bars inside a graded function cost nothing.

They are in reach where the real packages are not. Whatever is asked of them answers, and nothing is drawn.
"""

import builtins
import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

PACKAGES = frozenset({"matplotlib", "seaborn", "plotly", "tqdm", "IPython", "ipywidgets"})


class Prop:
    """Anything of such a package: called, indexed, counted with or asked for more, it gives itself or one of its kind.

    As several things it is one: `line, = plt.plot(x)`.
    """

    def __init__(self, name: str, of_module: bool = False) -> None:
        self._name, self._of_module = name, of_module

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Prop(name)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        match self._name:
            case "tqdm" | "tqdm_notebook":
                return Bar(arguments[0] if arguments else options.get("iterable", ()))
            case "trange":
                return Bar(range(*arguments))
            case "display":
                print(*arguments)
            case "subplots":
                axes = _axes(*arguments[:2], **options)
                return (self, axes) if self._of_module else axes
            case "hist":
                return self, self, self
            case "get_xlim" | "get_ylim":
                return 0.0, 1.0
            case "xlim" | "ylim" if not arguments and not options:
                return 0.0, 1.0
        return self

    def __iter__(self) -> Iterator[Any]:
        return iter((self,))

    def __len__(self) -> int:
        return 1

    def __bool__(self) -> bool:
        return True

    def __float__(self) -> float:
        return 1.0

    def __getitem__(self, index: object) -> Any:
        return self

    def __setitem__(self, index: object, value: object) -> None:
        pass

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def _with(self, other: object) -> Any:
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _with


class Bar(Prop):
    """A progress bar, which gives what it is put around."""

    def __init__(self, iterable: Iterable[Any]) -> None:
        super().__init__("bar")
        self.iterable = iterable

    def __iter__(self) -> Iterator[Any]:
        return iter(self.iterable)

    def __len__(self) -> int:
        return len(self.iterable)  # type: ignore[arg-type]


def _axes(nrows: int = 1, ncols: int = 1, **options: Any) -> Any:
    """As many as there would be: one by itself, or an array of them."""
    grid = np.empty((nrows, ncols), object)
    for place in np.ndindex(nrows, ncols):
        grid[place] = Prop("axes")
    return grid.squeeze() if grid.size > 1 else grid[0, 0]


class Stage(types.ModuleType):
    """A module all of whose names are Props."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Prop(name, of_module=True)


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
