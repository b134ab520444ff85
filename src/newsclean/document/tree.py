"""Text -> tree, by lexbor (the only importer of selectolax).

The tree never leaves this package: `segment` walks it once and keeps records only, so a
document can cross to another process and be shown by the explain page as it was judged.
"""

from __future__ import annotations

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

Node = LexborNode
Tree = LexborHTMLParser

# Never article text: program text, form controls, drawings, and copies for other media.
UNSEEN = [
    "style",
    "script",
    "noscript",
    "svg",
    "template",
    "button",
    "select",
    "option",
    "textarea",
    "canvas",
    "map",
]


def parse_tree(html: str | bytes) -> Tree:
    """Parse HTML (bytes are UTF-8) into a tree by the WHATWG algorithm; any text gives a tree."""
    return LexborHTMLParser(html, options=LexborDocumentOptions.WO_EVENTS)


def drop_unseen(tree: Tree) -> None:
    """Remove the elements whose text no reader sees as text, in place."""
    tree.strip_tags(UNSEEN)


def root_of(tree: Tree) -> Node | None:
    """Return the element that holds the page: body, else the document element.

    A late `<frameset>` takes the body out of the tree (WHATWG HTML, "in body").
    """
    body = tree.body
    return body if body is not None and body.parent is not None else tree.root
