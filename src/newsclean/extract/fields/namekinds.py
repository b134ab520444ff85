"""Whether a name is of a person or of a house, by its words and its shape."""

from __future__ import annotations

import re
from functools import lru_cache

from newsclean.extract.fields.folding import may_hold, sought
from newsclean.extract.fields.letters import has_figure
from newsclean.extract.fields.stems import Stems

_HOUSE_WORDS = (
    "team staff news newsroom newsdesk newspaper desk agency agence agentur press media redaktion "
    "editorial editors board redacción rédaction redazione redacție toimitus redaktionen redakcja "
    "редакция группа агентство ajansı service office department ministry institute institut "
    "university universität foundation stiftung inc ltd llc gmbh verlag group company corp "
    "association verein society council center centre zentrum zeitung nachrichten times post "
    "tribune herald gazette journal magazine magazin online radio tv channel network studio "
    "studios bureau blog support community partner partners admin wire report correspondent "
    "correspondents reuters afp dpa apa ap tass upi xinhua ansa efe lusa ria verband gesellschaft "
    "akademie academy college hospital clinic klinik consulting solutions systems software "
    "technologies labs federation alliance coalition committee commission initiative netzwerk "
    "partei illustrierte anzeiger rundschau kurier tageblatt redaction periódico diario giornale "
    "corriere journaux equipo équipe squadra zespół"
).split()
_ENDINGS = "com org net de ru at ch co".split()  # of addresses
_HAN = ("通讯社", "新闻", "网", "报", "编辑部", "通信", "新聞")
_ORGANISATION = re.compile(
    rf"\b(?:{'|'.join(_HOUSE_WORDS)}|e\.\s?v)\b|{'|'.join(_HAN)}|\.(?:{'|'.join(_ENDINGS)})\b",
    re.IGNORECASE,
)
# A word of each of those, sought first
_SOUGHT = sought(*_HOUSE_WORDS, *_ENDINGS, "e")
_HAN_STEMS = Stems(*_HAN)
PARTICLES = frozenset(
    (
        "de da do di del della des dos das van von vom der den dem du la le el al bin ibn ben "
        "bint y e ter ten te zu zum zur af av und d’ san santa mac mc o"
    ).split()
)


@lru_cache(maxsize=2048)
def is_organisation(name: str) -> bool:
    """Return whether a name is of a newsroom, an agency or a company rather than of a person.

    >>> is_organisation("Harrow News Agency"), is_organisation("Ada Quill")
    (True, False)
    """
    if may_hold(name, _SOUGHT) or (not name.isascii() and _HAN_STEMS.within(name)):
        return _ORGANISATION.search(name) is not None
    return False


def looks_like_person(name: str) -> bool:
    """Return whether a name is shaped like a person's: two to five words, capitals, no digits."""
    if is_organisation(name) or has_figure(name):
        return False
    if not name.isascii() and any("\u2e80" <= c <= "\ud7af" for c in name):
        return 2 <= len(name.replace(" ", "")) <= 6
    words = name.partition(",")[0].split()
    if not 2 <= len(words) <= 5:
        return False
    small = [w for w in words if w[0].islower()]
    if len(words) - len(small) < 2 or any(w.strip(".") not in PARTICLES for w in small):
        return False
    # "A A A" sets the size of letters
    return any(len(w.strip(".")) > 1 for w in words)
