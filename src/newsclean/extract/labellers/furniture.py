"""Short lines that stand inside an article and are none of it: page furniture.

Labels of advertisements, "Read also:" with its link, photo credits, times of reading, and the date
before the text begins. A tagger hardly minds such a line, for it weighs by words; a reader does.
The words are those of the trade in many languages; no site or publisher is among them.
"""

from __future__ import annotations

import re

from newsclean.extract.credits import (
    CREDIT,
    PICTURES,
    alternatives_of,
    is_credited,
    is_signed,
    start_of,
)
from newsclean.extract.fields.textdates import find_dates
from newsclean.extract.labellers.text_rules import ends_sentence
from newsclean.kernels import KIND
from newsclean.records import Block, BlockKind, Form

_MOST_CHARS = 200  # longer lines are looked at by the tagger alone
_PROSE_CHARS = 80  # lead and text begin with the first lines so long
_STAMP_CHARS, _BESIDE_DATE = 80, 24  # characters of a line of a date; letters beside the date
_TOP_CHARS = 40  # a kicker or button above the headline is at most so long
_LINKED = 0.5  # share of a "Read also:" line's characters that are a link
_DATED: frozenset[BlockKind] = frozenset(("paragraph", "heading", "lead"))

_ADVERTISEMENT = frozenset(
    """advertisement advertisements advertising ad advertorial anzeige anzeigen werbung reklame
    publicité annonce publicidad anuncio publicidade anúncio pubblicità inserzione advertentie
    reklama reklám hirdetés reklam ilan реклама оглас διαφήμιση διαφημιση oglas publicitate annons
    mainos reklaam reklāma iklan โฆษณา 广告 廣告 広告 광고 विज्ञापन إعلان اعلان تبلیغات פרסומת
    விளம்பரம் বিজ্ঞাপন""".split()
) | {"quảng cáo", "story continues below", "article continues below", "на правах рекламы"}
_READ_ALSO = (
    "read (?:also|more|next)|also read|see also|related|don.t miss|recommended"
    "|lire (?:aussi|également)|à lire(?: aussi)?|leggi anche|lee (?:también|más)|te puede interesar"
    "|leia (?:também|mais)|veja também|lesen sie (?:auch|mehr)|mehr zum thema|auch interessant"
    "|lees ook|læs også|läs (?:också|mer|även)|les også|lue myös"
    "|czytaj (?:też|także|więcej|również)|zobacz (?:też|także)|čtěte také|přečtěte si"
    "|olvassa el|читайте (?:также|ещё|еще|також)"
    "|смотрите также|по теме|διαβάστε (?:επίσης|ακόμα|ακόμη)|δείτε (?:επίσης|ακόμα)"
    "|ayrıca oku|bunu da oku|đọc thêm|xem thêm|baca juga|อ่านเพิ่มเติม"
    "|延伸閱讀|延伸阅读|相关阅读|相關閱讀|相关报道|関連記事|관련 ?기사"
    "|اقرأ (?:أيضا|أيضًا|المزيد)|بیشتر بخوانید|קראו (?:גם|עוד)"
    "|மேலும் படிக்க|यह भी पढ़ें|আরও পড়ুন"
)
# e.g. "Leggi anche", "[Related: How to tune up a saw]"
_RELATED = re.compile(
    rf"[\W_]{{0,4}}(?:{_READ_ALSO})(?:(?P<alone>[\W_]{{0,4}}$)|\s{{0,3}}(?P<colon>[:：–—|])|\s)",
    re.I,
)
# The letters that lines of furniture begin with; few others do.
_POINTERS = alternatives_of(_READ_ALSO)
_RELATED_STARTS = frozenset(start[:2] for start in _POINTERS)
_STARTS = _RELATED_STARTS | {start[:2] for start in (*PICTURES, *_ADVERTISEMENT)}
# The letters that a pattern begins with, three at most; nothing where the next is beyond ASCII.
_LITERAL = re.compile(r"(?:[a-z ](?![?*+{])){1,3}+(?:(?<=...)|(?![^\x00-\x7f](?![?*+{])))")
_OF_ANY, _OF_POINTER = 1, 2
# What a line may be, as a first look at it tells.
_LABEL, _CREDITED, _STAMP, _POINTED_AT, _KICKER = 1, 2, 4, 8, 16
_DIGIT = re.compile(r"\d")
_MINUTES = r"min(?:ut[a-z]{0,4})?|мин(?:ут[аы]?)?|dk|dakika|分钟|分鐘|分|분|دقیقه|דקות"
# e.g. "4 min read", "Lesezeit: 7 Min.", "2 minuti di lettura"
_READING = re.compile(
    r"(?:[^\W\d]{1,12}[ :：]{1,2}){0,4}\d{1,3}\s?(?:"
    + _MINUTES
    + r")\b\.?(?:\s[^\W\d]{2,12}){0,2}",
    re.I,
)


def furniture(
    blocks: tuple[Block, ...], kept: list[int], headline: list[int], form: Form
) -> list[int]:
    """Return which of the kept blocks are furniture, all by number.

    `headline` are the headline's blocks. Plain text does not know its links: there
    "Read also:" and the headline that it points to are told by words and punctuation alone.
    """
    found = []
    for index, may_be in doubtful(blocks, kept, headline[-1] if headline else -1, BEGINNINGS):
        block = blocks[index]
        if (
            (may_be & _LABEL and _is_label(block, form))
            or (may_be & _CREDITED and is_credited(block.text))
            or (may_be & _STAMP and _is_stamp(block))
            or (may_be & _POINTED_AT and _is_pointed_at(blocks[index - 1], block, form))
            or (may_be & _KICKER and _is_kicker(block))
        ):
            found.append(index)
    return found


def doubtful_plainly(
    blocks: tuple[Block, ...], kept: list[int], headline: int, beginnings: bytes
) -> list[tuple[int, int]]:
    """Return the short kept blocks that a first look does not clear, each with what it may be.

    The look is at the first three characters, where they are ASCII, at the signs of a line's end,
    and in the top, down to the second long block, at digits.
    """
    found = []
    long = 0
    for index in kept:
        text = blocks[index].text
        size = len(text)
        if size <= _MOST_CHARS:
            may_be = _LABEL * _may_begin(text, beginnings, _OF_ANY)
            may_be |= _CREDITED * is_signed(text)
            may_be |= _STAMP * (long < 2 and _DIGIT.search(text) is not None)
            may_be |= _POINTED_AT * (index > 0 and _may_point(blocks[index - 1].text, beginnings))
            may_be |= _KICKER * (index < headline and size <= _TOP_CHARS)
            if may_be:
                found.append((index, may_be))
        long += size >= _PROSE_CHARS
    return found


def _may_begin(text: str, beginnings: bytes, what: int) -> bool:
    if not text[:3].isascii() or not text[:1].isalnum():
        return True
    return bool(beginnings[_place(text)] & what)


def _may_point(text: str, beginnings: bytes) -> bool:
    return len(text) <= _TOP_CHARS and _may_begin(text, beginnings, _OF_POINTER)


def _place(text: str) -> int:
    """Return the place of three ASCII characters, blanks where there are fewer, in a table."""
    first, second, third = map(_letter, f"{text[:3]:3}")
    return first << 10 | second << 5 | third


def _letter(sign: str) -> int:
    if sign.isalpha():
        return ord(sign) & 31
    return 0 if sign == " " else 27 if sign.isdigit() else 28


def _beginnings() -> bytes:
    """Return for each three ASCII characters whether furniture, or a pointer, may begin so."""
    table = bytearray(32**3)
    labels = *PICTURES, *_ADVERTISEMENT
    for starts, what in ((_POINTERS, _OF_ANY | _OF_POINTER), (labels, _OF_ANY)):
        for start in starts:
            literal = _LITERAL.match(start)
            if literal:
                first = _place(literal[0])
                for place in range(first, first + 32 ** (3 - len(literal[0]))):
                    table[place] |= what
    return bytes(table)


BEGINNINGS = _beginnings()
if KIND == "compiled":
    from newsclean.kernels.lines import doubtful as doubtful
else:
    doubtful = doubtful_plainly


def _is_label(block: Block, form: Form) -> bool:
    """Tell the label of an advertisement, a credit, and a pointer to another article."""
    text = block.text
    start = start_of(text)
    if start and start not in _STARTS:
        return False
    if text.strip(" -–—:•|[]()*").casefold() in _ADVERTISEMENT or CREDIT.match(text):
        return True
    related = _RELATED.match(text)
    if not related:
        return False
    if related["alone"] is not None:
        return True
    return bool(related["colon"]) if form == "text" else _is_link(block)


def _is_pointed_at(before: Block, block: Block, form: Form) -> bool:
    """Tell the headline of another article under a "Read also" of its own line."""
    text = before.text
    if len(text) > _TOP_CHARS or start_of(text) not in _RELATED_STARTS:
        return False
    related = _RELATED.match(text)
    if not related or (related["alone"] is None and not text.endswith((":", "："))):
        return False
    return _is_link(block) if form != "text" else not ends_sentence(block.text)


def _is_link(block: Block) -> bool:
    return block.link_chars >= _LINKED * len(block.text)


def _is_stamp(block: Block) -> bool:
    """Tell a date or a time of reading, which is one only near the top."""
    text = block.text
    if block.kind not in _DATED or not _DIGIT.search(text):
        return False
    if _READING.fullmatch(text):
        return True
    if len(text) > _STAMP_CHARS or not ("20" in text or "19" in text):  # of a date's year
        return False
    dates = find_dates(text, "day_first")
    if not dates:
        return False
    beside = text[: dates[0].start] + text[dates[0].end :]
    return sum(map(str.isalpha, beside)) <= _BESIDE_DATE


def _is_kicker(block: Block) -> bool:
    return len(block.text) <= _TOP_CHARS and not ends_sentence(block.text)
