"""The block-level elements of a page: what each is called, and which stands in which."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

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


class Elements(msgspec.Struct):
    """The elements of a page in document order, each one's parent before it, kept in columns.

    Most of what asks needs one column of all of them: `parents`, `tags` or `names`, of equal
    length. An `Element` is made where somebody asks for one.

    >>> page = Elements.of([Element(-1, "body"), Element(0, "p", "lead")])
    >>> page.names, page[1].tag, len(page)
    (['', 'lead'], 'p', 2)
    """

    parents: list[int] = []
    tags: list[str] = []
    names: list[str] = []

    @classmethod
    def of(cls, elements: Iterable[Element]) -> Elements:
        """Return these elements as columns."""
        kept = cls()
        for element in elements:
            kept.add(element.parent, element.tag, element.names)
        return kept

    def add(self, parent: int, tag: str, names: str) -> int:
        """Add an element; return its index."""
        self.parents.append(parent)
        self.tags.append(tag)
        self.names.append(names)
        return len(self.tags) - 1

    def __getitem__(self, index: int) -> Element:
        """Return one element."""
        return Element(self.parents[index], self.tags[index], self.names[index])

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.tags)

    def __iter__(self) -> Iterator[Element]:
        """Yield all in document order."""
        return map(Element, self.parents, self.tags, self.names)

    def __contains__(self, element: object) -> bool:
        """Return whether one is there that is equal."""
        return any(one == element for one in self)


@functools.lru_cache(maxsize=4096)
def name_tokens(names: str) -> tuple[str, ...]:
    """Split class, id and data names into lower-case words, each once; pages repeat them much.

    >>> name_tokens("articleBody story-text main_col")
    ('article', 'body', 'story', 'text', 'main', 'col')
    """
    return tuple(dict.fromkeys(t.lower() for t in _NAME.findall(names)))
