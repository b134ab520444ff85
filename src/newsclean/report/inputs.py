"""A file of a report -> a run's summary or lines of articles, told apart by what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

import msgspec

from newsclean.report.collection import SeenArticle
from newsclean.report.page import plain
from newsclean.run.tally import Summary

_LOOKED_AT = 1000  # lines: the first may be damaged
_LARGEST_SUMMARY = 64 << 20
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class InputError(Exception):
    """A file is neither articles nor a run's summary."""


def run_or_articles(file: BinaryIO) -> Summary | Iterator[bytes]:
    """Return the summary that a file is, or the lines of one that holds an article.

    Reads once from front to back, so a pipe will do; an empty file holds no lines.

    Raises:
        InputError: it is neither.
    """
    head: list[bytes] = []
    for line in islice(file, _LOOKED_AT):
        head.append(line)
        if _is_article(line):
            return chain(head, file)
    text = b"".join(head) + file.read(_LARGEST_SUMMARY)
    if not text.strip():
        return iter(())
    try:
        return msgspec.json.decode(text, type=Summary)
    except _UNREADABLE as error:
        raise InputError(
            "neither articles, a JSON object a line as `newsclean clean` writes them, nor the "
            f"summary of a run as `newsclean crawl` writes it ({plain(str(error))}); "
            "rejections go with --rejects"
        ) from error


def _is_article(line: bytes) -> bool:
    try:
        msgspec.json.decode(line, type=SeenArticle)
    except _UNREADABLE:
        return False
    return True
