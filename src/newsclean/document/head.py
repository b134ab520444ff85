"""What a page says of itself outside its text: metas, links, JSON-LD, application state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from newsclean.document.tree import Node, Tree
from newsclean.records import Head

MOST_JSON = 2_000_000
# One walk over the tree for all of them. Links of the head only: what stands in the body may be
# a reader's comment.
_TOLD = (
    "title, html, base[href], meta[content], head link[rel][href], "
    'script[type*="ld+json" i], script[type="application/json"]'
)
NAMING = ("property", "name", "itemprop", "http-equiv")
Attributes = Mapping[str, str | None]


def read_head(tree: Tree) -> Head:
    """Collect titles, metas, links and embedded data of a tree; values as written."""
    found: dict[str, list[Node]] = {}
    for node in tree.css(_TOLD):
        found.setdefault(node.tag or "", []).append(node)
    title, html, base = (next(iter(found.get(n, ())), None) for n in ("title", "html", "base"))
    scripts = [(node.attributes.get("type") or "", node) for node in found.get("script", ())]
    return Head(
        title=" ".join(title.text().split()) if title is not None else None,
        lang=html.attributes.get("lang") if html is not None else None,
        base=base.attributes.get("href") if base is not None else None,
        metas=tuple(pair for node in found.get("meta", ()) for pair in _meta(node.attributes)),
        links=tuple(_link(node.attributes) for node in found.get("link", ())),
        json_ld=_texts(node for kind, node in scripts if "ld+json" in kind.lower()),
        app_state=_texts(node for kind, node in scripts if "ld+json" not in kind.lower()),
    )


def _meta(a: Attributes) -> Iterator[tuple[str, str]]:
    for name in NAMING:
        told = a.get(name)
        if told:
            yield told.lower(), a["content"] or ""


def _link(a: Attributes) -> tuple[str, str, str]:
    return a.get("rel") or "", a.get("href") or "", a.get("type") or a.get("hreflang") or ""


def _texts(nodes: Iterable[Node]) -> tuple[str, ...]:
    texts = (node.text() for node in nodes)
    return tuple(text for text in texts if 2 < len(text) <= MOST_JSON)
