"""Selectors of site rules, matched against a document's element records.

A documented part of CSS: `div`, `*`, `.name`, `#name`, `[role=name]`, `[data-x="name"]`, several
of these together (`div.story#main`), and two combinators: a blank (anywhere below) and `>`
(directly below). A comma separates selectors. Elements are the block-level ones; records keep
class, id, role, itemprop and data words as one set of names, so `.lead`, `#lead` and
`[itemprop=lead]` ask for the same word. Names are compared as written, tags in any case.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Literal, NamedTuple

from newsclean.records import Element

# One simple selector: e.g. .story-body, #main, [role=main], [itemprop="articleBody"], div, *
_SIMPLE = re.compile(
    r"""[.#](?P<name>-?[\w\u0080-\U0010ffff][\w\u0080-\U0010ffff-]*)
    |\[(?P<attribute>[\w:-]+)=(?:"(?P<double>[^"]+)"|'(?P<single>[^']+)'|(?P<bare>[\w:.-]+))\]
    |(?P<tag>\*|[A-Za-z][A-Za-z0-9-]*)""",
    re.X,
)
_LONGEST = 500


class SelectorError(ValueError):
    """A selector that is none; the message says what is wrong where."""


class Compound(NamedTuple):
    """What one element must be: a tag or None for any, and names that it must all have.

    `attributes` are the names that were asked for as [attribute=name], for `<meta>` and alike.
    `step` says how it hangs below the compound before.
    """

    tag: str | None
    names: frozenset[str]
    attributes: tuple[tuple[str, str], ...]
    step: Literal["below", "child"]


Path = tuple[Compound, ...]


@functools.lru_cache(maxsize=1024)
def parse_selector(text: str) -> tuple[Path, ...]:
    """Return the paths of a selector, one for each part between commas; SelectorError.

    >>> [c.tag for c in parse_selector("article > p.lead")[0]]
    ['article', 'p']
    """
    if len(text) > _LONGEST:
        raise SelectorError(f"longer than {_LONGEST} characters")
    return tuple(_path(part) for part in _split(text))


def _split(text: str) -> list[str]:
    """Cut at commas that are not inside brackets."""
    parts = re.split(r",(?![^\[]*\])", text)
    if not all(part.strip() for part in parts):
        raise SelectorError(f"an empty selector in {text!r}")
    return parts


def _path(text: str) -> Path:
    compounds: list[Compound] = []
    step: Literal["below", "child"] = "below"
    pending = False
    for piece in re.findall(r">|(?:\[[^\]]*\]?|[^\s>\[])+", text):
        if piece == ">":
            if pending or not compounds:
                raise SelectorError(f"nothing before > in {text.strip()!r}")
            step, pending = "child", True
        else:
            compounds.append(_compound(piece, step))
            step, pending = "below", False
    if pending:
        raise SelectorError(f"nothing after > in {text.strip()!r}")
    return tuple(compounds)


def _compound(text: str, step: Literal["below", "child"]) -> Compound:
    tag: str | None = None
    names: list[str] = []
    attributes: list[tuple[str, str]] = []
    at = 0
    while at < len(text):
        found = _SIMPLE.match(text, at)
        if not found or (found["tag"] and at):
            raise SelectorError(
                f"cannot read {text[at:]!r} in {text!r}; known are tag, .name, #name, "
                "[attribute=name], a blank and >"
            )
        if found["attribute"]:
            value = found["double"] or found["single"] or found["bare"]
            attributes.append((found["attribute"].lower(), value))
        elif found["name"]:
            names.append(found["name"])
        elif found["tag"] != "*":
            tag = found["tag"].lower()
        at = found.end()
    return Compound(tag, frozenset(names), tuple(attributes), step)


def fits(compound: Compound, tag: str, names: str) -> bool:
    """Return whether an element of this tag and these names is what a compound asks for."""
    if compound.tag is not None and compound.tag != tag:
        return False
    if not compound.names and not compound.attributes:
        return True
    words = set(names.split())
    asked = (word for _, value in compound.attributes for word in value.split())
    return compound.names <= words and words.issuperset(asked)


def matching(elements: Collection[Element], paths: Iterable[Path]) -> list[bool]:
    """Tell for each element (parents first) whether any of the paths ends at it; linear."""
    found = [False] * len(elements)
    for path in paths:
        reached = _ends(elements, path)
        found = [a or b for a, b in zip(found, reached, strict=True)]
    return found


def _ends(elements: Collection[Element], path: Path) -> list[bool]:
    before: list[bool] | None = None
    for compound in path:
        if before is not None and compound.step == "below":
            before = below(elements, before)
        before = [
            fits(compound, element.tag, element.names)
            and (before is None or (element.parent >= 0 and before[element.parent]))
            for element in elements
        ]
    return before or [False] * len(elements)


def below(elements: Collection[Element], marked: Sequence[bool]) -> list[bool]:
    """Tell for each element whether it or an element around it is marked."""
    out: list[bool] = []
    for element, mark in zip(elements, marked, strict=True):
        out.append(mark or (element.parent >= 0 and out[element.parent]))
    return out
