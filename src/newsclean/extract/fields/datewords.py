"""What lines and labels say of their dates: of publication, of a change, of something else."""

from __future__ import annotations

import re

from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.letters import has_digit
from newsclean.extract.fields.stems import Stems

_CHANGED = re.compile(
    r"\b(?:updat|modif|edited|aktuali[sz]|geändert|letzte änderung|zaktuali|actuali[sz]|aggiorn"
    r"|mis(?:e)? à jour|atualiz|обнов|оновл|ενημερ|τελευταία|bijgewerkt|oppdater|uppdater|opdater"
    r"|güncel|senast|endret|ændret|revised|reviewed|stand:)|更新|수정|تحديث|به‌روز|עודכן|अपडेट",
    re.IGNORECASE,
)
# A part of each of those words, sought first
_STEMS = Stems(
    "updat", "modif", "edited", "aktuali", "nder", "actuali", "aggiorn", "jour", "atualiz", "обнов",
    "оновл", "ενημερ", "τελευταία", "bijgewerkt", "oppdater", "uppdater", "opdater", "ncel",
    "senast", "endret", "ændret", "revised", "reviewed", "stand:", "更新", "수정", "تحديث", "روز",
    "עודכן", "अपडेट",
)  # fmt: skip
_PUBLISHED = re.compile(
    r"\b(?:publish|publi[ée]|public|posted|gepostet|geschrieben|erschien|veröffentlich|pubbl|opublik|опублик"
    r"|опубл|δημοσι|gepubliceerd|yayın|publicerad|publisert|udgivet|julkaistu)|发布|發布|公開|입력",
    re.IGNORECASE,
)
# A part of each of those words, sought first
_PUBLISHED_STEMS = Stems(
    "publ", "posted", "gepostet", "geschrieben", "erschien", "ffentlich", "pubb", "опуб", "δημο",
    "yay", "udgivet", "julkaistu", "发布", "發布", "公開", "입력",
)  # fmt: skip
# "Registered: 18.09.2008": the day of a person, a place or an event, not of the page
_NOT_PAGE = re.compile(
    r"\b(?:registrier|registered|joined|member since|mitglied seit|dabei seit|born|geboren|founded"
    r"|gegründet|deadline|expires|gültig bis)",
    re.IGNORECASE,
)
# A part of each of those words, sought first
_NOT_PAGE_STEMS = Stems(
    "regist", "joined", "since", "seit", "born", "geboren", "founded", "ndet", "deadline",
    "expires", "bis",
)  # fmt: skip
_LINE, _LABEL = 160, 30


def find_change(text: str) -> re.Match[str] | None:
    """Return where a text speaks of a change.

    >>> bool(find_change("Last updated 3 May 2025")), find_change("3 May 2025")
    (True, None)
    """
    return _CHANGED.search(text) if _STEMS.within(text.lower()) else None


def find_published(text: str, start: int = 0) -> re.Match[str] | None:
    """Return where a text says that something was published.

    >>> bool(find_published("Erschienen am 3. Mai 2025")), find_published("am 3. Mai 2025")
    (True, None)
    """
    return _PUBLISHED.search(text, start) if _PUBLISHED_STEMS.within(text.lower()) else None


def is_of_another(text: str) -> bool:
    """Return whether a text says that its day is that of a person, a place or an event."""
    return _NOT_PAGE_STEMS.within(text.lower()) and bool(_NOT_PAGE.search(text))


def label_before(evidence: Evidence, block: int) -> str:
    """Return the few words without a date or link in the block before one ("Published:"); or ""."""
    if block < 1:
        return ""
    before = evidence.document.blocks[block - 1]
    if before.link_chars or len(before.text) >= _LABEL or has_digit(before.text):
        return ""
    return before.text


def is_labelled_change(evidence: Evidence, block: int) -> bool:
    """Return whether a label such as "Last updated:" stands before a block.

    A heading or a link ("Updates") is no such label but a section.
    """
    label = label_before(evidence, block)
    return bool(find_change(label)) and evidence.document.blocks[block - 1].level is None


def says_changed(evidence: Evidence, block: int) -> bool:
    """Return whether a short line, or a label before it, speaks of a change and of nothing else."""
    blocks = evidence.document.blocks
    if block >= len(blocks):
        return False
    text = blocks[block].text
    if len(text) >= _LINE or find_published(text):
        return False
    return bool(find_change(text)) or is_labelled_change(evidence, block)
