"""Plain text that was flattened from a page -> blocks: one a line."""

from __future__ import annotations

from newsclean.records import Block, Document


def parse_text(text: str) -> Document:
    """Take a flattened page apart; each line with a word is a block."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return Document(form="text", blocks=tuple(Block(s, "paragraph") for s in lines if s))
