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


class PlainKinds:
    """Several kinds of words, in lower case, to be sought in names all at once.

    >>> PlainKinds(("author",), ("lead", "thor")).among(["Author", "", "lead"])
    [('Author', 3), ('lead', 2)]
    """

    def __init__(self, *kinds: Sequence[str]) -> None:
        self._kinds = [(1 << place, PlainStems(*words)) for place, words in enumerate(kinds)]

    def among(self, names: list[str]) -> list[tuple[str, int]]:
        """Return the names that hold a word, in small letters, with a bit for each kind.

        Names that are one object are looked at once.
        """
        found = []
        for name in {id(name): name for name in names}.values():
            low = name.lower()
            said = sum(bit for bit, stems in self._kinds if stems.within(low))
            if said:
                found.append((name, said))
        return found


if KIND == "compiled":
    from newsclean.kernels.stems import Kinds as Kinds
    from newsclean.kernels.stems import Stems as Stems
else:
    Stems = PlainStems  # type: ignore[assignment,misc]
    Kinds = PlainKinds  # type: ignore[assignment,misc]
