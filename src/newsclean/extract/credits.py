"""Credits of pictures, in many languages: a line that begins with one, or that ends with one."""

from __future__ import annotations

import re

_PICTURE = (
    "photo(?:s|graphs?)?|pictures?|images?|fotos?|bild(?:er)?|imagen|imagem|zdjęcie|zdj|fot|źródło"
    "|kuva|фото|φωτογραφία|fotoğraf|ảnh|写真|撮影|图片来源|图源|사진|صورة|صور|عکس|צילום"
)
# e.g. "Photo: A. Quill", "(Foto: Agenor Pires)"
CREDIT = re.compile(
    rf"[\W_]{{0,4}}(?:{_PICTURE})(?: credit| by| courtesy)?\.?\s{{0,2}}(?:[:：/]|(?<=\s)by\b)", re.I
)
# e.g. "The bridge at dawn. Picture: R. Pike"
_CREDITED = re.compile(rf"[\s(（.](?:{_PICTURE})\s?[:：/]\s?[^:：。]{{2,30}}[)）]?\.?$", re.I)
# No credit at a line's end has its sign further from it: two dozen characters and a bracket.
_TAIL = 40
_NAME = 2  # characters behind the sign, at least; none of them is a colon
_LONGEST = 64  # characters, at least, of the longest credit at a line's end


def alternatives_of(pattern: str) -> tuple[str, ...]:
    """Return the alternatives of a pattern; brackets in it hold none of their own brackets.

    >>> alternatives_of("photo(?:s|graphs?)?|images?")
    ('photo(?:s|graphs?)?', 'images?')
    """
    return tuple(re.split(r"\|(?![^(]*\))", pattern))


def start_of(text: str) -> str:
    """Return the two letters that a text begins with, behind four signs at most.

    >>> start_of("[Related: Photo]"), start_of("* * * Foto")
    ('re', '')
    """
    if text[:1].isalnum():
        return text[:2].lower()
    for i in range(1, 5):
        if text[i : i + 1].isalnum():
            return text[i : i + 2].lower()
    return ""


PICTURES = alternatives_of(_PICTURE)


def is_credited(text: str) -> bool:
    """Return whether a line ends with a credit.

    >>> is_credited("The bridge at dawn. Picture: R. Pike"), is_credited("A picture: rare")
    (True, True)
    """
    return is_signed(text) and _CREDITED.search(text, max(0, len(text) - _LONGEST)) is not None


def is_signed(text: str) -> bool:
    """Return whether a line's end holds a sign as each credit there does: no colon ends it."""
    tail = text[-_TAIL:]
    last = max(tail.rfind(":"), tail.rfind("："))
    if last >= 0:
        return len(tail) - 1 - last >= _NAME
    return "/" in tail[:-_NAME]
