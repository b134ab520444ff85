"""The block-level elements of a page: what each is called, and which stands in which."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

import msgspec

_NAME = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}")


class Element(msgspec.Struct, frozen=True, gc=False):
    """One block-level element: the index of its parent (-1 at the root), tag and names.

    `names` holds class, id, role, itemprop and data-* values as written, space-separated.
    """

    parent: int
    tag: str
    names: str = ""

    @property
    def tokens(self) -> tuple[str, ...]:
        """The lower-case words of the names, each once."""
        return name_tokens(self.names)


class Elements(Sequence[Element]):
    """The elements of a page in document order, each one's parent before it, kept in columns.

    Most of what asks needs one column of all of them: `parents`, `tags` or `names`, of equal
    length. An `Element` is made where somebody asks for one.

    >>> page = Elements([Element(-1, "body"), Element(0, "p", "lead")])
    >>> page.names, page[1].tag, len(page)
    (['', 'lead'], 'p', 2)
    """

    __slots__ = ("names", "parents", "tags")

    def __init__(self, elements: Iterable[Element] = ()) -> None:
        self.parents: list[int] = []
        self.tags: list[str] = []
        self.names: list[str] = []
        for element in elements:
            self.add(element.parent, element.tag, element.names)

    def add(self, parent: int, tag: str, names: str) -> int:
        """Add an element; return its index."""
        self.parents.append(parent)
        self.tags.append(tag)
        self.names.append(names)
        return len(self.tags) - 1

    @overload
    def __getitem__(self, index: int) -> Element: ...
    @overload
    def __getitem__(self, index: slice) -> list[Element]: ...
    def __getitem__(self, index: int | slice) -> Element | list[Element]:
        """Return one element, or a list of some."""
        if isinstance(index, slice):
            return list(map(Element, self.parents[index], self.tags[index], self.names[index]))
        return Element(self.parents[index], self.tags[index], self.names[index])

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.tags)

    def __iter__(self) -> Iterator[Element]:
        """Yield all in document order."""
        return map(Element, self.parents, self.tags, self.names)

    def __eq__(self, other: object) -> bool:
        """Return whether these are the same elements."""
        if not isinstance(other, Elements):
            return NotImplemented
        return (self.parents, self.tags, self.names) == (other.parents, other.tags, other.names)

    __hash__ = None  # type: ignore[assignment]  # lists have none

    def __repr__(self) -> str:
        """Show the elements one by one."""
        return f"Elements({list(self)!r})"


@functools.lru_cache(maxsize=4096)
def name_tokens(names: str) -> tuple[str, ...]:
    """Split class, id and data names into lower-case words, each once; pages repeat them much.

    >>> name_tokens("articleBody story-text main_col")
    ('article', 'body', 'story', 'text', 'main', 'col')
    """
    return tuple(dict.fromkeys(t.lower() for t in _NAME.findall(names)))
