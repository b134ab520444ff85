"""A block for SITES.toml, written from what a site offers."""

from __future__ import annotations

import json
import sys
from urllib.parse import urlsplit

from newsclean.cli.logs import escaped
from newsclean.options import FetchOptions
from newsclean.run.discover import Discovered, FoundSource, discover


def discover_command(url: str, options: FetchOptions) -> int:
    """Print a block for SITES.toml; return 1 where nothing was found."""
    found = discover(url, options)
    if found.problem:
        sys.stderr.write(f"newsclean sites: {escaped(found.home)}: {escaped(found.problem)}\n")
        return 1
    sys.stdout.write(block(found))
    return 0


def block(found: Discovered) -> str:
    """Return a [[sites]] block; comments say what each source listed."""
    name = (urlsplit(found.home).hostname or found.home).removeprefix("www.")
    lines = ["[[sites]]", f"name = {_text(name)}"]
    if found.article_links:
        links = f"  # {found.article_links} links look like articles"
        lines.append(f"home = {_text(found.home)}{links}")
    lines += _listed("feeds", found.feeds)
    lines += _listed("sitemaps", found.sitemaps)
    return "\n".join(lines) + "\n"


def _listed(key: str, sources: tuple[FoundSource, ...]) -> list[str]:
    if not sources:
        return []
    rows = [f"    {_text(source.url)},  # {_what(source)}" for source in sources]
    return [f"{key} = [", *rows, "]"]


def _what(source: FoundSource) -> str:
    what = f"{source.pages} pages" if source.pages or not source.parts else ""
    parts = f"{source.parts} further sitemaps" if source.parts else ""
    newest = f"newest {source.newest}" if source.newest else ""
    return ", ".join(said for said in (what, parts, newest) if said)


def _text(value: str) -> str:
    """Write a TOML basic string, which JSON's ASCII form is."""
    return json.dumps(value)
