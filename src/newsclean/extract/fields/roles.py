"""How words for what people work as end, and the short names of news agencies."""

from __future__ import annotations

_AGENCIES = frozenset(
    (
        "afp reuters dpa ap apa sda keystone-sda ats efe ansa ntb tt ritzau belga anp kna epd sid "
        "pap čtk tass upi xinhua lusa pti ians"
    ).split()
)

# "Projektleiterin", "Wirtschaftsreferent", "Pressesprecherin", "Abteilungsleder"
ROLE_ENDS = (
    "leiter", "leiterin", "referent", "referentin", "sprecher", "sprecherin", "beraterin",
    "expertin", "experte", "forscherin", "wissenschaftler", "wissenschaftlerin", "ökonomin",
    "mitarbeiter", "mitarbeiterin", "geschäftsführer", "geschäftsführerin", "vorsitzende",
    "vorsitzender", "präsident", "präsidentin", "minister", "ministerin", "professorin", "direktor",
    "direktorin", "koordinator", "koordinatorin", "managerin", "analystin", "strategin",
    "beauftragte", "beauftragter", "volontär", "volontärin", "praktikantin", "verantwortlicher",
    "verantwortliche", "reporterin", "autorin", "bloggerin", "leder", "medarbejder",
    "medarbeider", "medewerker", "coördinator", "dyrektor", "kierownik", "ekspert", "rzecznik",
)  # fmt: skip


def is_agency(name: str) -> bool:
    """Return whether a name is the short one of a news agency.

    >>> is_agency("dpa"), is_agency("Ada Quill")
    (True, False)
    """
    return len(name) < 13 and name.lower() in _AGENCIES
