"""Bytes that are no text, whatever their name or their server calls them."""

from __future__ import annotations

_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"RIFF", "a RIFF file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"\x00\x00\x00\x18ftyp", "a video"),
    (b"\x00\x00\x00\x20ftyp", "a video"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"wOF2", "a font"),
    (b"\x00asm", "a WebAssembly module"),
    (b"SQLite format 3", "a database"),
)
_BEGINNINGS = tuple(magic for magic, _ in _MAGIC)
_LOOK = 4096
# Of 3,338 real pages none has one in its first 4 KiB; noise and what is compressed have 11 %.
_CONTROL_SHARE = 0.02
_FEW = 4
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))


def not_text(body: bytes) -> str | None:
    r"""Say what a file is by its first bytes; None where they may be text.

    UTF-16 passes where it is told by its mark, or starts as markup does.

    >>> not_text(b"%PDF-1.7"), not_text(b"<p>one\0NUL"), not_text(bytes(range(256)))
    ('a PDF', None, 'binary data')
    """
    start = body[:_LOOK]
    if start.startswith(_BEGINNINGS):
        return next(name for magic, name in _MAGIC if start.startswith(magic))
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or _wide(start):
        return None
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return "binary data" if controls > max(_FEW, _CONTROL_SHARE * len(start)) else None


def _wide(start: bytes) -> bool:
    """Say whether this is UTF-16 of markup: zeros on one side."""
    if 0 not in start:
        return False
    zeros = max(start[::2].count(0), start[1::2].count(0))
    return zeros > len(start) / 4 and b"<" in start[:8]
