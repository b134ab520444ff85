"""Whether a name is of a person or of a house, by its words and its shape."""

from __future__ import annotations

import re
from functools import lru_cache

_ORGANISATION = re.compile(
    r"\b(?:team|staff|news(?:room|desk|paper)?|desk|agency|agence|agentur|press|media|redaktion"
    r"|editorial|editors|board|redacción|rédaction|redazione|redacție|toimitus|redaktionen|redakcja"
    r"|редакция|группа|агентство|ajansı|service|office|department|ministry|institute|institut"
    r"|university|universität|foundation|stiftung|inc|ltd|llc|gmbh|verlag|group|company|corp"
    r"|association|verein|society|council|center|centre|zentrum|zeitung|nachrichten|times|post"
    r"|tribune|herald|gazette|journal|magazine|magazin|online|radio|tv|channel|network|studios?"
    r"|bureau|blog|support|community|partners?|admin|wire|report|correspondents?|reuters|afp|dpa"
    r"|apa|ap|tass|upi|xinhua|ansa|efe|lusa|ria|e\.\s?v|verband|gesellschaft|akademie|academy|college|hospital|clinic|klinik"
    r"|consulting|solutions|systems|software|technologies|labs|federation|alliance|coalition"
    r"|committee|commission|initiative|netzwerk|partei|illustrierte|anzeiger|rundschau|kurier|tageblatt"
    r"|redaction|periódico|diario|giornale|corriere|journaux|equipo|équipe|squadra|zespół)\b|通讯社|新闻|网|报|编辑部|通信|新聞|\.(?:com|org|net|de|ru"
    r"|at|ch|co)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
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
    return bool(_ORGANISATION.search(name))


def looks_like_person(name: str) -> bool:
    """Return whether a name is shaped like a person's: two to five words, capitals, no digits."""
    words = name.split(",")[0].split()
    if is_organisation(name) or any(c.isdigit() for c in name):
        return False
    if not name.isascii() and any("\u2e80" <= c <= "\ud7af" for c in name):
        return 2 <= len(name.replace(" ", "")) <= 6
    if not 2 <= len(words) <= 5:
        return False
    if any(w[0].islower() and w.strip(".") not in _PARTICLES for w in words):
        return False
    if all(len(w.strip(".")) < 2 for w in words):
        return False  # "A A A", which sets the size of letters
    return sum(not w[0].islower() for w in words) >= 2
