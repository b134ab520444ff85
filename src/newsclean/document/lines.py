"""Text -> lines: line ends of every system, indentation in columns, bullets, blank lines."""

from __future__ import annotations

import re
from typing import NamedTuple

# ends of lines and pages: CRLF, CR, VT, FF, NEL, LS, PS, e.g. "one\r\ntwo\u2028three"
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
# "* Home", "•Home"; "- Home" and "1. Home" stay whole: a dash may open speech, a number is text
_BULLET = re.compile(r"[*·○■□]\s+(?=\S)|[•▪◦‣●►▶]\s*(?=\S)")
# deeper lists of inscriptis: "+ Home", "o Home"; only where the line is indented
_DEEP_BULLET = re.compile(r"[+o]\s+(?=\S)")
_INVISIBLE = re.compile(r"[\ufeff\u200b\u2060\x00]")
_WORD = re.compile(r"\w")
_SPACES = re.compile(r"\s+")
TAB = 8
MAX_INDENT = 400


class Line(NamedTuple):
    """One line of the dump. `raw` keeps inner runs of spaces until columns were looked for."""

    text: str
    indent: int = 0
    apart: bool = False
    bullet: bool = False
    joined: bool = False
    raw: str = ""


def squeeze(text: str) -> str:
    r"""Return the text with each run of white space as one blank.

    >>> squeeze(" a \t b ")
    'a b'
    """
    return _SPACES.sub(" ", text).strip()


def read_lines(text: str) -> list[Line]:
    """Cut text at its line ends; lines without a letter or digit only set the next one apart.

    A line of bare punctuation such as "," is kept: it may belong to a sentence cut in pieces.
    """
    lines: list[Line] = []
    apart = True
    for raw in _BREAK.split(_INVISIBLE.sub("", text)):
        line = _line(raw.rstrip(), apart)
        if line is None:
            apart = True
            continue
        lines.append(line)
        apart = False
    return lines


def _line(raw: str, apart: bool) -> Line | None:
    body = raw.lstrip()
    if not body or (len(body) < 3 and body in "*+-–•·"):
        return None
    indent = _indent(raw[: len(raw) - len(body)])
    match = _BULLET.match(body) or (_DEEP_BULLET.match(body) if indent else None)
    if match:
        body = body[match.end() :]
    return Line(squeeze(body), indent, apart, match is not None, False, body)


def _indent(space: str) -> int:
    return min(MAX_INDENT, len(space.expandtabs(TAB)))


def has_word(text: str) -> bool:
    """Return whether the text holds a letter or digit of any script."""
    return _WORD.search(text) is not None
