"""Compiled twins of the busiest loops; each has its plain Python beside it and the same results.

`python hatch_build.py` compiles them in a checkout; an installation does it where a C compiler is
at hand. Which of the two runs is asked once, when newsclean is imported: `NEWSCLEAN_KERNELS=plain`
takes the Python ones though others are there. tests/kernels holds each pair to the same output.
"""

from __future__ import annotations

import importlib.util
import os
from typing import Literal

NAMES = (
    "addresses",
    "bounds",
    "choice",
    "contain",
    "describe",
    "inputs",
    "known",
    "lines",
    "links",
    "listener",
    "names",
    "nesting",
    "network",
    "places",
    "shapes",
    "stems",
    "told",
    "utf8",
    "vocabulary",
    "walk",
    "words",
)


def _kind() -> Literal["compiled", "plain"]:
    if os.environ.get("NEWSCLEAN_KERNELS") == "plain":
        return "plain"
    there = all(importlib.util.find_spec(f"newsclean.kernels.{name}") for name in NAMES)
    return "compiled" if there else "plain"


KIND: Literal["compiled", "plain"] = _kind()
