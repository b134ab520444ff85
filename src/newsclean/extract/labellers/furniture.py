"""Short lines that stand inside an article and are none of it: page furniture.

Labels of advertisements, "Read also:" with its link, photo credits, times of reading, and the date
before the text begins. A tagger hardly minds such a line, for it weighs by words; a reader does.
The words are those of the trade in many languages; no site or publisher is among them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsclean.extract.credits import CREDIT, CREDIT_STARTS, is_credited, start_of, starts_of
from newsclean.extract.fields.textdates import find_dates
from newsclean.extract.labellers.text_rules import ends_sentence
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
_RELATED_STARTS = starts_of(_READ_ALSO)
_STARTS = _RELATED_STARTS | CREDIT_STARTS | {label[:2] for label in _ADVERTISEMENT}
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
    blocks: Sequence[Block], keep: NDArray[np.bool_], headline: int | None, form: Form
) -> NDArray[np.bool_]:
    """Tell which of the kept blocks are furniture.

    `headline` is the index of the headline's block. Plain text does not know its links: there
    "Read also:" and the headline that it points to are told by words and punctuation alone.
    """
    found = np.zeros(len(blocks), dtype=np.bool_)
    long = 0
    for index in keep.nonzero()[0].tolist():
        block = blocks[index]
        size = len(block.text)
        if size <= _MOST_CHARS and (
            _is_furniture(block, form)
            or (long < 2 and _is_stamp(block))
            or (index > 0 and _is_pointed_at(blocks[index - 1], block, form))
            or (headline is not None and index < headline and _is_kicker(block))
        ):
            found[index] = True
        long += size >= _PROSE_CHARS
    return found


def _is_furniture(block: Block, form: Form) -> bool:
    text = block.text
    if is_credited(text):
        return True
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
