"""How deep a page's tags stand in each other, counted exactly: every tag, in its order."""

from __future__ import annotations

import re
from typing import Literal

from newsclean.kernels import KIND

Over = Literal["", "depth", "formatting"]

FORMATTING = frozenset(b"a b big code em font i nobr s small strike strong tt u".split())
NO_DEPTH = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li option dd dt tr td "
    b"th tbody thead tfoot optgroup html head body a".split()
)
LONGEST_NAME = 31
_TAG = re.compile(rb"<(/?[a-z][a-z0-9:-]{0,%d})" % (LONGEST_NAME - 1))


def tags_of(page: bytes) -> list[bytes]:
    """Return the names of all tags in small letters, cut at 31, those of closing ones with a slash.

    >>> tags_of(b"<DIV class=x>a</div><1>")
    [b'div', b'/div']
    """
    return _TAG.findall(page.lower())


def nesting_plainly(page: bytes, most_deep: int, most_formatting: int) -> Over:
    """Return which limit is passed first: elements in each other, formatting tags left open.

    A closing tag closes one of its name, wherever it stands; empty where no limit is passed.

    >>> nesting_plainly(b"<div><DIV></div><div><p>", 1, 9), nesting_plainly(b"<b>x</b><b>y", 9, 1)
    ('depth', '')
    """
    opened: dict[bytes, int] = {}
    depth = formatting = 0
    for tag in tags_of(page):
        if tag[:1] != b"/":
            opened[tag] = opened.get(tag, 0) + 1
            depth += tag not in NO_DEPTH
            formatting += tag in FORMATTING
            if depth > most_deep:
                return "depth"
            if formatting > most_formatting:
                return "formatting"
        elif opened.get(name := tag[1:], 0):
            opened[name] -= 1
            depth -= name not in NO_DEPTH
            formatting -= name in FORMATTING
    return ""


if KIND == "compiled":
    from newsclean.kernels import nesting as kernel

    def nesting(page: bytes, most_deep: int, most_formatting: int) -> Over:
        """Do the same by the compiled kernel, which gives up on pages of very many names."""
        over = kernel.nesting(page, most_deep, most_formatting)
        return nesting_plainly(page, most_deep, most_formatting) if over is None else over
else:
    nesting = nesting_plainly
