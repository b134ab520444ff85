"""Words sought in names and lines: asked so often that patterns and loops take too long."""

from __future__ import annotations

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

    def parts_with(self, text: str) -> list[int]:
        r"""Return which of the parts of a text, divided by NUL, hold one of the words.

        >>> PlainStems("tag", "crumb").parts_with("\0".join(["lead", "tags", "", "breadcrumb"]))
        [1, 3]
        """
        return [i for i, part in enumerate(text.split("\0")) if self.within(part)]


if KIND == "compiled":
    from newsclean.kernels.stems import Stems as Stems
else:
    Stems = PlainStems  # type: ignore[assignment,misc]
