"""Clean characters: NFC, white space, invisible characters, conservative mojibake repair."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from newsclean.kernels import KIND

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# UTF-8 read as Windows-1252 leaves these pairs; only then is the costly repair worth a try.
LEADS = "\u00c3\u00c2\u00d0\u00d1\u00e2\u00c5\u00c4\u00ce\u00cf"
TRAILS = "".join(map(chr, range(0x80, 0xC0))) + "\u20ac\u2122\u0153\u0161"
_MOJIBAKE = re.compile(f"[{LEADS}][{TRAILS}]")


def clean_text(text: str) -> str:
    """Return the text with one normal form; words and quotes stay as written."""
    if _is_clean(text):
        return text
    if _is_mojibake(text):
        text = _mended(text)
    if text.replace("\n", " ").isprintable():  # neither invisible nor a control character
        text = unicodedata.normalize("NFC", text)
    else:
        text = _CONTROL.sub(" ", unicodedata.normalize("NFC", _INVISIBLE.sub("", text)))
    lines = [" ".join(line.split()) for line in text.split("\n")]
    return "\n".join([line for line in lines if line])


def all_clean_plainly(texts: Sequence[str]) -> bool:
    """Tell whether `clean_text` would leave all of these as they are; False is "perhaps".

    One look at all of them joined costs a fraction of a look at each.
    """
    # A blank beside a line feed is a line that begins or ends with one, two feeds an empty line.
    joined = "\n".join(filter(None, texts))
    if joined[:1] == "\n" or joined[-1:] == "\n":
        return False
    if "\n\n" in joined or "\n " in joined or " \n" in joined:
        return False
    return _is_clean(joined.replace("\n", "."))


def _is_clean(text: str) -> bool:
    """Tell whether there is nothing to do, as in most blocks of most pages.

    Printable text holds no control or invisible character and no white space but blanks.
    """
    if not text.isprintable() or "  " in text or text != text.strip():
        return False
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and not _is_mojibake(text))


def _is_mojibake(text: str) -> bool:
    # To look for nine letters one by one costs a tenth of one search for any of them.
    return any(map(text.__contains__, LEADS)) and _MOJIBAKE.search(text) is not None


def _mended(text: str) -> str:
    from ftfy import fix_encoding

    return fix_encoding(text)


if KIND == "compiled":
    from newsclean.kernels.words import all_plain

    def all_clean(texts: list[str]) -> bool:
        """Do the same; the kernel knows most scripts, and what it does not is looked at again."""
        return all_plain(texts) or all_clean_plainly(texts)
else:
    all_clean = all_clean_plainly
