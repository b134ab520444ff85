"""What newsclean loads when the first page asks for it: once a process, so not a page's cost.

Importing is not enough: the model of py3langid takes half a second at its first use, and the
tables of chardet a tenth.
"""

from __future__ import annotations

import importlib

_MODULES = ("ftfy", "htmldate", "trafilatura")


def load_on_demand() -> None:
    """Load all of it, so that no clock that starts afterwards counts it."""
    import chardet
    from py3langid import classify  # type: ignore[import-untyped]

    for module in _MODULES:
        importlib.import_module(module)
    chardet.detect_all("Über Größe".encode("latin-1"))
    classify("It takes long the first time.")
