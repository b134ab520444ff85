"""What a page says of itself outside its text: metas, links, JSON-LD, application state."""

from __future__ import annotations

from newsclean.document.tree import Tree
from newsclean.records import Head

_MOST_JSON = 2_000_000


def read_head(tree: Tree) -> Head:
    """Collect titles, metas, links and embedded data of a tree; values as written."""
    title = tree.css_first("title")
    html = tree.css_first("html")
    base = tree.css_first("base[href]")
    return Head(
        title=" ".join(title.text().split()) if title is not None else None,
        lang=html.attributes.get("lang") if html is not None else None,
        base=base.attributes.get("href") if base is not None else None,
        metas=_metas(tree),
        links=_links(tree),
        json_ld=_scripts(tree, 'script[type*="ld+json" i]'),
        app_state=_scripts(tree, 'script[type="application/json"]'),
    )


def _metas(tree: Tree) -> tuple[tuple[str, str], ...]:
    found = []
    for node in tree.css("meta[content]"):
        a = node.attributes
        for name in ("property", "name", "itemprop", "http-equiv"):
            if a.get(name):
                found.append(((a[name] or "").lower(), a["content"] or ""))
    return tuple(found)


def _links(tree: Tree) -> tuple[tuple[str, str, str], ...]:
    """Return the links of the head only: what stands in the body may be a reader's comment."""
    return tuple(
        (a.get("rel") or "", a.get("href") or "", a.get("type") or a.get("hreflang") or "")
        for a in (node.attributes for node in tree.css("head link[rel][href]"))
    )


def _scripts(tree: Tree, selector: str) -> tuple[str, ...]:
    texts = (node.text() for node in tree.css(selector))
    return tuple(text for text in texts if 2 < len(text) <= _MOST_JSON)
