"""Lines that belong together: cut at a width by a mailer, or at every link by a scraper.

A cut at a width is recognised by its cause: the first word of the next line would not have fitted.
That test hardly ever holds by chance, so it needs no knowledge of language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

from newsclean.document.lines import Line

MIN_WIDTH, MAX_WIDTH = 40, 160
# share of all adjoining lines that must look cut before anything is joined
_MIN_CUTS, _MIN_SHARE = 3, 0.25
# scripts written without blanks: Han, kana, full-width forms, Thai, Lao, Khmer, Burmese
_UNSPACED = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]"
)
# what may end a line that goes on: a letter, a digit, a comma, an opening bracket or a dash
_ENDED = re.compile(r"[.!?…。！？।؟:：;|»”\"'’)\]]$")
_COMMA = re.compile(r"[,，、(（«“„–—]$")
_CLOSING = re.compile(r"[,;:.!?…)\]»”’，。、；：！？）]")
_LONG = 25
_SENTENCE_START = 40

Measure = Callable[[str], int]


def unwrap(lines: list[Line]) -> list[Line]:
    """Join lines that were cut at a fixed width, counted in characters, bytes or screen columns."""
    measures: tuple[Measure, ...] = (len, _columns, _bytes)
    for measure in measures:
        sizes = [line.indent + measure(line.text) for line in lines]
        width = _width(lines, sizes)
        if width and _looks_wrapped(lines, sizes, width, measure):
            return _join_cut(lines, sizes, width, measure)
    return lines


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(c) in "WF" for c in text)


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _width(lines: list[Line], sizes: list[int]) -> int:
    """Return the longest line that a cut could have made, or 0 where lines are too long for it."""
    width = max(
        (size for line, size in zip(lines, sizes, strict=True) if _breakable(line)), default=0
    )
    return width if MIN_WIDTH <= width <= MAX_WIDTH else 0


def _breakable(line: Line) -> bool:
    return " " in line.text or _UNSPACED.search(line.text) is not None


def _looks_wrapped(lines: list[Line], sizes: list[int], width: int, measure: Measure) -> bool:
    cuts = long = 0
    for i, (line, following) in enumerate(pairwise(lines)):
        if not following.apart and sizes[i] > width // 2:
            long += 1
            cuts += _is_cut(line, sizes[i], following, width, measure)
    return cuts >= _MIN_CUTS and cuts >= _MIN_SHARE * long


def _is_cut(line: Line, size: int, following: Line, width: int, measure: Measure) -> bool:
    if following.apart or following.bullet:
        return False
    return size + _needed(line, following, measure) > width


def _needed(line: Line, following: Line, measure: Measure) -> int:
    """Return the room the next word would have taken behind this line."""
    text = following.text
    if _UNSPACED.match(text):
        return measure(text[0])
    gap = 0 if line.text.endswith("-") else 1
    return gap + measure(text.partition(" ")[0].partition("-")[0])


def _join_cut(lines: list[Line], sizes: list[int], width: int, measure: Measure) -> list[Line]:
    out: list[list[Line]] = []
    for i, line in enumerate(lines):
        cut = i > 0 and _is_cut(lines[i - 1], sizes[i - 1], line, width, measure)
        if cut:
            out[-1].append(line)
        else:
            out.append([line])
    return [_merge(group) for group in out]


def _merge(group: list[Line]) -> Line:
    """Return one line for a group, with a blank between two parts where the script has blanks."""
    text = [group[0].text]
    for before, line in pairwise(group):
        text.append(_glue(before.text, line.text) + line.text)
    return group[0]._replace(text="".join(text)) if len(group) > 1 else group[0]


def _glue(before: str, text: str) -> str:
    if _UNSPACED.match(text) and _UNSPACED.match(before[-1:]):
        return ""
    hyphen = before[-2:-1].isalnum() and before[-1:] in "-—"
    return "" if hyphen or _CLOSING.match(text) else " "


def join_fragments(lines: list[Line]) -> list[Line]:
    """Join the pieces of sentences whose links and emphases a scraper put on lines of their own."""
    out: list[list[Line]] = []
    for i, line in enumerate(lines):
        if out and _continues(out[-1], line, lines[i + 1] if i + 1 < len(lines) else None):
            out[-1].append(line)
        else:
            out.append([line])
    return [_merge(group) for group in out]


def _continues(group: list[Line], line: Line, following: Line | None) -> bool:
    last = group[-1]
    if line.apart or line.bullet or line.indent != last.indent:
        return False
    if _CLOSING.match(line.text):
        return len(line.text) > 1 or len(group) > 1 or len(last.text) >= _LONG
    grown = len(group) > 1 or len(last.text) >= _LONG
    if not grown or _ENDED.search(last.text):
        return False
    return (
        _starts_low(line.text)
        or _COMMA.search(last.text) is not None
        or _is_name(group, line, following)
    )


def _starts_low(text: str) -> bool:
    return text[:1].islower()


def _is_name(group: list[Line], line: Line, following: Line | None) -> bool:
    """Return whether a line is a link inside a sentence: "said" / "Ann Lee" / ", who"."""
    if following is None or following.apart or len(line.text) > _SENTENCE_START * 2:
        return False
    grown = len(group) > 1 or len(group[-1].text) >= _SENTENCE_START
    return grown and (_starts_low(following.text) or _CLOSING.match(following.text) is not None)
