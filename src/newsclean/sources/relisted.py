"""Entries of a sitemap that stood in it before, word for word: left out before it is parsed.

A sitemap of 50,000 addresses mostly differs from the last one in a few. An entry is known by a
mark, a hash of its bytes; to find the known ones costs a tenth of parsing them and asking the
state for each.
"""

from __future__ import annotations

import hashlib

import msgspec

_END = b"</url>"
_WIDTH = 8
_HIDING = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"))


class Trimmed(msgspec.Struct, frozen=True):
    """A sitemap without the entries it had before, how many are in it and how many were left out.

    `marks` are those of all entries, for the next time; empty where entries cannot be told apart.
    """

    body: bytes
    marks: bytes
    kept: int
    left_out: int


def trimmed(body: bytes, base: str, before: bytes, most: int) -> Trimmed:
    """Leave out what has a mark in `before`; `base` is what relative addresses count from.

    The first entry stays, for the head of the file is in one piece with it. Files of more than
    `most` entries are left whole.

    >>> body = b"<urlset><url>1</url><url>2</url><url>3</url></urlset>"
    >>> first = trimmed(body, "", b"", 9)
    >>> trimmed(body.replace(b"2", b"4"), "", first.marks, 9).body
    b'<urlset><url>1</url><url>4</url></urlset>'
    """
    head, *pieces = body.split(_END)
    count = len(pieces)
    if not 0 < count <= most or _hides_an_end(body):
        return Trimmed(body, b"", 0, 0)
    pieces, tail = [head, *pieces[:-1]], pieces[-1]
    about = _mark(base.encode())
    marks = [_mark(piece) for piece in pieces]
    known = _known(before, about)
    further = zip(pieces[1:], marks[1:], strict=True)
    kept = [pieces[0], *(piece for piece, mark in further if mark not in known)]
    return Trimmed(
        _END.join([*kept, tail]), b"".join([about, *marks]), len(kept), count - len(kept)
    )


def _known(before: bytes, about: bytes) -> frozenset[bytes]:
    if not before.startswith(about):
        return frozenset()
    return frozenset(before[at : at + _WIDTH] for at in range(_WIDTH, len(before), _WIDTH))


def _mark(piece: bytes) -> bytes:
    return hashlib.blake2b(piece.strip(), digest_size=_WIDTH).digest()


def _hides_an_end(body: bytes) -> bool:
    """Say whether a comment or CDATA section holds what looks like an entry's end.

    >>> _hides_an_end(b"<!-- <url></url> --><url></url>"), _hides_an_end(b"<url></url><!-- x -->")
    (True, False)
    """
    for start, end in _HIDING:
        at = body.find(start)
        while at >= 0:
            close = body.find(end, at)
            if close < 0 or body.find(b"url>", at, close) >= 0:
                return True
            at = body.find(start, close)
    return False
