"""Bytes -> head and segments: the page as a tree, walked once."""

from __future__ import annotations

from newsclean.document.collected import Segments
from newsclean.document.head import read_head
from newsclean.document.segment import segment
from newsclean.document.tree import drop_unseen, parse_tree, root_of
from newsclean.kernels import KIND
from newsclean.records import Head


def take_apart_plainly(page: bytes) -> tuple[Head, Segments]:
    """Return what a page in UTF-8 says of itself, and what it is made of."""
    tree = parse_tree(page)
    head = read_head(tree)
    drop_unseen(tree)
    root = root_of(tree)
    return head, segment(root.html or "") if root is not None else Segments()


if KIND == "compiled":
    from newsclean.kernels import walk

    def take_apart(page: bytes) -> tuple[Head, Segments]:
        """Do the same by the compiled kernel."""
        return walk.read(page) or take_apart_plainly(page)
else:
    take_apart = take_apart_plainly
