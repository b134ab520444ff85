"""Which way round a page writes its numeric dates: 3/4/2025 is in March or in April."""

from __future__ import annotations

import re

from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.functionwords import heard
from newsclean.extract.fields.language import sample_of
from newsclean.extract.fields.textdates import DayOrder, day_order

# Where English is written with the day first
_DAY_FIRST = (".uk", ".ie", ".au", ".nz", ".in", ".za", ".sg", ".eu")
_NUMERIC = re.compile(r"(\d\d?)[-/.]\s?(\d\d?)[-/.]\s?\d{4}")
_NUMERIC_END = re.compile(r"[-/.]\s?\d\d?[-/.]\s?\d{4}")
_SHORT = 160


def is_ambiguous(text: str) -> bool:
    """Return whether a text holds a numeric date of which either number could be the month.

    >>> is_ambiguous("3/4/2025"), is_ambiguous("13/4/2025"), is_ambiguous("3 April 2025")
    (True, False, False)
    """
    if not _NUMERIC_END.search(text):
        return False
    return any(int(one) <= 12 and int(two) <= 12 for one, two in _NUMERIC.findall(text))


def page_order(evidence: Evidence) -> DayOrder | None:
    """Return the order of day and month: as shown elsewhere on the page, else by language.

    Only American English (and pages that do not say which English under a US address) writes
    the month first; every other language with numeric dates writes the day first.
    """
    texts = [b.text for b in evidence.document.blocks if len(b.text) < _SHORT][:400]
    told = day_order("\n".join(texts)[:20_000])
    if told:
        return told
    lang = (evidence.head.lang or (evidence.meta("og:locale") or ("", ""))[0]).lower()
    lang = lang.replace("_", "-") or heard(sample_of(evidence)) or ""
    if lang == "en-us":
        return "month_first"
    if lang.startswith("en"):
        return "day_first" if evidence.host.endswith(_DAY_FIRST) else None
    return "day_first" if lang else None
