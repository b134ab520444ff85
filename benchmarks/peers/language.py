"""The language of a page or a text, for peers that must be told and for tables."""

from __future__ import annotations

import re
from html import unescape

_UNSEEN = re.compile(r"(?is)<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)")
_TAG = re.compile(r"<[^>]{0,5000}>")
_MOST = 200_000  # characters of a page; the rest tells nothing new


def page_language(html: str) -> str:
    """Return the two-letter code of a page's language, judged by all words on it."""
    return text_language(unescape(_TAG.sub(" ", _UNSEEN.sub(" ", html[:_MOST]))))


def text_language(text: str) -> str:
    """Return the two-letter code of a text's language by py3langid.

    >>> text_language("The harbour council met on Monday and spoke of the old pier.")
    'en'
    """
    import py3langid  # type: ignore[import-untyped]

    return str(py3langid.classify(text)[0])
