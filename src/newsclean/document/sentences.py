"""Lines that hold a whole page: cut at sentences, at separators and after dates.

The pieces are marked `joined`, so that kept neighbours become one paragraph again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsclean.document.lines import Line, has_word

_HUGE = 3000
_FEW_LINES, _LONG = 8, 400
# an end of a sentence, e.g. 'It rained. "Then', "下雨了。然后"; or a separator, e.g. "Home | Sport"
_END = re.compile(
    r"(?<=[.!?…])[\"'”’»)\]]{0,3}\s+(?=[\"'“‘«„(\[]{0,2}[^\W_a-z])"
    r"|(?<=[。！？])[”」』）]{0,2}"
    r"|(?<=[।؟])\s*"
    r"|\s+[|•·»›©]\s+"
)
# "Mr. Smith", "J. Smith", "St. Ives": a short word before the point does not end a sentence
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[^\W\d_]|[A-Z][a-z]{1,2})\.$")
_MAX_PIECE = 20_000


def split_long(lines: list[Line]) -> list[Line]:
    """Cut lines that are too long for a paragraph into sentences, marked as joined."""
    limit = _LONG if len(lines) < _FEW_LINES else _HUGE
    return [
        piece for line in lines for piece in (_pieces(line) if len(line.text) > limit else (line,))
    ]


def _pieces(line: Line) -> Iterator[Line]:
    joined = False
    for text in _sentences(line.text):
        yield line._replace(text=text, joined=joined, apart=line.apart and not joined, raw="")
        joined = True


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        piece = text[start : end.end()].strip()
        if _ABBREVIATION.search(piece[-6:]) or not has_word(piece):
            continue
        yield from _bounded(piece)
        start = end.end()
    rest = text[start:].strip()
    if rest:
        yield from _bounded(rest)


def _bounded(piece: str) -> Iterator[str]:
    """Yield a piece in parts of bounded length, for text without any mark."""
    for i in range(0, len(piece), _MAX_PIECE):
        yield piece[i : i + _MAX_PIECE]
