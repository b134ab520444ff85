"""Options, grouped in small frozen objects with equality and repr; no row of booleans anywhere."""

from __future__ import annotations

from typing import Literal

import msgspec

from newsclean._version import __version__
from newsclean.records import Form


class ExtractOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How a page becomes an article.

    `form` insists on html or text instead of telling them apart by content. `labeller` is the
    judge of blocks; `fallback` says when trafilatura may replace it: when unsure, or never.
    `min_words` is the least length of a text that counts as an article.
    """

    form: Form = "auto"
    labeller: Literal["auto", "rules", "model"] = "auto"
    fallback: Literal["unsure", "never"] = "unsure"
    min_words: int = 25


class FetchOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How pages are fetched. Times in seconds, sizes in bytes after decoding.

    `delay` is the pause between two requests to one host, of which one is open at a time;
    `concurrency` bounds the hosts fetched from at once. `allow_hosts` lists hosts and networks
    that may be dialled although they are not public (an intranet).
    """

    user_agent: str = f"newsclean/{__version__} (news article reader)"
    deadline: float = 30.0
    max_bytes: int = 10 * 1024 * 1024
    max_redirects: int = 5
    delay: float = 1.0
    concurrency: int = 16
    allow_hosts: tuple[str, ...] = ()


class RunOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How a batch runs: what to extract and how to fetch it."""

    extract: ExtractOptions = ExtractOptions()
    fetch: FetchOptions = FetchOptions()
