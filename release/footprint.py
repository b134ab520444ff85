"""What newsclean weighs once it is installed: `python -m release.footprint ENVIRONMENT`.

Measured on a real environment, file by file as each package's RECORD lists them; byte code, which
the machine writes later, is left out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import NamedTuple


class Weight(NamedTuple):
    """One installed package and the bytes of its files."""

    name: str
    version: str
    size: int


def weigh(environment: Path) -> list[Weight]:
    """Return the packages of a virtual environment, heaviest first, but for its installers."""
    [site] = environment.glob("lib/python*/site-packages")
    found = (_weight(one) for one in distributions(path=[str(site)]))
    own = (one for one in found if one.name not in ("pip", "setuptools", "wheel"))
    return sorted(own, key=lambda one: (-one.size, one.name))


def table(weights: Iterable[Weight]) -> str:
    """Return the packages as lines of text, with their number and sum below."""
    rows = list(weights)
    lines = [f"{one.size / 1e6:8.1f} MB  {one.name} {one.version}" for one in rows]
    total = sum(one.size for one in rows) / 1e6
    return "\n".join([*lines, f"{total:8.1f} MB  {len(rows)} packages"])


def _weight(one: Distribution) -> Weight:
    paths = (Path(str(one.locate_file(file))) for file in one.files or ())
    size = sum(path.stat().st_size for path in paths if path.suffix != ".pyc" and path.is_file())
    return Weight(one.metadata["Name"].lower(), one.version, size)


if __name__ == "__main__":
    sys.stdout.write(table(weigh(Path(sys.argv[1]))) + "\n")
