"""What people work as, in words of many languages, and the short names of news agencies."""

from __future__ import annotations

import re

from newsclean.extract.fields.stems import Stems

_AGENCIES = frozenset(
    (
        "afp reuters dpa ap apa sda keystone-sda ats efe ansa ntb tt ritzau belga anp kna epd sid "
        "pap čtk tass upi xinhua lusa pti ians"
    ).split()
)

# "Projektleiterin", "Wirtschaftsreferent", "Pressesprecherin", "Abteilungsleder"
_ROLE_ENDS = (
    "leiter", "leiterin", "referent", "referentin", "sprecher", "sprecherin", "beraterin",
    "expertin", "experte", "forscherin", "wissenschaftler", "wissenschaftlerin", "ökonomin",
    "mitarbeiter", "mitarbeiterin", "geschäftsführer", "geschäftsführerin", "vorsitzende",
    "vorsitzender", "präsident", "präsidentin", "minister", "ministerin", "professorin", "direktor",
    "direktorin", "koordinator", "koordinatorin", "managerin", "analystin", "strategin",
    "beauftragte", "beauftragter", "volontär", "volontärin", "praktikantin", "verantwortlicher",
    "verantwortliche", "reporterin", "autorin", "bloggerin", "leder", "medarbejder",
    "medarbeider", "medewerker", "coördinator", "dyrektor", "kierownik", "ekspert", "rzecznik",
)  # fmt: skip
# A role behind a comma or dash: "Ada Quill, Senior Reporter"; "Ada Quill - Chefredakteurin"
_ROLES = frozenset(
    (
        "staff reporter writer editor correspondent columnist producer author senior chief "
        "director manager analyst intern fellow professor founder ceo president autor autorin "
        "envoyé corresponsal periodista giornalista redazione jornalista correspondente "
        "обозреватель muhabir foto fotograf fotos photography blogger specialist consultant expert "
        "afp reuters dpa ap apa bloomberg news online university team"
    ).split()
)
_ROLE_STEMS = (
    "contribut", "journalist", "freelance", "redakt", "korrespondent", "chef", "rédact",
    "redactor", "корреспондент", "журналист", "редактор", "dziennikarz", "editör", "photo",
)  # fmt: skip
_ROLE_PARTS = Stems("head of ", " for ", "记者", "编辑", "기자", "編集")
_STEMS_AND_ENDS = Stems(*_ROLE_STEMS, *_ROLE_ENDS)  # one is in each such word
_WORD = re.compile(r"\w+")


def speaks_of_role(text: str) -> bool:
    """Return whether a text names what someone works as, or for whom.

    >>> speaks_of_role("Senior Reporter"), speaks_of_role("Chefredakteurin"), speaks_of_role("Ada")
    (True, True, False)
    """
    low = text.lower()
    if _ROLE_PARTS.within(f" {low}"):
        return True
    words = _WORD.findall(low)
    if not _ROLES.isdisjoint(words):
        return True
    if not _STEMS_AND_ENDS.within(low):
        return False
    return any(w.startswith(_ROLE_STEMS) or w.endswith(_ROLE_ENDS) for w in words)


def is_agency(name: str) -> bool:
    """Return whether a name is the short one of a news agency.

    >>> is_agency("dpa"), is_agency("Ada Quill")
    (True, False)
    """
    return len(name) < 13 and name.lower() in _AGENCIES
