"""Who is named beside the authors for other work: pictures, styling, translation."""

from __future__ import annotations

import re

from newsclean.extract.fields.evidence import Evidence
from newsclean.extract.fields.folding import fold

_BESIDE = 12
# "Photography by Ben Holm", "Styled by ...", "Fotos: ...", "Illustration von ..."
_WORK = re.compile(
    r"(?:photo(?:s|graph(?:s|y|ed))?|pictures?|images?|illustrat(?:ed|ions?)|art(?:work)?|video|graphics?"
    r"|styl(?:ed|ing)|translat(?:ed|ion)|animat(?:ed|ion)|designed"
    r"|fotos?|fotografie|bilder|illustration(?:en)?|grafik|übersetz(?:t|ung)|traducci[oó]n|traduction"
    r"|fotografía|ilustraci[oó]n)\s?(?:by|von|par|por|di|:)\s",
    re.IGNORECASE,
)


def without_credited(names: list[str], evidence: Evidence) -> list[str]:
    """Return names without those that a line near the headline names for their pictures.

    Data often list all who worked on a page.
    """
    title = evidence.title_block
    for block in evidence.document.blocks[max(0, title - 2) : title + _BESIDE]:
        text = block.text
        match = _WORK.match(text) if len(text) < 120 else None
        if match:
            credited = f" {fold(text[match.end() :])} "
            kept = [n for n in names if f" {fold(n)} " not in credited]
            names = kept or names
    return names
