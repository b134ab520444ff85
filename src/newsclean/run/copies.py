"""Near-copies among many articles at once, by the same rule as in a crawl, without its state.

A crawl judges each article when it arrives: it is a copy of the earlier original that it is most
like, or an original itself. Here the articles of a collection are judged in one order, in memory.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from newsclean.run.near import buckets, most_like


class Sketch(msgspec.Struct, frozen=True):
    """What is compared of an article: its row, the key and id it is known by, its signature."""

    row: int
    key: str
    id: str
    signature: tuple[int, ...]


def copies(sketches: Iterable[Sketch]) -> dict[int, str]:
    """Return the rows that are near-copies of one before them, and the id of that original.

    Articles that share no bucket, directly or through others, may be judged apart from each other.
    """
    originals: dict[str, Sketch] = {}
    table: dict[tuple[int, int], list[str]] = {}
    found: dict[int, str] = {}
    for sketch in sketches:
        places = buckets(sketch.signature)
        near = dict.fromkeys(key for place in places for key in table.get(place, ()))
        like = most_like(sketch.signature, ((key, originals[key].signature) for key in near))
        if like is not None:
            found[sketch.row] = originals[like].id
        else:
            name = f"{sketch.key}\0{sketch.row}" if sketch.key in originals else sketch.key
            originals[name] = sketch
            for place in places:
                table.setdefault(place, []).append(name)
    return found
