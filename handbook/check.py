"""The built site -> what is wrong with it that Zensical's check of links in Markdown does not see.

Pictures, links in raw HTML, and anything that a browser would load from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from selectolax.lexbor import LexborHTMLParser

_LOADED = {"script": "src", "img": "src", "iframe": "src", "link": "href", "source": "src"}


def problems(site: Path) -> list[str]:
    """Return a sentence for each link, anchor or picture of the site that leads nowhere.

    Also for each thing that a page would load from another place than the site.
    """
    pages = {path: LexborHTMLParser(path.read_bytes()) for path in sorted(site.rglob("*.html"))}
    ids = {path: _ids(tree) for path, tree in pages.items()}
    found: list[str] = []
    for path, tree in pages.items():
        if path.name == "404.html":  # served for any address: its links count from the root
            continue
        name = path.relative_to(site)
        found += [f"{name}: {said}" for said in _remote(tree)]
        found += [f"{name}: {said}" for said in _broken(path, tree, site, ids)]
    return found


def _ids(tree: LexborHTMLParser) -> set[str]:
    return {value for node in tree.css("[id]") if (value := node.attributes["id"])}


def _remote(tree: LexborHTMLParser) -> Iterator[str]:
    for tag, attribute in _LOADED.items():
        for node in tree.css(f"{tag}[{attribute}]"):
            address = node.attributes[attribute] or ""
            rel = node.attributes.get("rel")
            if urlsplit(address).netloc and rel not in ("canonical", "next", "prev"):
                yield f"loads {address}"


def _broken(
    path: Path, tree: LexborHTMLParser, site: Path, ids: dict[Path, set[str]]
) -> Iterator[str]:
    for attribute in ("href", "src"):
        for node in tree.css(f"[{attribute}]"):
            address = node.attributes[attribute] or ""
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            plain, anchor = urldefrag(address)
            target = (path.parent / unquote(plain.partition("?")[0])).resolve() if plain else path
            if target.is_dir():
                target /= "index.html"
            if not target.is_relative_to(site.resolve()) or not target.exists():
                yield f"{address} leads nowhere"
            elif anchor and target in ids and unquote(anchor) not in ids[target]:
                yield f"{address}: there is no such anchor"
