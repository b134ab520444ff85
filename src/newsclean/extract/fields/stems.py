"""Words sought in names and lines: asked so often that patterns and loops take too long."""

from __future__ import annotations

from collections.abc import Sequence

from newsclean.kernels import KIND


class PlainStems:
    """Words or parts of words, in lower case, to be sought in text in lower case.

    >>> byline = PlainStems("author", "byline")
    >>> byline.within("article-byline"), byline.within("lead")
    (True, False)
    """

    def __init__(self, *words: str) -> None:
        if "" in words:
            raise ValueError("an empty word is in every text")
        self._words = words

    def within(self, text: str) -> bool:
        """Return whether a text holds one of the words, as they are written."""
        for word in self._words:  # noqa: SIM110 - `any` takes twice the time
            if word in text:
                return True
        return False

    def among(self, names: Sequence[str]) -> list[str]:
        """Return those of the names that hold one of the words, in small letters."""
        return [name for name in names if self.within(name.lower())]

    def telling(self, names: list[str]) -> tuple[str, ...]:
        """Return those of the names that hold one of the words, in small letters, each once."""
        return tuple(self.among(tuple(dict.fromkeys(names))))


if KIND == "compiled":
    from newsclean.kernels.stems import Stems as Stems
else:
    Stems = PlainStems  # type: ignore[assignment,misc]
