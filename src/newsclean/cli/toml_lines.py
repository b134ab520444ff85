"""Where a key stands in a TOML file; the parser of the standard library keeps no places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

_TABLE = re.compile(r"^\s*\[(\[?)\s*([\w.\"' -]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*(?:=|\.)""")


def line_of(text: str, keys: Sequence[str]) -> int:
    r"""Return the line (from 1) of the deepest of these keys that can be found.

    >>> line_of('[crawl]\nstate = "a"\n[[sites]]\nname = "x"', ["sites", "[0]", "name"])
    4
    """
    wanted = [key for key in keys if key != "[...]"]
    best, depth = 1, 0
    for number, path in _places(text):
        common = _common(path, wanted)
        if common > depth:
            best, depth = number, common
    return best


def _places(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each line that names something, with the path of what it names."""
    table: list[str] = []
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        head = _TABLE.match(line)
        if head:
            table = _within(head[2].replace('"', "").replace("'", "").split("."), counts)
            if head[1]:
                name = ".".join(table)
                counts[name] = counts.get(name, -1) + 1
                yield number, table
                table = [*table, f"[{counts[name]}]"]
            yield number, table
            continue
        key = _KEY.match(line)
        if key:
            yield number, [*table, key[1] or key[2] or key[3]]


def _within(names: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """Put in the number of each array of tables that a table's name passes through.

    >>> _within(["site", "fields"], {"site": 2})
    ['site', '[2]', 'fields']
    """
    path: list[str] = []
    for place, name in enumerate(names):
        path.append(name.strip())
        at = ".".join(path)
        if at in counts and place < len(names) - 1:
            path.append(f"[{counts[at]}]")
    return path


def _common(path: Sequence[str], wanted: Sequence[str]) -> int:
    if len(path) > len(wanted):
        return 0
    return len(path) if list(path) == list(wanted[: len(path)]) else 0
