"""Far side: the first lines that run there. Sent as text, with the sources of the few modules that are wanted.

No file of the grader can be read on the far side, and neither can site-packages: what may be imported is given as
one JSON argument, `{"sources": {module: text}, "folders": {package: folder}}`.
"""

import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import sys
import types


class FarFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds modules by their given sources, and packages by their own folders."""

    def __init__(self, sources: dict[str, str], folders: dict[str, str]) -> None:
        self.sources, self.folders = sources, folders

    def find_spec(self, name: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        if name in self.sources:
            return importlib.util.spec_from_loader(name, self, is_package=not self.sources[name])
        if name in self.folders:
            folder = self.folders[name]
            return importlib.util.spec_from_file_location(
                name, folder + "/__init__.py", submodule_search_locations=[folder]
            )
        return None

    def exec_module(self, module: types.ModuleType) -> None:
        name = module.__name__
        exec(compile(self.sources[name], f"<{name}>", "exec"), module.__dict__)


def _settle_surroundings() -> None:
    """What sandlock gives another name, or in another order, each time."""
    given = sorted(os.environ.items())
    os.environ.clear()
    os.environ.update(given)
    if hasattr(os, "uname"):
        system, _, *others = os.uname()
        told = os.uname_result((system, "sandbox", *others))
        os.uname = lambda: told


if __name__ == "__main__":
    _settle_surroundings()
    sys.meta_path.insert(0, FarFinder(**json.loads(sys.argv[1])))
    from grader.confine import warden

    warden.main()
