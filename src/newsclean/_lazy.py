"""Public functions that are loaded at first use, from modules that are not cheap to import."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

HOMES = {
    "clean": "newsclean.run.library",
    "extract": "newsclean.run.library",
    "extract_text": "newsclean.run.library",
    "article_schema": "newsclean.schema",
}


class Package(ModuleType):
    """A package whose public functions win over submodules of the same name.

    The import system sets each submodule as an attribute of its package, so that the package
    `newsclean.extract` would take the place of the function as soon as it is imported.
    """

    def __getattr__(self, name: str) -> object:
        """Load a function at first use."""
        if name not in HOMES:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        found = getattr(import_module(HOMES[name]), name)
        self.__dict__[name] = found
        return found

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *HOMES})


def make_lazy(name: str) -> None:
    """Make the package of this name such a one (`__class__` of a module may be set, PEP 562)."""
    sys.modules[name].__class__ = Package
