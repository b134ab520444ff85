"""Rules for plain text; a placeholder until the plain-text labeller lands."""

from __future__ import annotations

from newsclean.extract.labellers.rules import RulesLabeller


class TextRulesLabeller(RulesLabeller):
    """Judges the lines of a flattened page."""

    name = "text-rules"
