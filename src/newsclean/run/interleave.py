"""Taking turns: one of each queue after the other, so that no host holds the others up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def interleaved(queues: Iterable[Iterable[T]]) -> Iterator[T]:
    """Yield the first of each queue, then the second of each, and so on.

    >>> list(interleaved([[1, 2, 3], [4], [5, 6]]))
    [1, 4, 5, 2, 6, 3]
    """
    waiting = [iter(queue) for queue in queues]
    while waiting:
        going = []
        for queue in waiting:
            try:
                yield next(queue)
            except StopIteration:
                continue
            going.append(queue)
        waiting = going
