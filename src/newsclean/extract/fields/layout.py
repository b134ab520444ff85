"""Where things stand on a page: the article and what is around it, headings, links, names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress, count
from operator import itemgetter

from newsclean.extract.fields.cached import cached_property
from newsclean.extract.fields.folding import fold
from newsclean.extract.fields.namesigns import COMMENT, Sign, Telling, named_for, telling
from newsclean.extract.fields.standing import called, headed, link_places
from newsclean.records import Block, Document, Image, Labelling, Link

_LONG = 150
_BELOW, _BEFORE, _BESIDE = 12, 8, 3
_INDEX = itemgetter(0)
_AROUND = 4  # an element and three around it


class Layout:
    """A document's blocks and elements, labelled, with what several fields ask of their places."""

    def __init__(self, document: Document, labelling: Labelling) -> None:
        self.document = document
        self.labelling = labelling
        self._comment: dict[int, bool] = {}
        self._named: dict[Sign, frozenset[str]] = {}
        # the parts of lines that may hold a date; `shown` fills it
        self.dated: dict[int, list[tuple[str, bool]]] = {}
        self.title_block = 0  # where the headline is shown; `find_title` says so
        self.images: tuple[Image, ...] = ()  # the images of the content; `find_images` says which

    @cached_property
    def kept(self) -> list[int]:
        """The indices of the article's blocks; those of long paragraphs where none was kept."""
        kept = list(compress(count(), self.labelling.keep))
        if not kept and self.labelling.texts is not None:
            chosen = {fold(b.text) for b in self.labelling.texts}
            kept = [i for i, b in enumerate(self.document.blocks) if fold(b.text) in chosen]
        return kept or [
            i
            for i, b in enumerate(self.document.blocks)
            if len(b.text) > _LONG and b.link_chars < len(b.text) / 3
        ]

    @cached_property
    def start(self) -> int:
        """The index of the first block of the article."""
        return self.kept[0] if self.kept else len(self.document.blocks)

    @cached_property
    def end(self) -> int:
        """The index after the last block of the article."""
        return self.kept[-1] + 1 if self.kept else len(self.document.blocks)

    @cached_property
    def zone(self) -> dict[int, None]:
        """The blocks around the headline and before the article, in the order to look.

        Ask only once `title_block` is known.
        """
        title, start = self.title_block, self.start
        size = len(self.document.blocks)
        below = range(title, min(size, title + _BELOW + 1))
        before = range(max(0, start - _BEFORE), min(size, start + 1))
        above = range(title - 1, max(-1, title - 5), -1)
        return dict.fromkeys((*below, *above, *before))

    @cached_property
    def heads(self) -> list[tuple[int, Block]]:
        """Index and block of the headings of all levels."""
        blocks = self.document.blocks
        return [(i, blocks[i]) for i in headed(blocks)]

    def heads_within(self, first: int, last: int) -> list[tuple[int, Block]]:
        """Return index and block of the headings from one block to another, both included."""
        low = bisect_left(self.heads, first, key=_INDEX)
        return self.heads[low : bisect_right(self.heads, last, key=_INDEX)]

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        """Index and text of the level-one headings."""
        return [(i, b.text) for i, b in self.heads if b.level == 1]

    def is_comment(self, block: int) -> bool:
        """Return whether a block stands in comments or in a list of other articles.

        The names of its element, or of one of the three around it, say so.
        """
        names, blocks = self.named(COMMENT), self.document.blocks
        if not names or block >= len(blocks):
            return False
        place = first = blocks[block].element
        said = self._comment.get(first)
        if said is None:
            elements = self.document.elements
            said = False
            for _ in range(_AROUND):
                if place < 0 or said:
                    break
                said = elements.names[place] in names
                place = elements.parents[place]
            self._comment[first] = said
        return said

    def is_apart(self, block: int) -> bool:
        """Return whether a block stands among comments or teasers, and not beside the headline."""
        return abs(block - self.title_block) > _BESIDE and self.is_comment(block)

    def chain(self, block: int) -> Iterator[tuple[str, str]]:
        """Yield tag and names of a block's element and of those around it."""
        elements = self.document.elements
        place = self.document.blocks[block].element if elements else -1
        while place >= 0:
            yield elements.tags[place], elements.names[place]
            place = elements.parents[place]

    @cached_property
    def related(self) -> list[Link]:
        """The links that say how they are related (rel)."""
        return [link for link in self.document.links if link.rel]

    @cached_property
    def _link_places(self) -> list[int] | None:
        """The blocks of the links; None where links in links are out of their order."""
        return link_places(self.document.links)

    def links_within(self, low: int, high: int) -> Sequence[Link]:
        """Return the links from one block to another, that one with them, in order."""
        links, places = self.document.links, self._link_places
        if places is None:
            return [link for link in links if low <= link.block <= high]
        return links[bisect_left(places, low) : bisect_right(places, high)]

    @cached_property
    def _telling(self) -> Telling:
        """The names of elements that may be for anything that is asked for."""
        return telling(self.document.elements.names)

    def named(self, sign: Sign) -> frozenset[str]:
        """Return the names, of those that elements have, that are for something."""
        found = self._named.get(sign)
        if found is None:
            found = self._named[sign] = named_for(sign, self._telling)
        return found

    def called(self, places: Iterable[int], sign: Sign, tag: str, height: int = 1) -> list[int]:
        """Return those of the blocks whose element is of a tag, or named for something.

        `height` is how many are asked: its own, and those around it.
        """
        part = self.document.elements
        hits, blocks = self.named(sign), self.document.blocks
        return called(places, blocks, part.parents, part.tags, part.names, hits, tag, height)

    def within(self, sign: Sign) -> Callable[[int], bool] | None:
        """Return what tells of an element whether it, or one around it, is named for something.

        None where no element is.
        """
        hits = self.named(sign)
        if not hits:
            return None
        parents, names = self.document.elements.parents, self.document.elements.names
        known = {-1: False}

        def is_within(place: int) -> bool:
            passed: list[int] = []
            while place not in known:
                if names[place] in hits:
                    known[place] = True
                    break
                passed.append(place)
                place = parents[place]
            said = known[place]
            for below in passed:
                known[below] = said
            return said

        return is_within
